// The table of workload: counted anew for each place, year and role.
"use strict";
(function () {
  const MOST = 300, ROLES = ["lead", "responsible", "cooperating"];

  document.addEventListener("DOMContentLoaded", function () {
    const given = zm.given("loads"), controls = document.getElementById("load-controls");
    const table = document.getElementById("load"), body = table.tBodies[0], all = document.getElementById("load-all");
    const inputs = Array.from(controls.querySelectorAll("[name]")), count = controls.querySelector(".count");
    const heads = Array.from(table.tHead.rows[0].cells);
    let order = [2, true], whole = false;

    function asked() {
      const found = {};
      inputs.forEach(function (i) { found[i.name] = i.type === "checkbox" ? (i.checked ? "1" : "") : i.value.trim(); });
      return found;
    }

    /** Name, place, tasks, by role, through collectives; of the notices that are wanted. */
    function rows(wanted) {
      const inside = given.notices.map(function ([place, year]) {
        return (!wanted.in || zm.isWithin(place, wanted.in)) && (!wanted.year || String(year) === wanted.year);
      });
      const role = ROLES.indexOf(wanted.role), found = [];
      const words = wanted.q.toLowerCase().split(/\s+/).filter(Boolean);
      given.units.forEach(function ([slug, name, path, collective, counts]) {
        if (collective && !wanted.collectives) { return; }
        const place = path.split("/").join(""), last = path.split("/").pop(), text = (place + " " + name).toLowerCase();
        if (!words.every(function (w) { return text.includes(w) || zm.search.isShortFor(w, name, last); })) { return; }
        const sum = [0, 0, 0, 0, 0];
        counts.forEach(function (c) {
          if (!inside[c[0]]) { return; }
          const at = role < 0 ? 0 : role + 1;
          sum[0] += c[1 + at];
          sum[4] += c[5 + at];
          for (let n = 0; n < 3; n++) { if (role < 0 || role === n) { sum[1 + n] += c[2 + n]; } }
        });
        if (sum[0] || sum[4]) { found.push({slug: slug, name: name, place: place, sum: sum}); }
      });
      return found;
    }

    const collator = new Intl.Collator("zh-CN", {numeric: true});
    function value(row, at) {
      return at === 0 ? row.name : at === 1 ? row.place : row.sum[at === 2 ? 0 : at === 7 ? 4 : at - 3];
    }

    function draw() {
      const wanted = asked(), found = rows(wanted);
      const most = Math.max(1, ...found.map(function (r) { return r.sum[0]; }));
      found.sort(function (a, b) {
        const x = value(a, order[0]), y = value(b, order[0]);
        const by = typeof x === "number" ? x - y : collator.compare(x, y);
        return (order[1] ? -by : by) || b.sum[0] - a.sum[0] || collator.compare(a.name, b.name);
      });
      body.textContent = "";
      found.slice(0, whole ? found.length : MOST).forEach(function (row) {
        const bars = zm.element("span", {class: "bars noprint", "aria-hidden": "true"});
        bars.style.width = Math.round(130 * row.sum[0] / most) + "px";
        ROLES.forEach(function (role, n) {
          const bar = zm.element("i", {class: role});
          bar.style.flex = String(row.sum[1 + n]);
          bars.append(bar);
        });
        const href = zm.unitAddress(row.slug) + (location.hash.length > 1 ? carried(wanted) : "");
        const number = function (n) { return zm.element("td", {class: "number"}, n.toLocaleString("en")); };
        // Of the other roles nothing is counted while one is asked for: that is no nought.
        const of = function (n) { return wanted.role && ROLES[n] !== wanted.role ? zm.element("td", {class: "number"}, "—") : number(row.sum[1 + n]); };
        body.append(zm.element("tr", {}, zm.element("th", {scope: "row"}, zm.element("a", {href: href}, row.name)),
          zm.element("td", {}, row.place), number(row.sum[0]), zm.element("td", {"data-skip": true, class: "drawn"}, bars),
          of(0), of(1), of(2), number(row.sum[4])));
      });
      if (!found.length) { body.append(zm.element("tr", {}, zm.words("td", {colspan: "8", class: "none"}, "所选范围内没有写明单位的任务。"))); }
      zm.say(count, "共 {} 个单位", found.length);
      all.hidden = whole || found.length <= MOST;
      zm.say(all, "显示全部 {} 个单位", found.length);
    }

    /** The filters that a unit's page has, too. */
    function carried(wanted) {
      const kept = ["in", "year", "role"].filter(function (k) { return wanted[k]; });
      return kept.length ? "#" + kept.map(function (k) { return k + "=" + encodeURIComponent(wanted[k]); }).join("&") : "";
    }

    function restore() {
      const address = zm.address();
      inputs.forEach(function (i) {
        if (i.type === "checkbox") { i.checked = address[i.name] === "1"; } else { i.value = address[i.name] || ""; }
      });
      const sort = address.sort;
      if (sort && heads[Math.abs(parseInt(sort, 10))]) { order = [Math.abs(parseInt(sort, 10)), sort.startsWith("-")]; }
      mark();
      draw();
    }

    function mark() {
      heads.forEach(function (head, at) {
        if (at === order[0]) { head.setAttribute("aria-sort", order[1] ? "descending" : "ascending"); } else { head.removeAttribute("aria-sort"); }
      });
    }

    heads.forEach(function (head, at) {
      if (!head.dataset.sort) { return; }
      const button = zm.element("button", {type: "button"});
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", function () {
        order = order[0] === at ? [at, !order[1]] : [at, head.dataset.sort === "number"];
        zm.setAddress({sort: (order[1] ? "-" : "") + at});
        mark();
        draw();
      });
    });
    inputs.forEach(function (i) {
      i.addEventListener("input", function () { zm.setAddress(asked()); draw(); });
    });
    all.addEventListener("click", function () { whole = true; draw(); });
    document.querySelectorAll('button[data-table="load"]').forEach(function (button) {
      // All rows are taken away, also those that a long table does not draw at once.
      button.addEventListener("click", function () { if (!whole) { whole = true; draw(); } }, true);
    });
    window.addEventListener("hashchange", restore);
    restore();
  });
})();

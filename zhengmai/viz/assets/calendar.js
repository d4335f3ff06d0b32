// What is due: a strip of months, the days of one month, a list, and units by months.
"use strict";
(function () {
  const e = zm.element, w = zm.words, MOST = 150, UNITS = 20, MONTHS = 14;
  const STATES = ["overdue", "near", "pending", "done"];
  const WEEK = ["一", "二", "三", "四", "五", "六", "日"];

  document.addEventListener("DOMContentLoaded", function () {
    const given = zm.given("limits"), controls = document.getElementById("due-controls");
    const inputs = Array.from(controls.querySelectorAll("[name]")), count = controls.querySelector(".count");
    const body = document.getElementById("due").tBodies[0], all = document.getElementById("due-all");
    const strip = document.getElementById("strip"), month = document.getElementById("month"), heat = document.getElementById("heat");
    let whole = false, day = "", shown = [];

    const rows = given.days.map(function ([date, notice, anchor, done, written, units]) {
      const [slug, place, year] = given.notices[notice];
      return {day: date, id: slug + "/" + anchor, done: Boolean(done), written: written, units: units,
        place: place, year: String(year), notice: notice, state: zm.state(date, Boolean(done))};
    });

    const select = controls.querySelector('select[name="month"]');
    Array.from(new Set(rows.map(function (r) { return r.day.slice(0, 7); }))).sort().forEach(function (m) {
      select.append(e("option", {}, m));
    });

    /** A month may be asked for in which nothing is due. */
    function offer(name) {
      if (/^\d{4}-\d{2}$/.test(name) && !Array.from(select.options).some(function (o) { return o.value === name; })) {
        select.append(e("option", {}, name));
      }
    }

    function asked() {
      const found = {};
      inputs.forEach(function (i) { found[i.name] = i.value.trim(); });
      return found;
    }

    /** The units whose names say what is asked for. */
    function wantedUnits(text) {
      if (!text) { return null; }
      const words = text.toLowerCase().split(/\s+/).filter(Boolean), found = new Set();
      given.units.forEach(function ([, name, place], at) {
        if (words.every(function (word) { return name.toLowerCase().includes(word) || zm.search.isShortFor(word, name, place); })) { found.add(at); }
      });
      return found;
    }
    /** Whether something is of the place and year that are asked for, and of some of the units (null: of any). */
    function isOf(wanted, place, year, units, named) {
      return (!wanted.in || zm.isWithin(place, wanted.in)) && (!wanted.year || year === wanted.year) &&
        (!units || named.some(function (u) { return units.has(u); }));
    }

    /** The rows that pass all filters but some. */
    function filtered(wanted, but) {
      const units = but.includes("unit") ? null : wantedUnits(wanted.unit);
      return rows.filter(function (r) {
        return isOf(wanted, r.place, r.year, units, r.units) && (!wanted.state || r.state === wanted.state) &&
          (but.includes("month") || !wanted.month || r.day.startsWith(wanted.month));
      });
    }

    function countsOf(some) {
      return STATES.map(function (state) { return some.filter(function (r) { return r.state === state; }).length; });
    }

    function drawStrip(wanted) {
      const found = {};
      filtered(wanted, ["month"]).forEach(function (r) { (found[r.day.slice(0, 7)] = found[r.day.slice(0, 7)] || []).push(r); });
      strip.textContent = "";
      Object.keys(found).sort().forEach(function (name) {
        const counts = e("span", {class: "counts"});
        countsOf(found[name]).forEach(function (n, at) {
          if (n) { counts.append(w("span", {class: "state " + STATES[at]}, zm.STATES[STATES[at]] + " {}", n)); }
        });
        strip.append(e("li", {}, e("button", {type: "button", "aria-pressed": String(wanted.month === name),
          onclick: function () { choose({month: wanted.month === name ? "" : name}); }}, e("span", {class: "name"}, name), counts)));
      });
    }

    /** The days of the chosen month, weeks from Monday. */
    function drawMonth(wanted) {
      month.textContent = "";
      month.hidden = !wanted.month;
      if (!wanted.month) { return; }
      const [year, number] = wanted.month.split("-").map(Number), first = (new Date(Date.UTC(year, number - 1, 1)).getUTCDay() + 6) % 7;
      const last = new Date(Date.UTC(year, number, 0)).getUTCDate(), own = filtered(wanted, []);
      const made = e("table", {class: "sheet"}, e("caption", {class: "unseen"}, wanted.month),
        e("thead", {}, e("tr", {}, ...WEEK.map(function (d) { return w("th", {scope: "col"}, d); }))));
      const weeks = e("tbody");
      for (let at = -first; at < last; at += 7) {
        const row = e("tr");
        for (let n = at; n < at + 7; n++) {
          const date = wanted.month + "-" + String(n + 1).padStart(2, "0"), inside = n >= 0 && n < last;
          const due = inside ? own.filter(function (r) { return r.day === date; }) : [];
          const cell = e("td", {class: inside && date === zm.today() ? "today" : ""}, inside ? String(n + 1) : "");
          if (due.length) {
            const worst = STATES.find(function (s) { return due.some(function (r) { return r.state === s; }); });
            cell.append(w("button", {type: "button", class: "state " + worst, "aria-pressed": String(day === date),
              onclick: function () { choose({day: day === date ? "" : date}); }}, "{} 项", due.length));
          }
          row.append(cell);
        }
        weeks.append(row);
      }
      made.append(weeks);
      month.append(e("h2", {}, wanted.month), made);
    }

    function drawHeat(wanted) {
      // Of all units: a row whose unit was asked for would else be counted against the tasks of another.
      const own = filtered(wanted, ["month", "unit"]), asked_ = wantedUnits(wanted.unit), by = {}, months = new Set();
      own.forEach(function (r) {
        const name = r.day.slice(0, 7);
        r.units.filter(function (u) { return !asked_ || asked_.has(u); }).forEach(function (u) {
          by[u] = by[u] || {total: 0};
          months.add(name);
          by[u][name] = (by[u][name] || 0) + 1;
          by[u].total += 1;
        });
      });
      const names = Array.from(months).sort().slice(-MONTHS);
      const units = Object.keys(by).sort(function (a, b) { return by[b].total - by[a].total || Number(a) - Number(b); }).slice(0, UNITS);
      const most = Math.max(1, ...units.map(function (u) { return Math.max(...names.map(function (m) { return by[u][m] || 0; })); }));
      heat.tHead.textContent = "";
      heat.tBodies[0].textContent = "";
      heat.tHead.append(e("tr", {}, w("th", {scope: "col"}, "单位"), ...names.map(function (m) { return e("th", {scope: "col"}, m); })));
      units.forEach(function (u) {
        const [slug, name] = given.units[Number(u)];
        heat.tBodies[0].append(e("tr", {}, e("th", {scope: "row"}, e("a", {href: zm.unitAddress(slug)}, name)), ...names.map(function (m) {
          const n = by[u][m] || 0;
          return n ? e("td", {class: "h" + Math.ceil(3 * n / most)}, e("button", {type: "button", "aria-label": name + " " + m + ": " + n,
            onclick: function () { choose({month: m, unit: name}); }}, String(n))) : e("td");
        })));
      });
    }

    function unitNames(units) {
      const holder = e("td");
      units.slice(0, 4).forEach(function (u, n) {
        holder.append(n ? "、" : "", e("a", {href: zm.unitAddress(given.units[u][0])}, given.units[u][1]));
      });
      if (units.length > 4) { holder.append(" ", w("small", {}, "（共 {} 个单位）", units.length)); }
      if (!units.length) { holder.append(w("small", {}, "没有读出责任单位")); holder.dataset.full = zm.t("没有读出责任单位"); return holder; }
      holder.dataset.full = units.map(function (u) { return given.units[u][1]; }).join("、");
      return holder;
    }

    /** The text of a task, once it is known; a promise that it is. */
    function fillText(cell, id, units) {
      return zm.node(id).then(function (found) {
        cell.textContent = "";
        cell.append(e("a", {href: zm.nodeAddress(id)}, found && found.node.n || "…"), " " + (found ? zm.task.words(found.node) : id));
        if (found && found.node.damaged) { cell.append(" ", w("small", {class: "warn"}, "原文残缺")); }
        if (found && found.node.open) {
          units.append(" ", w("small", {}, "等（原文没有列全）"));
          units.dataset.full += zm.t("等（原文没有列全）");
        }
      });
    }

    function drawList(wanted) {
      shown = filtered(wanted, []).filter(function (r) { return !day || r.day === day; });
      body.textContent = "";
      const texts = shown.slice(0, whole ? shown.length : MOST).map(function (r) {
        const cell = e("td", {}, "…"), notice = given.notices[r.notice], units = unitNames(r.units);
        body.append(e("tr", {}, e("td", {class: "short"}, r.day), e("td", {}, zm.stateMark(r.day, r.done)), cell, units,
          e("td", {}, r.written), e("td", {}, e("a", {href: zm.nodeAddress(r.id)}, notice[3]))));
        return fillText(cell, r.id, units);
      });
      if (!shown.length) { body.append(e("tr", {}, w("td", {colspan: "6", class: "none"}, "没有到期的任务。"))); }
      zm.say(count, "共 {} 项", shown.length);
      zm.tables.name(document.getElementById("due"));
      all.hidden = whole || shown.length <= MOST;
      zm.say(all, "显示全部 {} 项", shown.length);
      return Promise.all(texts);
    }

    function draw() {
      const wanted = asked();
      drawStrip(wanted);
      drawMonth(wanted);
      drawHeat(wanted);
      drawList(wanted);
      drawRounds(wanted);
    }

    function choose(change) {
      if ("month" in change && !("day" in change)) { change.day = ""; }
      zm.setAddress(change, true);
      restore();
    }

    function restore() {
      const address = zm.address();
      offer(address.month || "");
      inputs.forEach(function (i) { i.value = address[i.name] || ""; });
      day = address.day || "";
      draw();
    }

    const rounds = document.getElementById("rounds");
    /** What comes round, of the place, year and unit that are asked for; its list while it is open. */
    function drawRounds(wanted) {
      const list = document.getElementById("recurring").tBodies[0], units = wantedUnits(wanted.unit);
      const own = given.rounds.filter(function ([notice, , , , named]) {
        const [, place, year] = given.notices[notice];
        return isOf(wanted, place, String(year), units, named);
      });
      zm.say(rounds.querySelector("summary"), "定期的时限（{} 处）", own.length);
      list.textContent = "";
      if (!rounds.open) { return; }
      own.forEach(function ([notice, anchor, written, words, named]) {
        const cell = e("td", {}, "…"), told = unitNames(named);
        list.append(e("tr", {}, e("td", {}, written), e("td", {}, words), cell, told));
        fillText(cell, given.notices[notice][0] + "/" + anchor, told);
      });
    }
    rounds.addEventListener("toggle", function () { drawRounds(asked()); });

    inputs.forEach(function (i) {
      i.addEventListener("input", function () {
        day = "";
        zm.setAddress(Object.assign(asked(), {day: ""}));
        draw();
      });
    });
    all.addEventListener("click", function () { whole = true; drawList(asked()); });
    document.querySelectorAll('button[data-table="due"]').forEach(function (button) {
      // What is taken away is everything that passes the filters, with its text.
      button.addEventListener("click", function (event) {
        event.stopImmediatePropagation();
        whole = true;
        drawList(asked()).then(function () { zm.tables.save(document.getElementById("due"), button.dataset.save); });
      }, true);
    });
    document.getElementById("calendar-file").addEventListener("click", function () {
      zm.calendarFile.save(shown.map(function (r) { return [r.id, r.day]; }), zm.t("完成时限"));
    });
    zm.say(document.getElementById("today"), "今天 {}；“临近”是 30 天以内；“逾期”是截止日已过、没有报送办结（台账用 zhengmai progress 读入）。", zm.today());
    window.addEventListener("hashchange", restore);
    restore();
  });
})();

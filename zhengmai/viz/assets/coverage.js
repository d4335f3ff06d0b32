// Points by places, or by kinds of units: filters, order, and the texts behind a cell.
"use strict";
(function () {
  const e = zm.element, w = zm.words;

  document.addEventListener("DOMContentLoaded", function () {
    const given = zm.given("cells"), controls = document.getElementById("coverage-controls");
    const inputs = Array.from(controls.querySelectorAll("[name]")), count = controls.querySelector(".count");
    const table = document.getElementById("matrix"), body = table.tBodies[0], head = table.tHead.rows[0];
    const panel = document.getElementById("panel"), rows = Array.from(body.rows);
    const heads = Array.from(head.cells).slice(2), cells = rows.map(function (r) { return Array.from(r.cells).slice(2); });
    rows.forEach(function (row, n) { row.dataset.n = String(n); });

    function asked() {
      const found = {};
      inputs.forEach(function (i) { found[i.name] = i.value.trim(); });
      return found;
    }

    /** The columns: places as the page was written, or units, made when they are asked for. */
    function columns(byUnits) {
      Array.from(head.cells).slice(2).forEach(function (cell) { cell.remove(); });
      rows.forEach(function (row) { Array.from(row.cells).slice(2).forEach(function (cell) { cell.remove(); }); });
      if (!byUnits) {
        head.append(...heads);
        rows.forEach(function (row, n) { row.append(...cells[n]); });
        return;
      }
      given.units.kinds.forEach(function (kind) {
        head.append(e("th", {scope: "col", class: "place"}, e("span", {}, kind)));
      });
      rows.forEach(function (row, n) {
        given.units.rows[n].forEach(function (tasks) {
          const many = tasks.length;
          row.append(e("td", {class: "cell " + (many ? "carried" : "")}, many ? e("button", {type: "button"}, String(many)) : ""));
        });
      });
    }

    function apply(wanted) {
      const words = wanted.q.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach(function (row) {
        const text = row.cells[0].textContent.toLowerCase();
        row.hidden = Boolean(wanted.status && row.dataset.status !== wanted.status) || !words.every(function (x) { return text.includes(x); });
        if (!row.hidden) { shown += 1; }
      });
      [heads].concat(cells).forEach(function (line) {
        line.forEach(function (cell) { cell.hidden = Boolean(wanted.level && cell.dataset.level !== wanted.level); });
      });
      const by = {"": "n", printed: "order", most: "total"}[wanted.order || ""], sign = by === "total" ? -1 : 1;
      body.append(...rows.slice().sort(function (a, b) { return sign * (Number(a.dataset[by]) - Number(b.dataset[by])) || Number(a.dataset.n) - Number(b.dataset.n); }));
      zm.say(count, "{} 条，共 {} 条", shown, rows.length);
    }

    /** What is open: row, column and whether it is that of a unit, as the address has it: 3.2, 3.u2. */
    function open(cell) {
      table.querySelectorAll("td.chosen").forEach(function (c) { c.classList.remove("chosen"); });
      const found = /^(\d+)\.(u?)(\d+)$/.exec(cell || "");
      const row = found && rows[Number(found[1])], at = found ? Number(found[3]) : 0;
      const tasks = row && ((found[2] ? given.units.rows : given.places)[Number(found[1])] || [])[at];
      panel.hidden = !tasks;
      if (!tasks) { return; }
      const place = row.cells[at + 2], holder = panel.lastElementChild;
      if (place) { place.classList.add("chosen"); }
      holder.textContent = "";
      holder.append(e("h2", {}, (found[2] ? given.units.kinds : given.heads)[at]), e("p", {class: "step"}, row.cells[0].querySelector("a").textContent));
      tasks.forEach(function (id, n) {
        const part = e("details", {open: n === 0}, e("summary", {}, "…")), inside = e("div");
        part.append(inside);
        holder.append(part);
        zm.node(id).then(function (told) { part.firstElementChild.textContent = told ? zm.task.place(told.notice) + " " + zm.task.line(told) : id; });
        const fill = function () { if (part.open && !inside.childElementCount) { zm.task.show(inside, id); } };
        part.addEventListener("toggle", fill);
        fill();
      });
      zm.announce(zm.t("{} 项", tasks.length));
    }

    let units = null;
    function restore() {
      const address = zm.address();
      inputs.forEach(function (i) { i.value = address[i.name] || ""; });
      const wanted = asked();
      if (units !== (wanted.by === "units")) { units = wanted.by === "units"; columns(units); }
      apply(wanted);
      open(address.cell);
    }

    inputs.forEach(function (i) {
      i.addEventListener("input", function () {
        zm.setAddress(Object.assign(asked(), i.name === "by" ? {cell: ""} : {}));
        restore();
      });
    });
    body.addEventListener("click", function (event) {
      const button = event.target.closest("td button");
      if (!button) { return; }
      const cell = button.parentNode, row = cell.parentNode;
      zm.setAddress({cell: row.dataset.n + "." + (units ? "u" : "") + (cell.cellIndex - 2)}, true);
    });
    document.getElementById("close").addEventListener("click", function () { zm.setAddress({cell: ""}, true); });
    window.addEventListener("hashchange", restore);
    restore();
  });
})();

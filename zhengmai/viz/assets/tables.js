// Tables that can be sorted, filtered and taken away, exactly as they are shown.
// A table: <table class="data" id="tasks">; a head that sorts: <th data-sort="text|number">; a cell
// sorts by its text, or by data-s. Controls: <div class="controls" data-for="tasks"> with
// <select name="year"> (rows: data-year), <select name="in"> (data-in begins with it),
// <input name="q"> (words in the row), <span class="count">, <button data-save="csv|xlsx">.
"use strict";
(function () {
  const collator = new Intl.Collator("zh-CN", {numeric: true});

  function cellValue(row, at) {
    const cell = row.cells[at];
    return cell ? (cell.dataset.s !== undefined ? cell.dataset.s : cell.textContent.trim()) : "";
  }

  function sort(table, at, kind, falling) {
    const body = table.tBodies[0], sign = falling ? -1 : 1;
    const rows = Array.from(body.rows).map(function (row, n) { return [cellValue(row, at), n, row]; });
    rows.sort(function (a, b) {
      if ((a[0] === "") !== (b[0] === "")) { return a[0] === "" ? 1 : -1; }  // what has none stands last
      const by = kind === "number" ? Number(String(a[0]).replace(/,/g, "")) - Number(String(b[0]).replace(/,/g, "")) : collator.compare(a[0], b[0]);
      return sign * by || a[1] - b[1];
    });
    body.append(...rows.map(function (r) { return r[2]; }));
    Array.from(table.tHead.rows[table.tHead.rows.length - 1].cells).forEach(function (head, n) {
      if (n === at) { head.setAttribute("aria-sort", falling ? "descending" : "ascending"); } else { head.removeAttribute("aria-sort"); }
    });
  }

  function makeSortable(table) {
    const prefix = table.id ? table.id + "." : "";
    const heads = Array.from(table.tHead ? table.tHead.rows[table.tHead.rows.length - 1].cells : []);
    heads.forEach(function (head, at) {
      const kind = head.dataset.sort;
      if (!kind) { return; }
      const button = zm.element("button", {type: "button"});
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", function () {
        const was = head.getAttribute("aria-sort");
        const falling = was ? was === "ascending" : kind === "number";
        sort(table, at, kind, falling);
        zm.setAddress({[prefix + "sort"]: (falling ? "-" : "") + at});
      });
    });
    const asked = zm.address()[prefix + "sort"];
    const at = asked ? Math.abs(parseInt(asked, 10)) : -1;
    if (heads[at] && heads[at].dataset.sort) { sort(table, at, heads[at].dataset.sort, asked.startsWith("-")); }
  }

  /** What each cell is called, for windows too narrow for columns (site.css); it stays a table for screen readers. */
  function name(table) {
    const heads = Array.from(table.tHead.rows[table.tHead.rows.length - 1].cells).map(function (h) { return h.textContent.trim(); });
    table.setAttribute("role", "table");
    Array.from(table.rows).forEach(function (row) {
      row.setAttribute("role", "row");
      row.parentNode.setAttribute("role", "rowgroup");
      Array.from(row.cells).forEach(function (cell, at) {
        const inHead = row.parentNode === table.tHead;
        cell.setAttribute("role", inHead ? "columnheader" : cell.nodeName === "TH" ? "rowheader" : "cell");
        if (!inHead) { cell.dataset.label = heads[at]; }
      });
    });
  }
  document.addEventListener("zm-language", function () { document.querySelectorAll("table.stack").forEach(name); });

  function matches(row, control) {
    const value = control.value;
    if (!value) { return true; }
    if (control.name === "q") {
      const text = row.textContent.toLowerCase();
      return value.toLowerCase().split(/\s+/).filter(Boolean).every(function (w) { return text.includes(w); });
    }
    const own = row.dataset[control.name] || "";
    return control.name === "in" ? zm.isWithin(own, value) : own.split(" ").includes(value);
  }

  function makeFilter(controls) {
    const table = document.getElementById(controls.dataset.for);
    const inputs = Array.from(controls.querySelectorAll("select[name], input[name]"));
    const count = controls.querySelector(".count");
    function apply() {
      let shown = 0;
      const rows = Array.from(table.tBodies[0].rows);
      rows.forEach(function (row) {
        row.hidden = !inputs.every(function (control) { return matches(row, control); });
        if (!row.hidden) { shown += 1; }
      });
      if (count) {
        if (shown === rows.length) { zm.say(count, "共 {} 项", rows.length); } else { zm.say(count, "{} 项，共 {} 项", shown, rows.length); }
      }
    }
    function restore() {
      const address = zm.address();
      inputs.forEach(function (control) { control.value = address[control.name] || ""; });
      apply();
    }
    inputs.forEach(function (control) {
      control.addEventListener("input", function () {
        zm.setAddress({[control.name]: control.value});
        apply();
      });
    });
    window.addEventListener("hashchange", restore);
    restore();
  }

  /** The rows of a table as they are shown: texts; a number where the column is one of numbers, a day where a cell has but one. */
  function shown(table) {
    const text = function (cell) {
      if (cell.dataset.full !== undefined) { return cell.dataset.full; }  // on the page it is cut
      const copy = cell.cloneNode(true);
      copy.querySelectorAll(".noprint, .bar, .bars").forEach(function (e) { e.remove(); });
      copy.querySelectorAll("div + div").forEach(function (e) { e.prepend("；"); });
      return copy.textContent.replace(/\s+/g, " ").trim();
    };
    const keep = function (cell) { return cell.dataset.skip === undefined; };
    return Array.from(table.rows).filter(function (row) { return !row.hidden; }).map(function (row) {
      return Array.from(row.cells).filter(keep).map(function (cell) {
        const said = text(cell), plain = said.replace(/,/g, "");
        if (row.parentNode.nodeName !== "TBODY") { return said; }
        if (/^\d{4}-\d\d-\d\d$/.test(said)) { return zm.sheet.day(said); }
        return (cell.classList.contains("number") || cell.classList.contains("cell")) && /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : said;
      });
    });
  }

  function save(table, kind) {
    const name = (table.dataset.name || document.title.split(" · ")[0]).replace(/[\\/:*?"<>|]+/g, "_");
    zm.sheet.save(shown(table), name, kind);
  }

  /** Make the tables within an element sort and filter. */
  function begin(within) {
    within.querySelectorAll("table.data").forEach(makeSortable);
    within.querySelectorAll("table.stack").forEach(name);
    within.querySelectorAll(".controls[data-for]").forEach(makeFilter);
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("table.data:not([data-own])").forEach(makeSortable);
    document.querySelectorAll("table.stack:not([data-own])").forEach(name);
    document.querySelectorAll(".controls[data-for]").forEach(makeFilter);
    document.querySelectorAll("button[data-save]").forEach(function (button) {
      button.addEventListener("click", function () {
        save(document.getElementById(button.dataset.table), button.dataset.save);
      });
    });
  });

  zm.tables = {name: name, sort: sort, shown: shown, save: save, begin: begin};
})();

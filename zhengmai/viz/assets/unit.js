// The page of a unit: its calendar by months, tasks through classes of units, print.
"use strict";
(function () {
  /** The days of some events by month: `2025-07` → those of that month, the earliest first. */
  function byMonth(events) {
    const found = {};
    events.filter(function (e) { return !e[3]; }).sort(function (a, b) { return a[2] < b[2] ? -1 : 1; }).forEach(function (e) {
      const month = e[2].slice(0, 7);
      (found[month] = found[month] || []).push(e);
    });
    return found;
  }

  function months(holder, events) {
    const found = byMonth(events), made = zm.element("div", {class: "months"});
    Object.keys(found).sort().forEach(function (month) {
      const items = found[month].map(function (event) {
        const item = zm.element("li", {}, zm.element("a", {href: zm.nodeAddress(event[1])}, event[2].slice(5) + " " + event[4]), " ");
        zm.node(event[1]).then(function (told) { item.append(zm.stateMark(event[2], Boolean(told && told.node.done))); });
        return item;
      });
      made.append(zm.element("section", {}, zm.element("h3", {}, month), zm.element("ul", {}, ...items)));
    });
    const rounds = events.filter(function (e) { return e[3]; });
    if (rounds.length) {
      made.append(zm.element("section", {}, zm.words("h3", {}, "定期"), zm.element("ul", {}, ...rounds.map(function (event) {
        return zm.element("li", {}, zm.element("a", {href: zm.nodeAddress(event[1])}, event[4]));
      }))));
    }
    holder.append(made);
  }

  /** The tasks through a class of units, when they are asked for. */
  function fill(list) {
    if (list.childElementCount) { return; }
    list.dataset.nodes.split("\n").forEach(function (id) {
      const item = zm.element("li", {}, "…");
      list.append(item);
      zm.node(id).then(function (found) {
        item.textContent = "";
        item.append(zm.element("a", {href: zm.nodeAddress(id)}, found ? zm.task.line(found) : id));
        ((found && found.node.d) || []).forEach(function ([written, day]) {
          item.append(" ", zm.element("small", {}, written), " ", day ? zm.stateMark(day, found.node.done) : "");
        });
      });
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    const events = zm.given("events") || [], holder = document.getElementById("months");
    if (holder) { months(holder, events); }
    document.querySelectorAll("details.through").forEach(function (details) {
      details.addEventListener("toggle", function () { if (details.open) { fill(details.querySelector("ul")); } });
    });
    document.getElementById("print").addEventListener("click", function () { window.print(); });
    document.getElementById("calendar-file").addEventListener("click", function () {
      zm.calendarFile.save(events, document.querySelector("h1").textContent);
    });
  });
})();

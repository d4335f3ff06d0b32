// The page of a notice: the task that the address names is lit in the source and told beside it.
"use strict";
(function () {
  document.addEventListener("DOMContentLoaded", function () {
    const slug = zm.given("slug"), panel = document.getElementById("panel"), side = document.querySelector("aside");
    const entries = Array.from(side.querySelectorAll("[data-node]")), ofNode = {}, ofGroup = {};
    entries.forEach(function (entry) {
      ofNode[entry.dataset.node] = entry.dataset.group;
      ofGroup[entry.dataset.group] = entry.dataset.node;
    });
    let shown = null;

    function show(node) {
      shown = node;
      panel.hidden = !node;
      if (!node) { return; }
      zm.task.show(panel.querySelector("div"), slug + "/" + node, {own: true});
      panel.scrollTop = 0;
    }

    /** The address says what is chosen: a task, a point, or what was not read. */
    function follow() {
      const wanted = zm.address()[""] || "";
      if (wanted === "unread") {
        const first = side.querySelector("ul.doubts [data-group]");
        if (first) { window.explain.choose(first.dataset.group, true); }
        return;
      }
      if (wanted === (shown || "")) { return; }
      if (ofNode[wanted]) { window.explain.choose(ofNode[wanted], true); } else { window.explain.clear(); }
    }

    // explain.js tells what was chosen in the text or in the list: the address follows, and the panel.
    document.addEventListener("chosen", function (event) {
      const node = event.detail === null ? null : ofGroup[event.detail] || null;
      if (node !== shown) { show(node); }
      if (event.detail === null || node) { zm.setAddress({"": node || ""}, Boolean(node)); }
    });
    side.addEventListener("click", function (event) {
      const link = event.target.closest('a[href^="#"]');
      if (link && link.closest("[data-node]")) { event.preventDefault(); }  // the list item is chosen as a whole
    });
    document.getElementById("close").addEventListener("click", function () { window.explain.clear(); });
    window.addEventListener("hashchange", follow);
    follow();
  });
})();

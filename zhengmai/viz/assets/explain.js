// Choosing a task marks all its places; choosing a place turns to its task. Works without, too.
(function () {
  "use strict";
  var root = document.documentElement;
  var text = document.getElementById("text");
  var side = document.querySelector("aside");
  var list = side.querySelector(".entries") || side;
  var said = document.getElementById("said");
  var runs = Array.prototype.slice.call(text.querySelectorAll("[data-g]"));
  var tags = Array.prototype.slice.call(text.querySelectorAll("i.tag"));
  var items = Array.prototype.slice.call(side.querySelectorAll("[data-group]"));
  var ofGroup = Object.create(null);
  var itemOf = Object.create(null);
  var chosen = null;

  root.classList.add("js");
  runs.forEach(function (run) {
    run.dataset.g.split(" ").forEach(function (group) {
      (ofGroup[group] = ofGroup[group] || []).push(run);
    });
  });
  items.forEach(function (item) { itemOf[item.dataset.group] = itemOf[item.dataset.group] || item; });

  function unmark() {
    if (chosen === null) return;
    (ofGroup[chosen] || []).forEach(function (run) { run.classList.remove("on"); });
    if (itemOf[chosen]) {
      itemOf[chosen].classList.remove("chosen");
      itemOf[chosen].removeAttribute("aria-current");
    }
    chosen = null;
  }

  function clear() {
    unmark();
    document.dispatchEvent(new CustomEvent("chosen", {detail: null}));
  }

  function inView(part, frame) {
    var a = part.getBoundingClientRect();
    var top = Math.max(frame ? frame.getBoundingClientRect().top : 0, 0);
    var bottom = Math.min(frame ? frame.getBoundingClientRect().bottom : innerHeight, innerHeight);
    return a.top >= top && a.bottom <= bottom;
  }

  // The list scrolls by itself, so that turning to an item never moves the text.
  function showItem(item) {
    if (inView(item, list)) return;
    var offset = item.getBoundingClientRect().top - list.getBoundingClientRect().top;
    list.scrollTop += offset - list.clientHeight / 4;
  }

  function choose(group, toText) {
    unmark();
    var places = ofGroup[group] || [];
    var item = itemOf[group];
    chosen = group;
    places.forEach(function (run) { run.classList.add("on"); });
    if (item) {
      item.classList.add("chosen");
      item.setAttribute("aria-current", "true");
      showItem(item);
    }
    if (toText && places.length) {
      var named = null;
      var link = item && item.querySelector("a[data-go]");
      if (link) named = document.getElementById(link.getAttribute("href").slice(1));
      (named || places[0]).scrollIntoView({ block: "center" });
    }
    said.textContent = (item ? item.textContent : "") + (places.length ? "" : "（原文中没有位置）");
    document.dispatchEvent(new CustomEvent("chosen", {detail: group}));
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-go]");
    if (link) {
      event.preventDefault();
      choose(link.dataset.go, true);
      return;
    }
    if (String(getSelection())) return; // somebody copies a text
    var item = event.target.closest("aside [data-group]");
    if (item) {
      choose(item.dataset.group, true);
      return;
    }
    var run = event.target.closest("#text [data-g]");
    if (!run) return;
    var groups = run.dataset.g.split(" ");
    var first = ["n", "r", "t", "p", "c"].map(function (kind) {
      return groups.filter(function (g) { return g.charAt(0) === kind && g !== chosen; })[0];
    }).filter(Boolean)[0];
    if (first) choose(first, false);
  });

  function step(by, wanted) {
    var list = items.filter(function (item) { return wanted.test(item.dataset.group); });
    if (!list.length) return;
    var at = list.indexOf(itemOf[chosen]);
    var next = at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length;
    choose(list[next].dataset.group, true);
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") step(1, /^t/);
    else if (event.key === "k") step(-1, /^t/);
    else if (event.key === "u") step(1, /^[nr]/);
    else if (event.key === "Escape") clear();
  });

  window.explain = {choose: choose, clear: clear};  // for the pages of a store

  document.querySelector(".legend").addEventListener("change", function (event) {
    var kind = event.target.dataset.kind;
    var shown = event.target.checked;
    runs.forEach(function (run) {
      if (!run.dataset.c) run.dataset.c = run.className.replace(/ on\b/, "");
      if (run.dataset.c.split(" ").indexOf("k-" + kind) >= 0) run.classList.toggle("k-" + kind, shown);
    });
    tags.forEach(function (tag) { if (tag.dataset.kind === kind) tag.classList.toggle("off", !shown); });
  });
})();

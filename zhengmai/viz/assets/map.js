// Who works with whom: the units of a place, joined by the tasks that name both.
// What is told of a place comes from data/map-N.js (see viz/unitmap.py):
//   nodes: id, label, x, y, slug, name, group_ (from 1; 0: joined to none), radius;
//   edges: from, to, years: {"2025": how many tasks};
//   notices: [slug, year]; tasks: [notice, anchor, "0l 4r"]: units with their roles; left: units left out.
"use strict";
(function () {
  const e = zm.element, w = zm.words, ROLES = {l: "lead", r: "responsible", c: "cooperating"};
  const ROLE_WORDS = {lead: "牵头", responsible: "责任", cooperating: "配合"};
  const MOST_ROWS = 300, MOST_LINES = 3, LINES = 1.5, COWORKERS = 20;
  /** @type {Object<number, Object>} */
  const held = {}, waiting = {};

  zm.mapped = function (n, place) {
    held[n] = place;
    (waiting[n] || []).splice(0).forEach(function (told) { told(place); });
  };
  function placeData(n) {
    return new Promise(function (resolve) {
      if (held[n]) { resolve(held[n]); return; }
      waiting[n] = (waiting[n] || []).concat(resolve);
      if (waiting[n].length === 1) { zm.load("data/map-" + n + ".js", function () { waiting[n].splice(0).forEach(function (told) { told(null); }); }); }
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    const given = zm.given("map"), $ = function (id) { return document.getElementById(id); };
    const controls = $("map-controls");
    if (!controls) { return; }
    const select = controls.querySelector('[name="in"]'), years = controls.querySelector('[name="year"]');
    const slider = $("least"), panel = $("panel"), table = $("pairs"), stage = $("stage");
    let data = null, shown = -1, view = null, chosen = null, other = null, whole = false, own = null, graph = null;

    // ---- what is told of a year ----------------------------------------------------------------

    /** Units with their tasks and roles, pairs by shared tasks: of the year that is chosen. */
    function counted() {
      const year = years.value, counts = data.nodes.map(function () { return {tasks: 0, lead: 0, responsible: 0, cooperating: 0}; });
      data.tasks.forEach(function ([notice, , named]) {
        if (year && String(data.notices[notice][1]) !== year) { return; }
        const seen = new Set(), roles = new Set();
        named.split(" ").forEach(function (one) {
          const unit = parseInt(one, 10), role = ROLES[one.slice(-1)];
          if (!seen.has(unit)) { seen.add(unit); counts[unit].tasks += 1; }
          if (!roles.has(one)) { roles.add(one); counts[unit][role] += 1; }
        });
      });
      const pairs = [];
      data.edges.forEach(function (edge) {
        const shared = year ? edge.years[year] || 0 : Object.values(edge.years).reduce(function (a, b) { return a + b; }, 0);
        if (shared) { pairs.push({one: edge.from, other: edge.to, shared: shared}); }
      });
      // Of pairs that share as many, those whose tasks are mostly shared come first.
      const close = function (p) { return p.shared / Math.min(counts[p.one].tasks, counts[p.other].tasks); };
      pairs.sort(function (a, b) { return b.shared - a.shared || close(b) - close(a) || a.one - b.one || a.other - b.other; });
      return {counts: counts, pairs: pairs, most: pairs.length ? pairs[0].shared : 1};
    }
    /** The least weight at which the lines can be told from one another. */
    function usual() {
      const units = view.counts.filter(function (c) { return c.tasks; }).length;
      for (let least = 1; least < view.most; least++) {
        if (view.pairs.filter(function (p) { return p.shared >= least; }).length <= LINES * units) { return least; }
      }
      return view.most;
    }
    function least() { return Number(slider.value); }
    /** The lines that are drawn: as many as one can look at, the strongest. */
    function drawnPairs() {
      const units = view.counts.filter(function (c) { return c.tasks; }).length;
      return view.pairs.filter(function (p) { return p.shared >= least(); }).slice(0, Math.max(30, MOST_LINES * units));
    }
    function coworkers(unit) {
      return view.pairs.filter(function (p) { return p.one === unit || p.other === unit; }).map(function (p) {
        return {unit: p.one === unit ? p.other : p.one, shared: p.shared};
      });
    }
    /** The tasks that name both units. */
    function sharedTasks(one, two) {
      return data.tasks.filter(function ([notice, , named]) {
        const units = named.split(" ").map(function (u) { return parseInt(u, 10); });
        return units.includes(one) && units.includes(two) && (!years.value || String(data.notices[notice][1]) === years.value);
      }).map(function ([notice, anchor]) { return data.notices[notice][0] + "/" + anchor; });
    }

    // ---- the graph -----------------------------------------------------------------------------

    function near() {
      return chosen === null ? null : new Set([chosen].concat(coworkers(chosen).filter(function (c) { return c.shared >= least(); }).map(function (c) { return c.unit; })));
    }
    function size(id) {
      const radius = data.nodes[id].radius;
      return {width: Math.max(2 * radius, 60), height: 2 * radius + 12};
    }
    let lit = null;
    function drawUnit(ctx, box, look) {
      const node = data.nodes[box.id];
      ctx.globalAlpha = lit && !lit.has(box.id) ? 0.25 : 1;
      ctx.beginPath();
      ctx.arc(box.x, box.y, node.radius, 0, 2 * Math.PI);
      ctx.fillStyle = look.paper;
      ctx.fill();
      ctx.fillStyle = node.group_ ? look["c" + node.group_] : look.soft;
      ctx.fill();
      if (box.id === chosen || box.hovered) {
        ctx.strokeStyle = look.ink;
        ctx.lineWidth = box.id === chosen ? 4 : 2;
        ctx.stroke();
      }
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      if (node.group_) {
        ctx.fillStyle = look.paper;
        ctx.font = "600 13px " + zm.graph.FONT;
        ctx.fillText(String(node.group_), box.x, box.y);
      }
      ctx.font = (box.id === chosen ? "600 " : "") + "13px " + zm.graph.FONT;
      ctx.lineWidth = 3;
      ctx.strokeStyle = look.paper;
      ctx.fillStyle = look.ink;
      node.label.split("\n").forEach(function (line, n) {
        ctx.strokeText(line, box.x, box.y + node.radius + 10 + 16 * n);
        ctx.fillText(line, box.x, box.y + node.radius + 10 + 16 * n);
      });
    }
    function lines() {
      const look = graph.look();
      return drawnPairs().map(function (p) {
        const mine = chosen !== null && (p.one === chosen || p.other === chosen), same = data.nodes[p.one].group_ === data.nodes[p.other].group_;
        const colour = mine ? look.accent : same ? look["c" + data.nodes[p.one].group_] : look.link;
        return {id: p.one + "-" + p.other, from: p.one, to: p.other, arrows: "", title: zm.t("共同任务 {} 项", p.shared),
          width: 0.8 + Math.min(7, Math.log2(p.shared) * 1.6), color: {color: colour, hover: colour, highlight: colour, opacity: chosen === null ? 0.55 : mine ? 0.95 : 0.1}};
      });
    }
    function draw() {
      lit = near();
      graph.show(data.nodes.filter(function (n) { return view.counts[n.id].tasks; }).map(function (n) {
        return {id: n.id, x: n.x, y: n.y, title: n.name + "\n" + zm.t("{} 项任务", view.counts[n.id].tasks)};
      }), lines());
    }
    function bounds() {
      const found = {left: 0, right: 400, top: 0, bottom: 300};
      (data ? data.nodes : []).forEach(function (n, at) {
        const first = at === 0, half = {x: Math.max(n.radius, 62), y: n.radius + 16 * n.label.split("\n").length + 8};
        found.left = first ? n.x - half.x : Math.min(found.left, n.x - half.x);
        found.right = first ? n.x + half.x : Math.max(found.right, n.x + half.x);
        found.top = first ? n.y - half.y : Math.min(found.top, n.y - half.y);
        found.bottom = first ? n.y + half.y : Math.max(found.bottom, n.y + half.y);
      });
      return found;
    }
    function tell() {
      const units = view.counts.filter(function (c) { return c.tasks; }).length, drawn = drawnPairs().length;
      const all = view.pairs.filter(function (p) { return p.shared >= least(); }).length;
      if (data.left) {
        zm.say($("told"), "{} 个单位（另有 {} 个任务较少的未画），{} 条连线，共 {} 对单位有共同任务", units, data.left, drawn, view.pairs.length);
      } else if (drawn < all) {
        zm.say($("told"), "{} 个单位，只画最强的 {} 条连线，共 {} 对单位有共同任务", units, drawn, view.pairs.length);
      } else {
        zm.say($("told"), "{} 个单位，{} 条连线，共 {} 对单位有共同任务", units, drawn, view.pairs.length);
      }
    }

    // ---- the panel -----------------------------------------------------------------------------

    function short(unit) { return data.nodes[unit].label.replace(/\n/g, ""); }
    function unitLink(unit) { return e("a", {href: zm.unitAddress(data.nodes[unit].slug)}, data.nodes[unit].name); }
    function taskList(one, two) {
      return e("ul", {class: "below"}, ...sharedTasks(one, two).map(function (id) {
        const link = e("a", {href: zm.nodeAddress(id)}, "…");
        zm.node(id).then(function (found) { link.textContent = found ? lineOf(found.node) : id; });
        return e("li", {}, link);
      }));
    }
    function lineOf(node) {
      const text = node.whole && node.h ? node.h : node.t || node.h || "";
      return ((node.n || "") + " " + (text.length > 60 ? text.slice(0, 59) + "…" : text)).trim();
    }
    function groupMark(group) {
      return e("span", {class: "group", style: "--of: var(--c" + group + ")"}, e("i", {}, String(group)), " ", w("span", {}, "第{}组", group));
    }
    function showUnit() {
      const node = data.nodes[chosen], of = view.counts[chosen], found = coworkers(chosen);
      panel.textContent = "";
      panel.append(e("p", {class: "noprint"}, w("button", {type: "button", class: "action", onclick: function () { choose(null, null, true); }}, "返回全图")),
        e("h2", {}, unitLink(chosen)),
        e("p", {}, w("span", {}, "{} 项任务", of.tasks), "：", ...Object.keys(ROLE_WORDS).flatMap(function (role, n) {
          return [n ? "，" : "", w("span", {class: "role " + role}, ROLE_WORDS[role]), " " + of[role]];
        })));
      if (node.group_) { panel.append(e("p", {}, groupMark(node.group_))); }
      panel.append(w("h3", {}, "一起做任务的单位（{} 个）", found.length));
      if (!found.length) { panel.append(w("p", {class: "none"}, "它的任务没有写到别的单位。")); }
      const list = e("ul", {class: "coworkers"});
      const add = function (from, to) {
        found.slice(from, to).forEach(function (c) {
          const details = e("details", {open: c.unit === other}, w("summary", {}, "共同任务 {} 项", c.shared));
          const fill = function () { if (details.open && details.childElementCount === 1) { details.append(taskList(chosen, c.unit)); } };
          details.addEventListener("toggle", fill);
          fill();
          list.append(e("li", {}, unitLink(c.unit), " ", w("button", {type: "button", class: "plain", onclick: function () { choose(c.unit, null, true); }}, "图中看"), details));
        });
      };
      const at = found.findIndex(function (c) { return c.unit === other; }), first = Math.max(COWORKERS, at + 1);
      add(0, first);
      panel.append(list);
      if (found.length > first) {
        const button = w("button", {type: "button", class: "action", onclick: function () { add(first); button.remove(); }}, "再列 {} 个", found.length - first);
        panel.append(button);
      }
      const open = list.querySelector("details[open]");
      if (open) { open.closest("li").scrollIntoView({block: "nearest"}); }
    }
    /** The groups in words, while no unit is chosen. */
    function showGroups() {
      const groups = new Map();
      data.nodes.forEach(function (n) {
        if (!view.counts[n.id].tasks || !n.group_) { return; }
        groups.set(n.group_, (groups.get(n.group_) || []).concat(n));
      });
      panel.textContent = "";
      panel.append(w("h2", {}, "经常一起做任务的单位"), w("p", {class: "hint"}, "按共同任务分组，同组的单位彼此协作多于同其他单位；编号和颜色与图中相同。"));
      Array.from(groups).sort(function (a, b) { return a[0] - b[0]; }).forEach(function ([group, nodes]) {
        const names = nodes.slice(0, 12).flatMap(function (n, at) {
          const last = at + 1 === Math.min(12, nodes.length);
          return [e("span", {}, e("button", {type: "button", class: "plain", onclick: function () { choose(n.id, null, true); }}, short(n.id)), last ? "" : "、")];
        });
        panel.append(e("p", {}, groupMark(group), " ", w("small", {}, "{} 个单位", nodes.length)),
          e("p", {class: "names"}, ...names, nodes.length > 12 ? w("span", {}, "等") : null));
      });
      const alone = data.nodes.filter(function (n) { return view.counts[n.id].tasks && !n.group_; });
      if (alone.length) { panel.append(w("p", {class: "hint"}, "{} 个单位没有同别的单位写在一项任务中，列在图的下方。", alone.length)); }
    }

    // ---- the table -----------------------------------------------------------------------------

    function fillTable() {
      const body = table.tBodies[0], rows = whole ? view.pairs : view.pairs.slice(0, MOST_ROWS);
      body.textContent = "";
      rows.forEach(function (p) {
        const href = "#" + [["in", select.value], ["unit", data.nodes[p.one].slug], ["with", data.nodes[p.other].slug]].map(function ([k, v]) { return k + "=" + encodeURIComponent(v); }).join("&");
        body.append(e("tr", {}, e("th", {scope: "row"}, unitLink(p.one)), e("td", {}, unitLink(p.other)),
          e("td", {class: "number"}, e("a", {href: href, "data-pair": p.one + "-" + p.other}, p.shared.toLocaleString("en")))));
      });
      zm.say($("pairs-count"), "共 {} 对", view.pairs.length);
      $("pairs-all").hidden = rows.length === view.pairs.length;
      zm.say($("pairs-all"), "显示全部 {} 对", view.pairs.length);
      const head = table.tHead.querySelector("[aria-sort]"), at = head ? head.cellIndex : 2, falling = head ? head.getAttribute("aria-sort") === "descending" : true;
      if (at !== 2 || !falling) { zm.tables.sort(table, at, table.tHead.rows[0].cells[at].dataset.sort, falling); }
    }

    // ---- what one does -------------------------------------------------------------------------

    function choose(unit, two, step) {
      chosen = unit;
      other = two;
      stage.classList.toggle("selected", unit !== null);
      draw();
      if (unit === null) { showGroups(); } else {
        showUnit();
        zm.announce(data.nodes[unit].name);
        bring(unit);
      }
      if (step) { write(true); }
    }
    function bring(unit) {
      const at = graph.network.canvasToDOM(data.nodes[unit]), holder = $("graph");
      if (at.x < 40 || at.y < 40 || at.x > holder.clientWidth - 40 || at.y > holder.clientHeight - 50) { graph.moveTo(data.nodes[unit]); }
    }
    function key(event) {
      const moves = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}, move = moves[event.key];
      if (event.key === "Escape" && chosen !== null) { choose(null, null, true); event.preventDefault(); return; }
      if (!move || !data) { return; }
      event.preventDefault();
      const seen = data.nodes.filter(function (n) { return view.counts[n.id].tasks; });
      if (chosen === null) { if (seen.length) { choose(seen[0].id, null, true); } return; }
      const from = data.nodes[chosen];
      // The nearest unit to that side; what lies off the straight way counts as farther.
      const far = function (n) {
        const ahead = (n.x - from.x) * move[0] + (n.y - from.y) * move[1], aside = Math.abs((n.x - from.x) * move[1]) + Math.abs((n.y - from.y) * move[0]);
        return ahead > 0 ? ahead + 2 * aside : Infinity;
      };
      const next = seen.reduce(function (best, n) { return far(n) < (best ? far(best) : Infinity) ? n : best; }, null);
      if (next) { choose(next.id, null, true); }
    }

    // ---- the address ---------------------------------------------------------------------------

    let written = null;
    function write(step) {
      const change = {in: select.value, year: years.value, least: own === null ? "" : String(own),
        unit: chosen === null ? "" : data.nodes[chosen].slug, with: other === null ? "" : data.nodes[other].slug};
      written = JSON.stringify(change);
      zm.setAddress(change, step);
    }
    function wantedPlace(text) {
      const exact = given.places.indexOf(text);
      if (exact >= 0 || !text) { return exact >= 0 ? exact : given.first; }
      const inside = given.places.findIndex(function (p) { return p.startsWith(text + "/"); });
      return inside >= 0 ? inside : given.first;
    }
    function restore() {
      const a = zm.address(), found = {in: a.in || "", year: a.year || "", least: a.least || "", unit: a.unit || "", with: a.with || ""};
      if (JSON.stringify(found) === written) { return; }
      written = JSON.stringify(found);
      const n = wantedPlace(found.in);
      select.value = given.places[n];
      years.value = found.year;
      own = found.least ? Math.max(1, parseInt(found.least, 10) || 1) : null;
      show(n, found);
    }
    function show(n, asked) {
      placeData(n).then(function (place) {
        if (select.value !== given.places[n] || !place) { return; }  // another one was chosen meanwhile
        const anew = shown !== n;
        data = place;
        shown = n;
        if (!graph) { begin(); }
        view = counted();
        slider.max = String(view.most);
        slider.value = String(own === null ? usual() : Math.min(own, view.most));
        $("least-said").textContent = slider.value;
        const at = function (slug) {
          const node = data.nodes.find(function (d) { return d.slug === slug; });
          return node && view.counts[node.id].tasks ? node.id : null;
        };
        choose(asked ? at(asked.unit) : null, asked ? at(asked.with) : null);
        if (anew) { graph.fit(1.1, 0.6); }
        fillTable();
        tell();
      });
    }
    function begin() {
      graph = zm.graph.make($("graph"), {options: given.options}, {box: drawUnit, size: size, bounds: bounds,
        click: function (id) { choose(id === undefined ? null : id, null, true); }, theme: function () { draw(); }});
      graph.frame.addEventListener("keydown", key);
      zm.map = {graph: graph, data: function () { return data; }, view: function () { return view; }, drawn: drawnPairs,
        lit: function () { return lit; }};
    }

    zm.graph.finder($("find"), $("found"), function (text) {
      const wanted = text.toLowerCase();
      return (data ? data.nodes : []).filter(function (n) {
        return view.counts[n.id].tasks && (n.name.toLowerCase().includes(wanted) || zm.search.isShortFor(wanted, short(n.id), "") || zm.search.isShortFor(wanted, n.name, ""));
      }).slice(0, 12).map(function (n) {
        return {label: n.name, note: zm.t("{} 项任务", view.counts[n.id].tasks), choose: function () { choose(n.id, null, true); }};
      });
    });
    select.addEventListener("input", function () { own = null; chosen = other = null; whole = false; write0(); show(given.places.indexOf(select.value)); });
    years.addEventListener("input", function () { own = null; write0(); show(shown); });
    function write0() {
      const change = {in: select.value, year: years.value, least: "", unit: "", with: ""};
      written = JSON.stringify(change);
      zm.setAddress(change, true);
    }
    slider.addEventListener("input", function () {
      own = least();
      $("least-said").textContent = slider.value;
      draw();
      tell();
      write();
    });
    $("fit").addEventListener("click", function () { if (graph) { graph.fit(1.5); } });
    $("pairs-all").addEventListener("click", function () { whole = true; fillTable(); });
    table.addEventListener("click", function (event) {
      const link = event.target.closest("a[data-pair]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
      event.preventDefault();
      const [one, two] = link.dataset.pair.split("-").map(Number);
      choose(one, two, true);
      stage.scrollIntoView({block: "nearest"});
    });
    document.querySelectorAll('button[data-table="pairs"]').forEach(function (button) {
      // All rows are taken away, also those that a long table does not draw at once.
      button.addEventListener("click", function () { if (!whole && view) { whole = true; fillTable(); } }, true);
    });
    document.addEventListener("zm-language", function () { if (data) { draw(); } });
    window.addEventListener("hashchange", restore);
    restore();
  });
})();

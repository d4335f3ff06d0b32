"use strict";
// Drives a page with a graph: views, filters, search, selection, the side panel, moving about.
// Texts of notices reach the page only as textContent or as labels that vis draws on its canvas.
(function () {
  var page = JSON.parse(document.getElementById("page-data").textContent);
  var z = window.zhengmai;
  var network = z.network, nodes = z.nodes, edges = z.edges, groups = z.options.groups;
  var byId = function (id) { return document.getElementById(id); };
  var stage = byId("graph"), heads = byId("heads"), panel = byId("panel-body");
  var SMALLEST = 0.72, LARGEST = 1.25;

  var all = {}, around = {}, lines = edges.get();
  nodes.forEach(function (n) {
    all[n.id] = n;
    around[n.id] = [];
    n.wanted = (n.title + "\n" + n.line).toLowerCase();
  });
  lines.forEach(function (e) {
    around[e.from].push({edge: e, other: e.to, heading: e.forward, down: true});
    around[e.to].push({edge: e, other: e.from, heading: e.back, down: false});
  });

  var view = page.views[0], now = view, shown = {}, kinds = {}, year = "", chosen = null;
  page.kinds.forEach(function (k) { kinds[k] = true; });
  var painted = all;  // what may look otherwise than a hidden node: at first, everything

  // ---- what is drawn -------------------------------------------------------------------------

  function visible(edge) {
    return Boolean(kinds[edge.kind] && shown[edge.from] && shown[edge.to]);
  }

  function filtered() {
    return year !== "" || page.kinds.some(function (k) { return !kinds[k]; });
  }

  function redraw() {
    shown = {};
    Object.keys(all).forEach(function (id) {
      var n = all[id];
      if (view.positions[id] && (year === "" || !n.year || String(n.year) === year)) {
        shown[id] = true;
      }
    });
    if (filtered()) {  // a node that the filter leaves without any line goes with it
      var kept = {};
      lines.forEach(function (e) {
        if (visible(e)) { kept[e.from] = true; kept[e.to] = true; }
      });
      shown = kept;
      now = squeezed();
    } else {
      now = view;
    }
    if (chosen !== null && !shown[chosen]) { chosen = null; }
    paint();
  }

  // The view without the rows that a filter has emptied.
  function squeezed() {
    var taken = [], bands = view.bands.filter(function (b) {
      return Object.keys(shown).some(function (id) {
        var y = view.positions[id][1];
        return y >= b[0] && y <= b[1];
      });
    });
    bands.forEach(function (b) { taken.push([b[0], b[0] + (b[2] ? 32 : 0)]); });
    Object.keys(shown).forEach(function (id) {
      var n = all[id], y = view.positions[id][1], size = n.size || 14;
      taken.push([y - size, y + size + (n.size ? 8 + 15 * n.label.split("\n").length : 0)]);
    });
    taken.sort(function (a, b) { return a[0] - b[0]; });
    var end = 0, gone = 0, steps = [];
    taken.forEach(function (t) {
      if (t[0] - end > 24) { gone += t[0] - end - 24; }
      steps.push([t[0], gone]);
      end = Math.max(end, t[1]);
    });
    function map(y) {
      var at = 0;
      steps.forEach(function (s) { if (s[0] <= y) { at = s[1]; } });
      return y - at;
    }
    var positions = {};
    Object.keys(shown).forEach(function (id) {
      var at = view.positions[id], size = all[id].size || 14;
      positions[id] = [at[0], map(at[1] - size) + size];
    });
    var placed = bands.map(function (b, n) {
      var next = bands[n + 1];
      return [map(b[0]), Math.min(map(b[1]), next ? map(next[0]) - 8 : end - gone + 12), b[2]];
    });
    return {positions: positions, bands: placed, columns: view.columns,
      width: view.width, height: end - gone + 20};
  }

  function paint() {
    var lit = chosen === null ? null : chain(chosen);
    var ids = Object.keys(all).filter(function (id) { return shown[id] || painted[id]; });
    nodes.update(ids.map(function (id) {
      var at = now.positions[id], on = lit === null || lit[id], look = groups[all[id].group];
      var change = {
        id: id, hidden: !shown[id], opacity: on ? 1 : 0.12,
        font: {color: on ? look.font.color : "rgba(90,98,110,0.28)"},
        borderWidth: id === chosen ? 3 : look.borderWidth
      };
      if (at) { change.x = at[0]; change.y = at[1]; }
      return change;
    }));
    var touched = lines.filter(function (e) {
      return visible(e) || (painted[e.from] && painted[e.to]);
    });
    edges.update(touched.map(function (e) {
      var on = lit !== null && lit[e.from] && lit[e.to] && (page.chain || touches(e));
      return {
        id: e.id, hidden: !visible(e) || (lit !== null && !on),
        color: {color: e.color.color, opacity: on ? 1 : e.color.opacity},
        width: on ? e.width + 1 : e.width
      };
    }));
    painted = shown;
    byId("status").textContent = filtered() ? counted() : view.status;
  }

  function counted() {
    var tasks = 0, others = 0;
    Object.keys(shown).forEach(function (id) {
      if (all[id].group === "task") { tasks += 1; } else { others += 1; }
    });
    return "筛选后：" + others + " 个单位、" + tasks + " 项任务";
  }

  function touches(edge) { return edge.from === chosen || edge.to === chosen; }

  // What state a day is in today, as `zhengmai due` tells it: near is within 30 days.
  function state(day, done) {
    var now = new Date(), left = Date.parse(day) - Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
    return done ? "办结" : left < 0 ? "逾期" : left <= 30 * 864e5 ? "临近" : "未到期";
  }

  // A node with its neighbours; where the page shows lineage, with all above and all below it.
  function chain(id) {
    var found = {};
    found[id] = true;
    [true, false].forEach(function (down) {
      var front = [id];
      while (front.length) {
        var next = [];
        front.forEach(function (at) {
          around[at].forEach(function (a) {
            if (a.down === down && visible(a.edge) && !found[a.other]) {
              found[a.other] = true;
              next.push(a.other);
            }
          });
        });
        front = page.chain ? next : [];
      }
    });
    return found;
  }

  // ---- the side panel ------------------------------------------------------------------------

  function element(name, text, parent, className) {
    var made = document.createElement(name);
    if (text) { made.textContent = text; }
    if (className) { made.className = className; }
    if (parent) { parent.appendChild(made); }
    return made;
  }

  function nodeList(heading, items) {
    element("h3", heading + "（" + items.length + "）", panel);
    var list = element("ul", "", panel, "nodes");
    items.forEach(function (item) {
      var button = element("button", all[item.id].line, element("li", "", list));
      button.type = "button";
      button.dataset.id = item.id;
      if (item.note) { element("div", item.note, button.parentNode, "note"); }
    });
  }

  function describe() {
    panel.textContent = "";
    panel.scrollTop = 0;
    byId("close").hidden = chosen === null;
    if (chosen === null) {
      element("p", page.hint, panel, "hint");
      view.lists.forEach(function (l) {
        if (l.ids.length) {
          nodeList(l.label, l.ids.map(function (id) { return {id: id}; }));
        }
      });
      return;
    }
    var node = all[chosen], cut = node.title.indexOf("\n");
    element("h2", cut < 0 ? node.title : node.title.slice(0, cut), panel);
    if (cut >= 0) { element("div", node.title.slice(cut + 1).trim(), panel, "text"); }
    if (node.days) { element("p", "今日状态：" + node.days.map(function (day) {
      return day + " " + state(day, node.done);
    }).join("；"), panel, "state"); }
    var headings = [], under = {};
    around[chosen].forEach(function (a) {
      if (!visible(a.edge)) { return; }
      if (!under[a.heading]) { under[a.heading] = []; headings.push(a.heading); }
      under[a.heading].push({id: a.other, note: page.chain ? a.edge.title : ""});
    });
    headings.sort(function (a, b) { return page.headings.indexOf(a) - page.headings.indexOf(b); });
    headings.forEach(function (h) { nodeList(h, under[h]); });
    if (node.iri) { element("p", node.iri, panel, "iri"); }
  }

  function select(id) {
    if (id !== null && !shown[id]) { reveal(id); }
    chosen = id;
    paint();
    describe();
  }

  // Switch to a view that has the node, and drop the filters that hide it.
  function reveal(id) {
    if (!view.positions[id]) {
      view = page.views.filter(function (v) { return v.positions[id]; })[0];
      if (byId("place")) { byId("place").value = String(page.views.indexOf(view)); }
    }
    year = "";
    if (byId("year")) { byId("year").value = ""; }
    page.kinds.forEach(function (k) { kinds[k] = true; });
    document.querySelectorAll("input[data-kind]").forEach(function (i) { i.checked = true; });
    redraw();
  }

  function find(id) {
    select(id);
    var at = now.positions[id];
    moveTo({x: at[0], y: at[1]}, Math.max(network.getScale(), SMALLEST));
  }

  // ---- moving about --------------------------------------------------------------------------

  function moveTo(at, scale) {
    var halfWidth = stage.clientWidth / scale / 2, halfHeight = stage.clientHeight / scale / 2;
    var room = 24 / scale, top = (heads.offsetHeight + 6) / scale;
    network.moveTo({
      scale: scale,
      position: {
        x: within(at.x, halfWidth - room, now.width - halfWidth + room, now.width / 2),
        y: within(at.y, halfHeight - top, now.height - halfHeight + room, halfHeight - top)
      }
    });
  }

  // Between two ends; where these have crossed, the drawing is smaller than the window.
  function within(value, low, high, otherwise) {
    return low > high ? otherwise : Math.min(Math.max(value, low), high);
  }

  function home() {
    var scale = stage.clientWidth / (now.width + 40);
    scale = Math.min(Math.max(scale, SMALLEST), LARGEST);
    moveTo({x: 0, y: -1e9}, scale);
  }

  function whole() {
    var scale = Math.min(stage.clientWidth / (now.width + 40),
      (stage.clientHeight - heads.offsetHeight) / (now.height + 40), LARGEST);
    moveTo({x: now.width / 2, y: now.height / 2}, scale);
  }

  function zoom(by) {
    moveTo(network.getViewPosition(), Math.min(Math.max(network.getScale() * by, 0.05), 3));
  }

  stage.addEventListener("wheel", function (event) {
    event.preventDefault();
    if (event.ctrlKey) { zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15); return; }
    var scale = network.getScale(), at = network.getViewPosition();
    var step = event.deltaMode === 1 ? 30 : 1;
    var x = event.shiftKey ? event.deltaY : event.deltaX, y = event.shiftKey ? 0 : event.deltaY;
    moveTo({x: at.x + x * step / scale, y: at.y + y * step / scale}, scale);
  }, {passive: false});

  // ---- stripes and headings ------------------------------------------------------------------

  network.on("beforeDrawing", function (ctx) {
    now.bands.forEach(function (band, n) {
      ctx.fillStyle = n % 2 ? "#ffffff" : "#f4f6f9";
      ctx.fillRect(-20, band[0], now.width + 40, band[1] - band[0]);
      if (band[2]) {
        ctx.font = "600 14px " + z.options.nodes.font.face;
        ctx.textBaseline = "top";
        ctx.textAlign = "left";
        ctx.fillStyle = "#39424e";
        ctx.fillText(band[2], 0, band[0] + 9);
      }
    });
  });

  var headings = (page.columns || []).map(function (column) {
    var made = element("div", "", heads, "head");
    element("b", column.label, made);
    element("span", column.note, made);
    return made;
  });
  network.on("afterDrawing", function () {
    var scale = network.getScale();
    headings.forEach(function (made, n) {
      var column = now.columns[n];
      made.style.width = (column[1] * scale - 6) + "px";
      made.style.left = (network.canvasToDOM({x: column[0], y: 0}).x - column[1] * scale / 2) + "px";
    });
  });

  // ---- controls ------------------------------------------------------------------------------

  network.on("click", function (event) {
    select(event.nodes.length ? event.nodes[0] : null);
  });
  network.on("hoverNode", function () { stage.style.cursor = "pointer"; });
  network.on("blurNode", function () { stage.style.cursor = "default"; });
  panel.addEventListener("click", function (event) {
    var button = event.target.closest("button[data-id]");
    if (button) { find(button.dataset.id); }
  });
  byId("close").addEventListener("click", function () { select(null); });

  var search = byId("search"), results = byId("results");
  function matches() {
    var words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) { return []; }
    var ids = Object.keys(all).filter(function (id) {
      return words.every(function (w) { return all[id].wanted.indexOf(w) >= 0; });
    });
    // A word in the name counts more than one in the text.
    var named = function (id) { return all[id].line.toLowerCase().indexOf(words[0]) >= 0 ? 0 : 1; };
    return ids.sort(function (a, b) { return named(a) - named(b); });
  }
  function offer() {
    results.textContent = "";
    var found = matches();
    results.hidden = search.value.trim() === "";
    found.slice(0, 12).forEach(function (id) {
      var button = element("button", all[id].line, element("li", "", results));
      button.type = "button";
      button.dataset.id = id;
    });
    var more = found.length === 0 ? "没有找到" : found.length > 12 ?
      "共 " + found.length + " 处，请再输入几个字" : "";
    if (more) { element("li", more, results, "note"); }
  }
  function pick(id) { results.hidden = true; find(id); }
  search.addEventListener("input", offer);
  search.addEventListener("focus", offer);
  search.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { results.hidden = true; }
    if (event.key === "Enter") {
      var found = matches();
      if (found.length) { pick(found[0]); } else { offer(); }
    }
  });
  results.addEventListener("click", function (event) {
    var button = event.target.closest("button[data-id]");
    if (button) { pick(button.dataset.id); }
  });
  document.addEventListener("click", function (event) {
    if (!event.target.closest(".search")) { results.hidden = true; }
  });

  function on(id, event, action) { if (byId(id)) { byId(id).addEventListener(event, action); } }
  on("place", "change", function () {
    view = page.views[Number(byId("place").value)];
    redraw(); describe(); home();
  });
  on("year", "change", function () { year = byId("year").value; redraw(); describe(); home(); });
  document.querySelectorAll("input[data-kind]").forEach(function (box) {
    box.addEventListener("change", function () {
      kinds[box.dataset.kind] = box.checked;
      redraw(); describe(); home();
    });
  });
  on("home", "click", home);
  on("whole", "click", whole);
  on("closer", "click", function () { zoom(1.2); });
  on("farther", "click", function () { zoom(1 / 1.2); });

  // A browser may keep the state of a form over a reload; the graph starts afresh.
  document.querySelectorAll("select").forEach(function (s) { s.selectedIndex = 0; });
  document.querySelectorAll("input[data-kind]").forEach(function (i) { i.checked = true; });
  search.value = "";
  redraw();
  describe();
  home();
  z.select = find;
})();

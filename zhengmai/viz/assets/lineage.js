// The page of a plan's lineage: the graph that unfolds, the tree beside it, the search, the panel.
"use strict";
(function () {
  const e = zm.element, w = zm.words, M = zm.lineageModel, GAPS = M.GAP_WORDS;
  const LONGEST = 1200, FOUND = 12, TREE_MOST = 3000;

  document.addEventListener("DOMContentLoaded", function () {
    const model = M.read(zm.given("structure")), drawing = zm.given("drawing");
    const $ = function (id) { return document.getElementById(id); };
    const stage = $("stage"), panel = $("panel"), tree = $("tree"), told = $("told"), least = $("least");
    const state = {open: new Set(), least: 0, selected: null, portions: new Map()};
    /** @type {Map<number, {n: string, words: string, text: string}>} */
    const words = new Map();

    // ---- words, from the notices' own data -----------------------------------------------------

    model.given.words.forEach(function ([n, said], at) { words.set(at, {n: n, words: said, text: said}); });
    const asked = new Map();
    /** Load what a notice says; resolves when its boxes have their words. */
    function learn(notice) {
      if (!asked.has(notice)) {
        const [slug] = model.given.notices[notice];
        asked.set(notice, zm.notice(slug).then(function (found) {
          Object.values(found ? found.nodes : {}).forEach(function (node) {
            const at = model.byId.get(node.id);
            if (at === undefined) { return; }
            const said = (node.k === "point" || node.whole) && node.h ? node.h : node.t || node.h || "";
            words.set(at, {n: node.n || "", words: said, text: [node.h, node.t].filter(Boolean).join("\n"), full: true});
          });
        }));
      }
      return asked.get(notice);
    }
    function learnAll(boxes) {
      const wanted = new Set(boxes.filter(function (at) { return !words.has(at); }).map(function (at) { return model.boxes[at].notice; }));
      return Promise.all(Array.from(wanted, learn));
    }
    function place(at) { return model.given.notices[model.boxes[at].notice][2]; }
    function said(at) { return words.get(at) || {n: "", words: "…", text: ""}; }
    function lineOf(at) {
      const found = said(at);
      return (found.n + " " + found.words).trim();
    }

    const now = {layout: null, lit: null, graph: null};
    const boxes = zm.lineageBoxes(model, state, now, {place: place, said: said, line: lineOf});
    const sure = boxes.sure, score = boxes.score, countsLine = boxes.countsLine, foldable = boxes.foldable;

    /** Draw what is unfolded; a box that is named keeps its place on the screen. */
    function draw(steady) {
      const before = steady !== undefined && now.layout && now.layout.placed.get(steady);
      now.layout = M.arrange(model, state);
      now.lit = state.selected === null ? null : M.lit(model, state.selected, state.least);
      const nodes = Array.from(now.layout.placed, function ([at, of]) {
        return {id: at, x: of.x, y: of.y, title: words.get(at) && words.get(at).full ? cut(said(at).text) : lineOf(at)};
      });
      now.layout.more.forEach(function (more) { nodes.push({id: -1 - more.of, x: more.x, y: more.y}); });
      now.graph.show(nodes, []);
      if ($("folded")) { $("folded").hidden = state.open.size > 0 || state.selected !== null; }
      const after = steady !== undefined && now.layout.placed.get(steady);
      if (before && after) {
        const view = now.graph.network.getViewPosition();
        now.graph.moveTo({x: view.x + after.x - before.x, y: view.y + after.y - before.y});
      }
      const unknown = Array.from(now.layout.placed.keys()).filter(function (at) { return !words.has(at); });
      if (unknown.length) { learnAll(unknown).then(function () { now.graph.network.redraw(); }); }
    }
    function cut(text) { return text.length > 160 ? text.slice(0, 159) + "…" : text; }

    /** Bring a box into the window where it is not. */
    function bring(at) {
      const of = now.layout.placed.get(at);
      if (!of) { return; }
      const holder = $("graph"), scale = now.graph.network.getScale(), view = now.graph.network.getViewPosition();
      const half = {x: holder.clientWidth / scale / 2, y: holder.clientHeight / scale / 2};
      const near = function (value, middle, room, margin) {
        return value < middle - room + margin ? value + room - margin : value > middle + room - margin ? value - room + margin : middle;
      };
      now.graph.moveTo({x: near(of.x, view.x, half.x, M.WIDTH * 0.7), y: near(of.y, view.y, half.y, M.PITCH * 1.5)});
    }

    function heads() {
      const scale = now.graph.network.getScale();
      Array.from($("heads").children).forEach(function (head, n) {
        const at = now.graph.network.canvasToDOM({x: n * M.STEP, y: 0});
        head.style.width = M.WIDTH * scale + "px";
        head.style.left = at.x - M.WIDTH * scale / 2 + "px";
      });
    }
    function makeHeads() {
      const levels = zm.task.LEVELS;
      $("heads").textContent = "";
      model.given.columns.forEach(function ([level, count, name], n) {
        const own = n === model.given.notices[0][1];
        $("heads").append(e("div", {class: own ? "own" : ""}, count > 1 ? w("b", {}, "{} {} 份", zm.t(levels[level] || level), count) : e("b", {}, name),
          " ", own ? w("small", {}, "本计划") : count > 1 ? null : w("small", {}, levels[level] || level)));
      });
    }

    // ---- what one does -------------------------------------------------------------------------

    function tell(text, ...values) {
      if (text) { zm.say(told, text, ...values); } else { told.textContent = ""; delete told.dataset.t; }
    }
    function unfold(wanted) {
      const found = M.unfold(model, state, wanted);
      if (!found.fits) {
        tell("图中最多画 {} 项：请先收起一些，或看左侧目录。", M.MOST);
        return false;
      }
      state.open = found.open;
      if (found.closed.length) { tell("图中最多画 {} 项：已收起最早展开的 {} 处。", M.MOST, found.closed.length); } else { tell(""); }
      return true;
    }
    /** The rows of a point that is unfolded are unfolded with it where they fit well. */
    function withRows(at) {
      const rows = model.rows.get(at) || [], inside = rows.reduce(function (sum, row) { return sum + Math.max(1, foldable(row, 1)); }, 0);
      return rows.length && inside <= M.PORTION ? [at].concat(rows.filter(function (row) { return foldable(row, 1) || foldable(row, -1); })) : [at];
    }
    function toggle(at) {
      if (state.open.has(at)) {
        state.open = new Set(Array.from(state.open).filter(function (n) { return n !== at && model.topOf.get(n) !== at; }));
        tell("");
      } else {
        unfold(withRows(at));
      }
      draw(at);
      write();
    }

    function select(at, options) {
      state.selected = at;
      const quiet = options && options.quiet;
      if (at !== null && !(options && options.placed)) {
        const needed = M.unfoldedFor(model, at, state.least);
        unfold(Array.from(new Set(model.isOwn(at) ? needed.concat(withRows(at)) : needed)));
      }
      stage.classList.toggle("selected", at !== null);
      draw(options && options.placed ? at : undefined);
      if (at === null) { panel.textContent = ""; delete panel.dataset.shown; } else {
        zm.task.show(panel, model.boxes[at].id);
        panel.closest(".side").scrollTop = 0;
        if (!(options && options.placed)) { bring(at); }
        // What was chosen meanwhile is told, not what was chosen before it.
        learn(model.boxes[at].notice).then(function () { if (state.selected === at) { zm.announce(place(at) + " " + lineOf(at)); } });
      }
      markTree();
      if (!quiet) { write(true); }
    }

    function click(id, point) {
      if (id === undefined) { if (state.selected !== null) { select(null); } return; }
      if (id < 0) {
        const of = -1 - id;
        state.portions.set(of, (state.portions.get(of) || M.PORTION) + M.PORTION);
        if (M.arrange(model, state).placed.size > M.MOST && !unfold([of])) {
          state.portions.set(of, state.portions.get(of) - M.PORTION);
        }
        draw(of);
        return;
      }
      const of = now.layout.placed.get(id), onSign = Math.abs(Math.abs(point.x - of.x) - boxes.size(id).width / 2) < 13;
      if (onSign) { toggle(id); return; }
      if (state.selected === id) { toggle(id); return; }
      if (!state.open.has(id) && (foldable(id, 1) || foldable(id, -1))) { unfold(withRows(id)); draw(id); }
      select(id, {placed: true});
    }

    function key(event) {
      const at = state.selected, moves = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
      if (event.key === "Escape" && at !== null) { select(null); event.preventDefault(); return; }
      if ((event.key === "Enter" || event.key === " ") && at !== null) { toggle(at); bring(at); event.preventDefault(); return; }
      if (!moves[event.key]) { return; }
      event.preventDefault();
      const next = at === null || !now.layout.placed.has(at) ? model.tops[0] : neighbour(at, moves[event.key]);
      if (next !== undefined) { select(next, {placed: true}); bring(next); }
    }
    /** The next box: in the column, or the nearest one that a line leads to at that side. */
    function neighbour(at, [dx, dy]) {
      const of = now.layout.placed.get(at), all = Array.from(now.layout.placed);
      const lined = function (n) {
        return model.boxes[at].up.some(function (l) { return l.parent === n; }) || model.boxes[at].down.some(function (l) { return l.child === n; });
      };
      const fit = all.filter(function ([n, p]) {
        return dy ? model.boxes[n].column === model.boxes[at].column && dy * (p.y - of.y) > 0 : lined(n) && dx * (p.x - of.x) > M.STEP / 2;
      });
      fit.sort(function (a, b) { return Math.abs(a[1].y - of.y) - Math.abs(b[1].y - of.y); });
      return fit.length ? fit[0][0] : undefined;
    }

    // ---- the tree ------------------------------------------------------------------------------

    function pick(at) {
      const notice = model.boxes[at].notice;
      const link = e("a", {href: "#node=" + encodeURIComponent(model.boxes[at].id), "data-at": at}, words.has(at) ? lineOf(at) : "…");
      if (!words.has(at)) { learn(notice).then(function () { link.textContent = lineOf(at); }); }
      return link;
    }
    function gapMark(at) {
      const gap = model.boxes[at].gap;
      return gap ? w("span", {class: "gap " + gap}, GAPS[gap]) : null;
    }
    function item(at, line, way) {
      const made = e("li", {"data-at": at}, e("b", {}, place(at)), " ", pick(at), " ",
        line ? e("small", {}, w("span", {}, sure(line)), " " + score(line)) : null, gapMark(at));
      const count = below(at, way).length;
      if (count) {
        made.append(fill(e("details", {}, w("summary", {}, way === "up" ? "再上一级 {} 项" : "再下一级 {} 项", count)), function () {
          return [list(at, way)];
        }));
      }
      return made;
    }
    function below(at, way) {
      return model.boxes[at][way].filter(function (l) {
        const next = way === "up" ? l.parent : l.child;
        return M.stands(l, state.least) && !model.isOwn(next) && model.isAbove(next) === (way === "up");
      });
    }
    function list(at, way) {
      return e("ul", {}, ...below(at, way).map(function (l) { return item(way === "up" ? l.parent : l.child, l, way); }));
    }
    /** What is inside is made when it is opened. */
    function fill(details, make) {
      details.addEventListener("toggle", function () {
        if (details.open && details.childElementCount === 1) { details.append(...make()); }
      });
      return details;
    }
    function inside(at) {
      const parts = [], rows = model.rows.get(at) || [];
      if (below(at, "up").length) { parts.push(w("h3", {}, "上级来源"), list(at, "up")); }
      if (below(at, "down").length) { parts.push(w("h3", {}, "下级承接"), list(at, "down")); }
      if (rows.length) {
        parts.push(w("h3", {}, "所含任务"), e("ul", {}, ...rows.map(function (row) {
          const li = e("li", {"data-at": row}, pick(row), " ", gapMark(row)), counted = countsLine(row);
          if (counted) { li.append(fill(e("details", {}, e("summary", {}, counted)), function () { return inside(row); })); }
          return li;
        })));
      }
      return parts;
    }
    function makeTree() {
      tree.querySelectorAll(":scope > ul > li > details").forEach(function (details) {
        const at = Number(details.parentNode.dataset.at);
        fill(details, function () { return inside(at); });
      });
      tree.querySelectorAll("details.loose").forEach(function (details) {
        const nodes = details.dataset.nodes.split(" ").map(Number);
        fill(details, function () { return [e("ul", {}, ...nodes.map(function (at) { return item(at, null, model.isAbove(at) ? "up" : "down"); }))]; });
      });
    }
    /** The counts of the tree follow the least score; what was open is made anew. */
    function recount() {
      tree.querySelectorAll(":scope > ul > li > details").forEach(function (details) {
        const at = Number(details.parentNode.dataset.at), summary = details.firstElementChild;
        summary.textContent = countsLine(at) || zm.t("没有上下级承接");
        while (summary.nextSibling) { summary.nextSibling.remove(); }
        if (details.open) { details.append(...inside(at)); }
      });
    }
    function markTree() {
      tree.querySelectorAll("[aria-current]").forEach(function (a) { a.removeAttribute("aria-current"); });
      if (state.selected !== null) {
        tree.querySelectorAll('a[data-at="' + state.selected + '"]').forEach(function (a) { a.setAttribute("aria-current", "true"); });
      }
    }
    /** Open all of the tree; then, where all of it is told, do what was to be done. */
    function unfoldTree(then) {
      const lines = model.boxes.reduce(function (sum, box) { return sum + box.up.length; }, 0);
      if (lines > TREE_MOST) {
        tell("共 {} 条承接，太多，不能一次全部展开；请逐条展开。", lines);
        if (then) { then(); }
        return;
      }
      // What is opened holds more that can be opened; toggle events come later, so it is done in steps.
      (function step() {
        const closed = Array.from(tree.querySelectorAll("details:not([open])"));
        closed.forEach(function (details) { details.open = true; });
        if (closed.length) { setTimeout(step, 30); return; }
        const shown = Array.from(tree.querySelectorAll("[data-at]"), function (one) { return Number(one.dataset.at); });
        if (then) { learnAll(Array.from(new Set(shown))).then(then); }
      })();
    }

    // ---- the search ----------------------------------------------------------------------------

    let reading = 0, complete = false;
    function readAll() {
      if (reading) { return; }
      const count = model.given.notices.length;
      reading = 1;
      (function next() {
        const part = [];
        while (part.length < 20 && reading <= count) { part.push(learn(reading - 1)); reading += 1; }
        Promise.all(part).then(function () {
          complete = reading > count;
          finder.offer();
          if (!complete) { next(); }
        });
      })();
    }
    function search(text) {
      readAll();
      const wanted = text.toLowerCase().split(/\s+/).filter(Boolean), found = [];
      words.forEach(function (own, at) {
        const whole = (place(at) + " " + own.n + " " + own.text).toLowerCase();
        if (!wanted.every(function (one) { return whole.includes(one); })) { return; }
        const rank = own.n.toLowerCase() === wanted.join(" ") ? 0 : (own.n + own.words).toLowerCase().includes(wanted[0]) ? 1 : 2;
        found.push([rank, at]);
      });
      found.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
      many = found.length;
      return found.slice(0, FOUND).map(function ([, at]) {
        return {label: lineOf(at).slice(0, 46), note: place(at) + " " + model.given.notices[model.boxes[at].notice][3], choose: function () { select(at); }};
      });
    }
    let many = 0;
    const finder = zm.graph.finder($("find"), $("found"), search, function () {
      if (!complete) { return w("span", {}, "正在读取…"); }
      return many > FOUND ? w("span", {}, "共 {} 处，请再输入几个字", many) : null;
    });

    // ---- the address ---------------------------------------------------------------------------

    function nameOf(at) {
      const box = model.boxes[at], slug = model.given.notices[box.notice][0];
      return box.notice === 0 ? box.id.slice(slug.length + 1) : box.id;
    }
    let written = null;
    function write(step) {
      const open = [];
      let length = 0;
      // The last ones unfolded are kept where not all have room in an address.
      Array.from(state.open).reverse().every(function (at) {
        length += encodeURIComponent(nameOf(at)).length + 1;
        if (length <= LONGEST) { open.unshift(nameOf(at)); }
        return length <= LONGEST;
      });
      const change = {node: state.selected === null ? "" : model.boxes[state.selected].id, open: open.join("~"), least: state.least ? String(state.least) : ""};
      written = JSON.stringify(change);
      zm.setAddress(change, step);
    }
    function restore() {
      const address = zm.address(), found = {node: address.node || "", open: address.open || "", least: address.least || ""};
      if (JSON.stringify(found) === written) { return; }
      written = JSON.stringify(found);
      setLeast(Math.min(95, Math.max(0, parseInt(found.least, 10) || 0)));
      const slug = model.given.notices[0][0];
      const open = found.open.split("~").map(function (name) {
        return name.includes("/") ? model.byId.get(name) : model.byId.get(slug + "/" + name);
      }).filter(function (at) { return at !== undefined; });
      state.open = new Set();
      if (open.length) { unfold(open); }
      const at = model.byId.get(found.node);
      select(at === undefined ? null : at, {quiet: true});
    }
    function setLeast(value) {
      state.least = value;
      least.value = String(value);
      $("least-said").textContent = (value / 100).toFixed(2);
      recount();
    }

    // ---- it begins -----------------------------------------------------------------------------

    now.layout = M.arrange(model, state);
    makeHeads();
    makeTree();
    now.graph = zm.graph.make($("graph"), drawing, {
      told: function () { return state.selected; }, box: boxes.drawBox, size: boxes.size, click: click, under: function (ctx) { if (now.graph) { boxes.drawUnder(ctx); } }, drawn: function () { if (now.graph) { heads(); } },
      theme: function () { if (now.graph) { draw(); } },
      bounds: function () { return {left: -M.STEP / 2 - 10, right: now.layout.width - M.STEP / 2 + 10, top: -M.PITCH * 0.8, bottom: now.layout.height}; }
    });
    now.graph.frame.addEventListener("keydown", key);
    document.addEventListener("zm-language", function () { makeHeads(); draw(); recount(); });
    function home() {
      const own = model.given.notices[0][1], wide = now.layout.width + 20;
      const scale = Math.min(1.1, Math.max(0.62, $("graph").clientWidth / wide));
      now.graph.moveTo({x: own * M.STEP, y: -1e6}, scale);
    }
    draw();
    home();
    restore();
    window.addEventListener("hashchange", restore);
    least.addEventListener("input", function () { setLeast(Number(least.value)); draw(); write(); });
    $("fold").addEventListener("click", function () { state.open = new Set(); tell(""); select(null); home(); });
    $("fit").addEventListener("click", function () { now.graph.fit(1); });
    $("back").addEventListener("click", function () { select(null); });
    $("print").addEventListener("click", function () { unfoldTree(function () { window.print(); }); });
    $("unfold-tree").addEventListener("click", function () { unfoldTree(); });
    [["show-tree", "show-graph"], ["show-graph", "show-tree"]].forEach(function ([on, off]) {
      $(on).addEventListener("click", function () {
        stage.classList.toggle("graph-first", on === "show-graph");
        $(on).setAttribute("aria-pressed", "true");
        $(off).setAttribute("aria-pressed", "false");
        now.graph.network.setSize("100%", "100%");
        now.graph.network.redraw();
        if (on === "show-graph") { home(); if (state.selected !== null) { bring(state.selected); } }
      });
    });
    // What stands on the page is chosen here; other links lead away.
    stage.addEventListener("click", function (event) {
      const link = event.target.closest("a[data-at], a[data-node]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
      const at = link.dataset.at !== undefined ? Number(link.dataset.at) : model.byId.get(link.dataset.node);
      if (at === undefined) { return; }
      event.preventDefault();
      select(at);
    });
    zm.lineage = {state: state, graph: now.graph, model: model, layout: function () { return now.layout; }, lit: function () { return now.lit; }, lines: boxes.lines};
  });
})();

// What stands on the page of a plan, and where each box stands: numbers only, nothing is drawn here.
//
// The structure is that of viz/lineage.py. Boxes have numbers, those of the plan first:
//   notices: [slug, column, place, year]; columns: [level, how many notices, place of the first];
//   above: how many of the notices stand above the plan, which is the first;
//   anchors: of each notice, its boxes: "task-1 task-2"; up: of each notice, the links of its boxes:
//   "12:93c,14:61 -" (to box 12, 0.93, confirmed by a person; to box 14, 0.61; none);
//   gaps: of each notice a letter a box: u uncarried, d doubted, o orphan, j unjudged;
//   rows: point of the plan → its rows; words: [number, words] of the plan's own boxes.
"use strict";
(function () {
  /**
   * @typedef {{child: number, parent: number, s: number, c: boolean}} Line - s: hundredths
   * @typedef {{at: number, id: string, notice: number, column: number, gap: string, up: Line[], down: Line[]}} Box
   * @typedef {{x: number, y: number, home: Line|null, side: number, row: boolean}} Place
   */
  const GAPS = {u: "uncarried", d: "doubted", o: "orphan", j: "unjudged"};
  // What the drawing and the tree say of each.
  const GAP_WORDS = {uncarried: "没有地区承接", doubted: "有存疑的承接", orphan: "未找到上级来源", unjudged: "无从判断"};
  const WIDTH = 244, HEIGHT = 46, STEP = 340, PITCH = 56, BAND = 12, INDENT = 18;
  const MOST = 300, PORTION = 40, MOST_OWN = 200;

  function read(given) {
    /** @type {Box[]} */
    const boxes = [], byId = new Map();
    const own = given.anchors.map(function (anchors, notice) {
      const first = boxes.length, [slug, column] = given.notices[notice];
      (anchors ? anchors.split(" ") : []).forEach(function (anchor, n) {
        const at = first + n, id = slug + "/" + anchor;
        boxes.push({at: at, id: id, notice: notice, column: column, gap: GAPS[given.gaps[notice][n]] || "", up: [], down: []});
        byId.set(id, at);
      });
      return [first, boxes.length];
    });
    given.up.forEach(function (links, notice) {
      (links ? links.split(" ") : []).forEach(function (told, n) {
        if (told === "-") { return; }
        const child = own[notice][0] + n;
        told.split(",").forEach(function (one) {
          const [parent, score] = one.split(":");
          const line = {child: child, parent: Number(parent), s: parseInt(score, 10), c: score.endsWith("c")};
          boxes[child].up.push(line);
          boxes[line.parent].down.push(line);
        });
      });
    });
    const rows = new Map(), topOf = new Map();
    Object.entries(given.rows).forEach(function ([top, below]) {
      rows.set(Number(top), below);
      below.forEach(function (row) { topOf.set(row, Number(top)); });
    });
    const tops = boxes.slice(0, own[0][1]).map(function (box) { return box.at; }).filter(function (at) { return !topOf.has(at); });
    return {given: given, boxes: boxes, byId: byId, rows: rows, topOf: topOf, tops: tops,
      isOwn: function (at) { return boxes[at].notice === 0; },
      isAbove: function (at) { return boxes[at].notice > 0 && boxes[at].notice <= given.above; }};
  }

  /** A link that a person has confirmed stands, whatever its score. */
  function stands(line, least) { return line.c || line.s >= least; }

  /** All that can be reached from some boxes, upwards or downwards. */
  function reached(model, from, way, least) {
    const found = new Set(), waiting = from.slice();
    while (waiting.length) {
      model.boxes[waiting.pop()][way].forEach(function (line) {
        const next = way === "up" ? line.parent : line.child;
        if (stands(line, least) && !found.has(next)) { found.add(next); waiting.push(next); }
      });
    }
    return found;
  }

  /** How much stands below a box (of the plan: below it and its rows), and directly above. */
  function counts(model, at, least) {
    const from = [at].concat(model.rows.get(at) || []);
    const below = reached(model, from, "down", least), above = new Set();
    from.forEach(function (n) {
      model.boxes[n].up.forEach(function (line) { if (stands(line, least)) { above.add(line.parent); } });
    });
    const places = new Set(Array.from(below, function (n) { return model.boxes[n].notice; }));
    return {items: below.size, places: places.size, above: above.size};
  }

  /** The shortest way from a box to one that is wanted; [] where there is none. */
  function way(model, from, kind, least, wanted) {
    const before = new Map([[from, -1]]), waiting = [from];
    while (waiting.length) {
      const at = waiting.shift();
      if (wanted(at)) {
        const found = [];
        for (let n = at; n !== -1; n = before.get(n)) { found.unshift(n); }
        return found;
      }
      model.boxes[at][kind].forEach(function (line) {
        const next = kind === "up" ? line.parent : line.child;
        if (stands(line, least) && !before.has(next)) { before.set(next, at); waiting.push(next); }
      });
    }
    return [];
  }

  /** The boxes that have to be unfolded for a box to be seen with its way to the top. */
  function unfoldedFor(model, at, least) {
    const own = function (n) { return model.isOwn(n); };
    const path = own(at) ? [at] : way(model, at, model.isAbove(at) ? "down" : "up", least, own);
    const needed = path.filter(function (n) { return n !== at; });
    const last = path[path.length - 1];
    if (last === undefined) { return []; }
    if (model.topOf.has(last)) { needed.push(model.topOf.get(last)); }
    let top = model.isAbove(at) ? at : last;
    const seen = new Set();
    while (top !== undefined && !seen.has(top)) {
      seen.add(top);
      const line = model.boxes[top].up.find(function (l) { return stands(l, least); });
      if (line || own(top)) { needed.push(top); }
      top = line && line.parent;
    }
    return Array.from(new Set(needed));
  }

  /**
   * Where everything stands: a column a level, a band a point of the plan, a line a box.
   * @param {{open: Set<number>, least: number, selected: number|null, portions: Map<number, number>}} state
   */
  function arrange(model, state) {
    /** @type {Map<number, Place>} */
    const placed = new Map(), more = [], bands = [];
    const kept = new Set(state.selected === null ? [] : [state.selected].concat(unfoldedFor(model, state.selected, state.least)));
    let line = 0, offset = 0;
    const y = function (n) { return n * PITCH + offset; };

    /** Place what is unfolded beside a box; tells how many lines it takes. */
    function beside(at, kind, first) {
      if (!state.open.has(at)) { return 0; }
      const side = kind === "down" ? 1 : -1;
      const all = model.boxes[at][kind].filter(function (l) {
        const next = kind === "up" ? l.parent : l.child;
        // A way back over the plan's own column is a link, but nothing to unfold.
        return stands(l, state.least) && !model.isOwn(next) && !placed.has(next) && (kind === "up") === model.isAbove(next);
      });
      const room = state.portions.get(at) || PORTION;
      const shown = all.filter(function (l, n) { return n < room || kept.has(kind === "up" ? l.parent : l.child); });
      let used = 0;
      shown.forEach(function (l) {
        const next = kind === "up" ? l.parent : l.child;
        if (placed.has(next)) { return; }
        placed.set(next, {x: model.boxes[next].column * STEP, y: y(first + used), home: l, side: side, row: false});
        used += Math.max(1, beside(next, kind, first + used));
      });
      const rest = all.filter(function (l) { return !shown.includes(l) && !placed.has(kind === "up" ? l.parent : l.child); }).length;
      if (rest) {
        more.push({of: at, count: rest, x: (model.boxes[at].column + side) * STEP, y: y(first + used)});
        used += 1;
      }
      return used;
    }

    function put(at, row, both) {
      const column = model.boxes[at].column;
      placed.set(at, {x: column * STEP + (row ? INDENT / 2 : 0), y: y(line), home: null, side: 0, row: row});
      line += both ? Math.max(1, beside(at, "up", line), beside(at, "down", line)) : 1;
    }

    const chosen = state.selected !== null && model.isOwn(state.selected) ? state.selected : null;
    const own = model.tops.filter(function (at, n) { return n < MOST_OWN || kept.has(at) || at === chosen || state.open.has(at); });
    own.forEach(function (at) {
      const top = y(line);
      put(at, false, true);
      if (state.open.has(at)) { (model.rows.get(at) || []).forEach(function (row) { put(row, true, true); }); }
      bands.push({at: at, top: top - PITCH / 2, bottom: y(line) - PITCH / 2});
      offset += BAND;
    });
    if (state.selected !== null && !placed.has(state.selected)) {
      const top = y(line), loose = {open: new Set([state.selected]), at: state.selected};
      const open = state.open;
      state = Object.assign({}, state, {open: new Set([...open, ...loose.open])});
      put(loose.at, false, true);
      bands.push({at: -1, top: top - PITCH / 2, bottom: y(line) - PITCH / 2});
    }
    return {placed: placed, more: more, bands: bands, hidden: model.tops.length - own.length,
      width: model.given.columns.length * STEP, height: y(line)};
  }

  /** Unfold boxes, and fold the oldest others where more would be drawn than one can look at. */
  function unfold(model, state, wanted) {
    const open = new Set(state.open), closed = [];
    wanted.forEach(function (at) { open.delete(at); open.add(at); });
    const next = Object.assign({}, state, {open: open});
    const old = Array.from(open).filter(function (at) { return !wanted.includes(at); });
    while (arrange(model, next).placed.size > MOST && old.length) {
      const first = old.shift();
      open.delete(first);
      closed.push(first);
    }
    return {open: open, closed: closed, fits: arrange(model, next).placed.size <= MOST};
  }

  /** What is lit with a box: all above it to the top, and all below; rows with their points. */
  function lit(model, at, least) {
    const from = [at].concat(model.rows.get(at) || []);
    const found = new Set([...from, ...reached(model, from, "up", least), ...reached(model, from, "down", least)]);
    found.forEach(function (n) { if (model.topOf.has(n)) { found.add(model.topOf.get(n)); } });
    return found;
  }

  zm.lineageModel = {read: read, stands: stands, counts: counts, unfoldedFor: unfoldedFor, arrange: arrange,
    unfold: unfold, lit: lit, GAP_WORDS: GAP_WORDS, WIDTH: WIDTH, HEIGHT: HEIGHT, STEP: STEP, PITCH: PITCH, MOST: MOST, PORTION: PORTION};
})();

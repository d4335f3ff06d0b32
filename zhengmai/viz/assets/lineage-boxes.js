// How the boxes of a lineage and the lines between them are drawn on the canvas.
"use strict";
(function () {
  const M = zm.lineageModel, GAPS = M.GAP_WORDS;

  /**
   * @param {Object} model - from lineage-model.js
   * @param {{open: Set<number>, least: number, selected: number|null}} state
   * @param {{layout: Object, lit: Set<number>|null, graph: Object}} now - what is drawn at the moment
   * @param {{place: function(number): string, said: function(number): {n: string, words: string}, line: function(number): string}} words
   */
  zm.lineageBoxes = function (model, state, now, words) {
    const place = words.place, said = words.said, lineOf = words.line;

    function sure(line) {
      return line.c ? "确认" : line.s >= 90 ? "很可能" : line.s >= 50 ? "可能" : "存疑";
    }
    function score(line) { return (line.s / 100).toFixed(2); }

    // What is drawn many times a second is counted once, until the least score is another.
    let counted = new Map(), countedFor = -1;
    function once(key, make) {
      if (countedFor !== state.least) { counted = new Map(); countedFor = state.least; }
      if (!counted.has(key)) { counted.set(key, make()); }
      return counted.get(key);
    }

    function countsLine(at) {
      const found = once("c" + at, function () { return M.counts(model, at, state.least); }), parts = [];
      const rows = model.rows.get(at);
      if (rows) { parts.push(zm.t("含 {} 项", rows.length)); }
      if (found.items) { parts.push(zm.t("下级 {} 地 {} 项", found.places, found.items)); }
      if (found.above) { parts.push(zm.t("上级 {} 项", found.above)); }
      return parts.join(" · ");
    }
    /** Whether something can be unfolded to a side of a box: 1 below, -1 above. */
    function foldable(at, side) {
      return once(at + "/" + side, function () { return beyond(at, side); });
    }
    function beyond(at, side) {
      const box = model.boxes[at], own = model.isOwn(at), above = model.isAbove(at);
      if (side < 0 ? !own && !above : above) { return 0; }
      if (side > 0 && model.rows.has(at)) { return model.rows.get(at).length; }
      return box[side < 0 ? "up" : "down"].filter(function (l) {
        const next = side < 0 ? l.parent : l.child;
        return M.stands(l, state.least) && !model.isOwn(next) && model.isAbove(next) === side < 0;
      }).length;
    }

    function size(id) {
      return id < 0 ? {width: M.WIDTH, height: 28} : {width: M.WIDTH - (now.layout && now.layout.placed.has(id) && now.layout.placed.get(id).row ? 18 : 0), height: M.HEIGHT};
    }

    function drawMore(ctx, box, look) {
      const more = now.layout.more.find(function (m) { return -1 - m.of === box.id; });
      zm.graph.rounded(ctx, box.left, box.top, box.width, box.height, 5);
      ctx.setLineDash([4, 3]);
      ctx.strokeStyle = look.accent;
      ctx.stroke();
      ctx.fillStyle = look.accent;
      ctx.font = "13px " + zm.graph.FONT;
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillText(zm.t("另有 {} 项，再列 {} 项", more.count, Math.min(more.count, M.PORTION)), box.x, box.y);
    }

    function ground(ctx, gap, at, look) {
      if (gap === "uncarried") { return [look["overdue-soft"], look.overdue]; }
      if (gap === "orphan" || gap === "doubted") { return [look["near-soft"], look.near]; }
      if (gap === "unjudged") { return [zm.graph.hatched(ctx, look.hatch, look.paper), look.pending]; }
      return model.isOwn(at) ? [look.own, look["own-edge"]] : [look.box, look["box-edge"]];
    }

    function drawBox(ctx, box, look) {
      if (box.id < 0) { drawMore(ctx, box, look); return; }
      const at = box.id, own = model.isOwn(at), of = now.layout.placed.get(at), gap = model.boxes[at].gap;
      if (!of) { return; }
      ctx.globalAlpha = now.lit && !now.lit.has(at) ? 0.35 : 1;
      const [fill, edge] = ground(ctx, gap, at, look);
      zm.graph.rounded(ctx, box.left, box.top, box.width, box.height, 5);
      ctx.fillStyle = look.paper;
      ctx.fill();
      ctx.fillStyle = fill;
      ctx.fill();
      ctx.strokeStyle = at === state.selected || box.hovered ? look.accent : edge;
      ctx.lineWidth = at === state.selected ? 3 : 1;
      ctx.stroke();
      ctx.fillStyle = edge;
      ctx.fillRect(box.left, box.top + 3, 4, box.height - 6);
      const left = box.left + (foldable(at, -1) ? 21 : 12), room = box.left + box.width - 16 - left, bold = "600 13px " + zm.graph.FONT, plain = "13px " + zm.graph.FONT, small = "12px " + zm.graph.FONT;
      const first = box.top + 15, second = box.top + 33;
      ctx.textBaseline = "middle";
      ctx.textAlign = "left";
      ctx.fillStyle = look.ink;
      if (own) {
        ctx.font = bold;
        ctx.fillText(zm.graph.fitting(ctx, lineOf(at), room), left, first);
        ctx.font = small;
        ctx.fillStyle = gap ? edge : look.soft;
        ctx.fillText(zm.graph.fitting(ctx, [gap ? zm.t(GAPS[gap]) : "", countsLine(at)].filter(Boolean).join(" · ") || zm.t("没有上下级承接"), room), left, second);
      } else {
        const link = of.home && zm.t(sure(of.home)) + " " + score(of.home);
        ctx.font = small;
        const taken = link ? ctx.measureText(link).width + 8 : 0;
        if (link) {
          ctx.fillStyle = look.soft;
          ctx.textAlign = "right";
          ctx.fillText(link, left + room, first);
          ctx.textAlign = "left";
        }
        ctx.font = bold;
        ctx.fillStyle = look.ink;
        ctx.fillText(zm.graph.fitting(ctx, place(at) + " " + said(at).n, room - taken), left, first);
        ctx.font = plain;
        const shown = gap ? zm.t(GAPS[gap]) + "　" : "";
        ctx.fillStyle = edge;
        ctx.fillText(shown, left, second);
        ctx.fillStyle = look.ink;
        const begun = shown ? ctx.measureText(shown).width : 0;
        ctx.fillText(zm.graph.fitting(ctx, said(at).words, room - begun), left + begun, second);
      }
      [1, -1].forEach(function (side) {
        const count = foldable(at, side);
        if (count) { drawSign(ctx, box, side, count, look); }
      });
    }

    /** The sign that there is more to a side, how much, and whether it is unfolded. */
    function drawSign(ctx, box, side, count, look) {
      const open = state.open.has(box.id), x = side > 0 ? box.left + box.width : box.left, text = open ? "−" : "+" + count;
      ctx.font = "600 11px " + zm.graph.FONT;
      const half = Math.max(9, ctx.measureText(text).width / 2 + 5);
      const alpha = ctx.globalAlpha;
      zm.graph.rounded(ctx, x - half, box.y - 9, 2 * half, 18, 9);
      ctx.globalAlpha = 1;
      ctx.fillStyle = look.paper;
      ctx.fill();
      ctx.globalAlpha = alpha;
      ctx.strokeStyle = look.accent;
      ctx.lineWidth = 1.5;
      ctx.stroke();
      ctx.fillStyle = look.accent;
      ctx.textAlign = "center";
      ctx.fillText(text, x, box.y + 0.5);
    }

    /** The lines between what is unfolded; the word of a line stands in the box at its end, or beside it. */
    function lines() {
      const found = [];
      now.layout.placed.forEach(function (of, at) {
        model.boxes[at].up.forEach(function (line) {
          const parent = now.layout.placed.get(line.parent);
          if (!parent || !M.stands(line, state.least)) { return; }
          found.push({line: line, from: parent, to: of, home: of.home === line || parent.home === line,
            lit: now.lit !== null && now.lit.has(at) && now.lit.has(line.parent),
            leap: Math.abs(model.boxes[at].column - model.boxes[line.parent].column) > 1});
        });
      });
      return found;
    }
    function drawLine(ctx, of, look) {
      const line = of.line, from = {x: of.from.x + size(line.parent).width / 2, y: of.from.y}, to = {x: of.to.x - size(line.child).width / 2, y: of.to.y};
      const bend = Math.max(44, (to.x - from.x) / 2), faint = now.lit !== null && !of.lit;
      ctx.globalAlpha = faint ? 0.18 : 1;
      ctx.strokeStyle = line.c ? look.done : of.lit ? look.accent : look.link;
      ctx.lineWidth = (line.c ? 2.6 : 0.8 + Math.max(0, line.s - 40) / 40) + (of.lit ? 0.7 : 0);
      ctx.setLineDash(of.leap ? [2, 5] : sure(line) === "存疑" ? [9, 6] : []);
      ctx.beginPath();
      ctx.moveTo(from.x, from.y);
      ctx.bezierCurveTo(from.x + bend, from.y, to.x - bend, to.y, to.x, to.y);
      ctx.stroke();
      if (of.home || faint) { return; }
      const t = 0.62, u = 1 - t;
      const along = function (a, b, c, d) { return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d; };
      const x = along(from.x, from.x + bend, to.x - bend, to.x), y = along(from.y, from.y, to.y, to.y), text = zm.t(sure(line)) + " " + score(line);
      ctx.setLineDash([]);
      ctx.font = "11px " + zm.graph.FONT;
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.strokeStyle = look.paper;
      ctx.lineWidth = 4;
      ctx.strokeText(text, x, y);
      ctx.fillStyle = look.soft;
      ctx.fillText(text, x, y);
    }
    function drawUnder(ctx) {
      const look = now.graph.look();
      ctx.save();
      now.layout.bands.forEach(function (band, n) {
        if (n % 2 === 0) { return; }
        ctx.fillStyle = look.ground;
        ctx.globalAlpha = 0.6;
        ctx.fillRect(-M.STEP * 3, band.top - 6, now.layout.width + M.STEP * 6, band.bottom - band.top + 12);
      });
      lines().sort(function (a, b) { return a.lit - b.lit; }).forEach(function (of) { drawLine(ctx, of, look); });
      ctx.globalAlpha = 1;
      ctx.strokeStyle = look.accent;
      ctx.lineWidth = 1;
      ctx.setLineDash([2, 5]);
      now.layout.more.forEach(function (more) {
        const of = now.layout.placed.get(more.of), side = Math.sign(more.x - of.x);
        ctx.beginPath();
        ctx.moveTo(of.x + side * M.WIDTH / 2, of.y);
        ctx.bezierCurveTo(of.x + side * (M.WIDTH / 2 + 44), of.y, more.x - side * (M.WIDTH / 2 + 44), more.y, more.x - side * M.WIDTH / 2, more.y);
        ctx.stroke();
      });
      ctx.restore();
    }

    return {size: size, drawBox: drawBox, drawUnder: drawUnder, lines: lines, foldable: foldable, countsLine: countsLine, sure: sure, score: score};
  };
})();

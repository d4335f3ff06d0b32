// What both pages with a graph have in common: vis-network with the colours of the page, boxes and
// circles drawn as text on shapes, moving about, and a field that finds what the graph holds.
"use strict";
(function () {
  const FONT = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", SimHei, sans-serif';
  const NAMES = ["paper", "ground", "ink", "soft", "line", "accent", "accent-soft", "overdue", "overdue-soft", "near", "near-soft",
    "pending", "pending-soft", "done", "hatch", "own", "own-edge", "box", "box-edge", "link",
    "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"];

  /** The colours of the page as it looks now. */
  function colours() {
    const style = getComputedStyle(document.documentElement), found = {};
    NAMES.forEach(function (name) { found[name] = style.getPropertyValue("--" + name).trim(); });
    return found;
  }

  /** As much of a text as fits, with … where something is left out. */
  function fitting(ctx, text, room) {
    if (ctx.measureText(text).width <= room) { return text; }
    let low = 0, high = text.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (ctx.measureText(text.slice(0, middle) + "…").width <= room) { low = middle; } else { high = middle - 1; }
    }
    return text.slice(0, low) + "…";
  }

  function hatched(ctx, colour, ground) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 8;
    const pen = tile.getContext("2d");
    pen.fillStyle = ground;
    pen.fillRect(0, 0, 8, 8);
    pen.strokeStyle = colour;
    pen.lineWidth = 1.5;
    [-8, 0, 8].forEach(function (at) {
      pen.beginPath();
      pen.moveTo(at, 8);
      pen.lineTo(at + 8, 0);
      pen.stroke();
    });
    return ctx.createPattern(tile, "repeat");
  }

  function rounded(ctx, left, top, width, height, radius) {
    ctx.beginPath();
    ctx.moveTo(left + radius, top);
    ctx.arcTo(left + width, top, left + width, top + height, radius);
    ctx.arcTo(left + width, top + height, left, top + height, radius);
    ctx.arcTo(left, top + height, left, top, radius);
    ctx.arcTo(left, top, left + width, top, radius);
    ctx.closePath();
  }

  /**
   * Draw a graph into an element.
   * @param {HTMLElement} holder
   * @param {{nodes: Object[], edges: Object[], options: Object}} drawing - from viz/network.py
   * @param {{box: function(CanvasRenderingContext2D, Object, Object): void, size: function(number): {width: number, height: number},
   *   click: function(number|undefined, {x: number, y: number}): void, bounds: function(): {left: number, right: number, top: number, bottom: number},
   *   drawn?: function(): void, under?: function(CanvasRenderingContext2D): void, theme?: function(): void}} hooks
   */
  function make(holder, drawing, hooks) {
    const nodes = new vis.DataSet(), edges = new vis.DataSet();
    let look = colours(), hovered;
    const network = new vis.Network(holder, {nodes: nodes, edges: edges}, drawing.options);

    function renderer(given) {
      return {
        drawNode: function () {
          const size = hooks.size(given.id);
          given.ctx.save();
          hooks.box(given.ctx, {id: given.id, left: given.x - size.width / 2, top: given.y - size.height / 2, width: size.width,
            height: size.height, x: given.x, y: given.y, hovered: given.id === hovered}, look);
          given.ctx.restore();
        },
        nodeDimensions: hooks.size(given.id)
      };
    }
    function show(wanted, lines) {
      const had = new Set(nodes.getIds());
      wanted.forEach(function (node) { had.delete(node.id); });
      edges.clear();
      nodes.remove(Array.from(had));
      nodes.update(wanted.map(function (node) {
        return Object.assign({shape: "custom", ctxRenderer: renderer, label: " "}, node);
      }));
      edges.add(lines);
      holder.querySelectorAll(".vis-tooltip").forEach(function (tip) { tip.style.visibility = "hidden"; });
    }

    // The view stays within what is drawn, as far as that is larger than the window.
    function moved(position, scale) {
      const bounds = hooks.bounds(), half = {x: holder.clientWidth / scale / 2, y: holder.clientHeight / scale / 2};
      const within = function (value, low, high, room) {
        return high - low <= 2 * room ? Math.min(Math.max(value, high - room), low + room) : Math.min(Math.max(value, low + room), high - room);
      };
      return {x: within(position.x, bounds.left, bounds.right, half.x), y: within(position.y, bounds.top, bounds.bottom, half.y)};
    }
    function moveTo(position, scale) {
      const wanted = scale || network.getScale();
      network.moveTo({position: moved(position, wanted), scale: wanted});
    }
    function zoom(factor, around) {
      const old = network.getScale(), scale = Math.min(2.5, Math.max(0.12, old * factor)), view = network.getViewPosition();
      const at = around || view;
      moveTo({x: at.x + (view.x - at.x) * old / scale, y: at.y + (view.y - at.y) * old / scale}, scale);
    }
    /** Show everything, at a scale between two. */
    function fit(most, least) {
      const bounds = hooks.bounds(), wide = bounds.right - bounds.left, high = bounds.bottom - bounds.top;
      const scale = Math.min(most || 1, holder.clientWidth / wide, holder.clientHeight / high);
      moveTo({x: (bounds.left + bounds.right) / 2, y: (bounds.top + bounds.bottom) / 2}, Math.max(least || 0.12, scale));
    }
    function scroll(event) {
      event.preventDefault();
      const box = holder.getBoundingClientRect();
      if (event.ctrlKey || event.metaKey) {
        zoom(Math.exp(-event.deltaY / 300), network.DOMtoCanvas({x: event.clientX - box.left, y: event.clientY - box.top}));
        return;
      }
      const scale = network.getScale(), at = network.getViewPosition(), step = event.deltaMode === 1 ? 30 : 1;
      const wanted = {x: at.x + (event.shiftKey ? event.deltaY : event.deltaX) * step / scale, y: at.y + (event.shiftKey ? 0 : event.deltaY) * step / scale};
      const next = moved(wanted, scale);
      if (Math.abs(next.x - at.x) + Math.abs(next.y - at.y) < 1) { window.scrollBy(0, event.deltaY * step); return; }
      network.moveTo({position: next, scale: scale});
    }
    holder.addEventListener("pointerdown", function () { frame.focus({preventScroll: true}); });
    holder.addEventListener("wheel", scroll, {passive: false});
    network.on("dragEnd", function () { moveTo(network.getViewPosition()); });
    network.on("hoverNode", function (event) { hovered = event.node; holder.style.cursor = "pointer"; network.redraw(); });
    network.on("blurNode", function () { hovered = undefined; holder.style.cursor = ""; network.redraw(); });
    network.on("click", function (event) {
      hooks.click(network.getNodeAt(event.pointer.DOM), network.DOMtoCanvas(event.pointer.DOM));
    });
    if (hooks.drawn) { network.on("afterDrawing", hooks.drawn); }
    if (hooks.under) { network.on("beforeDrawing", hooks.under); }

    function repaint() {
      look = colours();
      if (hooks.theme) { hooks.theme(look); }
      network.redraw();
    }
    document.addEventListener("zm-theme", repaint);
    document.addEventListener("zm-language", function () { network.redraw(); });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);

    const frame = holder.querySelector(".vis-network");
    frame.setAttribute("role", "application");
    frame.setAttribute("tabindex", "0");
    zm.sayAttribute(frame, "aria-label", holder.dataset.say);
    [["closer", 1.3], ["farther", 1 / 1.3]].forEach(function ([id, factor]) {
      document.getElementById(id).addEventListener("click", function () { zoom(factor); });
    });
    return {network: network, nodes: nodes, edges: edges, show: show, moveTo: moveTo, zoom: zoom, fit: fit, frame: frame,
      look: function () { return look; },
      /** Where a node stands on the screen. */
      where: function (id) {
        const at = network.canvasToDOM(network.getPosition(id)), box = holder.getBoundingClientRect();
        return {x: at.x + box.left, y: at.y + box.top};
      }};
  }

  /**
   * A field that offers what is found while one types.
   * @param {HTMLInputElement} input
   * @param {HTMLElement} list
   * @param {function(string): Array<{label: string, note: string, choose: function(): void}>} find
   * @param {function(): (HTMLElement|null)} [state] - a line told below the list
   */
  function finder(input, list, find, state) {
    let found = [], chosen = -1;
    function close() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
    function pick(n) {
      close();
      if (found[n]) { found[n].choose(); }
    }
    function mark(to) {
      const all = Array.from(list.querySelectorAll('[role="option"]'));
      if (!all.length) { return; }
      chosen = (to + all.length) % all.length;
      all.forEach(function (option, n) { option.setAttribute("aria-selected", String(n === chosen)); });
      all[chosen].scrollIntoView({block: "nearest"});
      input.setAttribute("aria-activedescendant", all[chosen].id);
    }
    function offer() {
      const text = input.value.trim();
      list.textContent = "";
      chosen = -1;
      input.removeAttribute("aria-activedescendant");
      if (!text) { found = []; close(); return; }
      found = find(text);
      found.forEach(function (one, n) {
        list.append(zm.element("li", {role: "option", id: list.id + "-" + n, "aria-selected": "false",
          onmousedown: function (event) { event.preventDefault(); }, onclick: function () { pick(n); }},
        one.label, zm.element("small", {}, one.note)));
      });
      const told = state && state(found.length);
      if (told) { list.append(zm.element("li", {role: "presentation", class: "hint"}, told)); }
      if (!found.length && !told) { list.append(zm.element("li", {role: "presentation", class: "hint"}, zm.words("span", {}, "没有找到"))); }
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    }
    input.addEventListener("input", offer);
    input.addEventListener("focus", function () { if (input.value.trim()) { offer(); } });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown") { event.preventDefault(); mark(chosen + 1); }
      if (event.key === "ArrowUp") { event.preventDefault(); mark(chosen - 1); }
      if (event.key === "Escape") { close(); }
      if (event.key === "Enter" && found.length) { event.preventDefault(); pick(Math.max(0, chosen)); }
    });
    return {offer: function () { if (document.activeElement === input) { offer(); } }};
  }

  zm.graph = {make: make, finder: finder, fitting: fitting, hatched: hatched, rounded: rounded, colours: colours, FONT: FONT};
})();

// The search at the top of every page: units, documents, tasks and points, while one types.
"use strict";
(function () {
  // What is looked through, from data/search.js (see viz/searchdata.py):
  //   units: [slug, name, place, tasks, other names, last place], notices: [slug, title, number, place, year],
  //   nodes: [notice, anchor, number, heading, text].
  let index = null, asked = false;
  const MOST = {units: 6, notices: 4, nodes: 8};

  // Offices that take one another's place: people say 发改委 for the 发展和改革局 of a county, too.
  const OFFICES = ["委员会", "局", "委", "厅"], KINDS = /^[省市区县镇旗]/, ENDS = /[局委厅办部院会室]$/;

  /** What stands behind the place in a name that is looked for; null where it is of another place. */
  function withoutPlace(wanted, place) {
    if (!place) { return wanted; }
    if (wanted.startsWith(place) && wanted.length > place.length) { return wanted.slice(place.length); }
    const short = place.slice(0, -1);
    if (short.length > 1 && wanted.startsWith(short) && wanted.length > short.length + 1) { return wanted.slice(short.length); }
    if (KINDS.test(wanted) && wanted.length > 3 && !/^[市区][场域]/.test(wanted)) { return place.endsWith(wanted[0]) ? wanted.slice(1) : null; }
    return wanted;
  }

  /** A name without its place: 渡南区财政局 → 财政局, 国家发展和改革委员会 → 发展和改革委员会. */
  function stemOf(name, place) {
    return place && name.startsWith(place) ? name.slice(place.length) : name.replace(/^国家(?=.{4})/, "");
  }

  /** A name in two: 发展和改革局 → 发展和改革, 局; nothing for an office of another kind. */
  function parted(name) {
    const office = OFFICES.find(function (o) { return name.endsWith(o) && name.length > o.length; });
    return office ? [name.slice(0, -office.length), "office"] : name.endsWith("办") ? [name.slice(0, -1), "办公室"] : name.endsWith("办公室") ? [name.slice(0, -3), "办公室"] : [name.slice(0, -1), name.slice(-1)];
  }

  /** Whether a short name stands for a full one: all its characters in their order, the first one first, the same kind of office. */
  function isShortFor(wanted, name, place) {
    const stem = stemOf(name, place), rest = withoutPlace(wanted.replace(/^国家/, ""), place);
    if (rest === null || rest.length < 2) { return false; }
    const [whole, kind] = parted(stem), told = ENDS.test(rest) ? parted(rest) : [rest, kind], duty = told[0];
    if (told[1] !== kind || !duty || duty[0] !== whole[0]) { return false; }
    let at = 0;
    for (const sign of duty) {
      at = whole.indexOf(sign, at) + 1;
      if (!at) { return false; }
    }
    return true;
  }

  function words(text) { return text.toLowerCase().split(/\s+/).filter(Boolean); }

  /** How many of the pairs of neighbouring characters of some words a text has, 0 to 1. */
  function likeness(text, pairs) {
    return pairs.filter(function (pair) { return text.includes(pair); }).length / (pairs.length || 1);
  }

  /**
   * How well a unit fits what is looked for, 0 best; null where its name does not begin so, nor is it short for it.
   * What a duty begins with comes before what stands anywhere in a name: 民政 is not 人民政府. Of offices that take one
   * another's place the one that was said comes first: 发改委 is a commission before it is a bureau.
   */
  function rankOf([, name, , , , place], whole) {
    const stem = stemOf(name, place), office = whole.endsWith("委") ? "委员会" : whole.slice(-1);
    if (name.toLowerCase() === whole) { return 0; }
    if (stem === withoutPlace(whole, place)) { return 1; }
    if (stem.startsWith(whole)) { return 2; }
    return isShortFor(whole, name, place) ? (stem.endsWith(office) ? 2 : 3) : null;
  }

  /**
   * Units of nearly the name: those that have its end in theirs, and most of its beginning first. What an office calls
   * 区公安局 may be a branch: 榆津市公安局渡南分局.
   */
  function nearly(whole) {
    for (let at = 1; ENDS.test(whole) && at + 3 <= whole.length; at++) {
      const begins = whole.slice(0, at), end = whole.slice(at), found = index.units.filter(function (u) { return u[1].includes(end); });
      if (found.length) { return found.sort(function (a, b) { return Number(b[1].includes(begins)) - Number(a[1].includes(begins)); }); }
    }
    return [];
  }

  function find(text) {
    const wanted = words(text), found = {units: [], notices: [], nodes: [], near: false, nearly: false};
    if (!wanted.length || !index) { return found; }
    const says = function (entry) { return wanted.every(function (w) { return entry.includes(w); }); };
    const whole = wanted.join("");
    index.units.forEach(function (u) {
      const rank = rankOf(u, whole);
      if (rank !== null) { found.units.push([rank, u]); } else if (says((u[2] + u[1] + " " + u[4]).toLowerCase())) { found.units.push([4, u]); }
    });
    found.units = found.units.sort(function (a, b) { return a[0] - b[0]; }).map(function (f) { return f[1]; });
    if (!found.units.length) { found.units = nearly(whole); found.nearly = found.units.length > 0; }
    found.notices = index.notices.filter(function (n) { return says(n.slice(1).join(" ").toLowerCase()); });
    const ranked = [];
    index.nodes.forEach(function (n) {
      const heading = n[3].toLowerCase(), body = (n[2] + " " + n[3] + " " + n[4]).toLowerCase();
      // A task before the point that it belongs to: what is looked for is mostly to be done.
      if (says(body)) { ranked.push([(says(heading) ? 0 : 2) + (n[1].startsWith("task") ? 0 : 1), n]); }
    });
    if (!ranked.length && !found.units.length && !found.notices.length && whole.length > 2) {
      const pairs = [];
      for (let at = 0; at + 1 < whole.length; at++) { pairs.push(whole.slice(at, at + 2)); }
      index.nodes.forEach(function (n) {
        const alike = likeness((n[3] + n[4]).toLowerCase(), pairs);
        if (alike >= 0.6) { ranked.push([1 - alike, n]); }
      });
      found.near = ranked.length > 0;
    }
    // A point is not told beside a task of it: the task says more.
    const told = new Set(ranked.filter(function (r) { return r[1][1].startsWith("task") && r[1][3]; }).map(function (r) { return r[1][0] + " " + r[1][3]; }));
    found.nodes = ranked.filter(function (r) { return r[1][1].startsWith("task") || !told.has(r[1][0] + " " + r[1][3]); })
      .sort(function (a, b) { return a[0] - b[0]; }).map(function (r) { return r[1]; });
    return found;
  }

  function cut(text, most) { return text.length > most ? text.slice(0, most - 1) + "…" : text; }

  /** A text around the first of some words. */
  function around(text, wanted) {
    const places = wanted.map(function (w) { return text.toLowerCase().indexOf(w); }).filter(function (n) { return n >= 0; });
    const from = Math.max(0, (places.length ? Math.min(...places) : 0) - 12);
    return (from ? "…" : "") + cut(text.slice(from), 56);
  }

  const e = zm.element;
  let holder, input, chosen = -1;

  function entry(href, kind, first, second) {
    return e("li", {role: "presentation"}, e("a", {href: href, role: "option", "aria-selected": "false", tabindex: "-1", id: "found-" + holder.childElementCount},
      zm.words("span", {class: "kind"}, kind), first, second ? e("small", {}, second) : null));
  }
  function note(text, ...values) {
    return e("li", {role: "presentation"}, zm.words("span", {class: "note hint"}, text, ...values));
  }

  function offer() {
    const text = input.value.trim(), wanted = words(text);
    holder.textContent = "";
    chosen = -1;
    holder.hidden = !text;
    input.setAttribute("aria-expanded", String(Boolean(text)));
    input.removeAttribute("aria-activedescendant");
    if (!text) { return; }
    if (!index) { holder.append(note("正在读取…")); return; }
    const found = find(text);
    if (found.nearly) { holder.append(note("没有这个名称的单位，相近的有")); }
    found.units.slice(0, MOST.units).forEach(function (u) {
      holder.append(entry(zm.unitAddress(u[0]), "单位", u[1], u[2] + " · " + zm.t("{} 项任务", u[3])));
    });
    if (found.units.length > MOST.units) {
      const li = e("li", {role: "presentation"}, e("a", {href: zm.base() + "workload.html#q=" + encodeURIComponent(text), role: "option", "aria-selected": "false", tabindex: "-1"}, zm.t("另有 {} 个单位", found.units.length - MOST.units)));
      holder.append(li);
    }
    found.notices.slice(0, MOST.notices).forEach(function (n) {
      holder.append(entry(zm.noticeAddress(n[0]), "文件", cut(n[1], 34), [n[2], n[3], n[4]].filter(Boolean).join(" · ")));
    });
    if (found.near) { holder.append(note("没有完全一致的，下面是相近的")); }
    found.nodes.slice(0, MOST.nodes).forEach(function (n) {
      const notice = index.notices[n[0]], kind = n[1].startsWith("task") ? "任务" : "要点";
      holder.append(entry(zm.nodeAddress(notice[0] + "/" + n[1]), kind, n[2] + " " + (n[3] ? cut(n[3], 30) : around(n[4], wanted)),
        (n[3] ? around(n[4], wanted) + "　" : "") + notice[3] + " " + notice[4]));
    });
    if (found.nodes.length > MOST.nodes) { holder.append(note("共 {} 处，请再输入几个字", found.nodes.length)); }
    if (!holder.childElementCount) { holder.append(note("没有找到")); }
    zm.announce(zm.t("查到 {} 项", found.units.length + found.notices.length + found.nodes.length));
  }

  function options() { return Array.from(holder.querySelectorAll('[role="option"]')); }

  function choose(to) {
    const all = options();
    if (!all.length) { return; }
    chosen = (to + all.length) % all.length;
    all.forEach(function (o, n) { o.setAttribute("aria-selected", String(n === chosen)); });
    all[chosen].scrollIntoView({block: "nearest"});
    input.setAttribute("aria-activedescendant", all[chosen].id);
  }

  function close() {
    holder.hidden = true;
    input.setAttribute("aria-expanded", "false");
  }

  function wanted() {
    if (!asked) { asked = true; zm.load("data/search.js"); }
  }

  document.addEventListener("DOMContentLoaded", function () {
    input = e("input", {id: "site-search", type: "search", autocomplete: "off", role: "combobox", "aria-expanded": "false",
      "aria-controls": "site-found", "aria-autocomplete": "list"});
    holder = e("ul", {id: "site-found", role: "listbox", hidden: true});
    zm.sayAttribute(zm.sayAttribute(input, "placeholder", "查单位、任务、要点、文件"), "aria-label", "查单位、任务、要点、文件");
    zm.sayAttribute(holder, "aria-label", "查到的内容");
    document.querySelector("header.site nav").after(e("div", {class: "search", role: "search"}, input, holder));
    input.addEventListener("focus", wanted);
    input.addEventListener("input", function () { wanted(); offer(); });
    input.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown") { event.preventDefault(); choose(chosen + 1); }
      if (event.key === "ArrowUp") { event.preventDefault(); choose(chosen - 1); }
      if (event.key === "Escape") { close(); }
      if (event.key === "Enter") {
        const all = options();
        if (all.length) { event.preventDefault(); (all[chosen] || all[0]).click(); close(); }
      }
    });
    document.addEventListener("click", function (event) {
      if (!event.target.closest(".search")) { close(); } else if (event.target.closest("#site-found a")) { close(); }
    });
    document.addEventListener("keydown", function (event) {
      const typing = event.target.closest && event.target.closest("input, select, textarea");
      if (event.key === "/" && !typing) { event.preventDefault(); input.focus(); }
    });
  });

  zm.search = {
    add: function (found) { index = found; if (input && input.value.trim()) { offer(); } },
    find: find, isShortFor: isShortFor
  };
})();

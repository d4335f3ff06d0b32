// What every page has: the language, light and dark, the address, what notices say, states of days.
"use strict";

/**
 * A task or point, as `data/….js` tells it (see viz/nodedata.py).
 * @typedef {Object} Item
 * @property {"task"|"point"} k - what it is
 * @property {string} n - number as printed
 * @property {number} o - its place in the notice
 * @property {string} [h] - heading of its point
 * @property {string} t - text
 * @property {string} [u] - the point that a task belongs to: its name in the notice
 * @property {Array<[string, string, string, string]>} [w] - units: role, full name, slug, as printed
 * @property {Array<string[]>} [d] - limits: as written, last day or "", rule in words; name, rule and first day of its event
 * @property {Array<[string, string, string, string]>} [r] - last report: status, progress, by, day
 * @property {boolean} [done]
 * @property {Array<Link>} [up] - what it carries out
 * @property {Array<[string, number]>} [down] - what carries it out: name, score
 * @property {string} [gap] - "uncarried", "doubted", "orphan" or "unjudged"
 * @property {boolean} [whole] - a task that is its point as it stands
 * @property {boolean} [open] - the list of units ends with 等
 * @property {boolean} [damaged]
 * @property {number} [line] - of the source, from 1
 * @property {string} id - its name: slug of the notice / anchor on its page
 *
 * @typedef {Object} Link
 * @property {string} to - name of the parent
 * @property {number} s - score
 * @property {string} c - its word: 确认, 很可能, 可能, 存疑
 * @property {string} m - method, in words
 * @property {[string, string]} f - fidelity: its word, and the share of the wording that is the parent's
 * @property {Array<[string, string]>} e - evidence: child, parent
 * @property {string} [by] - who judged
 * @property {string} [note]
 *
 * @typedef {Object} Notice
 * @property {string} slug
 * @property {string} plan
 * @property {string} number
 * @property {string[]} place - names from the province down
 * @property {string} level
 * @property {number} year
 * @property {string} issued
 * @property {string} file
 * @property {Object<string, Item>} nodes
 */

window.zm = (function () {
  const root = document.documentElement;
  /** @type {Object<string, string>|null} */
  let english = null;
  let language = kept("language") === "en" ? "en" : "zh";

  // ---- what the browser keeps ------------------------------------------------------------------

  /** @param {string} name */
  function kept(name) {
    try { return localStorage.getItem("zhengmai-" + name); } catch (error) { return null; }
  }
  /** @param {string} name @param {string} value */
  function keep(name, value) {
    try { localStorage.setItem("zhengmai-" + name, value); } catch (error) { /* not kept, then */ }
  }

  // ---- language --------------------------------------------------------------------------------

  /** Words in the language of the page, with values in their gaps {}. */
  function t(words, ...values) {
    const template = (language === "en" && english && english[words]) || words;
    let at = 0;
    return template.replace(/\{(\d*)\}/g, function (_, place) {
      return String(values[place === "" ? at++ : Number(place)]);
    });
  }

  /** Give an element words that follow the language of the page. */
  function say(element, words, ...values) {
    element.dataset.t = words;
    if (values.length) { element.dataset.v = JSON.stringify(values); } else { delete element.dataset.v; }
    element.textContent = t(words, ...values);
    return element;
  }

  /** Give an attribute of an element words that follow the language of the page. */
  function sayAttribute(element, name, words) {
    element.setAttribute("data-ta-" + name, words);
    element.setAttribute(name, t(words));
    return element;
  }

  function translate(within) {
    within.querySelectorAll("[data-t]").forEach(function (e) {
      if (!e.dataset.t) { e.dataset.t = e.textContent; }  // an empty one: its text is the key
      e.textContent = t(e.dataset.t, ...JSON.parse(e.dataset.v || "[]"));
    });
    ["placeholder", "aria-label", "title"].forEach(function (name) {
      within.querySelectorAll("[data-ta-" + name + "]").forEach(function (e) {
        e.setAttribute(name, t(e.getAttribute("data-ta-" + name)));
      });
    });
    root.lang = language === "en" ? "en" : "zh-CN";
    const button = document.getElementById("language");
    if (button) {
      button.textContent = language === "en" ? "中文" : "English";
      button.lang = language === "en" ? "zh-CN" : "en";
    }
    document.dispatchEvent(new CustomEvent("zm-language"));
  }

  function setLanguage(wanted) {
    language = wanted;
    keep("language", wanted);
    if (wanted === "en" && english === null) { load("assets/english.js"); return; }
    translate(document);
  }

  // ---- elements --------------------------------------------------------------------------------

  /**
   * Make an element. Attributes named `on…` are listeners; a text child is text, never markup.
   * @param {string} name
   * @param {Object<string, any>} [attributes]
   * @param {...(Element|string|null|undefined|false)} children
   * @returns {HTMLElement}
   */
  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    Object.entries(attributes || {}).forEach(function ([key, value]) {
      if (value === null || value === undefined || value === false) { return; }
      if (key.startsWith("on")) { made.addEventListener(key.slice(2), value); return; }
      made.setAttribute(key, value === true ? "" : String(value));
    });
    children.forEach(function (child) {
      if (child !== null && child !== undefined && child !== false) { made.append(child); }
    });
    return made;
  }

  /** An element whose words follow the language. */
  function words(name, attributes, text, ...values) {
    return say(element(name, attributes), text, ...values);
  }

  /** Tell a screen reader something that changed. */
  function announce(text) {
    const said = document.getElementById("said");
    if (said) { said.textContent = text; }
  }

  // ---- addresses -------------------------------------------------------------------------------

  /** What leads from this page to where the first page stands. */
  function base() { return document.body.dataset.root || ""; }

  /** What the address says of this page, with its #; several pages may be in one file (single.js). */
  function inside() { return window.zmSingle ? window.zmSingle.inside() : location.hash || "#"; }

  /** What the address says behind #: `{"": "task-3", year: "2025"}`. */
  function address() {
    const found = {};
    inside().slice(1).split("&").filter(Boolean).forEach(function (part) {
      const at = part.indexOf("=");
      const text = function (s) { try { return decodeURIComponent(s); } catch (error) { return s; } };
      if (at < 0) { found[""] = text(part); } else { found[text(part.slice(0, at))] = text(part.slice(at + 1)); }
    });
    return found;
  }

  /**
   * Change the address without leaving the page; empty values are left out.
   * @param {Object<string, string>} change
   * @param {boolean} [step] - whether going back should undo it
   */
  function setAddress(change, step) {
    const now = Object.assign(address(), change);
    const parts = Object.keys(now).filter(function (k) { return now[k]; }).map(function (k) {
      return k === "" ? encodeURIComponent(now[k]) : encodeURIComponent(k) + "=" + encodeURIComponent(now[k]);
    });
    const wanted = "#" + parts.join("&");
    if (wanted === inside()) { return; }
    const whole = window.zmSingle ? window.zmSingle.within(wanted) : wanted;
    const x = scrollX, y = scrollY;
    if (step) { location.hash = whole; } else { location.replace(whole); }
    if (!parts.length) { scrollTo(x, y); }  // an empty one would lead to the top of the page
  }

  /** The address of a task or point, from its name `slug/task-3`. */
  function nodeAddress(id) {
    const at = id.lastIndexOf("/");
    return noticeAddress(id.slice(0, at)) + "#" + encodeURIComponent(id.slice(at + 1));
  }

  /** The address of a notice, from its slug. */
  function noticeAddress(slug) { return base() + "notice/" + encodeURIComponent(slug) + ".html"; }

  /** The address of a unit, from its slug. */
  function unitAddress(slug) { return base() + "units/" + encodeURIComponent(slug) + ".html"; }

  /** Whether a place (names from the province down, parted by /) is another one or lies in it. */
  function isWithin(place, other) { return place === other || place.startsWith(other + "/"); }

  // ---- what notices say ------------------------------------------------------------------------

  /** @type {Object<string, Notice>} */
  const notices = {};
  /** @type {Object<string, Array<function(Notice|null): void>>} */
  const waiting = {};

  /** Called by `data/….js`. */
  function add(slug, notice) {
    notice.slug = slug;
    Object.keys(notice.nodes).forEach(function (key) { notice.nodes[key].id = slug + "/" + key; });
    notices[slug] = notice;
    (waiting[slug] || []).splice(0).forEach(function (told) { told(notice); });
  }

  /** @param {string} path @param {function(): void} [failed] */
  function load(path, failed) {
    if (window.zmSingle) {
      const held = window.zmSingle.data(path);
      if (held) { Promise.resolve().then(function () { window.zm[held.to](...held.given); }); } else if (failed) { failed(); }
      return;
    }
    const script = document.createElement("script");
    script.src = base() + path.split("/").map(encodeURIComponent).join("/");
    if (failed) { script.onerror = failed; }
    document.head.append(script);
  }

  /**
   * What a notice says; null where these pages do not have it.
   * @param {string} slug
   * @returns {Promise<Notice|null>}
   */
  function notice(slug) {
    return new Promise(function (resolve) {
      if (notices[slug]) { resolve(notices[slug]); return; }
      if (waiting[slug] && waiting[slug].length) { waiting[slug].push(resolve); return; }
      waiting[slug] = [resolve];
      load("data/" + slug + ".js", function () {
        waiting[slug].splice(0).forEach(function (told) { told(null); });
      });
    });
  }

  /**
   * A task or point by its name `slug/task-3`, with its notice.
   * @param {string} id
   * @returns {Promise<{node: Item, notice: Notice}|null>}
   */
  function node(id) {
    const at = id.lastIndexOf("/");
    return notice(id.slice(0, at)).then(function (found) {
      const known = found && found.nodes[id.slice(at + 1)];
      return found && known ? {node: known, notice: found} : null;
    });
  }

  /** What the page itself was given, see `data` of its template. */
  function given(id) {
    const holder = document.getElementById(id);
    return holder ? JSON.parse(holder.textContent || "null") : null;
  }

  // ---- days ------------------------------------------------------------------------------------

  const NEAR = 30; // days, as the questions tell it (queries/states.py); a test holds both to one another

  /** Today, as YYYY-MM-DD: as the pages were told, else by the clock of this machine. */
  function today() {
    const told = document.querySelector('meta[name="zhengmai-today"]');
    if (told) { return String(told.getAttribute("content")); }
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map(function (n) { return String(n).padStart(2, "0"); }).join("-");
  }

  /** The state of a last day: "done", "overdue", "near" or "pending". */
  function state(day, done) {
    const left = (Date.parse(day) - Date.parse(today())) / 864e5;
    return done ? "done" : left < 0 ? "overdue" : left <= NEAR ? "near" : "pending";
  }
  const STATES = {pending: "未到期", near: "临近", overdue: "逾期", done: "办结"};

  /** The mark of a state: its word, with its colour. */
  function stateMark(day, done) {
    const found = state(day, done);
    return words("span", {class: "state " + found}, STATES[found]);
  }

  // ---- files to take away ----------------------------------------------------------------------

  /** @param {string} name @param {BlobPart} content @param {string} type */
  function download(name, content, type) {
    const link = element("a", {href: URL.createObjectURL(new Blob([content], {type: type})), download: name});
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  }

  // ---- light and dark --------------------------------------------------------------------------

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  const look = kept("theme");
  if (look === "dark" || look === "light") { root.dataset.theme = look; }
  root.classList.add("js");

  // ---- what every page has beside its own ------------------------------------------------------

  /** The switches of language and of light and dark. */
  function looks() {
    const theme = element("button", {type: "button", id: "theme", "aria-pressed": String(isDark()), onclick: function () {
      root.dataset.theme = isDark() ? "light" : "dark";
      keep("theme", root.dataset.theme);
      theme.setAttribute("aria-pressed", String(isDark()));
      document.dispatchEvent(new CustomEvent("zm-theme"));
    }}, "◐");
    const speak = element("button", {type: "button", id: "language", lang: "en", onclick: function () {
      setLanguage(language === "en" ? "zh" : "en");
    }}, "English");
    sayAttribute(sayAttribute(theme, "title", "明暗"), "aria-label", "明暗");
    return element("div", {class: "looks"}, speak, theme);
  }

  // The kinds of pages that the head of every page leads to, and what stands below each of them.
  const KINDS = [["index", "总览", ""], ["workload", "任务量", "units"], ["notices", "通知", "notice"], ["plans", "逐级落实", "lineage"],
    ["coverages", "承接覆盖", "coverage"], ["calendar", "日历", ""], ["map", "单位图", ""], ["review", "核对", ""]];

  /** The ways to the other pages; the head is the same on each one, and there are thousands. */
  function ways() {
    const nav = sayAttribute(document.querySelector("header.site nav"), "aria-label", "导航"), here = document.body.dataset.kind;
    KINDS.forEach(function ([kind, said, below]) {
      nav.append(words("a", {href: base() + kind + ".html", "aria-current": here === kind ? "page" : here === below ? "true" : null}, said));
    });
  }

  function start() {
    ways();
    document.querySelector("header.site").append(looks());
    document.body.append(words("footer", {class: "site"}, "由政脉根据库中的文件生成；每一处事实都可点到原文。未收录的文件可能另有规定。"));
    if (window.zmSingle) { window.zmSingle.attach(); }
    if (language === "en") { setLanguage("en"); }
  }

  /** What stands below each printed page: whence, and when. */
  window.addEventListener("beforeprint", function () {
    root.style.setProperty("--printed", JSON.stringify(document.title + "　" + t("打印于 {}", today())));
  });

  return {
    t: t, say: say, sayAttribute: sayAttribute, words: words, element: element, announce: announce,
    found: function (index) { window.zm.search.add(index); },
    english: function (found) { english = found; translate(document); },
    language: function () { return language; }, translate: translate,
    inside: inside, address: address, setAddress: setAddress, nodeAddress: nodeAddress, noticeAddress: noticeAddress, isWithin: isWithin, unitAddress: unitAddress, base: base,
    add: add, notice: notice, node: node, load: load, given: given, kept: kept, keep: keep,
    today: today, state: state, stateMark: stateMark, STATES: STATES,
    download: download, isDark: isDark, start: start
  };
})();

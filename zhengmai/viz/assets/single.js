// All pages in one file: the page that the address names (#/units/….html#year=2025) is written into
// the window with the styles and scripts that it asks for. Nothing is loaded from anywhere.
"use strict";
(function () {
  const text = function (id) { return JSON.parse(document.getElementById(id).textContent); };
  const pages = text("single-pages"), assets = text("single-assets"), data = text("single-data");
  let current = "";

  /** The page and what the address says within it. */
  function asked() {
    const hash = location.hash.startsWith("#/") ? location.hash.slice(2) : "index.html" + location.hash;
    const at = hash.indexOf("#"), path = at < 0 ? hash : hash.slice(0, at);
    let plain = path;
    try { plain = decodeURIComponent(path); } catch (error) { /* as it stands, then */ }
    return {path: plain in pages ? plain : "index.html", inside: at < 0 ? "" : hash.slice(at)};
  }

  /** A page with its styles and scripts in it; the tags are those of templates/base.html. */
  function whole(page) {
    return page.replace(/<link rel="stylesheet" href="[^"]*assets\/([^"]+)">/g, function (_, name) {
      return "<style>" + assets[name] + "</style>";
    }).replace(/<script src="[^"]*assets\/([^"]+)"><\/script>/g, function (_, name) {
      return "<script>" + assets[name] + "</scr" + "ipt>";
    });
  }

  function show() {
    const found = asked();
    if (found.path === current) { return; }
    current = found.path;
    document.open();
    document.write(whole(pages[current]));
    document.close();
  }

  window.zmSingle = {
    /** What stands behind the name of the page in the address, with its #. */
    inside: function () { return asked().inside || "#"; },
    /** The address of a place in the page that is shown. */
    within: function (inside) { return "#/" + encodeURI(current) + inside; },
    /** What a script of data would hand over. */
    data: function (path) { return data[path]; },
    /** Called by every page: the window forgets its listeners when another page is written. */
    attach: function () {
      window.addEventListener("hashchange", show);
      document.addEventListener("click", function (event) {
        const link = event.target.closest && event.target.closest("a[href]");
        if (!link || link.hasAttribute("download") || event.defaultPrevented) { return; }
        const href = link.getAttribute("href");
        if (/^[a-z]+:/i.test(href)) { return; }
        event.preventDefault();
        const wanted = new URL(href, "x:///" + encodeURI(current));
        location.hash = "#" + wanted.pathname + wanted.hash;
      });
    }
  };
  // Not before the file itself is read to its end: until then, writing would go on with it.
  document.addEventListener("DOMContentLoaded", show);
})();

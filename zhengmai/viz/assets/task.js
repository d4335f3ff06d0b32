// A task or point as a panel: text, units, limits, the chain to the top, who carries it out below.
"use strict";
(function () {
  const e = zm.element, w = zm.words;
  const ROLES = {lead: "牵头", responsible: "责任", cooperating: "配合"};
  const LEVELS = {nation: "国家", province: "省级", city: "市级", county: "区县级", town: "乡镇级"};
  const GAPS = {uncarried: "没有地区承接", doubted: "有存疑的承接", orphan: "未找到上级来源", unjudged: "上级文件未入库，无从判断"};
  const CLASSES = {"确认": "confirmed", "很可能": "likely", "可能": "possible", "存疑": "doubtful"};
  const DEEPEST = 6, SHORT = 60;

  /** 湄川省 （三）第2项 (湄政办发〔2025〕11号). */
  function place(notice) { return notice.place[notice.place.length - 1] || ""; }

  /** A short line for a task or point: its number, and its heading or how it begins. */
  function line(found) {
    const node = found.node, said = (node.k === "point" || node.whole) && node.h ? node.h : node.t || node.h || "";
    return (node.n ? node.n + " " : "") + (said.length > SHORT ? said.slice(0, SHORT - 1) + "…" : said);
  }

  /** What a task says; of one whose text the source lost, that. */
  function words(node) { return node.t || zm.t("（原文没有内容）"); }

  function documentOf(notice) {
    return "《" + notice.plan + "》" + (notice.number ? "（" + notice.number + "）" : "");
  }

  /** The runs of at least `least` characters that a text has in common with another. */
  function common(text, other, least) {
    const found = [];
    let at = 0;
    while (at < text.length) {
      let length = 0;
      while (at + length < text.length && other.includes(text.slice(at, at + length + 1))) { length++; }
      if (length >= least) { found.push([at, at + length]); at += length; } else { at += 1; }
    }
    return found;
  }

  /** A text with the words that another text has, too, marked in it. */
  function marked(text, other, name) {
    const made = e(name || "span");
    let at = 0;
    common(text, other, 2).forEach(function ([start, end]) {
      made.append(text.slice(at, start), e("mark", {}, text.slice(start, end)));
      at = end;
    });
    made.append(text.slice(at));
    return made;
  }

  function certainty(link) {
    return e("span", {class: "sure " + (CLASSES[link.c] || "")}, w("b", {}, link.c),
      " " + link.s.toFixed(2));
  }

  /** What people said of pairs: "child parent" → [y or n, note]; the page of reviews makes a file of it. */
  function verdicts() {
    try { return JSON.parse(zm.kept("verdicts") || "{}") || {}; } catch (error) { return {}; }
  }

  /** A way to say that a link is wrong, however sure it looks, and to take that back. */
  function objection(child, link) {
    const key = child + " " + link.to, holder = e("p", {class: "hint noprint objection"});
    function set(word) {
      const all = verdicts();
      if (word) { all[key] = [word, ""]; } else { delete all[key]; }
      zm.keep("verdicts", JSON.stringify(all));
      draw();
    }
    function draw() {
      const said = verdicts()[key];
      holder.textContent = "";
      if (said && said[0] === "n") {
        holder.append(w("span", {}, "已记为“不是”，存在这个浏览器里；到“核对”存成文件。"), " ", w("a", {href: zm.base() + "review.html"}, "核对"), " ",
          w("button", {type: "button", class: "plain", onclick: function () { set(""); }}, "撤回"));
      } else { holder.append(w("button", {type: "button", class: "plain", onclick: function () { set("n"); }}, "这条承接不对")); }
    }
    draw();
    return holder;
  }

  function evidence(link, own, above) {
    if (!link.e) { return null; }
    const rows = link.e.map(function ([child, parent]) {
      return e("tr", {}, marked(child, parent, "td"), marked(parent, child, "td"));
    });
    return e("table", {class: "evidence"},
      e("thead", {}, e("tr", {}, e("th", {scope: "col"}, own || "", " ", w("span", {}, "原文")), e("th", {scope: "col"}, above || "", " ", w("span", {}, "原文")))),
      e("tbody", {}, ...rows));
  }

  function units(node) {
    const holder = e("dl", {class: "units"});
    Object.keys(ROLES).forEach(function (role) {
      const own = (node.w || []).filter(function (u) { return u[0] === role; });
      if (!own.length) { return; }
      const names = own.map(function ([, name, slug, printed]) {
        const link = slug ? e("a", {href: zm.unitAddress(slug)}, name) : e("span", {}, name);
        return e("li", {}, link, printed === name ? null : e("small", {}, "（" + printed + "）"));
      });
      holder.append(w("dt", {class: role}, ROLES[role]), e("dd", {}, e("ul", {}, ...names)));
    });
    if (node.k === "task" && !holder.childElementCount) { holder.append(w("dt", {}, "责任"), w("dd", {}, "没有读出责任单位（原文可能写在别处）")); }
    if (node.open && holder.lastElementChild) { holder.lastElementChild.append(w("small", {}, "等（原文没有列全）")); }
    return holder;
  }

  /** The limits of a task, those of one day together: `[as written, last day, rule in words]`. */
  function limitsOf(node) {
    const found = [], days = {};
    (node.d || []).forEach(function ([written, day, words]) {
      if (day && days[day]) {
        // 2025年6月底前 says all that 6月底前 says.
        const told = days[day][0].split("；").filter(function (other) { return !written.includes(other); });
        days[day][0] = told.some(function (other) { return other.includes(written); }) ? told.join("；") : told.concat(written).join("；");
        return;
      }
      const one = [written, day, words];
      if (day) { days[day] = one; }
      found.push(one);
    });
    return found;
  }

  function limits(node) {
    const items = limitsOf(node).map(function ([written, day, words]) {
      return e("li", {}, written, " ", day ? e("b", {}, day) : words ? e("small", {}, words) : null, " ",
        day ? zm.stateMark(day, node.done) : null);
    });
    return items.length ? e("section", {}, w("h3", {}, "完成时限"), e("ul", {class: "limits"}, ...items)) : null;
  }

  function report(node) {
    if (!node.r) { return null; }
    const [status, progress, by, day] = node.r;
    return e("p", {class: "report"}, w("b", {}, "进展"), "：" + [status, progress].filter(Boolean).join(" ") +
      "（" + [by, day].filter(Boolean).join(" ") + "）");
  }

  /** What a task carries out, and what that carries out, up to the top. */
  function chain(found, seen, deep) {
    const list = e("ol", {class: "chain"});
    (found.node.up || []).forEach(function (link) {
      const item = e("li", {}, w("span", {class: "wait"}, "…"));
      list.append(item);
      zm.node(link.to).then(function (parent) {
        item.textContent = "";
        if (!parent) { item.append(certainty(link), " " + link.to); return; }
        item.append(
          e("p", {class: "step"}, w("span", {class: "level"}, LEVELS[parent.notice.level] || parent.notice.level), " ",
            e("b", {}, place(parent.notice)), " ", certainty(link)),
          e("p", {}, e("a", {href: zm.nodeAddress(link.to), "data-node": link.to}, line(parent))),
          e("p", {class: "document"}, documentOf(parent.notice)));
        const pairs = evidence(link, place(found.notice), place(parent.notice));
        if (pairs) {
          item.append(e("details", {open: deep === 0}, w("summary", {}, "对应的文字"), pairs,
            e("p", {class: "hint"}, zm.t(link.m) + " · " + zm.t("{}（{} 的用字与上级相同）", zm.t(link.f[0]), link.f[1]) + (link.by ? " · " + link.by : "") +
              (link.note ? "：" + link.note : ""))));
        }
        if (deep === 0) { item.append(objection(found.node.id, link)); }
        if (parent.node.up && deep < DEEPEST && !seen.includes(link.to)) {
          item.append(chain(parent, seen.concat(link.to), deep + 1));
        }
      });
    });
    return list;
  }

  /** The surest of some links: one that a person confirmed, or that of the best score. */
  function surest(links) {
    const worth = function (link) { return link.c === "确认" ? 2 : link.s; };
    return links.reduce(function (best, link) { return worth(link) > worth(best) ? link : best; });
  }

  /** The top of the chain behind a link, each time over the surest link: its name and what it is; or null. */
  function top(link, passed) {
    return zm.node(link.to).then(function (found) {
      const up = found && found.node.up, over = (passed || []).concat(link.to);
      return up && over.length < DEEPEST && !over.includes(surest(up).to) ? top(surest(up), over) : found && {to: link.to, found: found};
    });
  }

  /** The top of the chain of a task at one glance, where more than one step leads there. */
  function summit(node) {
    const best = surest(node.up), told = e("p", {class: "summit", hidden: true});
    top(best).then(function (found) {
      if (!found || found.to === best.to) { return; }
      told.hidden = false;
      told.append(w("b", {}, "最上级"), "：", place(found.found.notice) + " ", e("a", {href: zm.nodeAddress(found.to), "data-node": found.to}, line(found.found)));
    });
    return told;
  }

  /** The tasks below, at first the direct ones, each with what carries it out in turn. */
  function below(ids) {
    return e("ul", {class: "below"}, ...ids.map(function ([id, score]) {
      const item = e("li", {}, w("span", {class: "wait"}, "…"));
      zm.node(id).then(function (child) {
        item.textContent = "";
        if (!child) { item.append(id); return; }
        item.append(e("b", {}, place(child.notice)), " ",
          e("a", {href: zm.nodeAddress(id), "data-node": id}, line(child)), " ",
          e("small", {}, score.toFixed(2)));
        const more = child.node.down || [];
        if (more.length) {
          const holder = e("details", {}, w("summary", {}, "再下一级 {} 项", more.length));
          holder.addEventListener("toggle", function () {
            if (holder.open && holder.childElementCount === 1) { holder.append(below(more)); }
          });
          item.append(holder);
        }
      });
      return item;
    }));
  }

  /** The IRI of a task or point; it is told where it does not follow from the name. */
  function iri(found) {
    return found.node.iri || found.notice.iri + "/" + found.node.id.slice(found.notice.slug.length + 1).replace("-", "/");
  }

  function citation(found) {
    const address = new URL(zm.nodeAddress(found.node.id), location.href).href;
    const shown = e("span", {hidden: true}, w("span", {}, "本页地址"), " ", e("code", {}, address), e("br"), w("span", {}, "标识"), " ", e("code", {}, iri(found)));
    const button = w("button", {type: "button", class: "plain", "aria-expanded": "false", onclick: function () {
      shown.hidden = !shown.hidden;
      button.setAttribute("aria-expanded", String(!shown.hidden));
    }}, "引用");
    return e("p", {class: "cite"}, button, " ", shown);
  }

  /** Everything about a task or point, put into an element; other things of it go. */
  function show(holder, id, options) {
    holder.dataset.shown = id;
    holder.setAttribute("aria-busy", "true");
    return zm.node(id).then(function (found) {
      if (holder.dataset.shown !== id) { return null; }  // another one was asked for meanwhile
      holder.textContent = "";
      holder.removeAttribute("aria-busy");
      if (!found) { holder.append(w("p", {class: "none"}, "这些网页中没有这一项。")); return null; }
      const node = found.node, down = node.down || [], own = options && options.own;
      const under = node.u && node.k === "task" && found.notice.nodes[node.u];
      holder.append(
        e("p", {class: "step"}, e("b", {}, place(found.notice)), " ",
          w("span", {}, node.k === "task" ? "任务" : "要点"), " ", node.n || ""),
        e("h2", {}, node.h || line(found)),
        e("p", {class: "words"}, node.t || ""));
      if (!own) {
        holder.append(e("p", {class: "open"}, w("a", {href: zm.nodeAddress(id), class: "button"}, "看原文")));
      }
      if (node.damaged) { holder.append(w("p", {class: "warn"}, "原文残缺")); }
      if (node.gap) { holder.append(w("p", {class: "gap " + node.gap}, GAPS[node.gap])); }
      [units(node), limits(node), report(node)].forEach(function (part) {
        if (part && part.childElementCount) { holder.append(part); }
      });
      if (under && under.h && under.h !== node.h) {
        holder.append(e("p", {}, w("b", {}, "所属要点"), "：", e("a", {href: zm.nodeAddress(under.id), "data-node": under.id}, line({node: under, notice: found.notice}))));
      }
      if (node.up) { holder.append(e("section", {}, w("h3", {}, "上级来源"), summit(node), chain(found, [id], 0))); }
      if (down.length) { holder.append(e("section", {}, w("h3", {}, "下级承接（{} 项）", down.length), below(down))); }
      holder.append(e("p", {class: "document"}, w("b", {}, "出自"), "：" + documentOf(found.notice) + " · " + found.notice.file));
      holder.append(citation(found));
      return found;
    });
  }

  zm.task = {show: show, words: words, verdicts: verdicts, line: line, place: place, documentOf: documentOf, marked: marked, certainty: certainty,
    evidence: evidence, limitsOf: limitsOf, surest: surest, top: top, iri: iri, LEVELS: LEVELS, ROLES: ROLES, GAPS: GAPS, CLASSES: CLASSES};
})();

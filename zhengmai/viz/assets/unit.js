// The page of a unit: its tasks in a table, those through classes of units, co-workers, calendar.
"use strict";
(function () {
  const e = zm.element, w = zm.words;
  const STATES = ["overdue", "near", "pending", "done"];
  const ROLES = ["lead", "responsible", "cooperating"];
  const AT_ONCE = 300;  // tasks through classes of units that are read with the page
  const SOURCES = [["found", "有上级来源"], ["orphan", "未找到"], ["unjudged", "无从判断"]];
  // The columns of the file of a unit, one fact each.
  const COLUMNS = ["序号", "要点", "任务序号", "任务", "本单位角色", "牵头单位", "责任单位", "配合单位", "时限", "到期日", "状态", "进展情况",
    "上级要点", "承接把握", "最上级要点", "备注", "文件", "文号", "行", "经由统称"];
  // What the column of superior points says where there is none.
  const NONE = {orphan: "未找到", unjudged: "无从判断（上级文件未入库）"};

  /** The gravest state of the limits of a task; done where it is, and has none. */
  function stateOf(node) {
    const states = (node.d || []).filter(function (d) { return d[1]; }).map(function (d) { return zm.state(d[1], node.done); });
    return STATES.find(function (s) { return states.includes(s); }) || (node.done ? "done" : "");
  }

  /** Whether it is known where a task comes from: found, orphan, unjudged, or nothing of it. */
  function sourceOf(node) { return node.up ? "found" : node.gap === "orphan" || node.gap === "unjudged" ? node.gap : ""; }

  /** The tasks of some notices that name a unit: `{node, notice, roles}`, as printed. */
  function named(notices, slug) {
    const found = [];
    notices.forEach(function (notice) {
      Object.values(notice.nodes).forEach(function (node) {
        const own = (node.w || []).filter(function (u) { return u[2] === slug; }).map(function (u) { return u[0]; });
        if (own.length) { found.push({node: node, notice: notice, roles: ROLES.filter(function (r) { return own.includes(r); })}); }
      });
    });
    return found.sort(function (a, b) { return b.notice.year - a.notice.year || (a.notice.slug < b.notice.slug ? -1 : a.notice.slug > b.notice.slug ? 1 : a.node.o - b.node.o); });
  }

  // ---- the table -------------------------------------------------------------------------------

  function label(words, control) { return e("label", {}, w("span", {}, words), " ", control); }

  function select(name, options) {
    return e("select", {name: name}, w("option", {value: ""}, "全部"), ...options.map(function ([value, words, plain]) {
      return plain ? e("option", {value: value}, words) : w("option", {value: value}, words);
    }));
  }

  function button(words, onclick) { return w("button", {type: "button", class: "action", onclick: onclick}, words); }

  function controls(rows, told) {
    const places = Array.from(new Set(rows.map(function (r) { return r.notice.place.join("/"); }))).sort();
    const years = Array.from(new Set(rows.map(function (r) { return String(r.notice.year); }))).sort().reverse();
    const roles = ROLES.filter(function (role) { return rows.some(function (r) { return r.roles.includes(role); }); });
    const made = e("div", {class: "controls", "data-for": "tasks"});
    if (places.length > 1) { made.append(label("地区", select("in", places.map(function (p) { return [p, p.split("/").join(""), true]; })))); }
    if (years.length > 1) { made.append(label("年度", select("year", years.map(function (y) { return [y, y, true]; })))); }
    const sources = SOURCES.filter(function ([value]) { return rows.some(function (r) { return sourceOf(r.node) === value; }); });
    if (sources.length > 1) { made.append(label("上级来源", select("source", sources))); }
    made.append(label("角色", select("role", roles.map(function (r) { return [r, zm.task.ROLES[r]]; }))),
      label("状态", select("state", STATES.map(function (s) { return [s, zm.STATES[s]]; }))),
      label("查找", e("input", {type: "search", name: "q"})), e("span", {class: "count", role: "status"}));
    ["csv", "xlsx"].forEach(function (kind) {
      made.append(e("button", {type: "button", class: "action", onclick: function () {
        sheetRows(told).then(function (all) { zm.sheet.save(all, told.name, kind); });
      }}, kind === "csv" ? "CSV" : "Excel"));
    });
    const events = rows.some(function (r) { return (r.node.d || []).some(function (d) { return d[3]; }); });
    if (events) { made.append(button("日历（ics）", function () { zm.calendarFile.save(shownTasks(), told.name); })); }
    // What is folded is printed, too: it is unfolded and read first.
    made.append(button("打印", function () {
      const folded = Array.from(document.querySelectorAll("#through details"));
      folded.forEach(function (d) { d.open = true; });
      Promise.all(folded.map(function (d) { return d.fill(); })).then(function () { window.print(); });
    }));
    return made;
  }

  /** Whether a filter leaves out some of the tasks. */
  function isFiltered() {
    return Array.from(document.getElementById("tasks").tBodies[0].rows).some(function (row) { return row.hidden; });
  }

  /** The tasks that the filters leave. */
  function shownTasks() {
    return Array.from(document.getElementById("tasks").tBodies[0].rows).filter(function (row) { return !row.hidden; })
      .map(function (row) { return row.dataset.node; });
  }

  function limits(node) {
    const cell = e("td", {"data-s": ((node.d || []).map(function (d) { return d[1]; }).filter(Boolean).sort()[0]) || ""});
    zm.task.limitsOf(node).forEach(function ([written, day]) {
      cell.append(e("div", {}, e("span", {class: "piece"}, written), day ? e("span", {class: "short"}, " " + day + " ") : "", day ? zm.stateMark(day, node.done) : ""));
    });
    if (node.done && !(node.d || []).some(function (d) { return d[1]; })) { cell.append(zm.stateMark("", true)); }
    return cell;
  }

  function parents(node) {
    const cell = e("td");
    (node.up || []).forEach(function (link) {
      const line = e("div", {}, "…");
      cell.append(line);
      zm.node(link.to).then(function (found) {
        line.textContent = "";
        line.append(e("a", {href: zm.nodeAddress(link.to)}, found ? zm.task.place(found.notice) + " " + found.node.n : link.to), " ",
          found ? found.node.h || "" : "");
        if (link.c !== "确认" && link.s < 0.9) { line.append(" ", e("small", {}, "［", w("span", {}, link.c), "］")); }
      });
    });
    if (node.up) {
      const surest = zm.task.surest(node.up), line = e("div");
      cell.append(line);
      zm.task.top(surest).then(function (top) {
        if (!top || top.to === surest.to) { return; }
        line.append(w("small", {}, "最上级"), " ", e("a", {href: zm.nodeAddress(top.to)}, zm.task.place(top.found.notice) + " " + top.found.node.n), " ", top.found.node.h || "");
      });
    }
    if (!node.up && (node.gap === "orphan" || node.gap === "unjudged")) {
      cell.append(node.gap === "orphan" ? w("small", {}, "未找到") : w("a", {href: zm.base() + "index.html#missing"}, "无从判断"));
    }
    return cell;
  }

  function row(found, headed) {
    const node = found.node, notice = found.notice;
    return e("tr", {"data-node": node.id, "data-in": notice.place.join("/"), "data-year": notice.year, "data-role": found.roles.join(" "), "data-source": sourceOf(node), "data-state": stateOf(node)},
      headed ? e("td", {}, node.h || "") : null,
      e("td", {}, e("a", {href: zm.nodeAddress(node.id)}, node.n || w("span", {}, "无序号")), " " + zm.task.words(node), node.damaged ? w("small", {class: "warn"}, "原文残缺") : null),
      e("td", {class: "short"}, ...found.roles.map(function (r) { return w("span", {class: "role " + r}, zm.task.ROLES[r]); })),
      limits(node), parents(node),
      e("td", {}, e("a", {href: zm.nodeAddress(node.id)}, notice.number || notice.plan,
        node.line ? e("small", {}, " ", w("span", {}, "第{}行", node.line)) : "")));
  }

  /** The tasks that are shown, and then those through classes of units, as rows of a file. */
  function sheetRows(told) {
    const own = Promise.all(shownTasks().map(zm.node)).then(function (found) {
      return found.map(function (f) { return [f, told.slug, ""]; });
    });
    // What a filter leaves are tasks that name the unit: what reaches it through classes passes no filter.
    const others = (isFiltered() ? [] : told.through).map(function ([slug, name, , notices]) {
      return Promise.all(notices.map(zm.notice)).then(function (held) {
        return named(held.filter(Boolean), slug).map(function (f) { return [f, slug, name]; });
      });
    });
    return Promise.all([own].concat(others)).then(function (parts) {
      const seen = new Set(), all = [].concat(...parts).filter(function ([found]) {
        const is = found && !seen.has(found.node.id);
        if (is) { seen.add(found.node.id); }
        return is;
      });
      // What a filter has hidden does not come back through a class of units.
      const left = all.filter(function ([found, , through]) {
        return !through || !(found.node.w || []).some(function (u) { return u[2] === told.slug; });
      });
      return Promise.all(left.map(function ([found, slug, through], at) { return sheetRow(at + 1, found, slug, through); }));
    }).then(function (rows) { return [COLUMNS.map(function (c) { return zm.t(c); })].concat(rows); });
  }

  function sheetRow(at, found, slug, through) {
    const node = found.node, notice = found.notice, limits = zm.task.limitsOf(node);
    const inOneRole = new Set((node.w || []).map(function (u) { return u[0]; })).size === 1;
    // Of which role's names 等 was said is not kept: it stands with them where all are in one role, else in the remarks.
    const units = function (role) {
      const named = (node.w || []).filter(function (u) { return u[0] === role; }).map(function (u) { return u[1]; }).join("、");
      return named && node.open && inOneRole ? named + "等" : named;
    };
    const remarks = [node.damaged ? zm.t("原文残缺") : "", node.open && !inOneRole ? zm.t("原文单位名单带“等”") : ""].filter(Boolean).join("；");
    const roles = ROLES.filter(function (r) { return (node.w || []).some(function (u) { return u[0] === r && u[2] === slug; }); });
    // The first day as one that can be sorted by; where there are several, each stands with its phrase, as in the ledger.
    const days = limits.map(function (d) { return d[1]; }).filter(Boolean).sort(), state = stateOf(node);
    const phrase = function ([written, day]) { return new Set(days).size > 1 && day ? written + "（" + day + "）" : written; };
    const told = function (p) { return zm.task.place(p.notice) + " " + zm.task.line(p); };
    const surest = node.up ? zm.task.surest(node.up) : null, top = surest ? zm.task.top(surest) : Promise.resolve(null);
    return Promise.all([top].concat((node.up || []).map(function (link) { return zm.node(link.to); }))).then(function ([highest, ...parents]) {
      const above = parents.filter(Boolean).map(told);
      return [at, node.h || "", node.n || "", zm.task.words(node), roles.map(function (r) { return zm.t(zm.task.ROLES[r]); }).join("、"),
        units("lead"), units("responsible"), units("cooperating"), limits.map(phrase).join("；"), days.length ? zm.sheet.day(days[0]) : "", state ? zm.t(zm.STATES[state]) : "", node.r ? [node.r[0], node.r[1]].filter(Boolean).join(" ") : "",
        node.up ? above.join("；") : NONE[node.gap] ? zm.t(NONE[node.gap]) : "", (node.up || []).map(function (link) { return zm.t(link.c) + " " + link.s.toFixed(2); }).join("；"),
        highest && highest.to !== surest.to ? told(highest.found) : "", remarks,
        notice.plan, notice.number || "", node.line || "", through];
    });
  }

  function table(rows, told) {
    const headed = rows.some(function (r) { return r.node.h; });
    const heads = (headed ? ["要点"] : []).concat(["任务", "角色", "时限", "上级要点", "出处"]).map(function (words) {
      return e("th", {scope: "col", "data-sort": "text"}, w("span", {}, words));
    });
    return e("div", {class: "scroll"}, e("table", {class: "data stack", id: "tasks", "data-own": true, "data-name": told.name},
      w("caption", {class: "unseen"}, "写明本单位的任务"), e("thead", {}, e("tr", {}, ...heads)), e("tbody", {}, ...rows.map(function (r) { return row(r, headed); }))));
  }

  // ---- what reaches it through classes of units ------------------------------------------------

  function through(told) {
    const count = told.through.reduce(function (sum, t) { return sum + t[2]; }, 0);
    const made = e("section", {id: "through"}, w("h2", {}, "经统称涉及的任务（{} 项）", count), w("p", {class: "hint"}, "原文没有写明本单位，而是写了下面的统称。"));
    const seen = new Set();
    told.through.forEach(function ([slug, name, many, notices]) {
      const list = e("ul", {class: "list"});
      const details = e("details", {}, e("summary", {}, name + " ", w("span", {}, "{} 项", many)),
        e("p", {}, w("a", {href: zm.unitAddress(slug)}, "写到“{}”的全部任务", name)), list);
      made.append(details);
      details.fill = function (early) {
        if (!(details.open || early === true) || details.dataset.full) { return Promise.resolve(); }
        details.dataset.full = "1";
        return Promise.all(notices.map(zm.notice)).then(function (held) {
          named(held.filter(Boolean), slug).forEach(function (found) {
            const own = (found.node.w || []).some(function (u) { return u[2] === told.slug; });
            if (own || seen.has(found.node.id)) { return; }
            seen.add(found.node.id);
            const item = e("li", {}, e("a", {href: zm.nodeAddress(found.node.id)}, found.node.n || "…"), " " + zm.task.words(found.node) + " ");
            (found.node.d || []).forEach(function ([written, day]) {
              item.append(e("small", {}, written), " ", day ? zm.stateMark(day, found.node.done) : "", " ");
            });
            list.append(item);
          });
        });
      };
      details.addEventListener("toggle", details.fill);
      if (count <= AT_ONCE) { details.fill(true); }
    });
    // What is folded is printed, too; of a list that was filtered what no filter reaches is not.
    const folded = [];
    window.addEventListener("beforeprint", function () {
      made.classList.toggle("noprint", Boolean(document.getElementById("tasks")) && isFiltered());
      made.querySelectorAll("details:not([open])").forEach(function (d) { if (d.dataset.full) { d.open = true; folded.push(d); } });
    });
    window.addEventListener("afterprint", function () { folded.splice(0).forEach(function (d) { d.open = false; }); });
    return made;
  }

  // ---- with whom -------------------------------------------------------------------------------

  const SVG = "http://www.w3.org/2000/svg";
  function drawn(name, attributes, text) {
    const made = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(function ([key, value]) { made.setAttribute(key, String(value)); });
    if (text) { made.textContent = text; }
    return made;
  }

  /** The unit in the middle, those that share most of its tasks around it. */
  function star(told) {
    const made = drawn("svg", {class: "star", viewBox: "-260 -165 520 330", role: "img", "aria-label": told.name});
    const all = told.coworkers, most = all[0][1], cut = function (s) { return s.length > 9 ? s.slice(0, 8) + "…" : s; };
    const spots = all.map(function (_, at) {
      const angle = 2 * Math.PI * at / all.length - Math.PI / 2;
      return [Math.round(200 * Math.cos(angle)), Math.round(118 * Math.sin(angle))];
    });
    spots.forEach(function ([x, y], at) { made.append(drawn("line", {x1: 0, y1: 0, x2: x, y2: y, "stroke-width": 1 + 5 * all[at][1] / most})); });
    spots.forEach(function ([x, y], at) {
      made.append(drawn("circle", {cx: x, cy: y, r: 5 + 7 * all[at][1] / most}),
        drawn("text", {x: x, y: y + (y >= 0 ? 26 : -17), "text-anchor": "middle"}, cut(all[at][3]) + " " + all[at][1]));
    });
    made.append(drawn("circle", {class: "middle", r: 13}), drawn("text", {y: 30, "text-anchor": "middle", class: "middle"}, cut(told.short)));
    return made;
  }

  function coworkers(told) {
    return e("section", {}, w("h2", {}, "共同承担任务的单位"), star(told), e("ul", {class: "list"}, ...told.coworkers.map(function ([slug, shared, name]) {
      return e("li", {}, e("a", {href: zm.unitAddress(slug)}, name), " ", e("small", {}, w("span", {}, "共同任务 {} 项", shared)));
    })));
  }

  // ---- when ------------------------------------------------------------------------------------

  function months(rows) {
    const found = {}, rounds = [];
    rows.forEach(function (r) {
      zm.task.limitsOf(r.node).forEach(function ([written, day, words]) {
        if (day) { (found[day.slice(0, 7)] = found[day.slice(0, 7)] || []).push([day, written, r.node]); } else if (words) { rounds.push([written, words, r.node]); }
      });
    });
    const made = e("div", {class: "months"});
    Object.keys(found).sort().forEach(function (month) {
      const items = found[month].sort(function (a, b) { return a[0] < b[0] ? -1 : 1; }).map(function ([day, written, node]) {
        return e("li", {}, e("a", {href: zm.nodeAddress(node.id)}, day.slice(5) + " " + written), " ", zm.stateMark(day, node.done));
      });
      made.append(e("section", {}, e("h3", {}, month), e("ul", {}, ...items)));
    });
    if (rounds.length) {
      made.append(e("section", {}, w("h3", {}, "定期与长期"), e("ul", {}, ...rounds.map(function ([written, words, node]) {
        return e("li", {}, e("a", {href: zm.nodeAddress(node.id)}, written), " ", e("small", {}, words));
      }))));
    }
    return e("section", {}, w("h2", {}, "日历"), made);
  }

  document.addEventListener("DOMContentLoaded", function () {
    const told = zm.given("told");
    // A name that is that of the place of this unit is not told: the slug is the name.
    told.coworkers = told.coworkers.map(function ([slug, shared, name, short]) {
      return [slug, shared, name || slug, short || slug.slice(told.place.length)];
    });
    const holder = document.getElementById("unit"), side = e("div", {class: "two noprint"});
    holder.setAttribute("aria-busy", "true");
    Promise.all(told.notices.map(zm.notice)).then(function (held) {
      const rows = named(held.filter(Boolean), told.slug);
      if (held.includes(null) || rows.length !== told.count) {
        holder.append(w("p", {class: "warn"}, "读到 {} 项任务，应有 {} 项：这些网页不完整，请重新生成。", rows.length, told.count));
      }
      if (rows.length) {
        const left = e("p", {class: "onlyprint", hidden: true});
        holder.append(controls(rows, told), left, table(rows, told));
        window.addEventListener("beforeprint", function () {
          left.hidden = !isFiltered();
          zm.say(left, "只印筛选出的 {} 项，共 {} 项。", shownTasks().length, rows.length);
        });
        zm.tables.begin(holder);
      } else { holder.append(w("p", {class: "none"}, "库中没有写明本单位的任务。")); }
      if (told.through.length) { holder.append(through(told)); }
      holder.append(side);
      if (told.coworkers.length) { side.append(coworkers(told)); }
      if (rows.some(function (r) { return r.node.d; })) { side.append(months(rows)); }
      holder.removeAttribute("aria-busy");
      if (zm.address()[""] === "through" && told.through.length) { document.getElementById("through").scrollIntoView(); }
    });
  });
})();

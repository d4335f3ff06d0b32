// Doubtful pairs one after the other; verdicts are kept in the browser and saved as the sheet of judgements.
"use strict";
(function () {
  const e = zm.element, w = zm.words, MOST = 200;
  // The columns of `zhengmai review --export` (export/reviewsheet.py); a test holds both to one another.
  const HEAD = ["类别", "可能性", "下级地区", "下级文件", "下级序号", "下级任务", "上级地区", "上级文件",
    "上级序号", "上级要点", "对应文字", "模型意见", "判断", "备注", "下级标识", "上级标识"];
  const KINDS = {link: "已列为承接", candidate: "候选"}, SAID = {y: "是", n: "否"};

  document.addEventListener("DOMContentLoaded", function () {
    const given = zm.given("doubts"), controls = document.getElementById("review-controls");
    const inputs = Array.from(controls.querySelectorAll("[name]")), count = controls.querySelector(".count");
    const holder = document.getElementById("pair"), list = document.getElementById("pairs"), note = document.getElementById("note");
    const all = document.getElementById("pairs-all"), whole_ = document.getElementById("not-only");
    const pairs = given.pairs.map(function ([child, parent, kind, score, evidence, yes, model, place, points], n) {
      return {key: child + " " + parent, n: n, child: child, parent: parent, kind: kind, score: score, evidence: evidence, yes: yes, model: model, place: place, points: points};
    });
    const units = given.units.map(function ([one, other, likeness, place], n) {
      return {key: "units " + one[0] + " " + other[0], n: n, one: one, other: other, score: likeness, place: place};
    });
    /** Key → [y or n, note]. */
    const verdicts = zm.task.verdicts();
    let now = null, shown = [], whole = false, ofUnits = false;
    const before = [];

    function asked() {
      const found = {};
      inputs.forEach(function (i) { found[i.name] = i.type === "checkbox" ? (i.checked ? "1" : "") : i.value; });
      return found;
    }

    /** Whether a pair is about a point that was asked for, or about a task of it. */
    function isAbout(pair, point) {
      return [pair.child, pair.parent].concat(pair.points).includes(point);
    }

    function filtered(wanted) {
      const all_ = wanted.what === "units" ? units : pairs, of = zm.address().of, on = zm.address().on;
      const about = of && wanted.what !== "units" ? all_.filter(function (p) { return isAbout(p, of); }) : [];
      return (about.length ? about : all_).filter(function (p) {
        // On the way from a place up: its own pairs, and those of the places that it lies in.
        if (on && !zm.isWithin(on, p.place)) { return false; }
        return (!wanted.kind || !p.kind || p.kind === wanted.kind) && (!wanted.in || zm.isWithin(p.place, wanted.in)) &&
          (!wanted.left || !verdicts[p.key] || p === now);
      });
    }

    // ---- one pair ------------------------------------------------------------------------------

    function side(id, other, words) {
      const box = e("section", {class: "box"}, w("h2", {}, words));
      return Promise.all([zm.node(id), zm.node(other)]).then(function ([found, against]) {
        if (!found) { box.append(e("p", {}, id)); return box; }
        box.append(e("p", {class: "step"}, e("b", {}, zm.task.place(found.notice)), " " + zm.task.documentOf(found.notice)),
          e("p", {}, e("a", {href: zm.nodeAddress(id)}, found.node.n || "…"), " ", e("b", {}, found.node.h || "")),
          zm.task.marked(zm.task.words(found.node), against ? (against.node.h || "") + against.node.t : "", "p"));
        return box;
      });
    }

    function drawPair(pair) {
      const made = e("div");
      holder.textContent = "";
      holder.append(made);
      made.append(e("p", {}, w("span", {}, "第 {} 条，共 {} 条", shown.indexOf(pair) + 1, shown.length), " · ", w("span", {}, KINDS[pair.kind] || "名称相近"),
        " · ", w("span", {}, "可能性 {}", pair.score.toFixed(2)), " ", verdicts[pair.key] ? w("span", {class: "verdict"}, "已判断：" + SAID[verdicts[pair.key][0]]) : ""));
      if (pair.one) {
        made.append(e("div", {class: "sides"}, ...[pair.one, pair.other].map(function ([slug, name, tasks]) {
          return e("section", {class: "box"}, e("p", {}, e("a", {href: zm.unitAddress(slug)}, name)), w("p", {class: "hint"}, "{} 项任务", tasks));
        })), w("p", {}, "这两个名称是同一个单位吗？"));
        return;
      }
      made.append(w("p", {}, "左边的任务是不是在落实右边的要点？"));
      Promise.all([side(pair.child, pair.parent, "下级"), side(pair.parent, pair.child, "上级")]).then(function (boxes) {
        if (now !== pair) { return; }
        made.append(e("div", {class: "sides"}, ...boxes));
        if (pair.evidence.length) { made.append(zm.task.evidence({e: pair.evidence}, zm.t("下级"), zm.t("上级"))); }
        if (pair.model) { made.append(e("p", {class: "hint"}, w("b", {}, "模型意见"), "：", w("span", {}, pair.yes ? "承接" : "不承接"), " " + pair.model)); }
      });
    }

    /** 苍坪县 （九）第3项 → 榆津市 （十一）, once the notices are known. */
    function name(button, pair) {
      const said = function (found, id) { return found ? zm.task.place(found.notice) + " " + (found.node.n || "") : id; };
      Promise.all([zm.node(pair.child), zm.node(pair.parent)]).then(function ([child, parent]) {
        button.textContent = said(child, pair.child) + " → " + said(parent, pair.parent);
      });
    }

    function drawList() {
      list.textContent = "";
      shown.slice(0, whole ? shown.length : MOST).forEach(function (pair) {
        const button = e("button", {type: "button", onclick: function () { go(pair); }}, pair.one ? pair.one[1] + " — " + pair.other[1] : "…");
        if (!pair.one) { name(button, pair); }
        const item = e("li", {}, button, " ", e("small", {}, pair.score.toFixed(2)),
          verdicts[pair.key] ? e("b", {}, " ", w("span", {}, SAID[verdicts[pair.key][0]])) : "");
        if (pair === now) { item.setAttribute("aria-current", "true"); }
        list.append(item);
      });
      all.hidden = whole || shown.length <= MOST;
      zm.say(all, "显示全部 {} 项", shown.length);
    }

    function draw() {
      const wanted = asked();
      ofUnits = wanted.what === "units";
      controls.querySelector('[name="kind"]').parentNode.hidden = ofUnits;
      shown = filtered(wanted);
      if (!shown.includes(now)) { now = shown.find(function (p) { return !verdicts[p.key]; }) || shown[0] || null; }
      zm.say(count, "共 {} 项", shown.length);
      whole_.hidden = !(zm.address().of || zm.address().on);
      const done = Object.keys(verdicts).filter(function (key) { return key.startsWith("units ") === ofUnits; }).length;
      zm.say(document.getElementById("kept"), "已判断 {} 条，存在这个浏览器里", done);
      document.querySelector(".verdicts").hidden = !now;
      if (now) { drawPair(now); } else { holder.textContent = ""; holder.append(w("p", {class: "none"}, "没有需要核对的。")); }
      note.value = (now && verdicts[now.key] && verdicts[now.key][1]) || "";
      drawList();
    }

    function go(pair) {
      now = pair;
      zm.setAddress({pair: pair ? String(pair.n) : ""});
      draw();
    }

    function next() {
      const at = shown.indexOf(now), more = shown.slice(at + 1).concat(shown.slice(0, Math.max(at, 0)));
      return more.find(function (p) { return !verdicts[p.key]; }) || shown[at + 1] || now;
    }

    function keep() { zm.keep("verdicts", JSON.stringify(verdicts)); }

    function say(word) {
      if (!now) { return; }
      if (word === "u") {
        const last = before.pop();
        if (!last) { zm.announce(zm.t("这是第一条")); return; }
        delete verdicts[last.key];
        keep();
        go(last);
        return;
      }
      const done = now, following = next();
      if (word === "y" || word === "n") {
        verdicts[done.key] = [word, note.value.trim()];
        keep();
        before.push(done);
        zm.announce(zm.t("已判断：" + SAID[word]));
      }
      go(following);
    }

    // ---- the file ------------------------------------------------------------------------------

    function end(found) {
      const node = found.node;
      return [found.notice.place.join(""), "《" + found.notice.plan + "》" + found.notice.number, node.n || "", node.h ? node.h + "：" + node.t : node.t];
    }

    function saveLinks() {
      const judged = pairs.filter(function (p) { return verdicts[p.key]; });
      Promise.all(judged.map(function (p) { return Promise.all([zm.node(p.child), zm.node(p.parent)]); })).then(function (told) {
        const rows = judged.map(function (p, n) {
          const [child, parent] = told[n];
          if (!child || !parent) { return null; }
          const evidence = p.evidence.map(function (pair) { return pair.join(" ⇄ "); }).join("；");
          const model = p.model ? (p.yes ? "承接" : "不承接") + "：" + p.model : "";
          return [KINDS[p.kind], p.score.toFixed(2)].concat(end(child), end(parent), [evidence, model, SAID[verdicts[p.key][0]], verdicts[p.key][1], zm.task.iri(child), zm.task.iri(parent)]);
        }).filter(Boolean);
        zm.sheet.save([HEAD].concat(rows), "核对", "csv");
      });
    }

    /** Units that are one, as corrections (ontology/corrections.py): the one with fewer tasks goes into the other. */
    function saveUnits() {
      const text = function (s) { return JSON.stringify(s.replace(/[\u0000-\u001f\u007f]/g, " ")); };
      const entries = units.filter(function (p) { return verdicts[p.key] && verdicts[p.key][0] === "y"; }).map(function (p) {
        const [less, more] = p.one[2] < p.other[2] ? [p.one, p.other] : [p.other, p.one];
        return "[[merge]]\nunits = [" + text(less[1]) + "]\ninto = " + text(more[1]) + "\nwhy = " + text(verdicts[p.key][1] || "人工核对") + "\n";
      });
      zm.download("corrections.toml", entries.join("\n"), "application/toml");
    }

    // ---- controls ------------------------------------------------------------------------------

    inputs.forEach(function (i) {
      i.addEventListener("input", function () { now = null; zm.setAddress(Object.assign(asked(), {pair: ""})); draw(); });
    });
    document.querySelectorAll("[data-say]").forEach(function (button) {
      button.addEventListener("click", function () { say(button.dataset.say); });
    });
    document.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), select, textarea")) { return; }
      const key = event.key.toLowerCase();
      if ("ynsu".includes(key) && key.length === 1) { event.preventDefault(); say(key); }
    });
    document.getElementById("save").addEventListener("click", function () { if (ofUnits) { saveUnits(); } else { saveLinks(); } });
    document.getElementById("forget").addEventListener("click", function () {
      Object.keys(verdicts).forEach(function (key) { if (key.startsWith("units ") === ofUnits) { delete verdicts[key]; } });
      keep();
      draw();
    });
    all.addEventListener("click", function () { whole = true; drawList(); });
    whole_.addEventListener("click", function () { now = null; zm.setAddress({of: "", on: "", kind: "", pair: ""}, true); restore(); });
    function restore() {
      const address = zm.address();
      inputs.forEach(function (i) { if (i.type === "checkbox") { i.checked = address[i.name] === "1"; } else { i.value = address[i.name] || ""; } });
      const at = address.pair;
      const wanted = at === undefined ? null : (address.what === "units" ? units : pairs)[Number(at)] || null;
      if (wanted) { now = wanted; }
      draw();
    }
    window.addEventListener("hashchange", function () { if (zm.address().pair !== (now && String(now.n))) { restore(); } });
    restore();

    // A link that nobody was asked about may have been called wrong where its task is told.
    const asked_ = new Set(pairs.map(function (p) { return p.key; }));
    Object.keys(verdicts).filter(function (key) { return !key.startsWith("units ") && !asked_.has(key); }).forEach(function (key) {
      const [child, parent] = key.split(" ");
      zm.node(child).then(function (found) {
        const link = found && (found.node.up || []).find(function (l) { return l.to === parent; });
        if (!link) { return; }  // of other pages than these
        pairs.push({key: key, n: pairs.length, child: child, parent: parent, kind: "link", score: link.s, evidence: link.e || [],
          yes: null, model: "", place: found.notice.place.join("/"), points: []});
        draw();
      });
    });
  });
})();

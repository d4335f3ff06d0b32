// Limits as a calendar file (iCalendar, RFC 5545). Names of events are those that `due --ics` gives them.
"use strict";
(function () {
  const BELL = 7; // days before, at nine in the morning

  function escaped(text) {
    return text.replace(/\\/g, "\\\\").replace(/;/g, "\\;").replace(/,/g, "\\,").replace(/\r?\n/g, "\\n");
  }

  /** A line has at most 75 bytes; what is longer goes on in the next one, behind a space. */
  function folded(line) {
    const bytes = new TextEncoder(), found = [];
    let now = "", size = 0;
    for (const sign of line) {
      const more = bytes.encode(sign).length;
      if (size + more > 74) { found.push(now); now = " "; size = 1; }
      now += sign;
      size += more;
    }
    return found.concat(now).join("\r\n");
  }

  function compact(day) { return day.replace(/-/g, ""); }
  function after(day) { return new Date(Date.parse(day) + 864e5).toISOString().slice(0, 10); }

  /** The events of a task: one for each last day, and for each limit that comes round on certain days. */
  function eventsOf(found, wanted) {
    const node = found.node, seen = {}, events = [];
    (node.d || []).forEach(function ([written, day, , name, rule, first]) {
      if (!name || (wanted && day !== wanted)) { return; }
      if (seen[name]) { seen[name].written += "；" + written; return; }
      seen[name] = {name: name, day: day || first, rule: rule || "", written: written};
      events.push(seen[name]);
    });
    return events;
  }

  function lines(found, of, moment) {
    const node = found.node, units = Array.from(new Set((node.w || []).map(function (u) { return u[3]; })));
    const who = units.length > 2 ? units.slice(0, 2).join("、") + "等" : units.join("、");
    const text = zm.task.words(node), short = text.length > 60 ? text.slice(0, 59) + "…" : text;
    const summary = (node.done ? "【办结】" : "") + (who ? who + "：" : "") + short;
    const told = ["任务：" + text, "时限：" + of.written,
      "出处：" + zm.task.documentOf(found.notice) + " " + (node.h || "") + " " + node.n + "（" + found.notice.file + "）"];
    const bell = node.done ? [] : ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:" + escaped(summary),
      "TRIGGER:-P" + (BELL - 1) + "DT15H", "END:VALARM"];
    return ["BEGIN:VEVENT", "UID:" + of.name, "DTSTAMP:" + moment, "DTSTART;VALUE=DATE:" + compact(of.day),
      "DTEND;VALUE=DATE:" + compact(after(of.day))].concat(of.rule ? ["RRULE:" + of.rule] : [],
      ["SUMMARY:" + escaped(summary), "DESCRIPTION:" + escaped(told.join("\n")), "TRANSP:TRANSPARENT"], bell, ["END:VEVENT"]);
  }

  /**
   * Hand a calendar to the user.
   * @param {Array<string|[string, string]>} tasks - names of tasks; with a day only what is due on it
   * @param {string} name - of the file
   */
  function save(tasks, name) {
    const moment = new Date().toISOString().replace(/[-:]|\.\d+/g, ""), seen = new Set();
    const asked = tasks.map(function (task) { return typeof task === "string" ? [task, ""] : task; });
    return Promise.all(asked.map(function ([id]) { return zm.node(id); })).then(function (told) {
      const events = [];
      told.forEach(function (found, n) {
        if (!found) { return; }
        eventsOf(found, asked[n][1]).forEach(function (of) {
          if (!seen.has(of.name)) { seen.add(of.name); events.push(lines(found, of, moment)); }
        });
      });
      const whole = ["BEGIN:VCALENDAR", "PRODID:-//zhengmai//zhengmai//ZH", "VERSION:2.0", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        "X-WR-CALNAME:" + escaped(name)].concat(...events, "END:VCALENDAR");
      zm.download(name + ".ics", whole.map(folded).join("\r\n") + "\r\n", "text/calendar;charset=utf-8");
    });
  }

  zm.calendarFile = {save: save};
})();

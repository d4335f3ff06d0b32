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

  function event(row, told, moment) {
    const [name, , day, rule, written] = row;
    const node = told ? told.node : null, notice = told ? told.notice : null;
    const units = node && node.w ? Array.from(new Set(node.w.map(function (u) { return u[3]; }))) : [];
    const who = units.length > 2 ? units.slice(0, 2).join("、") + "等" : units.join("、");
    const text = node ? node.t : "", short = text.length > 60 ? text.slice(0, 59) + "…" : text;
    const summary = (node && node.done ? "【办结】" : "") + (who ? who + "：" : "") + short;
    const lines = ["任务：" + text, "时限：" + written];
    if (node && notice) { lines.push("出处：" + zm.task.documentOf(notice) + " " + (node.h || "") + " " + node.n + "（" + notice.file + "）"); }
    const bell = node && node.done ? [] : ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:" + escaped(summary),
      "TRIGGER:-P" + (BELL - 1) + "DT15H", "END:VALARM"];
    return ["BEGIN:VEVENT", "UID:" + name, "DTSTAMP:" + moment, "DTSTART;VALUE=DATE:" + compact(day),
      "DTEND;VALUE=DATE:" + compact(after(day))].concat(rule ? ["RRULE:" + rule] : [],
      ["SUMMARY:" + escaped(summary), "DESCRIPTION:" + escaped(lines.join("\n")), "TRANSP:TRANSPARENT"], bell, ["END:VEVENT"]);
  }

  /**
   * Hand a calendar to the user.
   * @param {Array<[string, string, string, string, string]>} rows - name, task, first day, rule, as written
   * @param {string} name - of the file
   */
  function save(rows, name) {
    const moment = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
    return Promise.all(rows.map(function (row) { return zm.node(row[1]); })).then(function (told) {
      const events = rows.map(function (row, n) { return event(row, told[n], moment); });
      const lines = ["BEGIN:VCALENDAR", "PRODID:-//zhengmai//zhengmai//ZH", "VERSION:2.0", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        "X-WR-CALNAME:" + escaped(name)].concat(...events, "END:VCALENDAR");
      zm.download(name + ".ics", lines.map(folded).join("\r\n") + "\r\n", "text/calendar;charset=utf-8");
    });
  }

  zm.calendarFile = {save: save};
})();

// The counts on the first page that depend on the day on which it is looked at.
"use strict";
(function () {
  document.addEventListener("DOMContentLoaded", function () {
    const counts = {overdue: 0, near: 0, month: 0}, today = zm.today();
    const year = Number(today.slice(0, 4)), month = Number(today.slice(5, 7));
    const next = month === 12 ? year + 1 + "-01" : year + "-" + String(month + 1).padStart(2, "0");
    zm.given("days").forEach(function ([day, open]) {
      const state = zm.state(day, false);
      if (state === "overdue" || state === "near") { counts[state] += open; }
      if (day.startsWith(next)) { counts.month += open; }
    });
    document.querySelectorAll("[data-count]").forEach(function (place) {
      place.textContent = counts[place.dataset.count].toLocaleString("en");
      place.classList.toggle("unknown", !counts[place.dataset.count]);
    });
    zm.say(document.getElementById("counted"), "逾期和到期按 {} 计。", today);
    document.getElementById("next-month").href += "#month=" + next;
  });
})();

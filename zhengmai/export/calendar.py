"""iCalendar (RFC 5545): time limits as all-day events, those that come round as recurring ones.

What stands in a notice is text: the library escapes it and folds its lines; signs that no calendar
may hold are drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from zhengmai.queries.due import event_name
from zhengmai.queries.recurrence import Recurrence, recurrence, span
from zhengmai.queries.states import State
from zhengmai.shown import cleaned, shortened
from zhengmai.viz.labels import ROLES

if TYPE_CHECKING:
    from icalendar import Event

    from zhengmai.queries.due import DueRow, RecurringRow
    from zhengmai.queries.notices import NoticeRow
    from zhengmai.queries.progress import ReportRow
    from zhengmai.queries.tasks import TaskRow

_MORNING: Final = timedelta(hours=9)  # when an alarm sounds
_SHORT, _UNITS_SHOWN = 60, 2


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar.

    Attributes:
        content: the file.
        days: events on one day.
        rounds: events that come round.
        without_day: limits that come round and tell no day, so that they are no events.
    """

    content: bytes
    days: int
    rounds: int
    without_day: int


def calendar_file(
    due: Iterable[DueRow],
    recurring: Iterable[RecurringRow],
    notices: Mapping[str, NoticeRow],
    *,
    alarm: int = 7,
    since: date | None = None,
    before: date | None = None,
) -> Calendar:
    """A calendar of what is due.

    Args:
        due: days on which tasks are due.
        recurring: limits that come round.
        notices: by IRI, those of the tasks.
        alarm: how many days before there is an alarm; 0 is none.
        since: a limit that comes round is left out where it falls on no day from this one
        before: to this one.
    """
    from icalendar import Calendar as Made

    made = Made()
    made.add("prodid", "-//zhengmai//zhengmai//ZH")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", "政务公开任务时限")
    moment = datetime.now(UTC).replace(microsecond=0)
    days = rounds = without_day = 0
    for row in due:
        told = _Told(row.task, notices.get(row.task.notice), row.as_written, row.reported)
        done = row.state is State.DONE
        made.add_component(_event(told, row.date, None, moment, 0 if done else alarm, done=done))
        days += 1
    for every in recurring:
        falls = recurrence(every.rule, every.as_written, every.task.text)
        notice = notices.get(every.task.notice)
        days_of = None
        if falls is not None and notice is not None:
            days_of = span(falls, notice.year, notice.issued)
        if falls is None or days_of is None:
            without_day += 1
        elif not _is_between(falls, days_of, since, before):
            continue
        else:
            told = _Told(every.task, notice, every.as_written, None)
            first, last = days_of
            rule = {**falls.rule(), **({} if last is None else {"UNTIL": last})}
            wanted = 0 if every.done else alarm
            made.add_component(_event(told, first, rule, moment, wanted, done=every.done))
            rounds += 1
    return Calendar(made.to_ical(), days, rounds, without_day)


def _is_between(
    falls: Recurrence, of: tuple[date, date | None], since: date | None, before: date | None
) -> bool:
    first = max(of[0], since) if since else of[0]
    ends = [day for day in (of[1], before) if day is not None]
    last = min([*ends, first + timedelta(days=366)])
    return next(falls.days(first, last), None) is not None


@dataclass(frozen=True, slots=True)
class _Told:
    """What an event tells."""

    task: TaskRow
    notice: NoticeRow | None
    as_written: str
    reported: ReportRow | None

    @property
    def summary(self) -> str:
        names = list(dict.fromkeys(u.as_written for u in self.task.units))
        more = "等" if len(names) > _UNITS_SHOWN else ""
        units = "、".join(names[:_UNITS_SHOWN]) + more
        text = shortened(self.task.text, _SHORT)
        return f"{units}：{text}" if units else text

    @property
    def description(self) -> str:
        task = self.task
        lines = [f"任务：{task.text}"]
        for role, word in ROLES.items():
            names = "、".join(dict.fromkeys(u.unit for u in task.units if u.role == role))
            if names:
                lines.append(f"{word}：{names}")
        if task.through is not None:
            lines.append(f"经统称：{task.through}")
        lines.append(f"时限：{self.as_written}")
        number = "" if self.notice is None else self.notice.document_number or ""
        heading = f" {task.heading}" if task.heading else ""
        printed = f" 第{task.number}项" if task.number else ""
        lines.append(f"出处：《{task.called}》{number}{heading}{printed}（{task.file}）")
        if self.reported is not None:
            said = self.reported.report
            told = " ".join(part for part in (said.status, said.progress) if part)
            lines.append(f"进展：{told}（{said.by}，{said.at[:10]}）")
        return "\n".join(lines)


def _event(
    of: _Told,
    day: date,
    rule: dict[str, Any] | None,
    moment: datetime,
    alarm: int,
    *,
    done: bool,
) -> Event:
    from icalendar import Alarm, Event

    event = Event()
    # The same task and day (or repetition) has the same name in each calendar that is written.
    event.add("uid", event_name(of.task.iri, of.as_written if rule else day.isoformat()))
    event.add("dtstamp", moment)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    if rule is not None:
        event.add("rrule", rule)
    summary = cleaned(f"【办结】{of.summary}" if done else of.summary)
    event.add("summary", summary)
    event.add("description", cleaned(of.description))
    event.add("transp", "TRANSPARENT")
    if alarm:
        bell = Alarm()
        bell.add("action", "DISPLAY")
        bell.add("description", summary)
        bell.add("trigger", _MORNING - timedelta(days=alarm))
        event.add_component(bell)
    return event

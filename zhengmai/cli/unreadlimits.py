"""未列时限: what ``due`` tells of the limits that are in no list, and where they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.phrases import deadlines
from zhengmai.queries.source import as_read
from zhengmai.queries.states import State, state
from zhengmai.terminal.positions import line_of
from zhengmai.wording import phrase

if TYPE_CHECKING:
    from zhengmai.api import Zhengmai
    from zhengmai.queries.due import DaylessRow, UnreadLimit
    from zhengmai.queries.notices import NoticeRow

_SHOWN = 3  # limits that are told with their places


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which days are asked for.

    Attributes:
        since, before: the first and the last one, or None.
        states: only limits in one of these on the day of today, or None.
        today: by which states are told.
        near: how many days before its last day a limit is near.
    """

    since: date | None
    before: date | None
    states: Collection[State] | None
    today: date
    near: int

    def takes(self, day: date | None) -> bool:
        """Whether a limit of a day is asked for; one of no day only where all are."""
        if self.since is None and self.before is None and self.states is None:
            return True
        if day is None:
            return False
        return (
            (self.since is None or day >= self.since)
            and (self.before is None or day <= self.before)
            and (self.states is None or state(day, False, self.today, self.near) in self.states)
        )


def unlisted(opened: Zhengmai, wanted: Wanted, asked: Mapping[str, Any]) -> Iterator[str]:
    """What is told of limits that are in no list: their day is not known, or they are of no task.

    Args:
        opened: the store.
        wanted: which days are asked for.
        asked: of which unit, place and year. Of whom a sentence wants something is not known: of
            one unit none is told.
    """
    rows = opened.dayless(**asked)
    if rows:
        yield _without_day(rows)
    loose = _told(opened, wanted, asked["place"], asked["year"]) if asked["unit"] is None else None
    if loose is not None:
        yield loose


def _told(opened: Zhengmai, wanted: Wanted, place: str | None, year: int | None) -> str | None:
    """What is told of the limits that are in no task, and so in no list; None where none are."""
    limits = opened.unread_limits(place, year=year)
    if not limits:
        return None
    notices = {notice.iri: notice for notice in opened.notices(place, year=year)}
    some = [one for one in limits if any(map(wanted.takes, _days(one, notices[one.notice])))]
    if not some:
        return None
    where = [_where(opened, one, notices[one.notice]) for one in some[:_SHOWN]]
    more = [phrase("…")] if len(some) > _SHOWN else []
    places = "; ".join([*where, *more])
    return phrase(f"time limits in sentences that are no tasks, not listed: {len(some)} ({places})")


def _without_day(rows: Sequence[DaylessRow]) -> str:
    """What is told of the limits of tasks whose last day is not known."""
    where = [phrase(f"{r.as_written} in the file {r.task.file}") for r in rows[:_SHOWN]]
    more = [phrase("…")] if len(rows) > _SHOWN else []
    places = "; ".join([*where, *more])
    return phrase(f"time limits whose day is not known, not listed: {len(rows)} ({places})")


def _days(of: UnreadLimit, notice: NoticeRow) -> Sequence[date | None]:
    """The last days that a limit sets."""
    issued = None if notice.issued is None else date.fromisoformat(notice.issued)
    read = deadlines.from_text(Excerpt.whole(of.as_written), notice.year, issued)
    return [limit.date or limit.counted for limit in read] or [None]


def _where(opened: Zhengmai, of: UnreadLimit, notice: NoticeRow) -> str:
    """The limit, the notice and the line of its file, where the store has kept its text."""
    name = notice.document_number or notice.plan or notice.title
    lines = sorted(_lines(opened, of))
    if not lines:
        return phrase(f"{of.as_written} in the notice {name}")
    return phrase(f"{of.as_written} in the notice {name}, line {lines[0]} of {notice.file}")


def _lines(opened: Zhengmai, of: UnreadLimit) -> Iterator[int]:
    notice = as_read(opened.store, of.notice)
    if notice is None:
        return
    for stretch in notice.unread:
        if of.as_written in stretch.limits:
            read = deadlines.from_text(Excerpt.whole(stretch.text), notice.plan_year, notice.issued)
            for limit in read:
                if limit.as_written == of.as_written:
                    yield line_of(notice.text, stretch.start + limit.spans[0].start)

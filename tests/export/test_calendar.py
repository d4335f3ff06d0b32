"""A calendar that other programs read (RFC 5545)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import icalendar
import pytest

from zhengmai.api import Zhengmai
from zhengmai.export.calendar import Calendar, calendar_file
from zhengmai.queries.due import recurring
from zhengmai.queries.states import State

TODAY = date(2025, 6, 15)


def made(g: Zhengmai, alarm: int = 7, **span: date) -> Calendar:
    notices = {n.iri: n for n in g.notices()}
    rows = g.due(span.get("before"), since=span.get("since"), today=TODAY)
    return calendar_file(rows, recurring(g.store), notices, alarm=alarm, **span)


def events(of: Calendar) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(of.content).walk("VEVENT"))


def test_each_day_is_an_event(sample_graph: Zhengmai) -> None:
    due = sample_graph.due(today=TODAY)
    calendar = made(sample_graph)
    found = events(calendar)
    assert calendar.days == len(due)
    assert len(found) == calendar.days + calendar.rounds
    for event, row in zip(found, due, strict=False):
        assert event["dtstart"].dt == row.date
        assert event["dtstart"].params["VALUE"] == "DATE"
        assert event["dtend"].dt == row.date + timedelta(days=1)
        assert row.task.text in event["description"]
        assert row.as_written in event["description"]
        assert row.task.file in event["description"]
        assert all(u.unit in event["description"] for u in row.task.units)
        (bell,) = event.walk("VALARM")
        assert bell["trigger"].dt == timedelta(days=-7, hours=9)
        assert bell["action"] == "DISPLAY"
    assert len({str(e["uid"]) for e in found}) == len(found)
    assert not any(e.errors for e in found)


def test_names_of_events_stay(sample_graph: Zhengmai) -> None:
    one, other = (made(sample_graph, alarm=n) for n in (7, 0))
    assert [e["uid"] for e in events(one)] == [e["uid"] for e in events(other)]
    assert not any(e.walk("VALARM") for e in events(other))


def test_what_comes_round(sample_graph: Zhengmai) -> None:
    calendar = made(sample_graph)
    rules = [e for e in events(calendar) if "rrule" in e]
    assert len(rules) == calendar.rounds >= 2
    assert calendar.without_day > calendar.rounds
    monthly = next(e for e in rules if "每月15日前" in e["description"])
    assert monthly["rrule"]["BYMONTHDAY"] == [15]
    assert monthly["rrule"]["UNTIL"] == [date(2025, 12, 31)]
    assert monthly["dtstart"].dt.day == 15


def test_only_what_falls_between(sample_graph: Zhengmai) -> None:
    some = made(sample_graph, since=date(2025, 7, 16), before=date(2025, 8, 14))
    assert 0 < some.days < made(sample_graph).days
    assert all("每月15日前" not in e["description"] for e in events(some))
    assert made(sample_graph, since=date(2031, 1, 1), before=date(2031, 1, 2)).days == 0


def test_what_is_done_is_told_and_rings_no_more(sample_graph: Zhengmai) -> None:
    rows = [replace(r, state=State.DONE) for r in sample_graph.due()[:1]]
    (event,) = events(calendar_file(rows, [], {}))
    assert event["summary"].startswith("【办结】")
    assert not event.walk("VALARM")


HOSTILE = (
    "分号;逗号,反斜线\\换行\\n及时公开，6月底前完成。",
    "END:VEVENT及时公开，7月底前完成。",
    "\u202e倒写响铃及时公开，8月底前完成。",
    "🎈" * 60 + "及时公开，9月底前完成。",
    '"引号":冒号^^n及时公开，10月底前完成。',
)


@pytest.fixture
def hostile(sample_graph: Zhengmai) -> Calendar:
    (row, *_) = sample_graph.due()
    tasks = (
        replace(row.task, text=text, iri=f"{row.task.iri}{n}") for n, text in enumerate(HOSTILE)
    )
    return calendar_file([replace(row, task=task) for task in tasks], [], {})


def test_lines_are_as_the_standard_wants_them(hostile: Calendar) -> None:
    assert hostile.content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in hostile.content.replace(b"\r\n", b"")
    for line in hostile.content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no character is cut in two
        assert not any(byte < 0x20 and byte != 0x09 for byte in line)
    assert hostile.content.count(b"\r\nBEGIN:VEVENT\r\n") == len(HOSTILE)
    assert hostile.content.count(b"\r\nEND:VEVENT\r\n") == len(HOSTILE)


def test_texts_come_back_as_they_were(hostile: Calendar) -> None:
    told = [str(e["description"]) for e in events(hostile)]
    assert "分号;逗号,反斜线\\换行\\n及时公开" in told[0]
    assert "END:VEVENT及时公开" in told[1]
    assert "⟨U+202E⟩倒写" in told[2]
    assert "🎈" * 60 in told[3]
    assert all(text.startswith("任务：") and "\n责任：" in text for text in told)


def test_no_sign_that_a_calendar_may_not_hold(sample_graph: Zhengmai) -> None:
    (row, *_) = sample_graph.due()
    task = replace(row.task, text="响\x07铃\r\nEND:VEVENT\x00\u2028尾\ud800")
    content = calendar_file([replace(row, task=task)], [], {}).content
    assert content.count(b"END:VEVENT\r\n") == 1
    assert not any(byte < 0x20 and byte not in b"\r\n" for byte in content)
    (event,) = events(calendar_file([replace(row, task=task)], [], {}))
    assert "响␇铃" in event["summary"]


def test_the_library_writes_it_again_as_it_was(sample_graph: Zhengmai) -> None:
    content = made(sample_graph).content
    assert icalendar.Calendar.from_ical(content).to_ical() == content

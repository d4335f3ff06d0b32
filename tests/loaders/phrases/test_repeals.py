"""废止: which documents a notice puts out of force, and which it only speaks of."""

from __future__ import annotations

import pytest

from tests.loaders.reading import at, read, read_body, whole
from zhengmai.loaders.phrases.citations import Passage, citations
from zhengmai.model import Citation, Relation

OWN = "渡南区渡口管理办法"


def cited(text: str, *, opening: bool = True, duty: bool = False) -> tuple[Citation, ...]:
    found = citations([Passage(whole(text), opening, duty)], [OWN], "渡南政办发〔2025〕6号")
    for citation in found:
        assert citation.as_written == at(text, citation.spans)
    return found


def repealed(text: str, *, opening: bool = True, duty: bool = False) -> list[str]:
    found = [c for c in cited(text, opening=opening, duty=duty) if c.repeals]
    return [c.title or c.document_number or "" for c in found]


REPEALED = [
    ("本通知自印发之日起施行，《甲办法》（渡政发〔2020〕3号）同时废止。", ["甲办法"]),
    ("自本通知印发之日起，原《甲办法》停止执行。", ["甲办法"]),
    ("自本通知印发之日起，《甲办法》（渡政发〔2020〕3号）停止执行。", ["甲办法"]),
    ("经区政府同意，现废止《甲办法》（渡政发〔2020〕3号）。", ["甲办法"]),
    ("经区政府同意，废止《甲办法》（渡政发〔2020〕3号）、《乙办法》。", ["甲办法", "乙办法"]),
    ("《甲办法》和《乙办法》同时废止。", ["甲办法", "乙办法"]),
    ("《甲办法》（渡政发〔2020〕3号），《乙办法》同时废止。", ["甲办法", "乙办法"]),
    ("《甲办法》《乙办法》等2个文件即行废止。", ["甲办法", "乙办法"]),
    ("原《甲办法》自本办法施行之日起停止执行。", ["甲办法"]),
    ("《甲办法》（渡政发〔2020〕3号），自2025年7月1日起不再执行。", ["甲办法"]),
    ("本计划自印发之日起施行，《甲办法》（渡政发〔2020〕3号）同时废止。", ["甲办法"]),
    ("经区政府研究同意，现废止《甲办法》。", ["甲办法"]),
    ("区应急局印发的《甲办法》同时废止。", ["甲办法"]),
    ("决定对《甲办法》予以废止。", ["甲办法"]),
    ("渡政发〔2020〕3号文件同时废止。", ["渡政发〔2020〕3号"]),
    ("本通知自印发之日起施行，同时废止《甲办法》。", ["甲办法"]),
    ("《关于修订〈甲办法〉的通知》（渡政发〔2020〕3号）同时废止", ["关于修订〈甲办法〉的通知"]),
    (f"《{OWN}》自2025年7月1日起施行，《甲办法》同时废止。", ["甲办法"]),
    (f"原《{OWN}》（渡政发〔2020〕3号）同时废止。", [OWN]),
    ("按照《乙条例》要求，制定本办法，原《甲办法》同时废止。", ["甲办法"]),
    ("现将修订后的办法印发给你们，《甲办法》同时作废。", ["甲办法"]),
]
NOT_REPEALED = [
    "《甲办法》拟废止。",
    "拟废止《甲办法》。",
    "《甲办法》暂不废止，继续有效。",
    "《甲办法》不予废止。",
    "《甲办法》不再失效。",
    "《甲办法》已于2023年废止。",
    "《甲办法》废止后，由区司法局清理。",
    "《甲办法》失效前，按原规定办理。",
    "《甲办法》第三条同时废止。",
    "建议《甲办法》同时废止。",
    "计划于年底将《甲办法》予以废止。",
    "应同时废止《甲办法》。",
    "研究对《甲办法》予以废止。",
    "待新办法印发后，《甲办法》同时废止。",
    "《乙条例》自2025年5月1日起施行，《甲条例》同时废止。",
    "根据《乙条例》关于同时废止《甲条例》的规定，",
    "本办法自2025年7月1日起施行，有效期至2030年6月30日。",
    "整改《甲办法》失效链接。",
    f"《{OWN}》同时废止。",
    "《甲办法》（渡南政办发〔2025〕6号）同时废止。",
]
DUTIES = [
    "10月底前修订《乙办法》，原《甲办法》（渡政发〔2020〕3号）同时废止。",
    "对《甲办法》予以废止。",
    "废止《甲办法》，重新起草。",
    "清理区政府文件，废止《甲办法》。",
    "区司法局按程序废止《甲办法》。",
    "年底前出台新办法，《甲办法》同时废止。",
]


@pytest.mark.parametrize(("text", "expected"), REPEALED, ids=[r[0] for r in REPEALED])
def test_what_the_notice_itself_repeals(text: str, expected: list[str]) -> None:
    assert repealed(text) == expected


@pytest.mark.parametrize("text", NOT_REPEALED)
@pytest.mark.parametrize("opening", [True, False])
def test_what_is_announced_denied_or_told_of_another_is_not(text: str, opening: bool) -> None:
    assert repealed(text, opening=opening) == []


@pytest.mark.parametrize("text", DUTIES)
@pytest.mark.parametrize("duty", [True, False])
def test_a_duty_to_repeal_is_no_repeal(text: str, duty: bool) -> None:
    assert repealed(text, opening=False, duty=duty) == []


def test_a_task_with_units_repeals_only_where_the_notice_speaks_of_itself() -> None:
    text = "《甲办法》同时废止。"
    assert repealed(text, opening=False) == ["甲办法"]
    assert repealed(text, opening=False, duty=True) == []
    text = "本方案自印发之日起施行，《甲办法》同时废止。"
    assert repealed(text, opening=False, duty=True) == ["甲办法"]


def test_what_stands_before_the_comma_is_not_repealed() -> None:
    found = cited("根据《乙条例》，《甲办法》同时废止。")
    assert [(c.title, c.relation, c.repeals) for c in found] == [
        ("乙条例", Relation.BASIS, False),
        ("甲办法", Relation.MENTIONS, True),
    ]


def test_a_repeal_keeps_its_own_place_and_the_strongest_relation() -> None:
    opening = Passage(whole("根据《甲办法》（渡政发〔2020〕3号），制定本要点。"), opening=True)
    text = "本要点自印发之日起施行，原《甲办法》同时废止。"
    for numbered in (text, text.replace("》", "》（渡政发〔2020〕3号）")):
        (found,) = citations([opening, Passage(whole(numbered), opening=False)], [], None)
        assert (found.relation, found.repeals) == (Relation.BASIS, True)
        assert found.document_number == "渡政发〔2020〕3号"
        assert at(numbered, found.spans) == found.as_written


def test_in_a_whole_notice() -> None:
    notice = read_body(
        "一、守好渡口\n（一）晒清单。把价目贴到村口。（责任单位：区交通运输局）\n"
        "（二）清文件。10月底前废止《旧渡口办法》。（责任单位：区司法局）\n"
        "本要点自印发之日起施行，《2024年渡南区政务公开工作要点》（渡南政办发〔2024〕7号）同时废止。\n"
    )
    (found,) = [c for c in notice.citations if c.repeals]
    assert found.document_number == "渡南政办发〔2024〕7号"
    assert notice.quote(found.spans) == found.as_written
    assert not any(c.repeals for c in notice.citations if c.title == "旧渡口办法")


def test_a_letter_repeals_before_the_plan() -> None:
    notice = read(
        "榆津市渡南区人民政府办公室\n关于印发2025年渡南区政务公开工作要点的通知\n"
        "渡南政办发〔2025〕6号\n各街道办事处，区政府各部门：\n"
        "《2025年渡南区政务公开工作要点》已经区政府同意，现印发给你们。自本通知印发之日起，"
        "《2024年渡南区政务公开工作要点》（渡南政办发〔2024〕7号）停止执行。\n"
        "榆津市渡南区人民政府办公室\n2025年6月18日\n2025年渡南区政务公开工作要点\n"
        "一、守好渡口\n（一）晒清单。把价目贴到村口。\n"
    )
    assert [c.document_number for c in notice.citations if c.repeals] == ["渡南政办发〔2024〕7号"]


@pytest.mark.parametrize("piece", ["自起", "《甲》、", "(甲)", "原", "《甲》等2个文件,", "自甲起,"])
def test_long_hostile_lists_end(piece: str) -> None:
    assert repealed("《甲办法》" + piece * 20_000 + "尚未。") == []

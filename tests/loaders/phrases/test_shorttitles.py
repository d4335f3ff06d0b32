"""简称, 网站提示, 本文附件: what is named between 《》 and is no document of its own."""

from __future__ import annotations

import pytest

from tests.loaders.phrases.test_citations import cited
from tests.loaders.reading import HEAD, read, read_body

_SEE = [
    ("按照《甲县渡口办法》（以下简称《办法》）要求，", [("basis", "甲县渡口办法", None)]),
    ("按照 《甲县渡口办法》（以下简称 《办法》）要求，", [("basis", "甲县渡口办法", None)]),
    (
        "根据《甲县渡口办法》（湄政发〔2023〕5号，以下简称《渡口办法》），",
        [("basis", "甲县渡口办法", "湄政发〔2023〕5号")],
    ),
    (
        "根据《甲县渡口办法》（湄政发〔2023〕5号）（下称“《渡口办法》”），",
        [("basis", "甲县渡口办法", "湄政发〔2023〕5号")],
    ),
    (
        "根据《甲办法》（以下简称《办法》）、《乙码头条例》（以下简称《码头条例》），",
        [("basis", "甲办法", None), ("basis", "乙码头条例", None)],
    ),
    ("为落实《甲县渡口指标体系》,以下简称《指标体系》,",
     [("mentions", "甲县渡口指标体系", None)]),
    ("按照《甲县五年规划》（简称《五年规划》）安排，", [("basis", "甲县五年规划", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), _SEE, ids=[c[0] for c in _SEE])
def test_a_short_title_where_it_is_given(
    text: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert cited(text, opening=True) == expected


_POINTS = "一、守渡口\n（一）看船。{}查救生衣。\n（二）看桥。查栏杆。\n"


@pytest.mark.parametrize(
    ("opening", "used", "expected"),
    [
        ("根据《甲县渡口办法》（以下简称《渡口办法》），制定本要点。", "宣传《渡口办法》。",
         [("basis", "甲县渡口办法")]),
        ("学习《甲县渡口办法》（以下简称《渡口办法》）。", "落实《渡口办法》，",
         [("implements", "甲县渡口办法")]),
        ("现将《2025年渡南区政务公开工作要点》（以下简称《要点》）印发给你们。",
         "对照《要点》，", []),
        ("各单位要学懂《要点》。", "按照《方案》和《通知》办。", []),
        ("根据省政府渡口意见（以下简称《意见》），制定本要点。", "落实《意见》，", []),
        ("根据《甲办法》（以下简称《办法》），制定本要点。", "落实《甲办法》，",
         [("basis", "甲办法")]),
        ("根据《甲条例》，制定本要点。", "落实《办法》（湄政发〔2023〕5号），",
         [("basis", "甲条例"), ("implements", "办法")]),
    ],
)  # fmt: skip
def test_a_short_title_further_on(opening: str, used: str, expected: list[tuple[str, str]]) -> None:
    notice = read_body(f"{opening}\n{_POINTS.format(used)}")
    assert [(c.relation.value, c.title) for c in notice.citations] == expected


_REMARKS = [
    "法规提示：根据2026年5月16日《渡南区关于公布清理结果的通知》"
    "（渡南政发〔2026〕3号）规定，继续有效",
    "税务库®提示:根据2026年12月31日 渡南区关于公布清理结果的通知》 "
    "( 渡南政发〔2026〕3号规定,继续有效",
    "（本文件已被《渡南区渡口办法》（渡南政发〔2026〕3号）废止）",
    "编者注：本文已根据《渡南区渡口办法》（渡南政发〔2026〕3号）修订。",
    "【时效说明】根据渡南政发〔2026〕3号，本文件全文失效。",
    "温馨提示：该文件依据《渡南区清理决定》已部分失效。",
    "根据《渡南区清理决定》（渡南政发〔2026〕3号），该文件继续有效。",
]


@pytest.mark.parametrize("remark", _REMARKS, ids=[r[:8] for r in _REMARKS])
@pytest.mark.parametrize("at_foot", [False, True])
def test_what_the_site_says_of_the_notice(remark: str, at_foot: bool) -> None:
    head, foot = ("", remark) if at_foot else (remark, "")
    title, _, rest = HEAD.partition("各街道")
    plan = _POINTS.format("") + "渡南区人民政府办公室\n2025年6月18日\n"
    notice = read(f"{title}{head}\n各街道{rest}{plan}{foot}\n")
    assert notice.citations == ()
    assert notice.addressees == ("各街道办事处", "区政府各部门")
    assert any(
        "渡南政发〔2026〕3号" in u.text or "《渡南区清理决定》" in u.text for u in notice.unread
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "本通知自印发之日起施行，有效期五年，《渡南区旧办法》（渡南政发〔2020〕3号）同时废止。",
        "根据《渡南区清理决定》（渡南政发〔2020〕3号），制定本要点。",
        "说明：根据《渡南区清理决定》（渡南政发〔2020〕3号）查船。",
    ],
)
def test_what_the_notice_says_itself(sentence: str) -> None:
    notice = read_body(f"{sentence}\n{_POINTS.format('')}")
    assert [c.document_number for c in notice.citations] == ["渡南政发〔2020〕3号"]


@pytest.mark.parametrize(
    ("annex", "cited_as", "expected"),
    [
        ("附件：渡南区渡口整治项目表", "渡南区渡口整治项目表", []),
        ("附件：1.渡南区渡口清单\n2.渡南区码头台账", "渡南区码头台账", []),
        ("附件1：渡口责任清单\n附件2：检查表", "检查表", []),
        ("附件: 《渡口责任分工表》", "渡口责任分工表", []),
        ("附件：渡南区渡口整治项目表.xls", "渡南区渡口整治项目表", []),
        ("附件：山东省渡口条例", "山东省渡口条例", ["山东省渡口条例"]),
        ("附件：渡南区渡口整治项目表", "榆津市渡口整治项目表", ["榆津市渡口整治项目表"]),
    ],
)
def test_an_annex_of_the_notice(annex: str, cited_as: str, expected: list[str]) -> None:
    sentence = f"各街道要根据《{cited_as}》，细化措施。"
    assert [c.title for c in read(f"{HEAD}{sentence}\n{annex}\n").citations] == expected
    body = f"{sentence}\n{_POINTS.format('')}{annex}\n"
    assert [c.title for c in read_body(body).citations] == expected

"""印发的几个文件: plans that one notice issues together."""

from __future__ import annotations

import pytest

from tests.loaders.reading import read

TITLE = "渡南区人民政府关于印发渡口整治三个方案的通知\n各街道办事处：\n"
PLAN = "一、守渡口\n（一）看船。查救生衣。\n"
A, B, C = "渡南区渡口整治方案", "渡南区码头整治方案", "渡南区航道整治方案"


@pytest.mark.parametrize(
    "sentence",
    [
        f"经区政府同意，现将《{A}》《{B}》《{C}》印发给你们，请落实。",
        f"《{A}》、《{B}》、《{C}》已经区政府同意，现印发给你们。",
        f"《{A}》《{B}》和《{C}》已经区政府研究同意，现予印发。",
        f"现将《{A}》《{B}》及《{C}》等3个方案印发给你们。",
        f"现将《{A}》（附件1）、《{B}》（附件2）以及《{C}》（附件3）印发给你们。",
        f"根据《市条例》，经区政府同意，现将《{A}》《{B}》《{C}》印发给你们。",
    ],
)
def test_the_first_of_several(sentence: str) -> None:
    notice = read(f"{TITLE}{sentence}\n2025年6月18日\n{A}\n根据部署，制定本方案。\n{PLAN}")
    assert notice.plan_title == A
    assert [c.title for c in notice.citations if c.title != "市条例"] == []


def test_the_one_whose_text_is_here() -> None:
    notice = read(f"{TITLE}现将《{A}》《{B}》印发给你们。\n2025年6月18日\n{B}\n{PLAN}")
    assert notice.plan_title == B
    assert notice.citations == ()


@pytest.mark.parametrize(
    "sentence",
    [
        f"现将《{A}》（以下简称《方案》）印发给你们，请落实。",
        f"现将 《{A}》（以下简称 《方案》）印发给你们，请落实。",
        f"《{A}》（以下简称《渡口方案》）已经区政府同意，现印发给你们。",
        f"现将《{A}》(以下称《方案》)下发，请落实。现印发给你们。",
        f"为落实《省意见》（鲁政发〔2025〕3号），经区政府同意，现将《{A}》（简称“《方案》”）印发给你们。",
    ],
)
def test_a_plan_with_its_short_title(sentence: str) -> None:
    notice = read(f"渡政发〔2025〕3号\n各街道办事处：\n{sentence}\n{PLAN}对照《方案》查。\n")
    assert notice.plan_title == A
    assert [c.title for c in notice.citations if c.title != "省意见"] == []


@pytest.mark.parametrize(
    ("sentence", "plan"),
    [
        (f"根据《市办法》，经区政府同意，现将《{A}》印发给你们。", A),
        (f"为贯彻落实《市办法》，《{A}》已经区政府同意，现印发给你们。", A),
        (f"按照《市办法》《省意见》，经研究，现将《{A}》印发给你们。", A),
        ("根据《市办法》，经区政府同意，现将渡口方案印发给你们。", None),
    ],
)
def test_what_is_not_issued(sentence: str, plan: str | None) -> None:
    notice = read(f"渡政发〔2025〕3号\n各街道办事处：\n{sentence}\n{PLAN}")
    assert notice.plan_title == plan
    assert "市办法" in [c.title for c in notice.citations]

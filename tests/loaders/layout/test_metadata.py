"""The head and the tail of a notice."""

from __future__ import annotations

from datetime import date

import pytest

from tests.loaders.reading import HEAD, parsed, read, read_body
from zhengmai.loaders.layout.metadata import Metadata, metadata
from zhengmai.loaders.layout.outline import outline

PLAN = "一、做好公开\n（一）晒清单。把价目贴到村口。\n"


def meta_of(text: str) -> Metadata:
    parts = outline(parsed(text).blocks)
    return metadata(parts.head, parts.closing)


def test_an_ordinary_head() -> None:
    notice = read_body(PLAN)
    assert notice.title == "榆津市渡南区人民政府办公室关于印发2025年渡南区政务公开工作要点的通知"
    assert notice.plan_title == "2025年渡南区政务公开工作要点"
    assert notice.document_number == "渡南政办发〔2025〕6号"
    assert notice.issuer == "榆津市渡南区人民政府办公室"
    assert (notice.issued, notice.published) == (date(2025, 6, 18), None)
    assert notice.plan_year == 2025
    assert notice.addressees == ("各街道办事处", "区政府各部门")
    assert notice.copied_to == ()
    assert notice.quote(notice.number_spans) == "渡南政办发〔2025〕6号"
    assert notice.quote(notice.issued_spans) == "2025年6月18日"
    assert notice.quote(notice.title_spans) == notice.title


TITLES = [
    ("关于印发《渡南区2025年政务公开工作方案》的通知", "渡南区2025年政务公开工作方案"),
    ("渡南区人民政府关于印发渡南区2025年\n重点任务的通知", "渡南区2025年重点任务"),
    ("渡南区人民政府\n关于印发2025年\n渡南区公开要点\n的通知", "2025年渡南区公开要点"),
    ("**渡南区人民政府\n关于印发2025年公开要点的通知**", "2025年公开要点"),
    ("渡南区人民政府办公室 关于印发2025年渡南区公开 要点的通知", "2025年渡南区公开要点"),
]


@pytest.mark.parametrize(("title", "plan"), TITLES, ids=[t[1] for t in TITLES])
def test_titles_over_several_lines(title: str, plan: str) -> None:
    meta = meta_of(title + "\n各街道：\n" + PLAN)
    assert meta.title is not None
    assert meta.title.text == "".join(title.replace("*", "").split())
    assert meta.plan_title == plan
    assert meta.plan_year == 2025


@pytest.mark.parametrize(
    ("sentence", "plan"),
    [
        ("《甲区公开要点》已经区政府同意，现印发给你们。", "甲区公开要点"),
        ("现将《甲区公开要点》印发给你们，请认真落实。", "甲区公开要点"),
        ("《甲区公开要点》已经区政府研究同意，现予印发。", "甲区公开要点"),
        ("请结合《甲区公开要点》抓好落实。", None),
    ],
)
def test_the_plan_is_named_in_the_first_sentence(sentence: str, plan: str | None) -> None:
    assert meta_of(f"各街道：\n{sentence}\n{PLAN}").plan_title == plan


ADDRESSEES = [
    ("各街道办事处，区政府各部门：", ("各街道办事处", "区政府各部门")),
    ("各县（市、区）人民政府，市政府各部门：", ("各县（市、区）人民政府", "市政府各部门")),
    (
        "各县(区)人民政府,市政府各部门、各直属单位:",
        ("各县(区)人民政府", "市政府各部门、各直属单位"),
    ),
    ("各乡镇人民政府、县政府各部门：", ("各乡镇人民政府", "县政府各部门")),
    ("现提出如下要点：", ()),
]


@pytest.mark.parametrize(("line", "expected"), ADDRESSEES, ids=[a[0] for a in ADDRESSEES])
def test_addressees(line: str, expected: tuple[str, ...]) -> None:
    assert meta_of(line + "\n" + PLAN).addressees == expected


TAILS = [
    ("抄送：区委办公室，区法院。\n", ("区委办公室", "区法院")),
    ("抄送：区委办公室，\n区法院，区检察院\n", ("区委办公室", "区法院", "区检察院")),
    ("抄报：市政府办公室\n", ("市政府办公室",)),
    ("抄送情况另行通报。\n", ()),
]


@pytest.mark.parametrize(("tail", "copied_to"), TAILS, ids=[t[0].strip() for t in TAILS])
def test_copies(tail: str, copied_to: tuple[str, ...]) -> None:
    assert read_body(PLAN + tail).copied_to == copied_to


def test_the_table_of_metadata_of_a_site() -> None:
    notice = read(
        "索引号：MC-01　主题分类：政务公开　发文机关：渡南区人民政府办公室　"
        "成文日期：2025年6月18日　发布日期：2025年6月20日　文号：渡南政办发〔2025〕6号　"
        "有效性：有效\n"
        "渡南区人民政府办公室关于印发2025年公开要点的通知\n各街道：\n" + PLAN
    )
    assert notice.published == date(2025, 6, 20)
    assert notice.issued == date(2025, 6, 18)
    assert notice.document_number == "渡南政办发〔2025〕6号"
    assert notice.issuer == "渡南区人民政府办公室"
    assert not notice.unread


@pytest.mark.parametrize(
    ("signature", "issuer", "issued"),
    [
        ("渡南区人民政府办公室\n2025年6月18日\n", "渡南区人民政府办公室", date(2025, 6, 18)),
        (
            "渡南区人民政府办公室   \n\n2025年6月18日        \n",
            "渡南区人民政府办公室",
            date(2025, 6, 18),
        ),
        ("渡南区人民政府2025年6月18日\n", "渡南区人民政府", date(2025, 6, 18)),
        ("渡南工业园管委会\n二〇二五年六月十八日\n", "渡南工业园管委会", date(2025, 6, 18)),
    ],
)
@pytest.mark.parametrize("where", ["head", "tail"])
def test_signatures(signature: str, issuer: str, issued: date, where: str) -> None:
    head = "关于印发2025年公开要点的通知\n各街道：\n"
    notice = read(head + signature + PLAN if where == "head" else head + PLAN + signature)
    assert (notice.issuer, notice.issued) == (issuer, issued)
    assert len(notice.points) == 1
    assert notice.points[0].text == "把价目贴到村口。"


@pytest.mark.parametrize(
    ("head", "year"),
    [
        ("关于印发2025年公开要点的通知\n", 2025),
        ("关于印发公开要点的通知\n渡政发〔2024〕6号\n", 2024),
        ("关于印发公开要点的通知\n渡南区人民政府\n2023年6月18日\n", 2023),
        ("关于印发2026年公开要点的通知\n渡政发〔2025〕6号\n渡南区人民政府\n2025年12月18日\n", 2026),
        ("关于印发公开要点的通知\n", None),
    ],
)
def test_the_plan_year(head: str, year: int | None) -> None:
    assert meta_of(head + PLAN).plan_year == year


def test_a_date_in_the_imprint_is_no_date_of_publication() -> None:
    notice = read_body(PLAN + "榆津市渡南区人民政府办公室\n\n2025年6月19日印发\n")
    assert (notice.issued, notice.published) == (date(2025, 6, 18), None)


def test_the_head_is_read_to_the_last_word() -> None:
    assert read(HEAD + PLAN).unread == ()


# --- a plan without a notice around it

BARE = [
    ("渡南区渡口安全工作要点\n（2025年）\n", "渡南区渡口安全工作要点"),
    ("榆津市渡南区渡口安全\n提升行动方案\n（2025年度）\n", "榆津市渡南区渡口安全提升行动方案"),
    ("渡南区老码头整修任务分工\n(2025)\n", "渡南区老码头整修任务分工"),
    ("# 苍坪县摆渡补贴实施方案\n\n（2025年）\n\n", "苍坪县摆渡补贴实施方案"),
    ("湄川省渡口工作重点任务清单\n（2025年版）\n", "湄川省渡口工作重点任务清单"),
    ("渡南区民生实事\n（2025年）\n渡南区人民政府\n", "渡南区民生实事"),
]


@pytest.mark.parametrize(("head", "title"), BARE, ids=[b[1] for b in BARE])
def test_a_plan_without_a_notice_around_it(head: str, title: str) -> None:
    """The bracket of the year may be part of the title or not."""
    notice = read(head + PLAN)
    found = (notice.plan_title or notice.title or "").replace("(", "（").replace(")", "）")
    assert found.partition("（")[0] == title
    assert notice.plan_year == 2025
    assert len(notice.points) == 1


# --- fields

FULL = "榆津市渡南区人民政府办公室关于印发2025年渡南区政务公开工作要点的通知"
OFFICE = "榆津市渡南区人民政府办公室"
FIELDS = [
    f"文件标题：{FULL}\n文号：渡南政办发〔2025〕6号\n发文单位：{OFFICE}\n成文日期：2025年6月18日\n",
    f"标　　题：{FULL}\n发文字号：渡南政办发〔2025〕6号\n发布机构：{OFFICE}\n"
    "成文日期：2025-06-18\n",
    f"【制定机关】{OFFICE}\n【发文字号】渡南政办发〔2025〕6号\n【公布日期】2025.06.18\n"
    f"【时效性】现行有效\n{FULL}\n",
    f"{FULL}\n【发布部门】{OFFICE}\n【发文字号】渡南政办发〔2025〕6号\n【发布日期】2025.06.18\n"
    "【实施日期】2025.06.18\n【效力级别】地方规范性文件\n",
    f"{FULL}\n【制定机关】{OFFICE}　【发文字号】渡南政办发〔2025〕6号　【公布日期】2025年6月18日\n",
    f"文件名称：{FULL}\n制定机关：{OFFICE}\n文　　号：渡南政办发〔2025〕6号\n"
    "公布日期：2025年6月18日\n",
    f"【文件标题】{FULL}\n【发文机关】{OFFICE}\n【发文字号】渡南政办发〔2025〕6号\n"
    "【成文日期】2025年6月18日\n",
]


@pytest.mark.parametrize("fields", FIELDS, ids=[f[:7].split("：")[0] + str(len(f)) for f in FIELDS])
def test_fields_of_sites_and_databases(fields: str) -> None:
    notice = read(fields + "各街道：\n" + PLAN)
    assert notice.title == FULL
    assert notice.plan_title == "2025年渡南区政务公开工作要点"
    assert notice.issuer == OFFICE
    assert notice.document_number == "渡南政办发〔2025〕6号"
    assert date(2025, 6, 18) in (notice.issued, notice.published)
    assert notice.unread == () or not any("〔2025〕" in u.text for u in notice.unread)


@pytest.mark.parametrize(
    "line",
    [
        "（渡南政办发〔2025〕6号）",
        "(渡南政办发〔2025〕6号)",
        "（渡南政办发〔2025〕6号 2025年6月18日）",
        "（2025年6月18日 渡南政办发〔2025〕6号）",
        "（渡南政办发〔2025〕6号，2025年6月18日印发）",
        "　　　　（ 渡南政办发〔2025〕6号 ）",
    ],
)
def test_the_number_in_a_bracket_under_the_title(line: str) -> None:
    notice = read(f"{FULL}\n{line}\n各街道办事处，区政府各部门：\n{PLAN}")
    assert notice.title == FULL
    assert notice.document_number == "渡南政办发〔2025〕6号"
    assert notice.addressees == ("各街道办事处", "区政府各部门")
    assert notice.plan_year == 2025
    assert notice.unread == ()


# --- titles

MORE_TITLES = [
    ("渡南区人民政府关于印发《政府工作报告》重点工作任务分工的通知",
     "《政府工作报告》重点工作任务分工"),
    ("渡南区人民政府关于印发2025年区《政府工作报告》重点任务分解表的通知",
     "2025年区《政府工作报告》重点任务分解表"),
    ("关于印发《政府工作报告》主要目标和重点任务分工方案的通知",
     "《政府工作报告》主要目标和重点任务分工方案"),
    ("渡南区人民政府办公室关于印发贯彻落实《渡口管理条例》实施方案的通知",
     "贯彻落实《渡口管理条例》实施方案"),
    ("渡南区人民政府办公室关于印发《〈渡口管理条例〉任务分工》的通知",
     "〈渡口管理条例〉任务分工"),
    ("苍坪县人民政府关于印发县《政府工作报告》任务分解方案的通知",
     "县《政府工作报告》任务分解方案"),
    ("渡南区人民政府办公室印发《2025年渡南区渡口工作要点》的通知", "2025年渡南区渡口工作要点"),
    ("渡南区人民政府办公室印发2025年渡南区渡口工作要点的通知", "2025年渡南区渡口工作要点"),
    ("印发《苍坪县摆渡补贴实施方案》的通知", "苍坪县摆渡补贴实施方案"),
    ("渡南区发改局 渡南区财政局印发《老码头整修方案》的通知", "老码头整修方案"),
    ("榆津市人民政府办公室转发《渡口安全工作方案》的通知", "渡口安全工作方案"),
    ("中共渡南区委办公室 渡南区人民政府办公室印发《渡南区渡口工作方案》", "渡南区渡口工作方案"),
    ("渡南区人民政府办公室\n印发《2025年渡南区\n渡口工作要点》的通知", "2025年渡南区渡口工作要点"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "plan"), MORE_TITLES, ids=[t[0] for t in MORE_TITLES])
def test_more_titles(title: str, plan: str) -> None:
    meta = meta_of(title + "\n各街道：\n" + PLAN)
    assert meta.plan_title == plan


# --- the signature


@pytest.mark.parametrize(
    ("above", "signer"),
    [
        ("区政府办公室\n2025-06-20\n", "渡南区人民政府"),
        ("区政府办公室\n", "榆津市渡南区人民政府办公室"),
        ("渡南区政府网\n区政府办公室　2025-06-20 09:31\n", "渡南区人民政府"),
        ("来源：区政府办公室　发布时间：2025-06-20\n", "渡南区发展和改革局"),
        ("县政府办\n", "苍坪县人民政府"),
        ("政府办公室\n政务公开\n", "渡南区渡口管理委员会"),
    ],
)
@pytest.mark.parametrize("where", ["above the plan", "below it"])
def test_who_signs_is_the_issuer(above: str, signer: str, where: str) -> None:
    title = "关于印发2025年渡口工作要点的通知\n渡南政发〔2025〕6号\n各街道：\n"
    opening = "现将《2025年渡口工作要点》印发给你们，请认真落实。\n"
    signed = f"{signer}\n2025年6月18日\n"
    body = signed + PLAN if where == "above the plan" else PLAN + signed
    notice = read(above + title + opening + body)
    assert notice.issuer == signer
    assert notice.issued == date(2025, 6, 18)

"""The head and the tail of a notice."""

from __future__ import annotations

from datetime import date

import pytest

from tests.loaders.reading import HEAD, messages, parsed, read, read_body
from zhengmai.loaders.layout.metadata import Metadata, metadata
from zhengmai.loaders.layout.outline import outline
from zhengmai.model import DeadlineKind

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
        (
            "渡南区人民政府\n（此件发至村）        2025年6月18日\n",
            "渡南区人民政府",
            date(2025, 6, 18),
        ),
        (
            "渡南区人民政府望渡街道办事处\n2025年6月18日\n",
            "渡南区人民政府望渡街道办事处",
            date(2025, 6, 18),
        ),
        ("渡南水务集团有限公司\n2025年6月18日\n", "渡南水务集团有限公司", date(2025, 6, 18)),
        ("渡南区妇女联合会\n2025年6月18日\n", "渡南区妇女联合会", date(2025, 6, 18)),
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
    ("渡南区人民政府办公室关于印发2025年渡口检修方案的紧急通知", "2025年渡口检修方案"),
    ("渡南区人民政府办公室转发市水利局关于整修码头若干措施的通知",
     "市水利局关于整修码头若干措施"),
    ("渡南区人民政府办公室转发市水利局关于做好渡口检修工作的通知", None),
    ("渡南区人民政府办公室关于转发市水利局关于开展渡口大检查的紧急通知", None),
]  # fmt: skip


@pytest.mark.parametrize(("title", "plan"), MORE_TITLES, ids=[t[0] for t in MORE_TITLES])
def test_more_titles(title: str, plan: str | None) -> None:
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


# --- fields without colons, in brackets, in bars; what a page prints around them

SHORT = "关于印发2025年渡口工作要点的通知"
OTHER_FIELDS = [
    "索引号 MC-01/2025-3 主题分类 交通\n文号 渡南政发〔2025〕6号 发布机构 区政府办公室\n"
    "公开日期 2025-06-20 09:30:00 有效性\n主题词\n{title}\n",
    "[ 索引号 ]MC-01 [ 发文字号 ]渡南政发〔2025〕6号 [ 发布机构 ]区政府 [ 成文日期 ]2025-06-18 "
    "[ 发布日期 ]2025-06-20 [ 有效性 ]\n{title}\n",
    "• [ 索号 ]\n• MC-01/2025-3\n• [ 发文字号 ]\n• 渡南政发〔2025〕6号\n• [ 主题分类 ]\n• 交通\n"
    "• [ 发布日期 ]\n• 2025-06-20\n• [ 有效性 ]\n{title}\n",
    "{title}\n【颁发部门】 渡南区政府\n【发文字号】 渡南政发[2025]6号\n【发布日期】 2025-06-20\n",
    "| 文 号 | 渡南政发〔2025〕6号 | 主 题 词 | |\n| 标 题 | {title} |\n"
    "| 发布日期 | 2025-06-20 |\n{title}\n",
    "发布机构 | 区政府办 | 发布日期 | 2025-06-20 |\n文 号 | 渡南政发〔2025〕6号 | |\n{title}\n",
    "{title}\n时间 : 2025-06-20 20:31:05 来源 : 本网\n【打印】 【字体:\n渡南政发〔2025〕6号\n",
    "{title}\n来源：区政府网 时间：2025-06-20\n渡南政发〔2025〕6号\n",
    "{title}\n来源：区政府网 浏览次数： 发布时间：2025-06-20 10:20\n（渡南政发〔2025〕6号）\n",
]  # fmt: skip


@pytest.mark.parametrize("issuer", ["渡南区人民政府", ""])
@pytest.mark.parametrize("fields", OTHER_FIELDS, ids=[f[:12] for f in OTHER_FIELDS])
def test_other_fields(fields: str, issuer: str) -> None:
    head = fields.format(title=issuer + SHORT)
    notice = read(head + "各街道办事处，区政府各部门：\n" + PLAN)
    assert notice.title == issuer + SHORT
    assert notice.document_number == "渡南政发〔2025〕6号"
    assert notice.published == date(2025, 6, 20)
    assert notice.addressees == ("各街道办事处", "区政府各部门")
    assert notice.issuer == (issuer or ("渡南区政府" if "颁发部门" in fields else None))
    assert not any("MC-01" in u.text or "2025-06-20" in u.text for u in notice.unread)


@pytest.mark.parametrize(
    "above",
    [
        "【字体: 打印\n",
        "语音播报\n语音合成中，请稍候...\n",
        "• 来源: 区政府办公室\n• 分享到\n• -\n",
        "首页 > 政务公开 > 通知、公告\n",
        "索引号 MC-01 主题分类 政务、督查\n",
        "日期：2025-06-20\n字体：【 默认 超大\n分享：\n",
        "浏览次数：4次\n",
    ],
)
def test_the_list_of_addressees_begins_with_a_name(above: str) -> None:
    head = f"{FULL}\n渡南政办发〔2025〕6号\n{above}\n"
    meta = meta_of(head + "各街道办事处，区政府各部门：\n" + PLAN)
    assert meta.addressees == ("各街道办事处", "区政府各部门")


@pytest.mark.parametrize(
    "line",
    [
        "根据市政府办公室《渡口安全工作通知》，提出工作要点如下：",
        "为推动各街道渡口工作，制定2025年要点如下：",
        "现将区政府各部门任务通知如下：",
        "经区政府同意，现就各街道渡口工作提出以下意见：",
        "对2025年《政府工作报告》各部门任务提出分工意见如下：",
    ],
)
def test_what_leads_to_the_text_is_addressed_to_nobody(line: str) -> None:
    assert meta_of(f"{FULL}\n{line}\n{PLAN}").addressees == ()


# --- the number beside the title; titles over several lines below that of the page

NUMBERED = [
    "渡南政发[2025]6号 渡南区人民政府关于印发2025年渡口工作要点的通知\n",
    "渡南区人民政府关于印发2025年渡口工作要点的通知（渡南政发〔2025〕6号）\n",
    "渡南政发〔2025〕6号《渡南区人民政府关于印发2025年渡口工作要点的通知》\n",
    "《渡南区人民政府关于印发2025年渡口工作要点的通知》\n渡南政发〔2025〕6号\n",
    "渡南区人民政府关于印发2025年渡口工作要点的通知\n\n时间 : 2025-06-20 20:31:05 来源 : 本网\n\n"
    "渡南区人民政府关于印发2025年\n\n渡口工作\n\n要点的通知\n\n渡南政发〔2025〕6号\n\n",
    "渡南区人民政府\n关于印发2025年渡口工作要点的通知\n渡南政发〔2025〕6号\n",
    "渡南区人民政府关于印发2025年渡口工作要点的通知\n2025年6月18日 渡南政发〔2025〕6号\n",
]


@pytest.mark.parametrize("head", NUMBERED, ids=[n[:14] for n in NUMBERED])
def test_the_number_beside_the_title(head: str) -> None:
    notice = read(head + "各街道办事处，区政府各部门：\n" + PLAN)
    assert notice.title == "渡南区人民政府关于印发2025年渡口工作要点的通知"
    assert notice.plan_title == "2025年渡口工作要点"
    assert notice.document_number == "渡南政发〔2025〕6号"
    assert notice.issuer == "渡南区人民政府"
    assert notice.addressees == ("各街道办事处", "区政府各部门")
    assert notice.quote(notice.number_spans).startswith("渡南政发")
    assert not any("通知" in u.text for u in notice.unread)


ISSUERS = [
    ("渡南区人民政府印发2025年渡口责任分工的通知", "渡南区人民政府"),
    ("渡南区人民政府办公室转发区交通局关于渡口工作意见的通知", "渡南区人民政府办公室"),
    ("中共渡南区委 渡南区人民政府关于印发2025年要点的通知", "中共渡南区委 渡南区人民政府"),
    ("渡南区发展改革局 渡南区财政局关于印发2025年要点的通知", "渡南区发展改革局 渡南区财政局"),
    ("渡南区人民 政府关于印发2025年要点的通知", "渡南区人民政府"),
    ("2025年渡南区关于印发渡口工作要点的通知", None),
    ("关于印发2025年渡口工作要点的通知", None),
]


@pytest.mark.parametrize(("title", "issuer"), ISSUERS, ids=[t[0] for t in ISSUERS])
def test_the_issuer_of_the_title(title: str, issuer: str | None) -> None:
    assert meta_of(f"{title}\n各街道：\n{PLAN}").issuer == issuer


@pytest.mark.parametrize(
    ("head", "plan"),
    [
        (
            "日前，渡南印发《渡南区渡口整治实施方案》。全文如下：\n渡南区渡口整治实施方案\n",
            "渡南区渡口整治实施方案",
        ),
        (
            "近日，区政府办公室发布《2025年渡口工作任务分解》方案，共3项任务。\n怎么分解？\n"
            "2025年渡口工作任务分解\n",
            "2025年渡口工作任务分解",
        ),
        ("近日，渡南印发《渡南区渡口整治实施方案》。全文如下：\n", None),
        ("首页 › 政务公开 › 渡南区渡口任务分解表\n渡南区渡口任务分解表\n", "渡南区渡口任务分解表"),
        ("渡南区关于稳定渡口运力的实施细则\n", "渡南区关于稳定渡口运力的实施细则"),
    ],
)
def test_a_plan_on_a_page_without_its_notice(head: str, plan: str | None) -> None:
    assert meta_of(head + PLAN).plan_title == plan


# --- the title that the plan prints over itself

PRINTS = [
    ("渡南区人民政府关于印发2025年〈政府工作报告〉任务分工方案的通知",
     "《2025年〈政府工作报告〉任务分工方案》已报区领导审定，现发给你们。\n",
     "2025年《政府工作报告》\n任务分工方案\n", "2025年《政府工作报告》任务分工方案"),
    ("渡南区人民政府关于印发2025年政府工作报告分工表的通知",
     "《渡南区2025年〈政府工作报告〉分工表》已经区政府同意，现印发给你们。\n",
     "渡南区2025年《政府工作报告》分工表\n", "渡南区2025年《政府工作报告》分工表"),
    ("渡南区人民政府关于印发2025年20件民生实事落实方案的通知", "",
     "2025年渡南区20件民生实事落实方案\n", "2025年渡南区20件民生实事落实方案"),
    ("渡南区人民政府关于做好2025年实事工作的通知", "现将《2025年实事项目表》发给你们。\n",
     "附件\n2025年实事项目表\n", "2025年实事项目表"),
    ("关于征集2025年渡口意见的通告", "", "附件：\n2025年渡南区渡口实事项目\n",
     "2025年渡南区渡口实事项目"),
    ("渡南区人民政府关于印发2025年渡口工作要点的通知", "", "", "2025年渡口工作要点"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "intro", "heading", "plan"), PRINTS, ids=[p[3] for p in PRINTS])
def test_the_title_over_the_plan(title: str, intro: str, heading: str, plan: str) -> None:
    signed = "渡南区人民政府\n2025年6月18日\n"
    notice = read(f"{title}\n各街道：\n{intro}{signed}{heading}{PLAN}")
    assert notice.plan_title == plan
    assert not any("方案" in u.text or "分工表" in u.text for u in notice.unread)
    assert not any("任务" in (c.title or "") for c in notice.citations)  # itself is no other


@pytest.mark.parametrize(
    "below",
    [
        "附件\n2025年渡口实事任务分解表\n",
        "附件1\n渡口工作要点\n附件2\n码头工作要点\n",
        "附件：\n渡南区渡口名单.xlsx\n",
        "附件\n渡南区各渡口船只情况\n",
    ],
)
def test_what_else_stands_below_an_annex_is_no_title_of_a_plan(below: str) -> None:
    meta = meta_of(f"渡南区人民政府关于做好渡口工作的通知\n各街道：\n{below}{PLAN}")
    assert meta.plan_title is None


@pytest.mark.parametrize(
    ("head", "plan"),
    [
        ("渡南区2025年渡口工作要点.pdf\n渡南区渡口工作要点\n", "渡南区渡口工作要点"),
        ("首页 > 规划 > 分解方案\n《渡南区渡口规划（2021—2025年）》责任分解书\n来源：本网\n",
         "《渡南区渡口规划（2021—2025年）》责任分解书"),
        ("添加到手机桌面\n\n渡南区渡口任务分解方案\n\n栏目：方案\n", "渡南区渡口任务分解方案"),
        ("渡南区渡口工作要点\n• 2025-04-21 16:08\n• 来源: 区交通局\n", "渡南区渡口工作要点"),
        ("名 称: 渡南区2025年渡口工作台账\n发文日期: 2025年4月6日\n", "渡南区2025年渡口工作台账"),
        ("渡南区渡口工作要点.docx\n", None),
        ("渡南区2024年渡口实事完成情况\n", "渡南区2024年渡口实事完成情况"),
        ("2024年区政府渡口工程进展情况（截至9月1日）\n",
         "2024年区政府渡口工程进展情况（截至9月1日）"),
        ("渡南区渡口工程季度进度表\n", "渡南区渡口工程季度进度表"),
        ("渡口工作情况\n", None),
    ],
)  # fmt: skip
def test_more_plans_without_a_notice(head: str, plan: str | None) -> None:
    assert read(head + "\n" + PLAN).plan_title == plan


def test_who_put_it_there_is_the_issuer_where_the_plan_bears_the_name() -> None:
    fields = "发布机构: 渡南区交通局\n名 称: {}2025年渡口工作台账\n"
    assert meta_of(fields.format("渡南区交通局") + PLAN).issuer == "渡南区交通局"
    assert meta_of(fields.format("渡南区") + PLAN).issuer is None


# --- the year

OPENINGS = [
    ("对2024年《政府工作报告》所列任务提出分工意见如下：", 2024),
    ("市人大会议对2024年工作作了安排，现提出分工意见如下：", 2024),
    ("为做好2024年全区渡口工作，制定本方案。", 2024),
    ("经研究，现就2024年民生实事项目制定如下实施方案。", 2024),
    ("现提出2024年的分工意见如下：", 2024),
    ("将2016年实施的24项措施调整为30项，现通知如下：", None),
    ("为在2030年底前换完渡船，提出如下意见：", None),
    ("根据《渡南区2024年工作要点》，提出如下意见：", None),
    ("对2023年工作和2024年工作提出如下意见：", None),
]


@pytest.mark.parametrize(("opening", "year"), OPENINGS, ids=[o[0] for o in OPENINGS])
def test_the_year_of_the_opening(opening: str, year: int | None) -> None:
    assert meta_of(f"渡南区人民政府关于渡口工作的意见\n{opening}\n{PLAN}").plan_year == year


def test_the_year_of_the_day_of_publication_is_told() -> None:
    notice = read(f"渡南区人民政府关于渡口工作的意见\n发布日期：2024-03-01\n{PLAN}")
    assert notice.plan_year == 2024
    assert "the plan year 2024 is that of the day of publication" in messages(notice)


@pytest.mark.parametrize(
    ("limits", "year"),
    [
        (("2024年9月底前", "6月底前"), 2024),
        (("2024年6月30日前", "2024年12月底前"), 2024),
        (("2024年9月底前", "2025年6月底前"), None),
        (("9月底前", "6月底前"), None),
        (("长期坚持", "2023年12月31日前"), 2023),
        (("2023—2025年", "2023年12月31日前"), 2023),
    ],
)
def test_a_part_of_a_page_has_the_year_of_its_limits(limits: tuple[str, str], year: int) -> None:
    rows = "".join(f"{n}\t换救生衣\t区交通局\t{limit}\n" for n, limit in enumerate(limits, 1))
    notice = read("序号\t工作任务\t责任单位\t完成时限\n" + rows)
    assert notice.plan_year == year
    told = any("the only year in its time limits" in m for m in messages(notice))
    assert told is (year is not None)
    days = [d for t in notice.tasks for d in t.deadlines if d.date is not None]
    assert year is None or all(d.date.year == year for d in days if d.kind is DeadlineKind.DATE)


@pytest.mark.parametrize("day", ["2024222日", "202239", "2024年0222", "2024年22日", "20240222日"])
def test_a_day_that_lost_its_signs_is_never_guessed(day: str) -> None:
    notice = read(f"渡南区人民政府{SHORT}\n各街道：\n渡南区人民政府\n{day}\n{PLAN}")
    assert notice.issued is None
    assert any(day in u.text for u in notice.unread)


@pytest.mark.parametrize("day", ["2024222日", "202239", "20220309"])
def test_a_day_that_lost_its_signs_is_told(day: str) -> None:
    notice = read(f"渡南区人民政府{SHORT}\n各街道：\n渡南区人民政府\n{day}\n{PLAN}")
    assert f"the day {day!r} below the signature lost its signs: it is not read" in messages(notice)


@pytest.mark.parametrize(
    ("page", "plan"),
    [
        ("渡南渡口工作方案", "渡南区2025年渡口工作方案"),
        ("渡口安全工作要点", "2025年度渡口安全工作要点"),
        ("渡口任务分解表", "2025年全区渡口任务分解表"),
        ("政务公开实施方案", "渡南区政务公开实施方案"),
        ("渡南渡口工作计划", "2025年渡南渡口工作计划"),
    ],
)
def test_a_page_heads_a_plan_with_less_than_its_title(page: str, plan: str) -> None:
    notice = read(
        f"{page}\n\n{plan}\n一、守渡口\n1.换缆绳。（区水务局负责）\n2.装灯。（区交通局负责）\n"
    )
    assert notice.plan_title == plan


@pytest.mark.parametrize(
    ("day", "plan"),
    [
        ("2025年6月18日", "涉及我局的渡口工作任务分解落实方案"),
        ("二○二五年六月十八日", "2025年渡口工作要点"),
        ("渡南区水务局\n2025年6月18日", "渡口安全任务分工表"),
        ("渡南区水务局\n2025年6月18日", "渡南区渡口整治实施方案"),
        ("2025年6月18日", "渡口工作年度计划"),
    ],
)
def test_a_plan_below_a_notice_without_a_title(day: str, plan: str) -> None:
    notice = read(
        f"渡南水〔2025〕6号\n各科室、直属单位：\n为守好渡口，现将任务分解给你们。请抓好落实。\n{day}\n{plan}\n"
        "一、守渡口\n1.换缆绳。（区水务局负责）\n2.装灯。（区交通局负责）\n"
    )
    assert notice.plan_title == plan


def test_what_stands_below_a_signature_may_be_no_title() -> None:
    notice = read(
        "渡南水〔2025〕6号\n各科室、直属单位：\n为守好渡口，现将任务分解给你们。\n2025年6月18日\n"
        "一、守渡口\n1.换缆绳。（区水务局负责）\n2.装灯。（区交通局负责）\n"
    )
    assert notice.plan_title is None

"""主送机关: addressees below lines of the page, and without the colon behind them."""

from __future__ import annotations

import pytest

from tests.loaders.layout.test_metadata import meta_of
from tests.loaders.reading import read

TITLE = "渡南区人民政府关于印发2025年渡口要点的通知\n"
OPENING = "现将《2025年渡口要点》印发给你们，请认真落实。\n"
PLAN = "一、守渡口\n（一）看船。查救生衣。\n"
LISTS = [
    ("各区（市）县政府（管委会），市级有关部门，有关单位",
     ("各区（市）县政府（管委会）", "市级有关部门", "有关单位")),
    ("各县市区教育局（社会事业局、教育文体局），各直属学校（含民办）、高校附校，机关各科室，二级机构",
     ("各县市区教育局（社会事业局、教育文体局）", "各直属学校（含民办）、高校附校",
      "机关各科室", "二级机构")),
    ("北岭开发区管委会，各乡镇人民政府（街道办事处），市政府有关部门市直有关单位",
     ("北岭开发区管委会", "各乡镇人民政府（街道办事处）", "市政府有关部门市直有关单位")),
    ("各镇街人民政府（办事处），区政府有关部门，有关单位",
     ("各镇街人民政府（办事处）", "区政府有关部门", "有关单位")),
    ("各乡镇人民政府，县直各部门，驻县各单位",
     ("各乡镇人民政府", "县直各部门", "驻县各单位")),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), LISTS, ids=[e[0][:9] for e in LISTS])
@pytest.mark.parametrize("colon", ["：", ""])
@pytest.mark.parametrize(
    "above",
    [
        "",
        "发布时间:2025-06-20 09:33信息来源: 渡南区教育局阅读次数:编辑:何守渡 字体:【  \n\n",
        "渡南区财政局 渡南区水利局 渡南区交通局 关于印发2025年渡口要点的通知\n\n",
        "日期：2025-06-20\n\n",
    ],
)
def test_whatever_stands_above(
    line: str, expected: tuple[str, ...], colon: str, above: str
) -> None:
    notice = read(f"{TITLE}{above}{line}{colon}\n\n{OPENING}{PLAN}")
    assert notice.addressees == expected
    assert notice.plan_title == "2025年渡口要点"
    assert not any(line[:6] in u.text for u in notice.unread)


@pytest.mark.parametrize(
    "opening",
    [
        "《2025年渡口要点》已经区政府同意，现印发给你们。",
        "2025年渡口要点》已经区政府同意，现印发给你们，请落实。",
        "为守好渡口，提出工作要点如下：",
        "经区政府研究，现就守渡口提出要求。",
    ],
)
def test_other_openings(opening: str) -> None:
    notice = read(f"{TITLE}{LISTS[3][0]}\n\n{opening}\n{PLAN}")
    assert notice.addressees == LISTS[3][1]


@pytest.mark.parametrize(
    "line",
    [
        "各街道要落实责任，各部门配合，守好渡口",
        "区财政局，区水利局",
        "渡南区财政局 渡南区水利局",
        "各街道落实，各部门负责",
        "首页 > 各部门，各街道",
        "各街道，何守渡，李看船",
        "填报人：何守渡  联系电话：1234567  区财政局负责人（签字）：",
    ],
)
def test_what_is_no_list_of_addressees(line: str) -> None:
    assert meta_of(f"{TITLE}{line}\n\n{OPENING}{PLAN}").addressees == ()


def test_a_list_on_two_lines_stays_one() -> None:
    notice = read(f"{TITLE}各乡镇人民政府，县直各部门，\n各县属企业，有关单位：\n{OPENING}{PLAN}")
    assert notice.addressees == ("各乡镇人民政府", "县直各部门", "各县属企业", "有关单位")


@pytest.mark.parametrize("cut", ["各街道办事处，区政…", "各街道办事处（功能区…", "各街道…"])
def test_what_a_page_offers_to_share_is_no_title(cut: str) -> None:
    shared = f"{TITLE.strip()} {cut}{TITLE}"
    notice = read(f"{TITLE}{shared}\n各街道办事处，区政府各部门：\n\n{OPENING}{PLAN}")
    assert notice.title == TITLE.strip()
    assert notice.addressees == ("各街道办事处", "区政府各部门")

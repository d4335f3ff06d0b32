"""发文机关: who issued a notice: one body or several, signed, in the title, or in a field."""

from __future__ import annotations

from datetime import date

import pytest

from tests.loaders.reading import read

PLAN = "一、守渡口\n（一）看船。查救生衣。\n"
INTRO = "各街道办事处：\n现将《2025年渡口要点》印发给你们。\n"


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("中共苍坪县委苍坪县人民政府关于守好渡口的意见", "中共苍坪县委 苍坪县人民政府"),
        ("中共石桥市委办公室石桥市人民政府办公室关于印发渡口要点的通知",
         "中共石桥市委办公室 石桥市人民政府办公室"),
        ("中共榆津市渡南区委榆津市渡南区人民政府关于守好渡口的意见",
         "中共榆津市渡南区委 榆津市渡南区人民政府"),
        ("苍坪县财政局苍坪县水利局关于印发渡口要点的通知", "苍坪县财政局 苍坪县水利局"),
        ("苍坪县财政局、苍坪县水利局关于印发渡口要点的通知", "苍坪县财政局 苍坪县水利局"),
        ("省水利厅省财政厅关于印发渡口要点的通知", "省水利厅 省财政厅"),
        ("榆津市渡南区发展和改革委员会榆津市渡南区财政局榆津市渡南区商务局关于印发渡口要点的通知",
         "榆津市渡南区发展和改革委员会 榆津市渡南区财政局 榆津市渡南区商务局"),
        ("苍坪县人民政府办公室关于印发渡口要点的通知", "苍坪县人民政府办公室"),
        ("榆津市公安局榆津市渡南区分局关于印发渡口要点的通知", "榆津市公安局榆津市渡南区分局"),
        ("苍坪县委县政府关于守好渡口的意见", "苍坪县委 县政府"),
        ("中国人民银行榆津市分行 榆津市财政局关于印发渡口要点的通知",
         "中国人民银行榆津市分行 榆津市财政局"),
        ("榆津市人民政府教育督导室 榆津市教育局关于印发渡口要点的通知",
         "榆津市人民政府教育督导室 榆津市教育局"),
    ],
)  # fmt: skip
def test_bodies_run_into_each_other(title: str, issuer: str) -> None:
    assert read(f"{title}\n各街道办事处：\n{PLAN}").issuer == issuer


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("水利部等八部门关于印发渡口要点的通知", "水利部"),
        ("湄川省水利厅等8部门关于印发渡口要点的通知", "湄川省水利厅"),
        ("榆津市水利局 榆津市财政局等5部门关于印发渡口要点的通知", "榆津市水利局 榆津市财政局"),
        ("苍坪县水利局等部门关于守好渡口的意见", "苍坪县水利局"),
        ("榆津市渡南区农业农村局等十二个部门单位关于印发渡口要点的通知", "榆津市渡南区农业农村局"),
        ("交通运输部办公厅等有关部门关于守好渡口的意见", "交通运输部办公厅"),
    ],
)
def test_of_those_that_are_counted_the_named_ones_issued_it(title: str, issuer: str) -> None:
    assert read(f"{title}\n各街道办事处：\n{PLAN}").issuer == issuer


@pytest.mark.parametrize(
    ("signed", "issuer"),
    [
        ("渡南区财政局\n渡南区水利局", "渡南区财政局 渡南区水利局"),
        ("渡南区财政局    渡南区水利局\n\n渡南区教育局   渡南区司法局",
         "渡南区财政局 渡南区水利局 渡南区教育局 渡南区司法局"),
        ("财政部 发展改革委\n\n水利部 海关总署\n\n中国人民银行",
         "财政部 发展改革委 水利部 海关总署 中国人民银行"),
        ("中共渡南区委办公室\n渡南区人民政府办公室", "中共渡南区委办公室 渡南区人民政府办公室"),
        ("渡南区发展和改革委员会       渡南区经济和信息化委员会\n\n\n"
         "                渡南区文化和旅游发展委员会",
         "渡南区发展和改革委员会 渡南区经济和信息化委员会 渡南区文化和旅游发展委员会"),
        ("渡 南 区 人 民 政 府", "渡南区人民政府"),
        ("渡南区人民政府  办公室", "渡南区人民政府办公室"),
        ("上海市人民政府 江苏省人民政府\n浙江省人民政府",
         "上海市人民政府 江苏省人民政府 浙江省人民政府"),
        ("渡南区人民政府\n渡南区教育局", "渡南区教育局"),
        ("区水利局\n渡南区人民政府", "渡南区人民政府"),
    ],
)  # fmt: skip
def test_all_who_sign(signed: str, issuer: str) -> None:
    notice = read(f"关于印发渡口要点的通知\n{INTRO}{signed}\n2025年6月18日\n渡口要点\n{PLAN}")
    assert notice.issuer == issuer
    assert notice.issued == date(2025, 6, 18)


@pytest.mark.parametrize("day", ["2025618", "20250618日"])
def test_who_signs_over_a_day_that_lost_its_signs(day: str) -> None:
    signed = "渡南区财政局    渡南区水利局\n\n渡南区教育局"
    notice = read(
        f"渡南区财政局关于印发2025年渡口要点的通知\n{INTRO}{signed}\n{day}\n2025年渡口要点\n{PLAN}"
    )
    assert notice.issuer == "渡南区财政局 渡南区水利局 渡南区教育局"
    assert notice.issued is None


@pytest.mark.parametrize(
    "tag",
    [
        "【规范性文件】",
        "[政策文件]",
        "（转载）",
        "政务服务丨",
        "政策原文｜",
        "重磅 | ",
        "【行政规范性文件】 ",
        "【区政府渡口工作及责任分工】",
        "【2025年重点工作】",
        "abc123账号_abc123在线_abc登录网址",
        "xyz体育_xyz官网",
        "[渡口、码头及水上交通安全]",
        "【渡南区政府办公室收发文件】",
        "【渡南区人民政府办公室政务公开】",
        "最新政策：",
        "|",
        "■ ",
    ],
)
def test_words_of_the_site_before_a_title(tag: str) -> None:
    title = "渡南区人民政府关于印发2025年渡口要点的通知"
    notice = read(f"{tag}{title}\n{INTRO}{PLAN}")
    assert (notice.title, notice.issuer) == (title, "渡南区人民政府")
    assert notice.quote(notice.title_spans) == title


@pytest.mark.parametrize(
    "title",
    [
        "（试行）渡南区人民政府关于印发2025年渡口要点的通知",
        "渡南区人民政府关于印发《渡口要点》《码头要点》的通知",
    ],
)
def test_what_is_no_tag_stays(title: str) -> None:
    assert read(f"{title}\n{INTRO}{PLAN}").title == title


@pytest.mark.parametrize(
    ("fields", "issuer"),
    [
        ("发布机构 | 石板街镇 | 发文日期 | 2025-06-18 |", "石板街镇"),
        ("发布机构 : 榆津市政府 发布日期: 2025年06月19日", "榆津市政府"),
        ("发布机关：苍坪县人民政府办公室\n公开范围：全部公开", "苍坪县人民政府办公室"),
        ("• 发布机构：县人民政府办公室\n• 公开范围：全部公开", None),
        ("发布单位：渡南区水利局\n发布日期：2025-06-19", None),
        ("【公开机构】渡南区人民政府办公室\n【发布日期】2025-06-19", "渡南区人民政府办公室"),
        ("发布机构：管理员\n发布日期：2025-06-19", None),
        ("发布机构：榆津市政府门户网站\n发布日期：2025-06-19", None),
        ("发布机构：市信息中心\n发布日期：2025-06-19", None),
        ("发布机构：水利局\n发布日期：2025-06-19", None),
    ],
)
def test_who_published_is_the_issuer_where_nothing_else_says_it(
    fields: str, issuer: str | None
) -> None:
    notice = read(f"{fields}\n关于印发2025年渡口要点的通知\n{INTRO}{PLAN}")
    assert notice.issuer == issuer


@pytest.mark.parametrize(
    ("publisher", "title"),
    [
        ("渡南区人民政府办公室", "关于印发2025年全市渡口要点的通知"),
        ("石板街镇", "关于印发2025年全县渡口要点的通知"),
        ("苍坪县政府", "关于印发2025年全省渡口要点的通知"),
        ("榆津市政府", "关于印发2025年全国渡口要点的通知"),
        ("苍坪县政府", "关于印发石桥县2025年渡口要点的通知"),
        ("渡南区教育局", "市水利局关于印发2025年渡口要点的通知"),
    ],
)
def test_who_published_what_another_issued(publisher: str, title: str) -> None:
    notice = read(f"发布机构：{publisher}\n发布日期：2025-06-19\n{title}\n{INTRO}{PLAN}")
    assert notice.issuer != publisher


def test_a_field_set_in_bars() -> None:
    notice = read(
        "发布机构: | 生成日期: | 2025-06-18 08:54:33 | |\n公开日期: | 2025-06-19 |\n"
        "名 称: | 县人民政府办公室关于印发2025年渡口要点的通知 |\n" + INTRO + PLAN
    )
    assert notice.title == "县人民政府办公室关于印发2025年渡口要点的通知"
    assert notice.issuer == "县人民政府办公室"
    assert (notice.issued, notice.published) == (date(2025, 6, 18), date(2025, 6, 19))


@pytest.mark.parametrize(
    ("above", "title", "issuer"),
    [
        ("中共苍坪县委\n苍坪县人民政府", "中共苍坪县委苍坪县人民政府",
         "中共苍坪县委 苍坪县人民政府"),
        ("中共北岭新区工作委员会\n北岭新区管理委员会", "中共北岭新区工作委员会北岭新区管理委员会",
         "中共北岭新区工作委员会 北岭新区管理委员会"),
        ("苍坪县财政局\n苍坪县水利局\n苍坪县司法局", "苍坪县财政局苍坪县水利局苍坪县司法局",
         "苍坪县财政局 苍坪县水利局 苍坪县司法局"),
        ("苍坪县财政局 苍坪县水利局\n苍坪县司法局", "苍坪县财政局苍坪县水利局苍坪县司法局",
         "苍坪县财政局 苍坪县水利局 苍坪县司法局"),
        ("苍坪县人民政府\n苍坪县水利局", "苍坪县水利局", "苍坪县水利局"),
        ("苍坪县水利局\n苍坪县水利局", "苍坪县水利局", "苍坪县水利局"),
        ("苍政发〔2025〕3号\n中共苍坪县委办公室\n苍坪县人民政府办公室",
         "中共苍坪县委办公室苍坪县人民政府办公室", "中共苍坪县委办公室 苍坪县人民政府办公室"),
    ],
)  # fmt: skip
def test_a_title_has_all_who_stand_over_it(above: str, title: str, issuer: str) -> None:
    notice = read(f"{above}\n关于印发2025年渡口要点的通知\n{INTRO}{PLAN}")
    assert notice.title == f"{title}关于印发2025年渡口要点的通知"
    assert notice.issuer == issuer


@pytest.mark.parametrize(
    "seal",
    [
        "（苍坪县财政局代章）",
        "(县政府办公室代章)",
        "（代章）",
        "县农业农村局代章",
        "（苍坪县司法局代印）",
    ],
)
def test_whose_seal_stands_in_is_not_who_issued_it(seal: str) -> None:
    notice = read(
        "关于印发2025年渡口要点的通知\n"
        + INTRO
        + f"苍坪县渡口管理工作联席会议办公室\n{seal}\n2025年6月18日\n"
        + PLAN
    )
    assert notice.issuer == "苍坪县渡口管理工作联席会议办公室"
    assert notice.issued == date(2025, 6, 18)

"""Tables drawn at random, printed in every way that a page that is saved as text prints them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

import pytest

from tests.loaders.reading import limits, read, units

HEADS = (
    "渡南区2025年渡口工作任务分解表\n",
    "榆津市渡南区人民政府办公室关于印发2025年渡口工作任务分解表的通知\n渡南政办发〔2025〕6号\n"
    "各街道办事处，区政府各部门：\n现将《2025年渡口工作任务分解表》印发给你们，请认真落实。\n"
    "榆津市渡南区人民政府办公室\n2025年3月1日\n附件\n2025年渡口工作任务分解表\n",
)
BELOW = (
    "",
    "抄送：区委各部门。\n",
    "请各单位于每月5日前报送进展。\n",
    "（联系人：王某，电话：8321177）\n",
)
TEXTS = (
    "更换渡口全部缆绳，旧绳入库", "添置救生衣五十件并逐件编号", "编印摆渡安全手册发到每条船",
    "清淤北河两公里，泥土外运", "加固旧堤三处，植草护坡", "补植岸边柳树一百棵，专人浇水",
    "拆除违建棚屋，恢复岸线", "新装航标灯十二盏，夜间常亮", "开通渡口公交专线一条",
    "公布乘船票价和投诉电话", "组织船工培训两期，考试合格发证",
)  # fmt: skip
UNITS = (
    "区水利局", "区交通局", "区财政局", "区司法局", "区教体局", "区住建局", "市公安局渡南分局",
    "区委宣传部", "各街道办事处", "区农业农村局", "区大数据中心",
)  # fmt: skip
LIMITS = {
    "6月底前": "date 2025-06-30", "2025年10月底前": "date 2025-10-31", "年底前": "date 2025-12-31",
    "12月20日前": "date 2025-12-20", "长期坚持": "ongoing", "5月底": "date 2025-05-31",
}  # fmt: skip
NAMES = {
    "number": ("序号", "编号", "序 号"),
    "name": ("类别", "项目名称", "工作领域"),
    "text": ("工作任务", "具体任务", "任务内容", "主要任务", "整治内容", "工作举措", "改革事项"),
    "aim": ("工作标准", "工作目标", "完成标准"),
    "牵": ("牵头单位", "主办单位", "牵头责任单位"),
    "责": ("责任单位", "承办单位", "落实单位", "责任单位（部门）"),
    "配": ("配合单位", "协办单位", "参与部门"),
    "limit": ("完成时限", "时限", "完成时间", "时间节点"),
    "person": ("分管领导", "责任领导", "联系人"),
    "remark": ("备注", "说明"),
}
WORDS = {
    "name": ("渡口", "航道", "河堤", "船工"),
    "aim": ("合格率达到百分之百", "无一处遗留问题", "群众满意"),
    "person": ("王建华", "刘志强", "李某", "张某某"),
    "remark": ("续建", "新增", "重点"),
}
Said = tuple[str, str, list[str]]


@dataclass(frozen=True)
class Drawn:
    """A table, and what each of its rows says."""

    rows: list[list[str]]
    said: list[Said]
    text: int
    """Its column of tasks."""


def drawn(random: Random, *, numbered: bool) -> Drawn:
    duties = random.choice((["责"], ["牵", "配"], ["牵", "责"], ["牵", "责", "配"]))
    duties.insert(random.choice((0, len(duties), len(duties))), "limit")
    kinds = ["number"] * numbered + ["name"] * (random.random() < 0.4) + ["text"]
    kinds += ["aim"] * (random.random() < 0.2) + duties
    kinds += random.choice(([], [], ["person"], ["remark"]))
    stop = random.choice(("", "。"))
    texts = random.sample(TEXTS, random.randint(3, 7))
    rows, said = [[random.choice(NAMES[kind]) for kind in kinds]], []
    for number, text in enumerate(texts, 1):
        row, who, when = [], [], []
        for kind in kinds:
            if kind in "牵责配":
                names = random.sample(UNITS, random.choice((1, 1, 2, 3)))
                row.append(random.choice("、，；").join(names))
                who += [f"{kind}{name}{'*' * name.startswith('各')}" for name in names]
            elif kind == "limit":
                row.append(random.choice(list(LIMITS)))
                when = [LIMITS[row[-1]]]
            else:
                plain = {"number": str(number), "text": text + stop}
                row.append(plain[kind] if kind in plain else random.choice(WORDS[kind]))
        rows.append(row)
        said.append((text + stop, " ".join(who), when))
    return Drawn(rows, said, kinds.index("text"))


def in_lines(before: str, between: str, after: str) -> Callable[[Sequence[Sequence[str]]], str]:
    """Each row on a line of its own."""
    return lambda rows: "".join(f"{before}{between.join(row)}{after}\n" for row in rows)


def in_cells(before: str, after: str) -> Callable[[Sequence[Sequence[str]]], str]:
    """Each cell on a line of its own."""
    return lambda rows: "".join(f"{before}{cell}{after}" for row in rows for cell in row)


LAYOUTS = {
    "tabs": in_lines("", "\t", ""),
    "bars": in_lines("", " | ", " |"),
    "outer bars": in_lines("| ", " | ", " |"),
    "bars between": in_lines("", "|", ""),
    "cells": in_cells("", "\n"),
    "cells apart": in_cells("", "\n\n"),
    "cells behind tabs": in_cells("\t", "\n"),
    "bars on lines": in_cells("", "\n|\n"),
    "bars behind cells": in_cells("", " |\n"),
}


def facts(text: str) -> list[Said]:
    return [(t.text, units(t.assignments), limits(t.deadlines)) for t in read(text).tasks]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("numbered", [True, False])
def test_every_row_says_what_it_says(layout: str, *, numbered: bool) -> None:
    for seed in range(25):
        random = Random(f"{seed}{numbered}")  # noqa: S311 - tables, no secrets
        table = drawn(random, numbered=numbered)
        text = random.choice(HEADS) + LAYOUTS[layout](table.rows) + random.choice(BELOW)
        assert facts(text) == table.said, text


@pytest.mark.parametrize("behind", ["", "\n", "\n\n \n", "\n渡南区水利局\n\n"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_stands_below_a_table_is_shown_whatever_follows(layout: str, behind: str) -> None:
    table = drawn(Random("below"), numbered=True)  # noqa: S311
    said = "请各单位把做法报到办公室。"
    notice = read(f"{HEADS[0]}{LAYOUTS[layout](table.rows)}{said}\n{behind}")
    assert [t.text for t in notice.tasks] == [text for text, _, _ in table.said]
    assert any(said in unread.text for unread in notice.unread)


@pytest.mark.parametrize("layout", ["tabs", "cells", "cells apart", "cells behind tabs"])
def test_a_text_that_is_broken_over_two_lines_is_whole(layout: str) -> None:
    for seed in range(25):
        random = Random(f"{seed} broken")  # noqa: S311
        table = drawn(random, numbered=True)
        broken = random.randrange(1, len(table.rows))
        row = table.rows[broken]
        at = random.randint(6, len(row[table.text]) - 3)
        row[table.text] = f"{row[table.text][:at]}\n{row[table.text][at:]}"
        text = random.choice(HEADS) + LAYOUTS[layout](table.rows)
        found = facts(text)
        assert found[: broken - 1] == table.said[: broken - 1], text
        assert found[broken - 1][1:] == table.said[broken - 1][1:], text

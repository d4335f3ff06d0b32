"""Tables in columns by blanks whose cells are broken over lines: empty lines part the rows."""

from __future__ import annotations

import pytest

from tests.loaders import reading
from tests.loaders.layout.printing import rows
from zhengmai.model import Severity

HEADER = (
    "序号  重点任务      具体措施                      牵头单位          责任单位            时限\n"
)
FIRST = (
    "1     换缆绳        旧绳一律剪断，新绳称重后送到  区水务局          "
    "区财政局、石埠头街  6月底前\n"
    "                    库房，不得再用。                                道办事处\n"
)
SECOND = (
    "                    三个码头各装一盏航标灯，夜里  区交通局、区住房"
    "                      年底前\n"
    "2     装航灯        有人值守。                    城乡建设局\n"
)
THIRD = (
    "3     编手册        编一本渡口手册。              区文旅局          各街道"
    "              9月底前\n"
)
READ = [
    ("1", "旧绳一律剪断，新绳称重后送到库房，不得再用。",
     "牵区水务局 责区财政局 责石埠头街道办事处", ["date 2025-06-30"]),
    ("2", "三个码头各装一盏航标灯，夜里有人值守。", "牵区交通局 牵区住房城乡建设局",
     ["date 2025-12-31"]),
    ("3", "编一本渡口手册。", "牵区文旅局 责各街道*", ["date 2025-09-30"]),
]  # fmt: skip


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(f"{HEADER}\n{FIRST}\n{SECOND}\n{THIRD}\n", id="empty lines between"),
        pytest.param(
            f"{HEADER}\n      一、守好渡口\n\n{FIRST}\n{SECOND}\n      二、教好人\n\n{THIRD}\n",
            id="names of what follows",
        ),
        pytest.param(
            f"{HEADER}\n{FIRST}\n{SECOND}\n\n                    — 3 —\n\n{HEADER}\n{THIRD}\n",
            id="over two pages",
        ),
        pytest.param(
            HEADER.replace("时限", "完成")
            + f"{' ' * 88}时限\n\n{FIRST}\n{SECOND}\n{THIRD}\n",
            id="a name in two lines",
        ),
        pytest.param(
            "".join("  " + line + "\n" for line in
                    f"{HEADER}\n{FIRST}\n{SECOND}\n{THIRD}".splitlines()),
            id="indented",
        ),
    ],
)  # fmt: skip
def test_pieces_belong_to_the_columns_at_whose_place_they_begin(table: str) -> None:
    assert rows(reading.read_body(table)) == READ


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(f"{HEADER}{FIRST}{SECOND}{THIRD}", id="nothing parts the rows"),
        pytest.param(
            f"{HEADER}\n{FIRST}\n{SECOND}\n{THIRD}".replace(
                "  区交通局、区", f"{' ' * 8}区交通局、区"
            ),
            id="a piece that begins between two columns",
        ),
    ],
)
def test_what_the_print_does_not_tell_is_told(table: str) -> None:
    notice = reading.read_body(table)
    assert notice.tasks == ()
    problems = reading.messages(notice, Severity.PROBLEM)
    assert any("a table is not understood" in told for told in problems)


@pytest.mark.parametrize("names", ["牵头单位  主责单位", "主办单位  牵头单位"])
def test_beside_who_leads_the_other_answers(names: str) -> None:
    first, second = names.split()
    notice = reading.read_body(
        reading.table(
            f"序号|工作任务|{first}|{second}|完成时限",
            "1|换下锈掉的栏杆。|区住建局|区水务局|6月底前",
            "2|江堤加一道护坡。|区水务局|区住建局|6月底前",
        )
    )
    led = {"牵头单位": "牵", "主责单位": "责", "主办单位": "责"}
    assert rows(notice)[0][2] == f"{led[first]}区住建局 {led[second]}区水务局"

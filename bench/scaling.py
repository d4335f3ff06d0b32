"""What reading costs in each dimension: python bench/scaling.py [--loaders] [NAME...]

A file is hostile where its cost grows faster than its size. Each generator below makes a notice, or
a page, that is large in one way only. It is read at n, 2n and 4n, from the file to its graph, and
the exponent is told: 1.0 is linear, 2.0 quadratic. What is read without growing costs is below 1.0.

With ``--loaders`` names are not resolved, and no graph is made.

Processor time is counted, each size in a process of its own that is ended after half a minute.
"""

from __future__ import annotations

import math
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders import load
from zhengmai.ontology.resolution import resolve
from zhengmai.ontology.triples import notice_triples

LIMIT = 30  # seconds of one reading
MEMORY = 3 << 30  # bytes of one reading
SUPERLINEAR = 1.3
LOADERS_ALONE = "--loaders" in sys.argv
ROUNDS = 2

TITLE = "渡南区人民政府办公室关于印发2025年政务公开工作要点的通知\n"
HEAD = f"{TITLE}渡南政办发〔2025〕6号\n"
POINT = "一、总则\n（一）公开。公布目录。"
TABLE = f"{HEAD}序号\t重点任务\t责任单位\t完成时限\n"
_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True)
class Dimension:
    """One way in which a file can be large.

    Attributes:
        name: what there is much of.
        size: n, such that 4n is a file of the order of the longest that is read.
        made: the file of a size.
        suffix: of its name.
    """

    name: str
    size: int
    made: Callable[[int], str]
    suffix: str = ".txt"


def _page(body: str, head: str = "") -> str:
    return (
        f"<html><head><meta charset=utf-8>{head}</head><body><h1>{TITLE}</h1>"
        f"<p>渡南政办发〔2025〕6号</p>{body}</body></html>"
    )


def _table(rows: str) -> str:
    return _page(f"<table><tr><td>序号<td>任务<td>责任单位</tr>{rows}</table>")


def _counted(n: int) -> str:
    """A number in Chinese signs, digit by digit where it is large."""
    if n < 10:
        return _DIGITS[n]
    if n < 100:
        tens, ones = divmod(n, 10)
        return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
    return "".join(_DIGITS[int(d)] for d in str(n))


def _lines(n: int, line: Callable[[int], str]) -> str:
    return "\n".join(line(i) for i in range(1, n + 1)) + "\n"


def _unit(i: int) -> str:
    return f"区{_counted(i)}局"


DIMENSIONS = (
    # --- white space and signs
    Dimension("spaces behind 标题：", 50_000, lambda n: f"标题：x{' ' * n}y\n{POINT}"),
    Dimension(
        "full-width spaces in a task", 50_000, lambda n: f"{HEAD}{POINT}公开{'　' * n}目录。"
    ),
    Dimension(
        "spaces in a bracket", 50_000, lambda n: f"{HEAD}{POINT}（责任单位：{' ' * n}区司法局"
    ),
    Dimension("tabs in a line", 50_000, lambda n: f"{HEAD}{POINT}\n公开{chr(9) * n}目录\n"),
    Dimension(
        "empty lines", 50_000, lambda n: HEAD + "一、总则" + "\n" * n + "（一）公开。公布目录。"
    ),
    Dimension("lines of one space", 50_000, lambda n: HEAD + POINT + "\n " * n + "\n公布。"),
    Dimension("digits in a row", 50_000, lambda n: f"{HEAD}{POINT}公开{'9' * n}项。"),
    Dimension("digits of a number", 50_000, lambda n: f"{HEAD}{POINT}\n{'1' * n}. 公开。\n"),
    Dimension("signs 年", 50_000, lambda n: f"{HEAD}{POINT}{'年' * n}。"),
    Dimension("signs 、", 50_000, lambda n: f"{HEAD}{POINT}{'、' * n}。"),
    Dimension("signs 等", 50_000, lambda n: f"{HEAD}{POINT}（责任单位：区司法局{'等' * n}）"),
    Dimension("signs 《", 50_000, lambda n: f"{HEAD}{POINT}{'《' * n}。"),
    Dimension("signs 〔", 50_000, lambda n: f"{HEAD}{POINT}{'〔' * n}。"),
    Dimension("signs “", 50_000, lambda n: f"{HEAD}{POINT}{'“' * n}。"),
    Dimension(
        "signs （ around a task", 20_000, lambda n: f"{HEAD}{POINT}{'（' * n}公开{'）' * n}。"
    ),
    Dimension("signs （ open", 50_000, lambda n: f"{HEAD}{POINT}{'（' * n}"),
    Dimension("signs ）", 50_000, lambda n: f"{HEAD}{POINT}{'）' * n}"),
    Dimension("signs ；", 50_000, lambda n: f"{HEAD}{POINT}{'；' * n}。"),
    Dimension("signs ：", 50_000, lambda n: f"{HEAD}{POINT}{'：' * n}。"),
    Dimension("signs — ", 50_000, lambda n: f"{HEAD}{POINT}{'—' * n}。"),
    Dimension("signs of private use", 50_000, lambda n: f"{HEAD}{POINT}{chr(0xE000) * n}。"),
    Dimension("signs nobody sees", 50_000, lambda n: HEAD + POINT + "公\u200b" * n),
    Dimension("signs *", 50_000, lambda n: f"{HEAD}{POINT}{'*' * n}。"),
    Dimension("signs #, _ and `", 15_000, lambda n: f"{HEAD}{POINT}\n{'#_`' * n}。"),
    Dimension("signs │", 50_000, lambda n: f"{HEAD}{POINT}\n{'│' * n}\n"),
    Dimension("signs ─", 50_000, lambda n: f"{HEAD}{POINT}\n┌{'─┬' * n}┐\n"),
    Dimension("quotes behind tabs", 20_000, lambda n: f"{HEAD}{POINT}\n" + '\t"' * n),
    Dimension("Latin letters", 50_000, lambda n: f"{HEAD}{POINT}{'a' * n}。"),
    Dimension("Chinese letters without a stop", 50_000, lambda n: f"{HEAD}{POINT}{'公开' * n}。"),
    Dimension(
        "sentences in a line", 10_000, lambda n: f"{HEAD}{POINT}{'公布目录，及时更新。' * n}"
    ),
    # --- lines
    Dimension("unit lines", 1_500, lambda n: f"{HEAD}{POINT}\n责任单位：\n" + "县司法局\n" * n),
    Dimension("lines 责任单位", 1_500, lambda n: f"{HEAD}{POINT}\n" + "责任单位：区司法局\n" * n),
    Dimension(
        "lines of labels", 1_500, lambda n: f"{HEAD}{POINT}\n" + "责任单位：\n完成时限：\n" * n
    ),
    Dimension(
        "lines that end in no stop", 4_000, lambda n: f"{HEAD}{POINT}\n" + "推进公开工作，\n" * n
    ),
    Dimension("lines 现将《", 2_000, lambda n: HEAD + "现将《要点\n" * n + POINT),
    Dimension("lines 各镇：", 5_000, lambda n: HEAD + "各镇人民政府：\n" * n + POINT),
    Dimension("lines of a title", 5_000, lambda n: "关于印发要点的\n" * n + HEAD + POINT),
    Dimension("lines of dates", 5_000, lambda n: HEAD + POINT + "\n2025年3月1日" * n),
    Dimension("lines of numbers", 5_000, lambda n: HEAD + POINT + "\n" + _lines(n, str)),
    Dimension("lines 附件", 5_000, lambda n: HEAD + POINT + "\n" + _lines(n, "附件{}".format)),
    Dimension("lines 抄送", 5_000, lambda n: HEAD + POINT + "\n抄送：区委办。" * n),
    Dimension(
        "footnotes", 5_000, lambda n: HEAD + POINT + "\n" + _lines(n, "注{}：按年公布。".format)
    ),
    Dimension("lines with one blank", 5_000, lambda n: HEAD + POINT + "\n公开 目录\n" * n),
    Dimension("lines with gaps", 3_000, lambda n: HEAD + POINT + "\n公开    目录    司法局\n" * n),
    Dimension("lines of bullets", 5_000, lambda n: HEAD + POINT + "\n● 公布目录。" * n),
    Dimension(
        "lines of contents", 5_000, lambda n: HEAD + "目录\n" + _lines(n, "一、总则……{}".format)
    ),
    # --- outline
    Dimension(
        "headings 一、", 3_000, lambda n: HEAD + _lines(n, lambda i: f"{_counted(i)}、公布目录")
    ),
    Dimension(
        "points （一）",
        800,
        lambda n: (
            f"{HEAD}一、总则\n"
            + _lines(n, lambda i: f"（{_counted(i)}）公开。公布目录。（责任单位：区司法局）")
        ),
    ),
    Dimension("items 1.", 1_000, lambda n: f"{HEAD}{POINT}\n" + _lines(n, "{}. 公布目录。".format)),
    Dimension(
        "tasks of one point",
        800,
        lambda n: f"{HEAD}{POINT}\n" + _lines(n, "{}. 公布目录。（责任单位：区司法局）".format),
    ),
    Dimension(
        "tasks in one line",
        800,
        lambda n: HEAD + POINT + "公布目录。（责任单位：区司法局）" * n,
    ),
    Dimension(
        "tasks with units of their own",
        400,
        lambda n: (
            f"{HEAD}{POINT}\n" + _lines(n, lambda i: f"{i}. 公布目录。（责任单位：{_unit(i)}）")
        ),
    ),
    Dimension(
        "units in one task",
        500,
        lambda n: f"{HEAD}{POINT}（责任单位：{'、'.join(_unit(i) for i in range(n))}）",
    ),
    Dimension(
        "one unit in one task", 2_000, lambda n: f"{HEAD}{POINT}（责任单位：{'区司法局、' * n}）"
    ),
    Dimension("circled items", 5_000, lambda n: HEAD + POINT + "①公布。②更新。" * n),
    Dimension("numbers in a line", 5_000, lambda n: HEAD + POINT + "一是公布。二是更新。" * n),
    Dimension(
        "levels of headings",
        600,
        lambda n: HEAD + "一、总则\n（一）公开\n1.公布\n（1）更新。\n" * n,
    ),
    Dimension(
        "numbers that jump",
        1_000,
        lambda n: TABLE + _lines(n, lambda i: f"{i * 99_999}\t公开\t区司法局"),
    ),
    # --- phrases
    Dimension("deadlines in one text", 2_000, lambda n: f"{HEAD}{POINT}{'6月底前公布，' * n}"),
    Dimension("days in one text", 5_000, lambda n: f"{HEAD}{POINT}{'2025年3月1日' * n}"),
    Dimension(
        "titles 《》",
        1_000,
        lambda n: HEAD + POINT + "".join(f"落实《方案{i}》，" for i in range(n)),
    ),
    Dimension("one title 《》", 2_000, lambda n: f"{HEAD}{POINT}{'落实《方案》' * n}"),
    Dimension(
        "document numbers",
        1_500,
        lambda n: HEAD + POINT + "".join(f"渡政发〔2025〕{i}号、" for i in range(n)),
    ),
    Dimension("根据 in a line", 10_000, lambda n: HEAD + "根据" * n + POINT),
    Dimension(
        "repeals", 1_000, lambda n: HEAD + POINT + "\n" + _lines(n, "《办法{}》同时废止。".format)
    ),
    Dimension("牵头 in a bracket", 1_500, lambda n: f"{HEAD}{POINT}（{'区司法局牵头，' * n}）"),
    Dimension(
        "names that no sign parts", 5_000, lambda n: f"{HEAD}{POINT}（责任单位：{'区司法局' * n}）"
    ),
    Dimension(
        "names with 和", 5_000, lambda n: f"{HEAD}{POINT}（责任单位：{'区司法局和' * n}区水务局）"
    ),
    Dimension(
        "names with 等部门和",
        5_000,
        lambda n: f"{HEAD}{POINT}（责任单位：{'区司法局等部门和' * n}区水务局）",
    ),
    Dimension(
        "classes behind 等", 5_000, lambda n: f"{HEAD}{POINT}（责任单位：区司法局等{'协会' * n}）"
    ),
    Dimension("brackets behind a task", 2_000, lambda n: HEAD + POINT + "（区司法局负责）" * n),
    Dimension(
        "clauses without a verb", 5_000, lambda n: f"{HEAD}{POINT}（{'区司法局，' * n}负责）"
    ),
    Dimension(
        "clauses before a task",
        5_000,
        lambda n: f"{HEAD}{POINT}\n1.由{'区司法局负责，' * n}公布目录。",
    ),
    Dimension("sentences 由…负责", 3_000, lambda n: HEAD + POINT + "由区司法局负责。" * n),
    Dimension(
        "lines 以上工作由",
        1_000,
        lambda n: (
            f"{HEAD}一、总则\n"
            + _lines(n, lambda i: f"（{_counted(i)}）公开。公布目录。以上工作由区司法局负责。")
        ),
    ),
    Dimension("words 责任单位】", 5_000, lambda n: f"{HEAD}{POINT}{'责任单位】' * n}"),
    Dimension("negated brackets", 5_000, lambda n: HEAD + POINT + "公布（区司法局）" * n),
    # --- tables
    Dimension(
        "tab rows", 800, lambda n: TABLE + _lines(n, "{}\t公布目录。\t区司法局\t6月底前".format)
    ),
    Dimension(
        "tab columns",
        3_000,
        lambda n: f"{HEAD}序号\t任务\t责任单位{chr(9) * n}\n1\t公开\t区司法局{chr(9) * n}\n",
    ),
    Dimension(
        "named tab columns",
        3_000,
        lambda n: HEAD + "序号\t任务" + "\t责任单位" * n + "\n1\t公开\t区司法局\n",
    ),
    Dimension("rows without numbers", 800, lambda n: TABLE + "公布目录。\t区司法局\t6月底前\n" * n),
    Dimension(
        "rows split over lines",
        600,
        lambda n: TABLE + _lines(n, "{}\t公布\n目录。\t区司\n法局\t6月\n底前".format),
    ),
    Dimension(
        "lines of one row",
        4_000,
        lambda n: TABLE + "1\t" + "公布目录\n" * n + "\t区司法局\t6月底前\n",
    ),
    Dimension(
        "rows of one cell a line",
        1_000,
        lambda n: HEAD + "序号\n任务\n责任单位\n" + _lines(n, "{}\n公布目录。\n区司法局".format),
    ),
    Dimension(
        "names of columns a line",
        3_000,
        lambda n: HEAD + "序号\n重点任务\n" + "责任单位\n完成时限\n" * n,
    ),
    Dimension("rows of numbers alone", 2_000, lambda n: TABLE + _lines(n, str)),
    Dimension(
        "spaced names in a cell", 1_500, lambda n: f"{TABLE}1\t公开\t{'县司法局 ' * n}\t年底"
    ),
    Dimension("signs in a cell", 20_000, lambda n: f"{TABLE}1\t{'公开' * n}\t县司法局\t年底"),
    Dimension(
        "rows 同上",
        800,
        lambda n: (
            TABLE
            + f"1\t公开\t{'区司法局、' * n}\t6月底\n"
            + _lines(n, lambda i: f"{i + 1}\t公开\t同上\t同上")
        ),
    ),
    Dimension(
        "rows and points",
        500,
        lambda n: (
            HEAD
            + "一、总则\n"
            + _lines(n, lambda i: f"（{_counted(i)}）公开{i}。公布{i}号目录并及时更新。")
            + "附件\n序号\t任务\t责任单位\n"
            + _lines(n, lambda i: f"{i}\t更新{i}号目录并及时公布。\t区司法局")
        ),
    ),
    Dimension(
        "lines 序号",
        3_000,
        lambda n: f"{HEAD}{POINT}\n" + "序号\n办什么事\n谁来办\n1\n公布。\n区司法局\n" * n,
    ),
    Dimension(
        "names 一、 above a row",
        2_000,
        lambda n: HEAD + "序号\n任务\n责任单位\n" + "一、总则\n" * n + "1\n公布。\n区司法局\n",
    ),
    Dimension(
        "pipe rows",
        800,
        lambda n: (
            f"{HEAD}|序号|任务|责任单位|\n|---|---|---|\n"
            + _lines(n, "|{}|公布。|区司法局|".format)
        ),
    ),
    Dimension(
        "pipe columns",
        3_000,
        lambda n: (
            f"{HEAD}|序号|任务|责任单位|{'备注|' * n}\n|{'---|' * (n + 3)}\n"
            f"|1|公布。|区司法局|{'|' * n}"
        ),
    ),
    Dimension(
        "pipe rows that are broken",
        2_000,
        lambda n: f"{HEAD}|序号|任务|责任单位|\n|---|---|---|\n" + "|1|公布\n" * n,
    ),
    Dimension(
        "blanks in a rule of dashes",
        50_000,
        lambda n: f"{HEAD}|序号|任务|责任单位|\n|---|---|---{' ' * n}x\n|1|公布。|区司法局|\n",
    ),
    Dimension("bars of blanks", 20_000, lambda n: f"{HEAD}{POINT}\n" + "| " * n + "\n"),
    Dimension(
        "columns of a box",
        3_000,
        lambda n: (
            f"{HEAD}┌{'──┬' * n}──┐\n│{'任务│' * n}序号│\n├{'──┼' * n}──┤\n"
            f"│{'公布│' * n}1│\n└{'──┴' * n}──┘\n"
        ),
    ),
    Dimension(
        "corners of a box of ASCII",
        3_000,
        lambda n: f"{HEAD}+{'--+' * n}\n|{'任务|' * n}\n+{'--+' * n}\n",
    ),
    Dimension("boxes", 400, lambda n: HEAD + "┌──┬──┐\n│任务│单位│\n└──┴──┘\n" * n),
    Dimension("dots of contents", 20_000, lambda n: f"{HEAD}目录\n一、总则{'.' * n}1\n" * 3),
    Dimension(
        "pipe tables",
        400,
        lambda n: HEAD + "|序号|任务|责任单位|\n|---|---|---|\n|1|公布。|区司法局|\n\n" * n,
    ),
    Dimension(
        "box rows",
        600,
        lambda n: (
            HEAD
            + "┌──┬────┬────┐\n│序号│任务│责任单位│\n"
            + _lines(n, "├──┼────┼────┤\n│{}│公布。│区司法局│".format)
            + "└──┴────┴────┘\n"
        ),
    ),
    Dimension(
        "rows parted by blanks",
        800,
        lambda n: (
            HEAD
            + "序号    任务    责任单位    完成时限\n"
            + _lines(n, "{}    公布目录。    区司法局    6月底".format)
        ),
    ),
    Dimension(
        "rows parted by one blank",
        800,
        lambda n: (
            HEAD
            + "序号 任务 责任单位 完成时限\n"
            + _lines(n, "{} 公布目录。 区司法局 6月底".format)
        ),
    ),
    Dimension("headers", 2_000, lambda n: HEAD + "序号\t任务\t责任单位\n" * n),
    Dimension("headers of blanks", 1_000, lambda n: HEAD + "序号    任务    责任单位\n" * n),
    Dimension("headers of one blank", 1_000, lambda n: HEAD + "序号 任务 责任单位\n" * n),
    # --- pages
    Dimension(
        "HTML rows",
        800,
        lambda n: _table(_lines(n, "<tr><td>{}<td>公布。<td>区司法局".format)),
        ".html",
    ),
    Dimension(
        "HTML columns",
        2_000,
        lambda n: _page(
            "<table><tr><td>序号<td>任务<td>责任单位"
            + "<td>备注" * n
            + "<tr><td>1<td>公布。<td>区司法局"
            + "<td>无" * n
            + "</table>"
        ),
        ".html",
    ),
    Dimension(
        "spans of one table",
        200,
        lambda n: _table(
            "<tr>"
            + "<td rowspan=9999 colspan=9999>公开" * n
            + "<tr><td>1<td>公布。<td>区司法局" * n
        ),
        ".html",
    ),
    Dimension(
        "a merged cell of units",
        150,
        lambda n: _page(
            "<table><tr><td>序号<td>任务<td>责任单位<tr><td>1<td>公布。"
            f"<td rowspan=9999>{'、'.join(_unit(i) for i in range(n))}"
            + _lines(n, "<tr><td>{}<td>公布。".format)
            + "</table>"
        ),
        ".html",
    ),
    Dimension(
        "tables in a row",
        400,
        lambda n: _page(
            "<table><tr><td>序号<td>任务<td>责任单位<tr><td>1<td>公布。<td>区司法局</table>" * n
        ),
        ".html",
    ),
    Dimension("tables in tables", 2_000, lambda n: _page("<table><tr><td>公布。<td>" * n), ".html"),
    Dimension(
        "tables in a cell",
        800,
        lambda n: _table(
            "<tr><td>1<td>公布。<td>" + "<table><tr><td>牵头单位<td>区司法局</table>" * n
        ),
        ".html",
    ),
    Dimension(
        "entries <li>",
        10_000,
        lambda n: _page(POINT + "<ol>" + "<li>公布目录。" * n + "</ol>"),
        ".html",
    ),
    Dimension("lists in lists", 10_000, lambda n: _page(POINT + "<ol><li>公布。" * n), ".html"),
    Dimension("<div> in <div>", 25_000, lambda n: _page("<div>" * n + POINT), ".html"),
    Dimension(
        "<div> beside <div>", 10_000, lambda n: _page(POINT + "<div>公布。</div>" * n), ".html"
    ),
    Dimension("<span> in <span>", 25_000, lambda n: _page(POINT + "<span>公" * n), ".html"),
    Dimension(
        "<b> that are not closed", 1_000, lambda n: _page(POINT + "<p><b>公布。" * n), ".html"
    ),
    Dimension(
        "attributes",
        25_000,
        lambda n: _page(f"<div {' '.join(f'a{i}=1' for i in range(n))}>{POINT}</div>"),
        ".html",
    ),
    Dimension("entities", 10_000, lambda n: _page(POINT + "&nbsp;&amp;" * n), ".html"),
    Dimension("comments", 25_000, lambda n: _page(POINT + "<!-- a -->公" * n), ".html"),
    Dimension(
        "styles of elements",
        5_000,
        lambda n: _page(POINT + "<p style='color:red;display:block'>公布。</p>" * n),
        ".html",
    ),
    Dimension(
        "declarations of one style",
        10_000,
        lambda n: _page(f"<div style='{'color:red;' * n}'>{POINT}</div>"),
        ".html",
    ),
    Dimension(
        "letters of a style",
        50_000,
        lambda n: _page(f"<div style='{'a' * n}'>{POINT}</div>"),
        ".html",
    ),
    Dimension(
        "commas of a selector",
        20_000,
        lambda n: _page(POINT, f"<style>{'p,' * n}p{{color:red}}</style>"),
        ".html",
    ),
    Dimension(
        "rules of a style sheet",
        2_000,
        lambda n: _page(
            POINT + "<p class=b>公布。</p>" * 50,
            f"<style>{' '.join(f'p.a{i}{{color:red}}' for i in range(n))}</style>",
        ),
        ".html",
    ),
    Dimension(
        "rules and elements",
        1_000,
        lambda n: _page(
            POINT + "<p class=b>公布。</p>" * n, f"<style>{'p{color:red}' * n}</style>"
        ),
        ".html",
    ),
    Dimension(
        "parts of a selector",
        5_000,
        lambda n: _page(POINT, f"<style>{'div ' * n}{{color:red}}</style>"),
        ".html",
    ),
    Dimension("links", 10_000, lambda n: _page(POINT + "<a href=x>公布</a>" * n), ".html"),
    Dimension(
        "titles of cut cells",
        3_000,
        lambda n: _page(POINT + "<span title='区司法局、区财政局'>区司法局…</span>" * n),
        ".html",
    ),
    # --- lists of duties
    Dimension(
        "units before duties",
        3_000,
        lambda n: f"{HEAD}一、分工\n" + "区水务局：换新缆绳八根。\n" * n,
    ),
    Dimension(
        "lines of units above items", 3_000, lambda n: HEAD + "区水务局\n1.换新缆绳八根。\n" * n
    ),
    Dimension("line breaks <br>", 8_000, lambda n: _page(POINT + "公布目录。<br>" * n), ".html"),
)


def _read(dimension: Dimension, n: int, told: Connection) -> None:
    """Read one file in this process, and tell the seconds it took."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"notice{dimension.suffix}"
        file.write_text(dimension.made(n), encoding="utf-8")
        begun = time.process_time()
        try:
            notice = load(file)
            if not LOADERS_ALONE:
                notice_triples(resolve(notice))
        except UnreadableFileError:
            pass
        except (RecursionError, MemoryError, ValueError, IndexError) as error:
            told.send(type(error).__name__)
            return
        told.send(time.process_time() - begun)


def seconds(dimension: Dimension, n: int) -> float | str:
    """The processor time of one reading, or what ended it."""
    found: list[float | str] = []
    for _ in range(ROUNDS):
        here, there = multiprocessing.Pipe(duplex=False)
        reader = multiprocessing.Process(target=_read, args=(dimension, n, there))
        reader.start()
        there.close()
        try:
            found.append(here.recv() if here.poll(LIMIT) else f"> {LIMIT} s")
        except EOFError:
            found.append("died")
        reader.kill()
        reader.join()
        if isinstance(found[-1], str) or found[-1] > 1:
            break
    return next((f for f in found if isinstance(f, str)), None) or min(found)  # type: ignore[type-var]


def measure(dimension: Dimension) -> bool:
    """Print a line of the table; whether it is superlinear."""
    times: list[float | str] = []
    for factor in (1, 2, 4):
        times.append(seconds(dimension, factor * dimension.size))
        if isinstance(times[-1], str):
            break
    shown = " ".join(f"{t:>10}" if isinstance(t, str) else f"{t:10.3f}" for t in times)
    exponent = "?"
    bad = len(times) < 3 or isinstance(times[-1], str)
    if not bad:
        exponent = f"{math.log2(times[2] / times[1]):.2f}"  # type: ignore[operator]
        bad = float(exponent) > SUPERLINEAR
    print(
        f"{dimension.name:32} {dimension.size:8,} {shown:32} {exponent:>5}{' <--' if bad else ''}"
    )
    sys.stdout.flush()
    return bad


def main() -> None:
    multiprocessing.set_start_method("fork")
    with tempfile.TemporaryDirectory() as folder:  # imports and tables of rules are not counted
        for name in ("warm.txt", "warm.html"):
            file = Path(folder) / name
            file.write_text(_page(POINT) if name.endswith("html") else HEAD + POINT, "utf-8")
            notice_triples(resolve(load(file)))
    wanted = [argument for argument in sys.argv[1:] if argument != "--loaders"]
    bad = [
        measure(dimension)
        for dimension in DIMENSIONS
        if not wanted or any(word in dimension.name for word in wanted)
    ]
    print(f"{sum(bad)} of {len(bad)} dimensions cost more than their size")


if __name__ == "__main__":
    main()

"""How well notices are read, beside labels made by hand: figures, and every miss."""

from __future__ import annotations

from collections.abc import Sequence

from zhengmai.evaluation import KINDS, Evaluation, total
from zhengmai.terminal.tables import add_row, as_text, console, new_table, worded
from zhengmai.wording import answered, in_answer


def evaluation(of: Sequence[Evaluation]) -> None:
    """Figures for each kind of fact over all notices, by notice, and every miss."""
    out = console()
    table = new_table(
        ("", "left"), ("说明", "text"), ("正确", "right"), ("读出", "right"), ("标注", "right"),
        ("精确率", "right"), ("召回率", "right"), ("F1", "right"),
    )  # fmt: skip
    for kind, figure in total(of).items():
        rates = (f"{rate:.3f}" for rate in (figure.precision, figure.recall, figure.f1))
        add_row(
            table,
            answered(KINDS[kind][0]),
            answered(KINDS[kind][1]),
            figure.right,
            figure.read,
            figure.true,
            *rates,
        )
    out.print(table)
    each = new_table(("通知", "left"), *((KINDS[kind][0], "right") for kind in KINDS))
    for one in of:
        add_row(each, one.file, *(f"{figure.f1:.3f}" for figure in one.figures.values()))
    out.print(each)
    misses = [(one.file, miss) for one in of for miss in one.misses]
    if misses:
        listed = new_table(
            ("通知", "left"), ("类别", "left"), ("位置", "left"), ("标注", "text"), ("读出", "text")
        )
        for file, miss in misses:
            add_row(
                listed, file, answered(KINDS[miss.kind][0]), miss.where, miss.labelled, miss.read
            )
        out.print(listed)
    broken = [(one.file, breach) for one in of for breach in one.breaches]
    for file, breach in broken:
        out.print(as_text(file + answered("：") + in_answer(breach)))
    out.print(worded(f"{len(of)} 份通知，{len(misses)} 处不符，{len(broken)} 处违反不变式"))

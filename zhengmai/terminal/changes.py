"""What a place's plans keep, change, drop and add from one year to the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from zhengmai.terminal.tables import Out, add_row, as_text, console, new_table, worded
from zhengmai.wording import answered

if TYPE_CHECKING:
    from zhengmai.queries.changes import Change, Changes, PlanPair
    from zhengmai.queries.differences import Difference, Duty
    from zhengmai.queries.notices import NoticeRow

_KINDS = {"changed": "有变化", "new": "新增", "dropped": "未再列入", "kept": "保留"}
_WHAT = {
    "split": "一项拆为多项",
    "merged": "多项并为一项",
    "wording": "文字",
    "figures": "数字",
    "units": "单位",
    "deadlines": "时限",
}


def changes(of: Changes) -> None:
    """The pairs of plans that were compared, one by one, and the plans without counterpart."""
    out = console()
    out.print(as_text(f"{of.place.full_name}  {of.earlier} → {of.later}", "bold"))
    for pair in of.pairs:
        _pair(out, pair)
    for plan in of.without_counterpart:
        year = of.later if plan.year == of.earlier else of.earlier
        out.print(worded(f"没有对应  {_name(plan)}（{year} 年没有可对照的计划）"))
        _in_force(out, plan)


def _pair(out: Out, of: PlanPair) -> None:
    out.print(as_text(f"\n{_name(of.old)}\n→ {_name(of.new)}", "bold"))
    for plan in (of.old, of.new):
        _in_force(out, plan)
    counts = "  ".join(f"{answered(_KINDS[kind])} {count}" for kind, count in of.counts.items())
    related = answered(f"（两份计划相关度 {of.relatedness:.2f}）")
    out.print(as_text(f"{counts}  {related}"))
    _changed(out, of, [c for c in of.changes if c.kind == "changed"])
    for kind in ("new", "dropped", "kept"):
        _listed(out, kind, [c for c in of.changes if c.kind == kind])


def _changed(out: Out, of: PlanPair, rows: Sequence[Change]) -> None:
    if not rows:
        return
    table = new_table(
        (str(of.old.year), "text"), (str(of.new.year), "text"), ("变化", "text"), ("把握", "left"),
        title=_KINDS["changed"],
    )  # fmt: skip
    for row in rows:
        told = "\n".join(map(_difference, row.differences))
        add_row(table, _duties(row.old), _duties(row.new), told + _moved(row), _sure(row))
    out.print(table)
    if any(row.method != "same" for row in rows):
        out.print(worded("把握为“很可能”“可能”的对应关系是系统推断，请人工核对。", "dim"))


def _listed(out: Out, kind: str, rows: Sequence[Change]) -> None:
    if not rows:
        return
    table = new_table(
        ("序号", "left"), ("内容", "text"), ("单位", "left"), ("时限", "left"), title=_KINDS[kind]
    )
    for row in rows:
        for duty in row.new or row.old:
            units = "、".join(u.as_written for u in duty.units)
            dues = "；".join(dict.fromkeys(d.as_written for d in duty.deadlines))
            was = answered(f"（原{row.old[0].number}）") if row.old and row.new else ""
            add_row(table, duty.number + was, duty.text + _moved(row), units, dues)
    out.print(table)


def _duties(of: Iterable[Duty]) -> str:
    return "\n".join(f"{duty.number} {duty.text}" for duty in of)


def _difference(of: Difference) -> str:
    """数字 10家 → 20家."""
    if of.what in ("split", "merged"):
        return answered(_WHAT[of.what])
    if of.what == "wording":
        return answered(_WHAT[of.what] if of.old or of.new else "语序、标点")
    old, new = ("、".join(side) or answered("无") for side in (of.old, of.new))
    return f"{answered(_WHAT[of.what])} {old} → {new}"


def _moved(of: Change) -> str:
    if not of.moved:
        return ""
    heading = of.old[0].heading
    return answered(f"\n移自“{heading}”" if heading else "\n换了部分")


def _sure(of: Change) -> str:
    certainty = answered(str(of.certainty))
    return f"{certainty} {of.score:.2f}" if of.method != "same" else certainty


def _name(of: NoticeRow) -> str:
    number = f"（{of.document_number}）" if of.document_number else ""
    return f"《{of.plan or of.title}》{number}"


def _in_force(out: Out, of: NoticeRow) -> None:
    """Which notice repeals a plan, and what it repeals that is not held."""
    for other in of.repealed_by:
        out.print(
            worded(f"已废止  {_name(of)}，由 {other.document_number or other.label} 废止", "yellow")
        )
    for other in of.repeals:
        if not other.held:
            out.print(worded(f"废止  {_name(of)} 废止了 {other.label}（未入库）", "yellow"))

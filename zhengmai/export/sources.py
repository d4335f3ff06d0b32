"""上级要点 and 出处 in a cell: what a task carries out, and where in a file it stands."""

from __future__ import annotations

from collections.abc import Callable

from zhengmai.queries.ledger import LedgerRow, ParentRow


def parent(of: ParentRow, say: Callable[[str], str] = str) -> str:
    """Number, heading, document number; how sure it is, where it is not very; ``say`` its words."""
    node = of.node
    what = "".join((node.number, node.heading or "")) or node.text[:30]
    if node.number.isdigit():  # an item or a row, and not the number of the point itself
        what = f"{node.heading or ''} {say(f'第{node.number}项')}".strip()
    where = node.document_number or f"《{node.plan}》"
    return f"{what}（{where}）" + (f"［{say(of.certainty)}］" if of.certainty else "")


def place(of: LedgerRow, say: Callable[[str], str] = str) -> str:
    """The file, and the line of it, where that is known."""
    line = "" if of.line is None else f" {say(f'第{of.line}行  ').strip()}"
    return of.task.file + line

"""What is known while one notice is read: its year, the rules it has set, what is to be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.phrases import deadlines
from zhengmai.loaders.phrases.firstleads import FirstLeads, applied, without_signs
from zhengmai.loaders.phrases.unitlists import Responsibility
from zhengmai.model import Deadline, DeadlineKind, Remark, Severity


@dataclass(slots=True)
class Reading:
    """What is known while one notice is read.

    Attributes:
        plan_year: the year that a date without one is in.
        issued: the day of the notice, from which 印发后30日内 is counted.
        first_leads: the rule 排在第一位的为牵头单位, where it holds from here on.
        remarks: what a reader should know.
        understood: text that was understood but states no fact of its own (labels, brackets).
        left: what stands in such text and is shown as unread all the same.
    """

    plan_year: int | None
    issued: date | None = None
    first_leads: FirstLeads | None = None
    remarks: list[Remark] = field(default_factory=list)
    understood: list[Excerpt] = field(default_factory=list)
    left: list[Excerpt] = field(default_factory=list)

    def deadlines(
        self, text: Excerpt, *columns: Excerpt | None, cells: bool = False
    ) -> tuple[Deadline, ...]:
        """The deadlines of a task: its column (or bracket) first, then those in its text.

        Cells of a table also say what is to be reached by then.
        """
        stated = [
            deadline
            for column in columns
            if column is not None
            for deadline in deadlines.from_column(column, self.plan_year, self.issued, cell=cells)
        ]
        said = deadlines.from_text(text, self.plan_year, self.issued)
        for deadline in (*stated, *said):
            if deadline.kind is DeadlineKind.DATE and deadline.date is None:
                self.remarks.append(
                    Remark(
                        Severity.NOTE,
                        f"the time limit {deadline.as_written!r} is not understood",
                        deadline.spans,
                    )
                )
        return (*stated, *said)

    def applied(self, duty: Responsibility) -> Responsibility:
        """A list of units under the rules the notice has set so far."""
        said = duty.first_leads
        if said is not None and said.below:
            self.first_leads = said
        return without_signs(applied(said or self.first_leads, duty))

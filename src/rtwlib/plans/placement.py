"""The search for less arduous duties of a State employee who can never return to the job: stage by stage, on record.

Regulations of Connecticut State Agencies § 5-244-1 and the process of the Department of Administrative Services. The
search opens when maximum medical improvement and a permanent inability for the job classification are both recorded.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import date

from attrs import frozen


class Stage(enum.StrEnum):
    """The stages in their order."""

    ASSESS = "disability_assessed"
    OWN_JOB = "own_job_with_accommodation"
    AGENCY = "vacancy_in_the_agency"
    RECOMMEND = "written_recommendation"
    STATEWIDE = "attempt_in_all_agencies"
    SEPARATE = "separation"


CLOSING = ("accommodated", "transferred_in_agency", "placed_elsewhere", "separated", "withdrawn")


@frozen
class Decision:
    """What was decided at a stage: whether it ended the search, on which day, by whom and why, in writing."""

    stage: Stage
    placed: bool
    on: date
    by: str
    reason: str


@frozen
class Placement:
    """Where a search stands: whether it may be open, the next stage, what is missing, and how it closed."""

    open: bool
    next: Stage | None
    needs: tuple[str, ...] = ()
    closed: str | None = None


_CLOSES = {
    Stage.OWN_JOB: "accommodated",
    Stage.AGENCY: "transferred_in_agency",
    Stage.STATEWIDE: "placed_elsewhere",
    Stage.SEPARATE: "separated",
}


def placement(
    decisions: Iterable[Decision], *, maximum_medical_improvement: date | None, permanently_unable: bool | None
) -> Placement:
    """Return where a search stands after some decisions.

    Raises `ValueError` where stages were left out or taken out of order, or a decision gives no reason.
    """
    needs = []
    if maximum_medical_improvement is None:
        needs.append("On which day was maximum medical improvement reached?")
    if permanently_unable is None:
        needs.append("Is the employee permanently unable to do the job classification?")
    if permanently_unable is False:
        return Placement(open=False, next=None, needs=("the employee can return to the job classification",))
    if needs:
        return Placement(open=False, next=None, needs=tuple(needs))
    stages = list(Stage)
    for number, decision in enumerate(sorted(decisions, key=lambda each: each.on)):
        if number >= len(stages) or decision.stage is not stages[number]:
            message = (
                f"{decision.stage.value} on {decision.on} is out of order; expected {stages[min(number, 5)].value}"
            )
            raise ValueError(message)
        if not decision.reason.strip():
            message = f"{decision.stage.value} on {decision.on} gives no reason; each stage is decided in writing"
            raise ValueError(message)
        closes = _CLOSES.get(decision.stage) if decision.placed else None
        if closes is not None:
            return Placement(open=False, next=None, closed=closes)
    done = len(list(decisions)) if not isinstance(decisions, list | tuple) else len(decisions)
    return Placement(open=True, next=stages[done] if done < len(stages) else None)

"""Proposals, findings and reviews of plans as versioned JSON: `rtwlib.plan-proposal/1` and `rtwlib.plan-check/1`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rtwlib.plans.files import plan_to_dict
from rtwlib.plans.progress import since_last_work
from rtwlib.readers.explain import step_to_json

if TYPE_CHECKING:
    from datetime import date

    from rtwlib.findings import Finding
    from rtwlib.laws import Law
    from rtwlib.plans.building import Proposal
    from rtwlib.plans.progress import Compared, Reviewed


def proposal_to_json(proposal: Proposal) -> dict[str, Any]:
    """Return a proposal: the plan or null, whether it reaches the former pattern, defaults, and why."""
    return {
        "format": "rtwlib.plan-proposal/1",
        "plan": plan_to_dict(proposal.plan) if proposal.plan is not None else None,
        "reached": proposal.reached,
        "defaults": [{"name": each.name, "value": each.value, "says": each.says} for each in proposal.defaults],
        "why": list(proposal.why),
        "nearest": proposal.nearest.isoformat() if proposal.nearest else None,
    }


def check_to_json(plan: str, law: Law, findings: Iterable[Finding]) -> dict[str, Any]:
    """Return the findings on a plan with the law that it was checked under."""
    return {
        "format": "rtwlib.plan-check/1",
        "plan": plan,
        "laws": [stamp.to_json() for stamp in law.stamps],
        "findings": [each.to_json() for each in findings],
    }


def progress_to_json(
    plan: str, found: Iterable[Compared], reviewed: Reviewed | None, worked: date | None, today: date
) -> dict[str, Any]:
    """Return planned against done for each phase, the last day of work, and what a review proposes, if asked."""
    return {
        "format": "rtwlib.plan-progress/1",
        "plan": plan,
        "phases": [
            {
                "phase": each.phase + 1,
                "planned": None if each.planned is None else f"{each.planned:.2f}",
                "done": None if each.done is None else str(each.done),
                "percent": None if each.percent is None else str(each.percent),
                "days_missed": each.days_missed,
                "why": each.why,
            }
            for each in found
        ],
        "last_worked": None if worked is None else worked.isoformat(),
        "days_since_last_work": since_last_work(worked, today),
        "proposal": None if reviewed is None else reviewed.proposal.value,
        "reasons": [] if reviewed is None else [step_to_json(step) for step in reviewed.reasons],
        "needs": [] if reviewed is None else list(reviewed.needs),
    }

"""What a plan says, by the names under which forms ask for it."""

from __future__ import annotations

from typing import Any

from rtwlib.plans.pages import goal_words
from rtwlib.plans.pictures import shown
from rtwlib.plans.plan import Phase, Plan


def plan_values(plan: Plan) -> dict[str, Any]:
    """Return what a plan says by name; what it does not say is left out."""
    found: dict[str, Any] = {
        "goal": goal_words(plan.goal) if plan.goal is not None and plan.goal.order is not None else None,
        "phases": tuple(_phase(each) for each in plan.phases),
        "duties": tuple(dict.fromkeys(duty for phase in plan.phases for duty in phase.duties)),
        "avoid": tuple(dict.fromkeys(each for phase in plan.phases for each in phase.avoid)),
        "supervisor": plan.supervisor,
        "treatment": plan.treatment,
        "supports": (*plan.supports, *plan.equipment, *plan.training),
        "responsibilities": plan.responsibilities,
        "reviews": tuple(each.isoformat() for each in plan.reviews),
        "diagnosis": plan.diagnosis,
    }
    return {name: value for name, value in found.items() if value not in (None, "", ())}


def _phase(phase: Phase) -> str:
    hours = f"{shown(phase.hours_per_day)} hours" if phase.hours_per_day is not None else "hours not stated"
    days = f"on {shown(phase.days_per_week)} days a week" if phase.days_per_week is not None else "days not stated"
    return f"{phase.from_ or 'not stated'} to {phase.until or 'not stated'}: {hours} {days}"

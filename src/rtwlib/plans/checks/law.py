"""What the law of the place wants of a plan: the requirements of the pack."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rtwlib.answers import Truth
from rtwlib.findings import Finding, Severity
from rtwlib.kinds import Force
from rtwlib.plan_requirements import PlanRequirement
from rtwlib.plans.checks.given import Given
from rtwlib.plans.plan import Plan
from rtwlib.statements import marks_of

_BINDING = frozenset({Force.STATUTE, Force.REGULATION})


def _agreed(party: str) -> Callable[[Plan], bool]:
    return lambda plan: any(each.party == party and each.agreed is True for each in plan.agreements)


HAS: dict[str, Callable[[Plan], bool]] = {
    "written": lambda plan: plan.offered_in_writing_on is not None,
    "goal": lambda plan: plan.goal is not None and plan.goal.order is not None,
    "phases": lambda plan: bool(plan.phases),
    "duties": lambda plan: bool(plan.phases) and all(phase.duties for phase in plan.phases),
    "hours": lambda plan: bool(plan.phases) and all(phase.hours_per_week is not None for phase in plan.phases),
    "reviews": lambda plan: bool(plan.reviews),
    "upgrade_path": lambda plan: len(plan.phases) > 1 or plan.kind in {"maintenance", "trial"},
    "supervisor": lambda plan: plan.supervisor is not None,
    "treatment": lambda plan: bool(plan.treatment),
    "equipment": lambda plan: bool(plan.equipment) or "equipment_asked" in plan.answers,
    "training": lambda plan: bool(plan.training) or "training_asked" in plan.answers,
    "supports": lambda plan: bool(plan.supports),
    "responsibilities": lambda plan: bool(plan.responsibilities),
    "consultation": lambda plan: any("worker" in meeting.parties for meeting in plan.meetings),
    "worker_agreement": _agreed("worker"),
    "employer_agreement": _agreed("employer"),
    "practitioner_agreement": _agreed("practitioner"),
    "copy_to_worker": lambda plan: "worker" in plan.copies_to,
    "copy_to_practitioner": lambda plan: "practitioner" in plan.copies_to,
}


def required_by_law(given: Given) -> Iterator[Finding]:
    """Find what the law wants and the plan has not. Where a condition is not known the finding asks."""
    day = given.today or given.plan.starts_on
    for requirement in given.requirements:
        if (day is not None and not requirement.in_force(day)) or HAS[requirement.needs](given.plan):
            continue
        verdict = given.test(requirement) if requirement.applies_when and given.test is not None else None
        if verdict is not None and verdict.truth is Truth.FAILS:
            continue
        yield _finding(given, requirement, ask=None if verdict is None or not verdict.needs else verdict.needs[0].ask)


def _finding(given: Given, requirement: PlanRequirement, ask: str | None) -> Finding:
    known = marks_of(requirement.confidence, date_confirmed=not requirement.from_first_known)
    condition = f" (if it applies: {ask})" if ask else ""
    says = f"; {requirement.says}" if requirement.says else ""
    severity = Severity.ERROR if requirement.force in _BINDING else Severity.WARNING
    message = f"{requirement.title}{condition}{says}"
    cite = "; ".join((requirement.cited, *known))
    return given.finding("RTW241", requirement.needs, message, severity=severity, cite=cite, rule=requirement.rule)

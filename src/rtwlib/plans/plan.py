"""The nouns of a plan: goal, phases, duties, supports, agreements, reviews, meetings, versions.

Days are civil days; ``from_`` and ``until`` are both covered. Hours are decimals of an hour, days a number in a week.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import attrs
from attrs import frozen

FORMAT = "rtwlib.plan/1"
KINDS = ("graduated", "maintenance", "trial")
JOBS = ("same", "same_modified", "different")
EMPLOYERS = ("same", "new")
PARTIES = ("worker", "employer", "supervisor", "practitioner", "insurer", "union", "rehabilitation_provider")
CLOSURES = ("goal_reached", "best_attainable", "worker_withdrew", "new_injury", "replaced", "other")


def _field(category: str, default: Any = None) -> Any:  # noqa: ANN401 - attrs types its own fields
    return attrs.field(default=default, metadata={"category": category})


@frozen
class Goal:
    """What the plan is for: which job, with which employer; ``title`` is the job's name."""

    job: str | None = _field("plan")
    employer: str | None = _field("plan")
    title: str | None = _field("plan")

    @property
    def order(self) -> int | None:
        """Return how far the goal is from the former job with the former employer (0), or ``None`` if not stated.

        The employer weighs more than the job (WSIB Ontario and New South Wales practice: other work with the employer
        of the injury comes before the same work elsewhere).
        """
        if self.job not in JOBS or self.employer not in EMPLOYERS:
            return None
        return EMPLOYERS.index(self.employer) * len(JOBS) + JOBS.index(self.job)


@frozen
class Phase:
    """A stretch of the plan with one pattern of work. A pattern that asks less than the one before says why."""

    from_: date | None = _field("plan")
    until: date | None = _field("plan")
    hours_per_day: Decimal | None = _field("plan")
    days_per_week: Decimal | None = _field("plan")
    duties: tuple[str, ...] = _field("plan", ())
    avoid: tuple[str, ...] = _field("capacity", ())
    breaks: str | None = _field("plan")
    reason: str | None = _field("plan")

    @property
    def hours_per_week(self) -> Decimal | None:
        """Return hours a day times days a week."""
        if self.hours_per_day is None or self.days_per_week is None:
            return None
        return self.hours_per_day * self.days_per_week


@frozen
class Agreement:
    """Whether a party agreed to the plan: ``agreed`` is ``None`` while it has not said."""

    party: str | None = _field("plan")
    agreed: bool | None = _field("plan")
    on: date | None = _field("plan")


@frozen
class Meeting:
    """A meeting about the plan: who took part, what was on the agenda, what was agreed."""

    on: date | None = _field("plan")
    parties: tuple[str, ...] = _field("plan", ())
    agenda: tuple[str, ...] = _field("plan", ())
    actions: tuple[str, ...] = _field("plan", ())


@frozen
class Clearance:
    """A request to the practitioner to clear this plan: whether the demands of the job went with it, and the answer."""

    asked_on: date | None = _field("plan")
    demands_attached: bool | None = _field("plan")
    cleared: bool | None = _field("plan")
    answered_on: date | None = _field("plan")


@frozen
class PlanVersion:
    """An earlier or the present version: who changed the plan, when and why."""

    number: int | None = _field("frame")
    on: date | None = _field("plan")
    by: str | None = _field("plan")
    reason: str | None = _field("plan")


@frozen
class Plan:
    """A return-to-work plan. What is not stated is unknown; there are no defaults.

    ``follows`` is the id of the plan or case that a recurrence follows. ``answers`` holds what only a person can say,
    by the names of `rtwlib.plans.checklist.QUESTIONS`.
    """

    id: str = _field("system", attrs.NOTHING)
    case: str | None = _field("system")
    follows: str | None = _field("system")
    kind: str | None = _field("plan")
    goal: Goal | None = _field("plan")
    former_goal: Goal | None = _field("plan")
    goal_reason: str | None = _field("plan")
    normal_hours_per_day: Decimal | None = _field("employment")
    normal_days_per_week: Decimal | None = _field("employment")
    phases: tuple[Phase, ...] = _field("plan", ())
    supervisor: str | None = _field("plan")
    supports: tuple[str, ...] = _field("plan", ())
    equipment: tuple[str, ...] = _field("plan", ())
    training: tuple[str, ...] = _field("plan", ())
    treatment: tuple[str, ...] = _field("medical", ())
    responsibilities: tuple[str, ...] = _field("plan", ())
    reviews: tuple[date, ...] = _field("plan", ())
    final: bool | None = _field("plan")
    meetings: tuple[Meeting, ...] = _field("plan", ())
    agreements: tuple[Agreement, ...] = _field("plan", ())
    offered_in_writing_on: date | None = _field("plan")
    copies_to: tuple[str, ...] = _field("plan", ())
    clearance: Clearance | None = _field("plan")
    answers: tuple[str, ...] = _field("plan", ())
    diagnosis: str | None = _field("medical")
    closed_on: date | None = _field("plan")
    closed_because: str | None = _field("plan")
    versions: tuple[PlanVersion, ...] = _field("plan", ())

    @property
    def starts_on(self) -> date | None:
        """Return the first day of the first phase."""
        days = [phase.from_ for phase in self.phases if phase.from_ is not None]
        return min(days, default=None)

    def _repr_html_(self) -> str:
        """Return the plan as HTML for a notebook."""
        from rtwlib.plans.pages import plan_page  # noqa: PLC0415 - the page is made of plans

        return plan_page(self)

    @property
    def ends_on(self) -> date | None:
        """Return the last day of the last phase."""
        days = [phase.until for phase in self.phases if phase.until is not None]
        return max(days, default=None)

"""What is earned and paid in each phase of a plan: wages for the hours worked, and the weekly benefit beside them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from attrs import evolve, frozen

from rtwlib.cases import Case, DatedValue, Fact
from rtwlib.plans.plan import Plan

CENT = Decimal("0.01")


@frozen
class PhasePay:
    """Income in the first week of a phase: wages before tax, the weekly benefit, their sum; ``None`` where unknown.

    ``wages`` are the pre-injury weekly earnings in proportion to the hours, an estimate that says so.
    ``law`` names the benefit, where it is written, and what lowers its weight.
    """

    phase: int
    week_of: date
    hours: Decimal
    wages: Decimal | None
    benefit: Decimal | None
    needs: tuple[str, ...] = ()
    law: str | None = None

    @property
    def income(self) -> Decimal | None:
        """Return wages and benefit together."""
        return None if self.wages is None or self.benefit is None else self.wages + self.benefit


def wages_of(plan: Plan, number: int, pre_injury_weekly: Decimal | None) -> Decimal | None:
    """Return the estimated weekly wages of a phase, ``None`` where hours or earnings are not known."""
    hours = plan.phases[number].hours_per_week
    normal = plan.normal_hours_per_day, plan.normal_days_per_week
    if hours is None or pre_injury_weekly is None or not normal[0] or not normal[1]:
        return None
    return (pre_injury_weekly * hours / (normal[0] * normal[1])).quantize(CENT)


def case_in_phase(case: Case, plan: Plan, number: int, wages: Decimal) -> Case:
    """Return the case as it would be in a phase: some capacity, the hours of the phase, its estimated wages."""
    hours = plan.phases[number].hours_per_week
    given = {
        "earnings.current_weekly": wages,
        "earnings.able_to_earn_weekly": wages,
        "earnings.hours_worked_weekly": hours,
        "worker.current_work_capacity": "some",
    }
    others = tuple(fact for fact in case.facts if fact.id not in given)
    facts = tuple(Fact(name, (DatedValue(value),)) for name, value in given.items())
    return evolve(case, facts=(*others, *facts))

"""Ten shapes of plans that practice describes, built with the library; hours and days are those of the sources."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import rtwlib
from rtwlib.cases import Case, Certificate, Worker
from rtwlib.plans.plan import Goal

START = date(2025, 1, 6)


def case(hours: str | None = None, days: str | None = None, capacity: str = "full", until: date | None = None) -> Case:
    certificate = Certificate(
        from_=START, until=until or date(2025, 12, 31), capacity=capacity,
        hours_per_day=None if hours is None else Decimal(hours), days_per_week=None if days is None else Decimal(days),
    )  # fmt: skip
    worker = Worker(hours_per_week=Decimal(40), days_per_week=Decimal(5))
    return Case("c", ("us-ct",), worker=worker, certificates=(certificate,))


def patterns(found: rtwlib.Plan | None) -> list[str]:
    phases = found.phases if found is not None else ()
    weeks = [((phase.until - phase.from_).days + 1) // 7 for phase in phases if phase.from_ and phase.until]
    return [f"{phase.hours_per_day}x{phase.days_per_week}:{count}" for phase, count in zip(phases, weeks, strict=True)]


def table(text: str) -> list[tuple[Decimal, Decimal]]:
    return [(Decimal(each.split("x")[0]), Decimal(each.split("x")[1])) for each in text.split()]


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [
        # Concussion, British Columbia: two half days in the first week, then at the doctor's pace.
        ("4x2 4x3 4x4 4x5 6x5", ["4x2:1", "4x3:1", "4x4:1", "4x5:1", "6x5:1", "8x5:1"]),
        # Four, six, eight hours: days rise before hours.
        ("4x3 4x5 6x5", ["4x3:1", "4x5:1", "6x5:1", "8x5:1"]),
        # The slow template: two weeks on each step.
        ("2x3 2x3 4x4 4x4 6x5 6x5", ["2x3:2", "4x4:2", "6x5:2", "8x5:1"]),
        # The ladder of Japanese practice: half day, six hours, full time.
        ("4x5 4x5 6x5 6x5", ["4x5:2", "6x5:2", "8x5:1"]),
        # United Kingdom: four weeks of half to full time, as one council limits it.
        ("4x3 4x4 6x4 6x5", ["4x3:1", "4x4:1", "6x4:1", "6x5:1", "8x5:1"]),
        # A long weekend of rest: full days, fewer of them.
        ("8x2 8x3 8x4", ["8x2:1", "8x3:1", "8x4:1", "8x5:1"]),
    ],
)
def test_tables_of_practice(weeks: str, expected: list[str]) -> None:
    found = rtwlib.graduate(case(), starts=START, progression="table", table=table(weeks))
    assert found.reached
    assert patterns(found.plan) == expected


def test_a_maintenance_plan_stays_at_work_while_treated() -> None:
    """Saskatchewan: a transitional return that stays as it is while the worker waits for treatment."""
    found = rtwlib.graduate(case("4", "5", "some", date(2025, 2, 2)), starts=START, first=(Decimal(4), Decimal(5)))
    assert patterns(found.plan) == ["4x5:4"]
    assert not found.reached
    assert found.why[-1] == "no certificate covers 2025-02-03"


def test_a_doctor_signs_off_each_step_in_south_australia() -> None:
    """A certificate of two weeks at a time: the plan ends with it, and the next one carries on."""
    first = Certificate(
        from_=START, until=date(2025, 1, 19), capacity="some", hours_per_day=Decimal(4), days_per_week=Decimal(3)
    )
    second = Certificate(
        from_=date(2025, 1, 20),
        until=date(2025, 2, 2),
        capacity="some",
        hours_per_day=Decimal(6),
        days_per_week=Decimal(4),
    )
    worker = Worker(hours_per_week=Decimal(40), days_per_week=Decimal(5))
    found = rtwlib.graduate(
        Case("c", ("au-sa",), worker=worker, certificates=(first, second)), starts=START, step_hours=Decimal(2)
    )
    assert patterns(found.plan) == ["4x3:2", "6x4:2"]


def test_light_duty_in_connecticut_leads_to_another_job() -> None:
    goal = Goal("different", "same", "records clerk")
    found = rtwlib.graduate(case("6", "5", "some"), starts=START, first=(Decimal(6), Decimal(5)), goal=goal)
    assert found.plan is not None
    assert found.plan.goal == goal
    assert goal.order == 2
    assert not found.reached


def test_time_contingent_steps_are_fixed_in_advance() -> None:
    """Reviewed trials: the schedule is set before, one hour more each week, whatever the day is like."""
    found = rtwlib.graduate(
        case(), starts=START, first=(Decimal(4), Decimal(5)), progression="by_hours", step_hours=Decimal(1)
    )
    assert patterns(found.plan) == ["4x5:1", "5x5:1", "6x5:1", "7x5:1", "8x5:1"]
    by_days = rtwlib.graduate(
        case(), starts=START, first=(Decimal(8), Decimal(2)), progression="by_days", step_days=Decimal(1)
    )
    assert patterns(by_days.plan) == ["8x2:1", "8x3:1", "8x4:1", "8x5:1"]

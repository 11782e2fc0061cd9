"""Planned against done, and reviews by the user's own criteria."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtwlib.cases import Certificate
from rtwlib.plans.plan import Phase, Plan
from rtwlib.plans.progress import (
    Criteria,
    Entry,
    Proposal,
    compared,
    durable_return,
    last_worked,
    review,
    since_last_work,
)

FIRST = date(2025, 1, 6)
PLAN = Plan(
    "p",
    phases=(
        Phase(FIRST, FIRST + timedelta(days=13), Decimal(4), Decimal(5)),
        Phase(FIRST + timedelta(days=14), FIRST + timedelta(days=27), Decimal(6), Decimal(5)),
    ),
)
CERTIFICATES = (
    Certificate(
        from_=FIRST, until=FIRST + timedelta(days=60), capacity="some", hours_per_day=Decimal(6),
        days_per_week=Decimal(5),
    ),
)  # fmt: skip
END = FIRST + timedelta(days=13)
ON = Criteria(Decimal(90), Decimal(50), most_pain=6, least_tolerance=3)


def days(hours: str, count: int = 10, *, tolerance: int | None = None, pain: int | None = None) -> list[Entry]:
    worked = [FIRST + timedelta(days=week * 7 + day) for week in (0, 1) for day in range(5)]
    return [Entry(day, Decimal(hours), attended=True, tolerance=tolerance, pain=pain) for day in worked[:count]]


def test_hours_done_are_held_against_hours_planned() -> None:
    (found,) = compared(PLAN, days("4"), END)
    assert (found.planned, found.done, found.percent) == (Decimal(40), Decimal(40), Decimal("100.0"))
    (half,) = compared(PLAN, days("4", 5), END)
    assert half.percent == Decimal("50.0")
    absent = [*days("4", 9), Entry(FIRST + timedelta(days=11), attended=False)]
    assert compared(PLAN, absent, END)[0].days_missed == 1
    assert compared(PLAN, (), END)[0].percent is None
    assert compared(PLAN, [Entry(FIRST)], END)[0].why == "the hours of 2025-01-06 are not recorded"
    assert compared(PLAN, (), FIRST - timedelta(days=1)) == ()


@pytest.mark.parametrize(
    ("hours", "more", "by", "proposal"),
    [
        ("4", {}, ON, Proposal.UPGRADE),
        ("3.5", {}, ON, Proposal.HOLD),
        ("1.5", {}, ON, Proposal.STEP_BACK),
        ("4", {"pain": 7}, ON, Proposal.HOLD),
        ("4", {"tolerance": 2}, ON, Proposal.HOLD),
        ("4", {}, Criteria(step_back_percent=Decimal(50)), Proposal.HOLD),
        ("4", {}, Criteria(), Proposal.NONE),
    ],
)
def test_a_review_proposes_by_the_criteria_that_are_on(
    hours: str, more: dict[str, int], by: Criteria, proposal: Proposal
) -> None:
    found = review(PLAN, days(hours, **more), CERTIFICATES, END, by)
    assert found.proposal is proposal
    assert found.reasons or found.needs


def test_no_upgrade_beyond_what_is_certified_or_beyond_the_plan() -> None:
    assert review(PLAN, days("4"), (), END, ON).proposal is Proposal.HOLD
    last = Plan("p", phases=PLAN.phases[:1])
    assert review(last, days("4"), CERTIFICATES, END, ON).proposal is Proposal.HOLD
    assert review(PLAN, (), CERTIFICATES, END, ON).needs == ("the diary has no day of this phase",)
    assert review(PLAN, (), CERTIFICATES, FIRST - timedelta(days=1), ON).needs == ("no phase has begun",)


@given(st.decimals(0, 8, places=1), st.decimals(0, 8, places=1))
def test_more_hours_never_lead_to_a_lower_proposal(one: Decimal, other: Decimal) -> None:
    order = (Proposal.STEP_BACK, Proposal.HOLD, Proposal.UPGRADE)
    less, more = sorted((one, other))
    low, high = (review(PLAN, days(str(each)), CERTIFICATES, END, ON).proposal for each in (less, more))
    assert order.index(low) <= order.index(high)


def test_time_since_last_work_counts_from_the_last_day_with_work_up_to_today() -> None:
    worked, missed = Entry(FIRST, Decimal(2)), Entry(FIRST + timedelta(days=2), attended=False)
    later = Entry(FIRST + timedelta(days=9), Decimal(2))
    assert last_worked((missed, worked, later), FIRST + timedelta(days=5)) == FIRST
    assert last_worked((missed, Entry(FIRST, Decimal(0)), Entry(FIRST)), FIRST) is None
    assert last_worked((Entry(FIRST, attended=True),), FIRST) == FIRST
    assert since_last_work(FIRST, FIRST + timedelta(days=20)) == 20
    assert since_last_work(None, FIRST) is None


def test_a_return_is_durable_when_the_window_has_passed_without_an_absence() -> None:
    back = date(2025, 1, 6)
    assert durable_return(back, (), date(2025, 3, 30), weeks=13) is None
    assert durable_return(back, (), date(2025, 4, 7), weeks=13) is True
    assert durable_return(back, [date(2025, 2, 3)], date(2025, 2, 10), weeks=13) is False
    assert durable_return(back, [date(2025, 4, 7)], date(2025, 5, 1), weeks=13) is True

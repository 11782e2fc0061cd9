"""Building: a plan stays within its certificates, reaches the goal or says why, and passes its own checks."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import rtwlib
from rtwlib.cases import Case, Certificate, Worker
from rtwlib.plans.building import PROGRESSIONS
from rtwlib.plans.certified import certified_on
from rtwlib.plans.checks import Limits
from rtwlib.plans.files import plan_to_dict
from rtwlib.plans.plan import Plan

START = date(2025, 1, 6)
LAW = rtwlib.law("us-ct")
HALVES = st.integers(1, 24).map(lambda halves: Decimal(halves) / 2)
DAYS = st.integers(1, 7).map(Decimal)
# What a built plan can be held against: the rest is for people to add.
WITHIN = {"RTW221", "RTW222", "RTW223", "RTW224", "RTW226", "RTW227", "RTW231", "RTW234", "RTW242"}


@st.composite
def certificates(draw: st.DrawFn) -> Certificate:
    first = START + timedelta(days=draw(st.integers(-20, 60)))
    return Certificate(
        examined_on=draw(st.none() | st.just(first) | st.just(first - timedelta(days=3))),
        from_=first,
        until=draw(st.none() | st.integers(0, 80).map(lambda days: first + timedelta(days=days))),
        capacity=draw(st.sampled_from(["some", "some", "some", "full", "none"])),
        hours_per_day=draw(st.none() | HALVES),
        days_per_week=draw(st.none() | DAYS),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    covered = Certificate(
        from_=START, until=START + timedelta(days=draw(st.integers(6, 90))), capacity="some",
        hours_per_day=draw(HALVES), days_per_week=draw(DAYS),
    )  # fmt: skip
    more = draw(st.lists(certificates(), max_size=3))
    worker = Worker(hours_per_week=Decimal(40), days_per_week=Decimal(5), occupation="nurse")
    return Case("c1", ("us-ct",), worker=worker, certificates=(covered, *more))


@st.composite
def wishes(draw: st.DrawFn) -> dict[str, Any]:
    progression = draw(st.sampled_from(PROGRESSIONS))
    found: dict[str, Any] = {
        "starts": START + timedelta(days=draw(st.integers(-3, 10))),
        "progression": progression,
        "first": draw(st.none() | st.tuples(HALVES, DAYS)),
        "step_hours": draw(st.none() | HALVES),
        "step_days": draw(st.none() | DAYS),
        "weeks_per_step": draw(st.none() | st.integers(1, 3)),
        "most_weeks": draw(st.none() | st.integers(1, 20)),
    }
    if progression == "table":
        found["table"] = draw(st.lists(st.tuples(HALVES, DAYS), min_size=1, max_size=6))
    return found


@given(cases(), wishes())
def test_a_built_plan_passes_its_own_checks(case: Case, wished: dict[str, Any]) -> None:
    found = rtwlib.graduate(case, **wished)
    if found.plan is None:
        assert found.why
        return
    codes = {each.code for each in rtwlib.check_plan(found.plan, case, LAW)}
    assert not codes & WITHIN


@given(cases(), wishes())
def test_a_built_plan_never_exceeds_what_is_certified_on_any_day(case: Case, wished: dict[str, Any]) -> None:
    found = rtwlib.graduate(case, **wished)
    for phase in found.plan.phases if found.plan is not None else ():
        assert phase.from_ is not None
        assert phase.until is not None
        for number in range((phase.until - phase.from_).days + 1):
            certified = certified_on(case.certificates, phase.from_ + timedelta(days=number))
            assert certified.covered
            assert certified.hours_per_day is None or (phase.hours_per_day or 0) <= certified.hours_per_day
            assert certified.days_per_week is None or (phase.days_per_week or 0) <= certified.days_per_week


@given(cases(), wishes())
def test_it_reaches_the_former_pattern_or_says_why_not(case: Case, wished: dict[str, Any]) -> None:
    found = rtwlib.graduate(case, **wished)
    if not found.reached:
        assert found.why
        return
    assert found.plan is not None
    last = found.plan.phases[-1]
    assert (last.hours_per_day, last.days_per_week) == (Decimal(8), Decimal(5))


@given(cases(), wishes())
def test_it_never_goes_back_without_a_reason(case: Case, wished: dict[str, Any]) -> None:
    found = rtwlib.graduate(case, **wished)
    phases = found.plan.phases if found.plan is not None else ()
    for one, other in pairwise(phases):
        back = (other.hours_per_day or 0) < (one.hours_per_day or 0) or (other.days_per_week or 0) < (
            one.days_per_week or 0
        )
        assert not back or other.reason


@given(cases(), wishes(), st.integers(1, 300))
def test_a_certificate_for_other_days_changes_nothing(case: Case, wished: dict[str, Any], days: int) -> None:
    found = rtwlib.graduate(case, **wished)
    if found.plan is None or found.plan.ends_on is None:
        return
    later = Certificate(from_=found.plan.ends_on + timedelta(days=400 + days), capacity="none")
    more = evolve(case, certificates=(*case.certificates, later))
    assert rtwlib.graduate(more, **wished).plan == found.plan
    assert rtwlib.check_plan(found.plan, more, LAW) == rtwlib.check_plan(found.plan, case, LAW)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    phases = []
    first = START
    for _ in range(draw(st.integers(0, 4))):
        last = first + timedelta(days=draw(st.integers(0, 20)))
        phases.append(
            {
                "from": first.isoformat(),
                "until": last.isoformat(),
                "hours_per_day": str(draw(HALVES)),
                "days_per_week": str(draw(DAYS)),
                **draw(st.sampled_from([{}, {"reason": "pain"}, {"duties": ["post"]}, {"avoid": ["stairs"]}])),
            }
        )
        first = last + timedelta(days=draw(st.integers(1, 3)))
    found: dict[str, Any] = {"format": "rtwlib.plan/1", "id": "p", "phases": phases}
    found |= draw(st.sampled_from([{}, {"kind": "trial"}, {"goal": {"job": "same", "employer": "same"}}]))
    found |= draw(st.sampled_from([{}, {"final": True}, {"reviews": ["2025-02-01"]}, {"diagnosis": "strain"}]))
    found |= draw(
        st.sampled_from(
            [{}, {"agreements": [{"party": "worker", "agreed": True}, {"party": "employer", "agreed": False}]}]
        )
    )
    return rtwlib.read_plan(found)


@given(plans(), cases(), st.sampled_from(["us-ct", "au-nsw", "au-vic", "au-sa", "au-cth", "au-qld"]))
def test_checking_is_total_and_plans_round_trip(plan: Plan, case: Case, law: str) -> None:
    found = rtwlib.check_plan(plan, case, rtwlib.law(law))
    assert all(each.message and each.fix for each in found)
    assert list(found) == sorted(found, key=lambda each: (each.code, str(each.where), each.message))
    assert rtwlib.read_plan(plan_to_dict(plan)) == plan


@given(plans(), cases(), HALVES, DAYS)
def test_a_later_restriction_never_makes_a_failing_plan_pass(
    plan: Plan, case: Case, hours: Decimal, days: Decimal
) -> None:
    def over(certificates: tuple[Certificate, ...]) -> set[str | None]:
        checked = rtwlib.check_plan(plan, evolve(case, certificates=certificates), LAW)
        return {each.where.path for each in checked if each.code in {"RTW221", "RTW226"}}

    before = case.certificates[0]
    stricter = evolve(
        before,
        examined_on=date(2030, 1, 1),
        hours_per_day=min(before.hours_per_day or hours, hours),
        days_per_week=min(before.days_per_week or days, days),
    )
    assert over((before,)) <= over((before, stricter))


def case_of(*rows: tuple[str, str, str, str | None, str | None]) -> Case:
    found = tuple(
        Certificate(
            from_=date.fromisoformat(first), until=date.fromisoformat(last), capacity=capacity,
            hours_per_day=None if hours is None else Decimal(hours),
            days_per_week=None if days is None else Decimal(days),
        )
        for first, last, capacity, hours, days in rows
    )  # fmt: skip
    return Case(
        "c1", ("us-ct",), worker=Worker(hours_per_week=Decimal(40), days_per_week=Decimal(5)), certificates=found
    )


def test_without_a_certificate_the_nearest_day_is_named() -> None:
    case = case_of(("2025-01-13", "2025-02-09", "some", "4", "5"))
    found = rtwlib.graduate(case, starts=date(2025, 1, 6))
    assert found.plan is None
    assert found.nearest == date(2025, 1, 13)
    assert found.why == (
        "no certificate covers 2025-01-06", "the nearest day on which a plan can begin is 2025-01-13",
    )  # fmt: skip


def test_what_is_not_stated_stops_the_plan() -> None:
    case = case_of(("2025-01-06", "2025-01-19", "some", "4", "5"), ("2025-01-20", "2025-02-09", "some", None, "5"))
    found = rtwlib.graduate(case, starts=START, first=(Decimal(2), Decimal(5)))
    assert found.plan is not None
    assert found.plan.ends_on == date(2025, 1, 19)
    assert found.why[-1] == "the certificate that counts on 2025-01-20 does not state hours and days"


def test_every_default_is_named_and_none_is_called_law() -> None:
    case = case_of(("2025-01-06", "2025-06-01", "full", None, None))
    found = rtwlib.graduate(case, starts=START, first=(Decimal(4), Decimal(3)))
    names = [each.name for each in found.defaults]
    assert names == ["step_hours", "step_days", "weeks_per_step", "most_weeks", "goal", "reviews"]
    assert all("no law" in each.says for each in found.defaults[:4])
    chosen = rtwlib.graduate(
        case, starts=START, first=(Decimal(4), Decimal(3)), step_hours=Decimal(2), step_days=Decimal(1),
        weeks_per_step=1, most_weeks=8,
    )  # fmt: skip
    assert [each.name for each in chosen.defaults] == ["goal", "reviews"]


def test_without_the_former_pattern_nothing_is_built() -> None:
    found = rtwlib.graduate(Case("c1", ("us-ct",)), starts=START)
    assert found.why == ("the worker's hours and days a week before the injury are not known",)


@pytest.mark.parametrize(
    ("wished", "message"),
    [
        ({"progression": "fast"}, "'fast' is no progression; expected one of: by_hours, by_days, mixed, table"),
        (
            {"progression": "table"},
            "a table of weeks belongs to the progression 'table', and that progression needs one",
        ),
        ({"first": (Decimal(25), Decimal(5))}, "a pattern is hours a day"),
        ({"step_hours": Decimal(0)}, "steps and weeks must be more than 0"),
    ],
)
def test_impossible_wishes_are_told(wished: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message.replace("(", r"\(")):
        rtwlib.graduate(case_of(("2025-01-06", "2025-06-01", "full", None, None)), starts=START, **wished)


def test_of_contradicting_certificates_the_one_examined_last_counts() -> None:
    older = Certificate(examined_on=date(2025, 1, 2), from_=START, capacity="full")
    newer = Certificate(examined_on=date(2025, 1, 5), from_=START, capacity="some", hours_per_day=Decimal(4))
    found = certified_on((newer, older), START)
    assert (found.certificate, found.hours_per_day, found.unstated) == (0, Decimal(4), True)
    same = evolve(newer, hours_per_day=Decimal(6), days_per_week=Decimal(5))
    strict = evolve(same, hours_per_day=Decimal(3))
    assert certified_on((same, strict), START).hours_per_day == Decimal(3)
    assert "the one examined last counts" in (found.reason.note or "")
    assert certified_on((), START).reason.value == "no certificate covers the day"


def test_limits_of_practice_can_be_changed() -> None:
    case = case_of(("2025-01-06", "2025-12-01", "full", None, None))
    plan = rtwlib.read_plan(
        {
            "format": "rtwlib.plan/1",
            "id": "p",
            "phases": [
                {"from": "2025-01-06", "until": "2025-01-12", "hours_per_day": "2", "days_per_week": "2"},
                {"from": "2025-01-13", "until": "2025-04-20", "hours_per_day": "8", "days_per_week": "5"},
            ],
        }
    )
    codes = [each.code for each in rtwlib.check_plan(plan, case, LAW)]
    assert codes.count("RTW232") == 2
    assert "RTW233" in codes
    wide = Limits(Decimal(8), Decimal(5), 20)
    assert not {"RTW232", "RTW233"} & {each.code for each in rtwlib.check_plan(plan, case, LAW, limits=wide)}

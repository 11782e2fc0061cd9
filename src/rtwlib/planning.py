"""The public functions for return-to-work plans: build one, read one, check one, see it as an audience may."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rtwlib import api, catalog, hooks
from rtwlib.findings import Finding, Severity
from rtwlib.plans import building, files
from rtwlib.plans.building import Proposal, Wishes
from rtwlib.plans.checks import Given, Limits, findings_on
from rtwlib.plans.pay import PhasePay, case_in_phase, wages_of
from rtwlib.plans.plan import Goal, Plan
from rtwlib.privacy.case_tests import case_test

if TYPE_CHECKING:
    from rtwlib.benefits.weekly import WeeklyBenefit
    from rtwlib.cases import Case
    from rtwlib.laws import Law

Pattern = tuple[Decimal, Decimal]


def graduate(
    case: Case,
    *,
    starts: date,
    first: Pattern | None = None,
    normal: Pattern | None = None,
    progression: str = "mixed",
    step_hours: Decimal | None = None,
    step_days: Decimal | None = None,
    weeks_per_step: int | None = None,
    most_weeks: int | None = None,
    table: Iterable[Pattern] = (),
    goal: Goal | None = None,
    duties: Iterable[str] = (),
    plan_id: str | None = None,
) -> Proposal:
    """Return the graduated plan that comes nearest to some wishes within the certificates of a case.

    ``first`` and ``normal`` are hours a day and days a week; ``normal`` is the worker's pattern before the injury if
    left out. ``progression`` is by_hours, by_days, mixed or table. Every default is named in the result and none is
    law; what could not be done says why. Raises `ValueError` for impossible wishes.
    """
    wishes = Wishes(
        starts, first, normal, progression, step_hours, step_days, weeks_per_step, most_weeks, tuple(table), goal,
        tuple(duties),
    )  # fmt: skip
    return building.graduate(case, wishes, plan_id=plan_id or f"{case.id}-plan")


def read_plan(source: str | bytes | Path | Mapping[str, Any]) -> Plan:
    """Return the plan in a JSON text, bytes, path or parsed object (``rtwlib.plan/1``).

    Raises `InputProblems` with every problem of the file, its path, and the nearest valid words.
    """
    return files.read_plan(source)


def check_plan(
    plan: Plan,
    case: Case,
    law: Law,
    *,
    today: date | None = None,
    limits: Limits | None = None,
    unfit: Iterable[tuple[str, str]] = (),
) -> tuple[Finding, ...]:
    """Return what is wrong with a plan: against the certificates of the case, practice, and the law of the place.

    ``limits`` are those of practice, with the library's own defaults; ``unfit`` names duties that do not fit, with the
    reason, as `rtwlib.plans.matching` gives them. Law is read on ``today``, else on the first day of the plan.
    """
    day = today or plan.starts_on
    test = case_test(case, law, day) if day is not None else None
    given = Given(
        plan,
        case,
        law.plan_requirements,
        (lambda requirement: test(requirement.applies_when)) if test is not None else None,
        limits or Limits(),
        day,
        tuple(unfit),
    )
    return (*findings_on(given), *_remarks(plan, case, law, given))


def plan_pay(plan: Plan, case: Case, law: Law, *, today: date) -> tuple[PhasePay, ...]:
    """Return wages and weekly benefit in the first week of each phase that says its day and hours.

    Wages are the earnings before the injury in proportion to the hours, an estimate; the benefit is what the law's
    rules give for a worker with some capacity who earns so much, or what is missing.
    """
    found = []
    earnings = _earnings(case)
    for number, phase in enumerate(plan.phases):
        if phase.from_ is None or phase.hours_per_week is None:
            continue
        wages = wages_of(plan, number, earnings)
        if wages is None:
            found.append(PhasePay(number, phase.from_, phase.hours_per_week, None, None))
            continue
        given = case_in_phase(case, plan, number, wages)
        paid = api.weekly_benefit(given, law, today=today, on=phase.from_)
        needs = tuple(need.ask for need in paid.needs)
        found.append(PhasePay(number, phase.from_, phase.hours_per_week, wages, paid.amount, needs, _law_of(paid)))
    return tuple(found)


def _law_of(paid: WeeklyBenefit) -> str | None:
    if paid.benefit is None or paid.version is None:
        return None
    return ", ".join((paid.benefit.title, paid.version.cited, *paid.version.marks))


def _earnings(case: Case) -> Decimal | None:
    """Return the weekly earnings before the injury that the case states, last stated first."""
    for fact in case.facts:
        if fact.id == "earnings.pre_injury_weekly" and fact.values:
            return Decimal(str(fact.values[-1].value))
    return case.worker.average_weekly_wage if case.worker is not None else None


def _remarks(plan: Plan, case: Case, law: Law, given: Given) -> Iterable[Finding]:
    """Yield what plugins of the law remark on the plan."""
    own = hooks.of_packs(catalog.open_catalog().manager, [stamp.id for stamp in law.stamps])
    for remark in hooks.plan_remarks(own, plan, case, law):
        severity = Severity(remark.severity)
        yield given.finding("RTW243", None, f"{remark.code}: {remark.message}", severity=severity)

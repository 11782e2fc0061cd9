"""What a check reads: the plan, the case, what the law wants, the limits in use; and how it makes a finding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cached_property

from attrs import define, frozen

from rtwlib.answers import Verdict
from rtwlib.cases import Case
from rtwlib.findings import Finding, Severity, Where
from rtwlib.plan_codes import PLAN_CODES
from rtwlib.plan_requirements import PlanRequirement
from rtwlib.plans.certified import Certified, certified_through
from rtwlib.plans.plan import Phase, Plan


@frozen
class Limits:
    """Limits of practice that no law sets; the defaults are the library's own, and each finding on one says so."""

    step_hours_per_day: Decimal = Decimal(2)
    step_days_per_week: Decimal = Decimal(2)
    most_weeks: int = 12


@define(slots=False)
class Given:
    """What is known when a plan is checked; ``test`` tells whether the conditions of a requirement hold."""

    plan: Plan
    case: Case
    requirements: tuple[PlanRequirement, ...] = ()
    test: Callable[[PlanRequirement], Verdict] | None = None
    limits: Limits = Limits()
    today: date | None = None
    unfit: tuple[tuple[str, str], ...] = ()

    @cached_property
    def certified(self) -> dict[int, tuple[Certified, ...]]:
        """Return, for each phase whose days are stated, what is certified for each of its days."""
        return {
            number: certified_through(self.case.certificates, phase.from_, phase.until)
            for number, phase in enumerate(self.plan.phases)
            if phase.from_ is not None and phase.until is not None and phase.from_ <= phase.until
        }

    def finding(
        self,
        code: str,
        path: str | None,
        message: str,
        *,
        severity: Severity | None = None,
        cite: str | None = None,
        rule: str | None = None,
    ) -> Finding:
        """Return a finding of a code; severity and what to do come from the register unless they are given."""
        known = PLAN_CODES[code]
        where = Where(self.plan.id, path)
        return Finding(code, severity or known.severity, where, message, cite=cite, fix=known.fix, rule=rule)


def named(number: int, phase: Phase) -> str:
    """Return a phase in words, such as ``phase 2 (from 2025-01-13)``."""
    return f"phase {number + 1}" + (f" (from {phase.from_})" if phase.from_ is not None else "")

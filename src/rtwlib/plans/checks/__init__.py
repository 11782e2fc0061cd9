"""The checks of a plan: each a small function from what is known to findings; all are run, in order of code."""

from __future__ import annotations

from collections.abc import Iterable

from rtwlib.findings import Finding
from rtwlib.plans.checks.agreed import AGREED
from rtwlib.plans.checks.given import Given, Limits
from rtwlib.plans.checks.law import required_by_law
from rtwlib.plans.checks.progression import PROGRESSION
from rtwlib.plans.checks.within import WITHIN

CHECKS = (*WITHIN, *PROGRESSION, *AGREED, required_by_law)

__all__ = ["CHECKS", "Given", "Limits", "findings_on"]


def findings_on(given: Given) -> tuple[Finding, ...]:
    """Return what the checks find, in order of code, place and message."""
    found: list[Finding] = []
    for check in CHECKS:
        found.extend(_all(check(given)))
    return tuple(sorted(found, key=lambda each: (each.code, str(each.where), each.message)))


def _all(found: Iterable[Finding]) -> list[Finding]:
    return list(found)

"""Whether the work of a plan is within what is certified, every day of it."""

from __future__ import annotations

from collections.abc import Iterator

from rtwlib.findings import Finding
from rtwlib.plans.checks.given import Given, named


def complete(given: Given) -> Iterator[Finding]:
    """Find phases that do not say their days, hours or days a week, and a plan without any phase."""
    if not given.plan.phases:
        yield given.finding("RTW242", "phases", "the plan has no phase")
    for number, phase in enumerate(given.plan.phases):
        missing = [
            name.rstrip("_")
            for name in ("from_", "until", "hours_per_day", "days_per_week")
            if getattr(phase, name) is None
        ]
        if missing:
            yield given.finding(
                "RTW242", f"phases[{number}]", f"{named(number, phase)} does not say {', '.join(missing)}"
            )


def hours(given: Given) -> Iterator[Finding]:
    """Find phases that ask more than is certified (V1), once for each certificate that allows less."""
    for number, days in given.certified.items():
        phase = given.plan.phases[number]
        if phase.hours_per_day is None or phase.days_per_week is None:
            continue
        told: set[int | None] = set()
        for day in days:
            allowed = day.allows(phase.hours_per_day, phase.days_per_week)
            if not day.covered or allowed is not False or day.certificate in told:
                continue
            told.add(day.certificate)
            limit = " and ".join(
                f"{most} {unit}"
                for most, unit in ((day.hours_per_day, "hours a day"), (day.days_per_week, "days a week"))
                if most is not None
            )
            message = (
                f"{named(number, phase)} asks {phase.hours_per_day} hours a day on {phase.days_per_week} days a week; "
                f"on {day.day} no more than {limit} are certified"
            )
            yield given.finding("RTW221", f"phases[{number}]", message)


def unstated(given: Given) -> Iterator[Finding]:
    """Find phases under a certificate that does not state its limits: what is unstated never passes."""
    for number, days in given.certified.items():
        phase = given.plan.phases[number]
        if phase.hours_per_day == 0 or phase.days_per_week == 0:
            continue
        told: set[int | None] = set()
        for day in days:
            if day.unstated and day.certificate not in told:
                told.add(day.certificate)
                message = (
                    f"{named(number, phase)}: on {day.day} the certificate does not state the hours or days it allows"
                )
                yield given.finding("RTW226", f"phases[{number}]", message)


def certificate_at_start(given: Given) -> Iterator[Finding]:
    """Find a plan whose first day no certificate covers (V3)."""
    first = given.plan.starts_on
    for days in given.certified.values():
        for day in days:
            if day.day == first and not day.covered:
                yield given.finding(
                    "RTW223", "phases[0].from", f"no certificate covers {first}, the first day of the plan"
                )


def beyond(given: Given) -> Iterator[Finding]:
    """Find phases with days after the first that no certificate covers (V4)."""
    first = given.plan.starts_on
    for number, days in given.certified.items():
        uncovered = [day.day for day in days if not day.covered and day.day != first]
        if uncovered:
            phase = given.plan.phases[number]
            message = f"{named(number, phase)}: no certificate covers {uncovered[0]}"
            yield given.finding("RTW224", f"phases[{number}]", message)


def endless(given: Given) -> Iterator[Finding]:
    """Find certificates that count and do not say until when they hold (V5)."""
    told: set[int | None] = set()
    for days in given.certified.values():
        for day in days:
            if day.covered and day.until is None and day.certificate not in told:
                told.add(day.certificate)
                message = "the certificate that counts does not say until when it holds"
                yield given.finding("RTW225", f"case, certificate {(day.certificate or 0) + 1}", message)


def duties(given: Given) -> Iterator[Finding]:
    """Find duties in the plan whose demands do not fit the capacity (V2), as the matching of duties said."""
    planned = {duty for phase in given.plan.phases for duty in phase.duties}
    for duty, why in given.unfit:
        if duty in planned:
            yield given.finding("RTW222", f"duty {duty}", why)


WITHIN = (complete, hours, unstated, certificate_at_start, beyond, endless, duties)

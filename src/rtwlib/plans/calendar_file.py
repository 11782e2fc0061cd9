"""A plan as an iCalendar file (RFC 5545): a day entry for each phase and each review, with stable ids.

Titles hold no personal data: they say "phase 2", not who or why. An id follows from the plan's id by a one-way
function, so that a changed plan replaces the same entries and the file names nobody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta

from rtwlib.plans.pictures import shown
from rtwlib.plans.plan import Plan

_DAY = timedelta(days=1)
_LONGEST = 73


def plan_ics(plan: Plan, *, stamped: date, personal: bool = False) -> str:
    """Return a plan as iCalendar text; ``stamped`` is the day on which it was made.

    With ``personal`` the titles also say the hours; without it they only say which phase.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//rtwlib//plan//EN", "CALSCALE:GREGORIAN"]
    for kind, number, first, last, title in _entries(plan, personal=personal):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_uid(plan.id, kind, number)}",
            f"DTSTAMP:{stamped:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{last + _DAY:%Y%m%d}",
            f"SUMMARY:{title}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{part}\r\n" for line in (*lines, "END:VCALENDAR") for part in _folded(line))


def _entries(plan: Plan, *, personal: bool) -> Iterator[tuple[str, int, date, date, str]]:
    for number, phase in enumerate(plan.phases, start=1):
        if phase.from_ is None or phase.until is None:
            continue
        title = f"Plan: phase {number}"
        if personal and phase.hours_per_day is not None and phase.days_per_week is not None:
            title += f"\\, {shown(phase.hours_per_day)} hours on {shown(phase.days_per_week)} days a week"
        yield "phase", number, phase.from_, phase.until, title
    for number, day in enumerate(plan.reviews, start=1):
        yield "review", number, day, day, f"Plan: review {number}"


def _uid(plan: str, kind: str, number: int) -> str:
    return f"{hashlib.sha256(f'rtwlib plan {plan}'.encode()).hexdigest()[:24]}-{kind}-{number}@rtwlib.invalid"


def _folded(line: str) -> Iterator[str]:
    yield line[:_LONGEST]
    rest = line[_LONGEST:]
    while rest:
        yield " " + rest[: _LONGEST - 1]
        rest = rest[_LONGEST - 1 :]

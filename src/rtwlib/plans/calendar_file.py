"""A plan as an iCalendar file: a day entry for each phase and each review, with stable ids.

Titles hold no personal data: they say "phase 2", not who or why. An id follows from the plan's id by a one-way
function, so that a changed plan replaces the same entries and the file names nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rtwlib.calendar_text import DayEntry, calendar_text, uid_of
from rtwlib.plans.pictures import shown
from rtwlib.plans.plan import Plan


def plan_ics(plan: Plan, *, stamped: date, personal: bool = False) -> str:
    """Return a plan as iCalendar text; ``stamped`` is the day on which it was made.

    With ``personal`` the titles also say the hours; without it they only say which phase.
    """
    return calendar_text(_entries(plan, personal=personal), subject="plan", stamped=stamped)


def _entries(plan: Plan, *, personal: bool) -> Iterator[DayEntry]:
    for number, phase in enumerate(plan.phases, start=1):
        if phase.from_ is None or phase.until is None:
            continue
        title = f"Plan: phase {number}"
        if personal and phase.hours_per_day is not None and phase.days_per_week is not None:
            title += f", {shown(phase.hours_per_day)} hours on {shown(phase.days_per_week)} days a week"
        yield DayEntry(_uid(plan.id, "phase", number), phase.from_, phase.until, title)
    for number, day in enumerate(plan.reviews, start=1):
        yield DayEntry(_uid(plan.id, "review", number), day, day, f"Plan: review {number}")


def _uid(plan: str, kind: str, number: int) -> str:
    return uid_of(f"rtwlib plan {plan}", f"-{kind}-{number}")

"""What returns: contacts to keep, training that expires, activities of the safety programme."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from rtwlib.dates import MonthEnd, add_months
from rtwlib.programme.reminders import Reminder, field_reminders, reminder

if TYPE_CHECKING:
    from rtwlib.programme.registers import Programme
    from rtwlib.programme.safety import SafetyActivity


def reminders(programme: Programme, today: date) -> tuple[Reminder, ...]:
    """Return everything that falls due in a programme, done or not, as it stands on ``today``."""
    return (
        *field_reminders(programme, today),
        *_contacts(programme, today),
        *_training(programme, today),
        *_safety(programme, today),
    )


def _contacts(programme: Programme, today: date) -> Iterator[Reminder]:
    for row in programme.contacts:
        if row.contact_every_days is not None:
            due = _days_after(row.last_contact_on, row.contact_every_days)
            yield reminder(
                "contacts", row, "last_contact_on",
                title="Get in touch with a contact", code="RTW317", due=due, done=None, today=today,
            )  # fmt: skip


def _training(programme: Programme, today: date) -> Iterator[Reminder]:
    courses = {course.id: course for course in programme.courses}
    for row in programme.attendances:
        course = courses.get(row.course or "")
        if course is None or course.valid_months is None or row.attended_on is None or row.replaced_on is not None:
            continue
        yield reminder(
            "attendances", row, "attended_on",
            title="Training expires", code="RTW312",
            due=_months_after(row.attended_on, course.valid_months), done=None, today=today,
        )  # fmt: skip


def _safety(programme: Programme, today: date) -> Iterator[Reminder]:
    done: dict[str, list[date]] = {}
    for record in programme.safety_records:
        if record.activity is not None and record.done_on is not None and record.done_on <= today:
            done.setdefault(record.activity, []).append(record.done_on)
    for row in programme.safety_activities:
        if row.ended_on is not None and row.ended_on <= today:
            continue
        yield _activity(row, sorted(done.get(row.id, ())), today)


def _activity(row: SafetyActivity, done: list[date], today: date) -> Reminder:
    """Return when an activity is due next: so many months after it was done last, or on its first day."""
    if done and row.every_months is not None:
        due, last = _months_after(done[-1], row.every_months), None
    else:
        due, last = row.first_due_on, (done[0] if done else None)
        due = last if due is None else due
    return reminder(
        "safety_activities", row, "first_due_on",
        title=_TITLES.get(row.subject or "", "Safety programme: an activity"), code="RTW311",
        due=due, done=last, today=today,
    )  # fmt: skip


_TITLES = {
    "bloodborne_pathogens": "Safety programme: bloodborne pathogens",
    "tuberculosis_testing": "Safety programme: tuberculosis testing",
    "ergonomics": "Safety programme: ergonomics",
    "workplace_violence": "Safety programme: workplace violence",
    "pre_placement_examinations": "Safety programme: pre-placement examinations",
    "accident_prevention": "Safety programme: accident prevention",
    "training": "Safety programme: training",
}


def _days_after(day: date | None, days: int) -> date | None:
    try:
        return None if day is None else day + timedelta(days=days)
    except OverflowError:
        return None


def _months_after(day: date, months: int) -> date | None:
    try:
        return add_months(day, months, MonthEnd.LAST_DAY)
    except OverflowError:
        return None

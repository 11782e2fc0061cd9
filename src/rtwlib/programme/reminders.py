"""Reminders: what falls due in the registers, as entries of the same kind as the time limits of law.

Which fields have a day on which something falls due is said by the fields themselves (`rtwlib.programme.fields`); what
returns after some time (contacts, training, activities of safety) is in `rtwlib.programme.recurring`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import frozen

from rtwlib.answers import Need, Wants
from rtwlib.entries import Entry, Happened, State
from rtwlib.kinds import Force, Kind
from rtwlib.programme.fields import Due, meanings
from rtwlib.programme.registers import Programme
from rtwlib.sources import Confidence

COORDINATOR = "coordinator"
CITE = "the programme's own register"


@frozen
class Reminder:
    """Something that falls due in a register: the row, the field, the entry, and the code of a finding if it lapses."""

    register: str
    row: str
    field: str
    entry: Entry
    code: str
    case: str | None = None
    owner: str | None = None

    @property
    def lapsed(self) -> bool:
        """Return whether its day has passed and nothing says that it was done."""
        return self.entry.state is State.MISSED

    @property
    def place(self) -> str:
        """Return the place in the programme, such as ``promises p1.due_on``."""
        return f"{self.register} {self.row}.{self.field}"


def field_reminders(programme: Programme, today: date) -> Iterator[Reminder]:
    """Yield what falls due on the days of fields, in the order of the registers."""
    for register, row in programme.rows():
        for name, meaning in meanings(type(row)):
            if meaning.due is not None:
                yield from _of_field(register, row, name, meaning.due, today)


def _of_field(register: str, row: Any, name: str, due: Due, today: date) -> Iterator[Reminder]:  # noqa: ANN401 - any row
    if due.ended is not None and getattr(row, due.ended) is not None:
        return
    day = getattr(row, name)
    done = getattr(row, due.done) if due.done is not None else None
    if day is None and (done is not None or not due.wanted):
        return
    yield reminder(register, row, name, title=due.title, code=due.code, due=day, done=done, today=today)


def reminder(
    register: str,
    row: Any,  # noqa: ANN401 - a row of any register
    field: str,
    *,
    title: str,
    code: str,
    due: date | None,
    done: date | None,
    today: date,
) -> Reminder:
    """Return a reminder in its state on a day; without a due day it is unknown, and asks for one."""
    name = field.rstrip("_")
    needs = () if due is not None else (Need(Wants.EVENT, f"{register}.{name}", f"{title}: by when?"),)
    entry = Entry(
        rule=f"programme/{register}.{name}",
        kind=Kind.DUTY,
        title=title,
        owed_by=COORDINATOR,
        state=state_of(due, done, today),
        due=due,
        met_by=Happened(f"{register}.done", done, f"{register} {row.id}") if done is not None else None,
        needs=needs,
        force=Force.PRACTICE,
        cite=CITE,
        confidence=Confidence.SECONDARY,
    )
    return Reminder(register, row.id, name, entry, code, getattr(row, "case", None), getattr(row, "owner", None))


def state_of(due: date | None, done: date | None, today: date) -> State:
    """Return the state of something that is due on a day and done on another, as it stands on ``today``."""
    if due is None:
        return State.UNKNOWN
    if done is not None and done <= today:
        return State.MET if done <= due else State.LATE
    return State.OPEN if today <= due else State.MISSED

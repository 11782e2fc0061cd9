"""The access log: every view can be recorded as an event of the case, from which the worker can be told who looked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from attrs import frozen

from rtwlib.cases import Case, Event
from rtwlib.frozen import FrozenDict
from rtwlib.privacy.views import View

KIND = "record_shown"
_SILENT = "not recorded"


@frozen
class Access:
    """One look at a case: when, by whom, as which audience, for which purpose, and which sorts of data were shown."""

    on: date | datetime
    by: str
    audience: str
    purpose: str
    shown: tuple[str, ...]


def access_event(view: View, *, by: str, at: date | datetime) -> Event:
    """Return the event that records a view: ``by`` is a name or number that the record keeper knows."""
    asked = view.asked
    data = {"audience": asked.audience, "purpose": asked.purpose, "shown": " ".join(view.shown)}
    moment = at if isinstance(at, datetime) else None
    day = at.date() if isinstance(at, datetime) else at
    return Event(KIND, None if moment else day, moment, data=FrozenDict(data), by=by, safe=("data",))


def accesses(cases: Iterable[Case]) -> tuple[Access, ...]:
    """Return the looks that some cases record, in order of time."""
    found = [
        Access(
            event.at or event.on or date.min,
            event.by or _SILENT,
            str(event.data.get("audience", _SILENT)),
            str(event.data.get("purpose", _SILENT)),
            tuple(str(event.data.get("shown", "")).split()),
        )
        for case in cases
        for event in case.events
        if event.kind == KIND
    ]
    return tuple(sorted(found, key=lambda each: (_day(each.on), str(each.on), each.by)))


def _day(on: date | datetime) -> date:
    return on.date() if isinstance(on, datetime) else on

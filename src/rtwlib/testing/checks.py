"""The conformance checks as plain functions: each takes a law (and a case) and raises `CheckFailedError` with why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from attrs import evolve

from rtwlib.api import explain, timeline
from rtwlib.calendars import Calendar
from rtwlib.casefiles import case_from_dict, case_to_dict
from rtwlib.cases import Case
from rtwlib.deadlines.calendar_choice import calendar_of_place
from rtwlib.entries import Entry, State, Timeline
from rtwlib.laws import Law, Terms, TimeLimit
from rtwlib.readers.explain import recompute
from rtwlib.readers.records import timeline_to_json
from rtwlib.sources import Confidence

_DAY = timedelta(days=1)


class CheckFailedError(AssertionError):
    """A law breaks a promise of the conformance kit; the message says which rule, on which case."""


def fail(message: str) -> None:
    """Raise `CheckFailedError`."""
    raise CheckFailedError(message)


def check_citations(law: Law) -> int:
    """Every version of every limit and value cites a source. Returns how many were checked."""
    checked = 0
    for limit in law.limits:
        for terms in limit.versions:
            checked += 1
            if not terms.cite:
                fail(f"{limit.rule}: the version from {terms.from_} cites nothing")
    for value in law.values:
        for version in value.versions:
            checked += 1
            if not version.cite and version.confidence is not Confidence.UNCONFIRMED:
                fail(f"{value.rule}: the version from {version.from_} cites nothing")
    return checked


def check_versions(law: Law) -> int:
    """The days at each boundary pick the version that says it is in force. Returns how many were checked."""
    checked = 0
    for limit in law.limits:
        for terms in limit.versions:
            for day in (terms.from_, *([] if terms.until is None else [terms.until - _DAY])):
                checked += 1
                if limit.version_at(day) is not terms:
                    fail(f"{limit.rule}: {day} does not pick the version from {terms.from_}")
            before = limit.version_at(terms.from_ - _DAY)
            after = limit.version_at(terms.until) if terms.until is not None else None
            if terms in {before, after}:
                fail(f"{limit.rule}: the version from {terms.from_} reaches beyond its bounds")
    return checked


def check_case_keeps_its_law(law: Law, limit: TimeLimit, day: date) -> int:
    """A case triggered on a day is read under the version of that day, on that day and years later.

    The trigger, the event that governs the version and the injury are all on ``day``. Returns how many entries were
    checked; a limit whose conditions leave the case out, or whose trigger no record holds, gives none.
    """
    terms = limit.version_at(day)
    triggers = {(branch.anchor.name, branch.anchor.part) for start in limit.starts for branch in start.branches[:1]}
    governing = {(each.governed_by.name, each.governed_by.part) for each in limit.versions if each.governed_by}
    parts: dict[str, dict[str, str]] = {}
    for name, part in (*triggers, *governing):
        known = law.vocabulary.events.get(name)
        if known is not None and known.origin == "recorded" and name != "injury":
            parts.setdefault(name, {}).update({part: day.isoformat()} if part else {})
    events = [{"kind": name, "on": day.isoformat(), "dates": dates} for name, dates in sorted(parts.items())]
    found: dict[str, Any] = {"format": "rtwlib.case/1", "id": "drawn", "jurisdictions": [law.id], "events": events}
    found["injury"] = {"kind": "accident", "on": day.isoformat()}
    case = case_from_dict(found, vocabulary=law.vocabulary, jurisdictions=[stamp.id for stamp in law.stamps])
    checked = 0
    for later in (0, 365, 3650):
        for entry in timeline(case, law, today=day + timedelta(days=later)).entries:
            if entry.rule != limit.rule or entry.trigger is None or entry.trigger.on != day:
                continue
            checked += 1
            if entry.version_from is not None and (terms is None or entry.version_from != terms.from_):
                fail(f"{limit.rule}: triggered on {day}, read under the version from {entry.version_from}")
    return checked


def check_total(law: Law, case: Case, today: date) -> Timeline:
    """Any case gives an answer; unknown exactly when needs are listed; the same question gives the same answer."""
    first = timeline(case, law, today=today, include_left_out=True)
    if first != timeline(case, law, today=today, include_left_out=True):
        fail(f"{law.id}: the same case gave two answers")
    for entry in first.entries:
        if (entry.state is State.UNKNOWN) != bool(entry.needs):
            fail(f"{entry.rule}: state {entry.state.value} with needs {[need.name for need in entry.needs]}")
        if entry.state is State.PENDING and entry.decides_on is None:
            fail(f"{entry.rule}: pending without the day that decides")
        if entry.projected and entry.state is State.MISSED:
            fail(f"{entry.rule}: projected and yet missed")
    return first


def check_slots(law: Law, found: Timeline) -> None:
    """Of the limits that fill one slot, one at most applies to an occurrence."""
    filled: dict[object, str] = {}
    for entry in found.entries:
        slot = getattr(getattr(entry.basis, "terms", None), "slot", None)
        if slot is None or entry.state is State.UNKNOWN:
            continue
        other = filled.setdefault((slot, entry.trigger), entry.rule)
        if other != entry.rule:
            fail(f"{law.id}: {other} and {entry.rule} both fill the slot '{slot}'")


def check_order(law: Law, case: Case, today: date, order: Sequence[int]) -> None:
    """The order of events in a file never changes an answer."""
    shuffled = evolve(case, events=tuple(case.events[position] for position in order))
    if _said(timeline(case, law, today=today)) != _said(timeline(shuffled, law, today=today)):
        fail(f"{law.id}: the order of events changed an answer")


def _said(found: Timeline) -> object:
    return timeline_to_json(found)


def check_round_trip(law: Law, case: Case, today: date) -> None:
    """A case written to JSON and read back is the same case with the same entries."""
    known = [stamp.id for stamp in law.stamps]
    again = case_from_dict(case_to_dict(case), vocabulary=law.vocabulary, jurisdictions=known)
    if again != case:
        fail(f"{law.id}: a case changed in a round trip through JSON")
    if _said(timeline(case, law, today=today)) != _said(timeline(again, law, today=today)):
        fail(f"{law.id}: a round trip through JSON changed an answer")


def check_reasons(law: Law, found: Timeline) -> int:
    """Every entry explains itself, and the explanation recomputes to what it says. Returns how many were checked."""
    for entry in found.entries:
        step = explain(entry)
        recompute(step, law, lambda pack, name: _calendar(law, pack, name))
        if entry.due is not None and entry.due_at is None and not _says(step, entry):
            fail(f"{entry.rule}: the explanation does not give the due day {entry.due}")
    return len(found.entries)


def _calendar(law: Law, pack: str, name: str) -> Calendar:
    time = law.time[pack]
    if name == pack:
        return time.calendar
    return calendar_of_place(name, time.closed, time.calendar.first.year, time.calendar.last.year)


def _says(step: object, entry: Entry) -> bool:
    inputs = getattr(step, "inputs", ())
    return getattr(step, "value", None) == entry.due or any(_says(each, entry) for each in inputs)


def check_last_days(law: Law, found: Timeline) -> None:
    """A last day that rolls is never a closed one."""
    for entry in found.entries:
        basis = entry.basis
        due = getattr(basis, "due", None)
        if due is None or entry.due is None or not due.rolls or due.extended or due.convention is None:
            continue
        roll = due.convention.roll_back if due.backward else due.convention.roll
        if roll.value != "none" and due.calendar == basis.limit.pack:
            calendar = law.time[basis.limit.pack].calendar
            if not calendar.is_open(entry.due):
                fail(f"{entry.rule}: the last day {entry.due} is closed")


def plain_versions(law: Law) -> list[tuple[TimeLimit, Terms]]:
    """Return the limits with versions whose due day depends on the trigger's day alone."""
    return [(limit, terms) for limit in law.limits for terms in limit.versions if terms.plain]

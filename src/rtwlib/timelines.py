"""All time limits of a law read against one file: implied and deemed events to a fixpoint, entries in order.

Rules are read in an order in which whatever a rule reads is settled before it is read; the order exists because
packs whose deemed events form a circle are refused. So one pass is the fixpoint.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING

from rtwlib.dates import Unit
from rtwlib.deadlines.clocks import Clock, clock_of
from rtwlib.deadlines.happenings import Happening
from rtwlib.deadlines.implied import add_implied
from rtwlib.deadlines.index import index_of
from rtwlib.deadlines.limits import LimitReader, Outcome
from rtwlib.deadlines.reading import Reading
from rtwlib.entries import Entry, State, Timeline
from rtwlib.kinds import Subject
from rtwlib.laws import Implies, Law, TimeLimit

if TYPE_CHECKING:
    from rtwlib.cases import Case, EmployerFile

_DAY = timedelta(days=1)
_UNMET = frozenset({State.MISSED, State.LATE, State.EARLY})


def case_timeline(
    case: Case,
    law: Law,
    today: date | datetime,
    *,
    skip_unknown_triggers: bool = False,
    include_left_out: bool = False,
) -> Timeline:
    """Return every time limit of the law that a case has triggered, as it stands on ``today``.

    ``today`` is a date (its first moment is meant) or a zoned moment. With ``skip_unknown_triggers`` a rule whose
    trigger is of a kind that the case has no record of gives no entry. Raises `OutsideCalendar` where a count
    leaves the years that the pack's calendar covers.
    """
    index = index_of(law)
    reading = Reading(case, index, today)
    entries, left_out = _read(
        reading, index.case_nodes(), skip_unknown=skip_unknown_triggers, keep_left_out=include_left_out
    )
    return Timeline(case.id, today, law.stamps, entries, left_out, str(law.zone))


def employer_timeline(
    file: EmployerFile, law: Law, today: date | datetime, *, include_left_out: bool = False
) -> Timeline:
    """Return the time limits of an employer, of each establishment and of the scheme, as they stand on ``today``."""
    index = index_of(law)
    nodes = index.nodes(Subject.EMPLOYER, Subject.SCHEME)
    reading = Reading(file, index, today)
    entries, left_out = _read(reading, nodes, skip_unknown=False, keep_left_out=include_left_out)
    for establishment in file.establishments:
        more, out = _read(
            Reading(establishment, index, today),
            index.nodes(Subject.ESTABLISHMENT),
            skip_unknown=False,
            keep_left_out=include_left_out,
        )
        entries, left_out = _ordered((*entries, *more)), (*left_out, *out)
    return Timeline(file.id, today, law.stamps, entries, left_out, str(law.zone))


def case_clock(case: Case, law: Law, today: date | datetime, interval: str, unit: Unit) -> Clock:
    """Return how much of an interval has run on ``today``, implied and deemed events included."""
    return clock_of(interval, unit, settled(case, law, today))


def settled(case: Case, law: Law, today: date | datetime) -> Reading:
    """Return the reading of a case after every rule was read: with the events that law implies and deems."""
    index = index_of(law)
    reading = Reading(case, index, today)
    _read(reading, index.case_nodes(), skip_unknown=False, keep_left_out=False)
    return reading


_sort_key = attrgetter("sort_key")


def _ordered(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=_sort_key))


def _read(
    reading: Reading,
    nodes: tuple[TimeLimit | Implies, ...],
    *,
    skip_unknown: bool,
    keep_left_out: bool,
) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    entries: list[Entry] = []
    left_out: list[Entry] = []
    by_kind, _ = reading.index.positions(nodes)
    wanted = bytearray(reading.index.wanted(nodes, reading.unknown_kinds, every=keep_left_out))
    reading.touched.update(reading.happened)
    for number, node in enumerate(nodes):
        if reading.touched:
            for kind in reading.touched:
                for later in by_kind.get(kind, ()):
                    wanted[later] = 1
            reading.touched.clear()
        if not wanted[number]:
            continue
        if isinstance(node, Implies):
            add_implied(node, reading)
            continue
        reader = LimitReader(node, reading, skip_unknown=skip_unknown, keep_left_out=keep_left_out)
        outcomes = reader.read()
        if outcomes:
            reading.outcomes[node.rule] = [(outcome.trigger, outcome.entry) for outcome in outcomes]
            for outcome in outcomes:
                entries.append(outcome.entry)
                _deem(outcome, reading)
        left_out.extend(reader.left_out)
    return _ordered(entries), tuple(left_out)


def _deem(outcome: Outcome, reading: Reading) -> None:
    """Add the event that the law deems to happen when this limit is missed, or note that it cannot be known."""
    entry, terms = outcome.entry, outcome.terms
    if terms is None or terms.if_missed is None or terms.if_missed.deems is None:
        return
    kind = terms.if_missed.deems
    day = outcome.last_day
    if entry.state is State.UNKNOWN:
        if day is None or reading.today_day > day:
            reading.doubt(kind, entry.needs)
        return
    if entry.state not in _UNMET or day is None or reading.today_day <= day:
        return
    ref = outcome.trigger.ref if outcome.trigger is not None else None
    reading.add(
        Happening(
            kind,
            day if terms.if_missed.deems_on_due else day + _DAY,
            ref=ref,
            where=f"deemed by {entry.rule}",
            origin="deemed",
            deemed_by=entry.rule,
            carrier=outcome.trigger,
        )
    )

"""Implied events: those that follow from a recorded event, after a count, at once, or at a day no law gives."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rtwlib.answers import HOLDS, Truth
from rtwlib.conditions import Anchor, Branch, Start
from rtwlib.deadlines.happenings import Happening
from rtwlib.deadlines.lengths import Counting
from rtwlib.deadlines.moved_days import due_day
from rtwlib.kinds import Kind
from rtwlib.laws import Implies, Terms, TimeLimit

if TYPE_CHECKING:
    from rtwlib.deadlines.reading import Reading


_RECORDED = frozenset({"recorded", "injury", "claim"})


def add_implied(implies: Implies, reading: Reading) -> None:
    """Add the events that the record implies and does not itself hold."""
    limit, terms = as_limit(implies)
    counting = Counting(limit, terms, reading)
    sources = [event for event in reading.events(implies.from_) if implies.in_force(event.day)]
    recorded = [
        event for event in reading.events(implies.event) if event.kind == implies.event and event.origin in _RECORDED
    ]
    for number, source in enumerate(sources):
        verdict = counting.tester(source).all(implies.when) if implies.when else HOLDS
        if verdict.truth is Truth.FAILS or _is_recorded(source, sources[number + 1 :], recorded):
            continue
        if verdict.truth is not Truth.HOLDS:
            reading.doubt(implies.event, verdict.needs or (reading.index.need_event(implies.event),))
            continue
        _add_one(implies, limit, terms, source, reading)
    if not sources:
        needs = reading.hidden((implies.from_,))
        if needs and not recorded:
            reading.doubt(implies.event, needs)


def _is_recorded(source: Happening, later: list[Happening], recorded: list[Happening]) -> bool:
    """Return whether a recorded event takes the place of the one that this source implies."""
    following = later[0].day if later else date.max
    for event in recorded:
        if event.ref is not None or source.ref is not None:
            if event.ref == source.ref:
                return True
        elif source.day <= event.day and (event.day < following or not later):
            return True
    return False


def _add_one(implies: Implies, limit: TimeLimit, terms: Terms, source: Happening, reading: Reading) -> None:
    where = f"implied by {source.where}"
    if implies.count is None:
        day, undated, projected = source.day, True, False
    else:
        due = due_day(limit, terms, source, reading)
        if due.needs:
            reading.doubt(implies.event, due.needs)
            return
        if due.day is None:
            return
        day, undated, projected = due.day, False, due.projected
        if day > reading.today_day and not projected:
            return
    reading.add(
        Happening(
            implies.event,
            day,
            ref=source.ref,
            where=where,
            origin="implied",
            projected=projected,
            undated=undated,
            carrier=source,
        )
    )


def as_limit(implies: Implies) -> tuple[TimeLimit, Terms]:
    """Return an implied event as a span, so that it is counted by the same functions as a limit."""
    start = Start("only", (Branch(Anchor("event", implies.from_)),))
    terms = Terms(date.min, None, implies.cite, implies.event, start, count=implies.count)
    return TimeLimit(implies.pack, f"implied-{implies.event}", Kind.ENTITLEMENT, implies.event, "", (terms,)), terms

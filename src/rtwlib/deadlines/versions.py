"""Which version of a limit governs: the one in force on the day of its governing event, never on 'today'."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from rtwlib.answers import Need
from rtwlib.conditions import Anchor
from rtwlib.deadlines.finding_days import Found, carried, resolve
from rtwlib.deadlines.happenings import Happening
from rtwlib.laws import Terms, TimeLimit

if TYPE_CHECKING:
    from rtwlib.deadlines.reading import Reading


@frozen
class Choice:
    """The version that governs, or the several that might (their governing day is unknown), or the missing law.

    ``governing`` is the event whose day chose; ``needs`` says what is missing otherwise. ``repealed`` is the day on
    which the last version ended, where the governing day lies after it and no gap is declared.
    """

    terms: Terms | None = None
    governing: Happening | None = None
    candidates: tuple[Terms, ...] = ()
    needs: tuple[Need, ...] = ()
    repealed: date | None = None


def governing_event(anchor: Anchor, trigger: Happening | None, reading: Reading) -> Found:
    """Return the governing event: the trigger's ref, else the latest on or before the trigger, else the earliest."""
    if anchor.sort not in {"event", "date"}:
        return resolve(anchor, trigger, reading)
    events = [event for event in reading.events(anchor.name) if not event.projected]
    if not events:
        return Found(None, (reading.index.need_event(anchor.name),))
    event = events[0]
    if trigger is not None:
        same = [each for each in events if trigger.ref is not None and each.ref == trigger.ref]
        before = [each for each in events if each.day <= trigger.day]
        event = same[0] if same else before[-1] if before else events[0]
    if event.undated:
        return Found(None, (reading.index.need_event(anchor.name),))
    return carried(event, anchor.part or "", reading) if anchor.sort == "date" else Found(event)


def version_for(limit: TimeLimit, trigger: Happening | None, reading: Reading, day: date | None = None) -> Choice:
    """Return the version that governs a trigger; ``day`` is the due day where that governs (yearly windows)."""
    anchor = limit.versions[-1].governed_by
    if anchor is None or anchor.sort == "trigger":
        governing = trigger
        on = day or (trigger.day if trigger is not None and not trigger.undated else None)
        if on is None:
            kind = limit.versions[-1].start.branches[0].anchor.name if limit.versions[-1].start.branches else limit.id
            needs = (reading.index.need_event(trigger.kind if trigger is not None else kind),)
            return Choice(candidates=limit.versions, needs=needs)
    else:
        found = governing_event(anchor, trigger, reading)
        governing, on = found.event, found.day
        if on is None:
            known = tuple(terms for terms in limit.versions if terms.from_ <= reading.today_day)
            return Choice(candidates=known, needs=found.needs or (reading.index.need_event(anchor.name),))
    terms = limit.version_at(on)
    if terms is not None:
        return Choice(terms, governing)
    last = max((terms.until or date.max for terms in limit.versions), default=date.max)
    if on >= last and not any(gap.until is None or on < gap.until for gap in limit.gaps if gap.from_ <= on):
        return Choice(governing=governing, repealed=last)
    why = next((gap.why for gap in limit.gaps if gap.from_ <= on and (gap.until is None or on < gap.until)), "")
    return Choice(governing=governing, needs=(reading.index.need_law(limit.rule, on, why),))

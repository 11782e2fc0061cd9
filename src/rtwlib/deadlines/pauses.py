"""Days that are not counted: suspensions of a whole jurisdiction, and pauses of one limit."""

from __future__ import annotations

from datetime import date, timedelta

from rtwlib.answers import Need, Truth, in_order
from rtwlib.dates import Span
from rtwlib.deadlines.happenings import Happening
from rtwlib.deadlines.intervals import documented
from rtwlib.deadlines.lengths import Counting
from rtwlib.deadlines.reading import Reading
from rtwlib.time_rules import Suspension

_DAY = timedelta(days=1)


def suspension_of(counting: Counting, begun: date, ended: date) -> Suspension | None:
    """Return the suspension that touches a count: begun or ending inside it, or, where counts resume, spanning it."""
    for suspension in counting.reading.index.law.time[counting.limit.pack].suspensions:
        if not suspension.reaches(counting.limit.kind, counting.terms.cite):
            continue
        inside = any(suspension.from_ <= day < suspension.until for day in (begun, ended))
        spanning = not suspension.anew and begun < suspension.until and ended >= suspension.from_
        if inside or spanning:
            return suspension
    return None


def pauses_of(
    counting: Counting, trigger: Happening, due: date
) -> tuple[tuple[Span, ...], date | None, tuple[Need, ...]]:
    """Return the days not counted, the first day of a pause that still runs, and what is missing."""
    terms, reading = counting.terms, counting.reading
    spans: list[Span] = []
    running: date | None = None
    needs: list[Need] = []
    today = reading.today_day
    for pause in terms.pauses:
        if pause.if_:
            verdict = counting.tester(trigger, due).all(pause.if_)
            if verdict.truth is Truth.UNKNOWN:
                needs.extend(verdict.needs)
            if verdict.truth is not Truth.HOLDS:
                continue
        found: list[Span] = []
        if pause.from_ is not None:
            found = _between_events(counting, pause.from_, pause.to, trigger)
        elif pause.interval is not None:
            state = reading.interval(pause.interval)
            needs.extend(state.needs)
            found = [Span(span.first + _DAY, _plus(span.end)) for span in state.spans]
            if state.running and found:
                found[-1] = Span(found[-1].first, None)
        elif pause.not_interval is not None:
            state = reading.interval(pause.not_interval)
            needs.extend(state.needs)
            goes_on = state.running or not _ended(pause.not_interval, reading)
            found = _gaps(state.spans, trigger.day, goes_on=goes_on)
            if goes_on:
                running = today + _DAY if running is None else min(running, today + _DAY)
        for span in found:
            if span.end is None:
                running = span.first if running is None else min(running, span.first)
                spans.append(Span(span.first, max(today + _DAY, span.first + _DAY)))
            else:
                spans.append(span)
    return tuple(spans), running, in_order(needs)


def _ended(interval: str, reading: Reading) -> bool:
    """Return whether an event of the record ends an interval that documents make.

    Documents lag behind: that no payment is recorded since the last one does not show that none is due. Without an
    event the clock is taken to run on, which gives the earlier day.
    """
    definition = reading.index.law.vocabulary.intervals[interval]
    state = reading.interval(interval)
    if not documented(definition, reading) or not state.spans or state.spans[-1].end is None:
        return True
    last = state.spans[-1].end
    return any(event.day >= last - _DAY for kind in definition.ends for event in reading.events(kind))


def _plus(day: date | None) -> date | None:
    return None if day is None else day + _DAY


def _between_events(counting: Counting, begins: str, ends: str | None, trigger: Happening) -> list[Span]:
    reading = counting.reading
    found: list[Span] = []
    for event in reading.events(begins):
        if event.projected or event.day < trigger.day:
            continue
        stops = [
            stop
            for stop in (reading.events(ends) if ends is not None else [])
            if stop.day >= event.day and not stop.projected and (stop.ref == event.ref or None in {stop.ref, event.ref})
        ]
        last = stops[0].day if stops else None
        if last != event.day:
            found.append(Span(event.day + _DAY, _plus(last)))
    return found


def _gaps(spans: tuple[Span, ...], first: date, *, goes_on: bool) -> list[Span]:
    """Return the days, from the one after a gap begins through the one it ends, in which no span covers."""
    found: list[Span] = []
    begin: date | None = first
    for span in spans:
        if begin is not None and span.first > begin:
            found.append(Span(begin + _DAY, span.first + _DAY))
        begin = span.end
    if begin is not None and not goes_on:
        found.append(Span(begin + _DAY, None))
    return found

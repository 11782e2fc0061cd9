"""Intervals: states of a case that clocks run over, as spans of days up to today.

They come from certificates or payments where the case has any, else from events. An interval covers the day
its first event happens and not the day its last event happens; certificates and payments cover both their days;
today is covered while it is open. Spans are unions: overlaps count once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import frozen

from rtwlib.answers import Need, Wants, in_order
from rtwlib.dates import Span, intersect, subtract, union

if TYPE_CHECKING:
    from rtwlib.deadlines.happenings import Happening
    from rtwlib.deadlines.reading import Reading
    from rtwlib.vocabulary import Interval

_DAY = timedelta(days=1)


@frozen
class IntervalState:
    """The covered spans up to and including today, whether the interval still runs, and what is missing.

    ``needs`` is empty where the spans are known. ``known_through`` is the last day up to which they are.
    """

    spans: tuple[Span, ...]
    running: bool
    needs: tuple[Need, ...] = ()
    known_through: date | None = None

    def covers(self, day: date) -> bool:
        """Return whether the interval covers a day."""
        return any(span.first <= day and (span.end is None or day < span.end) for span in self.spans)


def interval_state(name: str, reading: Reading) -> IntervalState:
    """Return an interval's state; an interval within or without others is cut by them."""
    definition = reading.index.law.vocabulary.intervals[name]
    state = _own_spans(definition, reading)
    for other in definition.within:
        cut = reading.interval(other)
        state = _joined(state, cut, intersect(state.spans, cut.spans), running=state.running and cut.running)
    for other in definition.without:
        cut = reading.interval(other)
        state = _joined(state, cut, subtract(state.spans, cut.spans), running=state.running and not cut.running)
    return state


def _joined(state: IntervalState, cut: IntervalState, spans: Iterable[Span], *, running: bool) -> IntervalState:
    days = [day for day in (state.known_through, cut.known_through) if day is not None]
    through = min(days) if len(days) == 2 else None  # noqa: PLR2004 - both of the two are known
    return IntervalState(tuple(spans), running, in_order((*state.needs, *cut.needs)), through)


def _own_spans(definition: Interval, reading: Reading) -> IntervalState:
    today = reading.today_day
    withheld = [name for name in sorted(reading.unknown_lists) if getattr(definition, name)]
    if withheld:
        ask = f"Which {' and '.join(withheld)} are there? The record does not show them."
        return IntervalState((), running=False, needs=(Need(Wants.INTERVAL, definition.id, ask),))
    documents = _documented(definition, reading)
    if documents is not None:
        running = any(span.end is None or span.end > today + _DAY for span in documents)
        capped = [
            Span(span.first, min(span.end or date.max, today + _DAY)) for span in documents if span.first <= today
        ]
        missing = _undated(definition, reading)
        if missing:
            return IntervalState(union(capped), running, missing, None)
        stops = reading.file.history.through if reading.file.history is not None else None
        if stops is None or stops >= today:
            return IntervalState(union(capped), running, (), today)
        return IntervalState(union(capped), running, (_need_after(definition, stops),), stops)
    begins = _sorted(reading, definition.begins)
    ends = _sorted(reading, definition.ends)
    spans = _between(begins, ends)
    running = any(span.end is None for span in spans)
    capped = [Span(span.first, today + _DAY if span.end is None else span.end) for span in spans]
    needs = reading.unrecorded((*definition.begins, *definition.ends), today)
    blind = reading.hidden((*definition.begins, *definition.ends)) or reading.through is None
    through = None if blind else min(today, reading.through or today)
    return IntervalState(union(capped), running, needs, through)


def _undated(definition: Interval, reading: Reading) -> tuple[Need, ...]:
    """Return the documents of an interval that do not say from which day they are."""
    asked = []
    for name, field, wanted in (
        ("certificates", "capacity", definition.certificates),
        ("payments", "kind", definition.payments),
    ):
        for number, record in enumerate(getattr(reading.file, name, ()), start=1):
            if getattr(record, field) in wanted and record.from_ is None:
                ask = f"From which day is the {name[:-1]}?"
                asked.append(Need(Wants.FACT, f"{name}[{number}].from", ask))
    return tuple(asked)


def _need_after(definition: Interval, stops: date) -> Need:
    kinds = " or ".join(each for each in ("certificates", "payments") if getattr(definition, each))
    return Need(Wants.INTERVAL, definition.id, f"Which {kinds} came after {stops.isoformat()}, the end of the record?")


def documented(definition: Interval, reading: Reading) -> bool:
    """Return whether documents of the case, not its events, make an interval."""
    return _documented(definition, reading) is not None


def _documented(definition: Interval, reading: Reading) -> list[Span] | None:
    found: list[Span] = []
    some = False
    certificates = getattr(reading.file, "certificates", ())
    if definition.certificates and certificates:
        some = True
        found.extend(_spans(c for c in certificates if c.capacity in definition.certificates))
    payments = getattr(reading.file, "payments", ())
    if definition.payments and payments:
        some = True
        found.extend(_spans(p for p in payments if p.kind in definition.payments))
    return found if some else None


def _spans(records: Iterable[object]) -> Iterable[Span]:
    for record in records:
        first: date | None = getattr(record, "from_", None)
        last: date | None = getattr(record, "until", None)
        if first is not None:
            yield Span(first, None if last is None else last + _DAY)


def _sorted(reading: Reading, kinds: tuple[str, ...]) -> list[Happening]:
    found = {id(event): event for kind in kinds for event in reading.events(kind) if not event.projected}
    return sorted(found.values(), key=lambda event: event.order)


def _between(begins: list[Happening], ends: list[Happening]) -> list[Span]:
    """Return a span from each beginning to the next end, apart for each ref; an end without ref ends all."""
    spans: list[Span] = []
    for ref in dict.fromkeys(event.ref for event in begins):
        firsts = {event.day for event in begins if event.ref == ref}
        lasts = {event.day for event in ends if ref is None or event.ref in {ref, None}}
        opened: date | None = None
        for day in sorted(firsts | lasts):
            if opened is not None and day in lasts:
                spans.append(Span(opened, day))
                opened = None
                if day in firsts:
                    opened = day
            elif opened is None and day in firsts and day not in lasts:
                opened = day
        if opened is not None:
            spans.append(Span(opened, None))
    return spans

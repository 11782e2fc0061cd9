"""Hours of work lost while an interval runs, from certificates of capacity, for clocks that are measured in hours."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from rtwlib.accumulating import Segment
from rtwlib.answers import Need, Wants, in_order
from rtwlib.dates import Span, intersect, subtract, union

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from rtwlib.cases import Certificate
    from rtwlib.deadlines.reading import Reading

_DAY = timedelta(days=1)
_WEEK = 7
_HOURS = "worker.hours_per_week"
_ASK = "How many hours a day and days a week could the worker work, by certificate?"


def weekly_hours(reading: Reading) -> Fraction | None:
    """Return the worker's normal weekly hours, or ``None`` where the case does not have them."""
    known: Decimal | None = reading.fact(_HOURS, None)
    return Fraction(known) if known is not None and known > 0 else None


def lost_hours(name: str, spans: tuple[Span, ...], reading: Reading) -> tuple[tuple[Segment, ...], tuple[Need, ...]]:
    """Return the covered days with the hours lost on each, spread evenly over the week, and what is missing.

    Of certificates that overlap the one that leaves fewer hours counts, so that the clock is never too slow.
    """
    normal = weekly_hours(reading)
    if normal is None:
        return (), (reading.need_fact(_HOURS),)
    loads: list[tuple[Span, Fraction]] = []
    needs: list[Need] = []
    known: list[Span] = []
    for number, certificate in enumerate(getattr(reading.file, "certificates", ()), start=1):
        if certificate.from_ is None:
            continue
        covered = intersect(spans, [Span(certificate.from_, certificate.until and certificate.until + _DAY)])
        lost = _lost(certificate, normal)
        known += covered
        if covered and lost is None:
            needs.append(Need(Wants.FACT, f"certificates[{number}].hours_per_day", _ASK))
        loads += [(span, lost or Fraction(0)) for span in covered]
    total = _total(reading)
    loads += [(span, normal) for span in intersect(subtract(spans, known), total)]
    unstated = subtract(subtract(spans, known), total)
    if unstated:
        needs.append(Need(Wants.INTERVAL, name, f"{_ASK} (from {unstated[0].first.isoformat()})"))
    return _heaviest(loads), in_order(needs)


def _total(reading: Reading) -> tuple[Span, ...]:
    """Return the spans of the intervals in which no work can be done at all."""
    names = [name for name, each in reading.index.law.vocabulary.intervals.items() if each.certificates == ("none",)]
    return union(span for name in names for span in reading.interval(name).spans)


def _lost(certificate: Certificate, normal: Fraction) -> Fraction | None:
    if certificate.capacity == "none":
        return normal
    if certificate.capacity == "full":
        return Fraction(0)
    if certificate.hours_per_day is None or certificate.days_per_week is None:
        return None
    return max(normal - Fraction(certificate.hours_per_day) * Fraction(certificate.days_per_week), Fraction(0))


def _heaviest(loads: Iterable[tuple[Span, Fraction]]) -> tuple[Segment, ...]:
    """Return segments apart and in order; on a day that several spans cover, the greatest load."""
    left: tuple[Span, ...] = ()
    found: list[Segment] = []
    for lost in sorted({load for _, load in loads}, reverse=True):
        mine = subtract([span for span, load in loads if load == lost], left)
        found += [Segment(span.first, span.end, lost / _WEEK) for span in mine if span.end is not None]
        left = union([*left, *mine])
    return tuple(sorted(found, key=lambda each: each.first))

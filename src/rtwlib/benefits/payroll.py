"""What the payroll before an injury adds up to: money of some kinds, and how many weeks count."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from rtwlib.answers import Need, Step, Wants
from rtwlib.dates import Span, intersect, subtract, union
from rtwlib.readers.formulas import Found, missing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rtwlib.cases import Case, PayrollRow
    from rtwlib.rules import Payroll

_DAY = timedelta(days=1)
_WEEK = 7
_UNPAID = "unpaid_leave"
ORDINARY = "ordinary"


def payroll_of(case: Case, injured: date, node: Payroll[Any], weeks: Fraction) -> Found:
    """Return a measure of the weeks before an injury; rows must tell of each day of them since the worker was hired."""
    window = _window(case, injured, node.until, weeks)
    label = f"payroll of {weeks} weeks before the {node.until.replace('_', ' ')}"
    rows = [row for row in case.payroll if row.from_ is not None and row.until is not None]
    untold = subtract([window], [_span(row) for row in rows]) if window.end and window.first < window.end else ()
    if untold or not rows:
        first = untold[0].first if untold else window.first
        need = Need(Wants.FACT, "payroll", f"What was earned, or that nothing was, from {first.isoformat()} on?")
        return missing(label, [need])
    unpriced = [row for row in rows if row.gross is None and _kind(row) in node.kinds and _inside(row, window)]
    if node.measure == "gross" and unpriced:
        need = Need(Wants.FACT, "payroll.gross", f"What was earned from {unpriced[0].from_} to {unpriced[0].until}?")
        return missing(label, [need])
    if node.measure == "gross":
        return _gross(rows, window, node.kinds, label)
    counted = {"calendar": _calendar, "paid": _paid, "not_absent": _not_absent}[node.measure](rows, window, node.kinds)
    said = f"{node.measure.replace('_', ' ')} weeks from {window.first} to {(window.end or window.first) - _DAY}"
    return Found(counted, Step("fact", said, counted, where="case, payroll"))


def _window(case: Case, injured: date, until: str, weeks: Fraction) -> Span:
    """Return the days that count: so many weeks before the injury or its week, not before the worker was hired."""
    end = injured - timedelta(days=(injured.weekday() + 1) % _WEEK) if until == "week_of_injury" else injured
    first = end - timedelta(days=int(weeks * _WEEK))
    hired = case.worker.hired_on if case.worker is not None else None
    if hired is None or hired <= first:
        return Span(first, end)
    # Of calendar weeks, the one in which the employment began part of the way through does not count, nor its pay.
    begun = hired + timedelta(days=-(hired.weekday() + 1) % _WEEK) if until == "week_of_injury" else hired
    return Span(min(begun, end), end)


def _span(row: PayrollRow) -> Span:
    return Span(row.from_ or date.min, (row.until or date.min) + _DAY)


def _kind(row: PayrollRow) -> str:
    return row.kind or ORDINARY


def _inside(row: PayrollRow, window: Span) -> int:
    """Return how many days of a row lie in the window."""
    return sum((each.end - each.first).days for each in intersect([_span(row)], [window]) if each.end is not None)


def _gross(rows: Iterable[PayrollRow], window: Span, kinds: tuple[str, ...], label: str) -> Found:
    """Return the money in the window; a row that reaches beyond it counts by the share of its days inside."""
    leaves = []
    for row in rows:
        inside = _inside(row, window)
        if row.gross is None or _kind(row) not in kinds or not inside:
            continue
        span = _span(row)
        days = (span.end - span.first).days if span.end is not None else 1
        part = None if inside == days else f"{inside} of {days} days"
        words = f"{_kind(row).replace('_', ' ')}, {row.from_} to {row.until}"
        amount = Fraction(row.gross) * inside / days
        leaves.append(Step("fact", words, amount, where="case, payroll", note=part))
    total = sum((leaf.value for leaf in leaves), Fraction(0))
    return Found(total, Step("total", label, total, tuple(leaves)))


def _calendar(rows: Iterable[PayrollRow], window: Span, _kinds: tuple[str, ...]) -> Fraction:
    """Return the calendar weeks of the window, less one for each seven days of unpaid absence in a row."""
    end = window.end or window.first
    touched = -(-(end - window.first).days // _WEEK)
    absent = sum((each.end - each.first).days // _WEEK for each in _absences(rows, window) if each.end is not None)
    return Fraction(touched - absent)


def _paid(rows: Iterable[PayrollRow], window: Span, kinds: tuple[str, ...]) -> Fraction:
    """Return the days of the kinds that are named, divided by seven."""
    paid = intersect([_span(row) for row in rows if _kind(row) in kinds], [window])
    return Fraction(sum((each.end - each.first).days for each in paid if each.end is not None), _WEEK)


def _not_absent(rows: Iterable[PayrollRow], window: Span, _kinds: tuple[str, ...]) -> Fraction:
    """Return the days employed less blocks of seven days or more of unpaid leave, divided by seven."""
    end = window.end or window.first
    blocks = [(each.end - each.first).days for each in _absences(rows, window) if each.end is not None]
    return Fraction((end - window.first).days - sum(days for days in blocks if days >= _WEEK), _WEEK)


def _absences(rows: Iterable[PayrollRow], window: Span) -> tuple[Span, ...]:
    rows = list(rows)
    unpaid = union(_span(row) for row in rows if _kind(row) == _UNPAID)
    paid = [_span(row) for row in rows if _kind(row) != _UNPAID]
    return intersect(subtract(unpaid, paid), [window])

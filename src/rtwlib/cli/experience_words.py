"""Claims experience and run rates as text and as CSV."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

from rtwlib.audit.report import table
from rtwlib.audit.results import harmless
from rtwlib.readers.wording import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rtwlib.programme.experience import Experience, Group
    from rtwlib.programme.run_rate import RunRate

_ALL = "all"
_COLUMNS = ("group", "claims", "kind", "currency", "payments", "amount")
_NOT_RECORDED, _NOT_SHOWN = "not recorded", "not recorded, or not shown"


def lines(found: Experience, *, hidden: bool) -> Iterator[str]:
    """Yield a table of the claims and what was paid, and what is not in the sums; ``hidden`` where a view is shown."""
    none = _NOT_SHOWN if hidden else _NOT_RECORDED
    keys = _keys(found)
    heading = (f"by {found.by}", "claims", *(_column(*key) for key in keys))
    rows = [heading, *(_row(group, keys, none) for group in found.groups)]
    rows.append(_row(found.total, keys, _ALL))
    yield from table(rows, right=range(1, len(heading)))
    if found.total.without_amount:
        yield f"In no sum: {number_of(found.total.without_amount, 'payment')} without an amount."
    if found.undated:
        yield f"In no sum: {number_of(found.undated, 'payment')} without the day of payment."
    if found.unknown_payments:
        yield f"In no sum: the payments of {number_of(found.unknown_payments, 'case')} that the record does not show."
    if found.total.paid is None:
        yield "What was paid is not told: there are too few claims in all."
    if any(group.merged for group in found.groups):
        yield "Small groups are put together, so that nobody is recognised."


def csv_lines(found: Experience) -> Iterator[str]:
    """Yield a heading and a row for each group, kind and currency; a group without payments has one row."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for group in found.groups:
        name = harmless(_name(group, ""))
        writer.writerows(
            (name, group.claims, each.kind or "", each.currency or "", each.payments, each.amount)
            for each in group.paid or ()
        )
        if not group.paid:
            writer.writerow((name, group.claims, "", "", "" if group.paid is None else 0, ""))
    yield from stream.getvalue().splitlines()


def run_rate_lines(found: RunRate) -> Iterator[str]:
    """Yield the months looked at, a table of the rates, what is not in them, and what a run rate is not."""
    yield (
        f"Paid from {found.first} to {found.last}, {number_of(found.months, 'full month')}; "
        f"ahead: {number_of(found.ahead, 'month')}"
    )
    if found.needs is not None:
        yield f"unknown: {found.needs}"
        return
    heading = ("", "paid", "lowest month", "highest month", "a month", f"next {number_of(found.ahead, 'month')}")
    rows = [
        (
            _column(each.kind, each.currency),
            *(f"{amount:,.2f}" for amount in (each.paid, each.lowest, each.highest, each.per_month, each.ahead)),
        )
        for each in (*found.rates, *found.totals)
    ]
    yield from table([heading, *rows], right=range(1, len(heading))) if rows else ("nothing was paid in these months",)
    if found.left_out:
        yield f"In no sum: {number_of(found.left_out, 'payment')} without a day or an amount."
    if found.unknown:
        yield f"In no sum: the payments of {number_of(found.unknown, 'case')} that the record does not show."
    if found.short:
        yield f"The sums may be too low: the record of {number_of(found.short, 'case')} ends before {found.last}."
    yield "As if the months ahead were like these; no actuarial opinion, and no allowance for new or growing claims."


def _keys(found: Experience) -> tuple[tuple[str | None, str | None], ...]:
    """Return the columns of sums, those of a currency side by side, each currency with a column of all its kinds."""
    kinds = {(each.kind, each.currency) for group in (found.total, *found.groups) for each in group.paid or ()}
    keys = kinds | {(_ALL, currency) for _, currency in kinds}
    return tuple(sorted(keys, key=lambda key: (key[1] or "", key[0] == _ALL, key[0] is None, key[0] or "")))


def _row(group: Group, keys: tuple[tuple[str | None, str | None], ...], none: str) -> tuple[str, ...]:
    sums: dict[tuple[str | None, str | None], Decimal] = {}
    for each in group.paid or ():
        sums[each.kind, each.currency] = each.amount
        sums[_ALL, each.currency] = sums.get((_ALL, each.currency), Decimal(0)) + each.amount
    return (_name(group, none), f"{group.claims:,}", *(f"{sums[key]:,.2f}" if key in sums else "-" for key in keys))


def _name(group: Group, none: str) -> str:
    if group.merged:
        return f"{number_of(group.merged, 'group')} together"
    return group.name or none


def _column(kind: str | None, currency: str | None) -> str:
    return f"{(kind or 'kind not recorded').replace('_', ' ')}{f' {currency}' if currency else ', no currency'}"

"""What a statement of benefits says besides its rows: what changed from week to week, the list of benefits, CSV."""

from __future__ import annotations

import csv
import io
from itertools import pairwise
from typing import TYPE_CHECKING

from rtwlib.audit.report import table
from rtwlib.benefits.weekly import Payable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rtwlib.benefits.weekly import WeeklyBenefit
    from rtwlib.laws import Law

_HEADINGS = ("from", "until", "week", "state", "benefit", "amount", "cite", "confidence", "missing")


def changes(weeks: Iterable[WeeklyBenefit]) -> Iterator[str]:
    """Yield a sentence for each change of amount or benefit from one week to the next."""
    said = [
        f"  from {after.first}: {_amount(before)} becomes {_amount(after)}; {_why(before, after)}"
        for before, after in pairwise(weeks)
        if (before.exact, before.benefit) != (after.exact, after.benefit)
    ]
    if said:
        yield ""
        yield "What changes:"
        yield from said


def _amount(week: WeeklyBenefit) -> str:
    return "unknown" if week.amount is None else f"{week.amount:,f}"


def _why(before: WeeklyBenefit, after: WeeklyBenefit) -> str:
    if before.benefit != after.benefit:
        name = after.benefit.title if after.benefit is not None else "no weekly benefit applies"
        return f"now: {name}"
    if after.state is Payable.UNKNOWN:
        return "something is missing from then on"
    return "the same benefit, from other facts or figures of law (--explain shows them)"


def benefit_list(law: Law) -> Iterator[str]:
    """Yield the benefits of a law: id, how it is paid, what it is, its law."""
    rows = [
        (each.id, each.pays.replace("_", " "), each.title, each.versions[-1].cited)
        for each in law.benefits
        if each.gives is None
    ]
    yield from table(rows) if rows else (f"the pack {law.id} has no benefits",)


def csv_lines(weeks: Iterable[WeeklyBenefit]) -> Iterator[str]:
    """Yield a heading and a row for each week; amounts have a point, days are ISO 8601."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_HEADINGS)
    for week in weeks:
        version = week.version
        writer.writerow(
            (
                week.first,
                week.last,
                week.number or "",
                week.state.value,
                week.benefit.rule if week.benefit else "",
                "" if week.amount is None else week.amount,
                version.cited if version else "",
                version.confidence.value if version else "",
                "; ".join(need.ask for need in week.needs),
            )
        )
    yield from stream.getvalue().splitlines()

"""`rtw competency balance`: how recorded time falls on strategic and operational work, week by week."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rtwlib.cli.competency_input import competency_file, frameworks
from rtwlib.cli.errors import CommandError
from rtwlib.cli.options import Day, json_option
from rtwlib.cli.output import write, write_json
from rtwlib.codec import InputProblems, read_bytes, text_of
from rtwlib.competency.balance import KINDS, Activity, Alert, Balance, alerts, balance, trend, weeks
from rtwlib.competency.files import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_PERCENT = 100


@click.command(
    "balance",
    epilog="\b\nExample:\n  rtw competency balance time.csv --from 2025-03-03 --to 2025-03-30 --alert 30 --weeks 2",
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--person", metavar="ID", help="Whose time; else everybody's.")
@click.option("--from", "first", type=Day(), required=True, metavar="DAY", help="The first day.")
@click.option("--to", "last", type=Day(), required=True, metavar="DAY", help="The last day.")
@click.option(
    "--alert",
    "below",
    type=click.IntRange(1, 100),
    metavar="P",
    help="Alert where the strategic share is under P percent ...",
)
@click.option(
    "--weeks", "count", type=click.IntRange(min=1), default=1, metavar="N", help="... for so many weeks in a row."
)
@json_option
def command(
    *, file: Path, person: str | None, first: date, last: date, below: int | None, count: int, as_json: bool
) -> int:
    """Say how time falls on strategic and operational work. FILE is a CSV of activities, or a file of assessments.

    No target is built in, since no source gives one; --alert is your own. Ends with 1 if it is raised.
    """
    if last < first:
        message = f"--to {last} is before --from {first}"
        raise CommandError(message)
    activities = _activities(file)
    whole = balance(activities, first=first, last=last, person=person)
    by_week = weeks(activities, first=first, last=last, person=person)
    alert = Alert(Fraction(below, _PERCENT), count) if below is not None else None
    raised = alerts(by_week, alert) if alert is not None else ()
    if as_json:
        write_json(
            {
                "format": "rtwlib.competency-balance/1",
                "from": first.isoformat(),
                "to": last.isoformat(),
                "hours": {kind: str(hours) for kind, hours in whole.hours},
                "strategic_share": _exact(whole.share("strategic")),
                "trend": _exact(trend(by_week)),
                "weeks": [
                    {"from": each.first.isoformat(), "strategic_share": _exact(each.share("strategic"))}
                    for each in by_week
                ],
                "alerts": [[each.first.isoformat() for each in run] for run in raised],
            }
        )
    else:
        write("\n".join(_lines(whole, by_week, alert, raised)))
    return int(bool(raised))


def _activities(file: Path) -> tuple[Activity, ...]:
    if file.suffix.lower() == ".json":
        return competency_file(file, frameworks(())).activities
    try:
        found = rows_of(text_of(read_bytes(file)), Activity)
    except InputProblems as error:
        raise CommandError("\n".join(f"{file.name}, {problem}" for problem in error.problems)) from None
    wrong = [f"{file.name}, line {number}: '{each.kind}' is no kind of work; expected one of {', '.join(KINDS)}"
             for number, each in enumerate(found, start=2) if each.kind not in KINDS]  # fmt: skip
    if wrong:
        raise CommandError("\n".join(wrong))
    return found


def _exact(share: Fraction | None) -> str | None:
    return None if share is None else f"{share.numerator}/{share.denominator}"


def _percent(share: Fraction | None) -> str:
    return "no hours" if share is None else f"{round(share * _PERCENT)} %"


def _lines(
    whole: Balance, by_week: tuple[Balance, ...], alert: Alert | None, raised: tuple[tuple[Balance, ...], ...]
) -> Iterator[str]:
    yield f"{whole.first} to {whole.last}: {whole.total} hours, strategic {_percent(whole.share('strategic'))}"
    for kind, hours in whole.hours:
        if hours:
            yield f"  {hours:>6}  {kind.replace('_', ' ')} ({KINDS[kind]})"
    yield "By week, strategic share:"
    for each in by_week:
        share = each.share("strategic")
        bar = "#" * round((share or 0) * 20)
        yield f"  {each.first}  {_percent(share):>8}  {bar}"
    rise = trend(by_week)
    if rise is not None:
        yield f"From the first half of the weeks to the second: {round(rise * _PERCENT):+d} points"
    for run in raised:
        below = alert.below if alert is not None else Fraction(0)
        yield f"ALERT {alert.name if alert else ''}: under {_percent(below)} for {len(run)} weeks from {run[0].first}"

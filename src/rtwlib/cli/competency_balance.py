"""`rtw competency balance`: how recorded time falls on strategic and operational work, week by week."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rtwlib.cli.competency_input import competency_file, framework_named, frameworks, frameworks_option
from rtwlib.cli.errors import CommandError
from rtwlib.cli.options import Day, json_option
from rtwlib.cli.output import write, write_json
from rtwlib.codec import InputProblems, read_bytes, text_of
from rtwlib.competency.balance import KINDS, Activity, Alert, Balance, alerts, balance, trend, weeks
from rtwlib.competency.exercised import Log, exercised
from rtwlib.competency.files import rows_of
from rtwlib.vocabulary import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rtwlib.competency.frameworks import Framework

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
@click.option("--actions", "name", metavar="ID", help="Say which competencies the actions of this framework drew on.")
@frameworks_option
@json_option
def command(
    *,
    file: Path,
    person: str | None,
    first: date,
    last: date,
    below: int | None,
    count: int,
    name: str | None,
    framework_files: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Say how time falls on strategic and operational work. FILE is a CSV of activities, or a file of assessments.

    No target is built in, since no source gives one; --alert is your own. Ends with 1 if it is raised.
    """
    if last < first:
        message = f"--to {last} is before --from {first}"
        raise CommandError(message)
    known = frameworks(framework_files)
    activities = _activities(file, known)
    log = _log(activities, framework_named(name, known), first, last, person) if name is not None else None
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
                **({} if log is None else {"exercised": _log_json(log), "hours_of_no_action": str(log.unnamed)}),
            }
        )
    else:
        write("\n".join((*_lines(whole, by_week, alert, raised), *(_log_lines(log) if log is not None else ()))))
    return int(bool(raised))


def _log(activities: tuple[Activity, ...], framework: Framework, first: date, last: date, person: str | None) -> Log:
    """Return what the actions of a log drew on. Raises `CommandError` with every action that the framework lacks."""
    actions = [each.id for each in framework.actions]
    wrong = dict.fromkeys(each.action for each in activities if each.action is not None and each.action not in actions)
    if not actions:
        message = f"the framework {framework.id} names no action; coordination-actions does"
        raise CommandError(message)
    if wrong:
        hints = [
            f"'{each}' is no action of {framework.id}; nearest: {', '.join(nearest(each, actions))}" for each in wrong
        ]
        raise CommandError("\n".join(hints))
    return exercised(activities, framework, first=first, last=last, person=person)


def _log_json(log: Log) -> list[dict[str, object]]:
    return [
        {
            "group": each.group.id,
            "times": each.times,
            "hours": str(each.hours),
            "actions": [one.id for one in each.actions],
        }
        for each in log.groups
    ]


def _log_lines(log: Log) -> Iterator[str]:
    yield "Competencies drawn on (one action may draw on several; not how well it was done):"
    for each in log.groups:
        yield f"  {each.hours:>6}  {each.times:>3} {'time ' if each.times == 1 else 'times'}  {each.group.title}"
    if log.idle:
        yield f"Not drawn on: {', '.join(group.title for group in log.idle)}"
    if log.unnamed:
        yield f"{log.unnamed} hours name no action"


def _activities(file: Path, known: dict[str, Framework]) -> tuple[Activity, ...]:
    if file.suffix.lower() == ".json":
        return competency_file(file, known).activities
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

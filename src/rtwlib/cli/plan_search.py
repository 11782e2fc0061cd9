"""`rtw plan search`: where the search for less arduous duties stands, its record, and the next decision."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rtwlib.cli.errors import CommandError
from rtwlib.cli.form_input import save_case
from rtwlib.cli.laws import Laws
from rtwlib.cli.options import Day, json_option, packs_option, today_option
from rtwlib.cli.output import write, write_json
from rtwlib.cli.plan_input import day_of, law_of, one_case
from rtwlib.cli.viewing import Viewer, viewer_options
from rtwlib.plans.placement import Decision, Placement, Stage
from rtwlib.plans.placement_record import decisions_of, search_of, with_decision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rtwlib.cases import Case


@click.command(
    "search",
    epilog="\b\nExamples:\n  rtw plan search case.json --today 2025-09-01\n"
    "  rtw plan search case.json --decide disability_assessed --on 2025-08-20 --by kim \\\n"
    "    --reason 'No lifting for good' --save case-2.json",
)
@click.argument("case_file", metavar="CASE")
@click.option(
    "--decide", "stage", type=click.Choice([each.value for each in Stage]), help="Record a decision of this stage."
)
@click.option("--placed", is_flag=True, help="The stage placed the employee, which ends the search.")
@click.option("--on", type=Day(), metavar="DAY", help="The day of the decision.")
@click.option("--by", metavar="ID", help="Who decided.")
@click.option("--reason", metavar="TEXT", help="Why, in writing.")
@click.option("--save", "copy", type=click.Path(path_type=Path), metavar="FILE", help="The copy of the case to write.")
@click.option("--law", "law", metavar="ID", help="Read under this law; else under the one that the case names.")
@today_option
@viewer_options
@json_option
@packs_option
def command(
    *,
    case_file: str,
    stage: str | None,
    placed: bool,
    on: date | None,
    by: str | None,
    reason: str | None,
    copy: Path | None,
    law: str | None,
    today: date | datetime | None,
    audience: str | None,
    purpose: str | None,
    key_file: Path | None,
    packs: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Say where the search for less arduous duties stands. It opens at maximum medical improvement.

    The stages, in order: the disability is assessed; the own job with accommodation; a vacancy in the agency; a written
    recommendation; an attempt in all agencies; separation. Ends with 1 while the search may not be opened.
    """
    laws = Laws(packs, law)
    viewer = Viewer(laws, audience, purpose, key_file, today)
    case = one_case(case_file, packs, silent=audience is not None)
    day = day_of(today, law_of(case, laws))
    try:
        if stage is not None:
            case = _decided(case, stage, on, by, reason, copy, case_file, placed=placed)
            day = max(day, on) if on is not None else day
        case = viewer.case(case)
        withheld = audience is not None
        found, decisions = search_of(case, day, withheld=withheld), decisions_of(case, day, withheld=withheld)
    except ValueError as error:
        raise CommandError(str(error)) from None
    if as_json:
        write_json(_json(case, found, decisions))
    else:
        write("\n".join(_lines(case, found, decisions)))
    return int(not found.open and found.closed is None)


def _decided(
    case: Case,
    stage: str,
    on: date | None,
    by: str | None,
    reason: str | None,
    copy: Path | None,
    read_from: str,
    *,
    placed: bool,
) -> Case:
    if on is None or by is None or reason is None or copy is None:
        message = "--decide needs --on, --by, --reason and --save: each stage is decided in writing"
        raise CommandError(message)
    after = with_decision(case, Decision(Stage(stage), placed, on, by, reason))
    save_case(after, copy, read_from, "--save")
    return after


def _lines(case: Case, found: Placement, decisions: tuple[Decision, ...]) -> Iterator[str]:
    yield f"{case.id}   search for less arduous duties"
    for each in decisions:
        result = "placed" if each.placed else "not placed"
        reason = f": {each.reason}" if each.reason else ""
        yield f"  {each.on}   {each.stage.value.replace('_', ' ')}   {result}   {each.by}{reason}"
    if found.closed is not None:
        yield f"  closed: {found.closed.replace('_', ' ')}"
    elif found.open and found.next is not None:
        yield f"  next: {found.next.value.replace('_', ' ')}"
    elif found.open:
        yield "  every stage was decided"
    for need in found.needs:
        yield f"  not open: {need}"


def _json(case: Case, found: Placement, decisions: tuple[Decision, ...]) -> dict[str, Any]:
    return {
        "format": "rtwlib.placement/1",
        "case": case.id,
        "open": found.open,
        "next": found.next.value if found.next is not None else None,
        "closed": found.closed,
        "needs": list(found.needs),
        "decisions": [
            {
                "stage": each.stage.value,
                "placed": each.placed,
                "on": each.on.isoformat(),
                "by": each.by,
                "reason": each.reason,
            }
            for each in decisions
        ],
    }

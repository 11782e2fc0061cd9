"""`rtw programme status`: where a claim stands, in words that are safe to give to the worker."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rtwlib.cli.laws import Laws
from rtwlib.cli.options import json_option, packs_option, today_option
from rtwlib.cli.output import write, write_json
from rtwlib.cli.plan_input import law_of, one_case
from rtwlib.cli.programme_input import day_of, one_programme, seen
from rtwlib.cli.timeline import timeline_of
from rtwlib.cli.viewing import Viewer
from rtwlib.programme.status import status_lines, status_of

if TYPE_CHECKING:
    from datetime import date, datetime

_AUDIENCE, _PURPOSE = "worker", "own_record"


@click.command("status", epilog="\b\nExamples:\n  rtw programme status programme.json --case case.json")
@click.argument("file", metavar="PROGRAMME")
@click.option("--case", "case_file", required=True, metavar="CASE", help="The case of the worker who asks.")
@click.option("--law", "law", metavar="ID", help="Read under this law; else under the one that the case names.")
@today_option
@json_option
@packs_option
def command(
    *,
    file: str,
    case_file: str,
    law: str | None,
    today: date | datetime | None,
    packs: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Print where a claim stands for the worker: what is due from whom and when, and open questions.

    It is made of the worker's own view of the case, of kinds and days; no note, no name and no other case is in it.
    """
    laws = Laws(packs, law)
    viewer = Viewer(laws, _AUDIENCE, _PURPOSE, None, today)
    case = one_case(case_file, packs)
    found = (law_of(case, laws),)
    day = day_of(today, found)
    programme = seen(one_programme(file), viewer, found, day, case)
    case = viewer.case(case)
    timeline = timeline_of(case, laws, day, explain=False, everything=False, blind=True)
    status = status_of(case, programme, timeline, day)
    if as_json:
        write_json(status.to_json())
    else:
        write("\n".join(status_lines(status)))

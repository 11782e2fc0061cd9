"""`rtw programme check`: what lapsed, contradicts itself, or lacks its reasons."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rtwlib.audit.report import table
from rtwlib.cli.laws import Laws
from rtwlib.cli.options import json_option, packs_option, today_option
from rtwlib.cli.output import paint_severity, write, write_json
from rtwlib.cli.programme_input import day_of, laws_of, one_programme
from rtwlib.programme.checks import check_programme
from rtwlib.programme.records import check_to_json

if TYPE_CHECKING:
    from datetime import date, datetime


@click.command("check", epilog="\b\nExamples:\n  rtw programme check programme.json --today 2025-01-06")
@click.argument("file", metavar="PROGRAMME")
@click.option("--law", "law", metavar="ID", help="The law whose rules may be named; else those the programme names.")
@today_option
@json_option
@packs_option
def command(
    *, file: str, law: str | None, today: date | datetime | None, packs: tuple[Path, ...], as_json: bool
) -> int:
    """Check the registers, for whoever keeps them. Ends with 1 if there are findings."""
    programme = one_programme(file)
    laws = laws_of(programme, Laws(packs, law))
    day = day_of(today, laws)
    findings = check_programme(programme, laws, today=day)
    if as_json:
        write_json(check_to_json(programme.id, day, findings))
    elif not findings:
        write(f"{programme.id}: no finding")
    else:
        rows = [
            (f"{each.code} {paint_severity(each.severity, f'{each.severity.value:<7}')}", str(each.where), each.message)
            for each in findings
        ]
        write("\n".join(table(rows)))
    return int(bool(findings))

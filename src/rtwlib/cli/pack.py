"""`rtw pack`: check a folder of law, start a new one from a template that passes the check; and what else there is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rtwlib import api
from rtwlib.cli.errors import CommandError
from rtwlib.cli.options import CODE, clock_day, json_option, packs_option
from rtwlib.cli.output import tell, write, write_json
from rtwlib.cli.pack_check import check_pack
from rtwlib.cli.pack_diff import command as diff
from rtwlib.cli.pack_review import command as review
from rtwlib.cli.pack_stale import command as stale
from rtwlib.cli.pack_template import template_files, valid_id
from rtwlib.readers.wording import number_of

if TYPE_CHECKING:
    from rtwlib.cli.pack_check import PackReport


@click.group("pack")
def command() -> None:
    """Check a pack of law, start a new one, compare two states of one, or see what is to be looked up in it."""


for _each in (diff, review, stale):
    command.add_command(_each)


@command.command("check")
@click.argument("folder", metavar="DIR")
@json_option
@packs_option
def check(*, folder: str, packs: tuple[Path, ...], as_json: bool) -> int:
    """Check a pack folder: its files against the pack format, and its worked cases against what they expect.

    Runs no code of the folder. Ends with 1 if anything is wrong.
    """
    path = Path(folder)
    if not path.is_dir():
        message = f"{folder}: {'this is a file; expected a pack folder' if path.exists() else 'no such folder'}"
        raise CommandError(message)
    if (path / CODE).is_file():
        tell(f"{path / CODE}: not executed, so its formulas are not checked here; the conformance kit checks them")
    report = check_pack(path, lambda name: api.law(name, packs=packs))
    if as_json:
        write_json(report.to_json())
    else:
        _tell(report, folder)
    return int(bool(report.findings))


@command.command("new")
@click.argument("folder", metavar="DIR")
@click.option("--id", "name", required=True, metavar="ID", help="ISO 3166-2, lower case, like us-wa or ca-on.")
@click.option("--title", metavar="TEXT", help="The title of the law, in plain words.")
def new(*, folder: str, name: str, title: str | None) -> None:
    """Start a pack: a folder with one invented limit, its source, and a worked case; it passes the check."""
    if not valid_id(name):
        message = (
            f"--id {name!r}: expected an ISO 3166-2 code in lower case, like us-wa; a layer adds a part: us-wa-city"
        )
        raise CommandError(message)
    path = Path(folder)
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        message = f"{folder}: is there already and not empty; name a new folder"
        raise CommandError(message)
    files = template_files(name, title or f"Workers' compensation of {name}", clock_day())
    for relative, text in files.items():
        target = path / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    write("\n".join(str(path / relative) for relative in files))
    tell(f"Next: rtw pack check {folder}")


def _tell(report: PackReport, folder: str) -> None:
    """Write the report as text."""
    for finding in report.findings:
        write(f"{finding.code} {finding.severity.value:<7}  {finding.where}: {finding.message}")
    checked = ", ".join(number_of(count, what) for what, count in report.checked.items())
    if report.findings:
        write(f"{folder}: {number_of(len(report.findings), 'problem')} ({checked} read)")
    else:
        write(f"{folder}: in order ({checked} read)")

"""`rtw audit`: many cases against one law; findings, sums, and what cannot be known."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rtwlib.audit.baseline import compare, read_baseline
from rtwlib.audit.mapping import read_map
from rtwlib.audit.page import audit_page
from rtwlib.audit.report import audit_text
from rtwlib.audit.results import write_csv
from rtwlib.audit.running import Auditor
from rtwlib.audit.workbooks import findings_workbook
from rtwlib.cli.errors import CommandError
from rtwlib.cli.inputs import audit_sources, check_output, shown
from rtwlib.cli.laws import Laws
from rtwlib.cli.options import clock_day, json_option, packs_option, today_option
from rtwlib.cli.output import paint_severity, tell, write, write_json
from rtwlib.cli.viewing import Viewer, viewer_options
from rtwlib.codec import InputProblems

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from rtwlib.audit.results import Audit

_FINDINGS, _LEFT_OUT = 1, 2
_EXAMPLES = """\b
Examples:
  rtw audit portfolio.json --today 2025-01-06
  rtw audit claims.csv --law us-ct --map map.toml --csv findings.csv
  rtw audit portfolio.json --today 2025-02-06 --baseline january.json
"""


@click.command("audit", epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--law", "law", metavar="ID", help="The law to read under, like us-ct; needed for tables.")
@today_option
@click.option("--map", "map_file", metavar="MAP", help="A map file: what the columns of a table mean.")
@click.option("--csv", "csv_file", metavar="OUT", help="Write all findings to this CSV file too; - is stdout.")
@click.option("--xlsx", type=click.Path(path_type=Path), metavar="OUT", help="Write all findings to this workbook too.")
@click.option("--html", type=click.Path(path_type=Path), metavar="OUT", help="Write a report to send out too.")
@click.option("--baseline", metavar="FILE", help="An earlier report (--json): show and count only what is new since.")
@click.option("--limit", type=click.IntRange(min=0), default=20, show_default=True, help="Findings to list as text.")
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True, help="Worst lags to list.")
@viewer_options
@json_option
@packs_option
def command(
    *,
    files: tuple[str, ...],
    law: str | None,
    today: date | datetime | None,
    map_file: str | None,
    csv_file: str | None,
    xlsx: Path | None,
    html: Path | None,
    baseline: str | None,
    limit: int,
    top: int,
    audience: str | None,
    purpose: str | None,
    key_file: Path | None,
    packs: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Check many cases: what was missed, done late or barred, what cannot be dated, and what it adds up to.

    FILE is JSON (a list of cases), JSON Lines, CSV, a workbook, or `-` for stdin. A table needs --law, and a map file
    unless its headings are places in a case, such as injury.on. Ends with 1 if there are findings, with 2 if a row or
    a case could not be read; the others are read and reported all the same. With --baseline only what is new counts.
    """
    if csv_file == "-" and as_json:
        message = "--json and --csv - both want stdout: name a file for one of them"
        raise CommandError(message)
    laws = Laws(packs, law)
    zone = laws.law(law).zone if law is not None else None
    day = today if today is not None else clock_day(zone)
    found = read_map(Path(map_file)) if map_file is not None else None
    inputs = (*files, *(each for each in (map_file, baseline) if each))
    earlier = _earlier(baseline) if baseline is not None else None
    check_output("--csv", csv_file, inputs)
    check_output("--html", str(html) if html is not None else None, inputs)
    check_output("--xlsx", str(xlsx) if xlsx is not None else None, inputs)
    viewer = Viewer(laws, audience, purpose, key_file, day)
    sources = (viewer.source(each) for each in audit_sources(files, laws, found))
    audit = Auditor(laws.of, day, str(zone) if zone is not None else "UTC", top).run(sources)
    if earlier is not None and baseline is not None:
        compare(audit, earlier, shown(baseline))
    if csv_file is not None and csv_file != "-":
        _write_csv(audit, csv_file)
    if html is not None:
        html.write_text(audit_page(audit), encoding="utf-8")
    if xlsx is not None:
        xlsx.write_bytes(findings_workbook(audit.findings))
    if csv_file == "-":
        write_csv(audit.findings, sys.stdout)
    elif as_json:
        write_json(audit.to_json())
    else:
        write(audit_text(audit, limit, paint_severity))
    if audit.failed:
        tell("Some rows or cases could not be read; the findings RTW131 name them.")
        return _LEFT_OUT
    return _FINDINGS if audit.findings else 0


def _earlier(name: str) -> tuple[Mapping[str, Any], ...]:
    """Return the findings of an earlier report. Raises `CommandError` for a file that is none."""
    try:
        return read_baseline(Path(name).read_bytes())
    except InputProblems as error:
        raise CommandError("\n".join(f"{shown(name)}: {problem}" for problem in error.problems)) from None


def _write_csv(audit: Audit, name: str) -> None:
    """Write the findings as CSV to a file."""
    with Path(name).open("w", encoding="utf-8", newline="") as stream:
        write_csv(audit.findings, stream)

"""`rtw form check`: which forms of a case are overdue, due, sent, or lack something; or what is wrong with one form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rtwlib import filing
from rtwlib.audit.report import table
from rtwlib.cases import Case
from rtwlib.cli.errors import CommandError
from rtwlib.cli.form_input import form_of, laws_of
from rtwlib.cli.inputs import read_files
from rtwlib.cli.laws import Laws
from rtwlib.cli.options import json_option, packs_option, today_option
from rtwlib.cli.output import paint_severity, write, write_json
from rtwlib.cli.plan_input import day_of, one_plan
from rtwlib.cli.viewing import Viewer, viewer_options
from rtwlib.findings import Finding, Severity
from rtwlib.forms.files import standing_to_dict
from rtwlib.forms.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from rtwlib.forms.standing import FormStanding
    from rtwlib.laws import Law
    from rtwlib.plans.plan import Plan

_WORDS = {
    Standing.OVERDUE: "OVERDUE",
    Standing.DUE: "DUE",
    Standing.MAY_BE_SENT: "may be sent",
    Standing.TIME_PASSED: "time passed",
    Standing.UNKNOWN: "UNKNOWN",
    Standing.SENT_LATE: "SENT LATE",
    Standing.SENT: "SENT",
    Standing.USABLE: "usable",
    Standing.NOT_DUE: "not due",
}


@click.command(
    "check", epilog="\b\nExamples:\n  rtw form check case.json --today 2025-01-06\n  rtw form check case.json --form 43"
)
@click.argument("files", metavar="CASE...", nargs=-1, required=True)
@click.option("--form", "name", metavar="FORM", help="Check what this one form would hold.")
@click.option("--plan", "plan_file", metavar="PLAN", help="Take what the form asks of a plan from this one.")
@click.option(
    "--all", "everything", is_flag=True, help="List also the forms that are not due and those without a limit."
)
@click.option("--law", "law", metavar="ID", help="Read under this law; else under those that the case names.")
@today_option
@viewer_options
@json_option
@packs_option
def command(
    *,
    files: tuple[str, ...],
    name: str | None,
    plan_file: str | None,
    everything: bool,
    law: str | None,
    today: date | datetime | None,
    audience: str | None,
    purpose: str | None,
    key_file: Path | None,
    packs: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Say how the forms of cases stand: due, overdue, sent, and with which proof; with --form, what one form lacks.

    Ends with 1 if there are findings other than notes.
    """
    laws = Laws(packs, law)
    viewer = Viewer(laws, audience, purpose, key_file, today)
    read, _ = read_files(files, packs, silent=audience is not None)
    cases = [each for each in viewer.files(list(read)) if isinstance(each, Case)]
    if len(cases) != len(read):
        message = "expected files with cases (rtwlib.case/1)"
        raise CommandError(message)
    plan = one_plan(plan_file, silent=audience is not None) if plan_file is not None else None
    found: list[Finding] = []
    told: list[dict[str, Any]] = []
    lines: list[str] = []
    for case in cases:
        held = laws_of(case, laws)
        if name is not None:
            form, own = form_of(name, held)
            day = day_of(today, own)
            more = filing.check_form(filing.fill_form(form, case, own, today=day, plan=plan), case, own)
            told.append({"case": case.id, "form": form.rule, "findings": [each.to_json() for each in more]})
            lines += (
                [f"{case.id}   {form.name}", *(_line(each) for each in more)]
                if more
                else [f"{case.id}   {form.name}: no finding"]
            )
        else:
            more = tuple(_standings(case, held, today, plan, told, lines, everything=everything))
        found += more
    if as_json:
        write_json({"format": "rtwlib.forms-check/1", "cases": told})
    else:
        write("\n".join(lines))
    return int(any(each.severity is not Severity.NOTE for each in found))


def _standings(
    case: Case,
    laws: Iterable[Law],
    today: date | datetime | None,
    plan: Plan | None,
    told: list[dict[str, Any]],
    lines: list[str],
    *,
    everything: bool,
) -> Iterator[Finding]:
    for law in laws:
        day = day_of(today, law)
        standings = filing.form_standings(case, law, today=day, include_not_due=everything)
        findings = filing.check_forms(case, law, today=day, plan=plan)
        told.append(
            {
                "case": case.id,
                "law": law.id,
                "today": day.isoformat(),
                "forms": [standing_to_dict(each) for each in standings],
                "findings": [each.to_json() for each in findings],
            }
        )
        stamps = ", ".join(f"{each.id} {each.version}" for each in law.stamps)
        lines.append(f"{case.id}   law: {stamps}   today {day}")
        shown = [each for each in standings if everything or each.standing is not Standing.USABLE]
        lines += table([_row(each) for each in shown]) if shown else ["  no form is due, and none was sent"]
        more = [each for each in findings if each.code not in {"RTW264", "RTW265", "RTW270"}]
        lines += ["", *(_line(each) for each in more)] if more else []
        yield from findings


def _row(each: FormStanding) -> tuple[str, ...]:
    until = "until" if each.standing in {Standing.MAY_BE_SENT, Standing.TIME_PASSED} else "due"
    due = f"{until} {each.due}" if each.due is not None else ""
    sent = "; ".join(_sent(one.on, one.to, one.how, one.proof) for one in each.sent)
    said = sent or "; ".join(need.ask for need in each.needs)
    by = ", ".join(role.replace("_", " ") for role in each.form.completed_by)
    cite = ", ".join(part for part in (each.cite, *each.marks) if part)
    return f"  {_WORDS[each.standing]}", due, each.form.name, by, cite, said


def _sent(on: date | None, to: str | None, how: str | None, proof: str | None) -> str:
    parts = [f"sent {on}" if on is not None else "sent"]
    parts += [f"{word} {value}" for word, value in (("to", to), ("by", how), ("proof:", proof)) if value is not None]
    return " ".join(parts)


def _line(found: Finding) -> str:
    """Return a finding in one line: code, severity, message."""
    return f"  {found.code} {paint_severity(found.severity, f'{found.severity.value:<7}')}  {found.message}"

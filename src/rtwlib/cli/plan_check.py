"""`rtw plan check`: what is wrong with a plan, against certificates, practice and the law of the place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rtwlib import planning
from rtwlib.cli.laws import Laws
from rtwlib.cli.options import json_option, packs_option, today_option
from rtwlib.cli.output import paint_severity, write, write_json
from rtwlib.cli.plan_duties import one_bank
from rtwlib.cli.plan_input import day_of, law_of, one_case, one_plan, seen
from rtwlib.cli.viewing import Viewer, viewer_options
from rtwlib.plans.duties import unfit
from rtwlib.plans.records import check_to_json

if TYPE_CHECKING:
    from datetime import date, datetime

    from rtwlib.findings import Finding
    from rtwlib.plans.bank_files import Bank
    from rtwlib.plans.plan import Plan


@click.command("check", epilog="\b\nExamples:\n  rtw plan check plan.json --case case.json")
@click.argument("plan_file", metavar="PLAN")
@click.option("--case", "case_file", required=True, metavar="CASE", help="The case that the plan belongs to.")
@click.option("--bank", metavar="BANK", help="Duties and capacity: find planned duties that do not fit.")
@click.option("--law", "law", metavar="ID", help="Read under this law; else under the one that the case names.")
@today_option
@viewer_options
@json_option
@packs_option
def command(
    *,
    plan_file: str,
    case_file: str,
    bank: str | None,
    law: str | None,
    today: date | datetime | None,
    audience: str | None,
    purpose: str | None,
    key_file: Path | None,
    packs: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Check a plan: hours and duties against what is certified, steps and reviews, agreements, and what the law wants.

    Ends with 1 if there are findings.
    """
    laws = Laws(packs, law)
    viewer = Viewer(laws, audience, purpose, key_file, today)
    silent = audience is not None
    plan, case = one_plan(plan_file, silent=silent), one_case(case_file, packs, silent=silent)
    found = law_of(case, laws)
    plan, case = seen(plan, case, found, viewer)
    day = day_of(today, found) if today is not None else None
    begins = plan.starts_on or day_of(today, found)
    wrong = _unfit(plan, one_bank(bank), begins) if bank is not None else ()
    findings = planning.check_plan(plan, case, found, today=day, unfit=wrong)
    if as_json:
        write_json(check_to_json(plan.id, found, findings))
    elif not findings:
        write(f"{plan.id}: no finding")
    else:
        write("\n".join(_line(each) for each in findings))
    return int(bool(findings))


def _unfit(plan: Plan, bank: Bank, day: date) -> tuple[tuple[str, str], ...]:
    """Return the planned duties that do not fit, or that the bank does not know."""
    known = {duty.id for duty in bank.duties}
    planned = dict.fromkeys(duty for phase in plan.phases for duty in phase.duties)
    strange = tuple(
        (duty, f"{duty}: the bank has no such duty, so nobody can know") for duty in planned if duty not in known
    )
    return (*unfit(bank.search(day)), *strange)


def _line(found: Finding) -> str:
    """Return a finding in one line: code, severity, message, law."""
    cite = f"   {found.cite}" if found.cite else ""
    return f"{found.code} {paint_severity(found.severity, f'{found.severity.value:<7}')}  {found.message}{cite}"

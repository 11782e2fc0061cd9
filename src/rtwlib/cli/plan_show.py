"""`rtw plan show`: a plan as text, as a page to print, or as a calendar file, as an audience may see it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rtwlib import planning
from rtwlib.cli.laws import Laws
from rtwlib.cli.options import json_option, packs_option, today_option
from rtwlib.cli.output import write, write_json
from rtwlib.cli.plan_input import day_of, law_of, one_case, one_plan, seen
from rtwlib.cli.plan_table import on_terminal, print_plan
from rtwlib.cli.viewing import Viewer, viewer_options
from rtwlib.plans.calendar_file import plan_ics
from rtwlib.plans.files import plan_to_dict
from rtwlib.plans.pages import plan_page, plan_text

if TYPE_CHECKING:
    from datetime import date, datetime


@click.command(
    "show",
    epilog="\b\nExamples:\n  rtw plan show plan.json --case case.json --pay\n"
    "  rtw plan show plan.json --case case.json --as supervisor --for return_to_work --html plan.html",
)
@click.argument("plan_file", metavar="PLAN")
@click.option("--case", "case_file", required=True, metavar="CASE", help="The case that the plan belongs to.")
@click.option("--pay", "with_pay", is_flag=True, help="Show wages and weekly benefit in each phase.")
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="Write a page to this file.")
@click.option("--ics", type=click.Path(path_type=Path), metavar="FILE", help="Write a calendar file to this file.")
@click.option("--law", "law", metavar="ID", help="Read under this law; else under the one that the case names.")
@today_option
@viewer_options
@json_option
@packs_option
def command(
    *,
    plan_file: str,
    case_file: str,
    with_pay: bool,
    html: Path | None,
    ics: Path | None,
    law: str | None,
    today: date | datetime | None,
    audience: str | None,
    purpose: str | None,
    key_file: Path | None,
    packs: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Show a plan as text; --html writes a page for worker, supervisor or doctor, --ics the days for a calendar."""
    laws = Laws(packs, law)
    viewer = Viewer(laws, audience, purpose, key_file, today)
    silent = audience is not None
    plan, case = one_plan(plan_file, silent=silent), one_case(case_file, packs, silent=silent)
    found = law_of(case, laws)
    plan, case = seen(plan, case, found, viewer)
    day = day_of(today, found)
    pay = planning.plan_pay(plan, case, found, today=day) if with_pay else ()
    stamp = ", ".join(f"{each.id} {each.version}" for each in found.stamps)
    if html is not None:
        html.write_text(plan_page(plan, case.certificates, pay=pay, stamp=f"Law: {stamp}."), encoding="utf-8")
    if ics is not None:
        ics.write_text(plan_ics(plan, stamped=day), encoding="utf-8", newline="")
    if as_json:
        write_json(plan_to_dict(plan))
    elif on_terminal():
        print_plan(plan, pay)
    else:
        write(plan_text(plan, pay))
    return 0

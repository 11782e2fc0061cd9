"""`rtw form fill`: a form filled from a case, on the screen, as page, PDF, JSON or CSV, or into an official blank."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rtwlib import disclosure, filing
from rtwlib.cli.form_asking import ask_missing
from rtwlib.cli.form_input import answers_in, form_of, laws_of, save_case
from rtwlib.cli.form_writing import Outputs, output_options, write_outputs
from rtwlib.cli.laws import Laws
from rtwlib.cli.options import json_option, packs_option, today_option
from rtwlib.cli.output import write, write_json
from rtwlib.cli.plan_input import day_of, one_case, one_plan
from rtwlib.cli.viewing import Viewer, viewer_options
from rtwlib.forms.files import form_to_dict
from rtwlib.forms.pages import sheet_text
from rtwlib.forms.sheets import sheet_of

if TYPE_CHECKING:
    from datetime import date, datetime


@click.command(
    "fill",
    epilog="\b\nExamples:\n  rtw form fill case.json 43 --answer grounds='Not in the course of employment'\n"
    "  rtw form fill case.json form-1a --ask --save case-2.json --pdf form.pdf\n"
    "  rtw form fill case.json 43 --official blank.pdf --map map.toml --official-to filled.pdf",
)
@click.argument("case_file", metavar="CASE")
@click.argument("name", metavar="FORM")
@click.option("--plan", "plan_file", metavar="PLAN", help="Take what the form asks of a plan from this one.")
@click.option("--answer", "answers", multiple=True, metavar="FIELD=VALUE", help="Answer a field; may be repeated.")
@click.option("--ask", is_flag=True, help="Ask in the terminal for what is missing.")
@click.option(
    "--save", "copy", type=click.Path(path_type=Path), metavar="FILE", help="Write a copy of the case with the answers."
)
@output_options
@click.option("--law", "law", metavar="ID", help="Read under this law; else under those that the case names.")
@today_option
@viewer_options
@json_option
@packs_option
def command(
    *,
    case_file: str,
    name: str,
    plan_file: str | None,
    answers: tuple[str, ...],
    ask: bool,
    copy: Path | None,
    outputs: Outputs,
    law: str | None,
    today: date | datetime | None,
    audience: str | None,
    purpose: str | None,
    key_file: Path | None,
    packs: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Fill a form from a case: each value with where it came from, what is missing, and whom to ask.

    Nothing blank is made up. Ends with 1 while something that the form needs is missing or does not fit.
    """
    laws = Laws(packs, law)
    viewer = Viewer(laws, audience, purpose, key_file, today)
    whole = one_case(case_file, packs, silent=audience is not None)
    form, found = form_of(name, laws_of(whole, laws))
    day = day_of(today, found)
    plan = one_plan(plan_file, silent=audience is not None) if plan_file is not None else None
    given = answers_in(answers, form)
    if ask:
        given |= ask_missing(filing.fill_form(form, whole, found, today=day, plan=plan, answers=given))
    if copy is not None:
        save_case(filing.with_answers(whole, form, given, on=day), copy, case_file, "--save")
    case = whole
    if audience is not None and purpose is not None:
        view = viewer.view(whole, audience, purpose)
        case = view.case
        plan = disclosure.view_plan(plan, view, found) if plan is not None else None
        shown = set(view.shown)
        given = {key: value for key, value in given.items() if (field := form.field(key)) and field.data in shown}
    filled = filing.fill_form(form, case, found, today=day, plan=plan, answers=given)
    standing = filing.form_standings(case, found, today=day, include_not_due=True, forms=(form,))
    where = standing[0] if standing else None
    write_outputs(outputs, filled, where, found)
    if as_json:
        write_json(form_to_dict(filled, where))
    else:
        write(sheet_text(sheet_of(filled, where)))
    return int(not filled.is_complete)

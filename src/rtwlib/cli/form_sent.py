"""`rtw form sent`: the record of what was sent, to whom, when, how, and with which proof, in a copy of the case."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from rtwlib import filing
from rtwlib.cli.form_input import form_of, laws_of, save_case
from rtwlib.cli.laws import Laws
from rtwlib.cli.options import Day, packs_option
from rtwlib.cli.output import tell
from rtwlib.cli.plan_input import one_case


@click.command(
    "sent",
    epilog="\b\nExample:\n  rtw form sent case.json 43 --on 2024-12-20 --to 'district office' --how 'certified mail' "
    "\\\n    --proof 'receipt 7' --save case-2.json",
)
@click.argument("case_file", metavar="CASE")
@click.argument("name", metavar="FORM")
@click.option("--on", type=Day(), required=True, metavar="DAY", help="The day on which it was sent.")
@click.option("--to", metavar="TEXT", help="To whom.")
@click.option("--how", metavar="TEXT", help="How, such as certified mail.")
@click.option("--proof", metavar="TEXT", help="With which proof, such as the number of a receipt.")
@click.option("--by", metavar="ROLE", help="Who sent it.")
@click.option(
    "--save",
    "copy",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="The copy of the case to write.",
)
@click.option("--law", "law", metavar="ID", help="Read under this law; else under those that the case names.")
@packs_option
def command(
    *,
    case_file: str,
    name: str,
    on: date,
    to: str | None,
    how: str | None,
    proof: str | None,
    by: str | None,
    copy: Path,
    law: str | None,
    packs: tuple[Path, ...],
) -> None:
    """Record that a form was sent, as an event of a copy of the case; the file that was read stays as it is."""
    case = one_case(case_file, packs)
    form, _ = form_of(name, laws_of(case, Laws(packs, law)))
    save_case(filing.with_sending(case, form, on=on, to=to, how=how, proof=proof, by=by), copy, case_file, "--save")
    tell(f"{form.id}: recorded as {form.files or 'form_sent'} on {on}")

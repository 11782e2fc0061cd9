"""`rtw rule`: what the code of a finding means."""

from __future__ import annotations

import click

from rtwlib.cli.errors import CommandError
from rtwlib.cli.options import json_option
from rtwlib.cli.output import write, write_json
from rtwlib.findings import CODES, Code, UnknownCode, explain_code
from rtwlib.plan_codes import FORM_CODES, PLAN_CODES
from rtwlib.programme.codes import PROGRAMME_CODES


@click.command("rule")
@click.argument("code", required=False)
@json_option
def command(code: str | None, *, as_json: bool) -> None:
    """Explain the code of a finding, such as RTW101; without a code, list them all."""
    known = {**CODES, **PLAN_CODES, **FORM_CODES, **PROGRAMME_CODES}
    if code is None:
        codes = list(known.values())
        if as_json:
            write_json({"format": "rtwlib.codes/1", "codes": [entry.to_json() for entry in codes]})
        else:
            write("\n".join(f"{entry.code}  {entry.severity.value:<7}  {entry.title}" for entry in codes))
        return
    try:
        found = explain_code(code, known)
    except UnknownCode as error:
        raise CommandError(str(error)) from None
    if as_json:
        write_json(found.to_json())
    else:
        write(_text(found))


def _text(code: Code) -> str:
    """Return the explanation of a code."""
    return f"{code.code}  {code.title} ({code.severity.value})\n\n{code.means}\n\nWhat to do: {code.fix}"

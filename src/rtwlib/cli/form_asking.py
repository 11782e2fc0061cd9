"""The wizard of `rtw form fill --ask`: only what is missing, one question at a time, an empty answer leaves it open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from rtwlib.cli.output import tell
from rtwlib.forms.wording import answer_of

if TYPE_CHECKING:
    from rtwlib.form_definitions import FormField
    from rtwlib.forms.filling import FilledForm

_HINTS = {
    "day": "YYYY-MM-DD",
    "money": "such as 1234.50",
    "number": "such as 38.5",
    "whole": "a whole number",
    "truth": "yes or no",
    "time": "such as 14:30",
    "lines": "several parted by ;",
    "choices": "several parted by ,",
}


def ask_missing(filled: FilledForm) -> dict[str, Any]:
    """Return what a person answered to the questions of the fields that are missing."""
    missing = filled.missing
    if not missing:
        tell("Nothing is missing.")
        return {}
    tell(f"{len(missing)} to ask; an empty answer leaves it open.")
    found: dict[str, Any] = {}
    for number, each in enumerate(missing, 1):
        value = _asked(each.field, f"{number}/{len(missing)}")
        if value is not None:
            found[each.field.id] = value
    return found


def _asked(field: FormField, number: str) -> Any:  # noqa: ANN401 - a field of any type
    hint = ", ".join(field.values) if field.values else _HINTS.get(field.type)
    whom = f" (ask: {field.of.replace('_', ' ')})" if field.of else ""
    prompt = f"{number}  {field.ask}{whom}" + (f" [{hint}]" if hint else "")
    while True:
        text = click.prompt(prompt, default="", show_default=False, err=True)
        if not text.strip():
            return None
        try:
            return answer_of(field, text)
        except ValueError as error:
            tell(str(error))

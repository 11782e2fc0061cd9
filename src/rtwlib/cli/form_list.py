"""`rtw form list`: the forms of a law as data, or the fields of one, with what is confirmed and what is not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rtwlib.audit.report import table
from rtwlib.cli.form_input import form_of
from rtwlib.cli.laws import Laws
from rtwlib.cli.options import json_option, packs_option
from rtwlib.cli.output import write, write_json
from rtwlib.sources import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rtwlib.form_definitions import FormDefinition, FormField
    from rtwlib.laws import Law


@click.command(
    "list",
    epilog="\b\nExamples:\n  rtw form list us-ct\n  rtw form list us-ct form-43\n  rtw form list us-ct 30C --json",
)
@click.argument("law_id", metavar="ID")
@click.argument("name", metavar="[FORM]", required=False)
@json_option
@packs_option
def command(*, law_id: str, name: str | None, packs: tuple[Path, ...], as_json: bool) -> None:
    """List the forms of a law: number, title, who completes it, which limit it meets. Name one to see its fields."""
    law = Laws(packs).law(law_id)
    if name is not None:
        form, _ = form_of(name, (law,))
        if as_json:
            write_json({"format": "rtwlib.forms/1", "law": law.id, "forms": [_json(form)]})
        else:
            write("\n".join(_fields(form)))
        return
    if as_json:
        write_json({"format": "rtwlib.forms/1", "law": law.id, "forms": [_json(each) for each in law.forms]})
    else:
        write("\n".join(_forms(law)))


def _forms(law: Law) -> Iterator[str]:
    yield f"{law.id}: {len(law.forms)} forms" if law.forms else f"{law.id}: the pack defines no form"
    rows = [
        (
            f"  {each.id}",
            each.number or "",
            each.title,
            ", ".join(role.replace("_", " ") for role in each.completed_by),
            _confirmed(each),
        )
        for each in law.forms
    ]
    yield from table(rows)


def _confirmed(form: FormDefinition) -> str:
    sure = sum(each.confirmed for each in form.fields)
    known = () if form.confidence is Confidence.STATUTE else (form.confidence.value,)
    return ", ".join((f"{sure} of {len(form.fields)} fields confirmed", *dict.fromkeys((*known, *form.marks))))


def _fields(form: FormDefinition) -> Iterator[str]:
    yield f"{form.rule}   {form.name}"
    yield f"  completed by: {', '.join(each.replace('_', ' ') for each in form.completed_by)}"
    yield f"  sent to: {form.routing or ', '.join(each.replace('_', ' ') for each in form.sent_to)}"
    yield f"  law: {', '.join((form.cited, *form.marks))}"
    if form.meets:
        yield f"  sending it meets: {', '.join(form.meets)}"
    if form.says:
        yield f"  {form.says}"
    yield ""
    yield from table([_line(each) for each in form.fields])


def _line(field: FormField) -> tuple[str, ...]:
    needed = "needed" if field.required else "needed if" if field.required_when else ""
    place = field.from_ or ("by hand" if field.type == "signature" else "asked")
    return f"  {field.id}", field.label, field.type, needed, place, "" if field.confirmed else "not confirmed"


def _json(form: FormDefinition) -> dict[str, Any]:
    return {
        "id": form.rule,
        "number": form.number,
        "title": form.title,
        "edition": form.edition,
        "completed_by": list(form.completed_by),
        "sent_to": list(form.sent_to),
        "routing": form.routing,
        "meets": list(form.meets),
        "files": form.files,
        "attachments": list(form.attachments),
        "cite": form.cited,
        "confidence": form.confidence.value,
        "says": form.says,
        "fields": [
            {
                "id": each.id,
                "label": each.label,
                "type": each.type,
                "group": each.group,
                "data": each.data,
                "from": each.from_,
                "ask": each.ask,
                "of": each.of,
                "values": list(each.values),
                "most": each.most,
                "required": each.required,
                "confirmed": each.confirmed,
            }
            for each in form.fields
        ],
    }

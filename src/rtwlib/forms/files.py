"""A filled form as JSON (`rtwlib.form/1`) and as CSV, for systems."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

from rtwlib.forms.filling import FilledField, FilledForm
from rtwlib.forms.standing import FormStanding, Sent

FORMAT = "rtwlib.form/1"
COLUMNS = ("case", "form", "field", "label", "value", "origin", "where", "needed", "missing", "confirmed")


def form_to_dict(filled: FilledForm, standing: FormStanding | None = None) -> dict[str, Any]:
    """Return a filled form as JSON values; days are ISO 8601, money and numbers decimal texts."""
    form = filled.form
    found: dict[str, Any] = {
        "format": FORMAT,
        "case": filled.case,
        "form": form.rule,
        "number": form.number,
        "title": form.title,
        "edition": form.edition,
        "today": filled.today.isoformat(),
        "laws": [each.to_json() for each in filled.laws],
        "cite": form.cited,
        "confidence": form.confidence.value,
        "complete": filled.is_complete,
        "fields": [_field(each) for each in filled.fields],
    }
    if standing is not None:
        found["standing"] = standing_to_dict(standing)
    return found


def _field(each: FilledField) -> dict[str, Any]:
    return {
        "id": each.field.id,
        "label": each.field.label,
        "type": each.field.type,
        "value": plain(each.value),
        "origin": each.origin.value,
        "how": each.how,
        "where": each.where,
        "needed": each.needed.value,
        "missing": each.is_missing,
        "problem": each.why_not,
        "confirmed": each.field.confirmed,
        "ask": each.field.ask if each.is_missing else None,
        "of": each.field.of,
        "needs": [need.to_json() for need in each.needs] if each.is_missing else [],
    }


def standing_to_dict(standing: FormStanding) -> dict[str, Any]:
    """Return how a form stands as JSON values."""
    return {
        "form": standing.form.rule,
        "number": standing.form.number,
        "title": standing.form.title,
        "standing": standing.standing.value,
        "due": standing.due.isoformat() if standing.due else None,
        "rule": standing.rule,
        "cite": standing.cite,
        "marks": list(standing.marks),
        "completed_by": list(standing.form.completed_by),
        "sent_to": list(standing.form.sent_to),
        "sent": [_sent(each) for each in standing.sent],
        "held": list(standing.held),
        "lacking": list(standing.lacking),
        "needs": [need.to_json() for need in standing.needs],
    }


def _sent(each: Sent) -> dict[str, Any]:
    return {"on": plain(each.on), "to": each.to, "how": each.how, "proof": each.proof, "where": each.where}


def plain(value: Any) -> Any:  # noqa: ANN401 - a field of any type
    """Return a value as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return [plain(each) for each in value] if isinstance(value, tuple | list) else value


def form_to_csv(filled: FilledForm) -> str:
    """Return a filled form as CSV, a line for each field; what a spreadsheet would take for a formula is quoted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in filled.fields:
        cells = (
            filled.case, filled.form.rule, each.field.id, each.field.label, _cell(each), each.origin.value, each.where,
            each.needed.value, "yes" if each.is_missing else "no", "yes" if each.field.confirmed else "no",
        )  # fmt: skip
        writer.writerow([_safe(cell) for cell in cells])
    return out.getvalue()


def _cell(each: FilledField) -> str:
    value = plain(each.value)
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell

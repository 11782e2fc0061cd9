"""Writing back to a case: answers to a form where they belong, and the record of what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import evolve

from rtwlib.cases import Case, Event, FormRecord
from rtwlib.form_definitions import FormDefinition
from rtwlib.forms.places import is_writable, with_value
from rtwlib.forms.standing import FORM_KEY
from rtwlib.forms.wording import answer_of
from rtwlib.frozen import FrozenDict

SENDING = "form_sent"


def answers_of(case: Case, form: FormDefinition) -> dict[str, Any]:
    """Return what a case holds of answers to a form, by field; one that the form does not take is left out."""
    found: dict[str, Any] = {}
    for record in case.forms:
        if record.form not in {form.rule, form.id}:
            continue
        for name, text in record.values.items():
            field = form.field(name)
            if field is not None:
                try:
                    found[name] = answer_of(field, str(text))
                except ValueError:
                    found.pop(name, None)
    return found


def with_answers(case: Case, form: FormDefinition, answers: Mapping[str, Any], *, on: date | None = None) -> Case:
    """Return the case with answers to a form: each at its place in the case, the others kept with the form."""
    kept: dict[str, str] = {}
    for name, value in answers.items():
        field = form.field(name)
        if field is None or value is None:
            continue
        if field.from_ is not None and is_writable(field.from_):
            case = with_value(case, field.from_, value)
        else:
            kept[name] = _text(value)
    if not kept:
        return case
    earlier = [each for each in case.forms if each.form in {form.rule, form.id}]
    before = {name: text for each in earlier for name, text in each.values.items()}
    record = FormRecord(form.rule, FrozenDict({**before, **kept}), on)
    return evolve(case, forms=(*(each for each in case.forms if each not in earlier), record))


def _text(value: Any) -> str:  # noqa: ANN401 - a field of any type
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple | list):
        return "; ".join(map(str, value))
    return value.isoformat() if isinstance(value, date) else str(value)


def with_sending(
    case: Case,
    form: FormDefinition,
    *,
    on: date,
    to: str | None = None,
    how: str | None = None,
    proof: str | None = None,
    by: str | None = None,
) -> Case:
    """Return the case with the record that a form was sent: an event of the form's own kind, else `form_sent`."""
    told = {FORM_KEY: form.rule, "to": to, "how": how, "proof": proof}
    data = FrozenDict({key: text for key, text in told.items() if text is not None})
    return evolve(case, events=(*case.events, Event(form.files or SENDING, on=on, data=data, by=by)))

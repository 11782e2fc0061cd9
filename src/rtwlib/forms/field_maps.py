"""Maps from the fields of an official PDF to the fields of a form: a TOML file, once for each blank.

``form`` names the form, ``sha256`` (if given) the very file, ``[fields]`` each field of the PDF by its own name: the id
of a field of the form, or ``{field = "…", is = "…"}`` for a box that is ticked when the value reads so.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from attrs import frozen

from rtwlib.codec import InputProblem, InputProblems
from rtwlib.form_definitions import FormDefinition
from rtwlib.frozen import FrozenDict
from rtwlib.vocabulary import nearest

_HASH = re.compile(r"[0-9a-f]{64}")
_KEYS = ("form", "sha256", "fields")


@frozen
class Mapped:
    """Which field of the form feeds a field of the PDF; a box is ticked where the printed value is ``is_``."""

    field: str
    is_: str | None = None


@frozen
class FieldMap:
    """The map of one blank: the form's id, the blank's sha-256 if it is named, and the fields by their PDF names."""

    form: str
    sha256: str | None
    fields: FrozenDict[str, Mapped]


def read_field_map(text: str, form: FormDefinition) -> FieldMap:
    """Return the map in a TOML text, checked against a form. Raises `InputProblems` with every problem."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputProblems([InputProblem("", f"not TOML: {error}")]) from None
    problems = [InputProblem(key, _near("key", key, _KEYS)) for key in data if key not in _KEYS]
    named = data.get("form")
    if named not in {form.id, form.rule}:
        problems.append(InputProblem("form", f"expected '{form.rule}', the form that is filled"))
    digest = data.get("sha256")
    if digest is not None and not (isinstance(digest, str) and _HASH.fullmatch(digest)):
        problems.append(InputProblem("sha256", "expected 64 digits from 0 to f"))
    rows = data.get("fields")
    if not isinstance(rows, Mapping) or not rows:
        problems.append(
            InputProblem("fields", 'missing: expected a table such as [fields] with "Name" = "worker.name"')
        )
        rows = {}
    found = {name: _mapped(name, row, form, problems) for name, row in rows.items()}
    if problems:
        raise InputProblems(problems)
    return FieldMap(form.rule, digest, FrozenDict({name: each for name, each in found.items() if each is not None}))


def _mapped(name: str, row: Any, form: FormDefinition, problems: list[InputProblem]) -> Mapped | None:  # noqa: ANN401 - any TOML value
    path = f"fields.{name}"
    if isinstance(row, str):
        field, wanted = row, None
    elif isinstance(row, Mapping) and isinstance(row.get("field"), str) and not row.keys() - {"field", "is"}:
        field, wanted = row["field"], row.get("is")
    else:
        problems.append(InputProblem(path, 'expected the id of a field, or {field = "…", is = "…"}'))
        return None
    known = [each.id for each in form.fields]
    if field not in known:
        problems.append(InputProblem(path, _near("field of the form", field, known)))
        return None
    if wanted is not None and not isinstance(wanted, str):
        problems.append(InputProblem(path, "is: expected a text, such as yes"))
        return None
    return Mapped(field, wanted)


def _near(what: str, name: str, known: Any) -> str:  # noqa: ANN401 - any names
    near = nearest(name, known)
    return f"'{name}' is no {what}; " + (f"nearest: {', '.join(near)}" if near else f"expected: {', '.join(known)}")

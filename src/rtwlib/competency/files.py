"""Files of assessments, roles and activities (`rtwlib.competency/1`), and their rows as CSV; every problem at once."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import attrs
import cattrs
from attrs import evolve, frozen

from rtwlib.codec import (
    InputProblem,
    InputProblems,
    dumps,
    loads,
    new_converter,
    read_bytes,
    register,
    structure,
    text_of,
)
from rtwlib.competency.assessments import Assessment, Role
from rtwlib.competency.balance import KINDS, Activity
from rtwlib.competency.frameworks import METHODS, Framework
from rtwlib.vocabulary import nearest

FORMAT = "rtwlib.competency/1"
Row = TypeVar("Row", Assessment, Activity)


@frozen
class CompetencyFile:
    """Roles, assessments and activities of people, who stand here by ids of the user's own."""

    format: str = FORMAT
    roles: tuple[Role, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    activities: tuple[Activity, ...] = ()

    def role(self, name: str) -> Role | None:
        """Return a role by its id."""
        return next((each for each in self.roles if each.id == name), None)

    @property
    def people(self) -> tuple[str, ...]:
        """Return the ids of everybody who was assessed."""
        return tuple(dict.fromkeys(each.person for each in self.assessments))


@cache
def _converter() -> cattrs.Converter:
    converter = new_converter()
    for kind in (Role, Assessment, Activity, CompetencyFile):
        register(converter, kind)
    return converter


def read_competency_file(source: Path | str, frameworks: Mapping[str, Framework]) -> CompetencyFile:
    """Return the file at a path, or in a JSON text, checked against frameworks. Raises `InputProblems`."""
    text = text_of(read_bytes(source)) if isinstance(source, Path) else source
    found = structure(_converter(), loads(text), CompetencyFile)
    problems = list(_problems(found, frameworks))
    if problems:
        raise InputProblems(problems)
    return found


def _problems(found: CompetencyFile, frameworks: Mapping[str, Framework]) -> Iterator[InputProblem]:
    if found.format != FORMAT:
        yield InputProblem("format", f"expected '{FORMAT}'")
    seen: set[str] = set()
    for number, each in enumerate(found.assessments):
        path = f"assessments[{number}]"
        if each.id in seen:
            yield InputProblem(f"{path}.id", f"'{each.id}' stands twice")
        seen.add(each.id)
        yield from _assessment_problems(each, path, frameworks)
    for number, role in enumerate(found.roles):
        yield from _role_problems(role, f"roles[{number}]", frameworks)
    for number, activity in enumerate(found.activities):
        yield from _activity_problems(activity, f"activities[{number}]")


def _assessment_problems(each: Assessment, path: str, frameworks: Mapping[str, Framework]) -> Iterator[InputProblem]:
    yield from _unknown(f"{path}.method", each.method, METHODS, "method")
    yield from _unknown(f"{path}.framework", each.framework, frameworks, "framework")
    framework = frameworks.get(each.framework)
    if framework is not None:
        yield from _unknown(f"{path}.item", each.item, [item.id for item in framework.items], "item")
        levels = [level for scale in framework.scales for level in scale.levels]
        yield from _unknown(f"{path}.level", each.level, levels, "level")
    if each.until is not None and each.until < each.on:
        yield InputProblem(f"{path}.until", f"{each.until} is before {each.on}, the day of the assessment")


def _role_problems(role: Role, path: str, frameworks: Mapping[str, Framework]) -> Iterator[InputProblem]:
    yield from _unknown(f"{path}.framework", role.framework, frameworks, "framework")
    framework = frameworks.get(role.framework)
    if framework is None:
        return
    scale = framework.scale(role.scale)
    if scale is None:
        yield InputProblem(f"{path}.scale", f"the framework {framework.id} has no such scale")
        return
    for item, level in role.needs.items():
        yield from _unknown(f"{path}.needs", item, [each.id for each in framework.items], "item")
        yield from _unknown(f"{path}.needs.{item}", level, scale.levels, "level")


def _activity_problems(activity: Activity, path: str) -> Iterator[InputProblem]:
    yield from _unknown(f"{path}.kind", activity.kind, KINDS, "kind of work")
    if not 0 < activity.hours <= 24:  # noqa: PLR2004 - a day has no more
        yield InputProblem(f"{path}.hours", "expected more than 0 and at most 24")


def _unknown(path: str, name: str, known: Iterable[str], what: str) -> Iterator[InputProblem]:
    options = list(known)
    if name not in options:
        near = nearest(name, options)
        hint = f"nearest: {', '.join(near)}" if near else f"expected one of: {', '.join(options)}"
        yield InputProblem(path, f"'{name}' is no {what}; {hint}")


def dump_competency_file(found: CompetencyFile) -> str:
    """Return a file as JSON in one fixed layout."""
    return dumps({**_converter().unstructure(found), "format": found.format})


def rows_of(text: str, kind: type[Row]) -> tuple[Row, ...]:
    """Return the rows of a CSV with the names of the fields as its heading; several values are parted by semicolons.

    Raises `InputProblems` with every problem and its line.
    """
    names = {each.name for each in attrs.fields(kind)}
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    heading = reader.fieldnames or ()
    problems = [InputProblem("line 1", _near(name, names)) for name in heading if name not in names]
    needed = [each.name for each in attrs.fields(kind) if each.default is attrs.NOTHING and each.name not in heading]
    problems += [InputProblem("line 1", f"missing: the column '{name}' is needed") for name in needed]
    if problems:
        raise InputProblems(problems)
    found: list[Row] = []
    for line, row in enumerate(reader, start=2):
        try:
            found.append(structure(_converter(), _values(row, kind), kind))
        except InputProblems as error:
            problems += [InputProblem(f"line {line}, {each.path}", each.message) for each in error.problems]
    if problems:
        raise InputProblems(problems)
    return tuple(found)


def _values(row: Mapping[str, str | None], kind: type) -> dict[str, Any]:
    lists = {each.name for each in attrs.fields(kind) if str(each.type).startswith("tuple")}
    return {
        name: [part.strip() for part in text.split(";")] if name in lists else text.strip()
        for name, text in row.items()
        if isinstance(text, str) and text.strip()
    }


def csv_of(rows: Iterable[Row], kind: type[Row]) -> str:
    """Return rows as CSV, as `rows_of` reads it."""
    out = io.StringIO()
    names = [each.name for each in attrs.fields(kind)]
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        plain = _converter().unstructure(row)
        writer.writerow({name: "; ".join(value) if isinstance(value, list) else value for name, value in plain.items()})
    return out.getvalue()


def _near(name: str, known: Iterable[str]) -> str:
    near = nearest(name, known)
    return f"unknown column '{name}'; " + (
        f"nearest: {', '.join(near)}" if near else f"expected some of: {', '.join(sorted(known))}"
    )


def with_assessments(found: CompetencyFile, more: Iterable[Assessment]) -> CompetencyFile:
    """Return a file with further assessments."""
    return evolve(found, assessments=(*found.assessments, *more))

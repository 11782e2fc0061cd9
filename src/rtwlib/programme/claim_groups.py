"""Values that belong together when claims are sorted: a TOML table of groups, each with a list of values."""

from __future__ import annotations

import tomllib
from typing import Any

from rtwlib.codec import InputProblem, InputProblems, text_of
from rtwlib.vocabulary import nearest

_TABLE = "groups"


def read_groups(data: bytes) -> dict[str, tuple[str, ...]]:
    """Return the groups in the bytes of a TOML file: ``[groups]``, with lines like ``wrist = ["carpal tunnel"]``.

    Raises `InputProblems` with every problem of the file.
    """
    try:
        found = tomllib.loads(text_of(data))
    except tomllib.TOMLDecodeError as error:
        raise InputProblems([InputProblem("", f"not TOML: {error}")]) from None
    problems = [
        InputProblem(name, f"not a table of a file of groups{'; nearest: groups' * bool(nearest(name, (_TABLE,)))}")
        for name in found
        if name != _TABLE
    ]
    table = found.get(_TABLE)
    if not isinstance(table, dict) or not table:
        problems.append(InputProblem(_TABLE, "expected a table of groups, each with a list of texts"))
    else:
        problems.extend(
            InputProblem(f"{_TABLE}.{name}", "expected a list of texts")
            for name, values in table.items()
            if not _texts(values)
        )
    if problems:
        raise InputProblems(problems)
    groups: dict[str, list[str]] = found[_TABLE]
    return {name: tuple(values) for name, values in groups.items()}


def _texts(values: Any) -> bool:  # noqa: ANN401 - any TOML value
    return isinstance(values, list) and bool(values) and all(isinstance(each, str) for each in values)

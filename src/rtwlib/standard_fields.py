"""The fields that forms ask everywhere, and the groups under which they stand, read once from the vocabulary."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from attrs import frozen

from rtwlib.frozen import FrozenDict


@frozen
class StandardField:
    """A field by the name under which forms ``use`` it; ``data`` is given where no place in a case tells it."""

    id: str
    label: str
    type: str
    group: str
    ask: str
    of: str | None = None
    from_: str | None = None
    data: str | None = None


@frozen(eq=False)
class StandardFields:
    """The standard fields by id, and the titles of their groups in the order in which they are printed."""

    fields: FrozenDict[str, StandardField]
    groups: FrozenDict[str, str]


@cache
def standard_fields() -> StandardFields:
    """Return the standard fields."""
    tables = tomllib.loads(files("rtwlib.vocabulary").joinpath("form_fields.toml").read_text("utf-8"))
    fields = {
        row["id"]: StandardField(**{"from_" if key == "from" else key: value for key, value in row.items()})
        for row in tables["field"]
    }
    return StandardFields(FrozenDict(fields), FrozenDict({row["id"]: row["title"] for row in tables["group"]}))

"""What a field of a register says of itself: its sort of data, its words, what it points to, what falls due on it.

A register is a frozen class and this metadata, and nothing else: reading, writing, views, reminders and checks are the
same for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_type_hints

import attrs
from attrs import frozen


@frozen
class Due:
    """What falls due on the day of a field: its title, what fulfils or ends it, and the code of the finding if missed.

    ``done`` names the field with the day on which it was done, ``ended`` one that ends the matter when it is filled.
    With ``wanted``, a row that is neither done nor ended and has no day is a finding too.
    """

    title: str
    done: str | None = None
    ended: str | None = None
    code: str = "RTW301"
    wanted: bool = False


@frozen
class Meaning:
    """What a field means beside its type.

    ``words`` is the closed list of its values; ``refers`` names the register whose ids it holds; ``law`` is "rule" for
    the id of a rule and "event" for a kind of event; ``after`` names a field whose day it does not precede.
    """

    category: str
    words: tuple[str, ...] = ()
    refers: str | None = None
    law: str | None = None
    due: Due | None = None
    after: str | None = None
    least: int | None = None


def about(
    category: str,
    default: Any = None,  # noqa: ANN401 - attrs types its own fields
    *,
    words: tuple[str, ...] = (),
    refers: str | None = None,
    law: str | None = None,
    due: Due | None = None,
    after: str | None = None,
    least: int | None = None,
) -> Any:  # noqa: ANN401 - as above
    """Return a field of a register. ``category`` is its sort of data, by which views show or withhold it."""
    meaning = Meaning(category, words, refers, law, due, after, least)
    return attrs.field(default=default, converter=tidy, metadata={"category": category, "meaning": meaning})


def tidy(value: Any) -> Any:  # noqa: ANN401 - any value of a field
    """Return a value without blanks around its texts; an empty text is nothing, and a list holds none."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, tuple):
        return tuple(each for each in map(tidy, value) if each is not None)
    return value


def meanings(kind: type[Any]) -> Iterator[tuple[str, Meaning]]:
    """Yield each field of a register's class with its meaning."""
    for field in attrs.fields(kind):
        yield field.name, field.metadata["meaning"]


def types_of(kind: type[Any]) -> dict[str, Any]:
    """Return the type of each field of a class."""
    found = get_type_hints(kind)
    return {field.name: found[field.name] for field in attrs.fields(kind)}

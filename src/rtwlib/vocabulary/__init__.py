"""The agreed names of events, facts, roles and intervals, each with a definition.

The core vocabulary holds what schemes share; a pack adds its own. An event of ``origin`` derived is worked out, one
of ``origin`` calendar comes from the calendar; neither is ever recorded in a case.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from attrs import evolve, frozen

from rtwlib.frozen import FrozenDict

T = TypeVar("T")
FACT_TYPES = ("boolean", "integer", "decimal", "money", "text", "date", "place", "schedule", "choice")


class VocabularyError(ValueError):
    """Two definitions of one name that do not agree; the message names it."""


@frozen
class EventKind:
    """A kind of event; ``is_a`` is the wider kind that it also counts as, ``data`` its sort of data for privacy."""

    id: str
    means: str
    group: str = ""
    origin: str = "recorded"
    is_a: str | None = None
    data: str | None = None


@frozen
class FactDefinition:
    """A fact: its type (see `FACT_TYPES`), the values of a choice, its unit, and the question to ask for it."""

    id: str
    type: str
    question: str
    values: tuple[str, ...] = ()
    unit: str = ""
    dated: str | None = None
    derived: bool = False
    data: str | None = None


@frozen
class Role:
    """Who owes or is owed."""

    id: str
    means: str
    aliases: tuple[str, ...] = ()


@frozen
class Interval:
    """A state that clocks run over: the events that begin and end it, or the documents that make it."""

    id: str
    means: str
    begins: tuple[str, ...]
    ends: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    payments: tuple[str, ...] = ()
    notes: str = ""


@frozen(eq=False)
class Vocabulary:
    """Every name that a law may use, by id."""

    events: Mapping[str, EventKind]
    facts: Mapping[str, FactDefinition]
    roles: Mapping[str, Role]
    intervals: Mapping[str, Interval]

    def ancestors(self, kind: str) -> tuple[str, ...]:
        """Return the kind itself, then the wider kinds that it counts as."""
        found = [kind]
        while (wider := self.events[found[-1]].is_a if found[-1] in self.events else None) and wider not in found:
            found.append(wider)
        return tuple(found)

    def is_circular(self, kind: str) -> bool:
        """Return whether the wider kinds of a kind lead back to it."""
        wider = self.events[self.ancestors(kind)[-1]].is_a if kind in self.events else None
        return wider == kind

    def descendants(self, kind: str) -> tuple[str, ...]:
        """Return the kinds that count as this one, itself first."""
        others = (known for known in self.events if known != kind and kind in self.ancestors(known))
        return (kind, *others)

    def role(self, name: str) -> Role | None:
        """Return a role by id or alias."""
        found = self.roles.get(name)
        if found is not None:
            return found
        return next((role for role in self.roles.values() if name in role.aliases), None)

    def merge(self, other: Vocabulary) -> Vocabulary:
        """Return both together; the other may put a known name in its own words, and may define an interval anew.

        Raises `VocabularyError` where it makes another thing of it: another wider kind, origin or type.
        """
        return evolve(
            self,
            events=_merged(self.events, other.events, _event_again),
            facts=_merged(self.facts, other.facts, _fact_again),
            roles=_merged(self.roles, other.roles, _newer),
            intervals=_merged(self.intervals, other.intervals, _newer),
        )


def _merged(one: Mapping[str, T], other: Mapping[str, T], again: Callable[[T, T], T]) -> Mapping[str, T]:
    both = {name: again(one[name], other[name]) for name in one.keys() & other.keys()}
    return FrozenDict({**one, **other, **both})


def _newer(_known: T, told: T) -> T:
    return told


def _event_again(known: EventKind, told: EventKind) -> EventKind:
    if told.is_a not in {None, known.is_a}:
        message = f"event '{told.id}' is already defined, as a kind of {known.is_a or 'its own'}: choose another name"
        raise VocabularyError(message)
    if told.origin not in {"recorded", known.origin}:
        message = f"event '{told.id}' is already defined, as {known.origin}: choose another name"
        raise VocabularyError(message)
    return evolve(
        told, is_a=known.is_a, origin=known.origin, group=told.group or known.group, data=told.data or known.data
    )


def _fact_again(known: FactDefinition, told: FactDefinition) -> FactDefinition:
    if told.type != known.type:
        message = f"fact '{told.id}' is already defined, of type {known.type}: choose another name"
        raise VocabularyError(message)
    return evolve(told, data=told.data or known.data)


def nearest(name: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return the valid names nearest to a wrong one."""
    return tuple(get_close_matches(name, list(known), most, 0.6))


def vocabulary_of(tables: Mapping[str, Any]) -> Vocabulary:
    """Return the vocabulary in parsed TOML tables of known keys (``event``, ``fact``, ``role``, ``interval``).

    Raises `TypeError` for a missing or unknown key: a pack's loader checks keys before.
    """
    return Vocabulary(
        FrozenDict({row["id"]: EventKind(**_row(row)) for row in tables.get("event", [])}),
        FrozenDict({row["id"]: FactDefinition(**_row(row)) for row in tables.get("fact", [])}),
        FrozenDict({row["id"]: Role(**_row(row)) for row in tables.get("role", [])}),
        FrozenDict({row["id"]: Interval(**_row(row)) for row in tables.get("interval", [])}),
    )


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


_TABLES = ("event", "fact", "role", "interval")


@cache
def core_vocabulary() -> Vocabulary:
    """Return the vocabulary that ships with the library; read once, when first asked for."""
    tables: dict[str, list[Any]] = {}
    for file in sorted(files(__name__).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            found = tomllib.loads(file.read_text("utf-8"))
            for name in _TABLES:
                tables.setdefault(name, []).extend(found.get(name, []))
    return vocabulary_of(tables)

"""From a row of a table to a case: what a map comes to for one heading and one law, run on every row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from attrs import frozen

from rtwlib.audit.cells import CellError, OutsideLimits, Reader
from rtwlib.audit.places import PARTS, Place
from rtwlib.cases import Case, DatedValue, Event, Fact, History
from rtwlib.frozen import FrozenDict

if TYPE_CHECKING:
    from datetime import date

SEVERAL = frozenset({"certificate", "payment"})
_MOMENTS = frozenset({"on", "at"})


class RowError(ValueError):
    """A row cannot be read; the message names the columns and what was expected."""


@frozen
class Ignored:
    """A cell whose value is impossible by the map: its column and what is wrong."""

    column: str
    message: str


@frozen
class Feed:
    """A column on its way to one place: its position (0 is the first), its heading, the place, the reader of cells."""

    at: int
    column: str
    place: Place
    read: Reader


@frozen
class RowBuilder:
    """Builds the case of a row from the feeds of its columns and from what every row shares.

    ``fixed`` and ``events`` hold the constants of parts and of events, ``parts`` the parts that no column feeds.
    """

    law: str
    feeds: tuple[Feed, ...]
    id: Feed | None
    fixed: Mapping[str, Mapping[str, Any]]
    parts: Mapping[str, Any]
    events: Mapping[tuple[str, int], Mapping[str, Any]]
    facts: tuple[Fact, ...]
    history: History

    def build(self, cells: Sequence[str], line: int) -> tuple[Case, tuple[Ignored, ...]]:
        """Return the case of a row, and the cells that were left out of it.

        Raises `RowError` with everything that is wrong with the row.
        """
        values, ignored, wrong = self._read(cells)
        name = self._name(cells, line, wrong)
        if wrong:
            message = "; ".join(wrong)
            raise RowError(message)
        made = self._made(values.parts)
        case = Case(
            name,
            (self.law,),
            made.get("worker"),
            made.get("employer"),
            made.get("injury"),
            made.get("claim"),
            (*self.facts, *values.facts) if values.facts else self.facts,
            self._made_events(values.events),
            self._made_history(values),
            made.get("certificate", ()),
            made.get("payment", ()),
        )
        return case, tuple(ignored)

    def _read(self, cells: Sequence[str]) -> tuple[_Values, list[Ignored], list[str]]:
        """Return the values of a row's cells, the cells that are impossible, and what cannot be read."""
        values = _Values()
        ignored: list[Ignored] = []
        wrong: list[str] = []
        for feed in self.feeds:
            try:
                value = feed.read(cells[feed.at])
                if value is not None:
                    values.put(feed.place, value)
            except OutsideLimits as error:
                ignored.append(Ignored(feed.column, str(error)))
                if feed.place.part == "event":
                    values.unknown.append(feed.place.key)
            except CellError as error:
                wrong.append(f"{feed.column}: {error}")
        return values, ignored, wrong

    def _made_history(self, values: _Values) -> History:
        """Return how far the record of the row's case is complete."""
        if values.through is None and not values.unknown:
            return self.history
        return History(values.through or self.history.through, (*self.history.unknown, *values.unknown))

    def _name(self, cells: Sequence[str], line: int, wrong: list[str]) -> str:
        """Return the id of the row's case."""
        if self.id is None:
            return f"line {line}"
        name = self.id.read(cells[self.id.at])
        if name is None:
            wrong.append(f"{self.id.column}: the id is empty")
        return str(name)

    def _made(self, values: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
        """Return the parts of the case, those that no column feeds as they were built before."""
        found = dict(self.parts)
        for part, fields in values.items():
            made = PARTS[part](**{**self.fixed.get(part, {}), **fields})
            found[part] = (made,) if part in SEVERAL else made
        return found

    def _made_events(self, events: Mapping[tuple[str, int], dict[str, Any]]) -> tuple[Event, ...]:
        """Return the events of the row: those that have a day."""
        return tuple(
            Event(key[0], **{**self.events.get(key, {}), **fields})
            for key in {**self.events, **events}
            if _MOMENTS & ((fields := events.get(key, {})).keys() | self.events.get(key, {}).keys())
        )


class _Values:
    """The values of one row on their way into a case, by part, event and fact."""

    __slots__ = ("events", "facts", "parts", "through", "unknown")

    def __init__(self) -> None:
        """Start empty."""
        self.parts: dict[str, dict[str, Any]] = {}
        self.events: dict[tuple[str, int], dict[str, Any]] = {}
        self.facts: list[Fact] = []
        self.unknown: list[str] = []
        self.through: date | None = None

    def put(self, place: Place, value: Any) -> None:  # noqa: ANN401  # a value of any sort
        """Put a value in its place."""
        if place.part == "event":
            put_event(self.events.setdefault((place.key, place.number), {}), place, value)
        elif place.part == "fact":
            self.facts.append(Fact(place.key, (DatedValue(value),)))
        elif place.part == "history":
            self.through = value
        else:
            put_field(self.parts.setdefault(place.part, {}), place.field, value)


def put_field(fields: dict[str, Any], name: str, value: Any) -> None:  # noqa: ANN401  # a value of any sort
    """Set a field; a day where a moment was expected sets the day.

    Raises `CellError` where a day and a moment of one thing disagree.
    """
    name = "on" if name == "at" and not isinstance(value, datetime) else name
    fields[name] = value
    if name in _MOMENTS and (at := fields.get("at")) and (on := fields.get("on")) and at.date() != on:
        message = f"the day {on} and the moment {at} disagree"
        raise CellError(message)


def put_event(fields: dict[str, Any], place: Place, value: Any) -> None:  # noqa: ANN401  # a value of any sort
    """Set a field of an event, or what it carries."""
    if place.carried is None:
        put_field(fields, place.field, value)
    else:
        fields[place.field] = FrozenDict({**fields.get(place.field, {}), place.carried: value})

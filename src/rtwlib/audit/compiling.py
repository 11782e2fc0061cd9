"""From a map, a heading and a law to the builder of cases: every place is checked before the first row is read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field

from rtwlib.audit.cells import CellError, Reading, reader
from rtwlib.audit.mapping import Column, Map, MapError, nearest
from rtwlib.audit.places import PARTS, Place, PlaceError, parse_place
from rtwlib.audit.rows import SEVERAL, Feed, RowBuilder, put_event, put_field
from rtwlib.cases import DatedValue, Fact, History

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtwlib.audit.headings import Placed
    from rtwlib.laws import Law

_DAYS = frozenset({"on", "at"})


def compile_rows(found: Map, placed: Placed, law: Law) -> RowBuilder:
    """Return the builder for a map, the positions of its columns, and a law.

    Raises `MapError` with every place that does not exist or is fed twice, and every constant of the wrong sort.
    """
    work = _Compiler(law)
    feeds = [feed for at, column in placed.columns for feed in work.feeds(at, column)]
    constants = [pair for text, value in found.constants for pair in work.constant(text, value)]
    if work.problems:
        raise MapError(found.name, work.problems)
    builder = _builder(law, feeds, constants, work.unknown)
    unknown = sorted({*work.unknown, *silent_kinds(builder, law)})
    return evolve(builder, history=evolve(builder.history, unknown=tuple(unknown)))


def plain_map(headings: Sequence[str], name: str, law: Law) -> Map:
    """Return the map of a table whose headings are themselves places in a case; other columns stay unmapped.

    Raises `MapError` where not even a day or an event is among them.
    """
    columns: list[Column] = []
    for heading in headings:
        try:
            place = parse_place(heading, law.vocabulary)
        except PlaceError:
            continue
        columns.append(Column(heading, (place.text,)))
    if not any(column.name != "id" for column in columns):
        message = (
            "no heading is a place in a case (such as id, injury.on, event:claim_made.on): give a map file. "
            f"The headings are {', '.join(heading for heading in headings if heading) or 'all empty'}"
        )
        raise MapError(name, [message])
    return Map(name, tuple(columns))


def silent_kinds(builder: RowBuilder, law: Law) -> frozenset[str]:
    """Return the kinds of event that are recorded in cases, but that nothing in the table can give."""
    fed = fed_kinds(builder)
    wider = {name for kind in fed for name in law.vocabulary.ancestors(kind)}
    recorded = (kind.id for kind in law.vocabulary.events.values() if kind.origin == "recorded")
    return frozenset(kind for kind in recorded if kind not in wider)


def fed_kinds(builder: RowBuilder) -> frozenset[str]:
    """Return the kinds of event that a column or a constant gives, by whatever place."""
    kinds = {feed.place.key for feed in builder.feeds if feed.place.part == "event" and feed.place.field in _DAYS}
    kinds.update(kind for (kind, _), fields in builder.events.items() if _DAYS & fields.keys())
    given = _fields(builder)
    if {"injury.on", "injury.at"} & given:
        kinds.add("injury")
    if "claim.made_on" in given:
        kinds.add("claim_made")
    return frozenset(kinds)


def silent_facts(builder: RowBuilder, law: Law) -> frozenset[str]:
    """Return the facts that neither a column nor a constant gives."""
    given = {fact.id for fact in builder.facts} | _fields(builder)
    given.update(feed.place.key for feed in builder.feeds if feed.place.part == "fact")
    return frozenset(law.vocabulary.facts) - given


def _fields(builder: RowBuilder) -> set[str]:
    """Return the fields of parts that are given, such as ``employer.kind``."""
    given = {f"{feed.place.part}.{feed.place.field}" for feed in builder.feeds}
    given.update(f"{part}.{name}" for part, fields in builder.fixed.items() for name in fields)
    return given


@define
class _Compiler:
    """Checks the places of a map one by one and collects what is wrong."""

    law: Law
    problems: list[str] = field(factory=list)
    unknown: tuple[str, ...] = ()
    _fed: dict[str, str] = field(factory=dict)

    def feeds(self, at: int, column: Column) -> Iterable[Feed]:
        """Yield the feeds of a column."""
        for text in column.to:
            name = f'columns."{column.name}".to'
            place = self._place(text, name)
            if place is None:
                continue
            if (place.part, place.field) == ("history", "unknown"):
                self.problems.append(f"{name}: history.unknown is a constant, not a column")
                continue
            yield Feed(at, column.name, place, reader(place.sort, column.reading, self.law.zone, place.choices))

    def constant(self, text: str, value: Any) -> Iterable[tuple[Place, Any]]:  # noqa: ANN401  # as TOML has it
        """Yield a constant with its place; a list of unknown kinds is kept aside."""
        name = f'constants."{text}"'
        place = self._place(text, name)
        if place is None:
            return
        if place.part == "id":
            self.problems.append(f"{name}: every row needs its own id; map a column to it")
        elif (place.part, place.field) == ("history", "unknown"):
            self.unknown = self._kinds(name, value)
        elif isinstance(value, (list, dict)):
            self.problems.append(f"{name}: expected one value")
        else:
            try:
                read = reader(place.sort, Reading(local=True), self.law.zone, place.choices)
                yield place, read(_text(value))
            except CellError as error:
                self.problems.append(f"{name}: {error}")

    def _place(self, text: str, name: str) -> Place | None:
        """Return a place that nothing else feeds."""
        try:
            place = parse_place(text, self.law.vocabulary)
        except PlaceError as error:
            self.problems.append(f"{name}: {error}")
            return None
        if text in self._fed:
            self.problems.append(f"{name}: {text} is fed twice, also by {self._fed[text]}")
            return None
        self._fed[text] = name
        return place

    def _kinds(self, name: str, value: Any) -> tuple[str, ...]:  # noqa: ANN401  # as TOML has it
        """Return the kinds of event that the map says are not recorded."""
        if not isinstance(value, list) or not all(isinstance(kind, str) for kind in value):
            self.problems.append(f"{name}: expected a list of kinds of event")
            return ()
        known = self.law.vocabulary.events
        self.problems.extend(
            f"{name}: {kind!r} is no kind of event{nearest(kind, known)}" for kind in value if kind not in known
        )
        return tuple(value)


def _text(value: Any) -> str:  # noqa: ANN401  # as TOML has it
    """Return a constant as a cell would hold it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


def _builder(law: Law, feeds: list[Feed], constants: list[tuple[Place, Any]], unknown: tuple[str, ...]) -> RowBuilder:
    """Return the builder from feeds and constants that are in order."""
    fixed: dict[str, dict[str, Any]] = {}
    events: dict[tuple[str, int], dict[str, Any]] = {}
    facts: list[Fact] = []
    through: date | None = None
    for place, value in constants:
        if place.part == "event":
            put_event(events.setdefault((place.key, place.number), {}), place, value)
        elif place.part == "fact":
            facts.append(Fact(place.key, (DatedValue(value),)))
        elif place.part == "history":
            through = value
        else:
            put_field(fixed.setdefault(place.part, {}), place.field, value)
    made = {part: PARTS[part](**fields) for part, fields in fixed.items()}
    return RowBuilder(
        law=law.id,
        feeds=tuple(feed for feed in feeds if feed.place.part != "id"),
        id=next((feed for feed in feeds if feed.place.part == "id"), None),
        fixed=fixed,
        parts={part: (one,) if part in SEVERAL else one for part, one in made.items()},
        events=events,
        facts=tuple(facts),
        history=History(through, unknown),
    )

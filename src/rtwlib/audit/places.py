"""Places in a case that a column or a constant of a map can feed, such as ``injury.on`` or ``event:claim_made.on``."""

from __future__ import annotations

import re
import typing
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any

from attrs import frozen

from rtwlib.audit.mapping import nearest
from rtwlib.cases import Certificate, Claim, Employer, Event, Injury, Payment, Worker

if TYPE_CHECKING:
    from rtwlib.vocabulary import FactDefinition, Vocabulary

PARTS: dict[str, type[Any]] = {
    "worker": Worker,
    "employer": Employer,
    "injury": Injury,
    "claim": Claim,
    "certificate": Certificate,
    "payment": Payment,
}
_EVENT = re.compile(r"event:([a-z0-9_]+)(?:#([1-9][0-9]*))?(?:\.([a-z_]+)(?:\.([a-z0-9_]+))?)?")
_SORTS: tuple[tuple[type[Any], str], ...] = (
    (datetime, "moment"),
    (date, "day"),
    (Decimal, "decimal"),
    (bool, "boolean"),
    (int, "integer"),
    (str, "text"),
)
_FACT_SORTS = {"date": "day", "place": "text", "schedule": "text", "money": "decimal"}
_CARRIED = ("dates", "data")
_HINT = "like id, injury.on, worker.hours_per_week, event:claim_made.on, facts.employer.headcount, history.through"


class PlaceError(ValueError):
    """There is no such place in a case; the message names the nearest."""


@frozen
class Place:
    """A place: the part of the case, the field in it, and the sort of value it holds (see `rtwlib.audit.cells`).

    For an event ``key`` is its kind, ``number`` tells several of one kind apart, and ``carried`` is the name of a
    date or datum that it carries. For a fact ``key`` is its id.
    """

    text: str
    part: str
    field: str = ""
    sort: str = "text"
    key: str = ""
    number: int = 1
    carried: str | None = None
    choices: tuple[str, ...] = ()


def parse_place(text: str, vocabulary: Vocabulary) -> Place:
    """Return the place of that name. Raises `PlaceError`, with the nearest names, where there is none."""
    if text == "id":
        return Place(text, "id")
    if text == "history.through":
        return Place(text, "history", "through", "day")
    if text == "history.unknown":
        return Place(text, "history", "unknown")
    if text.startswith("event:"):
        return _event(text, vocabulary)
    part, _, name = text.partition(".")
    if part == "facts" and name:
        return _fact(text, name, vocabulary)
    if part in PARTS and name:
        return _field(text, part, name, vocabulary)
    message = f"{text!r} is no place in a case; a place is {_HINT}"
    raise PlaceError(message)


def _event(text: str, vocabulary: Vocabulary) -> Place:
    """Return a place in an event."""
    found = _EVENT.fullmatch(text)
    if found is None:
        message = (
            f"{text!r} is no place in an event; expected event:<kind>, with .on, .at, .ref or .dates.<name> behind it"
        )
        raise PlaceError(message)
    kind, number, field, carried = found.group(1), int(found.group(2) or 1), found.group(3) or "on", found.group(4)
    known = vocabulary.events.get(kind)
    if known is None:
        message = f"{kind!r} is no kind of event{nearest(kind, vocabulary.events)}"
        raise PlaceError(message)
    if known.origin != "recorded":
        message = f"{kind!r} is worked out by rtwlib, never recorded"
        raise PlaceError(message)
    sorts = _sorts("event")
    if field in _CARRIED:
        if carried is None:
            message = f"{text!r} lacks the name of what the event carries, like event:{kind}.dates.for"
            raise PlaceError(message)
        return Place(text, "event", field, "day" if field == "dates" else "text", kind, number, carried)
    if field not in sorts or field == "kind" or carried is not None:
        message = f"an event has no {field!r}{nearest(field, (*sorts, *_CARRIED))}"
        raise PlaceError(message)
    return Place(text, "event", field, sorts[field], kind, number)


def _fact(text: str, name: str, vocabulary: Vocabulary) -> Place:
    """Return the place of a fact."""
    known = vocabulary.facts.get(name)
    if known is None:
        message = f"{name!r} is no fact{nearest(name, vocabulary.facts)}"
        raise PlaceError(message)
    return Place(text, "fact", sort=_fact_sort(known), key=name, choices=known.values)


def _field(text: str, part: str, name: str, vocabulary: Vocabulary) -> Place:
    """Return a field of a part of the case; what is no field may be a fact of that name."""
    sorts = _sorts(part)
    known = vocabulary.facts.get(text)
    if name not in sorts:
        if known is not None:
            return _fact(text, text, vocabulary)
        facts = [fact.partition(".")[2] for fact in vocabulary.facts if fact.startswith(f"{part}.")]
        message = f"{part} has no field {name!r}{nearest(name, (*sorts, *facts))}"
        raise PlaceError(message)
    if known is not None and known.type == "choice":
        return Place(text, part, _attribute(name), "choice", choices=known.values)
    return Place(text, part, _attribute(name), sorts[name])


def _fact_sort(fact: FactDefinition) -> str:
    """Return the sort of a fact's value."""
    return _FACT_SORTS.get(fact.type, fact.type)


def _attribute(name: str) -> str:
    """Return the attribute of a field; ``from`` is a word of the language."""
    return "from_" if name == "from" else name


@cache
def _sorts(part: str) -> dict[str, str]:
    """Return the fields of a part with the sort of each, those that hold one plain value."""
    found: dict[str, str] = {}
    for name, hint in typing.get_type_hints(PARTS.get(part, Event)).items():
        options = typing.get_args(hint) if isinstance(hint, UnionType) else (hint,)
        sort = next((sort for plain, sort in _SORTS if plain in options), None)
        if sort is not None:
            found["from" if name == "from_" else name] = sort
    return found

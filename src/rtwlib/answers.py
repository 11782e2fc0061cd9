"""Answers that carry what they lack (`Need`) and why they are so (`Step`)."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from typing import Any

from attrs import field, frozen

from rtwlib.frozen import FrozenDict


class Wants(enum.StrEnum):
    """What sort of thing would settle an unknown answer."""

    EVENT = "event"
    FACT = "fact"
    LAW = "law"
    TIME = "time"
    INTERVAL = "interval"


@frozen(order=True)
class Need:
    """One missing thing: its sort, its name in the vocabulary (or the rule that lacks law), the question to ask."""

    what: Wants
    name: str
    ask: str

    def to_json(self) -> dict[str, str]:
        """Return ``{"what", "name", "ask"}``."""
        return {"what": self.what.value, "name": self.name, "ask": self.ask}


def in_order(needs: Iterable[Need]) -> tuple[Need, ...]:
    """Return needs in order, each once."""
    found = set(needs)
    return tuple(found) if len(found) <= 1 else tuple(sorted(found, key=_ORDER))


_ORDER = attrgetter("what", "name", "ask")


class Truth(enum.Enum):
    """The four answers of a condition; ``PENDING`` is one that only time can settle."""

    HOLDS = "holds"
    FAILS = "fails"
    UNKNOWN = "unknown"
    PENDING = "pending"


@frozen
class Verdict:
    """The answer of a condition: its truth, what is missing if unknown, the day that settles it if pending."""

    truth: Truth
    needs: tuple[Need, ...] = ()
    decides_on: date | None = None


HOLDS = Verdict(Truth.HOLDS)
FAILS = Verdict(Truth.FAILS)


def unknown(*needs: Need) -> Verdict:
    """Return the verdict 'cannot be known', with what is missing."""
    return Verdict(Truth.UNKNOWN, tuple(sorted(set(needs))))


def pending(decides_on: date | None) -> Verdict:
    """Return the verdict 'only time can tell', with the day that settles it."""
    return Verdict(Truth.PENDING, (), decides_on)


def opposite(verdict: Verdict) -> Verdict:
    """Return the negation in four-valued logic: unknown and pending stay as they are."""
    if verdict.truth is Truth.HOLDS:
        return FAILS
    if verdict.truth is Truth.FAILS:
        return HOLDS
    return verdict


def all_of(verdicts: list[Verdict]) -> Verdict:
    """Return whether all hold. One that fails decides; then pending comes before unknown."""
    waiting: list[date | None] = []
    needs: list[Need] = []
    for verdict in verdicts:
        if verdict.truth is Truth.FAILS:
            return FAILS
        if verdict.truth is Truth.PENDING:
            waiting.append(verdict.decides_on)
        needs.extend(verdict.needs)
    if waiting:
        return pending(max((day for day in waiting if day is not None), default=None))
    return unknown(*needs) if needs else HOLDS


def any_of(verdicts: list[Verdict]) -> Verdict:
    """Return whether any holds. One that holds decides; then pending comes before unknown."""
    flipped = all_of([opposite(verdict) for verdict in verdicts])
    return opposite(flipped)


@frozen
class Step:
    """One node of an explanation.

    ``op`` names what was done (``fact`` and ``law`` are the leaves), ``label`` says it in words, ``value`` is what
    came out, ``inputs`` are the steps it rests on, ``args`` the further operands. A ``law`` leaf has ``cite``;
    a ``fact`` leaf has ``where``, its place in the case. `rtwlib.readers.explain.recompute` gives the same value again.
    """

    op: str
    label: str
    value: Any = None
    inputs: tuple[Step, ...] = ()
    args: FrozenDict[str, Any] = field(factory=FrozenDict)
    cite: str | None = None
    confidence: str | None = None
    where: str | None = None
    note: str | None = None

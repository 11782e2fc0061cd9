"""What a form is filled from: the case, the law, the day, and what was worked out before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import field, frozen

from rtwlib.answers import Need, Verdict
from rtwlib.cases import Case
from rtwlib.conditions import Condition
from rtwlib.entries import Entry
from rtwlib.frozen import FrozenDict
from rtwlib.laws import Law

Weekly = Callable[[], tuple[Decimal | None, tuple[Need, ...]]]


def _no_weekly() -> tuple[Decimal | None, tuple[Need, ...]]:
    return None, ()


@frozen
class Given:
    """``case`` as whoever gets the form may see it, ``law``, ``today``; ``test`` tests conditions on the case.

    ``entries`` are those of the timeline; ``weekly`` gives the weekly compensation; ``plan`` maps names such as
    ``goal`` to what the plan says; ``answers`` maps field ids to what a person said; ``supplied`` to what a plugin did.
    """

    case: Case
    law: Law
    today: date
    test: Callable[[tuple[Condition, ...]], Verdict]
    entries: tuple[Entry, ...] = ()
    weekly: Weekly = _no_weekly
    plan: Mapping[str, Any] = field(factory=FrozenDict)
    answers: Mapping[str, Any] = field(factory=FrozenDict)
    supplied: Mapping[str, Any] = field(factory=FrozenDict)


@frozen
class Placed:
    """What stands at a place: the value, in words how it came about, where it stands; or what is missing."""

    value: Any = None
    how: str = ""
    where: str = ""
    needs: tuple[Need, ...] = ()

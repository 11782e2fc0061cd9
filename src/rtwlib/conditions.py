"""The closed grammar of packs: anchors, starts and conditions, as frozen values.

An anchor names a day: an event of a kind, a date that an event carries, another rule's due day or end, a day of
the year. A start says which anchor a count begins from. A condition is a test with four answers.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Hashable
from decimal import Decimal
from typing import Any

from attrs import frozen

from rtwlib.dates import Count, Unit


@frozen
class Anchor:
    """A day by name.

    ``sort`` is ``event`` (``name`` is its kind), ``date`` (the date ``part`` of an event of kind ``name``),
    ``due`` or ``end`` (of the rule ``name``; an empty name is the limit's own), ``calendar`` (a day of the year),
    ``trigger`` or ``today``.
    """

    sort: str
    name: str = ""
    part: str | None = None

    def __str__(self) -> str:
        """Return the anchor as packs write it."""
        if self.sort == "date":
            return f"{self.name}.{self.part}"
        if self.sort in {"due", "end"}:
            return f"{self.sort}:{self.name}" if self.name else self.sort
        return self.name or self.sort


@frozen
class FactCount:
    """A length that a fact of the case or the employer gives, in ``unit``."""

    fact: str
    unit: Unit


Length = Count | FactCount


@frozen
class FactTest:
    """A fact compared: ``op`` is one of is, is_not, in, at_least, at_most, more_than, less_than."""

    fact: str
    op: str
    value: Hashable
    as_of: Anchor


@frozen
class EventTest:
    """Whether an event happened, with bounds: by, from, before, or within a count after an anchor."""

    event: str
    happened: bool = True
    by: Anchor | None = None
    from_: Anchor | None = None
    before: Anchor | None = None
    within: Length | None = None
    after: Anchor | None = None


@frozen
class IntervalTest:
    """The length of an interval compared (``op`` as in `FactTest`), or, without ``op``, whether it runs on the day."""

    interval: str
    as_of: Anchor
    op: str | None = None
    length: Count | None = None
    continuous: bool = False
    convention: str | None = None


@frozen
class DataTest:
    """A datum that an event carries, compared; only for implied events."""

    data: str
    op: str
    value: Hashable


@frozen
class AnyOf:
    """At least one of the tests holds."""

    tests: tuple[Condition, ...]


@frozen
class AllOf:
    """Every test holds."""

    tests: tuple[Condition, ...]


@frozen
class Not:
    """The test does not hold."""

    test: Condition


Condition = FactTest | EventTest | IntervalTest | DataTest | AnyOf | AllOf | Not


@frozen
class Branch:
    """One anchor of a start, with its own count and the conditions under which it takes part."""

    anchor: Anchor
    backward: bool = False
    count: Length | None = None
    optional: bool = False
    if_: tuple[Condition, ...] = ()


@frozen
class YearlyWindow:
    """A window that comes each year: (month, day) to (month, day), in the year of an anchor where one is named."""

    from_: tuple[int, int]
    to: tuple[int, int]
    year_of: Anchor | None = None


@frozen
class Start:
    """What a count begins from.

    ``choose`` is ``only`` (one branch), ``latest``, ``earliest`` (the first branch is the trigger), or ``each_year``.
    """

    choose: str
    branches: tuple[Branch, ...] = ()
    window: YearlyWindow | None = None

    @property
    def backward(self) -> bool:
        """Return whether the count runs backwards from its only anchor."""
        return self.choose == "only" and self.branches[0].backward


_ORDERED: dict[str, Callable[[Any, Any], bool]] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "more_than": operator.gt,
    "less_than": operator.lt,
}


def ordered(op: str, left: Any, right: Any) -> bool:  # noqa: ANN401 - numbers and dates alike
    """Return whether two comparable values stand in the named order (``at_least``, ``less_than`` ...)."""
    return _ORDERED[op](left, right)


def compare(op: str, value: Any, wanted: Any) -> bool:  # noqa: ANN401 - facts are of many types
    """Return whether a known value passes; numbers compare as decimals, so 5 is "5"."""
    if op == "in":
        return any(compare("is", value, each) for each in wanted)
    if op == "is_not":
        return not compare("is", value, wanted)
    left, right = _comparable(value), _comparable(wanted)
    if op == "is":
        return bool(left == right)
    return ordered(op, left, right)


def _comparable(value: Any) -> Any:  # noqa: ANN401 - facts are of many types
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return value

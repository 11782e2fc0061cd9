"""The algebra of formulas: frozen nodes, of which a benefit rule is built, and which several readers read.

A formula says what is computed, never how: one reader gives the amount of one case with its reasons, one the words,
one will give columns of many cases. There are fourteen kinds of node and never more. The type
parameter is what a node gives, so that a type checker refuses to add days to a wage, or to multiply two wages. No
number of law stands in a formula: shares, thresholds and caps are `Dated` values of the pack, each with its citation.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Generic, Literal, TypeVar, overload

import attrs
from attrs import frozen

from rtwlib.dates import Unit
from rtwlib.money import Rounding, exact


class Money:
    """An amount of money, for a week unless the rule says otherwise."""


class Ratio:
    """A number without a unit: a share, a factor, a percentage divided by a hundred."""


class Days:
    """A number of days."""


class Weeks:
    """A number of weeks."""


class Hours:
    """A number of hours."""


class Truth:
    """Yes or no, or not known."""


class Word:
    """One of the words of a choice, such as a body part."""


T = TypeVar("T")
Amount = TypeVar("Amount", Money, Ratio, Days, Weeks, Hours)
Measure = TypeVar("Measure", Money, Days, Weeks, Hours)
Ending = Literal["injury", "week_of_injury"]
WeeksCounted = Literal["calendar", "paid", "not_absent"]
Comparison = Literal["at_least", "at_most", "more_than", "less_than", "is"]


@frozen
class Node(Generic[T]):
    """A part of a formula that gives a ``T``."""

    def __add__(self: Node[Amount], other: Node[Amount]) -> Node[Amount]:
        """Return the sum of two of a kind."""
        return Arith("+", self, other)

    def __sub__(self: Node[Amount], other: Node[Amount]) -> Node[Amount]:
        """Return the difference of two of a kind."""
        return Arith("-", self, other)

    @overload
    def __mul__(self: Node[Ratio], other: Node[Ratio]) -> Node[Ratio]: ...
    @overload
    def __mul__(self: Node[Measure], other: Node[Ratio]) -> Node[Measure]: ...
    def __mul__(self: Node[Any], other: Node[Ratio]) -> Node[Any]:
        """Return a measure multiplied by a ratio."""
        return Times(self, other)

    @overload
    def __truediv__(self: Node[Measure], other: Node[Ratio]) -> Node[Measure]: ...
    @overload
    def __truediv__(self: Node[Measure], other: Node[Measure]) -> Node[Ratio]: ...
    def __truediv__(self: Node[Any], other: Node[Any]) -> Node[Any]:
        """Return a measure divided by a ratio, or the ratio of two measures of a kind."""
        return Divide(self, other)

    def at_least(self: Node[Amount], other: Node[Amount]) -> Node[Truth]:
        """Return whether this is the other or more."""
        return Compare("at_least", self, other)

    def at_most(self: Node[Amount], other: Node[Amount]) -> Node[Truth]:
        """Return whether this is the other or less."""
        return Compare("at_most", self, other)

    def more_than(self: Node[Amount], other: Node[Amount]) -> Node[Truth]:
        """Return whether this is more than the other."""
        return Compare("more_than", self, other)

    def less_than(self: Node[Amount], other: Node[Amount]) -> Node[Truth]:
        """Return whether this is less than the other."""
        return Compare("less_than", self, other)

    def round(self: Node[Amount], rounding: Rounding) -> Node[Amount]:
        """Return the amount, or the factor of an index, rounded by a named rule."""
        return Round(self, rounding)


@frozen
class Input(Node[T]):
    """A fact of the case, by its id in the vocabulary, read on the day that the formula is read for."""

    fact: str


@frozen
class Const(Node[T]):
    """A number that no law sets, such as nought or the seven days of a week, or a word of a choice."""

    value: Fraction | str


@frozen
class Dated(Node[T]):
    """A value of the law, by id, on its governing day; with ``by`` the id ends with the word that it gives."""

    value: str
    by: Node[Word] | None = None


@frozen
class Elapsed(Node[T]):
    """How many units of an interval have run before the week in question, as the scheme counts them."""

    interval: str
    unit: Unit


@frozen
class Payroll(Node[T]):
    """What the payroll before the injury adds up to over so many weeks: money of some kinds, or a number of weeks.

    ``until`` is where the weeks end: the day before the injury, or the day before the calendar week of the injury,
    which begins on Sunday. Weeks are ``calendar`` (those in any part of which the worker was employed, less one for
    each seven days of unpaid absence in a row), ``paid`` (days of the kinds that are named, divided by seven) or
    ``not_absent`` (days employed less blocks of seven days or more of unpaid leave, divided by seven).
    """

    measure: Literal["gross", "calendar", "paid", "not_absent"]
    weeks: Node[Weeks]
    until: Literal["injury", "week_of_injury"]
    kinds: tuple[str, ...]


@frozen
class Arith(Node[T]):
    """A sum or a difference."""

    op: Literal["+", "-"]
    one: Node[T]
    other: Node[T]


@frozen
class Times(Node[T]):
    """A product with a ratio."""

    one: Node[T]
    ratio: Node[Ratio]


@frozen
class Divide(Node[T]):
    """A quotient."""

    one: Node[Any]
    other: Node[Any]


@frozen
class Extreme(Node[T]):
    """The least or the greatest of several."""

    op: Literal["least", "greatest"]
    items: tuple[Node[T], ...]


@frozen
class Round(Node[T]):
    """An amount rounded by a named rule."""

    one: Node[T]
    rounding: Rounding


@frozen
class Compare(Node[Truth]):
    """Two amounts of a kind compared, or two words."""

    op: Comparison
    one: Node[Any]
    other: Node[Any]


@frozen
class Combine(Node[Truth]):
    """Whether all, or any, of several hold."""

    op: Literal["all", "any"]
    items: tuple[Node[Truth], ...]


@frozen
class Not(Node[Truth]):
    """Whether something does not hold."""

    one: Node[Truth]


@frozen
class When(Node[T]):
    """The value of the first branch whose condition holds, else the last one."""

    branches: tuple[tuple[Node[Truth], Node[T]], ...]
    otherwise: Node[T]


@frozen
class Formula:
    """What a pack's `rules.py` gives for an id: when it is this benefit that is payable, and how much for a week."""

    id: str
    applies: Node[Truth]
    amount: Node[Money]


KINDS = (Input, Const, Dated, Elapsed, Payroll, Arith, Times, Divide, Extreme, Round, Compare, Combine, Not, When)


def money(fact: str) -> Node[Money]:
    """Return an amount of money that a fact of the case gives."""
    return Input(fact)


def hours(fact: str) -> Node[Hours]:
    """Return a number of hours that a fact of the case gives."""
    return Input(fact)


def weeks(fact: str) -> Node[Weeks]:
    """Return a number of weeks that a fact of the case gives."""
    return Input(fact)


def days(fact: str) -> Node[Days]:
    """Return a number of days that a fact of the case gives."""
    return Input(fact)


def share(fact: str) -> Node[Ratio]:
    """Return a ratio that a fact of the case gives."""
    return Input(fact)


def truth(fact: str) -> Node[Truth]:
    """Return a yes or no that a fact of the case gives."""
    return Input(fact)


def word(fact: str) -> Node[Word]:
    """Return a word that a fact of the case gives."""
    return Input(fact)


def is_word(fact: str, expected: str) -> Node[Truth]:
    """Return whether a fact of the case is one of the words of its choice."""
    return Compare("is", Input(fact), Const(expected))


def rate(value: str, by: Node[Word] | None = None) -> Node[Money]:
    """Return an amount of money that the law gives."""
    return Dated(value, by)


def ratio(value: str, by: Node[Word] | None = None) -> Node[Ratio]:
    """Return a share or factor that the law gives."""
    return Dated(value, by)


def hours_of_law(value: str) -> Node[Hours]:
    """Return a number of hours that the law gives."""
    return Dated(value)


def weeks_of_law(value: str, by: Node[Word] | None = None) -> Node[Weeks]:
    """Return a number of weeks that the law gives."""
    return Dated(value, by)


def days_of_law(value: str) -> Node[Days]:
    """Return a number of days that the law gives."""
    return Dated(value)


def weeks_run(interval: str) -> Node[Weeks]:
    """Return how many weeks of an interval have run before the week in question."""
    return Elapsed(interval, Unit.WEEKS)


def paid_before(weeks: Node[Weeks], *kinds: str, until: Ending = "injury") -> Node[Money]:
    """Return the money of some kinds that the payroll shows for so many weeks before the injury."""
    return Payroll("gross", weeks, until, kinds)


def weeks_before(
    weeks: Node[Weeks], *kinds: str, counted: WeeksCounted = "calendar", until: Ending = "injury"
) -> Node[Weeks]:
    """Return how many of so many weeks before the injury count; see `Payroll`."""
    return Payroll(counted, weeks, until, kinds)


def average(money: Node[Money], weeks: Node[Weeks]) -> Node[Money]:
    """Return money divided by a number of weeks: an amount for one week."""
    return Divide(money, weeks)


def nothing() -> Node[Money]:
    """Return no money."""
    return Const(Fraction(0))


def one_week() -> Node[Weeks]:
    """Return a single week, by which a number of weeks is divided to count them."""
    return Const(Fraction(1))


def number(value: int | str) -> Node[Ratio]:
    """Return a number that no law sets."""
    return Const(exact(value))


def least(*items: Node[Amount]) -> Node[Amount]:
    """Return the least of several."""
    return Extreme("least", items)


def greatest(*items: Node[Amount]) -> Node[Amount]:
    """Return the greatest of several."""
    return Extreme("greatest", items)


def all_of(*items: Node[Truth]) -> Node[Truth]:
    """Return whether all hold."""
    return Combine("all", items)


def any_of(*items: Node[Truth]) -> Node[Truth]:
    """Return whether any holds."""
    return Combine("any", items)


def not_(item: Node[Truth]) -> Node[Truth]:
    """Return whether it does not hold."""
    return Not(item)


@frozen
class _Whens(Generic[T]):
    """Branches still without their last one: see `when`."""

    branches: tuple[tuple[Node[Truth], Node[T]], ...]

    def when(self, condition: Node[Truth], value: Node[T]) -> _Whens[T]:
        """Return these with one more branch."""
        return _Whens((*self.branches, (condition, value)))

    def otherwise(self, value: Node[T]) -> Node[T]:
        """Return the finished choice."""
        return When(self.branches, value)


def when(condition: Node[Truth], value: Node[T]) -> _Whens[T]:
    """Return the beginning of a choice: ``when(c, a).when(d, b).otherwise(e)``."""
    return _Whens(((condition, value),))


def parts(node: Node[Any]) -> Iterator[Node[Any]]:
    """Yield a node and all that it is built of, each as often as it stands there."""
    yield node
    for field in attrs.fields(type(node)):
        yield from _nodes(getattr(node, field.name))


def _nodes(value: object) -> Iterator[Node[Any]]:
    if isinstance(value, Node):
        yield from parts(value)
    elif isinstance(value, tuple):
        for each in value:
            yield from _nodes(each)

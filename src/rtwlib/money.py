"""Exact money: fractions of a currency unit while a formula runs, and named roundings where the law rounds.

A binary float cannot hold ten cents, so none is accepted. An amount is a `Decimal` outside a formula and a `Fraction`
inside one: a third of a wage stays a third until the law says how it is rounded.
"""

from __future__ import annotations

import enum
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

_DIGITS = 240


class Rounding(enum.StrEnum):
    """How an amount is rounded: to which unit, and to which side. Named after what benefit laws say."""

    CENT = "cent"
    CENT_HALF_EVEN = "cent_half_even"
    CENT_UP = "cent_up"
    CENT_DOWN = "cent_down"
    FIVE_CENTS = "five_cents"
    FIVE_CENTS_UP = "five_cents_up"
    TEN_CENTS = "ten_cents"
    DOLLAR = "dollar"
    DOLLAR_UP = "dollar_up"
    DOLLAR_DOWN = "dollar_down"
    TEN_DOLLARS = "ten_dollars"
    FOUR_DECIMALS = "four_decimals"


_HOW: dict[Rounding, tuple[Decimal, str]] = {
    Rounding.CENT: (Decimal("0.01"), ROUND_HALF_UP),
    Rounding.CENT_HALF_EVEN: (Decimal("0.01"), ROUND_HALF_EVEN),
    Rounding.CENT_UP: (Decimal("0.01"), ROUND_CEILING),
    Rounding.CENT_DOWN: (Decimal("0.01"), ROUND_FLOOR),
    Rounding.FIVE_CENTS: (Decimal("0.05"), ROUND_HALF_UP),
    Rounding.FIVE_CENTS_UP: (Decimal("0.05"), ROUND_CEILING),
    Rounding.TEN_CENTS: (Decimal("0.10"), ROUND_HALF_UP),
    Rounding.DOLLAR: (Decimal(1), ROUND_HALF_UP),
    Rounding.DOLLAR_UP: (Decimal(1), ROUND_CEILING),
    Rounding.DOLLAR_DOWN: (Decimal(1), ROUND_FLOOR),
    Rounding.TEN_DOLLARS: (Decimal(10), ROUND_HALF_UP),
    Rounding.FOUR_DECIMALS: (Decimal("0.0001"), ROUND_HALF_UP),
}


def exact(amount: int | str | Decimal | Fraction) -> Fraction:
    """Return an amount as an exact fraction. Raises `TypeError` for a float or a truth value."""
    if isinstance(amount, bool) or not isinstance(amount, int | str | Decimal | Fraction):
        message = f"an exact amount is needed, not {type(amount).__name__}: give a whole number, a text or a Decimal"
        raise TypeError(message)
    return Fraction(amount)


def plus(one: Decimal, other: Decimal) -> Decimal:
    """Return the exact sum of two decimals, however long they are."""
    with localcontext() as context:
        context.prec = _DIGITS
        return one + other


def rounded(amount: Fraction, rounding: Rounding) -> Fraction:
    """Return an amount rounded by a named rule; halves of a unit go up unless the name says otherwise."""
    unit, side = _HOW[rounding]
    units = amount / Fraction(unit)
    whole = _whole(units, side)
    return whole * Fraction(unit)


def _whole(units: Fraction, side: str) -> int:
    floor = units.numerator // units.denominator
    left = units - floor
    if side == ROUND_FLOOR or not left:
        return floor
    if side == ROUND_CEILING:
        return floor + 1
    half = Fraction(1, 2)
    if left == half and side == ROUND_HALF_EVEN:
        return floor + floor % 2
    return floor + (left >= half)


def to_cents(amount: Fraction) -> Decimal:
    """Return an amount rounded to two decimal places, half to even."""
    return Decimal(f"{int(rounded(amount, Rounding.CENT_HALF_EVEN) * 100)}e-2")


def as_decimal(amount: Fraction) -> Decimal | None:
    """Return an amount as an exact decimal with at least two places, or ``None`` where it never ends, as a third."""
    left, places = amount.denominator, 2
    for prime in (2, 5):
        times = 0
        while left % prime == 0:
            left, times = left // prime, times + 1
        places = max(places, times)
    return Decimal(f"{amount.numerator * 10**places // amount.denominator}e-{places}") if left == 1 else None

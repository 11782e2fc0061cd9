"""Exact money: named roundings at their edges, published roundings, and no floats."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtwlib.money import Rounding, as_decimal, exact, plus, rounded, to_cents

AMOUNTS = st.fractions(min_value=-10_000, max_value=10_000, max_denominator=10_000)


@pytest.mark.parametrize(
    ("rounding", "amount", "expected"),
    [
        ("cent", "1.005", "1.01"),
        ("cent", "1.004", "1.00"),
        ("cent", "-1.005", "-1.00"),
        ("cent_half_even", "1.005", "1.00"),
        ("cent_half_even", "1.015", "1.02"),
        ("cent_up", "1.001", "1.01"),
        ("cent_down", "1.009", "1.00"),
        ("five_cents", "1.025", "1.05"),
        ("five_cents_up", "1.001", "1.05"),
        ("five_cents_up", "142.20", "142.20"),
        ("ten_cents", "1.05", "1.10"),
        ("dollar", "921.50", "922"),
        ("dollar_up", "921.01", "922"),
        ("dollar_down", "921.99", "921"),
        ("ten_dollars", "1475", "1480"),
        ("four_decimals", "1.21418", "1.2142"),
    ],
)
def test_each_rounding_at_its_edges(rounding: str, amount: str, expected: str) -> None:
    assert rounded(exact(amount), Rounding(rounding)) == Fraction(expected)


@pytest.mark.parametrize(
    ("average", "percent", "published"),
    [
        ("1370.10", 7, "95.95"),
        ("1370.10", 8, "109.65"),
        ("1370.10", 10, "137.05"),
        ("1422.00", 7, "99.55"),
        ("1422.00", 8, "113.80"),
        ("1422.00", 10, "142.20"),
        ("1482.10", 7, "103.75"),
        ("1482.10", 8, "118.60"),
        ("1482.10", 10, "148.25"),
        ("1482.10", 14, "207.50"),
        ("1527.80", 7, "106.95"),
        ("1527.80", 8, "122.25"),
        ("1527.80", 10, "152.80"),
        ("1527.80", 14, "213.90"),
    ],
)
def test_five_cents_up_gives_the_amounts_that_queensland_published(average: str, percent: int, published: str) -> None:
    """WorkSafe Queensland and Q-COMP, tables of amounts linked to ordinary time earnings, 2013 to 2018."""
    assert rounded(exact(average) * percent / 100, Rounding.FIVE_CENTS_UP) == Fraction(published)


@given(amount=AMOUNTS, rounding=st.sampled_from(Rounding))
def test_a_rounding_stays_within_a_unit_and_changes_nothing_twice(amount: Fraction, rounding: Rounding) -> None:
    found = rounded(amount, rounding)
    assert rounded(found, rounding) == found
    unit = rounded(Fraction(1, 1000), Rounding(rounding)) if rounding.value.endswith("_up") else Fraction(10)
    assert abs(found - amount) <= max(unit, Fraction(0))
    if rounding.value.endswith("_up"):
        assert found >= amount
    if rounding.value.endswith("_down"):
        assert found <= amount


@given(one=AMOUNTS, other=AMOUNTS, rounding=st.sampled_from(Rounding))
def test_roundings_keep_the_order(one: Fraction, other: Fraction, rounding: Rounding) -> None:
    low, high = sorted((one, other))
    assert rounded(low, rounding) <= rounded(high, rounding)


def test_an_amount_as_a_decimal_has_cents_or_never_ends() -> None:
    assert str(as_decimal(Fraction(5))) == "5.00"
    assert str(as_decimal(Fraction("0.125"))) == "0.125"
    assert as_decimal(Fraction(1, 3)) is None


LONG = st.builds(
    lambda digits, places: Decimal(f"{digits}e-{places}"), st.integers(-(10**100), 10**100), st.integers(0, 100)
)


@given(LONG, LONG)
def test_decimals_of_any_length_stay_exact(one: Decimal, other: Decimal) -> None:
    shown = as_decimal(Fraction(one))
    assert shown is not None
    assert Fraction(shown) == Fraction(one)
    assert Fraction(plus(one, other)) == Fraction(one) + Fraction(other)
    assert Fraction(to_cents(Fraction(one))) == rounded(Fraction(one), Rounding.CENT_HALF_EVEN)


@pytest.mark.parametrize("wrong", [1.5, True, None])
def test_a_float_is_no_amount(wrong: object) -> None:
    with pytest.raises(TypeError, match="exact amount"):
        exact(wrong)  # type: ignore[arg-type]
    assert exact(Decimal("1.50")) == Fraction(3, 2)

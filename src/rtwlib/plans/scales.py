"""Scales of frequency and of strength, read from `scales.toml`: ordered bands, compared by share of a shift."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

KILOGRAMS_PER_POUND = Fraction("0.45359237")


@frozen
class Band:
    """A band of a frequency scale: shares of a shift above that of the band before, up to and including ``upper``."""

    id: str
    upper: Fraction


@frozen
class FrequencyScale:
    """A scale of how often: its bands from the least to the most, and where it comes from."""

    id: str
    title: str
    source: str
    bands: tuple[Band, ...]

    def shares(self, band: str) -> tuple[Fraction, Fraction]:
        """Return the share of a shift above which a band lies and up to which it reaches. Raises `KeyError`."""
        lower = Fraction(0)
        for each in self.bands:
            if each.id == band:
                return lower, each.upper
            lower = each.upper
        message = f"the scale {self.id} has no band '{band}'; its bands are {', '.join(each.id for each in self.bands)}"
        raise KeyError(message)

    def within(self, asked: str, other: FrequencyScale, able: str) -> bool | None:
        """Return whether a band that is asked is within one of another scale that the worker is able to do.

        ``None`` where the bands overlap only in part, so that it cannot be said.
        """
        low, high = self.shares(asked)
        _, most = other.shares(able)
        if high <= most:
            return True
        return False if low >= most else None


@frozen
class Level:
    """A strength level: the most force at each frequency, in the unit of its scale; a missing one has no upper end."""

    id: str
    most: Mapping[str, Fraction]


@frozen
class StrengthScale:
    """A scale of strength: its levels from the lightest to the heaviest, and where it comes from."""

    id: str
    title: str
    source: str
    unit: str
    levels: tuple[Level, ...]

    def level(self, force: Fraction, frequency: str) -> str | None:
        """Return the lightest level that covers a force at a frequency, ``None`` if none does."""
        for each in self.levels:
            most = each.most.get(frequency)
            if (most is None and not each.most) or (most is not None and force <= most):
                return each.id
        return None


@cache
def frequency_scales() -> Mapping[str, FrequencyScale]:
    """Return the frequency scales that ship with the library, by id."""
    return {
        row["id"]: FrequencyScale(
            row["id"], row["title"], row["source"],
            tuple(Band(band["id"], Fraction(band["upper"])) for band in row["bands"]),
        )
        for row in _tables()["frequency"]
    }  # fmt: skip


@cache
def strength_scales() -> Mapping[str, StrengthScale]:
    """Return the strength scales that ship with the library, by id."""
    return {
        row["id"]: StrengthScale(
            row["id"], row["title"], row["source"], row["unit"],
            tuple(
                Level(level["id"], {name: Fraction(most) for name, most in level.items() if name != "id"})
                for level in row["levels"]
            ),
        )
        for row in _tables()["strength"]
    }  # fmt: skip


def _tables() -> Mapping[str, list[dict[str, Any]]]:
    found: Mapping[str, list[dict[str, Any]]] = tomllib.loads(
        files(__package__).joinpath("scales.toml").read_text("utf-8")
    )
    return found

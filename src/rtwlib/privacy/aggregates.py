"""Small cells in aggregates: counts that could point to a person are left out, and none can be worked out again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

THRESHOLD = 5
T = TypeVar("T")


def without_small_cells(counts: Mapping[T, int], threshold: int = THRESHOLD) -> dict[T, int | None]:
    """Return counts with those from 1 to below the threshold left out (``None``); nought stays.

    If exactly one count would be left out, a reader who knows the total could work it out: then the next smallest one
    is left out as well. Raises `ValueError` for a threshold below 1.
    """
    if threshold < 1:
        message = f"threshold {threshold}: expected 1 or more"
        raise ValueError(message)
    hidden = {key for key, count in counts.items() if 0 < count < threshold}
    others = sorted((count, number, key) for number, (key, count) in enumerate(counts.items()) if count >= threshold)
    if len(hidden) == 1 and others:
        hidden.add(others[0][2])
    return {key: None if key in hidden else count for key, count in counts.items()}

"""Facts that documents of the case give where nobody stated them: capacity by certificate."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rtwlib.cases import Case, Certificate

_LEAST_FIRST = ("none", "some", "full")


def documented(name: str, case: Case, day: date) -> tuple[Any, str, str | None] | None:
    """Return a fact on a day with its place in the case and a remark, or ``None`` where no document gives it."""
    if name == "worker.current_work_capacity":
        return _capacity(case, day)
    return None


def _capacity(case: Case, day: date) -> tuple[Any, str, str | None] | None:
    """Return the capacity that the certificates covering the day give; of those that differ, the lowest."""
    covering = [
        (number, each)
        for number, each in enumerate(case.certificates, start=1)
        if each.capacity is not None and each.from_ is not None and _covers(each, day)
    ]
    if not covering:
        return None
    number, lowest = min(covering, key=lambda pair: _LEAST_FIRST.index(str(pair[1].capacity)))
    several = {each.capacity for _, each in covering}
    note = "of certificates that overlap, the one with the least capacity" if len(several) > 1 else None
    return lowest.capacity, f"case, certificate {number}", note


def _covers(certificate: Certificate, day: date) -> bool:
    begins, ends = certificate.from_, certificate.until
    return begins is not None and begins <= day and (ends is None or day <= ends)

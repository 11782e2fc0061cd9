"""Who has charge of a case on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rtwlib.programme.registers import Programme


def owners_on(programme: Programme, case: str, day: date) -> tuple[str, ...]:
    """Return everybody who is assigned to a case on a day, in order of name; ``until`` is the last day."""
    return tuple(
        sorted(
            {
                row.owner
                for row in programme.assignments
                if row.case == case
                and row.owner is not None
                and (row.from_ is None or row.from_ <= day)
                and (row.until is None or day <= row.until)
            }
        )
    )

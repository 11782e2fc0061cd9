"""What a pack states beside its limits and rates: by an id, with citations, for the days on which it is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from rtwlib.sources import Citation


class Statement:
    """What every such statement has; ``until`` is the first day on which it is no longer in force."""

    __slots__ = ()

    if TYPE_CHECKING:
        pack: str
        id: str
        cite: tuple[Citation, ...]
        from_: date | None
        until: date | None

    @property
    def rule(self) -> str:
        """Return the id as printed: pack, slash, id."""
        return f"{self.pack}/{self.id}"

    @property
    def cited(self) -> str:
        """Return the citations with the titles of their sources, joined."""
        return "; ".join(str(citation) for citation in self.cite)

    def in_force(self, day: date) -> bool:
        """Return whether it is in force on a day."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day < self.until)

"""What a pack states: how far each is known, and what all statements beside limits and rates have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtwlib.kinds import Force
from rtwlib.sources import Confidence

if TYPE_CHECKING:
    from datetime import date

    from rtwlib.sources import Citation


_BINDING = frozenset({Force.STATUTE, Force.REGULATION})


def marks_of(confidence: Confidence, *, date_confirmed: bool, force: Force = Force.STATUTE) -> tuple[str, ...]:
    """Return every mark that lowers the weight of what is printed: force, confirmation, date."""
    found = [] if force in _BINDING else [force.value]
    if confidence is Confidence.UNCONFIRMED:
        found.append("unconfirmed")
    if not date_confirmed:
        found.append("date not confirmed")
    return tuple(found)


class Statement:
    """What every such statement has; ``until`` is the first day on which it is no longer in force."""

    __slots__ = ()

    if TYPE_CHECKING:
        pack: str
        id: str
        cite: tuple[Citation, ...]
        from_: date | None
        until: date | None
        from_first_known: bool
        confidence: Confidence

    @property
    def rule(self) -> str:
        """Return the id as printed: pack, slash, id."""
        return f"{self.pack}/{self.id}"

    @property
    def cited(self) -> str:
        """Return the citations with the titles of their sources, joined."""
        return "; ".join(str(citation) for citation in self.cite)

    @property
    def marks(self) -> tuple[str, ...]:
        """Return every mark that lowers its weight; a statement without a force of its own binds as a statute does."""
        force: Force = getattr(self, "force", Force.STATUTE)
        return marks_of(self.confidence, date_confirmed=not self.from_first_known, force=force)

    def in_force(self, day: date) -> bool:
        """Return whether it is in force on a day."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day < self.until)

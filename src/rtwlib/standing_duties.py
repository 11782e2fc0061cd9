"""Duties of a law without a clock: who owes what, by which citation."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from rtwlib.sources import Citation, Confidence
from rtwlib.statements import Statement


@frozen
class StandingDuty(Statement):
    """A duty without a clock: its id, title, who owes it, its citation, and the group of events it belongs with."""

    pack: str
    id: str
    title: str
    owed_by: str
    cite: tuple[Citation, ...]
    confidence: Confidence
    says: str | None = None
    from_: date | None = None
    until: date | None = None
    group: str | None = None
    from_first_known: bool = False

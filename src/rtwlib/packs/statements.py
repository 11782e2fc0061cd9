"""The keys that every statement of a pack has: its days in force, how far it is known, its citations."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from rtwlib.kinds import Force
from rtwlib.packs.names import Names
from rtwlib.packs.tables import Table
from rtwlib.sources import Citation, Confidence


@frozen
class Standing:
    """How a statement stands: from when until when, how far it is known, what is said of it, where it is written."""

    first: date | None
    until: date | None
    first_known: bool
    confidence: Confidence
    says: str | None
    cite: tuple[Citation, ...]


def standing(names: Names, table: Table) -> Standing:
    """Return how a statement stands; a problem where it would end before it begins."""
    first, until = table.day("from"), table.day("until")
    known = table.choice("from_is", ["first_known"]) is not None
    confidence = table.choice("confidence", [each.value for each in Confidence], "statute") or "statute"
    found = Standing(first, until, known, Confidence(confidence), table.text("says"), names.citations(table))
    if first is not None and until is not None and until <= first:
        table.problem("until", f"{until} is not after {first} (until is exclusive)")
    return found


def force(table: Table) -> Force:
    """Return the force of a statement: statute where nothing is said."""
    return Force(table.choice("force", [each.value for each in Force], "statute") or "statute")

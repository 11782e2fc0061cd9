"""The nouns of liaison: the bodies to deal with under a law, and what for."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from rtwlib.sources import Citation, Confidence
from rtwlib.statements import Statement

BODY_ROLES = (
    "insurer", "claims_administrator", "managed_care", "rehabilitation_provider", "regulator", "tribunal",
    "legal_office", "personnel_agency", "other",
)  # fmt: skip


@frozen
class LiaisonBody(Statement):
    """A body to deal with: its title, its role (one of `BODY_ROLES`), what for, and where that is written.

    A tribunal is whoever settles disputes, also by conciliation or mediation. Addresses and people are not law: they
    stand among the user's own contacts.
    """

    pack: str
    id: str
    title: str
    role: str
    purposes: tuple[str, ...]
    cite: tuple[Citation, ...]
    from_: date | None = None
    until: date | None = None
    from_first_known: bool = False
    confidence: Confidence = Confidence.STATUTE
    says: str | None = None

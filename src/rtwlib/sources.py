"""Where a statement of law comes from, and how far it is confirmed."""

from __future__ import annotations

import enum
from datetime import date

from attrs import frozen


class Confidence(enum.StrEnum):
    """How a dated entry of a pack is known.

    ``statute``: read in the law's own text; ``regulator``: on a regulator's page or form;
    ``secondary``: in another named source; ``unconfirmed``: no source confirms it, and every output says so.
    """

    STATUTE = "statute"
    REGULATOR = "regulator"
    SECONDARY = "secondary"
    UNCONFIRMED = "unconfirmed"


class SourceKind(enum.StrEnum):
    """What sort of document a source is."""

    STATUTE = "statute"
    REGULATION = "regulation"
    ORDER = "order"
    GUIDELINE = "guideline"
    DECISION = "decision"
    REGULATOR = "regulator"
    SECONDARY = "secondary"


@frozen
class Source:
    """A document that a pack cites: its id within the pack, kind, title, address and the day it was read."""

    id: str
    kind: SourceKind
    title: str
    url: str | None = None
    retrieved: date | None = None


@frozen
class Citation:
    """A place in a source: ``"cgs § 31-294c(b)"`` is the source ``cgs`` and the pinpoint ``§ 31-294c(b)``."""

    source: Source
    pinpoint: str

    def __str__(self) -> str:
        """Return the citation as people read it: the title of the source, then the pinpoint."""
        return f"{self.source.title}, {self.pinpoint}" if self.pinpoint else self.source.title

    @property
    def short(self) -> str:
        """Return the pinpoint alone, or the title where the whole document is meant."""
        return self.pinpoint or self.source.title

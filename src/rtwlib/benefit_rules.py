"""The nouns of benefit law: a benefit with its dated versions, each of which names its formula."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from rtwlib.sources import Citation, Confidence
from rtwlib.statements import marks_of


@frozen
class BenefitVersion:
    """A benefit as it stood from a day on: the id of its formula and the law it rests on."""

    from_: date
    until: date | None
    formula: str
    title: str
    cite: tuple[Citation, ...]
    confidence: Confidence = Confidence.STATUTE
    from_first_known: bool = False
    says: str | None = None

    @property
    def cited(self) -> str:
        """Return the pinpoints of the citations, joined."""
        return "; ".join(citation.short for citation in self.cite)

    @property
    def marks(self) -> tuple[str, ...]:
        """Return what lowers its weight: unconfirmed, date not confirmed."""
        return marks_of(self.confidence, date_confirmed=not self.from_first_known)


@frozen
class Benefit:
    """A benefit: its id, what it is for, which event's day picks its version, and its versions in order.

    ``pays`` is weekly; once for an award, an expense or any other amount that is not paid by the week; or
    weekly_by_name for a weekly amount that a case does not tell by itself, such as a dependant's. With
    ``gives`` it is no benefit but a way to work out a fact, such as the earnings before the injury.
    """

    pack: str
    id: str
    title: str
    governed_by: str
    versions: tuple[BenefitVersion, ...]
    gives: str | None = None
    pays: str = "weekly"

    @property
    def rule(self) -> str:
        """Return the id as printed: pack, slash, benefit."""
        return f"{self.pack}/{self.id}"

    def version_at(self, day: date) -> BenefitVersion | None:
        """Return the version in force on a day, or ``None`` where the pack has none."""
        for version in self.versions:
            if version.from_ <= day and (version.until is None or day < version.until):
                return version
        return None

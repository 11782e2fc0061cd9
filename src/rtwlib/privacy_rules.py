"""The nouns of privacy law: who may see what for which purpose, and what must be kept for how long."""

from __future__ import annotations

import enum
from datetime import date

from attrs import frozen

from rtwlib.conditions import Condition
from rtwlib.kinds import Force
from rtwlib.sources import Citation, Confidence
from rtwlib.statements import Statement


class Effect(enum.StrEnum):
    """What a rule does with a sort of data. Of several rules that apply, the strictest wins; silence denies."""

    ALLOW = "allow"
    MASK = "mask"
    DENY = "deny"

    @property
    def strictness(self) -> int:
        """Return 0, 1 or 2."""
        return (Effect.ALLOW, Effect.MASK, Effect.DENY).index(self)


class ConsentRole(enum.StrEnum):
    """What the worker's consent does to a rule: it is needed for the rule to apply, or it lifts the rule."""

    NEEDED = "needed"
    LIFTS = "lifts"


@frozen
class PrivacyRule(Statement):
    """One rule: its effect on sorts of data for audiences and purposes. No ``purposes`` means every purpose.

    Where it cannot be known whether ``applies_when`` holds, a rule that allows does not apply, and any other does.
    """

    pack: str
    id: str
    title: str
    effect: Effect
    audiences: frozenset[str]
    purposes: frozenset[str]
    data: frozenset[str]
    cite: tuple[Citation, ...]
    consent: ConsentRole | None = None
    applies_when: tuple[Condition, ...] = ()
    from_: date | None = None
    until: date | None = None
    from_first_known: bool = False
    confidence: Confidence = Confidence.STATUTE
    force: Force = Force.STATUTE
    says: str | None = None


@frozen
class RetentionRule:
    """Which sorts of data and documents a time limit of the kind `retention` keeps; ``limit`` is its full id."""

    pack: str
    limit: str
    data: frozenset[str]
    documents: tuple[str, ...] = ()
    says: str | None = None

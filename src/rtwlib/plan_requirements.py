"""The nouns of plan law: what a law wants of a return-to-work plan, with its citation."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from rtwlib.conditions import Condition
from rtwlib.kinds import Force
from rtwlib.sources import Citation, Confidence
from rtwlib.statements import Statement

NEEDS = (
    "written", "goal", "phases", "duties", "hours", "reviews", "upgrade_path", "supervisor", "treatment", "equipment",
    "training", "supports", "responsibilities", "consultation", "worker_agreement", "employer_agreement",
    "practitioner_agreement", "copy_to_worker", "copy_to_practitioner",
)  # fmt: skip


@frozen
class PlanRequirement(Statement):
    """One thing that a law wants of a plan: ``needs`` is one of `NEEDS`; a plan without it has a finding."""

    pack: str
    id: str
    title: str
    needs: str
    cite: tuple[Citation, ...]
    applies_when: tuple[Condition, ...] = ()
    from_: date | None = None
    until: date | None = None
    from_first_known: bool = False
    confidence: Confidence = Confidence.STATUTE
    force: Force = Force.STATUTE
    says: str | None = None

"""What the laws ask of employers about coordinators and their training, gathered from the packs as they state it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import frozen

from rtwlib.laws import Law
from rtwlib.statements import marks_of

_WORDS = ("coordinator", "co-ordinator", "coordination")


@frozen
class Requirement:
    """A duty, a limit or an amount of law about coordinators: where it stands, in words, since when, how known."""

    rule: str
    sort: str
    title: str
    says: str | None
    from_: date | None
    until: date | None
    amount: str | None
    cite: str
    confidence: str
    marks: tuple[str, ...] = ()


def coordinator_requirements(laws: Iterable[Law]) -> tuple[Requirement, ...]:
    """Return what some laws say about coordinators: standing duties, time limits, and thresholds with their dates."""
    return tuple(each for law in laws for each in (*_duties(law), *_limits(law), *_values(law)))


def _about(*texts: str | None) -> bool:
    return any(word in (text or "").lower() for text in texts for word in _WORDS)


def _duties(law: Law) -> Iterator[Requirement]:
    for duty in law.duties:
        if _about(duty.id, duty.title, duty.says):
            cite = "; ".join(str(each) for each in duty.cite)
            rule = f"{duty.pack}/{duty.id}"
            yield Requirement(
                rule,
                "duty",
                duty.title,
                duty.says,
                duty.from_,
                duty.until,
                None,
                cite,
                duty.confidence.value,
                duty.marks,
            )


def _limits(law: Law) -> Iterator[Requirement]:
    for limit in law.limits:
        if _about(limit.id, limit.title):
            terms = limit.versions[-1]
            cite = "; ".join(str(each) for each in terms.cite)
            yield Requirement(
                limit.rule,
                "limit",
                limit.title,
                terms.says,
                terms.from_,
                terms.until,
                None,
                cite,
                terms.confidence.value,
                marks_of(terms.confidence, date_confirmed=not terms.from_first_known, force=terms.force),
            )


def _values(law: Law) -> Iterator[Requirement]:
    for value in law.values:
        if not _about(value.id, value.title):
            continue
        for version in value.versions:
            amount = f"{version.amount:,} {value.unit}"
            cite = "; ".join(str(each) for each in version.cite)
            yield Requirement(
                value.rule, "amount", value.title, value.says, version.from_, version.until, amount, cite,
                version.confidence.value, version.marks,
            )  # fmt: skip

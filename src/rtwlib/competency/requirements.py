"""What the laws ask of employers about coordinators and their training, gathered from the packs as they state it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import frozen

from rtwlib.laws import Gap, Law
from rtwlib.statements import marks_of

_WORDS = ("coordinator", "co-ordinator", "coordination")


@frozen
class Requirement:
    """A duty, a limit or an amount of law about coordinators: where it stands, in words, since when, how known.

    Of ``sort`` ``gap`` is a stretch for which the pack declares that it does not know the amount; ``says`` tells why.
    """

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

    def holds(self, day: date) -> bool:
        """Return whether it holds on a day."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day < self.until)


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
        if not _about(limit.id, limit.title):
            continue
        for terms in limit.versions:
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
        yield from _gaps(limit.rule, limit.title, limit.gaps)


def _values(law: Law) -> Iterator[Requirement]:
    for value in law.values:
        if not _about(value.id, value.title, value.says):
            continue
        for version in value.versions:
            amount = f"{version.amount:,} {value.unit}"
            cite = "; ".join(str(each) for each in version.cite)
            yield Requirement(
                value.rule, "amount", value.title, value.says, version.from_, version.until, amount, cite,
                version.confidence.value, version.marks,
            )  # fmt: skip
        yield from _gaps(value.rule, value.title, value.gaps)


def _gaps(rule: str, title: str, gaps: Iterable[Gap]) -> Iterator[Requirement]:
    for gap in gaps:
        yield Requirement(rule, "gap", title, gap.why, gap.from_, gap.until, None, "", "")

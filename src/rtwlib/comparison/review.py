"""What a lawyer should look up in a pack: what nothing confirms, what is not known, which days are not confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from rtwlib.sources import Citation, Confidence, Source

if TYPE_CHECKING:
    from rtwlib.laws import Gap, Law, Terms, ValueVersion
    from rtwlib.liaison_bodies import LiaisonBody
    from rtwlib.standing_duties import StandingDuty

UNCONFIRMED, GAP, DATE, SECONDARY = "unconfirmed", "gap", "date not confirmed", "secondary"
REASONS = (UNCONFIRMED, GAP, DATE, SECONDARY)


@frozen
class Question:
    """An entry to look up: why (of `REASONS`), its rule, title and days, its citation and where to read it.

    ``sort`` is limit, rate, duty or body; ``says`` is what the entry or the gap says of it.
    """

    why: str
    rule: str
    sort: str
    title: str
    from_: date | None
    until: date | None
    cite: str
    says: str | None
    sources: tuple[Source, ...]


def questions(law: Law) -> tuple[Question, ...]:
    """Return what is to be looked up in the law's own pack, in the order of `REASONS`, then of the rules."""
    found = [*_limits(law), *_values(law), *_stated(law)]
    return tuple(sorted(found, key=lambda each: (REASONS.index(each.why), each.rule, each.from_ or date.min)))


def _limits(law: Law) -> Iterator[Question]:
    for limit in law.limits:
        if limit.pack == law.id:
            for terms in limit.versions:
                yield from _asked(limit.rule, "limit", terms.title, terms, terms.says)
            yield from _gaps(limit.rule, "limit", limit.title, limit.gaps)


def _values(law: Law) -> Iterator[Question]:
    for value in law.values:
        if value.pack == law.id:
            for version in value.versions:
                yield from _asked(value.rule, "rate", value.title, version, value.says)
            yield from _gaps(value.rule, "rate", value.title, value.gaps)


def _stated(law: Law) -> Iterator[Question]:
    for duty in law.duties:
        if duty.pack == law.id:
            yield from _asked(f"{duty.pack}/{duty.id}", "duty", duty.title, duty, duty.says)
    for body in law.liaison:
        if body.pack == law.id:
            yield from _asked(f"{body.pack}/{body.id}", "body", body.title, body, body.says)


def _asked(
    rule: str, sort: str, title: str, entry: Terms | ValueVersion | StandingDuty | LiaisonBody, says: str | None
) -> Iterator[Question]:
    """Yield a question for each reason to look an entry up."""
    reasons = {Confidence.UNCONFIRMED: UNCONFIRMED, Confidence.SECONDARY: SECONDARY}
    why = [reasons[entry.confidence]] if entry.confidence in reasons else []
    if entry.from_first_known:
        why.append(DATE)
    for each in why:
        cite = "; ".join(str(citation) for citation in entry.cite)
        yield Question(each, rule, sort, title, entry.from_, entry.until, cite, says, _sources(entry.cite))


def _gaps(rule: str, sort: str, title: str, gaps: Iterable[Gap]) -> Iterator[Question]:
    for gap in gaps:
        yield Question(GAP, rule, sort, title, gap.from_, gap.until, "", gap.why, ())


def _sources(cite: Iterable[Citation]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(citation.source for citation in cite))

"""What a pack covers: on what its entries rest, which years its rates reach, and what it declares not to know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from attrs import frozen

from rtwlib.dates import Span, union
from rtwlib.laws import Gap, Law, Value
from rtwlib.sources import Confidence


@frozen
class Series:
    """A rate or amount: the stretches for which the pack has a figure, joined, and how many figures there are."""

    value: Value
    spans: tuple[Span, ...]
    figures: int


@frozen
class Coverage:
    """What one pack (layers apart) covers.

    ``limits``, ``figures`` and ``duties`` count versions of limits, figures of rates, and standing duties by what they
    rest on; ``unconfirmed_dates`` counts versions of limits whose first day no source confirms.
    """

    pack: str
    title: str
    covers_from: date
    rules: int
    limits: Mapping[Confidence, int]
    unconfirmed_dates: int
    figures: Mapping[Confidence, int]
    duties: Mapping[Confidence, int]
    series: tuple[Series, ...]
    gaps: tuple[Gap, ...]

    def resting_on(self, confidence: Confidence) -> int:
        """Return how many entries of all sorts rest on statute, a regulator, a secondary source, or nothing."""
        return self.limits.get(confidence, 0) + self.figures.get(confidence, 0) + self.duties.get(confidence, 0)


def coverage(law: Law) -> Coverage:
    """Return what the law's own pack covers, without the packs that it extends."""
    limits = [limit for limit in law.limits if limit.pack == law.id]
    values = sorted((value for value in law.values if value.pack == law.id), key=lambda value: value.id)
    versions = [terms for limit in limits for terms in limit.versions]
    gaps = [*(gap for limit in limits for gap in limit.gaps), *(gap for value in values for gap in value.gaps)]
    return Coverage(
        law.id,
        law.stamps[0].title,
        law.covers_from,
        len(limits),
        _counted(terms.confidence for terms in versions),
        sum(terms.from_first_known for terms in versions),
        _counted(version.confidence for value in values for version in value.versions),
        _counted(duty.confidence for duty in law.duties if duty.pack == law.id),
        tuple(_series(value) for value in values),
        tuple(sorted(gaps, key=lambda gap: (gap.of, gap.from_))),
    )


def _counted(found: Iterable[Confidence]) -> Mapping[Confidence, int]:
    return dict(Counter(found))


def _series(value: Value) -> Series:
    return Series(value, union(Span(each.from_, each.until) for each in value.versions), len(value.versions))

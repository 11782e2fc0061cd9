"""The picture of a plan: hours a week as a ramp, certificates as bands under it, reviews as marks.

The picture is inline SVG without any script; the text beside it, from `rtwlib.plans.pages`, says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from html import escape

from attrs import frozen

from rtwlib.cases import Certificate
from rtwlib.plans.plan import Plan

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BASE, _BAND = 640, 166, 8, 8, 22, 130, 18
_ROOM = 22
_DAY = timedelta(days=1)


@frozen
class Frame:
    """Where days and hours lie in the picture, in whole units of its own size."""

    first: date
    last: date
    most: Decimal

    def across(self, day: date) -> int:
        """Return how far to the right a day begins; days outside lie on the edge."""
        span = (self.last - self.first).days + 1
        inside = min(max((day - self.first).days, 0), span)
        return _LEFT + inside * (_WIDTH - _LEFT - _RIGHT) // span

    def down(self, hours: Decimal) -> int:
        """Return how far down a number of hours a week lies."""
        return _BASE - int((_BASE - _TOP) * hours / self.most)


def plan_svg(plan: Plan, certificates: Iterable[Certificate] = ()) -> str:
    """Return the picture of a plan as SVG; without dated phases a sentence in its place."""
    phases = [
        (phase.from_, phase.until, phase.hours_per_week)
        for phase in plan.phases
        if phase.from_ is not None and phase.until is not None and phase.hours_per_week is not None
    ]
    if not phases:
        return "<p>The plan has no phase with days and hours to draw.</p>"
    normal = (plan.normal_hours_per_day or Decimal(0)) * (plan.normal_days_per_week or Decimal(0))
    most = max([*(hours for _, _, hours in phases), normal, Decimal(1)])
    frame = Frame(phases[0][0], phases[-1][1], most)
    bands = [each for each in certificates if each.from_ is not None and each.from_ <= frame.last]
    height = _HEIGHT + _BAND * len(bands)
    return "\n".join(
        [
            f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" class="ramp" xmlns="http://www.w3.org/2000/svg">',
            f"<title>{escape(f'Hours a week in {len(phases)} phases; the text says the same')}</title>",
            *_bars(phases, frame),
            *_normal(normal, frame),
            *_reviews(plan.reviews, frame),
            f'<text x="{_LEFT}" y="{_BASE + 26}">{frame.first.isoformat()}</text>',
            f'<text x="{_WIDTH - _RIGHT}" y="{_BASE + 26}" text-anchor="end">{frame.last.isoformat()}</text>',
            *_bands(bands, frame),
            "</svg>",
        ]
    )


def _bars(phases: list[tuple[date, date, Decimal]], frame: Frame) -> Iterator[str]:
    for first, last, hours in phases:
        left, right, top = frame.across(first), frame.across(last + _DAY), frame.down(hours)
        width = max(right - left - 2, 1)
        yield f'<rect class="phase" x="{left}" y="{top}" width="{width}" height="{max(_BASE - top, 1)}"/>'
        inside = _BASE - top > _ROOM
        kind, level = ("hours inside", top + 14) if inside else ("hours", top - 4)
        yield f'<text class="{kind}" x="{left + 4}" y="{level}">{shown(hours)} h</text>'


def _normal(normal: Decimal, frame: Frame) -> Iterator[str]:
    if normal:
        top = frame.down(normal)
        yield f'<line class="normal" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{top}" y2="{top}"/>'


def _reviews(reviews: Iterable[date], frame: Frame) -> Iterator[str]:
    for day in reviews:
        if frame.first <= day <= frame.last:
            across = frame.across(day)
            shape = f"M{across} {_BASE} l-5 9 h10 z"
            yield f'<path class="review" d="{shape}"><title>review {day.isoformat()}</title></path>'


def _bands(bands: Iterable[Certificate], frame: Frame) -> Iterator[str]:
    for number, each in enumerate(bands):
        if each.from_ is None:
            continue
        top = _BASE + 34 + number * _BAND
        left, right = frame.across(each.from_), frame.across((each.until or frame.last) + _DAY)
        width = max(right - left, 2)
        kind = f"certificate {each.capacity or 'unstated'}"
        yield f'<rect class="{kind}" x="{left}" y="{top}" width="{width}" height="13"/>'
        said = f"certificate {number + 1}: {each.capacity or 'not stated'}"
        yield f'<text class="band" x="{left + 4}" y="{top + 10}">{escape(said)}</text>'


def shown(number: Decimal) -> str:
    """Return a number without needless noughts: 4, 7.5, 38."""
    return f"{number.normalize():f}"

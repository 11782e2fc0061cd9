"""The step of an explanation that says how the units of an interval add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rtwlib.answers import Step
from rtwlib.frozen import FrozenDict

if TYPE_CHECKING:
    from rtwlib.accumulating import Pace
    from rtwlib.deadlines.accruals import Accrual
    from rtwlib.time_rules import IntervalConvention


def clock_step(clock: Accrual, label: str, value: object, inputs: tuple[Step, ...], **asked: int) -> Step:
    """Return the step of a clock: its first input is the day it counts from, its last the covered days."""
    pace = clock.pace
    args: dict[str, Any] = {**asked, "running": clock.running}
    if pace is not None:
        args |= {
            "size": str(pace.size),
            "weeks": pace.weeks,
            "whole": pace.whole,
            "runs_on": pace.runs_on,
            "months": pace.months,
        }
    loads = {segment.load for segment in clock.segments}
    covered = tuple((segment.first, segment.end, str(segment.load)) for segment in clock.segments)
    name = clock.interval.replace("_", " ")
    words = f"days of {name}" if loads <= {1} else f"hours lost: {name}"
    leaf = Step("fact", words, covered, where="case", args=FrozenDict({"running": clock.running}))
    rule = () if clock.convention is None else (_convention_leaf(clock.convention, pace),)
    return Step("interval", label, value, (*inputs, *rule, leaf), FrozenDict(args))


def _convention_leaf(convention: IntervalConvention, pace: Pace | None) -> Step:
    cite = "; ".join(str(citation) for citation in convention.cite)
    return Step("law", convention_words(convention, pace), convention.id, cite=cite, note="convention")


def convention_words(convention: IntervalConvention, pace: Pace | None = None) -> str:
    """Return in words how an interval is counted."""
    if convention.unit == "hour_equivalent":
        return "weeks are hours of lost work divided by the normal weekly hours"
    if pace is not None and pace.weeks is None and not pace.months:
        said = "each covered day counts"
    elif convention.unit == "week" and convention.part_unit != "pro_rata":
        begins = convention.week_starts.replace("_", " ")
        begins = f"the {begins}" if "first" in begins else begins.title()
        part = "a part of one counts whole" if convention.part_unit == "whole" else "only full ones count"
        said = f"weeks begin on {begins}; {part}"
    else:
        said = "each covered day counts"
    return said + ("; once begun, the clock runs on" if convention.runs == "consecutive" else "")

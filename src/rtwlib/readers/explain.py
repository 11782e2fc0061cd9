"""Explanations as versioned JSON, and their recomputation from their own leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from rtwlib.accumulating import Pace, Segment, elapsed, nth_end
from rtwlib.answers import Step
from rtwlib.calendars import Calendar
from rtwlib.conditions import compare
from rtwlib.counting import Convention, civil_day, count_from, count_hours, first_moment
from rtwlib.dates import Ends, MonthEnd, Roll, Span, Starts, parse_count
from rtwlib.laws import Law
from rtwlib.money import as_decimal
from rtwlib.readers.formulas import OPERATIONS

FORMAT = "rtwlib.explanation/1"
Calendars = Callable[[str, str], Calendar]


class RecomputeError(ValueError):
    """A step does not give the value that it says; the message names the step."""


def step_to_json(step: Step) -> dict[str, Any]:
    """Return a step as JSON values: op, label, value, inputs, and what else it has."""
    found: dict[str, Any] = {"op": step.op, "label": step.label, "value": _plain(step.value)}
    for name in ("cite", "confidence", "where", "note"):
        if getattr(step, name) is not None:
            found[name] = getattr(step, name)
    if step.args:
        found["args"] = {key: _plain(value) for key, value in sorted(step.args.items())}
    if step.inputs:
        found["inputs"] = [step_to_json(each) for each in step.inputs]
    return found


def _plain(value: Any) -> Any:  # noqa: ANN401 - values of steps are of many types
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Fraction):
        decimal = as_decimal(value)
        return str(value) if decimal is None else f"{decimal:f}"
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    return value


def recompute(step: Step, law: Law, calendars: Calendars | None = None) -> Any:  # noqa: ANN401 - as above
    """Compute a step's value again from its leaves, with the law's calendar.

    Raises `RecomputeError` where any step below, or the step itself, does not give the value that it states.
    ``calendars`` gives the calendar for a (pack, name); by default each pack's own.
    """
    inputs = [recompute(each, law, calendars) for each in step.inputs]
    run = _OPERATIONS.get(step.op)
    amount = OPERATIONS.get(step.op)
    if run is None and amount is None:
        return step.value
    value = run(step, inputs, law, calendars) if run is not None else amount(step, inputs) if amount else None
    if value != step.value:
        message = f"'{step.label}' says {_plain(step.value)} but recomputes to {_plain(value)}"
        raise RecomputeError(message)
    return value


def _calendar(step: Step, law: Law, calendars: Calendars | None) -> Calendar:
    if calendars is not None:
        return calendars(step.args["pack"], step.args["calendar"])
    return law.time[step.args["pack"]].calendar


def _count(step: Step, inputs: list[Any], law: Law, calendars: Calendars | None) -> date:
    args = step.args
    convention = Convention(
        starts=Starts(args["starts"]),
        ends=Ends.INCLUSIVE,
        roll=Roll.NONE,
        roll_back=Roll.NONE,
        month_end=MonthEnd(args["month_end"]),
    )
    anchor = inputs[0].astimezone(law.zone).date() if isinstance(inputs[0], datetime) else inputs[0]
    return count_from(
        anchor,
        parse_count(args["count"]),
        backward=args["backward"],
        convention=convention,
        calendar=_calendar(step, law, calendars),
        rolls=False,
        paused=tuple(Span(first, end) for first, end in args["paused"]),
    ).nth


def _ends(_step: Step, inputs: list[Any], _law: Law, _calendars: Calendars | None) -> date:
    return date.fromordinal(inputs[0].toordinal() - 1)


def _roll(step: Step, inputs: list[Any], law: Law, calendars: Calendars | None) -> date:
    roll = Roll(step.args["roll"])
    calendar = _calendar(step, law, calendars)
    day: date = inputs[0]
    if roll is Roll.NONE:
        return day
    return calendar.next_open(day) if roll is Roll.NEXT_OPEN else calendar.previous_open(day)


def _hours(step: Step, inputs: list[Any], _law: Law, _calendars: Calendars | None) -> datetime:
    zone = ZoneInfo(step.args["zone"])
    at = inputs[0] if isinstance(inputs[0], datetime) else first_moment(inputs[0], zone)
    paused = tuple(Span(first, end) for first, end in step.args.get("paused", ()))
    return count_hours(at, step.args["hours"], backward=step.args["backward"], paused=paused).astimezone(zone)


def _civil_day(step: Step, inputs: list[Any], _law: Law, _calendars: Calendars | None) -> date:
    return civil_day(inputs[0], ZoneInfo(step.args["zone"]))


def _version(step: Step, inputs: list[Any], law: Law, _calendars: Calendars | None) -> date | None:
    terms = law.by_id[step.args["rule"]].version_at(inputs[0])
    return terms.from_ if terms is not None else None


def _state(_step: Step, inputs: list[Any], _law: Law, _calendars: Calendars | None) -> str:
    today, due = inputs[0], inputs[1]
    if len(inputs) == 2:  # noqa: PLR2004 - today and the due day, no act
        return "missed" if today > due else "open"
    act = inputs[2].date() if isinstance(inputs[2], datetime) else inputs[2]
    return "met" if act <= due else "late"


def _all_of(_step: Step, inputs: list[Any], _law: Law, _calendars: Calendars | None) -> str:
    for truth in ("fails", "pending", "unknown"):
        if truth in inputs:
            return truth
    return "holds"


def _compare(step: Step, inputs: list[Any], _law: Law, _calendars: Calendars | None) -> str:
    return "holds" if compare(step.args["compare"], inputs[0], step.args["wanted"]) else "fails"


def _interval(step: Step, inputs: list[Any], _law: Law, _calendars: Calendars | None) -> date | Fraction | None:
    args = step.args
    segments = tuple(Segment(first, end, Fraction(load)) for first, end, load in inputs[-1])
    pace = Pace(Fraction(args["size"]), args["weeks"], args["whole"], args["runs_on"], args["months"])
    if "number" in args:
        found = nth_end(args["number"], segments, pace, inputs[0], running=args["running"])
        return found.day if found is not None else None
    return elapsed(segments, pace, inputs[0], inputs[1])


def _latest(_step: Step, inputs: list[Any], _law: Law, _calendars: Calendars | None) -> date:
    return max(_days(inputs))


def _earliest(_step: Step, inputs: list[Any], _law: Law, _calendars: Calendars | None) -> date:
    return min(_days(inputs))


def _later_of(_step: Step, inputs: list[Any], _law: Law, _calendars: Calendars | None) -> date:
    return max(_days(inputs[:2]))


def _last(_step: Step, inputs: list[Any], _law: Law, _calendars: Calendars | None) -> Any:  # noqa: ANN401 - as above
    return inputs[-1]


def _same(_step: Step, inputs: list[Any], _law: Law, _calendars: Calendars | None) -> Any:  # noqa: ANN401 - as above
    return inputs[0]


def _days(values: list[Any]) -> list[date]:
    return [value.date() if isinstance(value, datetime) else value for value in values]


_OPERATIONS: dict[str, Callable[[Step, list[Any], Law, Calendars | None], Any]] = {
    "count": _count,
    "ends": _ends,
    "roll": _roll,
    "hours": _hours,
    "civil_day": _civil_day,
    "version": _version,
    "state": _state,
    "all_of": _all_of,
    "compare": _compare,
    "interval": _interval,
    "latest": _latest,
    "earliest": _earliest,
    "later_of": _later_of,
    "restart": _last,
    "same": _same,
}

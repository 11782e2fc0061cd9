"""How far providers keep their service levels: from the events of cases and from recorded deliveries.

In time is done within the days undertaken; complete is what a delivery says of itself. What is not yet due, and what
cannot be known, counts neither way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Any

from attrs import frozen

from rtwlib.calendars import OutsideCalendar
from rtwlib.findings import Finding
from rtwlib.programme.checks import finding

if TYPE_CHECKING:
    from rtwlib.calendars import Calendar
    from rtwlib.cases import Case, Event
    from rtwlib.programme.office import ServiceLevel
    from rtwlib.programme.registers import Programme

_TENTH = Decimal("0.1")
BUSINESS_DAYS = "business_days"
IN_TIME, LATE, MISSED, NOT_DUE, UNKNOWN = "in_time", "late", "not_done", "not_yet_due", "unknown"
OUTCOMES = (IN_TIME, LATE, MISSED, NOT_DUE, UNKNOWN)


@frozen
class Score:
    """How a service level stands: how often in each outcome, the percent in time and complete, and issues.

    ``complete`` and ``incomplete`` count deliveries that say so. A percentage is ``None`` where nothing counts.
    """

    level: ServiceLevel
    counts: tuple[tuple[str, int], ...]
    complete: int
    incomplete: int
    issues_open: int
    issues_settled: int

    @property
    def percent_in_time(self) -> Decimal | None:
        """Return the percent in time of what was due and is known, to one decimal place."""
        found = dict(self.counts)
        return _percent(found[IN_TIME], found[IN_TIME] + found[LATE] + found[MISSED])

    @property
    def percent_complete(self) -> Decimal | None:
        """Return the percent of deliveries, of those that say so, that were complete."""
        return _percent(self.complete, self.complete + self.incomplete)

    @property
    def kept(self) -> bool | None:
        """Return whether the target is reached, ``None`` where there is no target or nothing to measure."""
        target, reached = self.level.target_percent, (self.percent_in_time, self.percent_complete)
        known = [each for each in reached if each is not None]
        return None if target is None or not known else min(known) >= target

    def to_json(self) -> dict[str, Any]:
        """Return the score as JSON values; percentages are decimals as texts."""
        target = self.level.target_percent
        return {
            "level": self.level.id,
            "title": self.level.title,
            "provider": self.level.provider,
            "days": self.level.days,
            "counted_in": self.level.counted_in or "days",
            **dict(self.counts),
            "percent_in_time": _text(self.percent_in_time),
            "complete": self.complete,
            "incomplete": self.incomplete,
            "percent_complete": _text(self.percent_complete),
            "target_percent": _text(target),
            "kept": self.kept,
            "issues_open": self.issues_open,
            "issues_settled": self.issues_settled,
        }


def scorecard(
    programme: Programme, cases: Iterable[Case], *, today: date, calendar: Calendar | None = None
) -> tuple[Score, ...]:
    """Return how each service level of a programme stands on a day, in the order of the register.

    ``calendar`` counts the levels in business days; without one, or outside its years, nothing is known of them.
    """
    read = tuple(cases)
    return tuple(_score(programme, _Clock(level, today, calendar), read) for level in programme.service_levels)


@frozen
class _Clock:
    """How the days of a service level are counted on the day of reading."""

    level: ServiceLevel
    today: date
    calendar: Calendar | None

    def due(self, day: date | None) -> date | None:
        """Return the last day in time, ``None`` where it cannot be told."""
        days = self.level.days
        if day is None or days is None:
            return None
        try:
            if self.level.counted_in == BUSINESS_DAYS:
                return self.calendar.add_business_days(day, days) if self.calendar is not None else None
            return day + timedelta(days=days)
        except (OverflowError, OutsideCalendar):
            return None

    def outcome(self, asked: date | None, done: date | None, *, known: bool) -> str:
        """Return how a piece of work came out; ``known`` says whether what is not recorded was not done."""
        due = self.due(asked)
        if due is None:
            return UNKNOWN
        if done is not None and done <= self.today:
            return IN_TIME if done <= due else LATE
        if self.today <= due:
            return NOT_DUE
        return MISSED if known else UNKNOWN


def score_findings(scores: Iterable[Score]) -> tuple[Finding, ...]:
    """Return a finding for each service level whose target is not reached."""
    return tuple(
        finding("RTW314", f"service_levels {score.level.id}", _said(score)) for score in scores if score.kept is False
    )


def _said(score: Score) -> str:
    parts = (("in time", score.percent_in_time), ("complete", score.percent_complete))
    found = " and ".join(f"{value} percent {name}" for name, value in parts if value is not None)
    return f"{found}; {score.level.target_percent} percent were undertaken"


def _score(programme: Programme, clock: _Clock, cases: tuple[Case, ...]) -> Score:
    level, today = clock.level, clock.today
    found = dict.fromkeys(OUTCOMES, 0)
    for case in cases:
        for outcome in _of_case(clock, case):
            found[outcome] += 1
    own = [row for row in programme.deliveries if row.level == level.id]
    for row in own:
        found[clock.outcome(row.asked_on, row.done_on, known=True)] += 1
    done = [row for row in own if row.done_on is None or row.done_on <= today]
    issues = [row for row in programme.service_issues if row.level == level.id]
    settled = sum(row.settled_on is not None and row.settled_on <= today for row in issues)
    return Score(
        level,
        tuple(found.items()),
        sum(row.complete is True for row in done),
        sum(row.complete is False for row in done),
        len(issues) - settled,
        settled,
    )


def _of_case(clock: _Clock, case: Case) -> Iterator[str]:
    """Yield the outcome for each event that starts the clock, each with the first later event that stops one."""
    level = clock.level
    if level.from_event is None or level.to_event is None:
        return
    dated = sorted(((_day(event), number, event) for number, event in enumerate(case.events)), key=lambda row: row[:2])
    stops = [(day, event) for day, _, event in dated if event.kind == level.to_event]
    unknown = case.history is not None and level.to_event in case.history.unknown
    through = case.history.through if case.history is not None else None
    for day, _, event in dated:
        if event.kind != level.from_event:
            continue
        stop = next((pair for pair in stops if pair[0] >= day and _same(event, pair[1])), None)
        if stop is not None:
            stops.remove(stop)
        done = stop[0] if stop is not None else None
        due = clock.due(day)
        known = not unknown and through is not None and due is not None and through >= due
        yield clock.outcome(day, done, known=known)


def _day(event: Event) -> date:
    return event.at.date() if event.at is not None else event.on or date.max


def _same(one: Event, other: Event) -> bool:
    return one.ref is None or other.ref is None or one.ref == other.ref


def _percent(part: int, whole: int) -> Decimal | None:
    return (Decimal(100 * part) / whole).quantize(_TENTH, ROUND_HALF_EVEN) if whole else None


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)

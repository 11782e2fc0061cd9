"""Registers of the office: policies, training, changes with their measure, service levels and their issues."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from attrs import NOTHING, frozen

from rtwlib.programme.fields import Due, about

FOUND_BY = ("gap", "finding", "incident", "request", "law", "other")
CHANGES = ("system", "procedure", "form", "policy", "other")
PROVIDERS = ("claims_administrator", "managed_care", "rehabilitation", "other")
COUNTED_IN = ("days", "business_days")
SETTLED = ("informally", "in_a_meeting", "by_contract", "other")


@frozen
class Policy:
    """A policy of the programme: owner, version, when it is reviewed next, and whether it was rolled out."""

    id: str = about("system", NOTHING)
    title: str | None = about("employment")
    owner: str | None = about("employment")
    version: str | None = about("employment")
    approved_on: date | None = about("employment")
    review_on: date | None = about(
        "employment", due=Due("Review a policy", ended="retired_on", code="RTW310", wanted=True), after="approved_on"
    )
    roll_out: tuple[str, ...] = about("employment", ())
    roll_out_by: date | None = about(
        "employment", due=Due("Roll a policy out", done="rolled_out_on", ended="retired_on", code="RTW310")
    )
    rolled_out_on: date | None = about("employment")
    retired_on: date | None = about("employment", after="approved_on")


@frozen
class Course:
    """A training course; ``valid_months`` is how long having attended it counts."""

    id: str = about("system", NOTHING)
    title: str | None = about("employment")
    for_whom: str | None = about("employment")
    provider: str | None = about("employment")
    rule: str | None = about("employment", law="rule")
    planned_on: date | None = about("employment", due=Due("Hold a training course", done="held_on"))
    held_on: date | None = about("employment")
    valid_months: int | None = about("employment", least=1)
    owner: str | None = about("employment")


@frozen
class Attendance:
    """That somebody attended a course; ``replaced_on`` is the day from which it no longer needs to be renewed."""

    id: str = about("system", NOTHING)
    course: str | None = about("system", refers="courses")
    person: str | None = about("identity")
    attended_on: date | None = about("employment")
    replaced_on: date | None = about("employment", after="attended_on")
    certificate_held_at: str | None = about("employment")
    owner: str | None = about("employment")


@frozen
class TrainingNeed:
    """A need for training, where it was found (``finding`` is the code, such as RTW102), and whether it was met."""

    id: str = about("system", NOTHING)
    subject: str | None = about("employment")
    for_whom: str | None = about("employment")
    found_by: str | None = about("employment", words=FOUND_BY)
    finding: str | None = about("employment")
    found_on: date | None = about("employment")
    course: str | None = about("system", refers="courses")
    due_on: date | None = about("employment", due=Due("Meet a need for training", done="met_on"), after="found_on")
    met_on: date | None = about("employment", after="found_on")
    owner: str | None = about("employment")


@frozen
class Change:
    """A change asked for, and a measure of it before and after."""

    id: str = about("system", NOTHING)
    title: str | None = about("employment")
    kind: str | None = about("employment", words=CHANGES)
    asked_of: str | None = about("employment")
    asked_on: date | None = about("employment")
    due_on: date | None = about(
        "employment", due=Due("Make a change", done="done_on", ended="dropped_on"), after="asked_on"
    )
    done_on: date | None = about("employment", after="asked_on")
    dropped_on: date | None = about("employment", after="asked_on")
    measure: str | None = about("employment")
    unit: str | None = about("employment")
    before: Decimal | None = about("employment")
    before_on: date | None = about("employment")
    after: Decimal | None = about("employment")
    after_on: date | None = about("employment", after="done_on")
    owner: str | None = about("employment")

    @property
    def difference(self) -> Decimal | None:
        """Return the measure after less the measure before."""
        return None if self.before is None or self.after is None else self.after - self.before


@frozen
class ServiceLevel:
    """What a provider has undertaken: within ``days`` of one kind of event the other follows, in so many percent.

    ``days`` are days of the calendar unless ``counted_in`` says business_days, those on which the programme's law is
    open; the day of the first event is not counted.
    """

    id: str = about("system", NOTHING)
    title: str | None = about("employment")
    provider: str | None = about("employment")
    kind: str | None = about("employment", words=PROVIDERS)
    from_event: str | None = about("employment", law="event")
    to_event: str | None = about("employment", law="event")
    days: int | None = about("employment", least=0)
    counted_in: str | None = about("employment", words=COUNTED_IN)
    target_percent: Decimal | None = about("employment")
    contract: str | None = about("employment")
    owner: str | None = about("employment")


@frozen
class Delivery:
    """One piece of work under a service level that no case file shows: when asked, when done, whether complete."""

    id: str = about("system", NOTHING)
    level: str | None = about("system", refers="service_levels")
    case: str | None = about("system")
    asked_on: date | None = about("employment")
    done_on: date | None = about("employment", after="asked_on")
    complete: bool | None = about("employment")


@frozen
class ServiceIssue:
    """A problem raised with a provider, and how it was settled."""

    id: str = about("system", NOTHING)
    provider: str | None = about("employment")
    level: str | None = about("system", refers="service_levels")
    what: str | None = about("free_text")
    raised_on: date | None = about("employment")
    due_on: date | None = about(
        "employment", due=Due("Settle an issue with a provider", done="settled_on", wanted=True), after="raised_on"
    )
    settled_on: date | None = about("employment", after="raised_on")
    settled: str | None = about("employment", words=SETTLED)
    meeting: str | None = about("system", refers="meetings")
    owner: str | None = about("employment")

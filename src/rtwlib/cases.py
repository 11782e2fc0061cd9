"""The nouns of fact as frozen values: a case (`rtwlib.case/1`), an employer's file (`rtwlib.employer/1`), their parts.

``None`` always means unknown. Every field names the category of its data in ``metadata["category"]``; privacy rules
work from that. Days are civil dates; moments are zoned; money, hours and rates are `Decimal`.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import attrs
from attrs import frozen

from rtwlib.frozen import FrozenDict

FORMAT = "rtwlib.case/1"
EMPLOYER_FORMAT = "rtwlib.employer/1"
PLAN_FORMAT = "rtwlib.plan/1"
CAPACITIES = ("none", "some", "full")
DOCUMENT_LISTS = frozenset({"certificates", "payments"})
PAYMENT_KINDS = (
    "weekly", "provisional", "continuation_of_pay", "permanent_impairment", "medical", "travel", "death", "lump_sum",
    "penalty", "interest", "other",
)  # fmt: skip
PAYROLL_KINDS = (
    "ordinary", "overtime", "shift_allowance", "allowance", "paid_leave", "unpaid_leave", "non_monetary",
    "compensation",
)  # fmt: skip
CATEGORIES = (
    "system", "frame", "identity", "contact", "employment", "earnings", "medical", "capacity", "claim", "plan", "event",
    "free_text",
)  # fmt: skip


def _field(category: str, default: Any = None) -> Any:  # noqa: ANN401 - attrs types its own fields
    return attrs.field(default=default, metadata={"category": category})


def _mapping(category: str) -> Any:  # noqa: ANN401 - as above
    return attrs.field(factory=FrozenDict, converter=_frozen, metadata={"category": category})


def _frozen(value: Any) -> Any:  # noqa: ANN401 - as above
    return value if isinstance(value, FrozenDict) else FrozenDict(value or {})


@frozen
class Worker:
    """The injured worker. ``hours_per_week`` and ``days_per_week`` are the ordinary pattern before the injury."""

    id: str | None = _field("system")
    name: str | None = _field("identity")
    born_on: date | None = _field("identity")
    sex: str | None = _field("identity")
    address: str | None = _field("contact")
    phone: str | None = _field("contact")
    email: str | None = _field("contact")
    hired_on: date | None = _field("employment")
    occupation: str | None = _field("employment")
    department: str | None = _field("employment")
    hours_per_week: Decimal | None = _field("employment")
    days_per_week: Decimal | None = _field("employment")
    average_weekly_wage: Decimal | None = _field("earnings")


@frozen
class Employer:
    """The employer at the time of injury: kind (such as private, state, municipal), headcount, place (ISO 3166-2)."""

    id: str | None = _field("system")
    name: str | None = _field("employment")
    kind: str | None = _field("employment")
    headcount: int | None = _field("employment")
    place: str | None = _field("employment")


@frozen
class Injury:
    """The injury, on a day or at a moment; ``kind`` is accident, disease or repetitive_trauma.

    ``safe`` names the fields of free text that may be shown without access to medical data.
    """

    kind: str | None = _field("medical")
    on: date | None = _field("claim")
    at: datetime | None = _field("claim")
    body_part: str | None = _field("medical")
    nature: str | None = _field("medical")
    cause: str | None = _field("medical")
    description: str | None = _field("free_text")
    safe: tuple[str, ...] = _field("frame", ())


@frozen
class Claim:
    """The claim: its kind (such as lost_time), the day it was made, and the decision on liability so far."""

    id: str | None = _field("system")
    kind: str | None = _field("claim")
    made_on: date | None = _field("claim")
    liability: str | None = _field("claim")
    insurer: str | None = _field("claim")
    administrator: str | None = _field("claim")


@frozen
class Event:
    """Something that happened: ``on`` a day or ``at`` a moment, which wins; ``dates`` are days that it carries.

    ``safe`` names the fields of free text that may be shown without access to medical data.
    """

    kind: str = _field("event", attrs.NOTHING)
    on: date | None = _field("event")
    at: datetime | None = _field("event")
    ref: str | None = _field("system")
    dates: FrozenDict[str, date] = _mapping("event")
    data: FrozenDict[str, Any] = _mapping("event")
    recorded_at: date | datetime | None = _field("frame")
    by: str | None = _field("event")
    note: str | None = _field("free_text")
    safe: tuple[str, ...] = _field("frame", ())


@frozen
class DatedValue:
    """The value of a fact from a day (inclusive) until another (exclusive); without days it always holds."""

    value: Any = _field("claim", attrs.NOTHING)
    from_: date | None = _field("claim")
    until: date | None = _field("claim")


@frozen
class Fact:
    """A declared fact and its values over time."""

    id: str = _field("claim", attrs.NOTHING)
    values: tuple[DatedValue, ...] = _field("claim", ())


@frozen
class History:
    """How far the record is complete: ``through`` a day, except for the ``unknown`` kinds of event.

    Among the ``unknown`` may be certificates or payments, which tells that the case does not show these lists.
    """

    through: date | None = _field("frame")
    unknown: tuple[str, ...] = _field("frame", ())


@frozen
class Certificate:
    """A certificate of capacity: ``capacity`` is none, some or full; ``from_`` and ``until`` are both covered.

    ``medication_effects`` says how medication bears on safety at work, without naming it.
    """

    id: str | None = _field("system")
    issuer: str | None = _field("medical")
    profession: str | None = _field("medical")
    examined_on: date | None = _field("medical")
    from_: date | None = _field("capacity")
    until: date | None = _field("capacity")
    capacity: str | None = _field("capacity")
    hours_per_day: Decimal | None = _field("capacity")
    days_per_week: Decimal | None = _field("capacity")
    restrictions: str | None = _field("capacity")
    medication_effects: str | None = _field("capacity")
    review_on: date | None = _field("capacity")


@frozen
class Payment:
    """A payment for the days ``from_`` to ``until``, both covered; ``amount`` in ``currency`` (ISO 4217).

    ``kind`` is one of `PAYMENT_KINDS`; ``weekly`` is compensation for lost wages, total or partial.
    """

    id: str | None = _field("system")
    kind: str | None = _field("claim")
    from_: date | None = _field("claim")
    until: date | None = _field("claim")
    paid_on: date | None = _field("claim")
    amount: Decimal | None = _field("earnings")
    currency: str | None = _field("earnings")
    ref: str | None = _field("system")


@frozen
class PayrollRow:
    """What was earned in the days ``from_`` to ``until``, both covered: ``gross`` money, ``hours``, of one kind.

    ``kind`` is one of `PAYROLL_KINDS`, ordinary pay if left out; a row of unpaid leave has no money.
    """

    from_: date | None = _field("earnings")
    until: date | None = _field("earnings")
    gross: Decimal | None = _field("earnings")
    hours: Decimal | None = _field("earnings")
    kind: str | None = _field("earnings")
    employer: str | None = _field("earnings")


@frozen
class Document:
    """A document received: its kind, when, from whom and to whom."""

    id: str | None = _field("system")
    kind: str | None = _field("claim")
    received_on: date | None = _field("claim")
    from_: str | None = _field("claim")
    to: str | None = _field("claim")


@frozen
class FormRecord:
    """What was answered for one form: ``form`` is its full id, ``values`` map ids of fields to answers as text.

    Held here are only the answers that have no place of their own in the case.
    """

    form: str = _field("claim", attrs.NOTHING)
    values: FrozenDict[str, Any] = _mapping("free_text")
    on: date | None = _field("claim")
    by: str | None = _field("claim")


@frozen
class Consent:
    """The worker's consent that audiences see sorts of data for purposes, from a day on; see `rtwlib.privacy_words`.

    ``until`` is the first day on which it no longer holds, ``withdrawn_on`` the day from which it is withdrawn.
    """

    id: str | None = _field("system")
    audiences: tuple[str, ...] = _field("claim", ())
    purposes: tuple[str, ...] = _field("claim", ())
    data: tuple[str, ...] = _field("claim", ())
    given_on: date | None = _field("claim")
    until: date | None = _field("claim")
    withdrawn_on: date | None = _field("claim")
    document: str | None = _field("system")


@frozen
class Case:
    """One worker's case. ``jurisdictions`` are pack ids; ``events`` are its history, in any order."""

    id: str = _field("system", attrs.NOTHING)
    jurisdictions: tuple[str, ...] = _field("frame", ())
    worker: Worker | None = _field("identity")
    employer: Employer | None = _field("employment")
    injury: Injury | None = _field("medical")
    claim: Claim | None = _field("claim")
    facts: tuple[Fact, ...] = _field("claim", ())
    events: tuple[Event, ...] = _field("event", ())
    history: History | None = _field("frame")
    certificates: tuple[Certificate, ...] = _field("medical", ())
    payments: tuple[Payment, ...] = _field("earnings", ())
    payroll: tuple[PayrollRow, ...] = _field("earnings", ())
    plans: tuple[Any, ...] = _field("plan", ())
    documents: tuple[Document, ...] = _field("claim", ())
    consents: tuple[Consent, ...] = _field("claim", ())
    forms: tuple[FormRecord, ...] = _field("claim", ())


@frozen
class Establishment:
    """One workplace of an employer, with its own facts and events."""

    id: str = _field("system", attrs.NOTHING)
    name: str | None = _field("employment")
    place: str | None = _field("employment")
    facts: tuple[Fact, ...] = _field("employment", ())
    events: tuple[Event, ...] = _field("event", ())
    history: History | None = _field("frame")


@frozen
class EmployerFile:
    """An employer's own file, against which duties of employer, establishment and scheme are read."""

    id: str = _field("system", attrs.NOTHING)
    jurisdictions: tuple[str, ...] = _field("frame", ())
    employer: Employer | None = _field("employment")
    facts: tuple[Fact, ...] = _field("employment", ())
    events: tuple[Event, ...] = _field("event", ())
    establishments: tuple[Establishment, ...] = _field("employment", ())
    history: History | None = _field("frame")

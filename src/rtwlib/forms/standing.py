"""How a form stands in a case: whether it is due and by when, whether it was sent, and which documents it wants."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import date, datetime

from attrs import frozen

from rtwlib.answers import Need, Truth
from rtwlib.cases import Event
from rtwlib.entries import Entry, State
from rtwlib.form_definitions import FormDefinition
from rtwlib.forms.given import Given
from rtwlib.kinds import Kind

FORM_KEY = "form"
_WORST_FIRST = (
    State.MISSED, State.OPEN, State.UNKNOWN, State.EARLY, State.LATE, State.MET,
)  # fmt: skip


class Standing(enum.StrEnum):
    """Where a form stands: sent (in time, late or with no limit), due, overdue, not due, or not known.

    A form that uses a right is never overdue: it may be sent until a day, or its time has passed.
    """

    SENT = "sent"
    SENT_LATE = "sent_late"
    DUE = "due"
    OVERDUE = "overdue"
    MAY_BE_SENT = "may_be_sent"
    TIME_PASSED = "time_passed"
    USABLE = "usable"
    UNKNOWN = "unknown"
    NOT_DUE = "not_due"


@frozen
class Sent:
    """A record of sending: the day, to whom, how, with which proof, and where the record stands in the case."""

    on: date | None
    to: str | None
    how: str | None
    proof: str | None
    where: str


@frozen
class FormStanding:
    """A form in a case: ``due`` is the last day in time, ``rule`` and ``cite`` the limit that says so.

    ``lacking`` are attachments that the case does not list, ``held`` those that it does, and
    ``marks`` whatever lowers the weight of the limit, such as ``unconfirmed``.
    """

    form: FormDefinition
    standing: Standing
    due: date | None = None
    rule: str | None = None
    cite: str | None = None
    confidence: str | None = None
    sent: tuple[Sent, ...] = ()
    held: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    marks: tuple[str, ...] = ()


def standing_of(form: FormDefinition, given: Given) -> FormStanding:
    """Return how a form stands on ``given.today``.

    A form with a limit stands as its limit does; one without stands as ``usable`` unless its condition fails.
    """
    sent = tuple(_sent(form, given))
    held, lacking = _attachments(form, given)
    entries = [each for each in given.entries if each.rule in form.meets]
    entry = min(entries, key=_order, default=None)
    if entry is None:
        standing, needs = _without_limit(form, given, sent)
        return FormStanding(form, standing, sent=sent, held=held, lacking=lacking, needs=needs)
    standing = _standing(entry, sent)
    needs = entry.needs if standing is Standing.UNKNOWN else ()
    cite = entry.pinpoint or entry.cite
    return FormStanding(
        form, standing, entry.due, entry.rule, cite, entry.confidence.value, sent, held, lacking, needs,
        entry.marks,
    )  # fmt: skip


def _order(entry: Entry) -> tuple[bool, int, date]:
    """Order duties before rights, then the worst state first, then by day."""
    known = entry.state in _WORST_FIRST
    rank = _WORST_FIRST.index(entry.state) if known else len(_WORST_FIRST)
    return (entry.kind is Kind.LIMITATION or rank > _WORST_FIRST.index(State.EARLY), rank, entry.due or date.max)


def _standing(entry: Entry, sent: tuple[Sent, ...]) -> Standing:
    right = entry.kind is Kind.LIMITATION
    if entry.state is State.MISSED:
        return Standing.TIME_PASSED if right else Standing.OVERDUE
    if entry.state in {State.OPEN, State.EARLY}:
        return Standing.MAY_BE_SENT if right else Standing.DUE
    if entry.state is State.UNKNOWN:
        return Standing.UNKNOWN
    if entry.state is State.LATE:
        return Standing.SENT_LATE if sent else Standing.NOT_DUE
    return Standing.SENT if sent else Standing.NOT_DUE


def _without_limit(form: FormDefinition, given: Given, sent: tuple[Sent, ...]) -> tuple[Standing, tuple[Need, ...]]:
    if sent:
        return Standing.SENT, ()
    if form.meets:
        return Standing.NOT_DUE, ()
    verdict = given.test(form.applies_when) if form.applies_when else None
    if verdict is not None and verdict.truth is Truth.UNKNOWN:
        return Standing.UNKNOWN, verdict.needs
    if verdict is not None and verdict.truth is not Truth.HOLDS:
        return Standing.NOT_DUE, ()
    return Standing.USABLE, ()


def _sent(form: FormDefinition, given: Given) -> Iterable[Sent]:
    for number, event in enumerate(given.case.events, 1):
        day = _day(event, given)
        if day is not None and day > given.today:
            continue
        named = event.data.get(FORM_KEY)
        if named == form.rule or (named is None and form.files is not None and event.kind == form.files):
            told = {key: str(event.data[key]) if key in event.data else None for key in ("to", "how", "proof")}
            yield Sent(day, told["to"], told["how"], told["proof"], f"case, event {number}")


def _day(event: Event, given: Given) -> date | None:
    return event.at.astimezone(given.law.zone).date() if isinstance(event.at, datetime) else event.on


def _attachments(form: FormDefinition, given: Given) -> tuple[tuple[str, ...], tuple[str, ...]]:
    case = given.case
    kinds = {each.kind for each in case.documents}
    forms = {name for each in case.forms for name in (each.form, each.form.partition("/")[2])}
    if case.certificates:
        kinds.add("certificate_of_capacity")
    held = tuple(each for each in form.attachments if each in kinds or each in forms)
    return held, tuple(each for each in form.attachments if each not in held)

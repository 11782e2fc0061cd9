"""Registers of people and talk: contacts with consent, who has which case, meetings, enquiries, promises, referrals."""

from __future__ import annotations

from datetime import date

from attrs import NOTHING, frozen

from rtwlib.liaison_bodies import BODY_ROLES
from rtwlib.privacy_words import privacy_words
from rtwlib.programme.fields import Due, about

ROLES = (
    "worker", "representative", "union", "dependant", "supervisor", "manager", "human_resources", "payroll", "safety",
    "quality", "practitioner", "liaison", *BODY_ROLES,
)  # fmt: skip
TOPICS = ("paperwork", "claim_status", "bills", "pay", "leave", "return_to_work", "other")
MEETINGS = ("case", "team", "provider", "service_review", "safety_committee", "hearing_preparation", "other")
PURPOSES = (
    "examination", "causation_decision", "disclaimer", "investigation", "rehabilitation", "counselling", "placement",
    "job_assessment", "other",
)  # fmt: skip


@frozen
class Contact:
    """Somebody to deal with. With a ``case``, the consent is the worker's, that this contact be told of the case.

    ``audience`` is the audience of privacy that it belongs to, ``contact_every_days`` how often to get in touch.
    """

    id: str = about("system", NOTHING)
    name: str | None = about("identity")
    organisation: str | None = about("employment")
    role: str | None = about("employment", words=ROLES)
    case: str | None = about("system")
    phone: str | None = about("contact")
    email: str | None = about("contact")
    address: str | None = about("contact")
    audience: str | None = about("employment", words=tuple(privacy_words().audiences))
    consent_needed: bool | None = about("claim")
    consent_given_on: date | None = about("claim")
    consent_until: date | None = about(
        "claim",
        due=Due("A consent ends", ended="consent_withdrawn_on", code="RTW304"),
        after="consent_given_on",
    )
    consent_withdrawn_on: date | None = about("claim", after="consent_given_on")
    consent_document: str | None = about("system")
    last_contact_on: date | None = about("employment")
    contact_every_days: int | None = about("employment", least=1)
    owner: str | None = about("employment")
    note: str | None = about("free_text")


@frozen
class Assignment:
    """Who has charge of a case; ``until`` is the last day."""

    id: str = about("system", NOTHING)
    case: str | None = about("system")
    owner: str | None = about("employment")
    from_: date | None = about("employment")
    until: date | None = about("employment", after="from_")


@frozen
class Meeting:
    """A meeting planned or held; what was promised there stands among the promises."""

    id: str = about("system", NOTHING)
    case: str | None = about("system")
    kind: str | None = about("employment", words=MEETINGS)
    title: str | None = about("free_text")
    planned_on: date | None = about("employment", due=Due("Hold a meeting", done="held_on"))
    held_on: date | None = about("employment")
    parties: tuple[str, ...] = about("employment", (), words=ROLES)
    agenda: tuple[str, ...] = about("free_text", ())
    outcome: str | None = about("free_text")
    owner: str | None = about("employment")


@frozen
class Enquiry:
    """A question that somebody asked. The status summary for the worker shows its topic and days, never its words."""

    id: str = about("system", NOTHING)
    case: str | None = about("system")
    asked_on: date | None = about("claim")
    by: str | None = about("identity")
    topic: str | None = about("claim", words=TOPICS)
    question: str | None = about("free_text")
    reply_due_on: date | None = about(
        "claim", due=Due("Answer an enquiry", done="answered_on", code="RTW303", wanted=True), after="asked_on"
    )
    answered_on: date | None = about("claim", after="asked_on")
    answer: str | None = about("free_text")
    owner: str | None = about("employment")


@frozen
class Promise:
    """What was promised, to whom and by when."""

    id: str = about("system", NOTHING)
    case: str | None = about("system")
    meeting: str | None = about("system", refers="meetings")
    to: str | None = about("identity")
    what: str | None = about("free_text")
    promised_on: date | None = about("claim")
    due_on: date | None = about(
        "claim",
        due=Due("Keep a promise", done="kept_on", ended="released_on", code="RTW302", wanted=True),
        after="promised_on",
    )
    kept_on: date | None = about("claim", after="promised_on")
    released_on: date | None = about("claim", after="promised_on")
    owner: str | None = about("employment")


@frozen
class Referral:
    """A request to another body to do something in a case."""

    id: str = about("system", NOTHING)
    case: str | None = about("system")
    to: str | None = about("claim")
    contact: str | None = about("system", refers="contacts")
    purpose: str | None = about("claim", words=PURPOSES)
    sent_on: date | None = about("claim")
    answer_due_on: date | None = about(
        "claim", due=Due("Get an answer to a referral", done="answered_on"), after="sent_on"
    )
    answered_on: date | None = about("claim", after="sent_on")
    result_held_at: str | None = about("claim")
    owner: str | None = about("employment")
    note: str | None = about("free_text")

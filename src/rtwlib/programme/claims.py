"""Registers of contested and examined claims: disputes, investigations, examinations, causation, disclaimers, hearings.

No register holds a result of a test or a report; they say where it is held. A decision is recorded with who made it and
why; none is ever worked out.
"""

from __future__ import annotations

from datetime import date

from attrs import NOTHING, frozen

from rtwlib.programme.fields import Due, about

SUBJECTS = ("liability", "benefit", "treatment", "capacity", "duties", "plan", "penalty", "other")
OUTCOMES = ("agreed", "decided", "withdrawn", "other")
EXAMINATIONS = ("functional_capacity", "independent_medical", "other")
ANSWERS = ("yes", "no", "unknown")
DECISIONS = ("work_related", "not_work_related", "sent_on")
STEPS = ("contest", "pay", "pay_and_contest_later")
HEARINGS = ("conciliation", "mediation", "informal", "pre_formal", "formal", "appeal", "other")
ATTENDANCE = ("required", "attend", "not_attend")


@frozen
class Dispute:
    """A dispute with its forum.

    ``rule`` is the rule of a pack that sets its time limit: the agenda has its day from the timeline of the case.
    ``act_by`` is a day that somebody has set beside it, such as the forum.
    """

    id: str = about("system", NOTHING)
    case: str | None = about("system")
    subject: str | None = about("claim", words=SUBJECTS)
    forum: str | None = about("claim")
    rule: str | None = about("claim", law="rule")
    raised_on: date | None = about("claim")
    act_by: date | None = about(
        "claim", due=Due("Take the next step in a dispute", done="acted_on", ended="closed_on"), after="raised_on"
    )
    acted_on: date | None = about("claim", after="raised_on")
    closed_on: date | None = about("claim", after="raised_on")
    outcome: str | None = about("claim", words=OUTCOMES)
    owner: str | None = about("employment")
    note: str | None = about("free_text")


@frozen
class Investigation:
    """A request that a claim be investigated; the report is held elsewhere."""

    id: str = about("system", NOTHING)
    case: str | None = about("system")
    asked_of: str | None = about("claim")
    asked_on: date | None = about("claim")
    scope: str | None = about("free_text")
    due_on: date | None = about(
        "claim", due=Due("Get the report of an investigation", done="reported_on", wanted=True), after="asked_on"
    )
    reported_on: date | None = about("claim", after="asked_on")
    report_held_at: str | None = about("claim")
    owner: str | None = about("employment")


@frozen
class Examination:
    """An examination asked for: functional capacity, independent medical, other. Its result is held elsewhere."""

    id: str = about("system", NOTHING)
    case: str | None = about("system")
    kind: str | None = about("claim", words=EXAMINATIONS)
    rule: str | None = about("claim", law="rule")
    examiner: str | None = about("claim")
    asked_on: date | None = about("claim")
    demands_attached: bool | None = about("claim")
    appointment_on: date | None = about(
        "claim", due=Due("An examination takes place", done="attended_on", ended="cancelled_on"), after="asked_on"
    )
    attended_on: date | None = about("claim", after="asked_on")
    cancelled_on: date | None = about("claim", after="asked_on")
    report_due_on: date | None = about(
        "claim",
        due=Due("Get the report of an examination", done="reported_on", ended="cancelled_on"),
        after="asked_on",
    )
    reported_on: date | None = about("claim", after="asked_on")
    report_held_at: str | None = about("claim")
    owner: str | None = about("employment")


@frozen
class Causation:
    """Facts for whoever decides whether an injury arose out of and in the course of employment, and that decision.

    In the course of employment: time, place and activity. Out of employment: what in the work brought it about. The
    answers are facts as found; no answer or number of answers makes a decision.
    """

    id: str = about("system", NOTHING)
    case: str | None = about("system")
    prepared_by: str | None = about("employment")
    prepared_on: date | None = about("claim")
    at_work_time: str | None = about("claim", words=ANSWERS)
    at_work_place: str | None = about("claim", words=ANSWERS)
    doing_work: str | None = about("claim", words=ANSWERS)
    on_a_break: str | None = about("claim", words=ANSWERS)
    travelling: str | None = about("claim", words=ANSWERS)
    from_a_risk_of_the_work: str | None = about("claim", words=ANSWERS)
    witnessed: str | None = about("claim", words=ANSWERS)
    earlier_condition_asked: str | None = about("medical", words=ANSWERS)
    facts_for: tuple[str, ...] = about("free_text", ())
    facts_against: tuple[str, ...] = about("free_text", ())
    open_questions: tuple[str, ...] = about("free_text", ())
    documents_held_at: str | None = about("claim")
    rule: str | None = about("claim", law="rule")
    decide_by: date | None = about(
        "claim", due=Due("Decide whether an injury is work-related", done="decided_on"), after="prepared_on"
    )
    decided_by: str | None = about("claim")
    decided_on: date | None = about("claim", after="prepared_on")
    decision: str | None = about("claim", words=DECISIONS)
    reasons: str | None = about("free_text")
    owner: str | None = about("employment")


@frozen
class Disclaimer:
    """Whether to contest a claim, who decided it, and when the notice went out; ``rule`` sets its time limit."""

    id: str = about("system", NOTHING)
    case: str | None = about("system")
    rule: str | None = about("claim", law="rule")
    considered_on: date | None = about("claim")
    decide_by: date | None = about(
        "claim", due=Due("Decide whether to contest a claim", done="decided_on"), after="considered_on"
    )
    decided_by: str | None = about("claim")
    decided_on: date | None = about("claim", after="considered_on")
    decision: str | None = about("claim", words=STEPS)
    reasons: str | None = about("free_text")
    sent_on: date | None = about("claim")
    proof: str | None = about("system")
    owner: str | None = about("employment")


@frozen
class Hearing:
    """A hearing: whether to attend and why, what to prepare, and whom to speak to before it."""

    id: str = about("system", NOTHING)
    case: str | None = about("system")
    dispute: str | None = about("system", refers="disputes")
    kind: str | None = about("claim", words=HEARINGS)
    forum: str | None = about("claim")
    on: date | None = about(
        "claim", due=Due("A hearing takes place", done="held_on", ended="cancelled_on", wanted=True)
    )
    decide_attendance_by: date | None = about(
        "claim",
        due=Due(
            "Decide whether to attend a hearing", done="attendance_decided_on", ended="cancelled_on", code="RTW305"
        ),
    )
    attendance: str | None = about("claim", words=ATTENDANCE)
    attendance_decided_on: date | None = about("claim")
    attendance_reason: str | None = about("free_text")
    prepare_by: date | None = about(
        "claim", due=Due("Prepare a hearing", done="prepared_on", ended="cancelled_on", code="RTW305")
    )
    preparation: tuple[str, ...] = about("free_text", ())
    prepared_on: date | None = about("claim")
    contacts: tuple[str, ...] = about("system", (), refers="contacts")
    held_on: date | None = about("claim")
    cancelled_on: date | None = about("claim")
    outcome: str | None = about("free_text")
    owner: str | None = about("employment")

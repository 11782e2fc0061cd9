"""Whether the parties agreed, the worker was consulted and offered the plan in writing, and people were asked."""

from __future__ import annotations

from collections.abc import Iterator

from rtwlib.findings import Finding
from rtwlib.plans.checks.given import Given

_ASKED = {
    "RTW235": ("duties_of_value",),
    "RTW236": ("circumstances_considered",),
    "RTW237": ("medication_asked", "training_asked", "equipment_asked"),
    "RTW239": ("co_workers_considered",),
    "RTW240": ("travel_possible",),
}


def agreements(given: Given) -> Iterator[Finding]:
    """Find agreements of worker and employer that are missing or refused (V8)."""
    said = {agreement.party: agreement.agreed for agreement in given.plan.agreements}
    for party in ("worker", "employer"):
        if said.get(party) is None:
            yield given.finding("RTW228", "agreements", f"the {party} has not agreed yet")
    for other, agreed in said.items():
        if agreed is False:
            yield given.finding("RTW228", "agreements", f"the {other} refused")


def consulted(given: Given) -> Iterator[Finding]:
    """Find a plan without a meeting in which the worker took part (V9)."""
    if not any("worker" in meeting.parties for meeting in given.plan.meetings):
        yield given.finding("RTW229", "meetings", "no meeting with the worker is recorded")


def cleared(given: Given) -> Iterator[Finding]:
    """Find a clearance that was asked for and not given, or given without the demands of the job (V8)."""
    clearance = given.plan.clearance
    if clearance is None:
        return
    if clearance.cleared is None:
        yield given.finding("RTW246", "clearance", "the practitioner has not answered yet whether the plan is cleared")
    elif not clearance.cleared:
        yield given.finding("RTW246", "clearance", "the practitioner did not clear the plan")
    elif clearance.demands_attached is not True:
        yield given.finding("RTW245", "clearance", "no record says that the demands of the job went with the request")


def written(given: Given) -> Iterator[Finding]:
    """Find a plan that was not offered in writing (V10)."""
    if given.plan.offered_in_writing_on is None:
        yield given.finding("RTW230", "offered_in_writing_on", "no day is recorded on which it was offered in writing")


def diagnosis(given: Given) -> Iterator[Finding]:
    """Find a diagnosis in the plan (V18)."""
    if given.plan.diagnosis is not None:
        yield given.finding("RTW238", "diagnosis", "the plan carries a diagnosis")


def asked(given: Given) -> Iterator[Finding]:
    """Find questions that only a person can answer and nobody has (V15, V16, V17, V19, V20)."""
    for code, questions in _ASKED.items():
        missing = [name for name in questions if name not in given.plan.answers]
        if missing:
            yield given.finding(code, "answers", f"not answered: {', '.join(missing)}")


def medication(given: Given) -> Iterator[Finding]:
    """Find certified effects of medication about which nobody asked whether the duties allow for them (V16)."""
    if "medication_asked" in given.plan.answers:
        return
    counting = {day.certificate for days in given.certified.values() for day in days if day.certificate is not None}
    for number in sorted(counting):
        if given.case.certificates[number].medication_effects is not None:
            message = "the certificate names effects of medication, and nobody asked whether the duties allow for them"
            yield given.finding("RTW244", f"case, certificate {number + 1}", message)


AGREED = (agreements, consulted, cleared, written, diagnosis, asked, medication)

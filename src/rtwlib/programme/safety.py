"""Registers of the safety programme: what is due, what was done, where results are held; research and committees.

No field holds the result of a test of anybody's health; an examination before placement is fit or not fit and no more.
"""

from __future__ import annotations

from datetime import date

from attrs import NOTHING, frozen

from rtwlib.programme.fields import Due, about

SUBJECTS = (
    "bloodborne_pathogens", "tuberculosis_testing", "ergonomics", "workplace_violence", "pre_placement_examinations",
    "accident_prevention", "training", "other",
)  # fmt: skip
ACTIVITIES = ("training", "testing", "evaluation", "review", "plan_update", "inspection", "drill", "offer", "other")
FITNESS = ("fit", "not_fit")
SEATS = ("chair", "member", "adviser")


@frozen
class SafetyActivity:
    """Something of the safety programme to be done, once or every so many months.

    ``rule`` is the rule of a pack that asks for it; the interval is yours.
    """

    id: str = about("system", NOTHING)
    subject: str | None = about("employment", words=SUBJECTS)
    what: str | None = about("employment", words=ACTIVITIES)
    title: str | None = about("employment")
    for_whom: str | None = about("employment")
    place: str | None = about("employment")
    source: str | None = about("employment")
    rule: str | None = about("employment", law="rule")
    first_due_on: date | None = about("employment")
    every_months: int | None = about("employment", least=1)
    ended_on: date | None = about("employment")
    owner: str | None = about("employment")


@frozen
class SafetyRecord:
    """That an activity was done: when, by whom, for how many people, and where its results are held."""

    id: str = about("system", NOTHING)
    activity: str | None = about("system", refers="safety_activities")
    done_on: date | None = about("employment")
    by: str | None = about("employment")
    people: int | None = about("employment", least=0)
    results_held_at: str | None = about("employment")


@frozen
class PlacementExamination:
    """An examination before somebody is placed in a position, asked for with the demands of the work."""

    id: str = about("system", NOTHING)
    position: str | None = about("employment")
    person: str | None = about("identity")
    demands_attached: bool | None = about("employment")
    asked_on: date | None = about("employment")
    due_on: date | None = about(
        "employment",
        due=Due("Get the answer of an examination before placement", done="answered_on", code="RTW311"),
        after="asked_on",
    )
    answered_on: date | None = about("employment", after="asked_on")
    fitness: str | None = about("capacity", words=FITNESS)
    results_held_at: str | None = about("employment")
    owner: str | None = about("employment")


@frozen
class ResearchItem:
    """An emerging issue of health and safety: where it was read, whom it concerns, what is done about it."""

    id: str = about("system", NOTHING)
    title: str | None = about("employment")
    source: str | None = about("employment")
    found_on: date | None = about("employment")
    concerns: str | None = about("employment")
    action: str | None = about("employment")
    due_on: date | None = about(
        "employment",
        due=Due("Act on an issue of safety", done="done_on", ended="dropped_on"),
        after="found_on",
    )
    done_on: date | None = about("employment", after="found_on")
    dropped_on: date | None = about("employment", after="found_on")
    owner: str | None = about("employment")


@frozen
class Membership:
    """A seat on a committee; ``until`` is its last day."""

    id: str = about("system", NOTHING)
    committee: str | None = about("employment")
    person: str | None = about("identity")
    seat: str | None = about("employment", words=SEATS)
    from_: date | None = about("employment")
    until: date | None = about("employment", due=Due("A seat on a committee ends", ended="left_on"), after="from_")
    left_on: date | None = about("employment", after="from_")
    owner: str | None = about("employment")


@frozen
class CommitteeAction:
    """Something that a committee wants done."""

    id: str = about("system", NOTHING)
    committee: str | None = about("employment")
    meeting: str | None = about("system", refers="meetings")
    what: str | None = about("free_text")
    agreed_on: date | None = about("employment")
    due_on: date | None = about(
        "employment",
        due=Due("Do what a committee agreed", done="done_on", code="RTW311", wanted=True),
        after="agreed_on",
    )
    done_on: date | None = about("employment", after="agreed_on")
    owner: str | None = about("employment")

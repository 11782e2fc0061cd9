"""The search for less arduous duties as the case holds it: its decisions are events, so that the record is the case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from rtwlib.cases import Case, DatedValue, Event
from rtwlib.frozen import FrozenDict
from rtwlib.plans.placement import Decision, Placement, Stage, placement

DECIDED = "placement_stage_decided"
UNABLE = "worker.permanently_unable_for_job_class"


def decisions_of(case: Case, today: date, *, withheld: bool = False) -> tuple[Decision, ...]:
    """Return the decisions of a search that a case holds by a day, in the order of their days.

    ``withheld`` says that the case is a view, whose reasons may be taken out. Raises `ValueError` for an event that
    names no stage, or no day.
    """
    found = []
    for number, event in enumerate(case.events, 1):
        day = event.at.date() if event.at is not None else event.on
        if event.kind != DECIDED or (day is not None and day > today):
            continue
        name = event.data.get("stage")
        if day is None or name not in set(Stage):
            message = f"case, event {number}: a decision of the search names its day, and one of {', '.join(Stage)}"
            raise ValueError(message)
        reason = event.note or ("withheld" if withheld else "")
        found.append(Decision(Stage(str(name)), event.data.get("placed") is True, day, event.by or "", reason))
    return tuple(sorted(found, key=lambda each: (each.on, list(Stage).index(each.stage))))


def search_of(case: Case, today: date, *, withheld: bool = False) -> Placement:
    """Return where the search of a case stands on a day. Raises `ValueError` for stages out of order."""
    reached = [
        event.at.date() if event.at is not None else event.on
        for event in case.events
        if event.kind == "maximum_medical_improvement"
    ]
    days = [day for day in reached if day is not None and day <= today]
    return placement(
        decisions_of(case, today, withheld=withheld),
        maximum_medical_improvement=max(days, default=None),
        permanently_unable=_unable(case, today),
    )


def _unable(case: Case, today: date) -> bool | None:
    for fact in case.facts:
        held = _in_force(fact.values, today) if fact.id == UNABLE else ()
        if held:
            return bool(held[-1])
    return None


def _in_force(values: Iterable[DatedValue], today: date) -> tuple[object, ...]:
    return tuple(
        each.value
        for each in values
        if (each.from_ is None or each.from_ <= today) and (each.until is None or today < each.until)
    )


def with_decision(case: Case, decision: Decision) -> Case:
    """Return the case with a further decision of the search. Raises `ValueError` where it is out of order."""
    data = FrozenDict({"stage": decision.stage.value, "placed": decision.placed})
    event = Event(DECIDED, on=decision.on, data=data, by=decision.by, note=decision.reason, safe=("data",))
    after = evolve(case, events=(*case.events, event))
    search_of(after, decision.on)
    return after

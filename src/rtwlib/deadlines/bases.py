"""Where a count begins: the trigger, or the later or earlier of several anchors."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from rtwlib.answers import Need, Truth, in_order
from rtwlib.conditions import Branch
from rtwlib.deadlines.finding_days import resolve
from rtwlib.deadlines.happenings import Happening
from rtwlib.deadlines.lengths import Counting

if TYPE_CHECKING:
    from rtwlib.deadlines.reading import Reading


@frozen
class Stage:
    """One anchor of a choice: its event and the day it gives, or what is missing."""

    branch: Branch
    event: Happening | None
    day: date | None
    needs: tuple[Need, ...] = ()
    not_before: date | None = None
    left_out: bool = False


@frozen
class Base:
    """The event that day 0 is, the stages it was chosen from, or what is missing."""

    event: Happening | None = None
    stages: tuple[Stage, ...] = ()
    projected: bool = False
    needs: tuple[Need, ...] = ()
    not_before: date | None = None


def base_of(counting: Counting, trigger: Happening) -> Base:
    """Return where the count begins for a trigger."""
    start = counting.terms.start
    if start.choose == "only":
        if trigger.undated:
            return Base(event=trigger, needs=(counting.reading.index.need_event(trigger.kind),), not_before=trigger.day)
        return Base(event=trigger, projected=trigger.projected)
    stages = tuple(_stage(counting, branch, trigger, first=not number) for number, branch in enumerate(start.branches))
    live = [stage for stage in stages if not stage.left_out]
    needs = [need for stage in live for need in stage.needs]
    days = [stage for stage in live if stage.day is not None]
    if start.choose == "latest":
        bounds = [day for stage in live for day in (stage.day, stage.not_before) if day is not None]
        if needs:
            return Base(stages=stages, event=trigger, needs=in_order(needs), not_before=max(bounds, default=None))
        best = max(days, key=lambda stage: stage.day or date.min, default=None)
    else:
        if needs:
            return Base(stages=stages, event=trigger, needs=in_order(needs))
        best = min(days, key=lambda stage: stage.day or date.max, default=None)
    if best is None or best.event is None or best.day is None:
        return Base(stages=stages, event=trigger, needs=(counting.reading.index.need_event(trigger.kind),))
    projected = any(stage.event is not None and stage.event.projected for stage in days)
    at = best.event.at if best.branch.count is None else None
    base = evolve(best.event, day=best.day, at=at)
    return Base(event=base, stages=stages, projected=projected)


def _stage(counting: Counting, branch: Branch, trigger: Happening, *, first: bool) -> Stage:
    reading = counting.reading
    if branch.if_:
        verdict = counting.tester(trigger).all(branch.if_)
        if verdict.truth is Truth.FAILS:
            return Stage(branch, None, None, left_out=True)
        if verdict.truth is Truth.UNKNOWN:
            return Stage(branch, None, None, verdict.needs)
    found = resolve(branch.anchor, trigger, reading) if not first else None
    event = trigger if found is None else found.event
    if found is not None and found.needs:
        if counting.terms.start.choose == "earliest" or branch.optional:
            return Stage(branch, None, None, left_out=True)
        return Stage(branch, None, None, found.needs, found.not_before)
    if event is None:
        if branch.optional or counting.terms.start.choose == "earliest":
            return Stage(branch, None, None, left_out=True)
        return Stage(branch, None, None, (_need_anchor(branch, reading),))
    if event.undated:
        return Stage(branch, event, None, (reading.index.need_event(event.kind),), event.day)
    day, needs = counting.raw_day(event.day, branch.count, backward=branch.backward)
    return Stage(branch, event, day, needs)


def _need_anchor(branch: Branch, reading: Reading) -> Need:
    return reading.index.need_event(branch.anchor.name or str(branch.anchor))

"""How a plan goes: hours done against hours planned, and, at a review, whether to go up, hold or step back.

Criteria are data and off until the user turns them on; the library ships none as law. A step back is a normal state and
needs a reason. Nothing here says how probable a return is.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import attrs
from attrs import frozen

from rtwlib.answers import Step
from rtwlib.cases import Certificate
from rtwlib.plans.certified import certified_on
from rtwlib.plans.plan import Phase, Plan

_NOTHING = Decimal(0)
_HUNDRED = Decimal(100)
_WEEK = timedelta(days=7)


def _field(category: str, default: Any = None) -> Any:  # noqa: ANN401 - attrs types its own fields
    return attrs.field(default=default, metadata={"category": category})


@frozen
class Entry:
    """A day of the diary: hours done, whether the worker came, tolerance and pain from 0 to 10 where recorded."""

    on: date = _field("plan", attrs.NOTHING)
    hours: Decimal | None = _field("plan")
    attended: bool | None = _field("plan")
    tolerance: int | None = _field("capacity")
    pain: int | None = _field("medical")
    note: str | None = _field("free_text")


class Proposal(enum.StrEnum):
    """What is proposed at a review."""

    UPGRADE = "upgrade"
    HOLD = "hold"
    STEP_BACK = "step_back"
    NONE = "no_proposal"


@frozen
class Criteria:
    """By what a review proposes; each is off while it is ``None``.

    ``upgrade_percent`` is the share of the planned hours from which to go up, ``step_back_percent`` the one below
    which to step back; ``most_pain`` and ``least_tolerance`` hold a plan where they are passed.
    """

    upgrade_percent: Decimal | None = None
    step_back_percent: Decimal | None = None
    most_pain: int | None = None
    least_tolerance: int | None = None


@frozen
class Compared:
    """Planned and done in a phase up to a day: ``percent`` is done of planned, ``None`` where it cannot be known."""

    phase: int
    planned: Decimal | None
    done: Decimal | None
    percent: Decimal | None
    days_missed: int
    why: str


@frozen
class Reviewed:
    """What is proposed at a review, and why; what is missing where nothing can be proposed."""

    proposal: Proposal
    reasons: tuple[Step, ...]
    needs: tuple[str, ...] = ()


def compared(plan: Plan, diary: Iterable[Entry], today: date) -> tuple[Compared, ...]:
    """Return planned against done for each phase that has begun by a day; days ahead do not count.

    Planned hours are the pattern's hours a week over the whole weeks and the days of the last week in proportion. A day
    of the diary without hours leaves the sum unknown unless the worker did not come.
    """
    entries = sorted(diary, key=lambda entry: entry.on)
    return tuple(
        _compared(number, phase, entries, today)
        for number, phase in enumerate(plan.phases)
        if phase.from_ is not None and phase.from_ <= today
    )


def _compared(number: int, phase: Phase, entries: list[Entry], today: date) -> Compared:
    last = min(phase.until or today, today)
    within = [each for each in entries if phase.from_ is not None and phase.from_ <= each.on <= last]
    missed = sum(each.attended is False for each in within)
    days = (last - phase.from_).days + 1 if phase.from_ is not None else 0
    planned = None if phase.hours_per_week is None else phase.hours_per_week * days / 7
    unknown = [each.on for each in within if each.hours is None and each.attended is not False]
    if not within:
        return Compared(number, planned, None, None, 0, "the diary has no day of this phase")
    if unknown:
        return Compared(number, planned, None, None, missed, f"the hours of {unknown[0]} are not recorded")
    done = sum((each.hours or _NOTHING for each in within), _NOTHING)
    percent = (done / planned * _HUNDRED).quantize(Decimal("0.1")) if planned else None
    return Compared(number, planned, done, percent, missed, f"{done} hours done of {planned} planned to {last}")


def review(
    plan: Plan, diary: Iterable[Entry], certificates: Iterable[Certificate], today: date, by: Criteria
) -> Reviewed:
    """Return what is proposed on a review day, by criteria that the user turned on.

    An upgrade is proposed only where the next phase is within what is certified. Without any criterion, or where the
    diary does not say enough, nothing is proposed.
    """
    entries = tuple(diary)
    if by == Criteria():
        return Reviewed(Proposal.NONE, (), ("No criterion is turned on: name at least one.",))
    found = compared(plan, entries, today)
    if not found or found[-1].percent is None:
        return Reviewed(Proposal.NONE, (), (found[-1].why if found else "no phase has begun",))
    now = found[-1]
    percent = now.percent or _NOTHING
    reasons = [Step("same", "hours done", f"{percent} percent of those planned", note=now.why)]
    recent = [each for each in entries if today - _WEEK < each.on <= today]
    if by.step_back_percent is not None and percent < by.step_back_percent:
        reasons.append(_criterion(f"below {by.step_back_percent} percent: step back"))
        return Reviewed(Proposal.STEP_BACK, tuple(reasons))
    holds = [*_held(recent, by)]
    if holds:
        return Reviewed(Proposal.HOLD, (*reasons, *holds))
    if by.upgrade_percent is None:
        return Reviewed(Proposal.HOLD, (*reasons, _criterion("no upgrade criterion is turned on: hold")))
    if percent < by.upgrade_percent:
        return Reviewed(Proposal.HOLD, (*reasons, _criterion(f"below {by.upgrade_percent} percent: hold")))
    reasons.append(_criterion(f"{by.upgrade_percent} percent or more: go up"))
    return _upgrade(plan, now.phase, tuple(certificates), reasons)


def _criterion(said: str) -> Step:
    return Step("same", "criterion", said, note="set by the user")


def _held(recent: Iterable[Entry], by: Criteria) -> Iterable[Step]:
    for each in recent:
        if by.most_pain is not None and each.pain is not None and each.pain > by.most_pain:
            yield Step("same", "pain", f"{each.pain} on {each.on}, above {by.most_pain}: hold", note="set by the user")
        if by.least_tolerance is not None and each.tolerance is not None and each.tolerance < by.least_tolerance:
            said = f"{each.tolerance} on {each.on}, below {by.least_tolerance}: hold"
            yield Step("same", "tolerance", said, note="set by the user")


def _upgrade(plan: Plan, number: int, certificates: tuple[Certificate, ...], reasons: list[Step]) -> Reviewed:
    after = plan.phases[number + 1] if number + 1 < len(plan.phases) else None
    if after is None or after.from_ is None or after.hours_per_day is None or after.days_per_week is None:
        return Reviewed(Proposal.HOLD, (*reasons, Step("same", "next phase", "there is none to go up to: hold")))
    certified = certified_on(certificates, after.from_)
    if certified.allows(after.hours_per_day, after.days_per_week) is not True:
        held = Step("same", "next phase", "it is not within what is certified: hold", (certified.reason,))
        return Reviewed(Proposal.HOLD, (*reasons, held))
    return Reviewed(Proposal.UPGRADE, tuple(reasons))


def last_worked(diary: Iterable[Entry], today: date) -> date | None:
    """Return the last day up to ``today`` on which the diary shows work, ``None`` where it shows none."""
    worked = (each.on for each in diary if each.on <= today and (each.hours or (each.hours is None and each.attended)))
    return max(worked, default=None)


def since_last_work(last_worked: date | None, today: date) -> int | None:
    """Return the days since the worker last worked, ``None`` where unknown. Nothing is concluded from it."""
    return None if last_worked is None else (today - last_worked).days


def durable_return(returned_on: date, absences: Iterable[date], today: date, *, weeks: int) -> bool | None:
    """Return whether a return lasted for a window of weeks without another absence from the injury.

    ``None`` while the window still runs. Which window counts as durable is the user's or the scheme's choice.
    """
    end = returned_on + weeks * _WEEK
    if any(returned_on <= day < end for day in absences):
        return False
    return True if today >= end else None

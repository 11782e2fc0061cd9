"""Whether a plan leads to its goal step by step, with reviews, and says why where it does not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rtwlib.findings import Finding
from rtwlib.plans.checks.given import Given, named

_WEEK = 7


def reviews(given: Given) -> Iterator[Finding]:
    """Find a plan without a review (V7)."""
    if not given.plan.reviews and given.plan.final is not True:
        yield given.finding("RTW227", "reviews", "the plan has no review date and is not marked final")


def goal(given: Given) -> Iterator[Finding]:
    """Find a plan without a goal, and one whose goal fell without a reason (V11)."""
    now = given.plan.goal.order if given.plan.goal is not None else None
    if now is None:
        yield given.finding("RTW231", "goal", "the plan does not say the job and the employer that it leads to")
        return
    before = given.plan.former_goal.order if given.plan.former_goal is not None else None
    if before is not None and now > before and not given.plan.goal_reason:
        yield given.finding(
            "RTW231", "goal", "the goal is farther from the former job than before, and no reason is given"
        )


def steps(given: Given) -> Iterator[Finding]:
    """Find steps up that are larger than the limit in use (V12), and steps back without a reason (V14)."""
    for number, (one, other) in enumerate(pairwise(given.plan.phases), start=1):
        for name, most, unit in (
            ("hours_per_day", given.limits.step_hours_per_day, "hours a day"),
            ("days_per_week", given.limits.step_days_per_week, "days a week"),
        ):
            before, after = getattr(one, name), getattr(other, name)
            if before is None or after is None:
                continue
            if after - before > most:
                message = (
                    f"{named(number, other)} goes up from {before} to {after} {unit}; the limit in use is {most}, "
                    "a default of practice and no law"
                )
                yield given.finding("RTW232", f"phases[{number}].{name}", message)
            if after < before and not other.reason:
                message = f"{named(number, other)} goes back from {before} to {after} {unit} without a reason"
                yield given.finding("RTW234", f"phases[{number}].{name}", message)


def length(given: Given) -> Iterator[Finding]:
    """Find a plan longer than the limit in use (V13)."""
    first, last = given.plan.starts_on, given.plan.ends_on
    if first is None or last is None:
        return
    weeks = -(-((last - first).days + 1) // _WEEK)
    if weeks > given.limits.most_weeks:
        most = given.limits.most_weeks
        message = f"the plan takes {weeks} weeks; the limit in use is {most}, a default of practice and no law"
        yield given.finding("RTW233", "phases", message)


PROGRESSION = (reviews, goal, steps, length)

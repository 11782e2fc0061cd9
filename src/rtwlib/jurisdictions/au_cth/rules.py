"""The formulas of the Comcare scheme: section 19 of the Safety, Rehabilitation and Compensation Act 1988."""

from __future__ import annotations

from rtwlib.rules import (
    Formula,
    Hours,
    Node,
    Ratio,
    average,
    greatest,
    hours,
    least,
    money,
    nothing,
    number,
    paid_before,
    rate,
    ratio,
    share,
    truth,
    weeks_before,
    weeks_of_law,
    weeks_run,
    when,
)

NORMAL = money("earnings.pre_injury_weekly")
EARNED = greatest(money("earnings.current_weekly"), money("earnings.able_to_earn_weekly"))
WEEKS = weeks_run("incapacity")
LIMIT = weeks_of_law("maximum-rate-weeks")
WORKED = hours("earnings.hours_worked_weekly")
FULL: Node[Hours] = hours("worker.hours_per_week")
SHARE = WORKED / FULL
PERCENT = number("1/100")


def band(name: str) -> Node[Ratio]:
    """Return the share of normal weekly earnings of a band."""
    return ratio(name) * PERCENT


ADJUSTMENT = (
    when(WORKED.at_most(FULL * number(0)), band("adjustment-pct-band-0"))
    .when(SHARE.at_most(ratio("adjustment-band-edge-1")), band("adjustment-pct-band-1"))
    .when(SHARE.at_most(ratio("adjustment-band-edge-2")), band("adjustment-pct-band-2"))
    .when(SHARE.at_most(ratio("adjustment-band-edge-3")), band("adjustment-pct-band-3"))
    .when(SHARE.less_than(number(1)), band("adjustment-pct-band-4"))
    .otherwise(band("adjustment-pct-band-5"))
)

NOT_EMPLOYED = WORKED.at_most(FULL * number(0))
PARTNER = when(truth("worker.dependent_partner"), rate("prescribed-person-19-8")).otherwise(nothing())
CHILDREN = rate("dependent-child-19-9") * share("worker.dependent_children")
MINIMUM = least(rate("minimum-earnings-19-7") + PARTNER + CHILDREN, NORMAL * ratio("minimum-share-of-earnings"))
REDUCED = when(NOT_EMPLOYED, greatest(NORMAL * ADJUSTMENT, MINIMUM)).otherwise(NORMAL * ADJUSTMENT)
FORTNIGHT = weeks_of_law("relevant-period-weeks")
WAGES = ("ordinary", "allowance", "shift_allowance", "paid_leave")

FORMULAS = (
    Formula("first-45", WEEKS.less_than(LIMIT), greatest(nothing(), NORMAL - EARNED)),
    Formula(
        "after-45",
        WEEKS.at_least(LIMIT),
        greatest(nothing(), least(REDUCED - EARNED, rate("max-weekly-150-awotefa"))),
    ),
    Formula(
        "normal-weekly-earnings",
        paid_before(FORTNIGHT, "overtime").at_most(nothing()),
        average(paid_before(FORTNIGHT, *WAGES), weeks_before(FORTNIGHT)),
    ),
)

"""The formulas of the Seacare scheme: section 31 of the Seafarers Rehabilitation and Compensation Act 1992."""

from __future__ import annotations

from rtwlib.rules import (
    Formula,
    Hours,
    Node,
    Ratio,
    greatest,
    hours,
    least,
    money,
    nothing,
    number,
    rate,
    ratio,
    share,
    truth,
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
NOT_EMPLOYED = WORKED.at_most(FULL * number(0))


def band(name: str) -> Node[Ratio]:
    """Return the share of normal weekly earnings of a band."""
    return ratio(name) * PERCENT


ADJUSTMENT = (
    when(NOT_EMPLOYED, band("after-45-weeks-pct"))
    .when(truth("worker.employed_as_seafarer"), band("after-45-weeks-pct-band-5"))
    .when(SHARE.at_most(ratio("hours-band-edge-1")), band("after-45-weeks-pct-band-1"))
    .when(SHARE.at_most(ratio("hours-band-edge-2")), band("after-45-weeks-pct-band-2"))
    .when(SHARE.at_most(ratio("hours-band-edge-3")), band("after-45-weeks-pct-band-3"))
    .when(SHARE.less_than(number(1)), band("after-45-weeks-pct-band-4"))
    .otherwise(band("after-45-weeks-pct-band-5"))
)
PARTNER = when(truth("worker.dependent_partner"), rate("prescribed-person-31-10")).otherwise(nothing())
CHILDREN = rate("prescribed-child-31-11") * share("worker.dependent_children")
MINIMUM = least(rate("minimum-weekly-31-9") + PARTNER + CHILDREN, NORMAL * ratio("minimum-share-of-earnings"))
CAPPED = least(NORMAL * ADJUSTMENT - EARNED, rate("max-weekly-31-7"))

FORMULAS = (
    Formula("first-45", WEEKS.less_than(LIMIT), greatest(nothing(), NORMAL - EARNED)),
    Formula(
        "after-45",
        WEEKS.at_least(LIMIT),
        when(NOT_EMPLOYED, greatest(nothing(), CAPPED, MINIMUM)).otherwise(greatest(nothing(), CAPPED)),
    ),
)

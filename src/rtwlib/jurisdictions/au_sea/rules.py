"""The formulas of the Seacare scheme: section 31 of the Seafarers Rehabilitation and Compensation Act 1992."""

from __future__ import annotations

from rtwlib.rules import (
    Formula,
    greatest,
    hours,
    least,
    money,
    nothing,
    number,
    rate,
    ratio,
    weeks_of_law,
    weeks_run,
    when,
)

NORMAL = money("earnings.pre_injury_weekly")
EARNED = greatest(money("earnings.current_weekly"), money("earnings.able_to_earn_weekly"))
WEEKS = weeks_run("incapacity")
LIMIT = weeks_of_law("maximum-rate-weeks")
WORKED = hours("earnings.hours_worked_weekly")
NOT_EMPLOYED = WORKED.at_most(hours("worker.hours_per_week") * number(0))
PERCENT = when(NOT_EMPLOYED, ratio("after-45-weeks-pct")).otherwise(ratio("after-45-weeks-pct-employed"))

FORMULAS = (
    Formula("first-45", WEEKS.less_than(LIMIT), greatest(nothing(), NORMAL - EARNED)),
    Formula(
        "after-45",
        WEEKS.at_least(LIMIT),
        greatest(nothing(), least(NORMAL * (PERCENT * number("1/100")) - EARNED, rate("max-weekly-31-7"))),
    ),
)

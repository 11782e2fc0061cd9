"""The formulas of weekly compensation in the Northern Territory: sections 64 and 65 of the Return to Work Act 1986."""

from __future__ import annotations

from rtwlib.money import Rounding
from rtwlib.rules import (
    Formula,
    all_of,
    any_of,
    greatest,
    least,
    money,
    nothing,
    number,
    rate,
    ratio,
    share,
    weeks_of_law,
    weeks_run,
)

NORMAL = money("earnings.pre_injury_weekly")
EARNED = greatest(money("earnings.current_weekly"), money("earnings.able_to_earn_weekly"))
WEEKS = weeks_run("weekly_payments")
FIRST_END = weeks_of_law("first-period-weeks")
PERCENT = number("1/100")
AWE = rate("average-weekly-earnings")
FACTOR = (AWE / rate("average-weekly-earnings-at-injury")).round(Rounding.FOUR_DECIMALS)
INDEXED = least(NORMAL * FACTOR, AWE * (ratio("nwe-cap-pct") * PERCENT))
LOSS = greatest(nothing(), INDEXED - EARNED)
IMPAIRED = share("injury.permanent_impairment_percent").at_least(ratio("permanent-impairment-threshold-260"))

FORMULAS = (
    Formula("weekly-first-26", WEEKS.less_than(FIRST_END), greatest(nothing(), NORMAL - EARNED)),
    Formula(
        "weekly-after-26",
        all_of(WEEKS.at_least(FIRST_END), any_of(WEEKS.less_than(weeks_of_law("total-weeks")), IMPAIRED)),
        least(LOSS * (ratio("long-term-pct") * PERCENT), AWE * (ratio("max-weekly-pct") * PERCENT)),
    ),
)

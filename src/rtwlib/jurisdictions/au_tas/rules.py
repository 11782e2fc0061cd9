"""The formulas of weekly payments in Tasmania: sections 69 and 69B of the Act of 1988."""

from __future__ import annotations

from rtwlib.rules import (
    Formula,
    all_of,
    any_of,
    greatest,
    is_word,
    money,
    not_,
    nothing,
    number,
    ratio,
    truth,
    weeks_of_law,
    weeks_run,
    when,
)

BASE = greatest(money("earnings.pre_injury_weekly"), money("earnings.ordinary_time_weekly"))
CURRENT = greatest(money("earnings.current_weekly"), money("earnings.able_to_earn_weekly"))
WEEKS = weeks_run("incapacity")
FIRST_END = weeks_of_law("step-down-1-weeks")
SECOND_END = weeks_of_law("step-down-2-weeks")
NO_CAPACITY = is_word("worker.current_work_capacity", "none")
ENHANCED = truth("worker.step_down_enhanced")
RUNS = any_of(WEEKS.less_than(SECOND_END), not_(truth("claim.entitlement_ended")))
PERCENT = (
    when(WEEKS.less_than(FIRST_END), ratio("step-down-1-pct"))
    .when(all_of(WEEKS.less_than(SECOND_END), ENHANCED), ratio("step-down-2-pct-enhanced"))
    .when(WEEKS.less_than(SECOND_END), ratio("step-down-2-pct"))
    .when(ENHANCED, ratio("step-down-3-pct-enhanced"))
    .otherwise(ratio("step-down-3-pct"))
)
SHARE = PERCENT * number("1/100")

FORMULAS = (
    Formula("total-incapacity", all_of(RUNS, NO_CAPACITY), BASE * SHARE),
    Formula("partial-incapacity", all_of(RUNS, not_(NO_CAPACITY)), greatest(nothing(), BASE - CURRENT) * SHARE),
)

"""The formulas of weekly compensation in the Australian Capital Territory: sections 39 to 42 of the Act of 1951."""

from __future__ import annotations

from rtwlib.rules import (
    Formula,
    all_of,
    greatest,
    is_word,
    least,
    money,
    not_,
    nothing,
    number,
    rate,
    ratio,
    weeks_of_law,
    weeks_run,
)

BEFORE = money("earnings.pre_injury_weekly")
CURRENT = greatest(money("earnings.current_weekly"), money("earnings.able_to_earn_weekly"))
WEEKS = weeks_run("incapacity")
FIRST_END = weeks_of_law("weekly-first-period-weeks")
PERCENT = number("1/100")
TOTAL = is_word("worker.current_work_capacity", "none")
FULL = BEFORE * (ratio("weekly-first-26-pct") * PERCENT)
FLOOR = rate("statutory-floor-weekly")
REDUCED = greatest(BEFORE * (ratio("weekly-after-26-pct") * PERCENT), least(BEFORE, FLOOR))

FORMULAS = (
    Formula("weekly-first-26-total", all_of(WEEKS.less_than(FIRST_END), TOTAL), FULL),
    Formula(
        "weekly-first-26-partial",
        all_of(WEEKS.less_than(FIRST_END), not_(TOTAL)),
        greatest(nothing(), FULL - CURRENT),
    ),
    Formula("weekly-after-26-total", all_of(WEEKS.at_least(FIRST_END), TOTAL), REDUCED),
    Formula(
        "weekly-after-26-partial",
        all_of(WEEKS.at_least(FIRST_END), not_(TOTAL)),
        greatest(nothing(), BEFORE * ratio("weekly-after-26-partial-share") - CURRENT),
    ),
)

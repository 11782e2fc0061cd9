"""The formulas of weekly compensation in New Zealand: section 97 and Schedule 1 of the Act of 2001."""

from __future__ import annotations

from rtwlib.rules import (
    Formula,
    all_of,
    average,
    greatest,
    least,
    money,
    not_,
    nothing,
    number,
    paid_before,
    rate,
    ratio,
    truth,
    weeks_before,
    weeks_of_law,
    weeks_run,
    when,
)

LONG_TERM = money("earnings.pre_injury_weekly")
SHORT_TERM = money("earnings.short_term_weekly")
EARNED = money("earnings.current_weekly")
WEEKS = weeks_run("incapacity")
SHARE = ratio("weekly-compensation-pct") * number("1/100")
FIRST_WEEK = weeks_of_law("first-week-weeks")
SHORT_END = FIRST_WEEK + weeks_of_law("short-term-weeks")
EARNS_NOTHING = EARNED.at_most(nothing())
IN_FIRST = WEEKS.less_than(FIRST_WEEK)
MAXIMUM = rate("maximum-weekly-compensation")
MINIMUM = when(truth("worker.full_time_earner"), rate("minimum-weekly-full-time")).otherwise(nothing())
WAGES = ("ordinary", "overtime", "shift_allowance", "allowance", "paid_leave")
YEAR = weeks_of_law("long-term-earnings-weeks")
MONTH = weeks_of_law("short-term-weeks")

FORMULAS = (
    Formula(
        "first-week",
        all_of(IN_FIRST, truth("injury.work_related")),
        greatest(nothing(), money("earnings.week_before_incapacity") - EARNED) * SHARE,
    ),
    Formula(
        "weeks-2-to-5",
        all_of(not_(IN_FIRST), WEEKS.less_than(SHORT_END), EARNS_NOTHING),
        least(SHORT_TERM * SHARE, MAXIMUM),
    ),
    Formula(
        "from-week-6",
        all_of(WEEKS.at_least(SHORT_END), EARNS_NOTHING),
        least(greatest(LONG_TERM * SHARE, MINIMUM), MAXIMUM),
    ),
    Formula(
        "beside-earnings",
        all_of(not_(IN_FIRST), not_(EARNS_NOTHING)),
        greatest(
            nothing(),
            when(WEEKS.less_than(SHORT_END), least(SHORT_TERM * SHARE, MAXIMUM, SHORT_TERM - EARNED)).otherwise(
                least(greatest(LONG_TERM * SHARE, MINIMUM), MAXIMUM, greatest(LONG_TERM, MINIMUM / SHARE) - EARNED)
            ),
        ),
    ),
    Formula(
        "long-term-weekly-earnings",
        paid_before(YEAR, *WAGES).at_least(nothing()),
        average(paid_before(YEAR, *WAGES), weeks_before(YEAR)),
    ),
    Formula(
        "short-term-weekly-earnings",
        paid_before(MONTH, *WAGES).at_least(nothing()),
        average(paid_before(MONTH, *WAGES), weeks_before(MONTH)),
    ),
)

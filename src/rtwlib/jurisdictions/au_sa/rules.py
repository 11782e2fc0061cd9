"""The formulas of income support in South Australia: sections 5 and 39 to 41 of the Return to Work Act 2014."""

from __future__ import annotations

from rtwlib.rules import (
    Formula,
    Money,
    Node,
    Truth,
    all_of,
    average,
    greatest,
    is_word,
    money,
    not_,
    nothing,
    number,
    paid_before,
    ratio,
    truth,
    weeks_before,
    weeks_of_law,
    weeks_run,
)

NOTIONAL = money("earnings.pre_injury_weekly")
DESIGNATED = greatest(money("earnings.current_weekly"), money("earnings.able_to_earn_weekly"))
WEEKS = weeks_run("incapacity")
FIRST_END = weeks_of_law("income-support-first-period-weeks")
SECOND_END = weeks_of_law("income-support-total-weeks")
NO_CAPACITY = is_word("worker.current_work_capacity", "none")
PERCENT = number("1/100")
FIRST = ratio("income-support-first-period-pct") * PERCENT
SECOND = ratio("income-support-second-period-pct") * PERCENT
IN_FIRST = WEEKS.less_than(FIRST_END)
IN_SECOND = all_of(WEEKS.at_least(FIRST_END), WEEKS.less_than(SECOND_END))
YEAR = weeks_of_law("earnings-period-weeks")
WAGES = ("ordinary", "overtime", "shift_allowance", "allowance", "paid_leave", "non_monetary")


def benefit(name: str, period: Node[Truth], capacity: Node[Truth], amount: Node[Money]) -> Formula:
    """Return a benefit of a period, never less than nothing."""
    return Formula(name, all_of(period, capacity), greatest(nothing(), amount))


FORMULAS = (
    benefit("weekly-first-52-no-capacity", IN_FIRST, NO_CAPACITY, NOTIONAL * FIRST),
    benefit("weekly-first-52-with-capacity", IN_FIRST, not_(NO_CAPACITY), (NOTIONAL - DESIGNATED) * FIRST),
    benefit("weekly-53-104-no-capacity", IN_SECOND, NO_CAPACITY, NOTIONAL * SECOND),
    benefit("weekly-53-104-with-capacity", IN_SECOND, not_(NO_CAPACITY), (NOTIONAL - DESIGNATED) * SECOND),
    benefit(
        "weekly-seriously-injured",
        WEEKS.at_least(SECOND_END),
        truth("worker.seriously_injured"),
        NOTIONAL * ratio("income-support-serious-pct"),
    ),
    Formula(
        "average-weekly-earnings",
        paid_before(YEAR, *WAGES).at_least(nothing()),
        average(paid_before(YEAR, *WAGES), weeks_before(YEAR)),
    ),
)

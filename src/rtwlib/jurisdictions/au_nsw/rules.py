"""The formulas of weekly payments in New South Wales: sections 34 to 39 and Schedule 3 of the 1987 Act."""

from __future__ import annotations

from rtwlib.rules import (
    Formula,
    Money,
    Node,
    Truth,
    all_of,
    any_of,
    average,
    greatest,
    hours,
    hours_of_law,
    is_word,
    least,
    money,
    not_,
    nothing,
    paid_before,
    rate,
    ratio,
    share,
    truth,
    weeks_before,
    weeks_of_law,
    weeks_run,
)

EARNINGS = money("earnings.pre_injury_weekly")
CURRENT = greatest(money("earnings.current_weekly"), money("earnings.able_to_earn_weekly"))
MAXIMUM = rate("max-weekly-compensation-amount")

WEEKS = weeks_run("weekly_payments")
FIRST_END = weeks_of_law("first-period-weeks")
SECOND_END = FIRST_END + weeks_of_law("second-period-weeks")
BOUND = not_(truth("worker.exempt_category"))
NO_CAPACITY = is_word("worker.current_work_capacity", "none")
BACK_AT_WORK = hours("earnings.hours_worked_weekly").at_least(hours_of_law("return-to-work-hours"))
NOT_LIMITED = not_(share("injury.permanent_impairment_percent").at_most(ratio("maximum-weeks-impairment-exception")))

IN_FIRST = all_of(BOUND, WEEKS.less_than(FIRST_END))
IN_SECOND = all_of(BOUND, WEEKS.at_least(FIRST_END), WEEKS.less_than(SECOND_END))
CONTINUES = all_of(
    BOUND,
    WEEKS.at_least(SECOND_END),
    truth("claim.continues_after_second_period"),
    any_of(WEEKS.less_than(weeks_of_law("maximum-weeks")), NOT_LIMITED),
)

FIRST = EARNINGS * ratio("first-period-percentage")
WORKING = EARNINGS * ratio("second-period-percentage-working-15h")
OTHERWISE = EARNINGS * ratio("second-period-percentage-otherwise")
LATER = EARNINGS * ratio("post-second-period-percentage")

WAGES = ("ordinary", "overtime", "shift_allowance", "allowance", "paid_leave", "non_monetary")
WINDOW = weeks_of_law("earnings-period-weeks")


def full(name: str, applies: Node[Truth], amount: Node[Money]) -> Formula:
    """Return a benefit without a capacity to earn: a share of earnings, at most the maximum."""
    return Formula(name, applies, greatest(nothing(), least(amount, MAXIMUM)))


def topped_up(name: str, applies: Node[Truth], amount: Node[Money]) -> Formula:
    """Return a benefit beside earnings: what is left of the share, and of the maximum, after them."""
    return Formula(name, applies, greatest(nothing(), least(amount - CURRENT, MAXIMUM - CURRENT)))


FORMULAS = (
    full("first-period-no-capacity", all_of(IN_FIRST, NO_CAPACITY), FIRST),
    topped_up("first-period-with-capacity", all_of(IN_FIRST, not_(NO_CAPACITY)), FIRST),
    full("second-period-no-capacity", all_of(IN_SECOND, NO_CAPACITY), OTHERWISE),
    topped_up("second-period-working-15h", all_of(IN_SECOND, not_(NO_CAPACITY), BACK_AT_WORK), WORKING),
    topped_up("second-period-under-15h", all_of(IN_SECOND, not_(NO_CAPACITY), not_(BACK_AT_WORK)), OTHERWISE),
    full("after-130-weeks-no-capacity", all_of(CONTINUES, NO_CAPACITY), LATER),
    topped_up("after-130-weeks-with-capacity", all_of(CONTINUES, not_(NO_CAPACITY)), LATER),
    Formula(
        "pre-injury-average-weekly-earnings",
        BOUND,
        average(paid_before(WINDOW, *WAGES), weeks_before(WINDOW, counted="not_absent")),
    ),
)

"""The formulas of Victoria's weekly payments: sections 161 to 165 of the WIRC Act, by the Claims Manual."""

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
    least,
    money,
    not_,
    nothing,
    paid_before,
    rate,
    ratio,
    truth,
    weeks_before,
    weeks_of_law,
    weeks_run,
)

EARNINGS = money("earnings.pre_injury_weekly") - money("earnings.deductible_weekly")
CURRENT = greatest(money("earnings.current_weekly"), money("earnings.able_to_earn_weekly"))
OFFSET = CURRENT * ratio("earnings-offset-second-period")
MAXIMUM = rate("statutory-maximum-weekly")
FIRST = EARNINGS * ratio("first-period-percentage")
LATER = EARNINGS * ratio("second-period-percentage")

WEEKS = weeks_run("weekly_payments")
FIRST_END = weeks_of_law("first-period-weeks")
SECOND_END = FIRST_END + weeks_of_law("second-period-weeks")
IN_FIRST = WEEKS.less_than(FIRST_END)
IN_SECOND = all_of(WEEKS.at_least(FIRST_END), WEEKS.less_than(SECOND_END))
CONTINUES = all_of(WEEKS.at_least(SECOND_END), truth("claim.continues_after_second_period"))
NO_CAPACITY = is_word("worker.current_work_capacity", "none")
YEAR = weeks_of_law("relevant-period-weeks")
WAGES = ("ordinary", "allowance", "paid_leave")
EXTRAS = ("overtime", "shift_allowance")


def paid(amount: Node[Money]) -> Node[Money]:
    """Return an amount, never less than nothing."""
    return greatest(nothing(), amount)


def benefit(name: str, period: Node[Truth], capacity: Node[Truth], amount: Node[Money]) -> Formula:
    """Return a benefit of a period, for workers with or without a capacity."""
    return Formula(name, all_of(period, capacity), paid(amount))


FORMULAS = (
    benefit("first-period-no-capacity", IN_FIRST, NO_CAPACITY, least(FIRST, MAXIMUM - CURRENT)),
    benefit("first-period-with-capacity", IN_FIRST, not_(NO_CAPACITY), least(FIRST - CURRENT, MAXIMUM - CURRENT)),
    benefit("second-period-no-capacity", IN_SECOND, NO_CAPACITY, least(LATER, MAXIMUM - OFFSET)),
    benefit("second-period-with-capacity", IN_SECOND, not_(NO_CAPACITY), least(LATER - OFFSET, MAXIMUM - OFFSET)),
    benefit("after-130-weeks-no-capacity", CONTINUES, NO_CAPACITY, least(LATER, MAXIMUM - OFFSET)),
    benefit("after-130-weeks-with-capacity", CONTINUES, not_(NO_CAPACITY), least(LATER - OFFSET, MAXIMUM - OFFSET)),
    Formula(
        "pre-injury-average-weekly-earnings",
        paid_before(YEAR, *EXTRAS).at_most(nothing()),
        average(paid_before(YEAR, *WAGES), weeks_before(YEAR, *WAGES, counted="paid")),
    ),
)

"""The formulas of income compensation in Western Australia: sections 48 and 54 to 57 of the Act of 2023."""

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
    number,
    paid_before,
    rate,
    ratio,
    weeks_before,
    weeks_of_law,
    weeks_run,
)

BEFORE = money("earnings.pre_injury_weekly")
CURRENT = greatest(money("earnings.current_weekly"), money("earnings.able_to_earn_weekly"))
FLOOR = money("earnings.minimum_rate_weekly")
WEEKS = weeks_run("weekly_payments")
STEP = weeks_of_law("step-down-weeks")
NO_CAPACITY = is_word("worker.current_work_capacity", "none")
REDUCED = BEFORE * (ratio("step-down-pct") * number("1/100"))
YEAR = weeks_of_law("earnings-period-weeks")
WAGES = ("ordinary", "overtime", "shift_allowance", "allowance", "paid_leave")


def bounded(amount: Node[Money]) -> Node[Money]:
    """Return a rate within the maximum and, below it, the minimum."""
    return greatest(least(amount, rate("max-weekly-rate")), FLOOR)


def benefits(period: str, applies: Node[Truth], amount: Node[Money]) -> tuple[Formula, Formula]:
    """Return the two benefits of a period: for total and for partial incapacity."""
    return (
        Formula(f"weekly-{period}-no-capacity", all_of(applies, NO_CAPACITY), bounded(amount)),
        Formula(
            f"weekly-{period}-with-capacity",
            all_of(applies, not_(NO_CAPACITY)),
            greatest(nothing(), bounded(amount) - CURRENT),
        ),
    )


FORMULAS = (
    *benefits("first-26", WEEKS.less_than(STEP), BEFORE),
    *benefits("after-26", WEEKS.at_least(STEP), REDUCED),
    Formula(
        "pre-injury-weekly-rate",
        paid_before(YEAR, *WAGES).at_least(nothing()),
        average(paid_before(YEAR, *WAGES), weeks_before(YEAR, counted="not_absent")),
    ),
)

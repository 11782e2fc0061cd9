"""The formulas of weekly compensation in Queensland: sections 150 to 164, as far as they were read."""

from __future__ import annotations

from rtwlib.rules import (
    Formula,
    all_of,
    greatest,
    is_word,
    money,
    not_,
    rate,
    ratio,
    share,
    truth,
    weeks_of_law,
    weeks_run,
    when,
)

NORMAL = money("earnings.pre_injury_weekly")
WEEKS = weeks_run("incapacity")
FIRST_END = weeks_of_law("step-1-weeks")
SECOND_END = weeks_of_law("step-2-weeks")
LAST = weeks_of_law("max-weeks")
INSTRUMENT = truth("worker.industrial_instrument")
TOTAL = is_word("worker.current_work_capacity", "none")
QOTE = rate("qote")
IN_FIRST = all_of(TOTAL, WEEKS.less_than(FIRST_END))
EARLY = NORMAL * ratio("first-26-weeks-nwe")
LATER = greatest(NORMAL * ratio("after-26-weeks-nwe"), QOTE * ratio("after-26-weeks-qote-floor"))
IMPAIRED = share("injury.permanent_impairment_percent").more_than(ratio("long-term-dpi-threshold"))

FORMULAS = (
    Formula(
        "total-first-26-instrument",
        all_of(IN_FIRST, INSTRUMENT),
        greatest(EARLY, money("earnings.industrial_instrument_weekly")),
    ),
    Formula(
        "total-first-26-no-instrument",
        all_of(IN_FIRST, not_(INSTRUMENT)),
        greatest(EARLY, QOTE * ratio("first-26-weeks-qote-floor")),
    ),
    Formula("total-26-weeks-to-2-years", all_of(TOTAL, WEEKS.at_least(FIRST_END), WEEKS.less_than(SECOND_END)), LATER),
    Formula(
        "total-2-to-5-years",
        all_of(TOTAL, WEEKS.at_least(SECOND_END), WEEKS.less_than(LAST)),
        when(IMPAIRED, LATER).otherwise(rate("single-pension-rate")),
    ),
    Formula("partial-incapacity", all_of(not_(TOTAL), WEEKS.less_than(LAST)), rate("partial-incapacity-amount")),
)

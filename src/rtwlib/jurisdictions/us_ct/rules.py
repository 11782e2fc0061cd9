"""The formulas of Connecticut's weekly benefits: §§ 31-307(a), 31-308(a) and 31-309(a) of the General Statutes."""

from __future__ import annotations

from rtwlib.rules import (
    Formula,
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
    one_week,
    paid_before,
    rate,
    ratio,
    share,
    truth,
    weeks_before,
    weeks_of_law,
    weeks_run,
    when,
    word,
)

AFTER_TAX = money("earnings.pre_injury_after_tax_weekly")
BASE_RATE = AFTER_TAX * ratio("ttd-replacement")
MINIMUM = least(
    rate("max-ttd-weekly") * ratio("min-ttd-share-of-max"),
    money("earnings.pre_injury_weekly") * ratio("min-ttd-cap-share"),
)
TOTAL = greatest(least(BASE_RATE, rate("max-ttd-weekly")), MINIMUM)
FIVE_YEARS = weeks_of_law("adjustment-after-total-weeks")
FIVE_YEARS_IN_ALL = all_of(
    weeks_run("time_since_injury").at_least(FIVE_YEARS), weeks_run("total_incapacity").at_least(FIVE_YEARS)
)
LOSS = money("earnings.comparable_after_tax_weekly") - money("earnings.able_to_earn_after_tax_weekly")
NO_WORK = truth("worker.no_suitable_work_available")


def capacity(word: str) -> Node[Truth]:
    """Return whether the worker's capacity is a word: none, some or full."""
    return is_word("worker.current_work_capacity", word)


PARTIAL = all_of(capacity("some"), weeks_run("temporary_partial_payments").less_than(weeks_of_law("tpd-max-weeks")))

WAGES = ("ordinary", "overtime", "shift_allowance", "allowance", "paid_leave")
AVERAGE_WEEKS = weeks_before(weeks_of_law("average-wage-weeks"), until="week_of_injury")

IMPAIRMENT = share("injury.permanent_impairment_percent") * number("1/100")
SCHEDULE = weeks_of_law("ppd-weeks", by=word("injury.scheduled_part"))
AWARD_WEEKS = SCHEDULE * IMPAIRMENT
ALWAYS = nothing().at_least(nothing())

DEPENDANTS = least(AFTER_TAX * ratio("death-replacement"), rate("max-death-weekly"))
RELAPSE = greatest(AFTER_TAX, money("earnings.at_recurrence_after_tax_weekly")) * ratio("ttd-replacement")

FORMULAS = (
    Formula("dependants-weekly", ALWAYS, greatest(DEPENDANTS, rate("death-minimum-weekly"))),
    Formula("relapse-total", capacity("none"), least(RELAPSE, rate("max-ttd-weekly-at-relapse"))),
    Formula("relapse-partial", capacity("some"), least(RELAPSE, rate("max-partial-weekly-at-relapse"))),
    Formula(
        "specific-award",
        IMPAIRMENT.more_than(number(0)),
        least(BASE_RATE, rate("max-partial-weekly")) * (AWARD_WEEKS / one_week()),
    ),
    Formula("burial", ALWAYS, rate("burial-expense")),
    Formula("medical-mileage", ALWAYS, rate("mileage") * share("travel.miles")),
    Formula(
        "average-weekly-wage",
        AVERAGE_WEEKS.at_least(weeks_of_law("average-wage-least-weeks")),
        average(paid_before(weeks_of_law("average-wage-weeks"), *WAGES, until="week_of_injury"), AVERAGE_WEEKS),
    ),
    Formula(
        "total-incapacity",
        capacity("none"),
        when(FIVE_YEARS_IN_ALL, TOTAL * ratio("adjustment-after-five-years")).otherwise(TOTAL),
    ),
    Formula(
        "partial-incapacity",
        all_of(PARTIAL, not_(NO_WORK)),
        least(greatest(LOSS, nothing()) * ratio("tpd-replacement"), rate("max-partial-weekly")),
    ),
    Formula("partial-incapacity-no-work", all_of(PARTIAL, NO_WORK), least(BASE_RATE, rate("max-partial-weekly"))),
)

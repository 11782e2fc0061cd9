"""Accumulating clocks: every convention against a plain loop over the days, and limits and conditions that read them."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import TIME, case_of, law_of, limit, one, problems_of, read, told

import rtwlib
from rtwlib.accumulating import Pace, Segment, elapsed, nth_end
from rtwlib.readers.explain import recompute
from rtwlib.readers.prose import text as rtwlib_text

DAY = timedelta(days=1)
START = date(2024, 1, 1)  # a Monday
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS_COVERED = st.sets(st.integers(0, 120), min_size=1, max_size=60)
WEEKS = st.sampled_from([*WEEKDAYS, "first_day_of_claim", "first_day_of_episode"])


def segments_of(days: set[int]) -> tuple[Segment, ...]:
    found: list[Segment] = []
    for day in sorted(days):
        at = START + day * DAY
        if found and found[-1].end == at:
            found[-1] = Segment(found[-1].first, at + DAY)
        else:
            found.append(Segment(at, at + DAY))
    return tuple(found)


def weeks_by_loop(days: set[int], weeks: str) -> list[tuple[date, int]]:
    """Return the weeks that the days touch, with how many days of each are covered, day by day."""
    found: list[tuple[date, int]] = []
    origin = START + min(days) * DAY
    for number in sorted(days):
        at = START + number * DAY
        if weeks in WEEKDAYS:
            start = at
            while WEEKDAYS[start.weekday()] != weeks:
                start -= DAY
        else:
            fresh = weeks == "first_day_of_episode" and number - 1 not in days
            origin = at if fresh else origin
            start = origin
            while start + 7 * DAY <= at:
                start += 7 * DAY
            if fresh:
                found.append((start, 0))
        if not found or found[-1][0] != start:
            found.append((start, 0))
        found[-1] = (start, found[-1][1] + 1)
    return found


@given(days=DAYS_COVERED, weeks=WEEKS, whole=st.booleans(), number=st.integers(1, 12))
def test_weeks_agree_with_a_plain_loop(*, days: set[int], weeks: str, whole: bool, number: int) -> None:
    pace = Pace(Fraction(7), weeks, whole)
    counted = [start for start, covered in weeks_by_loop(days, weeks) if whole or covered == 7]
    found = nth_end(number, segments_of(days), pace, START, running=False)
    expected = counted[number - 1] + 6 * DAY if len(counted) >= number else None
    assert (found.day if found is not None else None) == expected
    if found is not None:
        assert found.certain


@given(days=DAYS_COVERED, number=st.integers(1, 80), size=st.sampled_from([1, 7]), first=st.integers(-3, 60))
def test_days_and_weeks_in_proportion_agree_with_a_plain_loop(
    *, days: set[int], number: int, size: int, first: int
) -> None:
    since = sorted(day for day in days if day >= first)
    found = nth_end(number, segments_of(days), Pace(Fraction(size)), START + first * DAY, running=False)
    wanted = number * size
    assert (found.day if found else None) == (START + since[wanted - 1] * DAY if len(since) >= wanted else None)


@given(
    days=DAYS_COVERED,
    pace=st.builds(Pace, st.sampled_from([Fraction(1), Fraction(7)]), st.none() | WEEKS, st.booleans(), st.booleans()),
    number=st.integers(1, 10),
    today=st.integers(-1, 130),
)
def test_a_unit_has_run_exactly_when_its_last_day_is_past(
    *, days: set[int], pace: Pace, number: int, today: int
) -> None:
    pace = pace if pace.weeks is None else Pace(Fraction(7), pace.weeks, pace.whole, pace.runs_on)
    segments, day = segments_of(days), START + today * DAY
    found = nth_end(number, segments, pace, START, running=False)
    assert (elapsed(segments, pace, START, day) >= number) == (found is not None and found.day <= day)


@given(
    days=DAYS_COVERED, size=st.sampled_from([1, 7]), weeks=st.none() | st.sampled_from(WEEKDAYS), whole=st.booleans()
)
def test_units_never_exceed_the_time_that_passed(*, days: set[int], size: int, weeks: str | None, whole: bool) -> None:
    pace = Pace(Fraction(7), weeks, whole) if weeks else Pace(Fraction(size))
    first, last = START + min(days) * DAY, START + max(days) * DAY
    passed = (last - first).days + 1
    ran = elapsed(segments_of(days), pace, START, last)
    touched = len({(START + day * DAY - timedelta(days=(day - WEEKDAYS.index(weeks or "monday")) % 7)) for day in days})
    assert ran <= (touched if weeks and whole else Fraction(passed, 7 if weeks else size))


@given(
    days=DAYS_COVERED,
    more=st.sets(st.integers(0, 120), max_size=20),
    pace=st.one_of(
        st.sampled_from([Pace(Fraction(1)), Pace(Fraction(7)), Pace(Fraction(7), runs_on=True)]),
        st.builds(Pace, st.just(Fraction(7)), st.sampled_from(WEEKDAYS), st.booleans()),
        st.builds(Pace, st.just(Fraction(7)), st.just("first_day_of_claim"), st.booleans()),
    ),
    number=st.integers(1, 10),
)
def test_adding_covered_days_never_moves_a_unit_later(
    *, days: set[int], more: set[int], pace: Pace, number: int
) -> None:
    if pace.weeks == "first_day_of_claim":  # an earlier first day is another claim: its weeks lie elsewhere
        more = {day for day in more if day >= min(days)}
    before = nth_end(number, segments_of(days), pace, START, running=False)
    after = nth_end(number, segments_of(days | more), pace, START, running=False)
    assert before is None or (after is not None and after.day <= before.day)


@pytest.mark.parametrize("whole", [True, False])
@given(days=DAYS_COVERED, weeks=WEEKS, number=st.integers(1, 12), on=st.integers(0, 100))
def test_an_open_interval_projects_what_it_would_give_if_it_went_on(
    whole: bool, days: set[int], weeks: str, number: int, on: int
) -> None:
    pace = Pace(Fraction(7), weeks, whole)
    found = nth_end(number, segments_of(days), pace, START, running=True)
    assert found is not None
    longer = days | set(range(max(days), max(days) + 100 + on))
    assert nth_end(number, segments_of(longer), pace, START, running=False) == type(found)(found.day)
    settled = nth_end(number, segments_of(days), pace, START, running=False)
    assert found.certain == (settled is not None)


@pytest.mark.parametrize(
    ("pace", "number", "last"),
    [
        (Pace(Fraction(7), runs_on=True), 2, "2024-01-16"),
        (Pace(Fraction(7), "saturday", whole=True, runs_on=True), 2, "2024-01-12"),
        (Pace(Fraction(7), "saturday", whole=False, runs_on=True), 2, "2024-01-19"),
        (Pace(Fraction(7), "first_day_of_claim", whole=False, runs_on=True), 2, "2024-01-16"),
        (Pace(runs_on=True, months=1), 1, "2024-02-02"),
        (Pace(runs_on=True, months=12), 2, "2026-01-02"),
    ],
)
def test_a_clock_that_runs_on_does_not_stand_in_gaps(pace: Pace, number: int, last: str) -> None:
    segments = segments_of({2, 3, 60})  # from Wednesday 3 January
    found = nth_end(number, segments, pace, START, running=False)
    assert found is not None
    assert str(found.day) == last
    assert elapsed(segments, pace, START, found.day) == number
    assert elapsed(segments, pace, START, found.day - DAY) < number


def test_no_covered_day_gives_no_day_and_zero_units_end_at_once() -> None:
    assert nth_end(1, (), Pace(), START, running=False) is None
    assert nth_end(1, segments_of({3}), Pace(), START + 9 * DAY, running=True) is None
    assert nth_end(0, (), Pace(), START, running=False) is not None
    assert elapsed((), Pace(), START, START) == 0


# ---- in laws ----


def convention(**keys: str) -> dict[str, str]:
    rows = "".join(f'{key} = "{value}"\n' for key, value in keys.items())
    return {"time": TIME + f'[[convention]]\nid = "entitlement"\ncite = "act s 7"\n{rows}'}


def weekly(first: str, last: str) -> dict[str, str]:
    return {"kind": "weekly", "from": first, "until": last}


PAY = limit("pay", 'after = "injury"\ncount = "2 weeks of weekly_payments"', kind="entitlement")
INJURY: dict[str, Any] = {"injury": {"kind": "accident", "on": "2024-01-01"}}
CLAIM = ("claim_made", "2024-01-02")


@pytest.mark.parametrize(
    ("keys", "last"),
    [
        ({"unit": "week", "week_starts": "saturday", "part_unit": "whole"}, "2024-01-12"),
        ({"unit": "week", "week_starts": "first_day_of_claim", "part_unit": "whole"}, "2024-01-24"),
        ({"unit": "week", "week_starts": "first_day_of_episode", "part_unit": "whole"}, "2024-01-26"),
        ({"unit": "week", "part_unit": "pro_rata"}, "2024-01-28"),
        ({"unit": "week", "part_unit": "pro_rata", "runs": "consecutive"}, "2024-01-17"),
        ({"unit": "day"}, "2024-01-28"),
    ],
)
def test_the_second_week_of_pay_ends_as_the_convention_says(keys: dict[str, str], last: str) -> None:
    law = law_of(PAY, **convention(interval="weekly_payments", **keys))
    paid = [weekly("2024-01-04", "2024-01-07"), weekly("2024-01-08", "2024-01-08"), weekly("2024-01-20", "2024-01-28")]
    assert str(one(law, "2024-03-01", CLAIM, payments=paid, **INJURY).due) == last


def hours(*certificates: dict[str, Any], today: str = "2024-06-01", **parts: Any) -> Any:
    law = law_of(
        limit("pay", 'after = "injury"\ncount = "4 weeks of incapacity"', kind="entitlement"),
        **convention(interval="incapacity", unit="hour_equivalent"),
    )
    return one(law, today, CLAIM, certificates=list(certificates), worker={"hours_per_week": "38"}, **INJURY, **parts)


def certificate(first: str, last: str, capacity: str, **more: str) -> dict[str, str]:
    return {"from": first, "until": last, "capacity": capacity, **more}


def test_weeks_in_hours_of_lost_work() -> None:
    none = certificate("2024-01-01", "2024-01-14", "none")
    half = certificate("2024-01-15", "2024-03-31", "some", hours_per_day="3.8", days_per_week="5")
    assert str(hours(none, half).due) == "2024-02-11"  # two weeks in full, then four at half
    assert str(hours(none, half, certificate("2024-01-20", "2024-01-26", "none")).due) == "2024-02-04"
    unstated = hours(none, certificate("2024-01-15", "2024-03-31", "some"))
    assert (unstated.state.value, unstated.needs[0].name) == ("unknown", "certificates[2].hours_per_day")
    assert told(hours(none)) == ("running", None)


def test_weeks_in_hours_need_the_normal_week_and_what_could_be_worked() -> None:
    law = law_of(
        limit("pay", 'after = "injury"\ncount = "4 weeks of incapacity"', kind="entitlement"),
        **convention(interval="incapacity", unit="hour_equivalent"),
    )
    began = ("incapacity_started", "2024-01-01")
    entry = one(law, "2024-06-01", CLAIM, began, **INJURY)
    assert [need.name for need in entry.needs] == ["worker.hours_per_week"]
    off = one(law, "2024-06-01", CLAIM, began, worker={"hours_per_week": "38"}, **INJURY)
    assert str(off.due) == "2024-01-28"
    partly = one(
        law,
        "2024-06-01",
        CLAIM,
        began,
        ("restricted_duty_release", "2024-01-15"),
        worker={"hours_per_week": "38"},
        **INJURY,
    )
    assert (partly.state.value, partly.needs[0].what.value) == ("unknown", "interval")


def test_days_that_a_limit_pauses_are_not_counted() -> None:
    law = law_of(
        limit(
            "keep",
            'after = "injury"\ncount = "2 weeks of incapacity"\npauses = [{interval = "liability_rejected"}]',
            kind="protection",
        )
    )
    began = ("incapacity_started", "2024-01-01")
    turned, taken = ("claim_disputed", "2024-01-08"), ("claim_accepted", "2024-01-18")
    assert str(one(law, "2024-03-01", began, **INJURY).due) == "2024-01-14"
    assert str(one(law, "2024-03-01", began, turned, taken, **INJURY).due) == "2024-01-24"
    standing = one(law, "2024-03-01", began, turned, **INJURY)
    assert told(standing) == ("running", None)


def test_an_act_owed_after_an_interval_rolls_and_may_end_before() -> None:
    body = 'after = "injury"\ncount = "2 weeks of incapacity"\nmet_by = ["claim_accepted"]'
    began = ("incapacity_started", "2024-01-01")
    assert (
        str(one(law_of(limit("act", body)), "2024-01-10", began, **INJURY).due) == "2024-01-16"
    )  # 14th Sunday, 15th holiday
    clear = law_of(limit("act", body + '\nends = "exclusive"\nroll_back = "none"'))
    assert str(one(clear, "2024-01-10", ("incapacity_started", "2024-01-04"), **INJURY).due) == "2024-01-16"


def test_hours_wait_for_a_pause() -> None:
    law = law_of(
        limit(
            "tell",
            'after = "claim_made"\ncount = "48 hours"\nmet_by = ["claim_accepted"]\n'
            'pauses = [{from = "further_information_requested", to = "insurer_information_supplied"}]',
        )
    )
    made = ("claim_made", "2024-01-08T09:00:00-05:00")
    asked = ("further_information_requested", "2024-01-09")
    plain = one(law, "2024-01-08", made)
    assert str(plain.due_at) == "2024-01-10 09:00:00-05:00"
    waited = one(law, "2024-02-01", made, asked, ("insurer_information_supplied", "2024-01-12"))
    assert str(waited.due_at) == "2024-01-13 09:00:00-05:00"
    assert one(law, "2024-02-01", made, asked).projected


CONDITION = 'applies_when = [{interval = "weekly_payments", at_least = "3 weeks", convention = "entitlement"}]'


def test_a_condition_may_count_by_the_convention() -> None:
    law = law_of(
        limit("warn", f'after = "claim_made"\ncount = "5 days"\nmet_by = ["claim_accepted"]\n{CONDITION}'),
        **convention(interval="weekly_payments", unit="week", week_starts="saturday", part_unit="whole"),
    )
    paid = [weekly("2024-01-05", "2024-01-06"), weekly("2024-01-13", "2024-01-13")]
    case = case_of(law, ("claim_made", "2024-01-18"), payments=paid)
    assert read(law, case, "2024-01-18") == []
    case = case_of(law, ("claim_made", "2024-01-19"), payments=paid)
    assert len(read(law, case, "2024-01-19")) == 1


def test_a_record_that_stops_leaves_the_clock_unknown_from_there() -> None:
    law = law_of(PAY)
    paid = [weekly("2024-01-01", "2024-01-10")]
    entry = one(law, "2024-03-01", CLAIM, payments=paid, history={"through": "2024-01-10"}, **INJURY)
    assert entry.state.value == "unknown"
    assert [need.what.value for need in entry.needs] == ["interval"]
    assert str(entry.not_before) == "2024-01-14"
    longer = [weekly("2024-01-01", "2024-01-20")]
    entry = one(law, "2024-03-01", CLAIM, payments=longer, history={"through": "2024-01-10"}, **INJURY)
    assert (entry.state.value, str(entry.not_before)) == ("unknown", "2024-01-14")


def test_a_document_without_its_first_day_is_asked_for() -> None:
    entry = one(law_of(PAY), "2024-03-01", CLAIM, payments=[{"kind": "weekly", "until": "2024-01-10"}], **INJURY)
    assert (entry.state.value, entry.needs[0].name) == ("unknown", "payments[1].from")


def test_lost_hours_add_up_and_do_not_run_on() -> None:
    keys = {"interval": "incapacity", "unit": "hour_equivalent", "runs": "consecutive"}
    (problem,) = problems_of(deadlines=PAY, **convention(**keys))
    assert "runs: hours of lost work add up: expected aggregate" in problem


def test_one_interval_has_one_convention_and_runs_forwards() -> None:
    time = convention(interval="weekly_payments", unit="day")["time"]
    twice = time + '[[convention]]\nid = "other"\ninterval = "weekly_payments"\nunit = "day"\ncite = "act s 8"\n'
    assert "weekly_payments has several conventions" in problems_of(deadlines=PAY, time=twice)[0]
    backward = limit("pay", 'before = "injury"\ncount = "2 weeks of weekly_payments"', kind="entitlement")
    assert "an interval runs forwards" in problems_of(deadlines=backward)[0]


def test_months_of_an_interval_need_a_convention_that_runs_on() -> None:
    months = limit("pay", 'after = "injury"\ncount = "2 months of weekly_payments"', kind="entitlement")
    paid = [weekly("2024-01-04", "2024-01-07")]
    unknown = one(law_of(months), "2024-06-01", CLAIM, payments=paid, **INJURY)
    assert (unknown.state.value, unknown.needs[0].what.value) == ("unknown", "law")
    runs = convention(interval="weekly_payments", unit="week", part_unit="pro_rata", runs="consecutive")
    assert str(one(law_of(months, **runs), "2024-06-01", CLAIM, payments=paid, **INJURY).due) == "2024-03-03"


def test_the_clock_says_how_many_weeks_have_run_and_why() -> None:
    law = law_of(PAY, **convention(interval="weekly_payments", unit="week", week_starts="saturday", part_unit="whole"))
    paid = [weekly("2024-01-05", "2024-01-06"), weekly("2024-01-13", "2024-01-13")]
    case = case_of(law, CLAIM, payments=paid, **INJURY)
    found = rtwlib.clock(case, law, "weekly_payments", today=date(2024, 1, 18))
    assert found.elapsed == 2
    assert (found.convention, found.running, found.needs) == ("entitlement", False, ())
    assert len(found.spans) == 2
    assert found.reasons is not None
    assert recompute(found.reasons, law) == 2
    said = rtwlib_text(found.reasons)
    assert "Invented Act, s 7" in said
    assert "Fri 2024-01-05 to Sat 2024-01-06" in said
    days = rtwlib.clock(case, law, "weekly_payments", today=date(2024, 1, 18), unit="days")
    assert days.elapsed == 3


def test_a_clock_without_a_record_asks_for_it() -> None:
    law = law_of(PAY)
    found = rtwlib.clock(case_of(law, history={"unknown": ["payment_commenced"]}), law, "weekly_payments", today=START)
    assert found.elapsed is None
    assert "payment_commenced" in {need.name for need in found.needs}


def test_a_clock_of_nothing_names_what_is_near() -> None:
    law = law_of(PAY)
    case = case_of(law, CLAIM)
    with pytest.raises(KeyError, match="nearest: weekly_payments"):
        rtwlib.clock(case, law, "weekly_payment", today=START)
    with pytest.raises(KeyError, match="'fortnights' is no unit"):
        rtwlib.clock(case, law, "weekly_payments", today=START, unit="fortnights")


STOP = limit(
    "stop",
    'after = "payment_commenced"\ncount = "60 days"\npauses = [{not_interval = "weekly_payments"}]',
    kind="entitlement",
)


def test_no_payment_on_record_yet_is_no_pause() -> None:
    law, began = law_of(STOP), ("payment_commenced", "2024-01-03")
    paid = [weekly("2024-01-01", "2024-01-14")]
    entry = one(law, "2024-01-20", CLAIM, began, payments=paid, **INJURY)
    assert (str(entry.due), entry.projected) == ("2024-03-03", True)
    gap = [*paid, weekly("2024-01-29", "2024-02-04")]  # the fortnight between is a pause
    assert str(one(law, "2024-02-06", CLAIM, began, payments=gap, **INJURY).due) == "2024-03-17"
    ceased = ("weekly_payments_stopped", "2024-01-15")
    stopped = one(law, "2024-01-25", CLAIM, began, ceased, payments=paid, **INJURY)
    assert (str(stopped.due), stopped.projected) == ("2024-03-13", True)

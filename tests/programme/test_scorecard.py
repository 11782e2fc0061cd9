"""Service levels, counted by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from attrs import evolve
from hypothesis import given, settings
from programme_rows import DAYS, programmes

import rtwlib
from rtwlib.cases import Case, Event, History
from rtwlib.programme.office import Delivery, ServiceIssue, ServiceLevel
from rtwlib.programme.registers import Programme
from rtwlib.programme.scorecard import Score, score_findings, scorecard

TODAY = date(2025, 1, 31)
LEVEL = ServiceLevel(
    "s", "Acknowledge a claim", "TPA", from_event="claim_made", to_event="claim_acknowledged", days=5,
    target_percent=Decimal(80),
)  # fmt: skip


def case(made: int, acknowledged: int | None, through: date | None = TODAY) -> Case:
    events = [Event("claim_made", on=date(2025, 1, made))]
    if acknowledged is not None:
        events.append(Event("claim_acknowledged", on=date(2025, 1, acknowledged)))
    return Case("c", ("us-ct",), events=tuple(events), history=History(through) if through is not None else None)


def score(*cases: Case, **rows: object) -> Score:
    (found,) = scorecard(Programme("p", service_levels=(LEVEL,), **rows), cases, today=TODAY)  # type: ignore[arg-type]  # registers by name
    return found


def test_each_outcome_by_hand() -> None:
    # Made on the 6th, five days end on the 11th. On the 29th they end on 3 February, after the day of reading.
    found = score(case(6, 11), case(6, 12), case(6, None), case(29, None), case(6, None, through=None))
    assert dict(found.counts) == {"in_time": 1, "late": 1, "not_done": 1, "not_yet_due": 1, "unknown": 1}
    assert found.percent_in_time == Decimal("33.3")
    assert found.kept is False
    (finding,) = score_findings((found,))
    assert (finding.code, finding.message) == ("RTW314", "33.3 percent in time; 80 percent were undertaken")


def test_business_days_are_those_on_which_the_law_is_open() -> None:
    # Made on Thursday 16 January 2025; the Monday after is a holiday: five open days end with Friday the 24th.
    law = rtwlib.law("us-ct")
    programme = Programme("p", service_levels=(evolve(LEVEL, counted_in="business_days"),))
    cases = [case(16, 24), case(16, 25)]
    (found,) = scorecard(programme, cases, today=TODAY, calendar=law.time["us-ct"].calendar)
    assert (dict(found.counts)["in_time"], dict(found.counts)["late"]) == (1, 1)
    (blind,) = scorecard(programme, cases, today=TODAY)
    assert dict(blind.counts)["unknown"] == 2
    assert found.to_json()["counted_in"] == "business_days"


def test_deliveries_say_whether_they_were_complete() -> None:
    rows = (
        Delivery("a", "s", asked_on=date(2025, 1, 6), done_on=date(2025, 1, 8), complete=True),
        Delivery("b", "s", asked_on=date(2025, 1, 6), done_on=date(2025, 1, 9), complete=False),
        Delivery("c", "s", asked_on=date(2025, 1, 30), done_on=date(2025, 2, 2), complete=False),
        Delivery("d", "other", asked_on=date(2025, 1, 6), done_on=date(2025, 1, 8), complete=False),
    )
    found = score(deliveries=rows)
    assert (found.percent_in_time, found.percent_complete, found.kept) == (Decimal("100.0"), Decimal("50.0"), False)
    assert (found.complete, found.incomplete) == (1, 1)


def test_nothing_to_measure_is_not_kept_and_not_broken() -> None:
    found = score()
    assert (found.percent_in_time, found.kept) == (None, None)
    assert score_findings((found,)) == ()
    (free,) = scorecard(
        Programme("p", service_levels=(evolve(LEVEL, target_percent=None),)), [case(6, 12)], today=TODAY
    )
    assert free.kept is None


def test_issues_are_open_until_they_are_settled() -> None:
    rows = (
        ServiceIssue("i", level="s", raised_on=date(2025, 1, 6), settled_on=date(2025, 1, 20)),
        ServiceIssue("j", level="s", raised_on=date(2025, 1, 6), settled_on=date(2025, 2, 20)),
        ServiceIssue("k", level="s", raised_on=date(2025, 1, 6)),
    )
    found = score(service_issues=rows)
    assert (found.issues_open, found.issues_settled) == (2, 1)


@given(programme=programmes(), today=DAYS)
@settings(max_examples=60, deadline=None)
def test_every_piece_of_work_has_one_outcome(programme: Programme, today: date) -> None:
    for found in scorecard(programme, (), today=today):
        own = [row for row in programme.deliveries if row.level == found.level.id]
        assert sum(count for _, count in found.counts) == len(own)
        for percent in (found.percent_in_time, found.percent_complete):
            assert percent is None or 0 <= percent <= 100

"""Weeks payable before the first payment on record: the limit that counts weekly payments says that its day may move."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import TIME, case_of, law_of, limit, read

from rtwlib.laws import Law

WEEKS = TIME + (
    '[[convention]]\nid = "weeks"\ninterval = "weekly_payments"\nunit = "week"\npart_unit = "whole"\n'
    'week_starts = "first_day_of_claim"\nruns = "aggregate"\ncite = "act s 8"\n'
)
PAID = limit("paid", 'after = "payment_commenced"\ncount = "13 weeks of weekly_payments"', kind="entitlement")
TOLD = limit("told", 'before = "end:paid"\ncount = "0 days"\nmet_by = ["step_down_notice_given"]\nroll = "none"')
PLAIN = limit("plain", 'after = "payment_commenced"\ncount = "14 days"\nmet_by = ["certificate_supplied"]')
SAID = (
    "incapacity began on 2024-01-01 and the first payment on record is of 2024-03-04: if weeks before it were payable"
)


def the_law() -> Law:
    return law_of(PAID + TOLD + PLAIN, time=WEEKS)


def whys(*events: tuple[str, str], **parts: Any) -> dict[str, str | None]:
    law = the_law()
    found = read(law, case_of(law, *events, injury={"on": "2024-01-01"}, **parts), "2024-12-01")
    return {entry.rule.partition("/")[2]: entry.why for entry in found}


def test_a_late_first_payment_is_told_where_payments_are_counted_and_where_a_day_rests_on_that() -> None:
    found = whys(("incapacity_started", "2024-01-01"), ("payment_commenced", "2024-03-04"))
    assert (found["paid"] or "").startswith(SAID)
    assert (found["told"] or "").startswith(SAID)
    assert found["plain"] is None


def test_payments_on_record_are_held_against_incapacity_too() -> None:
    paid = [{"kind": "weekly", "from": "2024-03-04", "until": "2024-06-02"}]
    found = whys(("incapacity_started", "2024-01-01"), ("payment_commenced", "2024-03-04"), payments=paid)
    assert (found["paid"] or "").startswith(SAID)
    early = [{"kind": "weekly", "from": "2024-01-01", "until": "2024-06-02"}]
    assert (
        whys(("incapacity_started", "2024-01-01"), ("payment_commenced", "2024-03-04"), payments=early)["paid"] is None
    )


@pytest.mark.parametrize(
    "events", [(), (("incapacity_started", "2024-02-27"),), (("incapacity_started", "2024-05-01"),)]
)
def test_nothing_is_told_where_nothing_came_late(events: tuple[tuple[str, str], ...]) -> None:
    assert set(whys(*events, ("payment_commenced", "2024-03-04")).values()) == {None}


@given(st.dates(date(2024, 1, 1), date(2024, 6, 1)), st.dates(date(2024, 1, 1), date(2024, 6, 1)))
def test_it_is_told_exactly_when_payments_began_a_week_or_more_after_incapacity(unable: date, paid: date) -> None:
    found = whys(("incapacity_started", unable.isoformat()), ("payment_commenced", paid.isoformat()))
    assert (found["paid"] is not None) == ((paid - unable).days >= 7)

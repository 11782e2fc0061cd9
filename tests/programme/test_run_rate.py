"""What the months ahead cost if they are like the last ones: by hand, and when there is no figure."""

from __future__ import annotations

import contextlib
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtwlib.cases import Case, History, Payment
from rtwlib.cli.running import run
from rtwlib.programme.run_rate import run_rate

TODAY = date(2025, 1, 6)


def paid(amount: str | None, on: date | None, kind: str | None = "medical", currency: str | None = "USD") -> Payment:
    return Payment(kind=kind, paid_on=on, amount=None if amount is None else Decimal(amount), currency=currency)


def case(*payments: Payment, history: History | None = None) -> Case:
    return Case("c", payments=payments, history=history)


def test_the_last_full_months_by_hand() -> None:
    rows = (
        paid("100", date(2024, 10, 1)),
        paid("50", date(2024, 12, 31)),
        paid("0.05", date(2024, 12, 1)),
        paid("30", date(2024, 12, 1), "weekly"),
        paid("999", date(2025, 1, 2)),
        paid("999", date(2024, 9, 30)),
        paid("8", date(2024, 11, 5), "weekly", "AUD"),
    )
    found = run_rate([case(*rows)], today=TODAY, months=3, ahead=6)
    assert (found.first, found.last, found.needs) == (date(2024, 10, 1), date(2024, 12, 31), None)
    shown = {(each.kind, each.currency): each for each in found.rates}
    medical = shown["medical", "USD"]
    assert (medical.paid, medical.lowest, medical.highest) == (Decimal("150.05"), Decimal(0), Decimal(100))
    assert (medical.per_month, medical.ahead) == (Decimal("50.02"), Decimal("300.10"))  # 150.05 / 3, and x 6
    assert shown["weekly", "AUD"].ahead == Decimal("16.00")
    total = {each.currency: each for each in found.totals}["USD"]
    assert (total.kind, total.paid, total.lowest, total.highest) == ("all", Decimal("180.05"), Decimal(0), Decimal(100))


def test_amounts_of_any_length_are_added_exactly() -> None:
    rows = [case(paid("9" * 90 + ".99", date(2024, 12, 1)), paid("0.01", date(2024, 12, 2)))]
    (found,) = run_rate(rows, today=TODAY, months=1, ahead=2).rates
    assert (str(found.paid), str(found.ahead)) == ("1" + "0" * 90 + ".00", "2" + "0" * 90 + ".00")


def test_a_record_that_is_too_short_gives_no_figure() -> None:
    short = run_rate([case(paid("1", date(2024, 11, 1)))], today=TODAY, months=3, ahead=1)
    assert (short.rates, short.totals) == ((), ())
    assert short.needs == "the first payment recorded is of 2024-11-01: the record does not reach back 3 full months"
    assert run_rate([case()], today=TODAY, months=1, ahead=1).needs == "no payment with a day and an amount is recorded"


def test_what_makes_it_uncertain_is_counted() -> None:
    rows = [
        case(paid("1", date(2024, 12, 1)), paid(None, date(2024, 12, 1)), paid("1", None)),
        case(history=History(date(2024, 12, 30))),
        case(history=History(date(2024, 12, 31), ("payments",))),
    ]
    found = run_rate(rows, today=TODAY, months=1, ahead=1)
    assert (found.left_out, found.unknown, found.short) == (2, 1, 1)


@pytest.mark.parametrize(("months", "ahead"), [(0, 1), (1, 0), (12 * 2025, 1)])
def test_months_that_cannot_be_are_refused(months: int, ahead: int) -> None:
    with pytest.raises(ValueError, match=r"above nought|before the year 1"):
        run_rate([], today=TODAY, months=months, ahead=ahead)


@given(
    st.lists(st.tuples(st.dates(date(2022, 1, 1), date(2025, 3, 1)), st.integers(0, 900)), min_size=1),
    st.integers(1, 24),
)
def test_the_months_cover_what_was_paid_and_the_rate_lies_between_them(
    rows: list[tuple[date, int]], months: int
) -> None:
    found = run_rate(
        [case(*(paid(str(amount), day) for day, amount in rows))], today=TODAY, months=months, ahead=months
    )
    if found.needs is not None:
        assert min(day for day, _ in rows) > found.first
        return
    inside = sum(amount for day, amount in rows if found.first <= day <= found.last)
    assert sum(each.paid for each in found.rates) == inside
    for each in (*found.rates, *found.totals):
        assert each.lowest - Decimal("0.01") <= each.per_month <= each.highest + Decimal("0.01")
        assert each.ahead == each.paid  # as many months ahead as were looked at


def _run(*command: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(("programme", "run-rate", *command))
    return code, out.getvalue(), err.getvalue()


def test_the_command_says_what_is_in_no_sum(tmp_path: Path) -> None:
    path = tmp_path / "cases.json"
    frame = {"format": "rtwlib.case/1", "jurisdictions": ["us-ct"]}
    rows = [
        {
            **frame,
            "id": "1",
            "payments": [{"kind": "medical", "paid_on": "2024-11-20", "amount": "5"}, {"kind": "medical"}],
        },
        {**frame, "id": "2", "history": {"through": "2024-12-01", "unknown": ["payments"]}},
    ]
    path.write_text(json.dumps(rows), "utf-8")
    code, out, _ = _run(str(path), "--today", "2024-12-31T09:00:00+00:00", "--months", "1")
    assert code == 0
    assert "medical, no currency" in out
    assert "In no sum: 1 payment without a day or an amount." in out
    assert "In no sum: the payments of 1 case that the record does not show." in out
    code, out, _ = _run(str(path), "--today", "2025-01-06", "--months", "1")
    assert "nothing was paid in these months" in out
    assert "The sums may be too low: the record of 1 case ends before 2024-12-31." in out
    code, out, _ = _run(str(path), "--today", "2025-01-06", "--json")
    found = json.loads(out)
    assert (code, found["format"], found["rates"]) == (1, "rtwlib.run-rate/1", [])
    assert "does not reach back 12 full months" in found["needs"]
    code, out, _ = _run(str(path), "--today", "2025-01-06")
    assert (code, "unknown: the first payment" in out) == (1, True)
    code, _, err = _run(str(path), "--today", "0090-01-06", "--months", "1200")
    assert (code, "before the year 1" in err) == (2, True)

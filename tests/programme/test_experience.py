"""Claims by sort and what was paid on them: by hand, in any order, with small groups put together; the command."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtwlib.cases import Case, History, Injury, Payment, Worker
from rtwlib.cli.running import run
from rtwlib.codec import InputProblems
from rtwlib.programme.claim_groups import read_groups
from rtwlib.programme.experience import Experience, Group, experience, rate, reader, sorts

DAY = date(2024, 3, 5)
GROUPS = {"wrist": ("carpal tunnel", "CTS")}


def paid(amount: str | None, kind: str | None = "medical", on: date | None = DAY, currency: str = "USD") -> Payment:
    return Payment(kind=kind, paid_on=on, amount=None if amount is None else Decimal(amount), currency=currency)


def case(name: str, nature: str | None, *payments: Payment, on: date = DAY, **more: Any) -> Case:
    return Case(name, injury=Injury(nature=nature, on=on), payments=payments, **more)


CASES = (
    case("1", "Carpal  Tunnel", paid("100.10"), paid("50", "weekly")),
    case("2", "cts", paid("0.20")),
    case("3", "Sprain", paid("7"), paid("3", currency="AUD"), paid(None), on=date(2023, 12, 31)),
    case("4", None, paid("1", None)),
    case("5", " ", history=History(DAY, ("payments",))),
    case("6", "sprain", paid("9", on=None)),
)


def sums(group: Group) -> dict[tuple[str | None, str | None], str]:
    assert group.paid is not None
    return {(each.kind, each.currency): str(each.amount) for each in group.paid}


def test_claims_and_sums_by_hand() -> None:
    found = experience(CASES, by="injury.nature", groups=GROUPS)
    assert [(each.name, each.claims, each.without_amount) for each in found.groups] == [
        ("Sprain", 2, 1),
        ("wrist", 2, 0),
        (None, 2, 0),
    ]
    sprain, wrist, none = found.groups
    assert sums(sprain) == {("medical", "AUD"): "3", ("medical", "USD"): "16"}
    assert sums(wrist) == {("medical", "USD"): "100.30", ("weekly", "USD"): "50"}
    assert sums(none) == {(None, "USD"): "1"}
    assert (found.total.claims, found.unknown_payments, found.undated) == (6, 1, 0)


def test_a_period_takes_payments_by_their_day_and_counts_those_without() -> None:
    rows = (case("1", "x", paid("1", on=date(2024, 1, 1)), paid("2", on=date(2024, 1, 31)), paid("4", on=None)),)
    inside = experience(rows, by="injury.nature", paid_from=date(2024, 1, 1), paid_to=date(2024, 1, 31))
    assert (sums(inside.total), inside.undated) == ({("medical", "USD"): "3"}, 1)
    assert sums(experience(rows, by="injury.nature", paid_from=date(2024, 1, 2)).total) == {("medical", "USD"): "2"}
    assert sums(experience(rows, by="injury.nature", paid_to=date(2024, 1, 30)).total) == {("medical", "USD"): "1"}
    with pytest.raises(ValueError, match="before it begins"):
        experience(rows, by="injury.nature", paid_from=date(2024, 2, 1), paid_to=date(2024, 1, 1))


def test_amounts_of_any_length_are_added_exactly_and_no_claim_is_no_secret() -> None:
    rows = [case("1", "x", paid("9" * 90), paid("0.01"))]
    assert sums(experience(rows, by="injury.nature").total) == {("medical", "USD"): "9" * 90 + ".01"}
    assert experience([], by="injury.nature").total.paid == ()


def test_months_and_years_stand_in_order() -> None:
    assert [each.name for each in experience(CASES, by="injury.month").groups] == ["2023-12", "2024-03"]
    assert [(each.name, each.claims) for each in experience(CASES, by="injury.year").groups] == [
        ("2023", 1),
        ("2024", 5),
    ]
    assert reader("injury.month")(Case("1")) is None


def test_small_groups_go_together_until_the_total_does_not_give_them_away() -> None:
    rows = [
        case(f"{name}{number}", name, paid("1"))
        for name, count in (("a", 5), ("b", 4), ("c", 1))
        for number in range(count)
    ]
    shown = experience(rows, by="injury.nature", least=2)
    assert [(each.name, each.claims, each.merged) for each in shown.groups] == [("a", 5, 0), (None, 5, 2)]
    whole = experience(rows[-1:], by="injury.nature", least=2)
    (alone,) = whole.groups
    assert (alone.claims, alone.paid, whole.total.paid) == (1, None, None)
    assert alone.to_json()["paid"] is None


@given(
    st.lists(st.tuples(st.sampled_from(["a", "A", "b", "c", None]), st.integers(-50, 999)), max_size=25),
    st.integers(1, 6),
    st.randoms(use_true_random=False),
)
def test_groups_add_up_in_any_order_and_none_is_too_small(
    rows: list[tuple[str | None, int]], least: int, mix: Any
) -> None:
    cases = [case(str(number), name, paid(str(amount))) for number, (name, amount) in enumerate(rows)]
    found = experience(cases, by="injury.nature", least=least)
    mixed = mix.sample(cases, len(cases))
    assert _plain(experience(mixed, by="injury.nature", least=least)) == _plain(found)
    assert sum(each.claims for each in found.groups) == found.total.claims == len(cases)
    if found.total.paid is not None:
        assert all(each.claims >= least for each in found.groups)
        amounts = [each.amount for group in found.groups for each in group.paid or ()]
        assert sum(amounts) == sum(amount for _, amount in rows)
    else:
        assert found.total.claims < least


def _plain(found: Experience) -> list[tuple[Any, ...]]:
    return sorted(((each.name or "").casefold(), each.claims, each.merged, str(each.paid)) for each in found.groups)


def test_a_rate_is_of_the_published_formula() -> None:
    assert rate(22, Decimal(645089), Decimal(200000)) == Decimal("6.82")  # the bureau prints 6.8
    assert rate(5, Decimal(2500000), Decimal(1000000)) == Decimal("2.00")
    with pytest.raises(ValueError, match="above nought"):
        rate(1, Decimal(0), Decimal(1))


def test_sorts_name_nobody() -> None:
    assert not {sort for sort in sorts() if sort.startswith("worker.")} - {"worker.department", "worker.occupation"}
    assert reader("worker.department")(Case("1", worker=Worker(department="Wards"))) == "Wards"
    with pytest.raises(ValueError, match=r"nearest: injury\.nature"):
        reader("injury.natur")
    with pytest.raises(ValueError, match="expected one of"):
        reader("qqqq")


def test_a_value_stands_in_one_group_only() -> None:
    with pytest.raises(ValueError, match="'cts' stands in two groups: 'wrist' and 'arm'"):
        experience(CASES, by="injury.nature", groups={**GROUPS, "arm": ("cts",)})


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("[groups]\n", ["groups: expected a table of groups"]),
        ("x = 1\n[group]\na = ['b']\n", ["x: not a table", "group: not a table of a file of groups; n", "groups: e"]),
        ("[groups]\na = 'b'\nc = []\nd = [1]\ne = ['f']\n", ["groups.a: e", "groups.c: e", "groups.d: e"]),
        ("[groups\n", ["not TOML"]),
    ],
)  # fmt: skip
def test_a_wrong_file_of_groups_is_told_whole(text: str, problems: list[str]) -> None:
    with pytest.raises(InputProblems) as error:
        read_groups(text.encode())
    found = [str(each) for each in error.value.problems]
    assert len(found) == len(problems)
    assert all(told.startswith(problem) for told, problem in zip(found, problems, strict=True)), found


def _run(*command: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(("programme", "experience", *command))
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> str:
    rows: list[dict[str, Any]] = [
        {
            "id": "1",
            "injury": {"nature": "=SUM(A1)"},
            "payments": [{"kind": "medical", "amount": "5", "currency": "USD"}],
        },
        {"id": "2", "injury": {"nature": "sprain"}, "history": {"unknown": ["payments"]}},
        {"id": "2", "injury": {"nature": "sprain"}},
        {"id": "3", "injury": {"natur": "sprain"}},
    ]
    path = tmp_path / "cases.jsonl"
    frame = {"format": "rtwlib.case/1", "jurisdictions": ["us-ct"]}
    path.write_text("\n".join(json.dumps({**frame, **row}) for row in rows), "utf-8")
    return str(path)


def test_the_command_counts_what_it_can_read_and_tells_the_rest(file: str) -> None:
    code, out, err = _run(file)
    assert code == 1
    assert "medical USD" in out
    assert "In no sum: the payments of 1 case that the record does not show." in out
    assert "line 3: the id '2' stands twice" in err
    assert "line 4" in err
    code, out, _ = _run(file, "--csv")
    assert list(csv.reader(io.StringIO(out)))[1] == ["'=SUM(A1)", "1", "medical", "USD", "1", "5"]
    code, out, _ = _run(file, "--json", "--hours", "400000", "--per", "200000")
    found = json.loads(out)
    assert (found["format"], found["rate"], found["cases_left_out"]) == ("rtwlib.experience/1", "1.00", 2)
    assert "What was paid is not told" in _run(file, "--least", "9")[1]
    assert "Small groups are put together" in _run(file, "--least", "2")[1]
    assert "not recorded, or not shown" in _run(file, "--as", "supervisor", "--for", "return_to_work")[1]


def test_many_cases_that_cannot_be_read_are_summed_up(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text('{"format": "rtwlib.case/1", "id": "1", "jurisdictions": ["us-ct"], "x": 1}\n' * 7, "utf-8")
    code, out, err = _run(str(path))
    assert (code, err.count("left out")) == (1, 5)
    assert "and 2 more cases: rtw audit names them all" in err
    assert "all" in out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--by", "injury.natur"), "'injury.nature'"),
        (("--csv", "--json"), "both want stdout"),
        (("--hours", "10"), "belong together"),
        (("--hours", "none", "--per", "2"), "--hours none: expected a number of hours"),
        (("--paid-from", "2024-02-01", "--paid-to", "2024-01-01"), "before it begins"),
        (("--groups", "{groups}"), "groups.toml: groups: expected a table"),
    ],
)
def test_wrong_options_are_told(file: str, tmp_path: Path, options: tuple[str, ...], message: str) -> None:
    groups = tmp_path / "groups.toml"
    groups.write_text("", "utf-8")
    code, _, err = _run(file, *(each.format(groups=groups) for each in options))
    assert code == 2
    assert message in err

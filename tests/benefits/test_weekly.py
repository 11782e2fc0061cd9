"""Weekly benefits of an invented scheme: which one applies, how much, what is missing, and the command."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import TIME, case_of, law_of, limit, problems_of

import rtwlib
from rtwlib.benefits.records import week_to_json
from rtwlib.benefits.weekly import Payable, WeeklyBenefit
from rtwlib.cli import main
from rtwlib.formulas import with_formulas
from rtwlib.laws import Law
from rtwlib.packs import PackError
from rtwlib.readers.explain import recompute, step_to_json
from rtwlib.readers.prose import text
from rtwlib.rules import Formula, all_of, greatest, is_word, least, money, nothing, rate, ratio, weeks_of_law, weeks_run

VALUES = "".join(
    f'[[value]]\nid = "{name}"\ntitle = "{name.capitalize()}"\nunit = "{unit}"\ngoverned_by = "{by}"\n'
    f'[[value.version]]\nfrom = {first}\nuntil = 2030-01-01\namount = "{amount}"\ncite = "act s 9"\n'
    for name, unit, by, first, amount in (
        ("first-share", "fraction", "injury", "2012-01-01", "0.95"),
        ("second-share", "fraction", "injury", "2012-01-01", "0.8"),
        ("first-weeks", "weeks", "injury", "2012-01-01", "13"),
        ("cap", "XXX/week", "payment_commenced", "2012-01-01", "2000"),
        ("other", "fraction", "injury", "2020-01-01", "1"),
    )
)
BENEFITS = """
[[benefit]]
id = "first"
title = "First weeks"
cite = "act s 20"
[[benefit.version]]
from = 2012-01-01
from_is = "first_known"
says = "Most of it."
[[benefit]]
id = "second"
title = "Later weeks"
from = 2012-01-01
cite = "act s 21"
confidence = "secondary"
"""
BEFORE, EARNED = money("earnings.pre_injury_weekly"), money("earnings.current_weekly")
EARLY = weeks_run("weekly_payments").less_than(weeks_of_law("first-weeks"))
LATE = weeks_run("weekly_payments").at_least(weeks_of_law("first-weeks"))
FORMULAS = (
    Formula("first", EARLY, greatest(nothing(), least(BEFORE * ratio("first-share"), rate("cap")) - EARNED)),
    Formula("second", LATE, greatest(nothing(), least(BEFORE * ratio("second-share"), rate("cap")) - EARNED)),
)
LIMIT = limit("claim", 'after = "injury"\ncount = "1 year"\nmet_by = ["claim_made"]')
WEEKS = TIME + (
    '[[convention]]\nid = "weeks"\ninterval = "weekly_payments"\nunit = "week"\npart_unit = "pro_rata"\n'
    'cite = "act s 8"\n'
)


def the_law(formulas: tuple[Formula, ...] = FORMULAS, **files: str) -> Law:
    law = law_of(LIMIT, **{"values": VALUES, "benefits": BENEFITS, "time": WEEKS, **files})
    return with_formulas(law, formulas)


def facts(**values: str) -> dict[str, str]:
    return {f"earnings.{name}": amount for name, amount in values.items()}


def week(
    law: Law, number: int | None = None, on: date | None = None, spells: tuple[tuple[str, str], ...] = (), **parts: Any
) -> WeeklyBenefit:
    parts = {"injury": {"kind": "accident", "on": "2024-01-01"}, **parts}
    case = case_of(law, ("claim_made", "2024-01-02"), *spells, **parts)
    found = rtwlib.weekly_benefit(case, law, today=date(2024, 12, 31), week=number, on=on)
    assert (found.amount is None) == bool(found.needs)
    if found.reasons is not None:
        recompute(found.reasons, law)
        step_to_json(found.reasons)
        text(found.reasons)
    json.dumps(week_to_json(found, explain=True))
    return found


TWO = '[[benefit]]\nid = "a"\ntitle = "A"\ncite = "act s 1"\n[[benefit.version]]\nfrom = 2012-01-01\n'
PAID = facts(pre_injury_weekly="1000.00", current_weekly="100")


@pytest.mark.parametrize(
    ("number", "benefit", "amount"), [(1, "first", "850"), (13, "first", "850"), (14, "second", "700")]
)
def test_the_period_follows_the_week_of_entitlement(number: int, benefit: str, amount: str) -> None:
    found = week(the_law(), number, facts=PAID)
    assert found.benefit is not None
    assert (found.state, found.benefit.id, found.amount) == (Payable.PAYABLE, benefit, Decimal(amount))


def test_the_week_of_entitlement_follows_from_payments() -> None:
    paid = [{"kind": "weekly", "from": "2024-01-08", "until": "2024-03-31"}]  # twelve weeks
    found = week(the_law(), on=date(2024, 4, 1), facts=PAID, payments=paid)
    assert found.benefit is not None
    assert found.benefit.id == "first"
    more = [*paid, {"kind": "weekly", "from": "2024-05-06", "until": "2024-05-12"}]
    later = week(the_law(), on=date(2024, 6, 3), facts=PAID, payments=more)
    assert later.benefit is not None
    assert later.benefit.id == "second"
    running = [{"kind": "weekly", "from": "2024-12-09"}]
    ahead = week(the_law(), on=date(2025, 6, 2), facts=PAID, payments=running)
    assert ahead.benefit is not None
    assert ahead.benefit.id == "second"


def test_weeks_without_a_record_of_payment_count_from_the_start_of_incapacity() -> None:
    law = the_law()
    began = ("incapacity_started", "2024-01-01")
    for day, benefit in ((date(2024, 3, 25), "first"), (date(2024, 4, 1), "second"), (date(2024, 12, 30), "second")):
        found = week(law, on=day, facts=PAID, spells=(began,))
        assert found.benefit is not None
        assert (day, found.benefit.id) == (day, benefit)
        assert found.reasons is not None
        assert "no payment by this week is recorded" in text(found.reasons)
    broken = (began, ("full_recovery", "2024-01-14"), ("recurrence_began", "2024-12-02"))
    found = week(law, on=date(2024, 12, 30), facts=PAID, spells=broken)
    assert found.benefit is not None
    assert found.benefit.id == "first"


def test_a_first_payment_long_after_incapacity_is_counted_as_recorded_and_said() -> None:
    law = the_law()
    spells = (("incapacity_started", "2024-01-01"), ("payment_commenced", "2024-06-03"))
    late = week(law, on=date(2024, 6, 10), facts=PAID, spells=spells)
    assert late.benefit is not None
    assert late.benefit.id == "first"
    assert late.reasons is not None
    assert "incapacity began on 2024-01-01: weeks payable before are not counted" in text(late.reasons)
    prompt = (("incapacity_started", "2024-01-01"), ("payment_commenced", "2024-01-05"))
    soon = week(law, on=date(2024, 6, 10), facts=PAID, spells=prompt)
    assert soon.reasons is not None
    assert "incapacity began" not in text(soon.reasons)


def test_without_payments_and_incapacity_only_the_week_of_the_injury_is_known() -> None:
    law = the_law()
    first = week(law, on=date(2024, 1, 1), facts=PAID)
    assert first.benefit is not None
    assert first.benefit.id == "first"
    later = week(law, on=date(2024, 1, 8), facts=PAID)
    assert (later.state, later.amount) == (Payable.UNKNOWN, None)
    assert {need.name for need in later.needs} & {"payment_commenced", "incapacity_started", "incapacity"}


@given(before=st.integers(0, 4000), earned=st.integers(0, 4000), number=st.integers(1, 30))
def test_never_negative_never_above_the_cap_and_less_for_more_earnings(before: int, earned: int, number: int) -> None:
    law = the_law()
    one = week(law, number, facts=facts(pre_injury_weekly=str(before), current_weekly=str(earned))).amount
    other = week(law, number, facts=facts(pre_injury_weekly=str(before), current_weekly=str(earned + 10))).amount
    assert one is not None
    assert other is not None
    assert 0 <= other <= one <= 2000


def test_what_is_missing_is_asked_for() -> None:
    none = week(the_law(), 1)
    assert none.state is Payable.UNKNOWN
    assert {need.name for need in none.needs} == {"earnings.pre_injury_weekly", "earnings.current_weekly"}
    early = week(the_law(), 1, facts=PAID, injury={"kind": "accident", "on": "2011-05-01"})
    assert [need.what.value for need in early.needs] == ["law"]
    undated = week(the_law(), 1, facts=PAID, injury={"kind": "accident"})
    assert {need.name for need in undated.needs} == {"injury"}
    unrecorded = week(the_law(), on=date(2024, 2, 1), facts=PAID, history={"unknown": ["payment_commenced"]})
    assert unrecorded.state is Payable.UNKNOWN


def test_nothing_is_carried_over_a_gap() -> None:
    formulas = (Formula("first", EARLY, BEFORE * ratio("other")), FORMULAS[1])
    found = week(the_law(formulas), 1, facts=PAID, injury={"kind": "accident", "on": "2015-01-01"})
    assert (found.state, found.needs[0].name) == (Payable.UNKNOWN, "xx-yy/other")


def test_a_scheme_without_benefits_or_formulas_says_so() -> None:
    bare = week(law_of(LIMIT), 1, facts=PAID)
    assert "has no benefits" in bare.needs[0].ask
    unloaded = week(law_of(LIMIT, values=VALUES, benefits=BENEFITS, time=WEEKS), 1, facts=PAID)
    assert "formula is not loaded" in unloaded.needs[0].ask


def test_a_week_in_which_no_benefit_applies_is_nought_and_two_that_do_are_an_error_of_the_pack() -> None:
    full = Formula("first", all_of(EARLY, is_word("worker.current_work_capacity", "none")), BEFORE)
    certificate = [{"capacity": "full", "from": "2024-01-01", "until": "2024-12-31"}]
    found = week(the_law((full, FORMULAS[1])), 1, facts=PAID, certificates=certificate)
    assert (found.state, found.amount) == (Payable.NOT_PAYABLE, Decimal("0.00"))
    both = (FORMULAS[0], Formula("second", EARLY, BEFORE))
    assert "claim to apply together: first, second" in week(the_law(both), 1, facts=PAID).needs[0].ask


def test_of_certificates_that_overlap_the_least_capacity_counts() -> None:
    none = Formula("first", is_word("worker.current_work_capacity", "none"), BEFORE)
    some = Formula("second", is_word("worker.current_work_capacity", "some"), EARNED)
    law = the_law((none, some))
    rows = [
        {"capacity": "some", "from": "2024-01-01", "until": "2024-02-28"},
        {"capacity": "none", "from": "2024-02-01", "until": "2024-02-28"},
    ]
    assert week(law, on=date(2024, 1, 8), facts=PAID, certificates=rows).amount == 100
    assert week(law, on=date(2024, 2, 8), facts=PAID, certificates=rows).amount == 1000
    assert week(law, on=date(2024, 3, 8), facts=PAID, certificates=rows).state is Payable.UNKNOWN


def test_a_week_is_asked_for_in_one_way() -> None:
    law = the_law()
    case = case_of(law, ("claim_made", "2024-01-02"))
    with pytest.raises(ValueError, match="not both"):
        rtwlib.weekly_benefit(case, law, today=date(2024, 3, 1), week=1, on=date(2024, 3, 1))
    with pytest.raises(ValueError, match="from 1 on"):
        rtwlib.weekly_benefit(case, law, today=date(2024, 3, 1), week=0)


@pytest.mark.parametrize(
    ("formulas", "problem"),
    [
        ((FORMULAS[0], FORMULAS[0], FORMULAS[1]), "rules.py: first: the formula is given twice"),
        ((*FORMULAS, Formula("third", EARLY, BEFORE)), "third: no benefit of benefits.toml goes by this formula"),
        (FORMULAS[:1], "second: formula: unknown formula 'second'"),
        ((FORMULAS[0], Formula("second", LATE, rate("capp"))), "unknown value 'capp'; nearest: cap"),
        ((FORMULAS[0], Formula("second", LATE, money("earnings.current"))), "nearest: earnings.current_weekly"),
        ((FORMULAS[0], Formula("second", weeks_run("pay").less_than(weeks_of_law("cap")), BEFORE)), "unknown interval"),
    ],
)
def test_formulas_are_held_against_the_law(formulas: tuple[Formula, ...], problem: str) -> None:
    with pytest.raises(PackError) as caught:
        the_law(formulas)
    assert any(problem in str(each) for each in caught.value.problems), [str(each) for each in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[[benefit]]\nid = "a"\ntitle = "A"\nfrom = 2012-01-01\n', "cite: missing"),
        ('[[benefit]]\nid = "a"\ntitle = "A"\ncite = "act s 1"\n', "from: missing"),
        (
            '[[benefit]]\nid = "a"\ntitle = "A"\nfrom = 2012-01-01\nuntil = 2011-01-01\ncite = "act s 1"\n',
            "is not after",
        ),
        ('[[benefit]]\nid = "a"\ntitle = "A"\nfrom = 2012-01-01\ncite = "act s 1"\nextra = 1\n', "unknown key 'extra'"),
        (
            '[[benefit]]\nid = "a"\ntitle = "A"\ngoverned_by = "injry"\nfrom = 2012-01-01\ncite = "act s 1"\n',
            "nearest: injury",
        ),
        (
            f"{TWO}[[benefit.version]]\nfrom = 2014-01-01\n",
            "overlap",
        ),
        (
            f"{TWO}until = 2013-01-01\n[[benefit.version]]\nfrom = 2014-01-01\n",
            "no version from 2013-01-01",
        ),
    ],
)
def test_a_wrong_benefit_is_told(text: str, problem: str) -> None:
    found = problems_of(deadlines=LIMIT, benefits=text)
    assert any(problem in each for each in found), found


CASE = {
    "format": "rtwlib.case/1",
    "id": "CT-2024-0117",
    "jurisdictions": ["us-ct"],
    "injury": {"kind": "accident", "on": "2024-11-04"},
    "certificates": [{"from": "2024-11-05", "until": "2025-02-02", "capacity": "none"}],
    "facts": facts(pre_injury_weekly="1200.00", pre_injury_after_tax_weekly="950.00"),
    "events": [{"kind": "incapacity_started", "on": "2024-11-05"}],
}


@pytest.fixture(name="file")
def fixture_file(tmp_path: Path) -> str:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(CASE), "utf-8")
    return str(path)


def test_the_command_shows_a_statement(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benefit", file, "--from", "2025-01-20", "--to", "2025-02-03", "--today", "2025-03-01"]) == 1
    out = capsys.readouterr().out
    assert "2025-01-20 to 2025-01-26       712.50   Weekly benefit for total incapacity" in out
    assert "2025-02-03 to 2025-02-09      unknown" in out
    assert "What work can the worker do now?" in out
    assert main(["benefit", file, "--week", "2", "--explain", "--today", "2025-03-01"]) == 0
    assert "Maximum weekly benefit, total incapacity (USD/week)" in capsys.readouterr().out
    assert main(["benefit", file, "--week", "2", "--json", "--today", "2025-03-01"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["format"], told["weeks"][0]["amount"]) == ("rtwlib.benefit/1", "712.50")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--week", "1", "--from", "2025-01-01"], "one or the other"),
        (["--to", "2025-01-01"], "--to needs --from"),
        (["--from", "2025-02-01", "--to", "2025-01-01"], "is before"),
        (["--from", "1990-01-01", "--to", "2025-01-01"], "at most 1040"),
        (["--law", "us-tc"], "nearest: us-ct"),
    ],
)
def test_wrong_options_are_told(
    file: str, options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["benefit", file, *options]) == 2
    assert message in capsys.readouterr().err


def test_connecticut_s_bounds() -> None:
    law = rtwlib.law("us-ct")

    def amount(gross: str, net: str, **more: str) -> Decimal | None:
        own = facts(pre_injury_weekly=gross, pre_injury_after_tax_weekly=net, **more)
        case = rtwlib.read_case({**CASE, "facts": own})
        return rtwlib.weekly_benefit(case, law, today=date(2025, 3, 1), week=1).amount

    assert amount("4000", "3000") == Decimal("1654.00")  # the maximum of the rate year 2024-25
    assert amount("500", "430") == Decimal("330.80")  # a fifth of it
    assert amount("400", "380") == Decimal("300.00")  # never more than three quarters of the gross wage

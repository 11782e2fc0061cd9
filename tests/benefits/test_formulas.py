"""The algebra and its reader: what each node gives, what is unknown, and that every reason recomputes."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st
from support import law_of, limit

from rtwlib import rules
from rtwlib.answers import Need, Step, Wants
from rtwlib.dates import Unit
from rtwlib.money import Rounding
from rtwlib.readers.explain import RecomputeError, recompute, step_to_json
from rtwlib.readers.formulas import Found, evaluate
from rtwlib.rules import Compare, Const, Extreme, Node, Ratio, When

LAW = law_of(limit("claim", 'after = "injury"\ncount = "1 year"\nmet_by = ["claim_made"]'))


@frozen
class Known:
    """Facts, values and clocks by name; what is not there is missing."""

    values: dict[str, Any]

    def fact(self, name: str) -> Found:
        if name not in self.values:
            return Found(None, Step("said", name), (Need(Wants.FACT, name, f"What is {name}?"),))
        return Found(self.values[name], Step("fact", name, self.values[name], where="case"))

    def dated(self, value: str) -> Found:
        return self.fact(value)

    def elapsed(self, interval: str, unit: Unit) -> Found:
        return self.fact(f"{unit.value} of {interval}")

    def payroll(self, node: rules.Payroll[Any], weeks: Fraction) -> Found:
        return self.fact(f"{node.measure} over {weeks}")


def value(node: Node[Any], **values: Any) -> Any:
    found = evaluate(
        node,
        Known(
            {
                key: Fraction(each)
                if isinstance(each, (int, str)) and not isinstance(each, bool) and not key.startswith("word")
                else each
                for key, each in values.items()
            }
        ),
    )
    assert (found.value is None) == bool(found.needs)
    if found.value is not None:
        assert recompute(found.step, LAW) == found.value
    step_to_json(found.step)
    return found.value


WAGE, EARNED, CAP = rules.money("wage"), rules.money("earned"), rules.rate("cap")
PART = rules.ratio("part")


@pytest.mark.parametrize(("earned", "expected"), [("0", "760"), ("300", "460"), ("760", "0"), ("900", "0")])
def test_a_difference_with_a_cap_and_a_floor(earned: str, expected: str) -> None:
    weekly = rules.greatest(rules.nothing(), rules.least(WAGE * PART - EARNED, CAP - EARNED))
    assert value(weekly, wage="800", part="0.95", cap="1000", earned=earned) == Fraction(expected)


def test_the_edges_of_bands_are_those_of_the_words() -> None:
    worked, normal = rules.hours("worked"), rules.hours("normal")
    quarter, half = rules.ratio("quarter"), rules.ratio("half")
    band = (
        rules.when((worked / normal).at_most(quarter), rules.ratio("low"))
        .when((worked / normal).at_most(half), rules.ratio("mid"))
        .otherwise(rules.ratio("high"))
    )
    given = {"normal": "40", "quarter": "0.25", "half": "0.5", "low": "0.65", "mid": "0.75", "high": "1"}
    found = [value(band, worked=hours, **given) for hours in ("10", "10.01", "20", "20.01")]
    assert found == [Fraction("0.65"), Fraction("0.75"), Fraction("0.75"), Fraction(1)]


def test_rounding_division_and_clocks() -> None:
    assert value((WAGE * PART).round(Rounding.DOLLAR_UP), wage="1000", part="0.333") == 333
    assert value(WAGE / PART, wage="100", part="3") == Fraction(100, 3)
    assert (
        value(
            rules.weeks_run("weekly_payments").more_than(rules.weeks_of_law("first")),
            first="13",
            **{"weeks of weekly_payments": "14"},
        )
        is True
    )
    assert value(WAGE / rules.number(0), wage="100") is None


def test_truths_are_three_valued() -> None:
    yes, no, open_ = rules.truth("yes"), rules.truth("no"), rules.truth("open")
    given = {"yes": True, "no": False}
    assert value(rules.all_of(no, open_), **given) is False
    assert value(rules.any_of(yes, open_), **given) is True
    assert value(rules.all_of(yes, open_), **given) is None
    assert value(rules.any_of(no, open_), **given) is None
    assert value(rules.not_(open_), **given) is None
    assert value(rules.not_(no), **given) is True
    assert value(rules.all_of(yes, yes), **given) is True
    assert value(rules.any_of(no, no), **given) is False


def test_a_choice_that_cannot_be_made_is_unknown_unless_it_does_not_matter() -> None:
    open_ = rules.truth("open")
    same = rules.when(open_, WAGE).otherwise(rules.money("pay"))
    assert value(same, wage="100", pay="100") == 100
    found = evaluate(same, Known({"wage": Fraction(100), "pay": Fraction(90)}))
    assert [need.name for need in found.needs] == ["open"]
    assert (
        value(
            rules.when(rules.truth("no"), WAGE).when(rules.truth("yes"), EARNED).otherwise(CAP),
            no=False,
            yes=True,
            earned="7",
        )
        == 7
    )


def test_payroll_is_read_over_a_number_of_weeks_that_the_law_gives() -> None:
    window = rules.weeks_of_law("window")
    weekly = rules.average(rules.paid_before(window, "ordinary"), rules.weeks_before(window))
    known = {"window": "52", "gross over 52": "52000", "calendar over 52": "50"}
    assert value(weekly, **known) == 1040
    assert value(weekly, window="52") is None
    assert value(weekly) is None


def test_a_value_may_go_by_a_word_of_the_case() -> None:
    weeks = rules.weeks_of_law("weeks", by=rules.word("word.part"))
    assert value(weeks, **{"word.part": "master_arm", "weeks-master-arm": "208"}) == 208
    assert value(weeks) is None
    assert value(weeks, **{"word.part": "nose"}) is None


def test_a_changed_reason_is_found() -> None:
    found = evaluate(WAGE - EARNED, Known({"wage": Fraction(100), "earned": Fraction(30)}))
    with pytest.raises(RecomputeError, match="taken away"):
        recompute(attrs.evolve(found.step, value=Fraction(80)), LAW)


NAMES = ("a", "b", "c")
RATIOS = st.recursive(
    st.sampled_from([rules.share(name) for name in NAMES]) | st.fractions(0, 5, max_denominator=20).map(Const),
    lambda inner: st.one_of(
        st.builds(lambda one, other: one + other, inner, inner),
        st.builds(lambda one, other: one - other, inner, inner),
        st.builds(lambda one, other: one * other, inner, inner),
        st.builds(
            lambda op, items: Extreme(op, tuple(items)),
            st.sampled_from(["least", "greatest"]),
            st.lists(inner, min_size=1, max_size=3),
        ),
        st.builds(
            lambda op, one, other, yes, no: When(((Compare(op, one, other), yes),), no),
            st.sampled_from(["at_least", "at_most", "more_than", "less_than"]),
            inner,
            inner,
            inner,
            inner,
        ),
    ),
    max_leaves=12,
)


@given(node=RATIOS, known=st.dictionaries(st.sampled_from(NAMES), st.fractions(-3, 9, max_denominator=12)))
def test_any_formula_is_known_or_says_what_is_missing(node: Node[Ratio], known: dict[str, Fraction]) -> None:
    found = evaluate(node, Known(dict(known)))
    assert (found.value is None) == bool(found.needs)
    assert {need.name for need in found.needs} <= set(NAMES) - set(known)
    if found.value is not None:
        assert recompute(found.step, LAW) == found.value
        more = {name: Fraction(1) for name in NAMES} | known
        assert evaluate(node, Known(dict(more))).value == found.value


def test_there_are_no_more_kinds_of_node_than_allowed() -> None:
    kinds = {
        each for each in vars(rules).values() if isinstance(each, type) and issubclass(each, Node) and each is not Node
    }
    assert kinds == set(rules.KINDS)
    assert len(kinds) <= 14


def test_the_parts_of_a_formula_are_all_found() -> None:
    node = rules.when(rules.truth("t"), WAGE).otherwise(rules.least(WAGE * PART, CAP))
    assert [type(each).__name__ for each in rules.parts(node)] == [
        "When", "Input", "Input", "Extreme", "Times", "Input", "Dated", "Dated",
    ]  # fmt: skip


WRONG = """
from rtwlib import rules
wage, days, part = rules.money("a"), rules.days("b"), rules.share("c")
wage + days
wage * wage
part + wage
days.at_least(wage)
rules.least(wage, days)
wage / days
"""


def test_a_type_checker_refuses_what_makes_no_sense(tmp_path: Path) -> None:
    file = tmp_path / "wrong.py"
    file.write_text(WRONG, "utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--no-error-summary",
        "--cache-dir",
        str(tmp_path / "cache"),
        str(file),
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own
    lines = {
        int(line.split(":")[-3 if ": note:" in line else 1]) for line in run.stdout.splitlines() if ": error:" in line
    }
    assert lines == set(range(4, 10)), run.stdout

"""Hooks: each wrapper, what it refuses, and that the order in which plugins are registered changes nothing."""

# ruff: noqa: ARG005 - a hook's arguments are named by its specification, used or not

from __future__ import annotations

import inspect
import re
import types
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from support import a_form, case_of, law_of, limit, privacy_rule

from rtwlib import hooks
from rtwlib.answers import Step
from rtwlib.entries import Entry, Happened, State
from rtwlib.kinds import Kind
from rtwlib.laws import Value, ValueVersion
from rtwlib.rules import Formula, nothing, truth

LAW = law_of(limit("x", 'after = "claim_made"\ncount = "5 days"\nmet_by = ["claim_accepted"]'))
CASE = case_of(LAW, ("claim_made", "2024-01-02"))
TODAY = date(2024, 1, 3)
FORM = a_form("f")
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "hooks.md"
NAMES = sorted(name for name in vars(hooks.Specifications) if name.startswith("rtw_"))


def entry(rule: str, *, state: State = State.OPEN, trigger: date | None = None, reasons: bool = True) -> Entry:
    why = (Step("said", "because"),) if reasons else ()
    by = None if trigger is None else Happened("claim_made", trigger)
    return Entry(rule, Kind.DUTY, rule, "employer", state, due=TODAY, reasons=why, trigger=by)


def amount(name: str) -> Value:
    version = ValueVersion(date(2000, 1, 1), None, Decimal(1), ())
    return Value("xx-yy", name, name, "USD", "injury", (version,))


def manager_of(*plugins: Mapping[str, Callable[..., Any]]) -> Any:
    manager = hooks.new_manager()
    for number, functions in enumerate(plugins):
        marked = {name: hooks.hookimpl(function) for name, function in functions.items()}
        manager.register(types.SimpleNamespace(**marked), name=f"p{number}")
    manager.check_pending()
    return manager


CALLS: dict[str, Callable[[Any], Any]] = {
    "rtw_time_limits": lambda manager: hooks.time_limits(manager, LAW),
    "rtw_values": lambda manager: hooks.values(manager, LAW),
    "rtw_forms": lambda manager: hooks.forms(manager, LAW),
    "rtw_privacy_rules": lambda manager: hooks.privacy_rules(manager, LAW),
    "rtw_rules": lambda manager: hooks.rules(manager, LAW),
    "rtw_calendar": lambda manager: hooks.closed_days(manager, "xx-yy", 2024),
    "rtw_entries": lambda manager: hooks.entries(manager, CASE, LAW, TODAY),
    "rtw_check_case": lambda manager: hooks.case_remarks(manager, CASE, LAW),
    "rtw_check_plan": lambda manager: hooks.plan_remarks(manager, None, CASE, LAW),
    "rtw_form_values": lambda manager: hooks.form_values(manager, FORM, CASE, LAW),
    "rtw_render_form": lambda manager: hooks.render_form(manager, FORM, {}, LAW),
    "rtw_may_see": lambda manager: hooks.may_see(manager, "worker", "care", "medical", LAW),
}
SILENT: dict[str, Any] = {"rtw_calendar": {}, "rtw_form_values": {}, "rtw_render_form": None, "rtw_may_see": None}


def test_every_hook_has_a_wrapper() -> None:
    assert {*CALLS, "rtw_pack"} == set(NAMES)


@pytest.mark.parametrize("name", CALLS)
def test_a_wrapper_of_no_plugin_and_of_silent_ones(name: str) -> None:
    empty = SILENT.get(name, ())
    assert CALLS[name](hooks.new_manager()) == empty
    assert CALLS[name](manager_of({name: lambda: None}, {name: lambda: None})) == empty


@pytest.mark.parametrize("name", CALLS)
def test_a_hook_that_fails_is_named(name: str) -> None:
    def fail() -> None:
        message = "no such thing"
        raise KeyError(message)

    with pytest.raises(hooks.HookError, match=f"^{name} failed: KeyError: 'no such thing'$") as caught:
        CALLS[name](manager_of({name: fail}))
    assert isinstance(caught.value.__cause__, KeyError)


@pytest.mark.parametrize(
    ("name", "given_", "message"),
    [
        ("rtw_time_limits", 5, "rtw_time_limits must return a list, not int"),
        ("rtw_time_limits", [5], "rtw_time_limits must give TimeLimit values, not int"),
        ("rtw_time_limits", [LAW.limits[0]], "rtw_time_limits: 'xx-yy/x' is there already; choose another id"),
        ("rtw_time_limits", 2 * [evolve(LAW.limits[0], id="y")], "rtw_time_limits: 'xx-yy/y' is there already"),
        ("rtw_values", {"a": 1}, "rtw_values must return a list, not dict"),
        ("rtw_values", [amount("a"), amount("a")], "rtw_values: 'xx-yy/a' is there already; choose another id"),
        ("rtw_values", ["a"], "rtw_values must give Value values, not str"),
        ("rtw_forms", "form", "rtw_forms must return a list, not str"),
        ("rtw_forms", ["a"], "rtw_forms must give FormDefinition values, not str"),
        ("rtw_rules", b"rule", "rtw_rules must return a list, not bytes"),
        ("rtw_privacy_rules", 1.5, "rtw_privacy_rules must return a list, not float"),
        ("rtw_calendar", [TODAY], "rtw_calendar must return a mapping, not list"),
        ("rtw_calendar", {"2024-01-01": "New Year"}, "rtw_calendar must map days to reasons, not str to str"),
        ("rtw_calendar", {TODAY: None}, "rtw_calendar must map days to reasons, not date to NoneType"),
        ("rtw_calendar", {datetime(2024, 1, 1): "x"}, "rtw_calendar must map days to reasons, not datetime to str"),  # noqa: DTZ001 - that is the mistake
        ("rtw_entries", [LAW.limits[0]], "rtw_entries must give Entry values, not TimeLimit"),
        ("rtw_entries", [entry("a", reasons=False)], "rtw_entries: the entry a gives no reasons"),
        ("rtw_check_case", ["careful"], "rtw_check_case must give Remark values, not str"),
        ("rtw_check_plan", [None], "rtw_check_plan must give Remark values, not NoneType"),
        ("rtw_form_values", ["a"], "rtw_form_values must return a mapping, not list"),
        ("rtw_render_form", "text", "rtw_render_form must return bytes, not str"),
        ("rtw_may_see", "no", "rtw_may_see must return true or false, not str"),
    ],
)
def test_what_a_hook_may_not_give(name: str, given_: Any, message: str) -> None:
    with pytest.raises(hooks.HookError, match="^" + re.escape(message)):
        CALLS[name](manager_of({name: lambda: given_}))


def test_a_generator_may_fail_half_way() -> None:
    def half(law: Any) -> Iterator[Value]:
        yield amount("a")
        message = f"{law.id} has no b"
        raise LookupError(message)

    with pytest.raises(hooks.HookError, match="rtw_values failed: LookupError: xx-yy has no b"):
        hooks.values(manager_of({"rtw_values": half}), LAW)
    whole = manager_of({"rtw_values": lambda law: (amount(name) for name in "ba")})
    assert [value.id for value in hooks.values(whole, LAW)] == ["a", "b"]


def test_two_plugins_may_not_disagree_on_a_field() -> None:
    same = ({"rtw_form_values": lambda form: {"a": 1, "b": 2}}, {"rtw_form_values": lambda form: {"a": 1}})
    assert hooks.form_values(manager_of(*same), FORM, CASE, LAW) == {"a": 1, "b": 2}
    other = {"rtw_form_values": lambda form: {"a": 3}}
    with pytest.raises(hooks.HookError, match="two plugins disagree on the field 'a'"):
        hooks.form_values(manager_of(*same, other), FORM, CASE, LAW)


@pytest.mark.parametrize(
    ("answers", "allowed"),
    [([], None), ([None], None), ([True], True), ([True, None], True), ([True, False], False), ([None, False], False)],
)
def test_any_refusal_refuses(answers: list[bool | None], allowed: bool | None) -> None:
    plugins = [{"rtw_may_see": lambda answer=answer: answer} for answer in answers]
    assert hooks.may_see(manager_of(*plugins), "worker", "care", "medical", LAW) is allowed


def test_a_form_is_rendered_by_one_that_can() -> None:
    manager = manager_of({"rtw_render_form": lambda form: None}, {"rtw_render_form": lambda form, values: b"%PDF"})
    assert hooks.render_form(manager, FORM, {}, LAW) == b"%PDF"


@given(order=st.permutations(range(4)))
def test_the_order_of_registration_never_changes_an_answer(order: list[int]) -> None:
    plugins: list[dict[str, Callable[..., Any]]] = []
    for number, name in enumerate("bacd"):
        plugins.append(
            {
                "rtw_entries": lambda number=number: [
                    entry("xx-yy/same", state=list(State)[number]),
                    entry("xx-yy/same", trigger=date(2024, 1, 2)),
                ],
                "rtw_check_case": lambda number=number: [
                    hooks.Remark("XX1", ("error", "warning", "note", "note")[number], "same message")
                ],
                "rtw_check_plan": lambda number=number: [hooks.Remark("XX1", "note", str(number % 2))],
                "rtw_calendar": lambda name=name: {TODAY: name, date(2024, 1, 4 + ord(name) % 4): "own"},
                "rtw_time_limits": lambda name=name: [evolve(LAW.limits[0], id=name)],
                "rtw_values": lambda name=name: [amount(name)],
                "rtw_forms": lambda name=name: [a_form(name)],
                "rtw_privacy_rules": lambda name=name: [privacy_rule(name)],
                "rtw_rules": lambda name=name: [Formula(name, truth("claim.reported"), nothing())],
                "rtw_form_values": lambda name=name: {name: name},
                "rtw_may_see": lambda name=name: name != "a",
            }
        )
    ordered = {name: call(manager_of(*plugins)) for name, call in CALLS.items()}
    found = {name: call(manager_of(*(plugins[number] for number in order))) for name, call in CALLS.items()}
    assert found == ordered
    assert list(found["rtw_calendar"]) == sorted(found["rtw_calendar"])
    assert list(found["rtw_form_values"]) == ["a", "b", "c", "d"]


def test_only_the_plugins_of_a_law_are_asked() -> None:
    manager = manager_of({"rtw_values": lambda law: [amount("a")]}, {"rtw_values": lambda law: [amount("b")]})
    assert [value.id for value in hooks.values(hooks.of_packs(manager, ["p1", "nobody"]), LAW)] == ["b"]
    assert hooks.values(hooks.of_packs(manager, []), LAW) == ()


def test_the_source_of_one_plugin() -> None:
    manager = manager_of(
        {"rtw_pack": lambda: hooks.PackSource("a", Path("a"))}, {"rtw_pack": lambda: hooks.PackSource("b", Path("b"))}
    )
    for name, plugin in manager.list_name_plugin():
        found = hooks.pack_source(plugin)
        assert found is not None
        assert found.id == {"p0": "a", "p1": "b"}[name]
    silent = manager_of({"rtw_pack": lambda: None})
    assert hooks.pack_source(silent.get_plugin("p0")) is None
    wrong = manager_of({"rtw_pack": lambda: "here"})
    with pytest.raises(hooks.HookError, match="rtw_pack must return a PackSource, not a str"):
        hooks.pack_source(wrong.get_plugin("p0"))


def test_a_hook_without_a_specification_is_refused() -> None:
    with pytest.raises(Exception, match="unknown hook 'rtw_packs'"):
        manager_of({"rtw_packs": lambda: None})
    with pytest.raises(Exception, match="jurisdiction"):
        manager_of({"rtw_values": lambda jurisdiction: None})


def test_the_page_lists_every_hook_with_its_arguments() -> None:
    text = PAGE.read_text("utf-8")
    assert sorted(re.findall(r"^#{2,3} `(rtw_\w+)`$", text, re.MULTILINE)) == NAMES
    told = dict(re.findall(r"^`(rtw_\w+)\(([^)]*)\)", text, re.MULTILINE))
    given_ = {
        name: ", ".join(list(inspect.signature(getattr(hooks.Specifications, name)).parameters)[1:]) for name in NAMES
    }
    assert told == given_

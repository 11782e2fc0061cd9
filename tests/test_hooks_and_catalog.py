"""Hooks and their wrappers; which packs are found, how a broken one stays alone, and how layers are read."""

from __future__ import annotations

import types
from datetime import date
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from support import PACK, SOURCES, TIME, a_form, case_of, law_of, limit, privacy_rule, write_pack

import rtwlib
from rtwlib import catalog, hooks
from rtwlib.answers import Step
from rtwlib.catalog import Catalog, UnknownJurisdictionError, open_catalog
from rtwlib.entries import Entry, State
from rtwlib.kinds import Kind
from rtwlib.packs import PackError
from rtwlib.rules import Formula, nothing, truth

LAW = law_of(limit("x", 'after = "claim_made"\ncount = "5 days"\nmet_by = ["claim_accepted"]'))
CASE = case_of(LAW, ("claim_made", "2024-01-02"))
TODAY = date(2024, 1, 3)


def entry(rule: str, due: date, *, reasons: bool = True) -> Entry:
    why = (Step("said", "because"),) if reasons else ()
    return Entry(rule, Kind.DUTY, rule, "employer", State.OPEN, due=due, reasons=why)


def plugin(**functions: Any) -> types.SimpleNamespace:
    return types.SimpleNamespace(**{name: hooks.hookimpl(function) for name, function in functions.items()})


def manager_of(*plugins: object) -> Any:
    manager = hooks.new_manager()
    for each in plugins:
        manager.register(each)
    manager.check_pending()
    return manager


@given(order=st.permutations(range(3)))
def test_the_order_of_registration_never_changes_an_answer(order: list[int]) -> None:
    names = ["b", "a", "c"]
    plugins = [
        plugin(
            rtw_entries=lambda case, law, today, name=name: [entry(f"xx-yy/{name}", date(2024, 1, 9))],
            rtw_check_case=lambda case, law, name=name: [hooks.Remark("XX1", "note", name)],
            rtw_calendar=lambda jurisdiction, year, name=name: {date(year, 1, 2): f"closed by {name}"},
            rtw_time_limits=lambda law, name=name: [evolve(LAW.limits[0], id=name)],
            rtw_forms=lambda law, name=name: [a_form(name)],
            rtw_privacy_rules=lambda law, name=name: [privacy_rule(name)],
            rtw_rules=lambda law, name=name: [Formula(name, truth("claim.reported"), nothing())],
            rtw_check_plan=lambda plan, case, law, name=name: [hooks.Remark("XX2", "note", name)],
            rtw_form_values=lambda form, case, law, name=name: {name: 1},
            rtw_may_see=lambda audience, purpose, category, law, name=name: name != "a",
        )
        for name in names
    ]
    manager = manager_of(*(plugins[number] for number in order))
    assert [each.rule for each in hooks.entries(manager, CASE, LAW, TODAY)] == ["xx-yy/a", "xx-yy/b", "xx-yy/c"]
    assert [each.message for each in hooks.case_remarks(manager, CASE, LAW)] == ["a", "b", "c"]
    assert [each.message for each in hooks.plan_remarks(manager, None, CASE, LAW)] == ["a", "b", "c"]
    assert hooks.closed_days(manager, "xx-yy", 2024) == {date(2024, 1, 2): "closed by a"}
    assert [each.id for each in hooks.time_limits(manager, LAW)] == ["a", "b", "c"]
    assert [each.id for each in hooks.forms(manager, LAW)] == ["a", "b", "c"]
    assert [each.id for each in hooks.privacy_rules(manager, LAW)] == ["a", "b", "c"]
    assert [each.id for each in hooks.rules(manager, LAW)] == ["a", "b", "c"]
    assert list(hooks.form_values(manager, a_form("f"), CASE, LAW)) == ["a", "b", "c"]
    assert hooks.may_see(manager, "worker", "care", "medical", LAW) is False


def test_silence_and_single_answers() -> None:
    manager = manager_of(plugin(rtw_render_form=lambda form, values, law: b"%PDF"))
    assert hooks.may_see(manager, "worker", "care", "medical", LAW) is None
    assert hooks.render_form(manager, a_form("f"), {}, LAW) == b"%PDF"
    assert hooks.values(manager, LAW) == ()


def test_what_a_hook_may_not_give() -> None:
    with pytest.raises(hooks.HookError, match="gives no reasons"):
        hooks.entries(manager_of(plugin(rtw_entries=lambda law: [entry("a", TODAY, reasons=False)])), CASE, LAW, TODAY)
    with pytest.raises(hooks.HookError, match="rtw_values must give Value values, not str"):
        hooks.values(manager_of(plugin(rtw_values=lambda law: ["x"])), LAW)
    two = (plugin(rtw_form_values=lambda form: {"a": 1}), plugin(rtw_form_values=lambda form: {"a": 2}))
    with pytest.raises(hooks.HookError, match="two plugins disagree on the field 'a'"):
        hooks.form_values(manager_of(*two), a_form("f"), CASE, LAW)


@pytest.fixture
def modules(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def point(name: str, module: str) -> EntryPoint:
    return EntryPoint(name, module, catalog.GROUP)


def write_module(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.py").write_text(text, "utf-8")


HOOK = """
from pathlib import Path
from rtwlib.hooks import PackSource, hookimpl

@hookimpl
def rtw_pack():
    return PackSource("xx-yy", Path(__file__).parent / "xx_yy")
"""


def test_an_installed_pack_is_found_by_name_and_loaded_when_asked_for(modules: Path) -> None:
    write_pack(modules / "xx_yy")
    write_module(modules, "pack_good", HOOK)
    found = Catalog([point("xx-yy", "pack_good"), point("xx-zz", "no_such_module_at_all")])
    assert found.ids() == ("xx-yy", "xx-zz")
    assert found.law("xx-yy") is found.law("xx-yy")
    assert found.folder("xx-yy") == modules / "xx_yy"
    laws, broken = found.load_all()
    assert [law.id for law in laws] == ["xx-yy"]
    assert broken[0].id == "xx-zz"
    assert "no_such_module_at_all cannot be loaded: ModuleNotFoundError" in broken[0].why
    with pytest.raises(PackError):
        found.load_all(strict=True)


def test_a_plugin_may_add_limits_and_values(modules: Path) -> None:
    write_pack(modules / "xx_yy", deadlines=limit("x", 'after = "claim_made"\nprompt = true'))
    more = (
        HOOK
        + "\nfrom attrs import evolve\n@hookimpl\ndef rtw_time_limits(law):\n    return [evolve(law.limits[0], id='more')]\n"
    )
    write_module(modules, "pack_more", more)
    assert [each.id for each in Catalog([point("xx-yy", "pack_more")]).law("xx-yy").limits] == ["x", "more"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "has no rtw_pack hook"),
        (
            HOOK.replace('PackSource("xx-yy", Path(__file__).parent / "xx_yy")', "1"),
            "rtw_pack must return a PackSource, not a int",
        ),
        (HOOK.replace("def rtw_pack()", "def rtw_pak()"), "cannot be loaded: PluginValidationError"),
        ("raise RuntimeError('at import')", "cannot be loaded: RuntimeError: at import"),
    ],
)
def test_a_plugin_that_does_not_work_is_reported(modules: Path, text: str, message: str) -> None:
    name = f"pack_bad_{abs(hash(text))}"
    write_module(modules, name, text)
    with pytest.raises(PackError) as caught:
        Catalog([point("xx-yy", name)]).law("xx-yy")
    assert message in str(caught.value)


def test_a_wrong_name_and_two_of_one_name(modules: Path) -> None:
    write_pack(modules / "xx_yy")
    write_module(modules, "pack_named", HOOK)
    with pytest.raises(PackError, match="is 'xx-yy', but the entry point is named 'xx-zz'"):
        Catalog([point("xx-zz", "pack_named")]).law("xx-zz")
    with pytest.raises(PackError, match="given by several: pack_named, pack_other"):
        Catalog([point("xx-yy", "pack_named"), point("xx-yy", "pack_other")]).law("xx-yy")
    with pytest.raises(UnknownJurisdictionError, match="unknown jurisdiction 'xx-yz'; nearest: xx-yy"):
        Catalog([point("xx-yy", "pack_named")]).law("xx-yz")


LAYER = PACK.replace("xx-yy", "xx-yy-zz") + 'extends = "xx-yy"\n'


def test_a_layer_extends_hides_and_inherits(tmp_path: Path) -> None:
    body = 'after = "claim_made"\ncount = "5 days"\nmet_by = ["claim_accepted"]\n'
    base = write_pack(tmp_path / "base", deadlines=limit("x", body) + limit("y", body))
    layer = write_pack(
        tmp_path / "layer",
        pack=LAYER,
        deadlines=limit("x", body + 'overrides = "xx-yy/x"') + limit("z", 'after = "due:y"\nprompt = true'),
    )
    (layer / "time.toml").unlink()
    found = Catalog([], (base, layer)).law("xx-yy-zz")
    assert [each.rule for each in found.limits] == ["xx-yy-zz/x", "xx-yy-zz/z", "xx-yy/y"]
    assert [stamp.id for stamp in found.stamps] == ["xx-yy-zz", "xx-yy"]
    assert found.time["xx-yy-zz"] is found.time["xx-yy"]
    own_time = write_pack(tmp_path / "own", pack=LAYER, time=TIME.replace('"next_open"', '"none"'))
    assert Catalog([], (base, own_time)).law("xx-yy-zz").time["xx-yy"] is not None


def test_layers_that_extend_each_other_and_a_base_that_is_broken(tmp_path: Path) -> None:
    one = write_pack(tmp_path / "one", pack=PACK + 'extends = "xx-yy-zz"\n')
    two = write_pack(tmp_path / "two", pack=LAYER)
    with pytest.raises(PackError, match="cannot be loaded"):
        Catalog([], (one, two)).law("xx-yy")
    (tmp_path / "empty").mkdir()
    with pytest.raises(PackError, match="missing, or without an id"):
        Catalog([], (tmp_path / "empty",))


def test_a_folder_by_path_through_the_api(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "p", sources=SOURCES)
    assert "xx-yy" in rtwlib.jurisdictions(packs=[folder])
    assert rtwlib.law("xx-yy", packs=[str(folder)]).id == "xx-yy"
    read = rtwlib.read_case({"format": "rtwlib.case/1", "id": "c", "jurisdictions": ["xx-yy", "us-ct"]}, packs=[folder])
    assert read.id == "c"
    file = rtwlib.read_employer_file(
        {"format": "rtwlib.employer/1", "id": "e", "jurisdictions": ["xx-yy"]}, packs=[folder]
    )
    assert list(rtwlib.timeline(file, rtwlib.law("xx-yy", packs=[folder]), today=TODAY)) == []


def test_calling_the_package_of_packs_is_calling_the_function() -> None:
    rtwlib.law("us-ct")
    assert rtwlib.jurisdictions() == open_catalog().ids()
    assert {"us-ct", "us-ct-state"} <= set(rtwlib.jurisdictions())


def test_an_unknown_value_names_the_nearest() -> None:
    with pytest.raises(KeyError, match="max-ttd-weekly"):
        rtwlib.value(rtwlib.law("us-ct"), "max-ttd-weakly", on=TODAY)

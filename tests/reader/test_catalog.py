"""Which packs are found; a broken one stays alone, whatever was asked for before; a folder by path wins."""

from __future__ import annotations

import itertools
from datetime import date
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from support import PACK, limit, write_pack

import rtwlib
from rtwlib import catalog
from rtwlib.catalog import Broken, Catalog, UnknownJurisdictionError
from rtwlib.packs import PackError

BODY = 'after = "claim_made"\ncount = "5 days"\nmet_by = ["claim_accepted"]\n'
MODULE = """
from datetime import date
from decimal import Decimal
from pathlib import Path
from attrs import evolve
from rtwlib.hooks import PackSource, hookimpl

@hookimpl
def rtw_pack():
    return PackSource("{id}", Path(__file__).parent / "{folder}")

"""
_NUMBERS = itertools.count()


class Shelf:
    """Installed packs: modules with entry points, in a folder of their own on the path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.points: list[EntryPoint] = []

    def add(self, name: str, more: str = "", *, instead: str | None = None, pack: str | None = None) -> str:
        module = f"shelf_{next(_NUMBERS)}"
        write_pack(
            self.folder / module / "data",
            pack=PACK.replace("xx-yy", name) if pack is None else pack,
            deadlines=limit("x", BODY),
        )
        text = (MODULE + more if instead is None else instead).replace("{id}", name)
        text = text.replace("{folder}", f"{module}/data")
        (self.folder / f"{module}.py").write_text(text, "utf-8")
        self.points.append(EntryPoint(name, module, catalog.GROUP))
        return module

    def open(self, *folders: Path) -> Catalog:
        return Catalog(self.points, folders)


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Shelf:
    monkeypatch.syspath_prepend(tmp_path)
    return Shelf(tmp_path)


BROKEN = {
    "no module": ("import no_such_module_at_all", "cannot be loaded: ModuleNotFoundError: No module named"),
    "no python": ("def", "cannot be loaded: SyntaxError"),
    "fails at import": ("1 / 0", "cannot be loaded: ZeroDivisionError: division by zero"),
    "no hook": ("", "has no rtw_pack hook"),
    "silent hook": (MODULE.replace("return PackSource", "PackSource"), "has no rtw_pack hook"),
    "wrong source": (MODULE.replace("return PackSource", "return repr"), "cannot be loaded: HookError: rtw_pack"),
    "unknown hook": (MODULE + "@hookimpl\ndef rtw_nothing(): pass\n", "cannot be loaded: PluginValidationError"),
    "unknown argument": (MODULE + "@hookimpl\ndef rtw_values(laws): pass\n", "cannot be loaded: PluginValidationError"),
    "no folder": (MODULE.replace("{folder}", "nowhere"), "no such folder: a pack is a folder with a pack.toml"),
    "another id": (MODULE, "is 'aa-other', but the entry point is named 'aa-bad'"),
    "limits fail": (MODULE + "@hookimpl\ndef rtw_time_limits(law): 1 / 0\n", "rtw_time_limits failed: ZeroDivision"),
    "limits are none": (MODULE + "@hookimpl\ndef rtw_time_limits(law): return 5\n", "must return a list, not int"),
    "values are none": (MODULE + "@hookimpl\ndef rtw_values(law): return [5]\n", "rtw_values must give Value values"),
}  # fmt: skip


@pytest.mark.parametrize("first", ["aa-bad", "zz-good"])
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_pack_stays_alone_whichever_is_asked_for_first(name: str, first: str, shelf: Shelf) -> None:
    text, why = BROKEN[name]
    shelf.add("aa-bad", instead=text, pack=PACK.replace("xx-yy", "aa-other") if name == "another id" else None)
    shelf.add("zz-good")
    found = shelf.open()
    if first == "zz-good":
        assert found.law("zz-good").id == "zz-good"
    laws, broken = found.load_all()
    assert [law.id for law in laws] == ["zz-good"]
    assert [each.id for each in broken] == ["aa-bad"]
    assert why in broken[0].why
    with pytest.raises((PackError, ValueError), match=r"aa-bad|rtw_|nowhere"):
        found.load_all(strict=True)


def test_a_broken_pack_is_a_value() -> None:
    assert Broken("a", "why") == Broken("a", "why")


def test_several_entry_points_of_one_name(shelf: Shelf) -> None:
    modules = [shelf.add("xx-yy"), shelf.add("xx-yy")]
    with pytest.raises(PackError) as caught:
        shelf.open().law("xx-yy")
    assert str(caught.value) == (
        f"pack xx-yy has 1 problem:\n  entry point: xx-yy: given by several: {', '.join(sorted(modules))}"
    )


def test_what_other_packs_add_to_a_law_is_not_asked_for(shelf: Shelf) -> None:
    """Whether another pack was loaded before must not change an answer: none adds to a law that is not its own."""
    shelf.add("xx-aa", "@hookimpl\ndef rtw_time_limits(law):\n    return [evolve(law.limits[0], id='more')]\n")
    shelf.add("xx-bb")
    alone, after = shelf.open(), shelf.open()
    assert [each.rule for each in after.law("xx-aa").limits] == ["xx-aa/x", "xx-aa/more"]
    assert [each.rule for each in after.law("xx-bb").limits] == [each.rule for each in alone.law("xx-bb").limits]


def test_what_a_base_adds_stands_once_in_its_layers(shelf: Shelf) -> None:
    shelf.add("xx-yy", "@hookimpl\ndef rtw_time_limits(law):\n    return [evolve(law.limits[0], id='more')]\n")
    shelf.add("xx-yy-zz", pack=PACK.replace("xx-yy", "xx-yy-zz") + 'extends = "xx-yy"\n')
    law = shelf.open().law("xx-yy-zz")
    assert [each.rule for each in law.limits] == ["xx-yy-zz/x", "xx-yy/x", "xx-yy/more"]


def test_names_are_known_without_loading_anything(shelf: Shelf) -> None:
    shelf.add("xx-zz", instead="raise SystemExit('loaded')")
    shelf.add("xx-aa")
    assert shelf.open().ids() == ("xx-aa", "xx-zz")
    assert shelf.open().law("xx-aa").id == "xx-aa"


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("us-tc", "unknown jurisdiction 'us-tc'; nearest: us-ct"),
        ("US-CT", "unknown jurisdiction 'US-CT'; nearest: us-ct"),
        ("", f"unknown jurisdiction ''; nearest: {', '.join(rtwlib.jurisdictions()[:8])}"),
    ],
)
def test_an_unknown_jurisdiction_names_the_nearest(asked: str, message: str) -> None:
    with pytest.raises(UnknownJurisdictionError) as caught:
        rtwlib.law(asked)
    assert str(caught.value) == message


def test_a_catalog_without_packs_says_so() -> None:
    with pytest.raises(UnknownJurisdictionError, match="unknown jurisdiction 'us-ct'; nearest: none is installed"):
        Catalog([]).law("us-ct")
    assert Catalog([]).load_all() == ((), ())


def test_a_folder_by_path_wins_and_runs_nothing(shelf: Shelf, tmp_path: Path) -> None:
    shelf.add("xx-yy", "@hookimpl\ndef rtw_time_limits(law):\n    1 / 0\n")
    folder = write_pack(tmp_path / "mine", deadlines=limit("mine", BODY))
    (folder / "__init__.py").write_text("1 / 0")
    (folder / "rules.py").write_text("1 / 0")
    found = shelf.open(folder)
    assert found.ids() == ("xx-yy",)
    assert [each.id for each in found.law("xx-yy").limits] == ["mine"]
    assert found.folder("xx-yy") == folder
    assert found.law("xx-yy") is found.law("xx-yy")


def test_the_folder_of_an_installed_pack(shelf: Shelf) -> None:
    module = shelf.add("xx-yy")
    assert shelf.open().folder("xx-yy") == shelf.folder / module / "data"
    with pytest.raises(UnknownJurisdictionError):
        shelf.open().folder("xx-zz")


def test_two_folders_of_one_id_are_told(tmp_path: Path) -> None:
    one = write_pack(tmp_path / "one", deadlines=limit("one", BODY))
    two = write_pack(tmp_path / "two", deadlines=limit("two", BODY))
    with pytest.raises(PackError, match="two folders hold a pack 'xx-yy': one and two"):
        Catalog([], (one, two))
    assert [each.id for each in Catalog([], (one, one)).law("xx-yy").limits] == ["one"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "pack.toml: missing, or without an id: a pack folder has a pack.toml"),
        ("id = 5", "pack.toml: missing, or without an id: a pack folder has a pack.toml"),
        ("id = ", "pack.toml: not TOML: Invalid value (at end of document)"),
    ],
)
def test_a_folder_that_is_no_pack(text: str | None, message: str, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "pack.toml").write_text(text)
    with pytest.raises(PackError) as caught:
        Catalog([], (tmp_path,))
    assert [str(problem) for problem in caught.value.problems] == [message]


def test_reasons_of_a_plugins_entries_go_with_its_own_law_only(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "from rtwlib.answers import Step\nfrom rtwlib.entries import Entry, State\nfrom rtwlib.kinds import Kind\n"
        "@hookimpl\ndef rtw_entries(case, law, today):\n"
        "    return [Entry(f'{law.id}/own', Kind.DUTY, 'Own', 'worker', State.OPEN, reasons=(Step('said', 'so'),))]\n"
    )
    shelf.add("xx-aa", text)
    shelf.add("xx-bb")
    found = shelf.open()
    monkeypatch.setattr(catalog, "_installed", lambda: found)
    for name, rules in (("xx-aa", ["xx-aa/x", "xx-aa/own"]), ("xx-bb", ["xx-bb/x"])):
        case = rtwlib.read_case(
            {
                "format": "rtwlib.case/1",
                "id": "c",
                "jurisdictions": [name],
                "events": [{"kind": "claim_made", "on": "2024-01-02"}],
            }
        )
        entries = rtwlib.timeline(case, rtwlib.law(name), today=date(2024, 1, 3)).entries
        assert [entry.rule for entry in entries] == rules

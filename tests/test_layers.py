"""How the house is built: what is imported when, how long modules are, which packs are named."""

import statistics
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import rtwlib

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "rtwlib"
LONGEST, TYPICAL = 400, 150


def loaded_by(code: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after running some code."""
    shown = subprocess.run(  # noqa: S603 - our own interpreter and our own code
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules, sep='\\n')"],
        capture_output=True,
        check=True,
        text=True,
    )
    return set(shown.stdout.split())


def test_importing_the_library_loads_none_of_its_parts() -> None:
    assert {name for name in loaded_by("import rtwlib") if name.startswith("rtwlib.")} == set()


@pytest.mark.parametrize("heavy", ["holidays", "numpy", "click", "pluggy", "cattrs", "hypothesis", "pytest"])
def test_importing_the_library_loads_nothing_heavy(heavy: str) -> None:
    assert heavy not in loaded_by("import rtwlib")


def test_asking_for_the_version_loads_no_pack() -> None:
    loaded = loaded_by("from rtwlib.cli import main\nmain(['--version'])")
    assert "click" in loaded
    assert {name for name in loaded if name.startswith(("rtwlib.jurisdictions", "rtwlib.packs", "holidays"))} == set()


@pytest.mark.parametrize("name", rtwlib.__all__)
def test_every_public_name_can_be_imported(name: str) -> None:
    assert getattr(rtwlib, name).__name__.rpartition(".")[2] == name
    assert name in dir(rtwlib)


def test_a_public_function_stays_one_when_the_packs_are_loaded() -> None:
    code = "import rtwlib\nrtwlib.law('us-ct')\nassert 'us-ct' in rtwlib.jurisdictions()"
    assert "rtwlib.jurisdictions.us_ct" in loaded_by(code)


def test_a_name_that_is_not_public_is_an_ordinary_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'timelime'"):
        rtwlib.timelime  # noqa: B018 - the access is the test


def test_modules_stay_short() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in PACKAGE.rglob("*.py")}
    assert {path.name: length for path, length in lengths.items() if length > LONGEST} == {}
    assert statistics.median(lengths.values()) < TYPICAL


def test_every_pack_that_is_shipped_is_named_as_an_entry_point() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packs = PACKAGE.glob("jurisdictions/*/pack.toml")
    folders = {path.parent.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in packs}
    assert project["entry-points"]["rtwlib.packs"] == {
        pack["id"]: f"rtwlib.jurisdictions.{name}" for name, pack in folders.items()
    }

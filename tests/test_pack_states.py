"""What a vendor asks of a pack: what to look up, what has run out, what changed and which days that moves."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from datetime import date
from pathlib import Path

import pytest

import rtwlib
from rtwlib.cli.running import run
from rtwlib.comparison.changes import changes
from rtwlib.comparison.review import REASONS, questions
from rtwlib.comparison.staleness import stale

VALUES = """
[[value]]
id = "weekly-maximum"
title = "Weekly maximum"
unit = "XXX/week"
governed_by = "injury"
[[value.version]]
from = 2020-01-01
until = 2024-04-01
amount = "900"
cite = "act s 9"
[[gap]]
of = "weekly-maximum"
from = 2024-04-01
why = "the order of 2024 was not read"

[[value]]
id = "waiting-days"
title = "Waiting days"
unit = "days"
governed_by = "injury"
[[value.version]]
from = 2020-01-01
from_is = "first_known"
amount = "3"
cite = "act s 8"
confidence = "secondary"
"""
DUTIES = """
[[duty]]
id = "register"
title = "Keep a register"
owed_by = "employer"
cite = "act s 3"
"""


def _run(*command: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(("pack", *command))
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "zz"
    assert _run("new", str(folder), "--id", "zz-new")[0] == 0
    (folder / "values.toml").write_text(VALUES, "utf-8")
    (folder / "duties.toml").write_text(DUTIES, "utf-8")
    assert _run("check", str(folder)) == (
        0,
        f"{folder}: in order (1 time limit, 1 version, 2 rates, 1 worked case read)\n",
        "",
    )
    return folder


def _changed(pack: Path, file: str, *swaps: tuple[str, str]) -> Path:
    """Return a copy of a pack with texts of one file put in the place of others."""
    copy = pack.with_name("changed")
    shutil.copytree(pack, copy, dirs_exist_ok=True)
    text = (copy / file).read_text("utf-8")
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    (copy / file).write_text(text, "utf-8")
    return copy


def test_what_to_look_up_is_listed_with_its_reason(pack: Path) -> None:
    code, out, _ = _run("review", str(pack))
    assert code == 1
    assert out.startswith("zz-new: 1 unconfirmed, 1 gap, 1 date not confirmed")
    assert "zz-new/decide-claim   Decide the claim, from 2020-01-01   The Act (an example: replace it), s 2" in out
    assert "the order of 2024 was not read" in out
    assert "1 secondary" in _run("review", str(pack), "--secondary")[1]
    found = json.loads(_run("review", str(pack), "--json")[1])
    assert found["format"] == "rtwlib.pack-review/1"
    assert [(row["why"], row["rule"], row["sort"]) for row in found["questions"]] == [
        ("unconfirmed", "zz-new/decide-claim", "limit"),
        ("gap", "zz-new/weekly-maximum", "rate"),
        ("date not confirmed", "zz-new/waiting-days", "rate"),
    ]
    settled = _changed(pack, "deadlines.toml", ('confidence = "unconfirmed"', 'confidence = "statute"'))
    (settled / "values.toml").unlink()
    assert _run("review", str(settled)) == (0, "zz-new: nothing to look up\n", "")


@pytest.mark.parametrize("name", rtwlib.jurisdictions())
def test_every_entry_that_is_marked_is_to_be_looked_up(name: str) -> None:
    law = rtwlib.law(name)
    found = questions(law)
    assert {each.why for each in found} <= set(REASONS)
    asked = {(each.rule, each.from_) for each in found if each.why == "unconfirmed"}
    marked = [
        (limit.rule, terms.from_)
        for limit in law.limits
        if limit.pack == law.id
        for terms in limit.versions
        if terms.confidence.value == "unconfirmed"
    ]
    assert set(marked) <= asked
    gaps = [gap for limit in law.limits if limit.pack == law.id for gap in limit.gaps]
    gaps += [gap for value in law.values if value.pack == law.id for gap in value.gaps]
    assert sum(each.why == "gap" for each in found) == len(gaps)


@pytest.mark.parametrize(
    ("today", "sorts"),
    [
        ("2023-03-31", set()),
        ("2024-03-31", {"ends soon"}),
        ("2024-04-01", {"not known"}),
        ("2035-06-01", {"not known", "calendar ends"}),
    ],
)
def test_what_has_run_out_on_a_day(pack: Path, today: str, sorts: set[str]) -> None:
    code, out, _ = _run("stale", str(pack), "--today", today, "--months", "1200", "--json")
    found = json.loads(out)
    assert (code, found["format"]) == (int(bool(sorts)), "rtwlib.pack-stale/1")
    assert {row["sort"] for row in found["stale"]} == sorts


def test_a_version_without_a_successor_ends_soon(pack: Path) -> None:
    text = (pack / "values.toml").read_text("utf-8")
    (pack / "values.toml").write_text(
        text[: text.index("[[gap]]")] + text[text.index('[[value]]\nid = "waiting') :], "utf-8"
    )
    law = rtwlib.law("zz-new", packs=[pack])
    found = [each for each in stale(law, today=date(2024, 3, 1)) if each.sort == "ends soon"]
    assert [(each.what, each.day) for each in found] == [("zz-new/weekly-maximum", date(2024, 4, 1))]
    assert not [each for each in stale(law, today=date(2023, 3, 1)) if each.sort == "ends soon"]
    assert not [each for each in stale(law, today=date(2024, 3, 1), within_days=30) if each.sort == "ends soon"]


def test_reading_is_old_after_so_many_months(pack: Path) -> None:
    law = rtwlib.law("zz-new", packs=[pack])
    read = law.stamps[0].reviewed
    assert not [each for each in stale(law, today=read) if each.sort == "read long ago"]
    later = read.replace(year=read.year + 1)
    found = [each for each in stale(law, today=later) if each.sort == "read long ago"]
    assert {each.what for each in found} == {"zz-new", "act"}
    code, out, _ = _run("stale", str(pack), "--today", later.isoformat())
    assert (code, "the pack as a whole was reviewed on this day" in out) == (1, True)


def test_all_packs_are_looked_at_without_a_name() -> None:
    code, out, _ = _run("stale", "--today", "2026-11-27")
    assert code == 1
    assert all(f"{name}: " in out for name in rtwlib.jurisdictions())


@pytest.mark.parametrize("name", rtwlib.jurisdictions())
def test_nothing_differs_from_itself(name: str) -> None:
    assert changes(rtwlib.law(name), rtwlib.law(name)) == ()


def test_a_change_is_told_in_words_with_the_days_that_it_moves(pack: Path) -> None:
    assert _run("diff", str(pack), str(pack)) == (0, "zz-new: nothing differs\n", "")
    changed = _changed(pack, "deadlines.toml", ('"21 days"', '"14 days"'))
    code, out, _ = _run("diff", str(pack), str(changed))
    assert code == 1
    assert "changed  limit  zz-new/decide-claim   Decide the claim, version from 2020-01-01" in out
    assert "clock: 21 days after claim received by insurer -> 14 days after claim received by insurer" in out
    assert "decided-in-time   zz-new/decide-claim, 2024-01-01: met, 2024-01-22 -> late, 2024-01-15" in out
    found = json.loads(_run("diff", str(pack), str(changed), "--json")[1])
    assert found["format"] == "rtwlib.pack-diff/1"
    assert found["effects"][0]["new"] == "late, 2024-01-15"


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("values.toml", 'amount = "900"', 'amount = "950"', "amount: 900 -> 950"),
        (
            "values.toml",
            "from = 2020-01-01\nuntil",
            "from = 2021-01-01\nuntil",
            "added    rate   zz-new/weekly-maximum",
        ),
        (
            "values.toml",
            "from = 2020-01-01\nuntil",
            "from = 2021-01-01\nuntil",
            "removed  rate   zz-new/weekly-maximum",
        ),
        ("values.toml", "was not read", "was lost", "gaps: one value -> another"),
        ("values.toml", 'id = "waiting-days"', 'id = "waiting"', "removed  rate   zz-new/waiting-days"),
        ("duties.toml", 'owed_by = "employer"', 'owed_by = "insurer"', "owed by: employer -> insurer"),
        ("duties.toml", 'id = "register"', 'id = "book"', "added    duty   zz-new/book"),
        ("deadlines.toml", 'title = "Decide the claim"', 'title = "Decide"', "title: Decide the claim -> Decide"),
        ("deadlines.toml", 'cite = "act s 2"', 'cite = "act s 2A"', "s 2 -> The Act (an example: replace it), s 2A"),
        ("time.toml", 'roll = "next_open"', 'roll = "none"', "changed  time   zz-new/time   How days are counted"),
    ],
)
def test_each_sort_of_change_is_told(pack: Path, file: str, old: str, new: str, told: str) -> None:
    code, out, _ = _run("diff", str(pack), str(_changed(pack, file, (old, new))))
    assert code == 1
    assert told in out


def test_a_source_read_again_changes_nothing(pack: Path) -> None:
    text = (pack / "sources.toml").read_text("utf-8")
    read = next(line for line in text.splitlines() if line.startswith("retrieved"))
    assert _run("diff", str(pack), str(_changed(pack, "sources.toml", (read, "retrieved = 2020-01-01"))))[0] == 0


def test_packs_that_cannot_be_compared_are_told(pack: Path) -> None:
    code, _, err = _run("diff", str(pack), "us-ct")
    assert (code, "a change is of one pack" in err) == (2, True)
    broken = _changed(pack, "values.toml", ('unit = "days"', 'unt = "days"'))
    code, _, err = _run("diff", str(pack), str(broken))
    assert (code, "names them" in err) == (2, True)
    assert _run("review", "us-cx")[0] == 2

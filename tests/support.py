"""Small packs and cases for tests, written as the files that a user would write."""

from __future__ import annotations

import json
import tempfile
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from rtwlib.answers import Step
from rtwlib.api import explain, timeline
from rtwlib.calendars import Calendar
from rtwlib.casefiles import case_from_dict
from rtwlib.cases import Case
from rtwlib.deadlines.calendar_choice import calendar_of_place
from rtwlib.entries import Entry
from rtwlib.form_definitions import FormDefinition, FormField
from rtwlib.laws import Law
from rtwlib.packs import check_folder, read_pack
from rtwlib.privacy_rules import Effect, PrivacyRule
from rtwlib.privacy_words import privacy_words
from rtwlib.readers.explain import recompute, step_to_json
from rtwlib.sources import Citation, Source, SourceKind

PACK = """
id = "xx-yy"
title = "An invented scheme"
version = "2026.1.0"
schema = 1
reviewed = 2026-01-15
covers_from = 1990-01-01
time_zone = "America/New_York"
"""
SOURCES = """
[[source]]
id = "act"
kind = "statute"
title = "Invented Act"
"""
TIME = """
[calendar]
holidays = {country = "US", subdivision = "CT"}
closed = ["saturday", "sunday", "holidays"]
covers = {from = 1990, to = 2035}
[[rule]]
from = 1990-01-01
starts = "exclusive"
roll = "next_open"
roll_back = "none"
month_end = "last_day"
cite = "act s 1"
"""


def write_pack(folder: Path, **files: str) -> Path:
    """Write a pack folder; files are given by stem, those left out are the invented scheme's own."""
    texts = {"pack": PACK, "sources": SOURCES, "time": TIME, **files}
    folder.mkdir(parents=True, exist_ok=True)
    for stem, text in texts.items():
        path = folder / f"{stem}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


@cache
def _law(items: tuple[tuple[str, str], ...]) -> Law:
    with tempfile.TemporaryDirectory() as name:
        return read_pack(write_pack(Path(name) / "xx_yy", **dict(items)))


def law_of(deadlines: str, **files: str) -> Law:
    """Return the law of an invented pack with these deadlines."""
    return _law(tuple(sorted({"deadlines": deadlines, **files}.items())))


def problems_of(**files: str) -> list[str]:
    """Return the problems of an invented pack, as people read them."""
    with tempfile.TemporaryDirectory() as name:
        _, problems = check_folder(write_pack(Path(name) / "xx_yy", **files))
        return [str(problem) for problem in sorted(problems)]


def a_form(name: str) -> FormDefinition:
    """Return a form with one field, of a law `xx-yy`."""
    field = FormField("day", "Date of injury", "day", "injury", "claim", "When was the injury?", from_="injury.on")
    return FormDefinition("xx-yy", name, name.title(), (), (field,))


def privacy_rule(name: str, effect: str = "allow", data: str = "medical") -> PrivacyRule:
    """Return an invented privacy rule of the invented pack, for every audience and purpose."""
    return PrivacyRule(
        "xx-yy", name, f"Rule {name}", Effect(effect), frozenset(privacy_words().audiences), frozenset(),
        frozenset({data}), (Citation(Source("act", SourceKind.STATUTE, "Invented Act"), "s 1"),),
    )  # fmt: skip


def case_of(law: Law, *events: tuple[str, str] | tuple[str, str, dict[str, Any]], **parts: Any) -> Case:
    """Return a case: events are (kind, day or moment[, more])."""
    rows = []
    for kind, when, *more in events:
        row: dict[str, Any] = {"kind": kind, ("at" if "T" in when else "on"): when}
        for extra in more:
            row.update(extra)
        rows.append(row)
    found = {"format": "rtwlib.case/1", "id": "c1", "jurisdictions": [law.id], "events": rows, **parts}
    return case_from_dict(found, vocabulary=law.vocabulary, jurisdictions=[law.id])


def read(law: Law, case: Case, today: str, **options: Any) -> list[Entry]:
    """Return the entries of a case on a day (or moment), in order of due day."""
    when = datetime.fromisoformat(today) if "T" in today else date.fromisoformat(today)
    entries = list(timeline(case, law, today=when, **options).entries)
    for entry in entries:
        explained(law, entry)
    return entries


def explained(law: Law, entry: Entry) -> Step:
    """Return an entry's explanation, after checking that it recomputes and is JSON."""
    step = explain(entry)
    recompute(step, law, lambda pack, name: _calendar(law, pack, name))
    json.dumps(step_to_json(step))
    return step


def _calendar(law: Law, pack: str, name: str) -> Calendar:
    time = law.time[pack]
    if name == pack:
        return time.calendar
    return calendar_of_place(name, time.closed, time.calendar.first.year, time.calendar.last.year)


def one(law: Law, today: str, *events: Any, rule: str | None = None, **parts: Any) -> Entry:
    """Return the only entry (of a rule) of a case on a day."""
    entries = read(law, case_of(law, *events, **parts), today)
    found = [entry for entry in entries if rule is None or entry.rule.endswith("/" + rule)]
    assert len(found) == 1, found
    return found[0]


def told(entry: Entry) -> tuple[str, str | None]:
    """Return an entry's state and due day as text."""
    return entry.state.value, entry.due.isoformat() if entry.due else None


def limit(name: str, body: str, *, kind: str = "duty") -> str:
    """Return the TOML of a limit in force since 1990."""
    return f"""
[[deadline]]
id = "{name}"
kind = "{kind}"
owed_by = "employer"
from = 1990-01-01
cite = "act s 2"
{body}
"""

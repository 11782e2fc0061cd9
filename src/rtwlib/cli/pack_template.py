"""The template of a pack: the smallest folder that says something and passes the check."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_ID = re.compile(r"[a-z]{2}(-[a-z0-9]+)+")


def valid_id(name: str) -> bool:
    """Return whether a name is a jurisdiction's id: ISO 3166-2 in lower case, further parts for layers."""
    return _ID.fullmatch(name) is not None


def template_files(name: str, title: str, day: date) -> dict[str, str]:
    """Return the files of a new pack by relative path; ``day`` is the day of its first review."""
    values = {"ID": json.dumps(name), "TITLE": json.dumps(title, ensure_ascii=False), "DAY": day.isoformat()}
    values |= {"COUNTRY": json.dumps(name[:2].upper()), "VERSION": json.dumps(f"{day.year}.{day.month}.0")}
    return {path: _filled(text, values) for path, text in _FILES.items()}


def _filled(text: str, values: dict[str, str]) -> str:
    """Return a text with its names in double braces replaced."""
    for key, value in values.items():
        text = text.replace("{{" + key + "}}", value)
    return text


_PACK = """\
id = {{ID}}
title = {{TITLE}}
version = {{VERSION}}
schema = 1
reviewed = {{DAY}}
covers_from = 2020-01-01
time_zone = "UTC"
"""

_SOURCES = """\
[[source]]
id = "act"
kind = "statute"
title = "The Act (an example: replace it)"
retrieved = {{DAY}}
"""

_TIME = """\
# Which days are closed, and how days are counted. Years outside `covers` are an error, never an empty calendar.
[calendar]
closed = ["saturday", "sunday"]
covers = {from = 2019, to = 2035}
# holidays = {country = {{COUNTRY}}}       # then add "holidays" to `closed`

[[rule]]
from = 2020-01-01
starts = "exclusive"                       # the trigger's day is day 0
roll = "next_open"
roll_back = "none"
month_end = "last_day"
cite = "act s 1"
"""

_DEADLINES = """\
# An example: replace it. Keys and their meaning are in the pack format.
[[deadline]]
id = "decide-claim"
kind = "duty"
title = "Decide the claim"
owed_by = "insurer"
after = "claim_received_by_insurer"
met_by = ["liability_decision_given"]
[[deadline.version]]
from = 2020-01-01
count = "21 days"
cite = "act s 2"
confidence = "unconfirmed"
"""

_CASES = """\
# Worked cases: what a source, or a person with a calendar, says must come out; never the engine's own answer.
[[case]]
id = "decided-in-time"
today = 2024-03-01
by = "hand"
expect = [{rule = "decide-claim", due = 2024-01-22, state = "met"}]
[case.case]
format = "rtwlib.case/1"
id = "example"
jurisdictions = [{{ID}}]
events = [
    {kind = "claim_received_by_insurer", on = "2024-01-01"},
    {kind = "liability_decision_given", on = "2024-01-19"},
]
"""

_FILES = {
    "pack.toml": _PACK,
    "sources.toml": _SOURCES,
    "time.toml": _TIME,
    "deadlines.toml": _DEADLINES,
    "cases/first.toml": _CASES,
}

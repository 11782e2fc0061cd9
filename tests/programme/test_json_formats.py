"""What the commands write as JSON has the keys that the reference page names, and no others at its top."""

from __future__ import annotations

import contextlib
import io
import json
import re
from pathlib import Path

import pytest

from rtwlib.cli.running import run

DOCS = Path(__file__).parents[2] / "docs"
ROWS = re.findall(
    r"^\| `(rtwlib\.[\w/-]+)` \| `rtw ([\w -]+)` \| (.*) \|$",
    (DOCS / "reference" / "programme-format.md").read_text("utf-8"),
    re.MULTILINE,
)
EXAMPLES = DOCS / "examples"
FILES = {
    "agenda": ("case.json", "--programme", "programme.json"),
    "programme check": ("programme.json",),
    "programme scorecard": ("programme.json", "case.json"),
    "programme experience": ("experience.jsonl",),
    "programme run-rate": ("experience.jsonl",),
}


@pytest.mark.parametrize(("name", "command", "told"), ROWS, ids=[row[0] for row in ROWS])
def test_the_keys_of_the_page_are_those_that_are_written(name: str, command: str, told: str) -> None:
    files = [str(EXAMPLES / each) if (EXAMPLES / each).exists() else each for each in FILES[command]]
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert run((*command.split(), *files, "--today", "2025-01-06", "--json")) in {0, 1}
    found = json.loads(out.getvalue())
    assert found["format"] == name
    words = set(re.findall(r"`(\w+)`", told))
    assert set(found) - {"format"} <= words
    assert words <= _keys(found)


def test_every_format_has_its_row() -> None:
    assert {row[1] for row in ROWS} == set(FILES)


def _keys(found: object) -> set[str]:
    if isinstance(found, dict):
        return set(found).union(*map(_keys, found.values()))
    return set().union(*map(_keys, found)) if isinstance(found, list) else set()

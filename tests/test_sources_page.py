"""The page on the sources: each module and command that it names is there, and each thing has something beside it."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import click
import pytest

from rtwlib.cli.app import app

TEXT = (Path(__file__).parents[1] / "docs" / "reference" / "sources.md").read_text("utf-8")
ROWS = [line.strip("|").split("|") for line in TEXT.splitlines() if line.startswith("| ") and "what is" not in line]
NAMES = sorted(set(re.findall(r"`((?:rtw|rtwlib)[^`]*)`", TEXT)))


@pytest.mark.parametrize("name", NAMES)
def test_what_the_page_names_exists(name: str) -> None:
    if name.startswith("rtwlib"):
        import_module(name)
        return
    command: click.Command = app
    for part in name.split()[1:]:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), part)
        assert found is not None, name
        command = found


def test_each_thing_has_a_name_or_is_said_to_be_a_persons() -> None:
    assert len(ROWS) > 60
    for asked, answer in ROWS:
        assert "`" in answer or "person" in answer, asked

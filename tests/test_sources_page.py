"""The page on the sources: what it names exists, and each thing has an example that prints what stands beside it.

That the examples run and print what the page says is tested with all other examples of the documentation.
"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import click
import pytest
from doc_examples import split_console

from rtwlib.cli.app import app

TEXT = (Path(__file__).parents[1] / "docs" / "reference" / "sources.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if line.startswith("| ") and "what is" not in line
]
NAMES = sorted(set(re.findall(r"`((?:rtw|rtwlib)[^`]*)`", " ".join(row[1] for row in ROWS))))
_BLOCK = re.compile(r"^\((example-\d+)\)=\nExample \d+\n\n```console\n(.*?)```$", re.MULTILINE | re.DOTALL)
EXAMPLES = dict(_BLOCK.findall(TEXT))
SOURCES = 4


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


def test_each_document_has_its_table() -> None:
    tables = TEXT.split("\n## ")[1 : SOURCES + 1]
    assert all("| what is asked |" in table for table in tables)
    assert len(ROWS) > 80


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_each_thing_has_an_example_that_prints_what_stands_beside_it(row: list[str]) -> None:
    _, answer, example, printed = row
    assert answer
    assert printed
    link = re.fullmatch(r"\[\d+\]\(#(example-\d+)\)", example)
    assert link is not None
    ((_, lines),) = split_console(EXAMPLES[link[1]])
    assert printed in "\n".join(lines)


def test_each_example_is_one_that_something_needs() -> None:
    assert {row[2].rpartition("#")[2].rstrip(")") for row in ROWS} == set(EXAMPLES)

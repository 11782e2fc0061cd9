"""The documentation names everything that there is to know: hooks, codes, keys, fields, commands, public names."""

import re
from pathlib import Path

import attrs
import click
import pytest

import rtwlib
from rtwlib import cases
from rtwlib.cli.app import app
from rtwlib.entries import Entry, State
from rtwlib.findings import Finding
from rtwlib.hooks import Specifications
from rtwlib.kinds import Force, Kind
from rtwlib.laws import Terms
from rtwlib.readers.records import entry_to_json

REFERENCE = Path(__file__).parent.parent / "docs" / "reference"

# The attributes of a version that have another name in a pack, or several.
KEYS = {
    "from_first_known": ["from_is"],
    "start": ["after", "before", "latest_of", "earliest_of", "each_year"],
    "act_any": ["act"],
    "pair_ref": ["pair"],
    "lapse_missed": ["lapse"],
}


def page(name: str) -> str:
    return (REFERENCE / f"{name}.md").read_text(encoding="utf-8")


def names_in(text: str) -> set[str]:
    """Return every name that stands between backticks, and the parts of those with dots or blanks."""
    quoted = re.findall(r"`([^`\n]+)`", text)
    return {part for name in quoted for part in (name, *re.findall(r"[a-z0-9_-]+", name))}


def test_every_hook_has_its_heading() -> None:
    known = {name for name in vars(Specifications) if name.startswith("rtw_")}
    assert set(re.findall(r"^#+ `(rtw_\w+)`$", page("hooks"), re.MULTILINE)) == known


def test_every_hook_is_shown_with_its_arguments() -> None:
    for name, hook in vars(Specifications).items():
        if name.startswith("rtw_"):
            arguments = ", ".join(hook.__code__.co_varnames[1 : hook.__code__.co_argcount])
            assert f"`{name}({arguments})" in page("hooks")


def test_every_field_of_a_finding_is_explained() -> None:
    assert {field.name for field in attrs.fields(Finding)} - names_in(page("findings")) == set()


def test_every_key_of_a_time_limit_is_explained() -> None:
    fields = [field.name for field in attrs.fields(Terms)]
    keys = {key for name in fields for key in KEYS.get(name, [name.rstrip("_")])}
    assert keys - names_in(page("pack-format")) == set()


@pytest.mark.parametrize("words", [Kind, Force])
def test_every_word_of_a_closed_list_is_explained(words: type[Kind | Force]) -> None:
    assert {word.value for word in words} - names_in(page("pack-format")) == set()


def test_every_field_of_an_entry_is_explained() -> None:
    entry = Entry("xx/x", Kind.DUTY, "Do it", "employer", State.OPEN)
    assert set(entry_to_json(entry)) - names_in(page("timeline-format")) == set()


def test_every_state_is_explained() -> None:
    left_out = {State.NOT_APPLICABLE, State.NOT_TRIGGERED}
    assert {state.value for state in set(State) - left_out} - names_in(page("timeline-format")) == set()


@pytest.mark.parametrize(
    "part",
    [
        cases.Case, cases.Worker, cases.Employer, cases.Injury, cases.Claim, cases.Event, cases.History,
        cases.Certificate, cases.Payment, cases.Document, cases.EmployerFile,
    ],
)  # fmt: skip
def test_every_field_of_a_case_is_explained(part: type) -> None:
    fields = {field.name.rstrip("_") for field in attrs.fields(part)}
    text = page("case-format")
    assert {name for name in fields if name not in names_in(text) and f'"{name}"' not in text} == set()


def test_every_command_has_its_heading() -> None:
    assert set(re.findall(r"^## `rtw (\w+)`$", page("command-line"), re.MULTILINE)) == set(
        app.list_commands(click.Context(app))
    )


def test_every_public_name_is_in_the_reference() -> None:
    assert [name for name in rtwlib.__all__ if not re.search(rf"\.{name}$", page("python"), re.MULTILINE)] == []

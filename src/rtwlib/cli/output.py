"""Writing results: JSON or text on stdout, messages on stderr, colour only where it is wanted."""

from __future__ import annotations

import json
import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

import click

from rtwlib.entries import State
from rtwlib.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

_STATES = {
    State.MISSED: "red",
    State.BREACHED: "red",
    State.LATE: "yellow",
    State.EARLY: "yellow",
    State.MET: "green",
    State.OPEN: "cyan",
    State.PENDING: "cyan",
    State.UNKNOWN: "magenta",
}
_SEVERITIES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def prepare_streams() -> None:
    """Let characters that a stream cannot write pass as question marks, so that output never fails half way."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and (stream.encoding or "").lower().replace("-", "") != "utf8":
            stream.reconfigure(errors="replace")


def wants_colour() -> bool:
    """Return whether stdout gets colour: FORCE_COLOR and NO_COLOR decide, else whether it is a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def screen_width() -> int | None:
    """Return the columns of the terminal that stdout is, ``None`` where it is none: then lines stay whole."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def paint_state(state: State, word: str) -> str:
    """Return the word for a state in its colour, where colour is wanted."""
    return _paint(word, _STATES.get(state))


def paint_severity(severity: Severity, word: str) -> str:
    """Return the word for a severity in its colour, where colour is wanted."""
    return _paint(word, _SEVERITIES[severity])


def _paint(word: str, colour: str | None) -> str:
    """Return a word in a colour."""
    return click.style(word, fg=colour, bold=True) if colour and wants_colour() else word


def write(text: str) -> None:
    """Write text and a line end to stdout."""
    click.echo(text, color=wants_colour())


def write_json(value: Any) -> None:  # noqa: ANN401  # any JSON value
    """Write one JSON value to stdout, indented; plain ASCII where stdout is not UTF-8."""
    ascii_only = (sys.stdout.encoding or "ascii").lower().replace("-", "") != "utf8"
    encoder = json.JSONEncoder(ensure_ascii=ascii_only, indent=2, allow_nan=False)
    for chunk in encoder.iterencode(value):
        sys.stdout.write(chunk)
    sys.stdout.write("\n")


def tell(lines: Iterable[str] | str) -> None:
    """Write messages to stderr."""
    for line in (lines,) if isinstance(lines, str) else lines:
        click.echo(line, err=True, color=False)

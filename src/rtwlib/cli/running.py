"""The one place where a command is run and every error becomes a message and an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from typing import TYPE_CHECKING

import click

from rtwlib.cli.app import app
from rtwlib.cli.errors import CommandError, debugging, file_message, internal_message
from rtwlib.cli.output import prepare_streams, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

ERROR = 2
_INTERRUPTED = 130


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 clean, 1 findings, 2 error, 130 interrupted."""
    prepare_streams()
    try:
        code = app.main(list(arguments) if arguments is not None else None, prog_name="rtw", standalone_mode=False)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # click turns the one into the other
        _close_stdout()
        return ERROR
    except click.exceptions.Abort:
        tell("interrupted")
        return _INTERRUPTED
    except Exception as error:  # noqa: BLE001  # the last line of defence: no traceback ever
        _tell(error)
        return ERROR
    return code if isinstance(code, int) else 0


def _tell(error: Exception) -> None:
    """Write the message for an error."""
    if debugging():
        traceback.print_exception(error)
    if isinstance(error, click.ClickException):
        error.show()
    elif isinstance(error, CommandError):
        tell(f"Error: {error}")
    elif isinstance(error, OSError) and error.filename is not None:
        tell(f"Error: {file_message(error)}")
    elif _meant_for_people(error):
        tell(f"Error: {error}")
    else:
        tell(f"Error: {internal_message(error)}")


def _meant_for_people(error: Exception) -> bool:
    """Return whether an error is one of rtwlib's own, whose message says what is wrong with the input."""
    return type(error).__module__.partition(".")[0] == "rtwlib"


def _close_stdout() -> None:
    """Point stdout at nothing, so that the interpreter does not complain at its end that the reader is gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

"""Errors of the command line: what each becomes as a message for people."""

from __future__ import annotations

import os

DEBUG = "RTWLIB_DEBUG"


class CommandError(Exception):
    """Wrong use, or input that cannot be read: the message says what to do. Ends the command with exit code 2."""


def file_message(error: OSError) -> str:
    """Return what is wrong with a file, in plain words and without the number of the error."""
    name = error.filename if isinstance(error.filename, str) else os.fsdecode(error.filename or "the file")
    if isinstance(error, FileNotFoundError):
        return f"{name}: no such file"
    if isinstance(error, IsADirectoryError):
        return f"{name}: this is a folder; expected a file"
    if isinstance(error, NotADirectoryError):
        return f"{name}: this is a file; expected a folder"
    if isinstance(error, PermissionError):
        return f"{name}: may not be read or written"
    return f"{name}: {(error.strerror or 'cannot be read or written').lower()}"


def internal_message(error: BaseException) -> str:
    """Return the message for an error that nobody foresaw; it shows no data, only the kind of error."""
    return (
        f"internal error ({type(error).__name__}): this is a fault of rtwlib, not of your input. "
        f"Set {DEBUG}=1 and run again to see where it happened."
    )


def debugging() -> bool:
    """Return whether the environment asks for tracebacks."""
    return bool(os.environ.get(DEBUG))

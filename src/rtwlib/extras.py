"""Libraries that only some functions need: imported when used, with an error that names the extra to install."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class MissingExtraError(ImportError):
    """A library that is not installed; the message names the extra that brings it."""


def optional(module: str, extra: str, what: str) -> Any:  # noqa: ANN401 - a module of another library
    """Return a module of another library. Raises `MissingExtraError` where it is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        message = f"{what} needs {module.partition('.')[0]}: pip install 'rtwlib[{extra}]'"
        raise MissingExtraError(message) from error

"""JSON objects of a named format: found in a text, bytes, a file or a parsed object, and held against the name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rtwlib.codec import loads, read_bytes, refuse, text_of

Given = str | bytes | Path | Mapping[str, Any]


def object_of(source: Given) -> Mapping[str, Any]:
    """Return the JSON object in a text, bytes, path or parsed object. Raises `InputProblems`.

    A text of one line that does not begin as JSON does is taken for a path.
    """
    if isinstance(source, Path):
        source = read_bytes(source)
    elif (
        isinstance(source, str) and not source.lstrip().startswith(("{", "[")) and "\n" not in source and source.strip()
    ):
        source = read_bytes(Path(source))
    if isinstance(source, bytes):
        source = text_of(source)
    found = loads(source) if isinstance(source, str) else source
    if not isinstance(found, Mapping):
        refuse("expected one JSON object")
    return found


def content_of(found: Mapping[str, Any], tag: str, *, repeats: bool = True) -> dict[str, Any]:
    """Return an object without its ``format``. Raises `InputProblems` where that is not the one expected.

    ``repeats`` says whether the message may repeat what was found.
    """
    given = found.get("format")
    if given != tag:
        said = f"'{given}'" if isinstance(given, str) else "nothing"
        refuse(f'expected "{tag}"' + (f", found {said}" if repeats else ""), "format")
    return {key: value for key, value in found.items() if key != "format"}

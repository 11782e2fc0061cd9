"""Cases in JSON: one object, a list of them, or one on each line; read one after the other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import IO, Any

from attrs import frozen

from rtwlib.audit.running import Read, Unreadable
from rtwlib.cases import EMPLOYER_FORMAT, Case
from rtwlib.codec import InputProblems, loads, text_of

ReadCase = Callable[[Mapping[str, Any]], Case]


@frozen
class Item:
    """One JSON object of a file: the object, or why there is none; its line, or its place in a list."""

    found: Any
    line: int | None = None
    path: str | None = None
    problem: str | None = None


@frozen
class Items:
    """The objects of a file; ``several`` is false for a file that is one object."""

    found: Iterator[Item]
    several: bool


def is_json(stream: IO[bytes]) -> bool:
    """Return whether a stream that can be peeked into begins as JSON does, or is empty."""
    peeked: bytes = stream.peek(4096)  # type: ignore[attr-defined]  # buffered streams have it
    start = peeked.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return start in {b"{", b"[", b""}


def items(stream: IO[bytes]) -> Items:
    """Return the JSON objects of a stream.

    Raises `InputProblems` for a stream that as a whole is not JSON; in JSON Lines a bad line is an item of its own.
    """
    first = b""
    while not first.strip():
        line = stream.readline()
        if not line:
            break
        first += line
    begun = first.removeprefix(b"\xef\xbb\xbf").strip()
    if begun.startswith(b"{") and _is_whole(begun):
        rest = stream.readline()
        while rest and not rest.strip():
            rest = stream.readline()
        if rest:
            return Items(_lines(chain((begun, rest), stream)), several=True)
        return Items(iter((Item(loads(text_of(begun))),)), several=False)
    found = loads(text_of(first + stream.read()))
    if isinstance(found, list):
        return Items((Item(entry, path=f"[{number}]") for number, entry in enumerate(found)), several=True)
    return Items(iter((Item(found),)), several=False)


def read_cases(found: Items, read: ReadCase) -> Iterator[Read | Unreadable]:
    """Yield the case of each object, or why it cannot be read, with all its problems."""
    for item in found.found:
        name = item.found.get("id") if isinstance(item.found, dict) else None
        name = name if isinstance(name, str) else None
        problem = item.problem or _not_a_case(item.found)
        if problem is not None:
            yield Unreadable(problem, item.line, name, item.path)
            continue
        try:
            yield Read(read(item.found), item.line)
        except InputProblems as error:
            yield Unreadable("; ".join(map(str, error.problems)), item.line, name, item.path)


def _not_a_case(found: object) -> str | None:
    """Return why a value is no case."""
    if not isinstance(found, dict):
        return "expected one JSON object for each case"
    if found.get("format") == EMPLOYER_FORMAT:
        return "this is an employer's file, not a case: read it with rtw timeline"
    return None


def _is_whole(text: bytes) -> bool:
    """Return whether a line is a JSON object by itself."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _lines(lines: Iterator[bytes]) -> Iterator[Item]:
    """Yield the object on each line; blank lines are passed over, but counted."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield Item(loads(text_of(line)), number)
        except InputProblems as error:
            yield Item(None, number, problem="; ".join(map(str, error.problems)))

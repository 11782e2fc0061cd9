"""Programme files (``rtwlib.programme/1``): JSON to registers and back; every problem of a file at once.

Messages name the place and what was expected, and never repeat a value: registers are full of names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import cattrs

from rtwlib.codec import InputProblem, InputProblems, dumps, new_converter, register, structure
from rtwlib.file_formats import Given, content_of, object_of
from rtwlib.programme.fields import meanings
from rtwlib.programme.registers import FORMAT, Programme, registers
from rtwlib.vocabulary import nearest

_QUOTED = re.compile(r"'[^']*'")
_DAY = re.compile(r"ISO day|is not a day|is ambiguous|could mean")
_OF_THE_KEY = ("unknown field", "missing:", "the key")


@cache
def programme_converter() -> cattrs.Converter:
    """Return the converter of programme files."""
    converter = new_converter()
    for kind in (*registers().values(), Programme):
        register(converter, kind)
    return converter


def read_programme(source: Given) -> Programme:
    """Return the programme in a JSON text, bytes, path or parsed object (``rtwlib.programme/1``).

    Raises `InputProblems` with every problem of the file: unknown fields and words with the nearest valid ones, ids
    that are missing or stand twice.
    """
    content = content_of(object_of(source), FORMAT, repeats=False)
    try:
        programme = structure(programme_converter(), content, Programme)
    except InputProblems as error:
        raise InputProblems(_masked(problem) for problem in error.problems) from None
    problems = list(_problems(programme))
    if problems:
        raise InputProblems(sorted(set(problems)))
    return programme


def programme_to_dict(programme: Programme) -> dict[str, Any]:
    """Return a programme as a JSON object, empty registers and what is unknown left out."""
    return {"format": FORMAT, **programme_converter().unstructure(programme)}


def dump_programme(programme: Programme) -> str:
    """Return a programme as JSON text."""
    return dumps(programme_to_dict(programme))


def row_problems(row: Any) -> Iterator[InputProblem]:  # noqa: ANN401 - a row of any register
    """Yield what is wrong with a row by itself: no id, unknown words, numbers below the least one."""
    if not row.id:
        yield InputProblem("id", "every row needs an id of its own")
    for name, meaning in meanings(type(row)):
        value = getattr(row, name)
        path = name.rstrip("_")
        if meaning.words:
            for each in value if isinstance(value, tuple) else (value,):
                if each is not None and each not in meaning.words:
                    yield InputProblem(path, unknown_word(each, meaning.words))
        if meaning.least is not None and value is not None and value < meaning.least:
            yield InputProblem(path, f"expected a number of {meaning.least} or more")


def repeated_ids(rows: Iterable[Any]) -> Iterator[tuple[int, int]]:
    """Yield the place of each row whose id stood before, with the place where it stood first."""
    first: dict[str, int] = {}
    for number, row in enumerate(rows):
        if first.setdefault(row.id, number) != number:
            yield number, first[row.id]


def unknown_word(word: str, words: tuple[str, ...]) -> str:
    """Return the message for a word that is not in a closed list; it does not repeat the word."""
    near = nearest(word.lower().replace(" ", "_"), words)
    return f"unknown value; nearest: {', '.join(near)}" if near else f"unknown value; expected: {', '.join(words)}"


def masked(message: str) -> str:
    """Return a message without the value that it is about."""
    if message.startswith(_OF_THE_KEY):
        return message
    return "expected a day as YYYY-MM-DD" if _DAY.search(message) else _QUOTED.sub("the value", message)


def _masked(problem: InputProblem) -> InputProblem:
    return InputProblem(problem.path, masked(problem.message))


def _problems(programme: Programme) -> Iterator[InputProblem]:
    for name in registers():
        rows = getattr(programme, name)
        for number, row in enumerate(rows):
            for problem in row_problems(row):
                yield InputProblem(f"{name}[{number}].{problem.path}", problem.message)
        for number, before in repeated_ids(row for row in rows if row.id):
            yield InputProblem(f"{name}[{number}].id", f"the same id as {name}[{before}]; every row needs its own")

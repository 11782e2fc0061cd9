"""Opening files and stdin, telling tables from JSON, and showing progress on a terminal."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click
from attrs import evolve

from rtwlib import api
from rtwlib.audit.casestreams import is_json, items, read_cases
from rtwlib.audit.running import Read, Source, Unreadable
from rtwlib.audit.tables import table_source
from rtwlib.audit.workbooks import SUFFIXES, map_of_sheet, sheet_as_csv
from rtwlib.cases import EMPLOYER_FORMAT, Case, EmployerFile
from rtwlib.cli.errors import CommandError
from rtwlib.codec import InputProblems

if TYPE_CHECKING:
    from rtwlib.audit.mapping import Map
    from rtwlib.cli.laws import Laws

_JSON = frozenset({".json", ".jsonl", ".ndjson"})
_TABLES = frozenset({".csv", ".tsv", ".txt"})
_STEP = 500
_WORTH_A_BAR = 1 << 20


def open_input(name: str) -> IO[bytes]:
    """Return a file, or stdin for ``-``, as a buffered stream of bytes."""
    if name == "-":
        return sys.stdin.buffer
    return Path(name).open("rb")


def check_output(option: str, name: str | None, inputs: tuple[str, ...]) -> None:
    """Refuse to write over one of the inputs. Raises `CommandError`."""
    if name is None or name == "-":
        return
    path = Path(name)
    for other in inputs:
        if other != "-" and path.exists() and Path(other).exists() and path.samefile(other):
            message = f"{option} {name}: this is one of the inputs; name another file"
            raise CommandError(message)


def _check_stdin(names: tuple[str, ...]) -> None:
    """Refuse to read stdin twice."""
    if names.count("-") > 1:
        message = "stdin can be read only once: give - once"
        raise CommandError(message)


def shown(name: str) -> str:
    """Return the name of an input as messages show it."""
    return "stdin" if name == "-" else Path(name).name


def read_files(
    names: tuple[str, ...], packs: tuple[Path, ...], *, silent: bool = False
) -> tuple[list[Case | EmployerFile], bool]:
    """Return all cases and employers' files of some inputs, and whether there may be several.

    Raises `CommandError` with every problem of every input, ids that stand twice among them; where they must stay
    ``silent``, since another may read the message, it says how many there are.
    """
    _check_stdin(names)
    found: list[Case | EmployerFile] = []
    problems: list[str] = []
    several = len(names) > 1
    for name in names:
        try:
            with open_input(name) as stream:
                read = items(stream)
                several = several or read.several
                for item in read.found:
                    place = f"{shown(name)}{f', line {item.line}' if item.line else item.path or ''}"
                    if item.problem is not None:
                        problems.append(f"{place}: {item.problem}")
                        continue
                    try:
                        found.append(_file(item.found, packs))
                    except InputProblems as error:
                        problems.extend(f"{place}: {problem}" for problem in error.problems)
        except InputProblems as error:
            problems.extend(f"{shown(name)}: {problem}" for problem in error.problems)
    problems.extend(_repeated(found))
    if problems and silent:
        message = (
            f"the input has {len(problems)} problem{'s' * (len(problems) > 1)}; without --as the message says which"
        )
        raise CommandError(message)
    if problems:
        raise CommandError("\n".join(problems))
    if not found:
        message = "there is no case in the input"
        raise CommandError(message)
    return found, several


def audit_sources(names: tuple[str, ...], laws: Laws, found: Map | None) -> Iterator[Source]:
    """Yield the sources of an audit; each is opened when its turn comes.

    Raises `CommandError` for a table without a law to read it under, and for an input that cannot be read at all.
    """
    _check_stdin(names)
    tables = 0
    for name in names:
        with open_input(name) as stream:
            source, is_table = _source(stream, name, laws, found)
            tables += is_table
            yield evolve(source, cases=_with_progress(source.cases, stream, name))
    if found is not None and not tables:
        message = f"{found.name}: a map is for tables, and none of the files is one"
        raise CommandError(message)


def _source(stream: IO[bytes], name: str, laws: Laws, found: Map | None) -> tuple[Source, bool]:
    """Return the source of one input, and whether it is a table."""
    suffix = Path(name).suffix.lower()
    if suffix in _JSON or (suffix not in _TABLES | SUFFIXES and is_json(stream)):
        try:
            return Source(
                shown(name), read_cases(items(stream), lambda case: api.read_case(case, packs=laws.packs))
            ), False
        except InputProblems as error:
            raise CommandError("\n".join(f"{shown(name)}: {problem}" for problem in error.problems)) from None
    if laws.asked is None:
        known = ", ".join(api.jurisdictions(packs=laws.packs))
        message = f"{shown(name)}: a table names no jurisdiction: give one with --law ({known})"
        raise CommandError(message)
    if suffix in SUFFIXES:
        text = io.BytesIO(sheet_as_csv(stream.read(), shown(name), found.sheet if found is not None else None))
        plain = map_of_sheet(found) if found is not None else None
        return table_source(text, shown(name), laws.law(laws.asked), plain), True
    return table_source(stream, shown(name), laws.law(laws.asked), found), True


def _file(found: Any, packs: tuple[Path, ...]) -> Case | EmployerFile:  # noqa: ANN401  # any JSON value
    """Return the case or the employer's file in a JSON value."""
    if isinstance(found, dict) and found.get("format") == EMPLOYER_FORMAT:
        return api.read_employer_file(found, packs=packs)
    return api.read_case(found, packs=packs)


def _repeated(found: list[Case | EmployerFile]) -> Iterator[str]:
    """Yield a message for each id that stands more than once."""
    counts: dict[str, int] = {}
    for file in found:
        counts[file.id] = counts.get(file.id, 0) + 1
    yield from (
        f"the id {name!r} stands {count} times; every case needs its own" for name, count in counts.items() if count > 1
    )


def _with_progress(cases: Iterable[Read | Unreadable], stream: IO[bytes], name: str) -> Iterator[Read | Unreadable]:
    """Yield cases, with a bar on stderr where it is a terminal and the file is large."""
    size = _size(stream)
    if not sys.stderr.isatty() or size < _WORTH_A_BAR:
        yield from cases
        return
    with click.progressbar(length=size, label=shown(name), file=sys.stderr) as bar:
        for number, case in enumerate(cases):
            if number % _STEP == 0:
                bar.update(stream.tell() - bar.pos)
            yield case
        bar.update(size - bar.pos)


def _size(stream: IO[bytes]) -> int:
    """Return the size of a file, 0 for what has none."""
    try:
        return os.fstat(stream.fileno()).st_size
    except (OSError, io.UnsupportedOperation):
        return 0

"""JSON in and out: the one configured converter, robust reading, and every error of a file with its path."""

from __future__ import annotations

import json
import re
import types
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NoReturn, TypeVar, Union, get_args, get_origin

import attrs
import cattrs
from attrs import frozen
from cattrs.cols import list_structure_factory
from cattrs.errors import (
    AttributeValidationNote,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from rtwlib.dates import DayError, parse_day, parse_moment
from rtwlib.frozen import FrozenDict
from rtwlib.vocabulary import nearest

PRIVATE = frozenset({"identity", "contact", "medical", "capacity", "earnings", "free_text"})
_QUOTED = re.compile(r"'[^']*'")
T = TypeVar("T")
_MOST_DIGITS = 100
_HALF_LETTER = re.compile(r"\\u[dD][89a-fA-F]")


@frozen(order=True)
class InputProblem:
    """One problem of an input: its path in the file (``events[1].kind``), what is wrong and what was expected."""

    path: str
    message: str

    def __str__(self) -> str:
        """Return ``path: message``."""
        return f"{self.path}: {self.message}" if self.path else self.message

    def to_json(self) -> dict[str, str]:
        """Return ``{"path", "message"}``."""
        return {"path": self.path, "message": self.message}


class InputProblems(ValueError):  # noqa: N818 - it carries problems, and is named for them
    """An input that cannot be read; ``problems`` holds every one of its problems."""

    def __init__(self, problems: Iterable[InputProblem]) -> None:
        """Keep the problems, in order of path."""
        self.problems = tuple(dict.fromkeys(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def refuse(message: str, path: str = "") -> NoReturn:
    """Raise `InputProblems` with one problem."""
    raise InputProblems([InputProblem(path, message)])


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file; a folder or a missing file is a problem that says so."""
    try:
        if path.is_dir():
            refuse(f"'{path.name}' is a folder: expected a file")
        return path.read_bytes()
    except InputProblems:
        raise
    except FileNotFoundError:
        refuse(f"there is no file '{path.name}'")
    except OSError as error:
        refuse(f"'{path.name}' cannot be read: {error.strerror}")
    except ValueError:
        refuse("that is no name of a file")


def text_of(data: bytes) -> str:
    """Return UTF-8 bytes as text, with or without a byte order mark."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refuse(f"not UTF-8: byte {error.start} (0x{data[error.start]:02x}) does not fit; save the file as UTF-8")


def loads(text: str) -> Any:  # noqa: ANN401 - any JSON value
    """Return the value of a JSON text. NaN, duplicate keys, deep nesting and an empty text are problems."""
    if not text.strip():
        refuse("the file is empty: expected a JSON object")
    try:
        found = json.loads(text, parse_constant=_no_constant, parse_int=_whole_number, object_pairs_hook=_no_duplicates)
        if _HALF_LETTER.search(text):
            json.dumps(found, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        refuse(f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}")
    except RecursionError:
        refuse("nested too deeply: this is no file of ours")
    except UnicodeEncodeError:
        refuse("a text holds half a letter (an escape from \\ud800 to \\udfff without its other half)")
    return found


def _no_constant(name: str) -> NoReturn:
    refuse(f"{name} is not a number of JSON: leave an unknown value out")


def _whole_number(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        refuse(f"a whole number of {len(digits)} digits is too long")
    return int(digits)


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                refuse(f"the key '{key}' stands twice in one object")
            seen.add(key)
    return found


def _text(value: Any, _kind: type) -> str:  # noqa: ANN401 - any JSON value
    if not isinstance(value, str):
        message = f"expected a text, not {_named(value)}"
        raise TypeError(message)
    return value


def _truth(value: Any, _kind: Any) -> bool:  # noqa: ANN401 - any JSON value
    if not isinstance(value, bool):
        message = f"expected true or false, not {_named(value)}"
        raise TypeError(message)
    return value


def _whole(value: Any, _kind: type) -> int:  # noqa: ANN401 - any JSON value
    if isinstance(value, bool) or not isinstance(value, int):
        message = f"expected a whole number, not {_named(value)}"
        raise TypeError(message)
    return value


def _day(value: Any, _kind: type) -> date:  # noqa: ANN401 - any JSON value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        message = f'expected a day as "YYYY-MM-DD", not {_named(value)}'
        raise TypeError(message)
    return parse_day(value)


def _moment(value: Any, _kind: type) -> datetime:  # noqa: ANN401 - any JSON value
    if isinstance(value, datetime):
        value = value.isoformat()
    if not isinstance(value, str):
        message = f'expected a zoned moment such as "2025-01-06T09:30-05:00", not {_named(value)}'
        raise TypeError(message)
    return parse_moment(value)


def _decimal(value: Any, _kind: type) -> Decimal:  # noqa: ANN401 - any JSON value
    if not isinstance(value, str):
        message = f'expected a decimal in quotes such as "38.5", not {_named(value)}'
        raise TypeError(message)
    found = decimal_of(value)
    if found is None:
        message = f"'{value}' is not a decimal number such as \"38.5\""
        raise ValueError(message)
    return found


def decimal_of(text: str) -> Decimal | None:
    """Return a decimal number, or ``None`` for a text that is none or that no amount or rate could be."""
    if "_" in text:
        return None
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found.adjusted()) <= _MOST_DIGITS else None


def _day_or_moment(value: Any, kind: Any) -> date | datetime:  # noqa: ANN401 - any JSON value
    is_moment = isinstance(value, datetime) or (isinstance(value, str) and "T" in value)
    return _moment(value, kind) if is_moment else _day(value, kind)


def _named(value: Any) -> str:  # noqa: ANN401 - any JSON value
    names = {
        dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null",
        date: "a day", datetime: "a moment",
    }  # fmt: skip
    return names.get(type(value), "a number")


def _is_day_or_moment(kind: Any) -> bool:  # noqa: ANN401 - any type
    return get_origin(kind) in {Union, types.UnionType} and {date, datetime} <= set(get_args(kind))


def new_converter() -> cattrs.Converter:
    """Return a converter: strict scalars, decimals as texts, ISO days, unknown keys refused, all errors collected."""
    converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=True)
    for kind, hook in (
        (str, _text),
        (bool, _truth),
        (int, _whole),
        (date, _day),
        (datetime, _moment),
        (Decimal, _decimal),
    ):
        converter.register_structure_hook(kind, hook)
    converter.register_structure_hook_func(_is_day_or_moment, _optional_day_or_moment)
    converter.register_structure_hook_factory(_is_tuple, _list_reader)
    converter.register_unstructure_hook(Decimal, str)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(datetime, datetime.isoformat)
    return converter


def _is_tuple(kind: Any) -> bool:  # noqa: ANN401 - any type
    return get_origin(kind) is tuple


def _list_reader(kind: Any, converter: cattrs.Converter) -> Callable[[Any, Any], tuple[Any, ...]]:  # noqa: ANN401 - any type
    """Return a reader of lists that takes no text or object for one."""
    read = list_structure_factory(kind, converter)

    def read_list(value: Any, wanted: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any JSON value
        if not isinstance(value, list | tuple):
            message = f"expected a list, not {_named(value)}"
            raise TypeError(message)
        return tuple(read(value, wanted))

    return read_list


def _optional_day_or_moment(value: Any, kind: Any) -> date | datetime | None:  # noqa: ANN401 - any JSON value
    if value is None and type(None) in get_args(kind):
        return None
    return _day_or_moment(value, kind)


def register(converter: cattrs.Converter, kind: type[Any]) -> None:
    """Teach a converter a class: trailing underscores fall off its keys, and what is unknown is left out of JSON."""
    renames = {
        field.name: override(rename=field.name.removesuffix("_"), omit_if_default=field.default is not attrs.NOTHING)
        for field in attrs.fields(kind)
    }
    read = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True, **renames)  # type: ignore[arg-type]  # cattrs types its keywords loosely

    def read_object(value: Any, wanted: Any) -> Any:  # noqa: ANN401 - any JSON value
        if not isinstance(value, Mapping):
            message = f"expected an object, not {_named(value)}"
            raise TypeError(message)
        return read(value, wanted)

    converter.register_structure_hook(kind, read_object)
    converter.register_unstructure_hook(kind, make_dict_unstructure_fn(kind, converter, **renames))  # type: ignore[arg-type]  # as above


def plain_record(value: Any) -> Any:  # noqa: ANN401 - any frozen value
    """Return a frozen value as JSON has it, with what is unknown left out and trailing underscores taken off."""
    if attrs.has(type(value)):
        held = {each.name: getattr(value, each.name) for each in attrs.fields(type(value))}
        return {name.removesuffix("_"): plain_record(each) for name, each in held.items() if each not in (None, (), {})}
    if isinstance(value, tuple | list):
        return [plain_record(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def structure(converter: cattrs.Converter, value: Any, kind: type[T]) -> T:  # noqa: ANN401 - any JSON value
    """Return a JSON value as a class. Raises `InputProblems` with every problem and its path."""
    try:
        return converter.structure(value, kind)
    except (ClassValidationError, IterableValidationError) as error:
        raise InputProblems(_problems(error, "")) from None
    except (TypeError, ValueError, AttributeError) as error:
        raise InputProblems([InputProblem("", _said(error))]) from None


def _problems(error: BaseException, path: str) -> list[InputProblem]:
    found: list[InputProblem] = []
    for each in getattr(error, "exceptions", ()):
        here = path + _step(each, path)
        if isinstance(each, ClassValidationError | IterableValidationError):
            found.extend(_problems(each, here))
        elif isinstance(each, ForbiddenExtraKeysError):
            found.extend(_extra(each, here))
        elif isinstance(each, InputProblems):
            found.extend(InputProblem(_joined(here, problem.path), problem.message) for problem in each.problems)
        else:
            private = _is_private(getattr(error, "cl", None), each)
            found.append(InputProblem(here, _masked(each) if private else _said(each)))
    return found


def _is_private(kind: Any, error: BaseException) -> bool:  # noqa: ANN401 - any class or none
    """Return whether an error is about a field whose value must not be repeated."""
    names = [note.name for note in getattr(error, "__notes__", ()) if isinstance(note, AttributeValidationNote)]
    fields = attrs.fields_dict(kind) if isinstance(kind, type) and attrs.has(kind) else {}
    return any(fields[name].metadata.get("category") in PRIVATE for name in names if name in fields)


def _masked(error: BaseException) -> str:
    """Return what is wrong with a private value, without the value."""
    if isinstance(error, DayError):
        return "not a day as YYYY-MM-DD (the value is private and not repeated)"
    return _QUOTED.sub("the value", _said(error))


def _joined(path: str, more: str) -> str:
    return f"{path}.{more}" if path and more else path or more


def _step(error: BaseException, path: str) -> str:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            name = note.name.removesuffix("_")
            return f".{name}" if path else name
        if isinstance(note, IterableValidationNote):
            return f"[{note.index}]"
    return ""


def _extra(error: ForbiddenExtraKeysError, path: str) -> list[InputProblem]:
    known = [field.name.removesuffix("_") for field in attrs.fields(error.cl)] if attrs.has(error.cl) else []
    found = []
    for name in sorted(error.extra_fields):
        near = nearest(name, known)
        hint = f"nearest: {', '.join(near)}" if near else f"expected one of: {', '.join(known)}"
        found.append(InputProblem(_joined(path, name), f"unknown field '{name}'; {hint}"))
    return found


def _said(error: BaseException) -> str:
    if isinstance(error, KeyError):
        return f"missing: '{error.args[0]}' is needed"
    if isinstance(error, DayError):
        return str(error)
    return str(error) or type(error).__name__


def each_of(rows: Any, read: Callable[[Any], T], path: str) -> list[T]:  # noqa: ANN401 - any JSON value
    """Return every row read; raises `InputProblems` with the problems of all rows."""
    if not isinstance(rows, list):
        refuse(f"expected a list, not {_named(rows)}", path)
    found: list[T] = []
    problems: list[InputProblem] = []
    for number, row in enumerate(rows):
        try:
            found.append(read(row))
        except InputProblems as error:
            problems.extend(InputProblem(_joined(f"{path}[{number}]", p.path), p.message) for p in error.problems)
    if problems:
        raise InputProblems(problems)
    return found


def dumps(value: Mapping[str, Any]) -> str:
    """Return JSON in one fixed layout: two spaces, keys as given, no escapes of letters, a final newline."""
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


__all__ = [
    "FrozenDict", "InputProblem", "InputProblems", "decimal_of", "dumps", "each_of", "loads", "new_converter",
    "plain_record", "read_bytes", "refuse", "register", "structure", "text_of",
]  # fmt: skip

"""Values of fields as they stand on paper, answers read from text, and what a field does not take."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from rtwlib.codec import decimal_of
from rtwlib.dates import parse_day
from rtwlib.form_definitions import FormField
from rtwlib.vocabulary import nearest

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_WORDS = frozenset({"injury.kind", "certificate.capacity"})
_YES, _NO = ("yes", "y", "true"), ("no", "n", "false")


def day_words(day: date) -> str:
    """Return a day that nobody can misread, such as ``4 November 2024``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def as_text(field: FormField, value: Any) -> str:  # noqa: ANN401 - a field of any type
    """Return a value as it is printed; several lines are parted by line ends."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{day_words(value.date())}, {value:%H:%M}"
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, Decimal) and field.type == "money":
        return f"{value:,.2f}" if value == round(value, 2) else f"{value:,}"
    if isinstance(value, tuple | list):
        return "\n".join(as_text(field, each) for each in value)
    if field.from_ in _WORDS and isinstance(value, str):
        return value.replace("_", " ")
    return str(value)


def problem_with(field: FormField, value: Any) -> str | None:  # noqa: ANN401 - a field of any type
    """Return why a field does not take a value, in words that do not repeat it, or ``None``."""
    wanted = _KINDS.get(field.type)
    if wanted is not None and not _is(value, wanted[0]):
        return f"expected {wanted[1]}"
    if field.type == "time" and not (isinstance(value, str) and _TIME.fullmatch(value)):
        return "expected a time such as 14:30"
    given = value if isinstance(value, tuple | list) else (value,)
    if field.type in {"choice", "choices"} and field.values and not set(map(str, given)) <= set(field.values):
        return f"expected {'one' if field.type == 'choice' else 'some'} of {', '.join(field.values)}"
    length = len(as_text(field, value))
    if field.most is not None and length > field.most:
        return f"{length} characters, and the form has room for {field.most}"
    return None


_KINDS: dict[str, tuple[type | tuple[type, ...], str]] = {
    "text": ((str, int, Decimal, date), "a text"),
    "long_text": (str, "a text"),
    "lines": ((tuple, list), "a list of lines"),
    "day": (date, "a day"),
    "money": ((Decimal, int), "an amount of money"),
    "number": ((Decimal, int), "a number"),
    "whole": (int, "a whole number"),
    "truth": (bool, "yes or no"),
    "choice": (str, "one of the answers"),
    "choices": ((tuple, list), "a list of answers"),
}


def _is(value: Any, kinds: type | tuple[type, ...]) -> bool:  # noqa: ANN401 - a field of any type
    return isinstance(value, kinds) and (not isinstance(value, bool) or kinds is bool)


def answer_of(field: FormField, text: str) -> Any:  # noqa: ANN401 - a field of any type
    """Return an answer written as text. Raises `ValueError` that says what was expected, without the answer."""
    given = text.strip()
    read = _READERS.get(field.type)
    value = read(given) if read is not None else given
    wrong = problem_with(field, value)
    if wrong is not None:
        near = nearest(given, field.values) if field.type == "choice" else ()
        raise ValueError(wrong + (f"; nearest: {', '.join(near)}" if near else ""))
    return value


def _number(text: str) -> Decimal:
    found = decimal_of(text.replace(",", ""))
    if found is None:
        message = "expected a number such as 1234.50"
        raise ValueError(message)
    return found


def _whole(text: str) -> int:
    if not re.fullmatch(r"-?\d{1,18}", text):
        message = "expected a whole number"
        raise ValueError(message)
    return int(text)


def _truth(text: str) -> bool:
    if text.lower() not in (*_YES, *_NO):
        message = "expected yes or no"
        raise ValueError(message)
    return text.lower() in _YES


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError:
        message = "expected a day as YYYY-MM-DD"
        raise ValueError(message) from None


def _lines(text: str) -> tuple[str, ...]:
    return tuple(_parts(re.split(r"[;\n]", text)))


def _parts(parts: Iterable[str]) -> Iterable[str]:
    return (part.strip() for part in parts if part.strip())


_READERS: dict[str, Callable[[str], Any]] = {
    "day": _day,
    "money": _number,
    "number": _number,
    "whole": _whole,
    "truth": _truth,
    "lines": _lines,
    "choices": lambda text: tuple(_parts(text.split(","))),
}

"""Reading the text of one cell: days, moments, numbers, yes and no, and how a column says that its cells are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from attrs import frozen

from rtwlib.dates import DayError, parse_day

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_YES = frozenset({"true", "yes", "y", "1"})
_NO = frozenset({"false", "no", "n", "0"})
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_ZONED = re.compile(r"(Z|[+-][0-9]{2}:?[0-9]{2})$", re.IGNORECASE)
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2})?")
_PLAIN_DAY = 10

Value = date | datetime | Decimal | int | bool | str | None
Reader = Callable[[str], Value]


class CellError(ValueError):
    """The text of a cell is not what its column holds; the message says what was expected."""


class OutsideLimits(CellError):  # noqa: N818  # it is not the file's error: the map foresees it
    """The value can be read but lies outside the limits that the map gives."""


@frozen
class Reading:
    """How the cells of a column are read, as the map says.

    ``local`` takes a date-time as the clock on the wall, whatever zone letter stands behind it. ``midnight_is_day``
    takes a time of 00:00 to mean that only the day is known. ``layout`` is a `strptime` layout for days that are
    not ISO. ``values`` translates whole cells; an empty translation means unknown. ``at_least`` and ``at_most``
    are the limits of what is possible. ``of_workbook`` lets ISO days and moments stand beside texts in the layout.
    """

    local: bool = False
    midnight_is_day: bool = False
    layout: str | None = None
    values: tuple[tuple[str, str], ...] = ()
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    of_workbook: bool = False


def reader(sort: str, reading: Reading, zone: ZoneInfo, choices: tuple[str, ...] = ()) -> Reader:
    """Return the function that reads a cell of a sort.

    Sorts are ``day``, ``moment`` (a day where the cell has no time), ``decimal``, ``integer``, ``boolean``, ``choice``
    and ``text``. An empty cell is ``None``, which means unknown. The function raises `CellError` for text that
    cannot be read, `OutsideLimits` for a value that is impossible.
    """
    translate = {old.casefold(): new for old, new in reading.values}
    base = _base(sort, reading, zone, choices)
    limited = reading.at_least is not None or reading.at_most is not None

    def read(cell: str) -> Value:
        cell = cell.strip()
        if translate:
            cell = translate.get(cell.casefold(), cell)
        if not cell:
            return None
        value = base(cell)
        if limited:
            _check_limits(value, reading)
        return value

    return read


def _base(sort: str, reading: Reading, zone: ZoneInfo, choices: tuple[str, ...]) -> Reader:
    """Return the function that reads a filled cell."""
    match sort:
        case "day":
            return lambda cell: _day(cell, reading, zone)
        case "moment":
            return lambda cell: _moment(cell, reading, zone)
        case "decimal" | "money":
            return _decimal
        case "integer":
            return _integer
        case "boolean":
            return _boolean
        case "choice":
            return lambda cell: _choice(cell, choices)
        case _:
            return lambda cell: cell


def _day(cell: str, reading: Reading, zone: ZoneInfo) -> date:
    """Return the civil day of a cell in the zone of the law."""
    found = _moment(cell, reading, zone)
    return found.astimezone(zone).date() if isinstance(found, datetime) else found


def _moment(cell: str, reading: Reading, zone: ZoneInfo) -> date | datetime:
    """Return the moment of a cell, or its day where it has no time of day."""
    if reading.layout is not None:
        return _laid_out(cell, reading, zone)
    if len(cell) <= _PLAIN_DAY or cell[_PLAIN_DAY] not in "T ":
        try:
            return parse_day(cell)
        except DayError as error:
            raise CellError(str(error)) from None
    plain = _ZONED.sub("", cell) if reading.local else cell
    try:
        found = datetime.fromisoformat(plain)
    except ValueError:
        message = f"{cell!r} is not a date-time; expected one like 2026-11-24T14:30:00"
        raise CellError(message) from None
    if found.tzinfo is None:
        if not reading.local:
            message = f'{cell!r} has no time zone; say read = "local" in the map if it is the time on the wall'
            raise CellError(message)
        found = found.replace(tzinfo=zone)
    if reading.midnight_is_day and found.time() == time(0):
        return found.date()
    return found


def _laid_out(cell: str, reading: Reading, zone: ZoneInfo) -> date | datetime:
    """Return the day or moment of a cell written in the map's own layout."""
    layout = reading.layout or ""
    try:
        found = datetime.strptime(cell, layout)  # noqa: DTZ007  # the zone is put on below
    except ValueError:
        if not (reading.of_workbook and _ISO.fullmatch(cell)):
            message = f"{cell!r} is not written as {layout}"
            raise CellError(message) from None
        found = _iso(cell)
        if len(cell) == _PLAIN_DAY:
            return found.date()
    if not any(mark in layout for mark in ("%H", "%I", "%c", "%X")):
        return found.date()
    if reading.midnight_is_day and found.time() == time(0):
        return found.date()
    return found if found.tzinfo is not None and not reading.local else found.replace(tzinfo=zone)


def _iso(cell: str) -> datetime:
    """Return the day or moment of a workbook, which is one already, however the texts beside it are written."""
    try:
        return datetime.fromisoformat(cell)
    except ValueError:
        message = f"{cell!r} is not a day"
        raise CellError(message) from None


def _decimal(cell: str) -> Decimal:
    """Return a plain decimal number; no thousands marks, no exponent, no NaN."""
    if not _NUMBER.fullmatch(cell):
        message = f"{cell!r} is not a number; expected digits with a point, like 509.34"
        raise CellError(message)
    try:
        return Decimal(cell)
    except InvalidOperation:  # pragma: no cover - the pattern lets nothing else through
        message = f"{cell!r} is not a number"
        raise CellError(message) from None


def _integer(cell: str) -> int:
    """Return a whole number."""
    value = _decimal(cell)
    if value != value.to_integral_value():
        message = f"{cell!r} is not a whole number"
        raise CellError(message)
    return int(value)


def _boolean(cell: str) -> bool:
    """Return yes or no."""
    word = cell.casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    message = f"{cell!r} is neither yes nor no; translate it with values = {{...}} in the map"
    raise CellError(message)


def _choice(cell: str, choices: tuple[str, ...]) -> str:
    """Return one of the values that are declared."""
    if cell in choices:
        return cell
    message = f"{cell!r} is none of {', '.join(choices)}; translate it with values = {{...}} in the map"
    raise CellError(message)


def _check_limits(value: Value, reading: Reading) -> None:
    """Raise `OutsideLimits` if a number is outside the limits of the map."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return
    if reading.at_least is not None and value < reading.at_least:
        message = f"{value} is less than the least that the map allows, {reading.at_least}"
        raise OutsideLimits(message)
    if reading.at_most is not None and value > reading.at_most:
        message = f"{value} is more than the most that the map allows, {reading.at_most}"
        raise OutsideLimits(message)

"""Options that several commands share, and the one place where the clock is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from attrs import frozen

from rtwlib.dates import DayError, parse_day, parse_moment

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    _DayType = click.ParamType[date | datetime]
else:
    _DayType = click.ParamType  # releases of click differ in whether it takes a parameter

Function = TypeVar("Function", bound=Callable[..., Any])
_PLAIN_DAY = 10
CODE = "rules.py"


@frozen
class Settings:
    """What stands before the command: folders of packs."""

    packs: tuple[str, ...] = ()


class Today(_DayType):
    """A day, or a moment with its zone."""

    name = "day"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> date | datetime:
        """Return the day or the moment; fail with what was expected."""
        try:
            return parse_day(value) if len(value) <= _PLAIN_DAY else parse_moment(value)
        except DayError as error:
            self.fail(str(error), param, ctx)


class Day(Today):
    """A day."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; fail with what was expected."""
        try:
            return parse_day(value)
        except DayError as error:
            self.fail(str(error), param, ctx)


def packs_option(function: Function) -> Function:
    """Add ``--pack``, joined with those given before the command."""

    def join(ctx: click.Context, _param: click.Parameter, value: tuple[str, ...]) -> tuple[Path, ...]:
        before = ctx.obj.packs if isinstance(ctx.obj, Settings) else ()
        folders = tuple(Path(pack) for pack in (*before, *value))
        for folder in folders:
            if (folder / CODE).is_file():
                click.echo(f"{folder / CODE}: not executed; install the pack to use its formulas", err=True)
        return folders

    return click.option(
        "--pack",
        "packs",
        multiple=True,
        metavar="DIR",
        callback=join,
        help="Read the law pack in this folder too; may be given several times.",
    )(function)


def json_option(function: Function) -> Function:
    """Add ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")(function)


def today_option(function: Function) -> Function:
    """Add ``--today``; left out, it is the clock's day."""
    return click.option(
        "--today",
        type=Today(),
        metavar="DAY",
        help="The day to read on, like 2026-11-24, or a moment with its zone; else the clock's day.",
    )(function)


def clock_day(zone: ZoneInfo | None = None) -> date:
    """Return the civil day of the clock in a zone, or in the machine's own."""
    return datetime.now(UTC).astimezone(zone).date()

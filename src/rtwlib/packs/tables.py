"""TOML tables read key by key: types checked, unknown keys reported with the nearest valid ones."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from rtwlib.packs.problems import Problem, expected

T = TypeVar("T")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_MISSING = object()


class PackFile:
    """One parsed file of a pack. ``problems`` is shared by all files of the pack."""

    def __init__(self, folder: Path, name: str, problems: list[Problem]) -> None:
        """Parse the file; a file that is not there is empty, one that is not TOML is a problem."""
        self.name = name
        self.problems = problems
        self.text = ""
        self.data: dict[str, Any] = {}
        path = folder / name
        self.there = path.is_file()
        self.read = not self.there
        if not self.there:
            return
        try:
            self.text = path.read_bytes().decode("utf-8-sig")
            self.data = tomllib.loads(self.text)
            self.read = True
        except UnicodeDecodeError as error:
            self.problem("", f"not UTF-8 at byte {error.start}: save the file as UTF-8")
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"at line (\d+)", str(error))
            self.problem("", f"not TOML: {error}", int(found[1]) if found else None)
        except RecursionError:
            self.problem("", "nested too deeply")
        except ValueError as error:
            self.problem("", f"cannot be read: {error}")
        except OSError as error:
            self.problem("", f"cannot be read: {error.strerror}")

    def problem(self, where: str, message: str, line: int | None = None) -> None:
        """Report a problem of this file."""
        self.problems.append(Problem(self.name, line, where, message))

    def line_of(self, name: object) -> int | None:
        """Return the line on which an entry's id stands."""
        found = re.search(
            rf"^[ \t]*(?:id|of|event)[ \t]*=[ \t]*([\"']){re.escape(str(name))}\1", self.text, re.MULTILINE
        )
        return self.text.count("\n", 0, found.start()) + 1 if found else None

    def rows(self, name: str) -> list[dict[str, Any]]:
        """Return the raw tables of an array, leaving out whatever is none, without reporting it."""
        rows = self.data.get(name, [])
        return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []

    def tables(self, name: str, id_key: str = "id") -> list[Table]:
        """Return the entries of an array of tables."""
        rows = self.data.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.problem(name, f"expected [[{name}]] tables")
            return []
        return [
            Table(row, self, f"{name} {row.get(id_key, number)}", self.line_of(row.get(id_key)))
            for number, row in enumerate(rows, 1)
        ]

    def once(self, name: str) -> None:
        """Report ids that stand twice in an array of tables."""
        seen: set[object] = set()
        for row in self.rows(name):
            own = row.get("id")
            if isinstance(own, str):
                if own in seen:
                    self.problem(f"{name} {own}, id", f"'{own}' is declared twice", self.line_of(own))
                seen.add(own)

    def only(self, *names: str) -> None:
        """Report top-level names other than these."""
        for name in self.data:
            if name not in names:
                self.problem(name, expected(name, names, "table"))


class Table:
    """One table; each key is taken once, and what is left over at the end is unknown."""

    def __init__(self, data: dict[str, Any], file: PackFile, where: str, line: int | None = None) -> None:
        """Wrap the data of a table of a file."""
        self.data = data
        self.file = file
        self.where = where
        self.line = line
        self._known: set[str] = set()
        self._owner: Table | None = None
        self._inherited: frozenset[str] = frozenset()

    def over(self, owner: Table, inherited: dict[str, Any]) -> Table:
        """Return this table with the keys that it inherits; what is wrong with those is told of their owner."""
        found = Table({**inherited, **self.data}, self.file, self.where, self.line or owner.line)
        found._owner = owner
        found._inherited = frozenset(inherited.keys() - self.data.keys())
        return found

    def _teller(self, key: str) -> Table:
        return self._owner if self._owner is not None and key in self._inherited else self

    def place(self, key: str) -> tuple[str, int | None]:
        """Return where a key stands: in words, and the line."""
        told = self._teller(key)
        return f"{told.where}, {key}" if key and told.where else key or told.where, told.line

    def problem(self, key: str, message: str) -> None:
        """Report a problem at a key."""
        where, line = self.place(key)
        self.file.problems.append(Problem(self.file.name, line, where, message))

    def has(self, key: str) -> bool:
        """Return whether the key is there; it counts as known."""
        self._known.add(key)
        return key in self.data

    def raw(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 - TOML values are of many types
        """Return the value of a key as it stands."""
        self._known.add(key)
        return self.data.get(key, default)

    def typed(self, key: str, kinds: type | tuple[type, ...], words: str, default: Any, *, needed: bool) -> Any:  # noqa: ANN401 - as above
        """Return a value of a type, or the default; another type, or nothing where it is needed, is a problem."""
        value = self.raw(key, _MISSING)
        if value is _MISSING:
            if needed:
                self.problem(key, f"missing: expected {words}")
            return default
        wrong_bool = isinstance(value, bool) and kinds is not bool
        wrong_time = isinstance(value, datetime) and kinds is date
        if not isinstance(value, kinds) or wrong_bool or wrong_time:
            self.problem(key, f"expected {words}, not {_shown(value)}")
            return default
        return value

    def text(self, key: str, *, needed: bool = False, default: str | None = None) -> str | None:
        """Return a text."""
        found: str | None = self.typed(key, str, "a text", default, needed=needed)
        if found is not None and needed and not found.strip():
            self.problem(key, "empty: expected a text")
        return found

    def ident(self, *, dots: bool = True) -> str | None:
        """Return the id of an entry; what would break a reference to it (a blank, a slash, a colon) is a problem."""
        found = self.text("id", needed=True)
        if found is not None and found.strip() and not (_ID if dots else _WORD).fullmatch(found):
            others = ", '.'" if dots else ""
            self.problem("id", f"'{found}' is no id: expected letters, digits, '-', '_'{others}")
        return found

    def flag(self, key: str) -> bool:
        """Return a true or false, false when left out."""
        return bool(self.typed(key, bool, "true or false", default=False, needed=False))

    def whole(self, key: str, *, needed: bool = False) -> int | None:
        """Return a whole number."""
        found: int | None = self.typed(key, int, "a whole number", None, needed=needed)
        return found

    def day(self, key: str, *, needed: bool = False) -> date | None:
        """Return a day, written as a TOML date."""
        found: date | None = self.typed(key, date, "a date such as 1993-07-01 (without quotes)", None, needed=needed)
        return found

    def choice(
        self, key: str, choices: Iterable[str], default: str | None = None, *, needed: bool = False
    ) -> str | None:
        """Return one of the given words."""
        known = list(choices)
        if needed and not self.has(key):
            self.problem(key, f"missing: expected one of {', '.join(known)}")
            return default
        value = self.text(key, needed=needed, default=default)
        if value is not None and value not in known:
            self.problem(key, expected(value, known, "value"))
            return default
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; one text stands for a list of one."""
        value = self.raw(key, _MISSING)
        if value is _MISSING:
            return ()
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self.problem(key, "expected a text or a list of texts")
            return ()
        return tuple(value)

    def parsed(self, key: str, parse: Callable[[str], T], *, needed: bool = False) -> T | None:
        """Return a text parsed by a function that raises `ValueError` with what was expected."""
        value = self.text(key, needed=needed)
        if value is None:
            return None
        try:
            return parse(value)
        except ValueError as error:
            self.problem(key, str(error))
            return None

    def table(self, key: str) -> Table | None:
        """Return a table within this one."""
        value = self.typed(key, dict, "a table", None, needed=False)
        return None if value is None else self.inner(key, value)

    def inner(self, key: str, value: dict[str, Any]) -> Table:
        """Return a table that is the value of a key."""
        where, line = self.place(key)
        return Table(value, self.file, where, line)

    def rows(self, key: str) -> list[Table]:
        """Return a list of tables; one table stands for a list of one."""
        value = self.raw(key, [])
        found = value if isinstance(value, list) else [value]
        if not all(isinstance(row, dict) for row in found):
            self.problem(key, "expected a table or a list of tables")
            return []
        many = len(found) > 1
        where, line = self.place(key)
        return [
            Table(row, self.file, where + (f"[{number}]" if many else ""), line) for number, row in enumerate(found, 1)
        ]

    def done(self) -> None:
        """Report the keys that nothing asked for."""
        for key in self.data:
            if key not in self._known:
                self._teller(key).problem("", expected(key, self._known, "key"))


def _shown(value: object) -> str:
    if isinstance(value, str | int | date):
        return f"{type(value).__name__} '{value}'"
    return f"a {type(value).__name__}"

"""The tables of a report: how much was in time, by whom and when, which acts took longest, which cells are wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from rtwlib.audit.summary import Tally
from rtwlib.entries import State
from rtwlib.findings import Finding
from rtwlib.readers.wording import kind_words, number_of

if TYPE_CHECKING:
    from rtwlib.audit.results import Audit
    from rtwlib.audit.summary import Lag

_Columns = tuple[tuple[str, Callable[[Tally], int]], ...]
_DUTIES: _Columns = (
    ("done, no day set", lambda tally: tally.undated),
    ("late", lambda tally: tally.late),
    ("missed", lambda tally: tally.missed),
    ("breached", lambda tally: tally.states[State.BREACHED]),
    ("open", lambda tally: sum(tally.states[state] for state in (State.OPEN, State.RUNNING, State.PENDING))),
    ("not known", lambda tally: tally.states[State.UNKNOWN]),
)
_RIGHTS: _Columns = (
    ("used in time", lambda tally: tally.used),
    ("used late", lambda tally: tally.used_late),
    ("lapsed", lambda tally: tally.lapsed),
    *_DUTIES[-2:],
)
_MONTHS = 12
_SLOWEST = 10


@frozen
class Section:
    """A table of a report. ``heading`` names the columns after the first, none where they need no name.

    ``right`` are the columns that hold numbers, ``more`` says what was left out.
    """

    title: str
    rows: tuple[tuple[str, ...], ...]
    heading: tuple[str, ...] = ()
    right: tuple[int, ...] = ()
    more: str | None = None


def sums(audit: Audit, limit: int) -> Iterator[Section]:
    """Yield the sums by law, rule, right, who owes it and month, each with at most ``limit`` rows."""
    found = audit.summary
    rules = [(rule, (found.titles[rule], tally)) for rule, tally in found.by_rule.items()]
    duties = [named for rule, named in rules if rule not in found.rights]
    rights = [named for rule, named in rules if rule in found.rights]
    owed = [(kind_words(who), tally) for who, tally in found.by_owed_by.items()]
    yield from _sums("By law", found.by_law.items() if len(found.by_law) > 1 else (), _DUTIES, limit)
    yield from _sums("By rule", duties, _DUTIES, limit)
    yield from _sums("Rights that lapse", rights, _RIGHTS, limit)
    yield from _sums("By who owes it", owed, _DUTIES, limit)
    yield from _months(audit)


def _sums(title: str, tallies: Iterable[tuple[str, Tally]], columns: _Columns, limit: int) -> Iterator[Section]:
    """Yield a table of tallies, those with the most trouble first; at most ``limit``, and how many more there are."""
    told = [pair for pair in tallies if pair[1].on_time.whole or any(count(pair[1]) for _, count in columns)]
    found = sorted(told, key=lambda pair: (-_trouble(pair[1]), pair[0]))
    more = f"and {len(found) - limit:,} more, in --json" if found[limit:] else None
    yield from _tallied(title, found[:limit], columns, more)


def _trouble(tally: Tally) -> int:
    """Return how many entries of a tally are missed, breached, late or lapsed."""
    return tally.missed + tally.states[State.BREACHED] + tally.late + tally.lapsed + tally.used_late


def _months(audit: Audit) -> Iterator[Section]:
    """Yield a table of the last months in which anything fell due by the day of the audit."""
    today = audit.summary.today
    this = f"{today.year:04}-{today.month:02}"
    months = sorted(
        (month, tally)
        for month, tally in audit.summary.by_month.items()
        if month <= this and (tally.on_time.whole or tally.states[State.BREACHED] or tally.states[State.OPEN])
    )
    earlier = len(months) - _MONTHS
    more = f"and {number_of(earlier, 'earlier month')}, in --json" if earlier > 0 else None
    yield from _tallied("By month due", months[-_MONTHS:], _DUTIES, more)


def _tallied(title: str, found: Sequence[tuple[str, Tally]], columns: _Columns, more: str | None) -> Iterator[Section]:
    """Yield a table with one row for each tally; columns in which nothing stands are left out."""
    if not found:
        return
    every = [
        (title, [name for name, _ in found]),
        ("on time", [tally.on_time.text if tally.on_time.whole else "" for _, tally in found]),
        *((head, [_number(count(tally)) for _, tally in found]) for head, count in columns),
    ]
    shown = [(head, cells) for head, cells in every if any(cells)]
    heading = tuple(head for head, _ in shown[1:])
    rows = tuple(zip(*(cells for _, cells in shown), strict=True))
    yield Section(title, rows, heading, tuple(range(1, len(shown))), more)


def _number(count: int) -> str:
    """Return a count, nothing for zero."""
    return f"{count:,}" if count else ""


def delays(audit: Audit) -> Iterator[Section]:
    """Yield the days that acts took, the slowest first, and the worst lags; what is done on the day is left out."""
    slow = (pair for pair in audit.summary.taken.items() if pair[1].within(9, 10))
    found = sorted(slow, key=lambda pair: (-pair[1].within(9, 10), pair[0]))[:_SLOWEST]
    rows = tuple(
        (
            audit.summary.titles[rule],
            f"{taken.days.total():,}",
            f"{taken.within(1, 2):,}",
            f"{taken.within(9, 10):,}",
            f"{max(taken.days):,}",
        )
        for rule, taken in found
    )
    if rows:
        yield Section("Days taken", rows, ("acts", "half within", "nine in ten within", "longest"), (1, 2, 3, 4))
    yield from _lags("Done latest", audit.summary.latest)
    yield from _lags("Longest overdue", audit.summary.overdue)


def _lags(title: str, lags: Sequence[Lag]) -> Iterator[Section]:
    """Yield a table of the worst lags."""
    rows = tuple(
        (
            f"{lag.days:,} days",
            lag.case,
            lag.title,
            f"due {lag.due}",
            f"done {lag.actual}" if lag.actual else "not done",
        )
        for lag in lags
    )
    if rows:
        yield Section(title, rows, right=(0,))


def impossible(audit: Audit) -> Iterator[Section]:
    """Yield how many impossible values each column holds, with one of them."""
    found: dict[str, list[Finding]] = {}
    for finding in audit.findings:
        if finding.code == "RTW130":
            found.setdefault(finding.where.path or "", []).append(finding)
    rows = tuple(
        (column, f"{len(cells):,}", f"such as line {cells[0].where.line}: {cells[0].message}")
        for column, cells in sorted(found.items())
    )
    if rows:
        yield Section("Impossible values, left out (RTW130)", rows, right=(1,))

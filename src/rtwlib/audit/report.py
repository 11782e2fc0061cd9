"""An audit for people: how much was in time, who is late with what, what cannot be known and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rtwlib.audit.summary import Tally
from rtwlib.entries import State
from rtwlib.findings import CODES, Finding, Severity
from rtwlib.readers.prose import law_words
from rtwlib.readers.wording import kind_words, number_of, plain_day

if TYPE_CHECKING:
    from rtwlib.audit.results import Audit, FileResult
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
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_READING = frozenset({"RTW130", "RTW131"})
_OF_FILES = frozenset({"RTW110", "RTW111", "RTW120"})
_MONTHS = 12
_SLOWEST = 10
Paint = Callable[[Severity, str], str]


def audit_text(audit: Audit, limit: int = 20, paint: Paint | None = None) -> str:
    """Return an audit as text.

    At most ``limit`` findings of each sort are listed, the gravest first; the text says how many more there are.
    ``paint`` may colour the word for a severity.
    """
    sums = audit.summary
    rules = [(rule, (sums.titles[rule], tally)) for rule, tally in sums.by_rule.items()]
    parts = [
        _head(audit),
        _sums("By law", sums.by_law.items() if len(sums.by_law) > 1 else (), _DUTIES, limit),
        _sums("By rule", [named for rule, named in rules if rule not in sums.rights], _DUTIES, limit),
        _sums("Rights that lapse", [named for rule, named in rules if rule in sums.rights], _RIGHTS, limit),
        _sums("By who owes it", [(kind_words(who), tally) for who, tally in sums.by_owed_by.items()], _DUTIES, limit),
        _months(audit),
        _taken(audit),
        _lags("Done latest", audit.summary.latest),
        _lags("Longest overdue", audit.summary.overdue),
        _listed("Findings", [f for f in audit.findings if _about_a_case(f)], limit, paint),
        _listed("Rights not used in time", [f for f in audit.findings if f.code == "RTW107"], limit, paint),
        _listed("What the files do not say", [f for f in audit.findings if f.code in _OF_FILES], limit, paint),
        _listed("Rows and cases left out", [f for f in audit.findings if f.code == "RTW131"], limit, paint),
        _cells(audit),
        _foot(audit),
    ]
    return "\n\n".join("\n".join(lines) for lines in map(list, parts) if lines)


def _about_a_case(finding: Finding) -> bool:
    """Return whether a finding is about a case, not about a file or its reading."""
    return finding.severity is not Severity.NOTE and finding.code not in _READING


def _head(audit: Audit) -> Iterator[str]:
    """Yield the lines that say what was read, how much of it was in time, and how many findings there are."""
    names = ", ".join(file.name for file in audit.files)
    laws = "; ".join(law_words(stamp) for stamp in audit.laws)
    yield f"Audit of {names}   law: {laws}   today {plain_day(audit.summary.today)}"
    left_out = sum(file.left_out for file in audit.files)
    yield f"  {number_of(audit.summary.cases, 'case')} read, {left_out:,} left out"
    share = audit.summary.total.on_time
    if share.whole:
        yield f"  On time: {share.text} of the duties with a last day that were done or missed"
    else:
        yield "  On time: no duty with a last day was done or missed"
    if not audit.findings:
        yield "  Nothing found"
        return
    yield f"  {number_of(len(audit.findings), 'finding')}"
    rows = [(f"    {count:,}", code, CODES[code].title) for code, count in audit.by_code().items()]
    yield from table(rows, right=(0,))


def _sums(title: str, tallies: Iterable[tuple[str, Tally]], columns: _Columns, limit: int) -> Iterator[str]:
    """Yield a table of tallies, those with the most trouble first; at most ``limit``, and how many more there are."""
    told = [pair for pair in tallies if pair[1].on_time.whole or any(count(pair[1]) for _, count in columns)]
    found = sorted(told, key=lambda pair: (-_trouble(pair[1]), pair[0]))
    yield from _tally_table(title, found[:limit], columns)
    if found[limit:]:
        yield f"  and {len(found) - limit:,} more, in --json"


def _trouble(tally: Tally) -> int:
    """Return how many entries of a tally are missed, breached, late or lapsed."""
    return tally.missed + tally.states[State.BREACHED] + tally.late + tally.lapsed + tally.used_late


def _months(audit: Audit) -> Iterator[str]:
    """Yield a table of the last months in which anything fell due by the day of the audit."""
    today = audit.summary.today
    this = f"{today.year:04}-{today.month:02}"
    months = sorted(
        (month, tally)
        for month, tally in audit.summary.by_month.items()
        if month <= this and (tally.on_time.whole or tally.states[State.BREACHED] or tally.states[State.OPEN])
    )
    more = len(months) - _MONTHS
    yield from _tally_table("By month due", months[-_MONTHS:], _DUTIES)
    if more > 0:
        yield f"  and {number_of(more, 'earlier month')}, in --json"


def _tally_table(title: str, found: Sequence[tuple[str, Tally]], columns: _Columns) -> Iterator[str]:
    """Yield a table with one row for each tally; columns in which nothing stands are left out."""
    if not found:
        return iter(())
    every = [
        (title, [f"  {name}" for name, _ in found]),
        ("on time", [tally.on_time.text if tally.on_time.whole else "" for _, tally in found]),
        *((head, [_number(count(tally)) for _, tally in found]) for head, count in columns),
    ]
    shown = [(head, *cells) for head, cells in every if any(cells)]
    return table(zip(*shown, strict=True), right=range(1, len(shown)))


def _number(count: int) -> str:
    """Return a count, nothing for zero."""
    return f"{count:,}" if count else ""


def _taken(audit: Audit) -> Iterator[str]:
    """Yield a table of the days that acts took, the slowest first; what is done on the same day is left out."""
    slow = (pair for pair in audit.summary.taken.items() if pair[1].within(9, 10))
    found = sorted(slow, key=lambda pair: (-pair[1].within(9, 10), pair[0]))[:_SLOWEST]
    rows = [
        (
            f"  {audit.summary.titles[rule]}",
            f"{taken.days.total():,}",
            f"{taken.within(1, 2):,}",
            f"{taken.within(9, 10):,}",
            f"{max(taken.days):,}",
        )
        for rule, taken in found
    ]
    if rows:
        yield from table(
            (("Days taken", "acts", "half within", "nine in ten within", "longest"), *rows), right=(1, 2, 3, 4)
        )


def _lags(title: str, lags: Sequence[Lag]) -> Iterator[str]:
    """Yield a table of the worst lags."""
    rows = [
        (
            f"  {lag.days:,} days",
            lag.case,
            lag.title,
            f"due {lag.due}",
            f"done {lag.actual}" if lag.actual else "not done",
        )
        for lag in lags
    ]
    if rows:
        yield title
        yield from table(rows, right=(0,))


def _listed(title: str, findings: Sequence[Finding], limit: int, paint: Paint | None) -> Iterator[str]:
    """Yield the gravest findings of a list, one a line."""
    if not findings:
        return
    yield f"{title} ({len(findings):,})"
    ordered = sorted(findings, key=lambda finding: (_ORDER[finding.severity], -(finding.days or 0), -finding.count))
    for finding in ordered[:limit]:
        word = f"{finding.severity.value:<7}"
        where = str(finding.where) if finding.code not in _OF_FILES else ""
        told = "   ".join(part for part in (where, finding.message, _cited(finding)) if part)
        yield f"  {finding.code} {paint(finding.severity, word) if paint else word}  {told}"
    if len(ordered) > limit:
        yield f"  and {len(ordered) - limit:,} more: --json or --csv has all, --limit shows more here"


def _cited(finding: Finding) -> str:
    """Return where a finding stands in the law, with its marks."""
    return ", ".join(part for part in (finding.pinpoint or finding.cite, *finding.marks) if part)


def _cells(audit: Audit) -> Iterator[str]:
    """Yield how many impossible values each column holds, with one of them."""
    found: dict[str, list[Finding]] = {}
    for finding in audit.findings:
        if finding.code == "RTW130":
            found.setdefault(finding.where.path or "", []).append(finding)
    rows = [
        (f"  {column}", f"{len(cells):,}", f"such as line {cells[0].where.line}: {cells[0].message}")
        for column, cells in sorted(found.items())
    ]
    if rows:
        yield "Impossible values, left out (RTW130)"
        yield from table(rows, right=(1,))


def _foot(audit: Audit) -> Iterator[str]:
    """Yield what was not read: columns without a place, ids that were numbered, rules that are not about a case."""
    for file in audit.files:
        yield from _columns(file)
    if audit.not_read:
        yield (
            f"Not read against cases: {number_of(audit.not_read, 'rule')} about an employer, "
            "an establishment or the scheme as a whole."
        )


def _columns(file: FileResult) -> Iterator[str]:
    """Yield what there is to say about the columns of a file."""
    if file.unmapped:
        yield f"{file.name}: columns without a place in the case, not read: {', '.join(file.unmapped)}"
    if file.renumbered:
        yield f"{file.name}: {number_of(file.renumbered, 'row')} repeat an id and got a number behind it"


def table(rows: Iterable[Sequence[str]], right: Iterable[int] = ()) -> Iterator[str]:
    """Yield rows in columns as wide as their widest cell; ``right`` names the columns that are set to the right."""
    found = list(rows)
    to_the_right = frozenset(right)
    widths = [max(len(row[at]) for row in found) for at in range(len(found[0]))]
    for row in found:
        cells = (
            cell.rjust(width) if at in to_the_right else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "   ".join(cells).rstrip()

"""An audit for people: how much was in time, who is late with what, what cannot be known and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rtwlib.entries import State
from rtwlib.findings import CODES, Finding, Severity
from rtwlib.readers.prose import law_words
from rtwlib.readers.wording import kind_words, number_of, plain_day

if TYPE_CHECKING:
    from rtwlib.audit.results import Audit, FileResult
    from rtwlib.audit.summary import Lag, Tally

_COLUMNS = (
    ("late", (State.LATE,)),
    ("missed", (State.MISSED,)),
    ("breached", (State.BREACHED,)),
    ("open", (State.OPEN, State.RUNNING, State.PENDING)),
    ("not known", (State.UNKNOWN,)),
)
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_READING = frozenset({"RTW130", "RTW131"})
_MONTHS = 12
Paint = Callable[[Severity, str], str]


def audit_text(audit: Audit, limit: int = 20, paint: Paint | None = None) -> str:
    """Return an audit as text.

    At most ``limit`` findings of each sort are listed, the gravest first; the text says how many more there are.
    ``paint`` may colour the word for a severity.
    """
    parts = [
        _head(audit),
        _sums("By rule", ((audit.summary.titles[rule], tally) for rule, tally in audit.summary.by_rule.items())),
        _sums("By who owes it", ((kind_words(who), tally) for who, tally in audit.summary.by_owed_by.items())),
        _months(audit),
        _lags("Done latest", audit.summary.latest),
        _lags("Longest overdue", audit.summary.overdue),
        _listed("Findings", [f for f in audit.findings if _about_a_case(f)], limit, paint),
        _listed("What the files do not say", [f for f in audit.findings if f.severity is Severity.NOTE], limit, paint),
        _listed(
            "Rows and cells that could not be read", [f for f in audit.findings if f.code in _READING], limit, paint
        ),
        _foot(audit),
    ]
    return "\n\n".join("\n".join(lines) for lines in map(list, parts) if lines)


def _about_a_case(finding: Finding) -> bool:
    """Return whether a finding is about a case, not about a file or its reading."""
    return finding.severity is not Severity.NOTE and finding.code not in _READING


def _head(audit: Audit) -> Iterator[str]:
    """Yield the lines that say what was read and how much of it was in time."""
    names = ", ".join(file.name for file in audit.files)
    laws = "; ".join(law_words(stamp) for stamp in audit.laws)
    yield f"Audit of {names}   law: {laws}   today {plain_day(audit.summary.today)}"
    left_out = sum(file.left_out for file in audit.files)
    read = f"{number_of(audit.summary.cases, 'case')} read"
    yield f"  {read}, {left_out:,} left out, {_found(audit)}"
    share = audit.summary.total.on_time
    yield (
        f"  On time: {share.text} of the acts that were done or missed"
        if share.whole
        else "  On time: no act is due yet"
    )


def _found(audit: Audit) -> str:
    """Return the number of findings, by their names."""
    if not audit.findings:
        return "nothing found"
    names = ", ".join(f"{count:,} {CODES[code].title.lower()}" for code, count in audit.by_code().items())
    return f"{number_of(len(audit.findings), 'finding')}: {names}"


def _sums(title: str, tallies: Iterable[tuple[str, Tally]]) -> Iterator[str]:
    """Yield a table of tallies, those with the most trouble first."""
    found = sorted(tallies, key=lambda pair: (-_trouble(pair[1]), pair[0]))
    return _tally_table(title, found)


def _trouble(tally: Tally) -> int:
    """Return how many entries of a tally are missed, breached or late."""
    return tally.states[State.MISSED] + tally.states[State.BREACHED] + tally.states[State.LATE]


def _months(audit: Audit) -> Iterator[str]:
    """Yield a table of the last months in which anything fell due by the day of the audit."""
    today = audit.summary.today
    this = f"{today.year:04}-{today.month:02}"
    months = sorted((month, tally) for month, tally in audit.summary.by_month.items() if month <= this)
    more = len(months) - _MONTHS
    yield from _tally_table("By month due", months[-_MONTHS:])
    if more > 0:
        yield f"  and {number_of(more, 'earlier month')}, in --json"


def _tally_table(title: str, found: Sequence[tuple[str, Tally]]) -> Iterator[str]:
    """Yield a table with one row for each tally."""
    shown = [
        (head, states)
        for head, states in _COLUMNS
        if any(tally.states[state] for _, tally in found for state in states)
    ]
    heading = (title, "on time", *(head for head, _ in shown))
    rows = [
        (
            f"  {name}",
            tally.on_time.text if tally.on_time.whole else "",
            *(_number(sum(tally.states[state] for state in states)) for _, states in shown),
        )
        for name, tally in found
    ]
    return table((heading, *rows)) if rows else iter(())


def _number(count: int) -> str:
    """Return a count, nothing for zero."""
    return f"{count:,}" if count else ""


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
        where = str(finding.where) if finding.severity is not Severity.NOTE else ""
        told = "   ".join(part for part in (where, finding.message, finding.cite) if part)
        yield f"  {finding.code} {paint(finding.severity, word) if paint else word}  {told}"
    if len(ordered) > limit:
        yield f"  and {len(ordered) - limit:,} more: --json or --csv has all, --limit shows more here"


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


def table(rows: Iterable[Sequence[str]], right: tuple[int, ...] | None = None) -> Iterator[str]:
    """Yield rows in columns as wide as their widest cell; ``right`` names the columns set to the right.

    Where it is left out, every column after the second is set to the right, as numbers are.
    """
    found = list(rows)
    widths = [max(len(row[at]) for row in found) for at in range(len(found[0]))]
    to_the_right = range(2, len(widths)) if right is None else right
    for row in found:
        cells = (
            cell.rjust(width) if at in to_the_right else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "   ".join(cells).rstrip()

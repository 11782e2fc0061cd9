"""An audit for people: how much was in time, who is late with what, what cannot be known and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rtwlib.audit.sections import Section, delays, impossible, sums
from rtwlib.findings import CODES, Finding, Severity
from rtwlib.readers.prose import law_words
from rtwlib.readers.wording import number_of, plain_day

if TYPE_CHECKING:
    from rtwlib.audit.baseline import Compared
    from rtwlib.audit.results import Audit, FileResult

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_READING = frozenset({"RTW130", "RTW131"})
OF_FILES = frozenset({"RTW110", "RTW111", "RTW120"})
Paint = Callable[[Severity, str], str]


def audit_text(audit: Audit, limit: int = 20, paint: Paint | None = None) -> str:
    """Return an audit as text.

    At most ``limit`` findings of each sort are listed, the gravest first; the text says how many more there are.
    ``paint`` may colour the word for a severity.
    """
    parts = [
        _head(audit),
        *map(_section, (*sums(audit, limit), *delays(audit))),
        *(_listed(title, found, limit, paint) for title, found in listed(audit)),
        *map(_section, (*impossible(audit), *gone_section(audit, limit))),
        foot(audit),
    ]
    return "\n\n".join("\n".join(lines) for lines in map(list, parts) if lines)


def listed(audit: Audit) -> tuple[tuple[str, list[Finding]], ...]:
    """Return the findings under the heads of a report: about cases, rights, what files lack, what was left out."""
    found = audit.findings
    return (
        ("Findings", [each for each in found if _about_a_case(each)]),
        ("Rights not used in time", [each for each in found if each.code == "RTW107"]),
        ("What the files do not say", [each for each in found if each.code in OF_FILES]),
        ("Rows and cases left out", [each for each in found if each.code == "RTW131"]),
    )


def _about_a_case(finding: Finding) -> bool:
    """Return whether a finding is about a case, not about a file or its reading."""
    return finding.severity is not Severity.NOTE and finding.code not in _READING


def _section(section: Section) -> Iterator[str]:
    """Yield a table of a report: its title over its first column, or on a line of its own where no column is named."""
    rows = [(f"  {row[0]}", *row[1:]) for row in section.rows]
    if section.heading:
        yield from table([(section.title, *section.heading), *rows], section.right)
    else:
        yield section.title
        yield from table(rows, section.right)
    if section.more is not None:
        yield f"  {section.more}"


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
    if audit.compared is not None:
        yield f"  {compared_words(audit.compared)}"
    if not audit.findings:
        yield "  Nothing found" if audit.compared is None else "  Nothing new"
        return
    yield f"  {number_of(len(audit.findings), 'finding' if audit.compared is None else 'new finding')}"
    rows = [(f"    {count:,}", code, CODES[code].title) for code, count in audit.by_code().items()]
    yield from table(rows, right=(0,))


def compared_words(compared: Compared) -> str:
    """Return how an audit stands against an earlier one."""
    before = number_of(compared.as_before, "finding")
    return f"Against {compared.baseline}: {before} as before, not listed; {len(compared.gone):,} gone"


def gone_section(audit: Audit, limit: int) -> Iterator[Section]:
    """Yield the findings of the earlier audit that are gone, if there are any."""
    gone = audit.compared.gone if audit.compared is not None else ()
    if gone:
        rows = tuple((each.code, each.case or "", each.title, f"due {each.due}" if each.due else "") for each in gone)
        more = f"and {len(gone) - limit:,} more: --json has all" if len(gone) > limit else None
        yield Section(f"Gone ({len(gone):,})", rows[:limit], (), (), more)


def _listed(title: str, findings: Sequence[Finding], limit: int, paint: Paint | None) -> Iterator[str]:
    """Yield the gravest findings of a list, one a line."""
    if not findings:
        return
    yield f"{title} ({len(findings):,})"
    ordered = gravest_first(findings)
    for finding in ordered[:limit]:
        word = f"{finding.severity.value:<7}"
        where = str(finding.where) if finding.code not in OF_FILES else ""
        told = "   ".join(part for part in (where, finding.message, _cited(finding)) if part)
        yield f"  {finding.code} {paint(finding.severity, word) if paint else word}  {told}"
    if len(ordered) > limit:
        yield f"  and {len(ordered) - limit:,} more: --json or --csv has all, --limit shows more here"


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by severity, then by days, then by how many readings they stand for."""
    return sorted(findings, key=lambda finding: (_ORDER[finding.severity], -(finding.days or 0), -finding.count))


def _cited(finding: Finding) -> str:
    """Return where a finding stands in the law, with its marks."""
    return ", ".join(part for part in (finding.pinpoint or finding.cite, *finding.marks) if part)


def foot(audit: Audit) -> Iterator[str]:
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
    if not found:
        return
    to_the_right = frozenset(right)
    widths = [max(len(row[at]) for row in found) for at in range(len(found[0]))]
    for row in found:
        cells = (
            cell.rjust(width) if at in to_the_right else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "   ".join(cells).rstrip()

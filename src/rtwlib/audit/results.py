"""The result of an audit: what was read, what was found, what it adds up to; as JSON values and as rows of CSV."""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING, Any

from attrs import define, field

from rtwlib.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rtwlib.audit.baseline import Compared
    from rtwlib.audit.summary import Summary
    from rtwlib.laws import PackStamp

FORMAT = "rtwlib.audit/1"
CSV_COLUMNS = (
    "code",
    "severity",
    "file",
    "line",
    "case",
    "rule",
    "title",
    "owed_by",
    "due",
    "actual",
    "days",
    "count",
    "message",
    "cite",
    "fix",
    "marks",
)
_RISKY = ("=", "+", "-", "@", "\t", "\r")


@define
class FileResult:
    """What became of one file: cases read, rows or cases left out, columns with and without a place in the case."""

    name: str
    cases: int = 0
    left_out: int = 0
    mapped: tuple[tuple[str, str], ...] = ()
    unmapped: tuple[str, ...] = ()
    renumbered: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return the result as JSON values."""
        return {
            "file": self.name,
            "cases": self.cases,
            "left_out": self.left_out,
            "mapped": [{"column": column, "to": to} for column, to in self.mapped],
            "unmapped": list(self.unmapped),
            "repeated_ids_numbered": self.renumbered,
        }


@define
class Audit:
    """An audit. ``not_read`` counts the rules that are about an employer, an establishment or a scheme, not a case.

    ``compared`` tells how it stands against an earlier audit, where there is one.
    """

    laws: tuple[PackStamp, ...]
    summary: Summary
    files: list[FileResult] = field(factory=list)
    findings: list[Finding] = field(factory=list)
    not_read: int = 0
    compared: Compared | None = None

    @property
    def failed(self) -> bool:
        """Return whether any row or case had to be left out."""
        return any(file.left_out for file in self.files)

    def count(self, severity: Severity) -> int:
        """Return the number of findings of a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def by_code(self) -> dict[str, int]:
        """Return the number of findings of each code, in the order of codes."""
        counts: dict[str, int] = {}
        for finding in self.findings:
            counts[finding.code] = counts.get(finding.code, 0) + 1
        return dict(sorted(counts.items()))

    def to_json(self) -> dict[str, Any]:
        """Return the audit as JSON values (``rtwlib.audit/1``)."""
        return {
            "format": FORMAT,
            "today": self.summary.today.isoformat(),
            "laws": [stamp.to_json() for stamp in self.laws],
            "files": [file.to_json() for file in self.files],
            "cases": self.summary.cases,
            "rules_not_read_for_cases": self.not_read,
            "summary": {"findings": self.by_code(), **self.summary.to_json()},
            "findings": [finding.to_json() for finding in self.findings],
            "compared": None if self.compared is None else self.compared.to_json(),
        }


def write_csv(findings: Iterable[Finding], stream: IO[str]) -> None:
    """Write findings as CSV with a heading.

    Text that a spreadsheet would take for a formula is written with a quote mark in front.
    """
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for finding in findings:
        writer.writerow(harmless(cell) for cell in cells_of(finding))


def cells_of(finding: Finding) -> tuple[Any, ...]:
    """Return a finding as the cells of a table, in the order of `CSV_COLUMNS`."""
    where = finding.where
    return (
        finding.code, finding.severity.value, where.file, where.line, where.case, finding.rule, finding.title,
        finding.owed_by, finding.due, finding.actual, finding.days, finding.count, finding.message, finding.cite,
        finding.fix, "; ".join(finding.marks),
    )  # fmt: skip


def harmless(cell: Any) -> Any:  # noqa: ANN401  # a cell of any type
    """Return a cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RISKY) else cell

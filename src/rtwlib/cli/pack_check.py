"""What `rtw pack check` checks: the files of a pack, then its worked cases, each problem a finding."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from rtwlib.findings import CODES, Finding, Where
from rtwlib.packs import Problem, WorkedCase, check_folder, read_worked_cases
from rtwlib.worked_cases import run_worked_case

if TYPE_CHECKING:
    from rtwlib.laws import Law

_PROBLEM = CODES["RTW201"]
_WORKED = CODES["RTW202"]


@frozen
class PackReport:
    """The result of a check: the findings, and how much was read."""

    pack: str
    findings: tuple[Finding, ...]
    checked: dict[str, int]

    def to_json(self) -> dict[str, Any]:
        """Return the report as JSON values (``rtwlib.pack_check/1``)."""
        return {
            "format": "rtwlib.pack_check/1",
            "pack": self.pack,
            "checked": self.checked,
            "findings": [finding.to_json() for finding in self.findings],
        }


def check_pack(folder: Path, law_of: Callable[[str], Law]) -> PackReport:
    """Return what is wrong with a pack folder; ``law_of`` finds the law that it extends."""
    law, problems = check_folder(folder, law_of)
    worked = read_worked_cases(folder, problems)
    findings = [_of_problem(problem) for problem in problems]
    if law is None:
        return PackReport(folder.name, tuple(findings), {})
    own = [limit for limit in law.limits if limit.pack == law.id]
    checked = {
        "time limit": len(own),
        "version": sum(len(limit.versions) for limit in own),
        "rate": sum(value.pack == law.id for value in law.values),
        "worked case": len(worked),
    }
    if not problems:
        findings.extend(_wrong(case, why) for case in worked for why in run_worked_case(law, case)[0])
    return PackReport(law.id, tuple(findings), checked)


def _of_problem(problem: Problem) -> Finding:
    """Return a problem of the loader as a finding."""
    where = Where(file=problem.file, line=problem.line, path=problem.where or None)
    return Finding(_PROBLEM.code, _PROBLEM.severity, where, problem.message, fix=_PROBLEM.fix)


def _wrong(worked: WorkedCase, message: str) -> Finding:
    """Return the finding for a worked case that fails."""
    where = Where(case=worked.id, path=worked.file)
    return Finding(_WORKED.code, _WORKED.severity, where, message, fix=_WORKED.fix)

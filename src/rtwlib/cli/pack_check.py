"""What `rtw pack check` checks: the files of a pack, then its worked cases, each problem a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from rtwlib import api
from rtwlib.casefiles import read_case
from rtwlib.codec import InputProblems
from rtwlib.findings import CODES, Finding, Where
from rtwlib.packs import Problem, WorkedCase, check_folder, read_worked_cases

if TYPE_CHECKING:
    from rtwlib.entries import Entry
    from rtwlib.laws import Law

_PROBLEM = CODES["RTW201"]
_WORKED = CODES["RTW202"]
_NEVER_SHOWN = frozenset({"not_applicable", "not_triggered"})


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
        findings.extend(finding for case in worked for finding in _check_worked(case, law))
    return PackReport(law.id, tuple(findings), checked)


def _of_problem(problem: Problem) -> Finding:
    """Return a problem of the loader as a finding."""
    where = Where(file=problem.file, line=problem.line, path=problem.where or None)
    return Finding(_PROBLEM.code, _PROBLEM.severity, where, problem.message, fix=_PROBLEM.fix)


def _check_worked(worked: WorkedCase, law: Law) -> Iterator[Finding]:
    """Yield a finding for each expectation of a worked case that is not met."""
    ids = [stamp.id for stamp in law.stamps]
    try:
        case = read_case(worked.case, vocabulary=law.vocabulary, jurisdictions=ids)
    except InputProblems as error:
        for problem in error.problems:
            yield _wrong(worked, f"the case: {problem}")
        return
    timeline = api.timeline(case, law, today=worked.today, include_left_out=True)
    for expected in worked.expect:
        limit = law.by_id.get(str(expected["rule"]))
        if limit is None:
            yield _wrong(worked, f"expects the rule {expected['rule']!r}, which the pack does not have")
            continue
        entries = [entry for entry in (*timeline.entries, *timeline.left_out) if entry.rule == limit.rule]
        wanted = {key: value for key, value in expected.items() if key != "rule"}
        if wanted.get("state") in _NEVER_SHOWN and not entries:
            continue
        if not any(_fits(entry, wanted) for entry in entries):
            found = "; ".join(_shown(entry, wanted) for entry in entries) or "no entry"
            yield _wrong(worked, f"{limit.id}: expects {_listed(wanted)}, found {found}")


def _fits(entry: Entry, wanted: dict[str, Any]) -> bool:
    """Return whether an entry is as a worked case expects it."""
    return all(_plain(getattr(entry, key, None)) == _plain(value) for key, value in wanted.items())


def _shown(entry: Entry, wanted: dict[str, Any]) -> str:
    """Return the same fields of an entry."""
    return _listed({key: getattr(entry, key, None) for key in wanted})


def _listed(fields: dict[str, Any]) -> str:
    """Return fields in words."""
    return ", ".join(f"{key} {_plain(value)}" for key, value in fields.items())


def _plain(value: Any) -> str:  # noqa: ANN401  # any field of an entry
    """Return a value as text, days and moments as ISO 8601."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return "nothing" if value is None else str(getattr(value, "value", value))


def _wrong(worked: WorkedCase, message: str) -> Finding:
    """Return the finding for a worked case that fails."""
    where = Where(case=worked.id, path=worked.file)
    return Finding(_WORKED.code, _WORKED.severity, where, message, fix=_WORKED.fix)

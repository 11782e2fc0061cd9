"""An audit against an earlier one: which findings are new, which stood before, which are gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import frozen

from rtwlib.audit.results import FORMAT
from rtwlib.codec import InputProblem, InputProblems, loads, text_of

if TYPE_CHECKING:
    from rtwlib.audit.results import Audit
    from rtwlib.findings import Finding

_Key = tuple[str | None, ...]


@frozen
class Gone:
    """A finding of the earlier audit that this one no longer has."""

    code: str
    case: str | None
    title: str
    due: str | None

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {"code": self.code, "case": self.case, "title": self.title, "due": self.due}


@frozen
class Compared:
    """How an audit stands against an earlier one; its own findings are then only those that are new."""

    baseline: str
    as_before: int
    gone: tuple[Gone, ...]

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "baseline": self.baseline,
            "as_before": self.as_before,
            "gone": [each.to_json() for each in self.gone],
        }


def read_baseline(data: bytes) -> tuple[Mapping[str, Any], ...]:
    """Return the findings in the bytes of an earlier audit (``rtwlib.audit/1``).

    Raises `InputProblems` for anything else, and for an audit that lists only what was new, since it does not know
    the rest.
    """
    found = loads(text_of(data))
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise InputProblems([InputProblem("format", f"expected '{FORMAT}': a report of rtw audit --json")])
    if found.get("compared") is not None:
        message = "this report lists only what was new: make the baseline without --baseline"
        raise InputProblems([InputProblem("compared", message)])
    rows = found.get("findings")
    if not isinstance(rows, list) or not all(map(_is_finding, rows)):
        raise InputProblems([InputProblem("findings", "expected a list of findings, each with code, where, message")])
    return tuple(rows)


def compare(audit: Audit, earlier: tuple[Mapping[str, Any], ...], name: str) -> None:
    """Leave in an audit only the findings that an earlier one, called ``name``, did not have, and say how they stand.

    The same is what has the same code about the same rule, case and due day; a line of a table may change.
    """
    left = Counter(map(_earlier_key, earlier))
    new: list[Finding] = []
    for finding in audit.findings:
        key = _key(finding)
        if left[key] > 0:
            left[key] -= 1
        else:
            new.append(finding)
    gone = []
    for row in reversed(earlier):
        key = _earlier_key(row)
        if left[key] > 0:
            left[key] -= 1
            gone.append(Gone(row["code"], row["where"].get("case"), row.get("title") or row["message"], row.get("due")))
    audit.compared = Compared(name, len(audit.findings) - len(new), tuple(reversed(gone)))
    audit.findings = new


def _key(finding: Finding) -> _Key:
    due = finding.due.isoformat() if finding.due is not None else None
    return _key_of(finding.to_json(), due)


def _earlier_key(row: Mapping[str, Any]) -> _Key:
    return _key_of(row, row.get("due"))


def _key_of(row: Mapping[str, Any], due: str | None) -> _Key:
    where = row["where"]
    about = row.get("rule") or where.get("path") or row["message"]
    place = where.get("case") or where.get("file")
    return (row["code"], place, about, due)


def _is_finding(row: object) -> bool:
    return (
        isinstance(row, dict)
        and isinstance(row.get("code"), str)
        and isinstance(row.get("where"), dict)
        and isinstance(row.get("message"), str)
        and all(isinstance(row.get(name), str | None) for name in ("rule", "title", "due"))
        and all(isinstance(row["where"].get(name), str | None) for name in ("case", "path", "file"))
    )

"""Worked cases run: what each expects, and which versions of which rules they exercise between them."""

from __future__ import annotations

from datetime import date
from typing import Any

from rtwlib.api import timeline
from rtwlib.casefiles import case_from_dict, employer_from_dict
from rtwlib.cases import EMPLOYER_FORMAT, Case, EmployerFile
from rtwlib.codec import InputProblems
from rtwlib.entries import Entry
from rtwlib.laws import Law
from rtwlib.packs import WorkedCase

_NEVER_SHOWN = frozenset({"not_applicable", "not_triggered"})
_FIELDS = {"due": "due", "state": "state", "opens": "opens", "not_before": "not_before", "decides_on": "decides_on"}


def run_worked_case(law: Law, worked: WorkedCase) -> tuple[list[str], set[tuple[str, date]]]:
    """Return what does not hold in a worked case, in words, and the (rule, version) pairs that its entries read.

    An expectation names its ``rule`` and any of ``due``, ``state``, ``opens``, ``not_before``, ``decides_on``,
    ``on`` (the trigger's day) and ``absent = true``; some entry of the rule must fit all of them.
    """
    try:
        file = file_of(law, worked)
    except InputProblems as error:
        return [f"the case: {problem}" for problem in error.problems], set()
    entries = timeline(file, law, today=worked.today).entries
    wrong: list[str] = []
    used: set[tuple[str, date]] = set()
    for expected in worked.expect:
        limit = law.by_id.get(str(expected["rule"]))
        if limit is None:
            wrong.append(f"expects the rule '{expected['rule']}', which the pack does not have")
            continue
        mine = [entry for entry in entries if entry.rule == limit.rule]
        used.update((limit.rule, entry.version_from) for entry in mine if entry.version_from is not None)
        if _absent(expected) == any(_fits(entry, expected) for entry in mine):
            wrong.append(f"{limit.id}: expects {_said(expected)}, found {_found(mine)}")
    return wrong, used


def file_of(law: Law, worked: WorkedCase) -> Case | EmployerFile:
    """Return the case or the employer's file of a worked case. Raises `InputProblems` with every problem."""
    known = [stamp.id for stamp in law.stamps]
    read = employer_from_dict if worked.case.get("format") == EMPLOYER_FORMAT else case_from_dict
    return read(worked.case, vocabulary=law.vocabulary, jurisdictions=known)


def _absent(expected: dict[str, Any]) -> bool:
    return bool(expected.get("absent")) or str(expected.get("state")) in _NEVER_SHOWN


def _fits(entry: Entry, expected: dict[str, Any]) -> bool:
    for key, value in expected.items():
        if key in {"rule", "absent"} or str(value) in _NEVER_SHOWN:
            continue
        if key == "on":
            found: Any = entry.trigger.on if entry.trigger is not None else None
        elif key == "met_by":
            found = entry.met_by.kind if entry.met_by is not None else None
        elif key in _FIELDS:
            found = getattr(entry, _FIELDS[key])
        else:
            return False
        if str(getattr(found, "value", found)) != str(value):
            return False
    return True


def _said(expected: dict[str, Any]) -> str:
    return ", ".join(f"{key} {value}" for key, value in expected.items() if key != "rule") or "an entry"


def _found(entries: list[Entry]) -> str:
    if not entries:
        return "no entry"
    return "; ".join(f"{entry.state.value}, due {entry.due}" for entry in entries)


def versions_of(law: Law, pack: str) -> set[tuple[str, date]]:
    """Return every (rule, version) of one pack's own limits."""
    return {(limit.rule, terms.from_) for limit in law.limits if limit.pack == pack for terms in limit.versions}

"""Findings: what a check reports, with a stable code, and the register that explains each code."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from attrs import field, frozen


class Severity(enum.StrEnum):
    """How grave a finding is: against binding law, worth a look, or about what could not be read."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@frozen
class Where:
    """The place that a finding is about: case id, path or words inside the case, file and line where there are any."""

    case: str | None = None
    path: str | None = None
    file: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        """Return the place in words, such as ``CT-2024-0117, case, event 2`` or ``claims.csv, line 12``."""
        line = f"line {self.line}" if self.line is not None else None
        parts = (self.file, line, self.path) if self.case is None else (self.case, line, self.path)
        return ", ".join(part for part in parts if part)

    def to_json(self) -> dict[str, Any]:
        """Return ``{"case", "path"}``, and ``file`` and ``line`` where there are any."""
        found: dict[str, Any] = {"case": self.case, "path": self.path}
        if self.file is not None:
            found["file"] = self.file
        if self.line is not None:
            found["line"] = self.line
        return found


@frozen
class Finding:
    """One thing that a check found.

    ``code`` is stable (``RTW101``; `explain_code` tells what it means). ``due`` and ``actual`` are civil days, or
    moments where hours count: the last day in time and the day of the act. ``days`` is the number of days between
    them, or from the due day to the day of the check where nothing was done. ``count`` is how many readings a
    finding about a whole file stands for. ``cite`` names the document and the place in it, ``pinpoint`` the place,
    ``marks`` whatever lowers its weight, such as ``unconfirmed``.
    """

    code: str
    severity: Severity
    where: Where
    message: str
    due: date | datetime | None = None
    actual: date | datetime | None = None
    cite: str | None = None
    fix: str | None = None
    rule: str | None = None
    title: str | None = None
    owed_by: str | None = None
    days: int | None = None
    count: int = field(default=1)
    pinpoint: str | None = None
    marks: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the finding as JSON values; days are ISO 8601 text."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "where": self.where.to_json(),
            "message": self.message,
            "due": self.due.isoformat() if self.due else None,
            "actual": self.actual.isoformat() if self.actual else None,
            "cite": self.cite,
            "fix": self.fix,
            "rule": self.rule,
            "title": self.title,
            "owed_by": self.owed_by,
            "days": self.days,
            "count": self.count,
            "pinpoint": self.pinpoint,
            "marks": list(self.marks),
        }


@frozen
class Code:
    """What a code of a finding means: title, severity in the plain case, explanation, what to do about it."""

    code: str
    title: str
    severity: Severity
    means: str
    fix: str

    def to_json(self) -> dict[str, str]:
        """Return ``{"code", "title", "severity", "means", "fix"}``."""
        return {
            "code": self.code,
            "title": self.title,
            "severity": self.severity.value,
            "means": self.means,
            "fix": self.fix,
        }


_BELOW = (
    "Where what binds is weaker than a regulation (an order, a guideline, a target) it is a warning, else an error."
)

_REGISTER = (
    Code(
        "RTW101",
        "Missed",
        Severity.ERROR,
        "The last day in time has passed, the record of the case reaches that day, and the act is not in it. " + _BELOW,
        "Do it now and record it with its date; if it was done in time, record that.",
    ),
    Code(
        "RTW102",
        "Late",
        Severity.ERROR,
        "The act was done, but after the last day in time. A right used too late is a warning. " + _BELOW,
        "Look why it was late, and whether the law attaches a consequence that a late act does not undo.",
    ),
    Code(
        "RTW103",
        "Breached",
        Severity.ERROR,
        "Something that the law bars during a period happened inside that period. " + _BELOW,
        "Check the two dates; if they are right, undo the act or take advice on its consequence.",
    ),
    Code(
        "RTW104",
        "Cannot be dated",
        Severity.WARNING,
        "It cannot be told from the case when this falls due, or whether it is owed at all, because something is "
        "missing. The message is the question to answer. Missing is not the same as in order.",
        "Answer the question and record the answer in the case.",
    ),
    Code(
        "RTW105",
        "Dated, but not known to be done",
        Severity.WARNING,
        "The day is known, but the record of the case does not say whether the act was done in time, or whether a "
        "condition holds. The message is the question to answer.",
        "Answer the question and record the answer in the case.",
    ),
    Code(
        "RTW106",
        "Too early",
        Severity.WARNING,
        "The act was done before the window for it opened, and the law does not count it.",
        "Do it again inside the window.",
    ),
    Code(
        "RTW107",
        "Right not used in time",
        Severity.NOTE,
        "The time to use a right, such as to claim, to object or to appeal, has passed, and the record of the case "
        "does not show that it was used. Nobody has to use a right: this is no fault, and not in the on-time share.",
        "If the right was used in time, record it with its date.",
    ),
    Code(
        "RTW110",
        "Kind of event that no column feeds",
        Severity.NOTE,
        "The file has no column for this kind of event. Rules that begin with it are not read, and acts of this kind "
        "are unknown, not missed. One finding for the whole file, with a count.",
        "Map a column to the event, or name it in history.unknown as not kept.",
    ),
    Code(
        "RTW111",
        "Fact that the file does not give",
        Severity.NOTE,
        "The file has neither a column nor a constant for this fact, so the rules that turn on it stay unknown. "
        "One finding for the whole file, with a count.",
        "Map a column to the fact, or give it once under [constants].",
    ),
    Code(
        "RTW120",
        "No law for the date",
        Severity.NOTE,
        "The pack holds no version of the rule for the date that decides which law applies: it lies before the "
        "first version, or in a gap that the pack declares. One finding for each rule of a file, with a count.",
        "See `rtw law` for what the pack covers. Nothing is carried over from a neighbouring version.",
    ),
    Code(
        "RTW130",
        "Impossible value in a cell",
        Severity.WARNING,
        "The value lies outside the limits that the map gives for its column. It was left out, so it is unknown; "
        "the rest of the row was read.",
        "Correct the cell, or widen the limits in the map.",
    ),
    Code(
        "RTW131",
        "Case or row that cannot be read",
        Severity.ERROR,
        "The row, or the case, has an error and was left out of the audit. The others were read.",
        "Correct it and run the audit again.",
    ),
    Code(
        "RTW140",
        "A remark of a plugin",
        Severity.NOTE,
        "A plugin of the pack remarks on the case; the message begins with its own code.",
        "Read the remark.",
    ),
    Code(
        "RTW201",
        "Problem in a pack",
        Severity.ERROR,
        "A file of the pack does not follow the pack format, or contradicts another part of the pack.",
        "Correct the place that the message names.",
    ),
    Code(
        "RTW202",
        "Worked case that does not come out",
        Severity.ERROR,
        "A worked case of the pack expects a due day or a state that the law of the pack does not give.",
        "Find out which of the two is right, from the source of the worked case, and correct the other.",
    ),
)

CODES = {code.code: code for code in _REGISTER}


class UnknownCode(LookupError):  # noqa: N818  # named for what it says, like LookupError
    """There is no finding of this code. ``code`` is what was asked for, ``near`` the codes that look like it."""

    def __init__(self, code: str, near: tuple[str, ...]) -> None:
        """Keep the code and its neighbours."""
        self.code = code
        self.near = near
        super().__init__(f"there is no finding {code!r}; the codes are {', '.join(near)}")


def explain_code(code: str, known: Mapping[str, Code] = CODES) -> Code:
    """Return what a code means; ``known`` are the codes to look among, by default those on cases and packs.

    Raises `UnknownCode`, which lists the codes, when there is none of that name. Case does not matter.
    """
    try:
        return known[code.strip().upper()]
    except KeyError:
        raise UnknownCode(code, tuple(known)) from None

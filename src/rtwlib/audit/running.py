"""Running an audit: cases in, one after the other, findings and sums out; no case is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from rtwlib import api
from rtwlib.audit.judging import Judge, Silence
from rtwlib.audit.results import Audit, FileResult
from rtwlib.audit.silence import case_limits
from rtwlib.audit.summary import Summary
from rtwlib.calendars import OutsideCalendar
from rtwlib.findings import CODES, Finding, Severity, Where

if TYPE_CHECKING:
    from datetime import date, datetime

    from rtwlib.audit.rows import Ignored
    from rtwlib.cases import Case
    from rtwlib.laws import Law


@frozen
class Read:
    """A case that was read, the line on which it begins where there are lines, and the cells that were ignored."""

    case: Case
    line: int | None = None
    ignored: tuple[Ignored, ...] = ()


@frozen
class Unreadable:
    """A row or a case that could not be read: its line or its place in the file, its id if it has one, and why."""

    message: str
    line: int | None = None
    case: str | None = None
    path: str | None = None


@frozen
class Source:
    """One file to audit: its name, its cases in order, and, for a table, what it cannot say.

    ``mapped`` and ``unmapped`` are the columns of a table. ``law`` is then the law without the rules that no column
    lets be read; rules whose trigger is not recorded give no entry.
    """

    name: str
    cases: Iterable[Read | Unreadable]
    silence: Silence = field(factory=Silence)
    mapped: tuple[tuple[str, str], ...] = ()
    unmapped: tuple[str, ...] = ()
    law: Law | None = None
    renumbered: Callable[[], int] = lambda: 0


class WrongLaw(ValueError):  # noqa: N818  # named for what it says
    """A case that cannot be read under the law asked for; the message says why."""


@define
class Auditor:
    """Reads cases against law. ``laws`` gives the law or laws of a case and may raise `WrongLaw`."""

    laws: Callable[[Case], tuple[Law, ...]]
    today: date | datetime
    zone: str = "UTC"
    top: int = 10
    _ids: set[str] = field(factory=set, init=False)
    _seen: dict[str, Law] = field(factory=dict, init=False)
    _forms: dict[str, str] = field(factory=dict, init=False)

    def run(self, sources: Iterable[Source]) -> Audit:
        """Return the audit of all cases of all sources. A case that cannot be read is a finding; the rest goes on."""
        audit = Audit((), Summary(self.today, self.zone, self.top))
        for source in sources:
            result = FileResult(source.name, mapped=source.mapped, unmapped=source.unmapped)
            judge = Judge(self.today, self.zone, source.name, source.silence, self._forms)
            for item in source.cases:
                if isinstance(item, Unreadable):
                    self._leave_out(item, source, result, audit)
                else:
                    self._read(item, source, result, judge, audit)
            result.renumbered = source.renumbered()
            audit.findings.extend(judge.about_the_file())
            audit.files.append(result)
        audit.laws = tuple(dict.fromkeys(stamp for law in self._seen.values() for stamp in law.stamps))
        audit.not_read = len(
            {limit.rule for law in self._seen.values() for limit in {*law.limits}.difference(case_limits(law))}
        )
        return audit

    def _read(self, item: Read, source: Source, result: FileResult, judge: Judge, audit: Audit) -> None:
        """Read one case, count it, and keep its findings."""
        case = item.case
        if case.id in self._ids:
            message = f"the id {case.id!r} stands twice; every case needs its own"
            self._leave_out(Unreadable(message, item.line, case.id), source, result, audit)
            return
        self._ids.add(case.id)
        try:
            laws = self.laws(case)
            entries = [
                entry
                for law in ((source.law,) if source.law is not None else laws)
                for entry in api.timeline(
                    case, law, today=self.today, skip_unknown_triggers=source.law is not None
                ).entries
            ]
        except (WrongLaw, OutsideCalendar) as error:
            self._leave_out(Unreadable(str(error), item.line, case.id), source, result, audit)
            return
        for law in laws:
            if law.id not in self._seen:
                self._seen[law.id] = law
                self._forms.update({rule: form.name for form in reversed(law.forms) for rule in form.meets})
        result.cases += 1
        audit.summary.add(case.id, entries)
        audit.findings.extend(judge.judge(case.id, entries, item.line))
        audit.findings.extend(_remarks(case, laws, source, item.line))
        audit.findings.extend(_ignored(item, source))

    def _leave_out(self, item: Unreadable, source: Source, result: FileResult, audit: Audit) -> None:
        """Keep the finding for a case that was left out."""
        result.left_out += 1
        code = CODES["RTW131"]
        where = Where(item.case, item.path, source.name, item.line)
        audit.findings.append(Finding(code.code, code.severity, where, item.message, fix=code.fix))


def _remarks(case: Case, laws: Iterable[Law], source: Source, line: int | None) -> Iterable[Finding]:
    """Yield what plugins of the laws remark on a case."""
    code = CODES["RTW140"]
    for law in laws:
        for remark in api.case_remarks(case, law):
            where = Where(case.id, None, source.name, line)
            said = f"{remark.code}: {remark.message}"
            yield Finding(code.code, Severity(remark.severity), where, said, fix=code.fix)


def _ignored(item: Read, source: Source) -> Iterable[Finding]:
    """Yield a finding for each cell of a row whose value is impossible."""
    code = CODES["RTW130"]
    for cell in item.ignored:
        where = Where(item.case.id, cell.column, source.name, item.line)
        yield Finding(code.code, code.severity, where, f"{cell.message}; left out", fix=code.fix)

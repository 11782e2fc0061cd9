"""The law of a jurisdiction as text: everything in force on a day, or all versions of one rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rtwlib.audit.report import table
from rtwlib.cli.law_words import amount_words, marks, roll_words, span_words, term_details, term_words, value_marks
from rtwlib.kinds import Kind
from rtwlib.readers.wording import kind_words, number_of

if TYPE_CHECKING:
    from datetime import date

    from rtwlib.laws import Gap, Law, TimeLimit, Value


_KINDS = {
    Kind.DUTY: "Duties",
    Kind.LIMITATION: "Limitations: rights lost by not acting",
    Kind.WAITING: "Waiting periods",
    Kind.ENTITLEMENT: "Entitlements",
    Kind.PROTECTION: "Protections",
    Kind.RETENTION: "Records to keep",
}


def law_text(law: Law, day: date) -> str:
    """Return what is in force on a day: time rules, limits, rates and standing duties, each with its source."""
    parts = (_heading(law, day), _time(law, day), _limits(law, day), _values(law, day), _duties(law, day))
    return "\n\n".join("\n".join(lines) for lines in map(list, parts) if lines)


def limit_text(limit: TimeLimit) -> str:
    """Return all versions of a time limit, the newest first, and its gaps."""
    lines = [f"{limit.rule}   {limit.kind.value}   {limit.title}"]
    if limit.aliases:
        lines.append(f"  also found as {', '.join(limit.aliases)}")
    lines.append(f"  due day {'from a table' if limit.tabular else 'worked out from the case'}")
    for terms in reversed(limit.versions):
        cite = "; ".join(str(citation) for citation in terms.cite)
        lines.extend(["", f"  {span_words(terms)}   {marks(terms)}   {cite}", f"    {term_words(terms)}"])
        if terms.title != limit.title:
            lines.append(f"    {terms.title}")
        lines.extend(f"    {line}" for line in _pairs(term_details(limit, terms)))
    lines.extend(_gaps(limit.gaps))
    return "\n".join(lines)


def value_text(value: Value) -> str:
    """Return all versions of a rate or amount, the newest first, and its gaps."""
    lines = [f"{value.rule}   {value.title}, {value.unit}", f"  version chosen by {kind_words(value.governed_by)}"]
    if value.says:
        lines.append(f"  {value.says}")
    rows = [
        (f"  {span_words(version)}", amount_words(value, version), value_marks(version), version.cited)
        for version in reversed(value.versions)
    ]
    lines.extend(["", *table(rows, right=(1,))] if rows else ())
    lines.extend(_gaps(value.gaps))
    return "\n".join(lines)


def gap_on(gaps: Iterable[Gap], day: date) -> Gap | None:
    """Return the declared gap that holds a day."""
    return next((gap for gap in gaps if gap.from_ <= day and (gap.until is None or day < gap.until)), None)


def _heading(law: Law, day: date) -> Iterator[str]:
    """Yield what identifies the law."""
    for number, stamp in enumerate(law.stamps):
        lead = "" if number == 0 else "with "
        yield f"{lead}{stamp.title or stamp.id}   {stamp.id} {stamp.version}, reviewed {stamp.reviewed}"
    yield f"  as it stood on {day}; the pack covers the time from {law.covers_from}"
    yield f"  {number_of(len(law.limits), 'time limit')}, {number_of(len(law.values), 'rate')}; time zone {law.zone}"


def _time(law: Law, day: date) -> Iterator[str]:
    """Yield how days are counted."""
    for pack, time in law.time.items():
        rule = time.rule_at(day)
        if rule is None:
            continue
        convention = rule.convention
        first = "the trigger's day is day 1" if convention.starts.value == "inclusive" else "day 1 is the day after"
        said = f"{first}; a closed last day {roll_words(convention.roll.value)}"
        cite = "; ".join(str(citation) for citation in rule.cite)
        yield f"Counting ({pack})"
        closed = f"; closed: {', '.join(time.closed)}" if time.closed else ""
        yield f"  {said}{closed}   {cite}"
        if rule.says:
            yield f"  {rule.says}"


def _limits(law: Law, day: date) -> Iterator[str]:
    """Yield the limits in force, then those for which the pack has no law on the day."""
    rows, without = [], []
    for limit in sorted(law.limits, key=lambda limit: (limit.kind, limit.rule)):
        terms = limit.version_at(day)
        if terms is None:
            gap = gap_on(limit.gaps, day)
            without.append(f"  {limit.rule}   {gap.why if gap else 'no version for this day'}")
            continue
        seen = f"{terms.cited}   {marks(terms)}" + ("   due day from a table" if limit.tabular else "")
        rows.append((limit.kind, (limit.rule, kind_words(limit.owed_by), f"{terms.title}: {term_words(terms)}"), seen))
    kinds = dict.fromkeys(kind for kind, _, _ in rows)
    for kind in kinds:
        yield f"{_KINDS[kind]} ({sum(row[0] == kind for row in rows)})"
        for found, (rule, owed_by, said), seen in rows:
            if found == kind:
                yield f"  {rule}   {owed_by}"
                yield f"    {said}"
                yield f"    {seen}"
    if without:
        yield ""
        yield f"No law in the pack for this day ({len(without)})"
        yield from without


def _values(law: Law, day: date) -> Iterator[str]:
    """Yield the amounts on the day, and the gaps."""
    rows = []
    for value in sorted(law.values, key=lambda value: value.rule):
        version = value.version_at(day)
        if version is None:
            gap = gap_on(value.gaps, day)
            rows.append((f"  {value.rule}", "no figure", value.title, gap.why if gap else "not in the pack"))
        else:
            seen = f"{version.cited}, {value_marks(version)}"
            rows.append((f"  {value.rule}", amount_words(value, version), value.title, seen))
    if rows:
        yield f"Rates and amounts ({len(rows)})"
        yield from table(rows, right=(1,))


def _duties(law: Law, day: date) -> Iterator[str]:
    """Yield the standing duties in force on the day."""
    found = [duty for duty in law.duties if duty.in_force(day)]
    if found:
        yield f"Standing duties, without a clock ({len(found)})"
        for duty in found:
            cite = "; ".join(citation.short for citation in duty.cite)
            yield f"  {duty.pack}/{duty.id}   {kind_words(duty.owed_by)}   {duty.title}   {cite}, {value_marks(duty)}"


def _gaps(gaps: Iterable[Gap]) -> Iterator[str]:
    """Yield the declared gaps of a limit or value."""
    for gap in gaps:
        yield (
            f"  no law in the pack from {gap.from_}" + (f" to before {gap.until}" if gap.until else "") + f": {gap.why}"
        )


def _pairs(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield words and their meanings in two columns."""
    found = tuple(pairs)
    width = max((len(word) for word, _ in found), default=0)
    yield from (f"{word.ljust(width)}   {meaning}" for word, meaning in found)

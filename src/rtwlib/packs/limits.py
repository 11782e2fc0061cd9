"""Time limits: from `[[deadline]]` tables to `TimeLimit` values, every key checked."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from rtwlib.dates import Count, Ends, MonthEnd, Roll, Starts
from rtwlib.kinds import Force, Kind, Subject
from rtwlib.laws import Consequence, Ending, Extension, Gap, Opens, Pause, Recurrence, Restart, Terms, TimeLimit
from rtwlib.packs.dated import check_gaps, check_holes
from rtwlib.packs.grammar import anchor, conditions, count_of, direction, length, start
from rtwlib.packs.names import Names
from rtwlib.packs.tables import Table
from rtwlib.sources import Confidence

_FIXED = ("id", "kind", "owed_by", "aliases")
_SPAN_BANS = {
    "met_by": "no act meets a span",
    "met_by_all": "no act meets a span",
    "ends": "has no meaning on spans",
    "every": "spans do not recur",
}
_STARTS = ("after", "before", "latest_of", "earliest_of", "each_year")


def read_limit(names: Names, table: Table, gaps: list[Gap]) -> TimeLimit | None:
    """Return a time limit with its versions, or ``None`` where a problem makes that impossible."""
    name = table.ident()
    kind_name = table.choice("kind", [kind.value for kind in Kind], needed=True)
    owed_by = names.role(table, "owed_by", needed=True)
    title = table.text("title") or (name or "").replace("-", " ").capitalize()
    aliases = table.texts("aliases")
    rows = table.rows("version") if table.has("version") else []
    shared = {key: value for key, value in table.data.items() if key not in {*_FIXED, "version"}}
    if rows:
        versions = [_version(names, row, shared, table, kind_name) for row in rows]
    else:
        own = Table(dict(shared), table.file, table.where, table.line)
        versions = [_version(names, own, {}, table, kind_name)]
    if name is None or kind_name is None or owed_by is None or any(version is None for version in versions):
        return None
    known = sorted((version for version in versions if version is not None), key=lambda version: version.from_)
    _check_bounds(table, known)
    own_gaps = tuple(gap for gap in gaps if gap.of == name)
    check_gaps(table, own_gaps, known)
    check_holes(table, own_gaps, known)
    return TimeLimit(names.pack, name, Kind(kind_name), title, owed_by, tuple(known), own_gaps, aliases)


def _check_bounds(table: Table, known: list[Terms]) -> None:
    for one, other in pairwise(known):
        if one.until is None or one.until > other.from_:
            table.problem(
                "version", f"the versions from {one.from_} and from {other.from_} overlap: end the first with until"
            )
    for version in known:
        if version.until is not None and version.until <= version.from_:
            table.problem("until", f"{version.until} is not after {version.from_} (until is exclusive)")


def _version(names: Names, row: Table, shared: dict[str, Any], limit: Table, kind_name: str | None) -> Terms | None:
    for key in _FIXED:
        if row.has(key):
            row.problem(key, "a version may not set this: it belongs to the limit")
    own_start = [key for key in _STARTS if key in row.data]
    base = {key: value for key, value in shared.items() if not (own_start and key in _STARTS)}
    own = {key: value for key, value in row.data.items() if key not in _FIXED}
    merged = Table(own, row.file, row.where, row.line).over(limit, base)
    merged.raw("title")
    found = _terms(names, merged, limit, kind_name)
    merged.done()
    return found


def _terms(names: Names, table: Table, limit: Table, kind_name: str | None) -> Terms | None:
    first = table.day("from", needed=True)
    until = table.day("until")
    confirmed = table.choice("from_is", ["first_known"]) is None
    cite = names.citations(table)
    confidence = table.choice("confidence", [each.value for each in Confidence], "statute") or "statute"
    force = table.choice("force", [each.value for each in Force], "statute") or "statute"
    subject = table.choice("subject", [each.value for each in Subject], "case") or "case"
    begins = start(names, table)
    if begins is None and not any(key in table.data for key in _STARTS):
        table.problem("", f"missing an anchor: expected one of {', '.join(_STARTS)}")
    is_span = kind_name is not None and kind_name in {kind.value for kind in Kind} and not Kind(kind_name).is_act
    _check_kind(table, is_span=is_span, kind_name=kind_name)
    governed = table.text("governed_by")
    if governed == "today":
        table.problem("governed_by", "today never picks the law: expected the event whose day does")
    terms: dict[str, Any] = {
        "count": length(names, table, "count"),
        "prompt": table.flag("prompt"),
        "ends": Ends(table.choice("ends", [each.value for each in Ends], "inclusive") or "inclusive"),
        "opens": _opens(names, table),
        "met_by": names.events(table, "met_by"),
        "met_by_all": names.events(table, "met_by_all"),
        "early_counts": table.flag("early_counts"),
        "act_any": table.choice("act", ["each", "any"], "each") == "any",
        "pair_ref": table.choice("pair", ["ref"]) == "ref",
        "occurrence": table.choice("occurrence", ["every", "first", "last"], "every") or "every",
        "excused_by": names.events(table, "excused_by"),
        "extended_by": tuple(_extension(names, row) for row in table.rows("extended_by")),
        "pauses": tuple(_pause(names, row) for row in table.rows("pauses")),
        "restarts": tuple(_restart(names, row) for row in table.rows("restarts")),
        "ending": _endings(names, table),
        "lapse_missed": table.choice("lapse", ["missed"]) == "missed",
        "every": _every(names, table),
        "while_": names.interval(table, "while", table.text("while")),
        "bars": names.events(table, "bars"),
        "if_missed": _consequence(names, table),
        "applies_when": conditions(names, table, "applies_when"),
        "governed_by": anchor(names, table, "governed_by", governed, condition=True),
        "calendar": table.choice("calendar", ["pack", "place", "by", "to"], "pack") or "pack",
        "starts": table.choice("starts", [each.value for each in Starts]),
        "roll": table.choice("roll", [each.value for each in Roll]),
        "roll_back": table.choice("roll_back", [each.value for each in Roll]),
        "month_end": table.choice("month_end", [each.value for each in MonthEnd]),
        "owed_to": names.role(table, "owed_to"),
        "slot": table.text("slot"),
        "overrides": _overrides(names, table),
        "says": table.text("says"),
    }
    count = terms["count"]
    if begins is not None and begins.backward and isinstance(count, Count) and count.of is not None:
        table.problem("count", f"an interval runs forwards: '{count}' cannot be counted before an anchor")
    title = table.text("title") or limit.text("title") or ""
    if first is None or begins is None or not cite:
        return None
    _check_calendar(names, table, terms["calendar"], limit, terms["owed_to"])
    return Terms(
        from_=first,
        until=until,
        cite=cite,
        title=title or str(limit.text("id")).replace("-", " ").capitalize(),
        start=begins,
        from_first_known=not confirmed,
        confidence=Confidence(confidence),
        force=Force(force),
        subject=Subject(subject),
        **terms,
    )


def _check_calendar(names: Names, table: Table, calendar: object, limit: Table, owed_to: object) -> None:
    role = {"place": "employer", "by": limit.text("owed_by"), "to": owed_to}.get(str(calendar))
    if calendar != "pack" and f"{role}.place" not in names.vocabulary.facts:
        table.problem("calendar", f"'{calendar}' needs a declared fact '{role}.place'")


def _check_kind(table: Table, *, is_span: bool, kind_name: str | None) -> None:
    if is_span:
        for key, why in _SPAN_BANS.items():
            if key in table.data:
                table.problem(key, f"not on a {kind_name}: {why}")
    if "bars" in table.data and kind_name not in {"waiting", "protection"}:
        table.problem("bars", "only on waiting and protection")
    if "met_by" in table.data and "met_by_all" in table.data:
        table.problem("met_by_all", "a limit has met_by or met_by_all, not both")


def _overrides(names: Names, table: Table) -> str | None:
    name = table.text("overrides")
    found = None if name is None else names.rule(table, "overrides", name)
    if found is not None and found.startswith(f"{names.pack}/"):
        table.problem("overrides", f"'{name}' is of this pack: expected a limit of the pack that it extends")
    return found


def _opens(names: Names, table: Table) -> Opens | None:
    row = table.table("opens")
    if row is None:
        return None
    key, backward = direction(row)
    at = anchor(names, row, key, row.text(key, needed=True), condition=True)
    found = length(names, row, "count")
    row.done()
    return None if at is None else Opens(at, backward, found)


def _extension(names: Names, row: Table) -> Extension:
    event = names.event(row, "event", row.text("event", needed=True)) or ""
    add = length(names, row, "add")
    to = anchor(names, row, "to", row.text("to"))
    by = anchor(names, row, "by", row.text("by"), condition=True)
    times = row.whole("times")
    if (add is None) == (to is None):
        row.problem("", "an extension has 'add' (a length) or 'to' (a date that the event carries)")
    row.done()
    return Extension(event, add, to, by, times)


def _pause(names: Names, row: Table) -> Pause:
    begins = names.event(row, "from", row.text("from"))
    ends = names.event(row, "to", row.text("to"))
    interval = names.interval(row, "interval", row.text("interval"))
    outside = names.interval(row, "not_interval", row.text("not_interval"))
    tests = conditions(names, row, "if")
    if sum(each is not None for each in (row.raw("from"), row.raw("interval"), row.raw("not_interval"))) != 1:
        row.problem("", "a pause is {from, to}, {interval} or {not_interval}")
    row.done()
    return Pause(begins, ends, interval, outside, tests)


def _restart(names: Names, row: Table) -> Restart:
    on = names.event(row, "on", row.text("on", needed=True)) or ""
    tests = conditions(names, row, "if")
    stays = names.event(row, "stays_from", row.text("stays_from"))
    row.done()
    return Restart(on, tests, stays)


def _endings(names: Names, table: Table) -> tuple[Ending, ...]:
    found: list[Ending] = []
    for text in table.texts("ending"):
        if text[:1].isdigit():
            count = count_of(names, table, "ending", text)
            if count is not None:
                found.append(Ending(count=count))
        else:
            at = anchor(names, table, "ending", text)
            if at is not None:
                found.append(Ending(anchor=at))
    return tuple(found)


def _every(names: Names, table: Table) -> Recurrence | None:
    value = table.raw("every")
    if isinstance(value, dict):
        row = table.inner("every", value)
        found = length(names, row, "count", needed=True)
        from_met = row.choice("from", ["met", "due"], "due") == "met"
        row.done()
        return None if found is None else Recurrence(found, from_met)
    found = length(names, table, "every")
    return None if found is None else Recurrence(found)


def _consequence(names: Names, table: Table) -> Consequence | None:
    row = table.table("if_missed")
    if row is None:
        return None
    deems = names.event(row, "deems", row.text("deems"))
    on_due = row.choice("deems_on", ["next_day", "due"], "next_day") == "due"
    says = row.text("says")
    row.done()
    return Consequence(deems, on_due, says)


def check_slots(limits: tuple[TimeLimit, ...], table_problem: Any) -> None:  # noqa: ANN401 - a reporting function
    """Report two limits of one slot that apply unconditionally at the same time."""
    seen: dict[str, list[tuple[TimeLimit, Terms]]] = {}
    for limit in limits:
        for terms in limit.versions:
            if terms.slot is None or terms.applies_when:
                continue
            others = seen.setdefault(terms.slot, [])
            for other, theirs in others:
                if other is not limit and _overlap(theirs, terms):
                    taken_by = other.id if other.pack == limit.pack else other.rule
                    table_problem(
                        f"deadline {limit.id}", f"slot '{terms.slot}' is taken at the same time by {taken_by}"
                    )
            others.append((limit, terms))


def _overlap(one: Terms, other: Terms) -> bool:
    return (other.until is None or one.from_ < other.until) and (one.until is None or other.from_ < one.until)

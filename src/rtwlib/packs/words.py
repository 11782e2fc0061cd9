"""A pack's own words: its sources, its vocabulary, the events that its law implies, its standing duties."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from rtwlib.laws import Implies
from rtwlib.packs.grammar import conditions, length
from rtwlib.packs.names import Names
from rtwlib.packs.problems import expected
from rtwlib.packs.statements import standing
from rtwlib.packs.tables import PackFile, Table
from rtwlib.privacy_words import privacy_words
from rtwlib.sources import Source, SourceKind
from rtwlib.standing_duties import StandingDuty
from rtwlib.vocabulary import FACT_TYPES, Vocabulary, VocabularyError, vocabulary_of

_ORIGINS = ("recorded", "derived", "calendar")


def read_sources(file: PackFile) -> dict[str, Source]:
    """Return the sources of a pack by id."""
    file.only("source")
    found: dict[str, Source] = {}
    spoilt: dict[str, Source] = {}
    for table in file.tables("source"):
        name, title = table.text("id", needed=True), table.text("title", needed=True)
        kind = table.choice("kind", [each.value for each in SourceKind], needed=True)
        url, retrieved = table.text("url"), table.day("retrieved")
        table.done()
        if name is None or title is None or kind is None:
            # Its name is kept: what cites it makes no mistake.
            spoilt |= {} if name is None else {name: Source(name, SourceKind.STATUTE, name)}
            continue
        if name in found:
            table.problem("id", f"source '{name}' is declared twice")
        if " " in name:
            table.problem("id", "a source id has no blanks: a citation is '<source id> <pinpoint>'")
        found[name] = Source(name, SourceKind(kind), title, url, retrieved)
    return {**spoilt, **found}


def read_vocabulary(file: PackFile, base: Vocabulary) -> Vocabulary:
    """Return the base vocabulary with a pack's own names added."""
    file.only("event", "fact", "role", "interval", "implies")
    tables: dict[str, list[dict[str, Any]]] = {"event": [], "fact": [], "role": [], "interval": []}
    for name in tables:
        file.once(name)
    for table in file.tables("event"):
        table.ident(dots=False)
        row = _row(table, ("id", "means"), ("group", "is_a")) | _sort_of_data(table)
        row["origin"] = table.choice("origin", _ORIGINS, "recorded")
        _keep(tables["event"], table, row)
    for table in file.tables("fact"):
        table.ident()
        row = _row(table, ("id", "question"), ("unit", "dated")) | _sort_of_data(table)
        row["type"] = table.choice("type", FACT_TYPES, needed=True)
        row["values"] = list(table.texts("values"))
        row["derived"] = table.flag("derived")
        if row["type"] == "choice" and not row["values"]:
            table.problem("values", "a choice lists its values")
        _keep(tables["fact"], table, row)
    for table in file.tables("role"):
        row = _row(table, ("id", "means"), ())
        row["aliases"] = list(table.texts("aliases"))
        _keep(tables["role"], table, row)
    for table in file.tables("interval"):
        table.ident(dots=False)
        row = _row(table, ("id", "means"), ("notes",))
        for key in ("begins", "ends", "within", "without", "certificates", "payments"):
            row[key] = list(table.texts(key))
        _keep(tables["interval"], table, row)
    try:
        merged = base.merge(vocabulary_of(tables))
    except VocabularyError as error:
        file.problem("", str(error))
        return base
    _check_names(file, merged, tables)
    return merged


def _row(table: Table, needed: tuple[str, ...], optional: tuple[str, ...]) -> dict[str, Any]:
    row = {key: table.text(key, needed=True) for key in needed}
    return row | {key: value for key in optional if (value := table.text(key)) is not None}


def _sort_of_data(table: Table) -> dict[str, Any]:
    found = table.choice("data", privacy_words().categories)
    return {} if found is None else {"data": found}


def _keep(rows: list[dict[str, Any]], table: Table, row: dict[str, Any]) -> None:
    table.done()
    if row.get("id") is not None and row.get("type", "") is not None:
        rows.append(row)


def _check_names(file: PackFile, vocabulary: Vocabulary, tables: dict[str, list[dict[str, Any]]]) -> None:
    for row in tables["event"]:
        if row.get("is_a") is not None and row["is_a"] not in vocabulary.events:
            file.problem(f"event {row['id']}, is_a", expected(row["is_a"], vocabulary.events, "event kind"))
        elif vocabulary.is_circular(row["id"]):
            file.problem(f"event {row['id']}, is_a", "a kind cannot count as itself")
    for row in tables["interval"]:
        for key, known in (("begins", vocabulary.events), ("ends", vocabulary.events)):
            for name in row[key]:
                if name not in known:
                    file.problem(f"interval {row['id']}, {key}", expected(name, known, "event kind"))
        for key in ("within", "without"):
            for name in row[key]:
                if name not in vocabulary.intervals:
                    file.problem(f"interval {row['id']}, {key}", expected(name, vocabulary.intervals, "interval"))


def read_implies(names: Names, file: PackFile) -> tuple[Implies, ...]:
    """Return the implied events of a pack."""
    found = []
    for table in file.tables("implies", "event"):
        event = names.event(table, "event", table.text("event", needed=True))
        source = names.event(table, "from", table.text("from", needed=True))
        count = length(names, table, "count")
        when = conditions(evolve(names, reads_data=True), table, "when")
        cite = names.citations(table, needed=False)
        since, until = table.day("since"), table.day("until")
        table.done()
        if since is not None and until is not None and until <= since:
            table.problem("until", f"{until} is not after {since} (until is exclusive)")
        if event is not None and source is not None:
            found.append(Implies(names.pack, event, source, count, when, cite, since, until))
    return tuple(found)


def read_duties(names: Names, file: PackFile) -> tuple[StandingDuty, ...]:
    """Return the standing duties of a pack: those without a clock."""
    file.only("duty")
    file.once("duty")
    found = [_duty(names, table) for table in file.tables("duty")]
    return tuple(each for each in found if each is not None)


def _duty(names: Names, table: Table) -> StandingDuty | None:
    name, title = table.ident(), table.text("title", needed=True)
    owed_by = names.role(table, "owed_by", needed=True)
    group = table.choice("group", sorted({each.group for each in names.vocabulary.events.values()}))
    stands = standing(names, table)
    table.done()
    if name is None or title is None or owed_by is None:
        return None
    return StandingDuty(
        names.pack, name, title, owed_by, stands.cite, stands.confidence, stands.says, stands.first, stands.until,
        group, stands.first_known,
    )  # fmt: skip

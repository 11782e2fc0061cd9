"""A pack folder as a whole: the files of the format, the names they share, the law they make."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from attrs import frozen

from rtwlib.form_definitions import FormDefinition
from rtwlib.frozen import FrozenDict
from rtwlib.laws import Gap, Law, PackStamp, TimeLimit, Value
from rtwlib.order import OrderError, evaluation_order
from rtwlib.packs.benefits import read_benefits
from rtwlib.packs.dated import read_gaps, read_value
from rtwlib.packs.forms import read_forms
from rtwlib.packs.liaison import read_liaison
from rtwlib.packs.limits import check_slots, read_limit
from rtwlib.packs.names import Names
from rtwlib.packs.plan_requirements import read_plan_requirements
from rtwlib.packs.privacy import read_privacy_rules, read_retention_rules
from rtwlib.packs.problems import PackError, Problem
from rtwlib.packs.tables import PackFile, Table
from rtwlib.packs.timing import calendar_events, read_time
from rtwlib.packs.words import read_duties, read_implies, read_sources, read_vocabulary
from rtwlib.time_rules import CalendarEvent, PackTime
from rtwlib.vocabulary import core_vocabulary

SCHEMA = 1
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KNOWN_FILES = (
    "pack.toml", "sources.toml", "time.toml", "deadlines.toml", "values.toml", "privacy.toml",
    "plan_requirements.toml", "liaison.toml", "duties.toml", "benefits.toml", "vocabulary.toml", "rules.py",
    "__init__.py", "README.md",
)  # fmt: skip
# Without these no other file can be read: their names, or those of a table that cannot be read, would all be unknown.
_NAMING = ("pack", "sources", "time", "deadlines", "vocabulary")
_DATA = (".toml", ".csv", ".json")
LawOf = Callable[[str], Law]


@frozen
class _Head:
    id: str
    title: str
    version: str
    reviewed: date
    covers_from: date
    zone: ZoneInfo
    extends: str | None


def content_hash(folder: Path) -> str:
    """Return the sha-256 of a pack's data files, by relative name and content."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in _DATA and "__pycache__" not in path.parts:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


def read_pack(folder: Path, law_of: LawOf | None = None) -> Law:
    """Return the law in a pack folder; ``law_of`` finds the law that it extends.

    Raises `PackError` with every problem of the folder. Runs no code of the folder.
    """
    law, problems = check_folder(folder, law_of)
    if law is None or problems:
        raise PackError(folder.name, problems)
    return law


def check_folder(folder: Path, law_of: LawOf | None = None) -> tuple[Law | None, list[Problem]]:
    """Return the law in a folder, as far as it can be read, and every problem of it."""
    problems: list[Problem] = []
    if not folder.is_dir():
        return None, [Problem(folder.name, None, "", "no such folder: a pack is a folder with a pack.toml")]
    _check_files(folder, problems)
    files = {
        name: PackFile(folder, f"{name}.toml", problems)
        for name in (*_NAMING, "values", "privacy", "duties", "benefits", "plan_requirements", "liaison")
    }
    forms = [PackFile(folder, f"forms/{path.name}", problems) for path in sorted((folder / "forms").glob("*.toml"))]
    head = _head(files["pack"]) if files["pack"].read else None
    stands = head or _stand_in(files["pack"])
    if stands is None or not all(files[name].read for name in _NAMING):
        return None, problems
    law = _law(stands, folder, files, forms, law_of)
    problems[:] = dict.fromkeys(problems)
    return law if head is not None else None, problems


def _law(
    head: _Head, folder: Path, files: dict[str, PackFile], form_files: list[PackFile], law_of: LawOf | None
) -> Law | None:
    base = _extended(head, files["pack"], law_of)
    if base is None and head.extends is not None:
        return None
    sources = read_sources(files["sources"])
    vocabulary = read_vocabulary(files["vocabulary"], base.vocabulary if base is not None else core_vocabulary())
    rules = _rules(head, files["deadlines"], base)
    names = Names(head.id, vocabulary, sources, rules)
    yearly = frozenset(event.id for event in _quiet_events(names, files["time"]))
    if base is not None:
        yearly |= {event.id for time in base.time.values() for event in time.calendar_events}
    conventions = frozenset(row["id"] for row in files["time"].rows("convention") if isinstance(row.get("id"), str))
    if base is not None:
        conventions |= {each.id for time in base.time.values() for each in time.conventions}
    names = Names(head.id, vocabulary, sources, rules, yearly, conventions)
    times = _times(names, files["time"], head, base)
    limits = _limits(names, files["deadlines"])
    values = _values(names, files["values"], folder)
    duties = read_duties(names, files["duties"])
    benefits = read_benefits(names, files["benefits"])
    implies = read_implies(names, files["vocabulary"])
    privacy = read_privacy_rules(names, files["privacy"])
    retention = read_retention_rules(names, files["privacy"])
    wanted = read_plan_requirements(names, files["plan_requirements"])
    liaison = read_liaison(names, files["liaison"])
    every_limit = {limit.rule: limit for limit in (*limits, *(base.limits if base is not None else ()))}
    amounts = [name for value in values for name in (value.id, *value.aliases, value.rule)]
    forms = read_forms(names, form_files, every_limit, (*amounts, *(base.values_by_id if base is not None else ())))
    stamp = PackStamp(head.id, head.version, content_hash(folder), head.reviewed, head.title)
    law = Law(
        stamps=(stamp, *(base.stamps if base is not None else ())),
        covers_from=head.covers_from,
        time=times,
        limits=_with_extended(limits, base),
        values=(*values, *(base.values if base is not None else ())),
        vocabulary=vocabulary,
        implies=(*implies, *(base.implies if base is not None else ())),
        duties=(*duties, *(base.duties if base is not None else ())),
        benefits=(*benefits, *(base.benefits if base is not None else ())),
        privacy=(*privacy, *(base.privacy if base is not None else ())),
        retention=(*retention, *(base.retention if base is not None else ())),
        plan_requirements=(*wanted, *(base.plan_requirements if base is not None else ())),
        liaison=(*liaison, *(base.liaison if base is not None else ())),
        forms=_forms_with_extended(forms, base),
        formulas=base.formulas if base is not None else FrozenDict(),
        gaps=(*(gap for limit in limits for gap in limit.gaps), *(gap for value in values for gap in value.gaps)),
        sources=FrozenDict({head.id: tuple(sources.values()), **(base.sources if base is not None else {})}),
    )
    check_slots(tuple(sorted(law.limits, key=lambda limit: limit.pack == law.id)), files["deadlines"].problem)
    _check_order(law, files["deadlines"])
    return law


def _check_files(folder: Path, problems: list[Problem]) -> None:
    if not (folder / "pack.toml").is_file():
        problems.append(Problem("pack.toml", None, "", "missing: a pack folder has a pack.toml"))
    for path in sorted(folder.iterdir()):
        if path.name in _KNOWN_FILES or path.suffix == ".csv" or path.name in {"cases", "forms", "__pycache__"}:
            continue
        if path.suffix in {".toml", ".py"}:
            problems.append(
                Problem(path.name, None, "", f"not a file of a pack: expected one of {', '.join(_KNOWN_FILES)}")
            )


def _head(file: PackFile) -> _Head | None:
    if not file.there:
        return None
    table = Table(file.data, file, "")
    name, title = table.text("id", needed=True), table.text("title", needed=True)
    version = table.text("version", needed=True)
    schema = table.whole("schema", needed=True)
    reviewed, covers_from = table.day("reviewed", needed=True), table.day("covers_from", needed=True)
    zone_name = table.text("time_zone", needed=True)
    extends = table.text("extends")
    table.done()
    if schema is not None and schema != SCHEMA:
        table.problem("schema", f"this version of the library reads schema {SCHEMA}, not {schema}")
    if name is not None and name != name.lower():
        table.problem("id", f"'{name}' is not lower case: expected such as '{name.lower()}'")
    elif name is not None and not _ID.fullmatch(name):
        table.problem("id", f"'{name}' is no id: expected letters, digits and hyphens, such as us-ct")
    zone = None
    if zone_name is not None:
        try:
            zone = ZoneInfo(zone_name)
        except (ZoneInfoNotFoundError, ValueError):
            table.problem("time_zone", f"'{zone_name}' is not a time zone: expected such as America/New_York")
    if None in {name, title, version, reviewed, covers_from} or zone is None:
        return None
    return _Head(str(name), str(title), str(version), reviewed or date.min, covers_from or date.min, zone, extends)


def _stand_in(file: PackFile) -> _Head | None:
    """Return a head under which the other files can be checked, where only the pack's id is sure."""
    name, extends = file.data.get("id"), file.data.get("extends")
    if not isinstance(name, str) or not isinstance(extends, str | None):
        return None
    return _Head(name, name, "0", date.min, date.min, ZoneInfo("UTC"), extends)


def _extended(head: _Head, file: PackFile, law_of: LawOf | None) -> Law | None:
    if head.extends is None:
        return None
    if law_of is None:
        file.problem("extends", f"'{head.extends}' cannot be found from here")
        return None
    try:
        return law_of(head.extends)
    except PackError as error:
        first = error.problems[0].message if error.problems else str(error)
        file.problem("extends", f"'{head.extends}' cannot be loaded: {first}")
    except (ValueError, LookupError) as error:
        file.problem("extends", f"'{head.extends}' cannot be loaded: {str(error).splitlines()[0]}")
    return None


def _rules(head: _Head, file: PackFile, base: Law | None) -> dict[str, str]:
    """Return full ids by every name a rule may be called in this pack."""
    found = {name: limit.rule for name, limit in base.by_id.items()} if base is not None else {}
    own: dict[str, str] = {}
    for row in file.rows("deadline"):
        if not isinstance(row.get("id"), str):
            continue
        full = f"{head.id}/{row['id']}"
        aliases = row.get("aliases", [])
        aliases = [aliases] if isinstance(aliases, str) else aliases if isinstance(aliases, list) else []
        for name in (row["id"], *(each for each in aliases if isinstance(each, str))):
            if name in own:
                file.problem(
                    f"deadline {row['id']}", f"the id or alias '{name}' is used twice", file.line_of(row["id"])
                )
            own[name] = own[f"{head.id}/{name}"] = full
    return {**found, **own}


def _quiet_events(names: Names, file: PackFile) -> tuple[CalendarEvent, ...]:
    """Return the yearly days, without reporting their problems a second time."""
    before = len(file.problems)
    found = calendar_events(names, file)
    del file.problems[before:]
    return found


def _times(names: Names, file: PackFile, head: _Head, base: Law | None) -> FrozenDict[str, PackTime]:
    found: dict[str, PackTime] = dict(base.time) if base is not None else {}
    if file.there or base is None:
        if not file.there:
            file.problem("", "missing: a pack that extends no other has a time.toml")
        own = read_time(names, file, head.zone) if file.there else None
        if own is not None:
            found = {head.id: own, **found}
    elif base is not None:
        found = {head.id: base.time[base.id], **found}
    return FrozenDict(found)


def _limits(names: Names, file: PackFile) -> tuple[TimeLimit, ...]:
    file.only("deadline", "gap")
    ids = [row.get("id") for row in file.rows("deadline")]
    gaps: list[Gap] = read_gaps(file, [name for name in ids if isinstance(name, str)])
    found = [read_limit(names, table, gaps) for table in file.tables("deadline")]
    return tuple(limit for limit in found if limit is not None)


def _values(names: Names, file: PackFile, folder: Path) -> tuple[Value, ...]:
    file.only("value", "gap")
    ids = [row.get("id") for row in file.rows("value")]
    gaps = read_gaps(file, [name for name in ids if isinstance(name, str)])
    found = [read_value(names, table, folder, gaps) for table in file.tables("value")]
    seen: set[str] = set()
    for value in found:
        for name in (value.id, *value.aliases) if value is not None else ():
            if name in seen:
                file.problem(f"value {name}", "the id or alias is used twice", file.line_of(name))
            seen.add(name)
    return tuple(value for value in found if value is not None)


def _with_extended(limits: tuple[TimeLimit, ...], base: Law | None) -> tuple[TimeLimit, ...]:
    if base is None:
        return limits
    hidden = {terms.overrides for limit in limits for terms in limit.versions if terms.overrides is not None}
    return (*limits, *(limit for limit in base.limits if limit.rule not in hidden))


def _forms_with_extended(forms: tuple[FormDefinition, ...], base: Law | None) -> tuple[FormDefinition, ...]:
    """Return a pack's forms, then those of the law that it extends, unless a nearer form has the id."""
    own = {form.id for form in forms}
    return (*forms, *(form for form in (base.forms if base is not None else ()) if form.id not in own))


def _check_order(law: Law, file: PackFile) -> None:
    try:
        evaluation_order(law)
    except OrderError as error:
        file.problem("", str(error))

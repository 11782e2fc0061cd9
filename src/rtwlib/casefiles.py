"""Case files and employers' files: JSON to values and back, checked against a vocabulary; every problem at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar, cast

import attrs
import cattrs

from rtwlib import cases
from rtwlib.case_facts import facts_of, facts_out, plain
from rtwlib.cases import Case, EmployerFile, Event, Fact
from rtwlib.codec import (
    InputProblem,
    InputProblems,
    decimal_of,
    dumps,
    new_converter,
    plain_record,
    refuse,
    register,
    structure,
)
from rtwlib.consents import consent_problems
from rtwlib.dates import parse_day
from rtwlib.file_formats import Given, content_of, object_of
from rtwlib.frozen import FrozenDict
from rtwlib.vocabulary import FactDefinition, Vocabulary, nearest

T = TypeVar("T", Case, EmployerFile)
PlanReader = Callable[[Mapping[str, Any]], Any]
Vocabularies = Vocabulary | Callable[[Iterable[str]], Vocabulary]
_CLOSED = ("injury.kind", "employer.kind", "claim.liability")
_PARTS_OF_FACTS = ("injury", "claim", "worker", "employer")


@cache
def case_converter() -> cattrs.Converter:
    """Return the converter of case files; facts are a mapping in JSON and a tuple in Python."""
    converter = new_converter()
    converter.register_structure_hook_func(lambda kind: kind == tuple[Fact, ...], facts_of)
    converter.register_unstructure_hook_func(lambda kind: kind == tuple[Fact, ...], facts_out)
    converter.register_unstructure_hook_func(lambda kind: kind == tuple[Any, ...], _plans_out)
    converter.register_structure_hook_func(lambda kind: kind == FrozenDict[str, date], _dates)
    converter.register_structure_hook_func(lambda kind: kind == FrozenDict[str, Any], _data)
    converter.register_structure_hook_func(lambda kind: kind == tuple[Any, ...], _plans)
    converter.register_unstructure_hook_func(
        lambda kind: kind in {FrozenDict[str, date], FrozenDict[str, Any]}, _mapping_out
    )
    for kind in (
        cases.Worker, cases.Employer, cases.Injury, cases.Claim, cases.Event, cases.History, cases.Certificate,
        cases.Payment, cases.PayrollRow, cases.Document, cases.Consent, cases.FormRecord, cases.Establishment,
        cases.Case, cases.EmployerFile,
    ):  # fmt: skip
        register(converter, kind)
    return converter


def _dates(value: Any, _kind: Any) -> FrozenDict[str, date]:  # noqa: ANN401 - any JSON value
    if not isinstance(value, dict):
        message = 'expected an object of days, such as {"for": "2025-03-01"}'
        raise TypeError(message)
    problems = []
    found = {}
    for name, text in value.items():
        try:
            found[name] = parse_day(text)
        except (ValueError, TypeError) as error:
            problems.append(InputProblem(name, str(error)))
    if problems:
        raise InputProblems(problems)
    return FrozenDict(found)


def _data(value: Any, _kind: Any) -> FrozenDict[str, Any]:  # noqa: ANN401 - any JSON value
    if not isinstance(value, dict) or not all(isinstance(each, str | int | bool) for each in value.values()):
        message = "expected an object of texts, whole numbers, true or false"
        raise TypeError(message)
    return FrozenDict(value)


def _mapping_out(value: Mapping[str, Any]) -> dict[str, Any]:
    return {key: plain(each) for key, each in value.items()}


def _plans(value: Any, _kind: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any JSON value
    if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
        message = "expected a list of plans (rtwlib.plan/1)"
        raise TypeError(message)
    return tuple(value)


def _plans_out(plans: tuple[Any, ...]) -> list[Any]:
    return [{"format": cases.PLAN_FORMAT, **plain_record(each)} for each in plans]


def read_case(
    source: Given,
    *,
    vocabulary: Vocabularies,
    jurisdictions: Collection[str],
    plan_of: PlanReader | None = None,
) -> Case:
    """Return the case in a JSON text, bytes, path, or parsed object. Raises `InputProblems` with all its problems.

    ``plan_of`` reads a plan of the case; without it a case with plans is refused.
    """
    return case_from_dict(object_of(source), vocabulary=vocabulary, jurisdictions=jurisdictions, plan_of=plan_of)


def read_employer_file(source: Given, *, vocabulary: Vocabularies, jurisdictions: Collection[str]) -> EmployerFile:
    """Return the employer's file in a JSON text, bytes, path, or parsed object. Raises `InputProblems`."""
    return employer_from_dict(object_of(source), vocabulary=vocabulary, jurisdictions=jurisdictions)


def case_from_dict(
    found: Mapping[str, Any],
    *,
    vocabulary: Vocabularies,
    jurisdictions: Collection[str],
    plan_of: PlanReader | None = None,
) -> Case:
    """Return the case in a parsed JSON object. Raises `InputProblems` with all its problems."""
    return _read(found, Case, cases.FORMAT, vocabulary, jurisdictions, plan_of)


def employer_from_dict(
    found: Mapping[str, Any], *, vocabulary: Vocabularies, jurisdictions: Collection[str]
) -> EmployerFile:
    """Return the employer's file in a parsed JSON object. Raises `InputProblems` with all its problems."""
    return _read(found, EmployerFile, cases.EMPLOYER_FORMAT, vocabulary, jurisdictions)


def _read(
    found: Mapping[str, Any],
    kind: type[T],
    tag: str,
    vocabulary: Vocabularies,
    jurisdictions: Collection[str],
    plan_of: PlanReader | None = None,
) -> T:
    content = content_of(found, tag)
    problems: list[InputProblem] = []
    file: T | None = None
    try:
        file = structure(case_converter(), content, kind)
    except InputProblems as error:
        problems.extend(error.problems)
    known = [name for name in _listed(found.get("jurisdictions")) if name in jurisdictions]
    for number, name in enumerate(_listed(found.get("jurisdictions"))):
        if name not in jurisdictions:
            problems.append(InputProblem(f"jurisdictions[{number}]", _near(name, jurisdictions, "jurisdiction")))
    if not _listed(found.get("jurisdictions")):
        problems.append(InputProblem("jurisdictions", f"name at least one of: {', '.join(sorted(jurisdictions))}"))
    words = vocabulary if isinstance(vocabulary, Vocabulary) else vocabulary(known)
    plans = _read_plans(found.get("plans"), plan_of, problems) if tag == cases.FORMAT else ()
    problems.extend(_names(found, words, ""))
    if file is not None:
        file = _typed_facts(file, words, problems)
        file = cast("T", attrs.evolve(cast("Any", file), plans=plans)) if plans else file
        problems.extend(_choices(file, words))
        problems.extend(_contradictions(file))
    if problems or file is None:
        raise InputProblems(sorted(set(problems)))
    return file


def _read_plans(plans: Any, plan_of: PlanReader | None, problems: list[InputProblem]) -> tuple[Any, ...]:  # noqa: ANN401 - any JSON value
    """Return the plans of a case as values; what is wrong with them is told with the problems of the case."""
    found = []
    listed = plans if isinstance(plans, list) and all(isinstance(each, Mapping) for each in plans) else ()
    for number, plan in enumerate(listed):
        try:
            found.append(plan_of(plan) if plan_of is not None else refuse("plans are not read here"))
        except InputProblems as error:
            problems.extend(
                InputProblem(f"plans[{number}].{each.path}".rstrip("."), each.message) for each in error.problems
            )
    return tuple(found)


def _listed(value: Any) -> list[str]:  # noqa: ANN401 - any JSON value
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _near(name: str, known: Iterable[str], what: str) -> str:
    near = nearest(name, known)
    return f"unknown {what} '{name}'" + (f"; nearest: {', '.join(near)}" if near else "")


def _names(found: Mapping[str, Any], words: Vocabulary, prefix: str) -> list[InputProblem]:
    """Return the problems of names in a file, whether or not the rest of it could be read."""
    problems = []
    events = found.get("events")
    for number, event in enumerate(events if isinstance(events, list) else []):
        kind = event.get("kind") if isinstance(event, dict) else None
        if not isinstance(kind, str):
            continue
        path = f"{prefix}events[{number}].kind"
        if kind not in words.events:
            problems.append(InputProblem(path, _near(kind, words.events, "event kind")))
        elif words.events[kind].origin != "recorded":
            problems.append(InputProblem(path, f"'{kind}' is worked out ({words.events[kind].origin}), never recorded"))
    facts = found.get("facts")
    given = facts if isinstance(facts, dict) else {}
    wrong = (name for name in given if name not in words.facts)
    problems.extend(InputProblem(f"{prefix}facts.{name}", _near(name, words.facts, "fact")) for name in wrong)
    history = found.get("history")
    unknown = _listed(history.get("unknown")) if isinstance(history, dict) else []
    for number, kind in enumerate(unknown):
        if kind not in words.events and kind not in cases.DOCUMENT_LISTS:
            problems.append(InputProblem(f"{prefix}history.unknown[{number}]", _near(kind, words.events, "event kind")))
    places = found.get("establishments")
    for number, place in enumerate(places if isinstance(places, list) else []):
        if isinstance(place, dict):
            problems.extend(_names(place, words, f"establishments[{number}]."))
    return problems


def _typed_facts(file: T, words: Vocabulary, problems: list[InputProblem]) -> T:
    typed = []
    for fact in file.facts:
        known = words.facts.get(fact.id)
        values = []
        for number, dated in enumerate(fact.values):
            path = f"facts.{fact.id}" + (f"[{number}]" if len(fact.values) > 1 else "")
            value, why = fact_value(known, dated.value) if known is not None else (dated.value, None)
            if why is not None:
                problems.append(InputProblem(path, why))
            values.append(attrs.evolve(dated, value=value))
        typed.append(Fact(fact.id, tuple(values)))
    return attrs.evolve(file, facts=tuple(typed)) if typed else file


def fact_value(known: FactDefinition, value: Any) -> tuple[Any, str | None]:  # noqa: ANN401 - any JSON value
    """Return a fact's value in its declared type, or why it is not of it."""
    if known.type == "boolean":
        return value, None if isinstance(value, bool) else "expected true or false"
    if known.type == "integer":
        right = isinstance(value, int) and not isinstance(value, bool)
        return value, None if right else "expected a whole number"
    if known.type in {"decimal", "money"}:
        if isinstance(value, Decimal):
            return value, None
        found = decimal_of(value) if isinstance(value, str) else None
        return (value, 'expected a decimal in quotes such as "38.5"') if found is None else (found, None)
    if known.type == "date":
        if isinstance(value, date):
            return value, None
        try:
            return parse_day(str(value)), None
        except ValueError as error:
            return value, str(error)
    if known.type == "choice":
        right = isinstance(value, str) and value in known.values
        return value, None if right else f"expected one of: {', '.join(known.values)}"
    return value, None if isinstance(value, str) else "expected a text"


def _choices(file: Case | EmployerFile, words: Vocabulary) -> list[InputProblem]:
    """Return the problems of fields that are closed lists, such as the kind of employer or of injury."""
    problems = []
    for name in _CLOSED:
        part, _, field = name.partition(".")
        value = getattr(getattr(file, part, None), field, None)
        problems.extend(_word(name, value, words.facts[name].values, private=part == "injury"))
    return problems


def _contradictions(file: Case | EmployerFile) -> list[InputProblem]:
    problems = []
    for number, event in enumerate(file.events):
        problems.extend(_event_problems(event, f"events[{number}]"))
    for fact in file.facts:
        part, _, name = fact.id.partition(".")
        own = getattr(getattr(file, part, None), name, None) if part in _PARTS_OF_FACTS else None
        if own is not None and any(dated.value != own for dated in fact.values):
            problems.append(InputProblem(f"facts.{fact.id}", f"disagrees with {fact.id} in the file: say it once"))
    if isinstance(file, Case):
        problems.extend(_case_problems(file))
    return problems


def _event_problems(event: Event, path: str) -> list[InputProblem]:
    if event.on is None and event.at is None:
        return [InputProblem(path, "an event needs 'on' (a day) or 'at' (a zoned moment)")]
    if event.on is not None and event.at is not None and event.at.date() != event.on:
        return [InputProblem(path, f"'on' ({event.on}) and 'at' ({event.at.date()}) are different days")]
    return []


def _case_problems(case: Case) -> list[InputProblem]:
    problems = []
    injury = case.injury
    if injury is not None and injury.on is not None and injury.at is not None and injury.at.date() != injury.on:
        problems.append(InputProblem("injury", "'on' and 'at' are different days"))
    born = case.worker.born_on if case.worker is not None else None
    if born is not None:
        days: list[tuple[str, date | datetime | None]] = [
            (f"events[{number}]", event.at or event.on) for number, event in enumerate(case.events)
        ]
        days.append(("injury", (injury.at or injury.on) if injury is not None else None))
        for path, day in days:
            if day is not None and (day.date() if isinstance(day, datetime) else day) < born:
                problems.append(InputProblem(path, "lies before the worker's birth"))
    for number, certificate in enumerate(case.certificates):
        problems.extend(_word(f"certificates[{number}].capacity", certificate.capacity, cases.CAPACITIES, private=True))
    for number, payment in enumerate(case.payments):
        problems.extend(_word(f"payments[{number}].kind", payment.kind, cases.PAYMENT_KINDS))
    for number, row in enumerate(case.payroll):
        problems.extend(_word(f"payroll[{number}].kind", row.kind, cases.PAYROLL_KINDS))
        if row.from_ is None or row.until is None:
            problems.append(InputProblem(f"payroll[{number}]", "a row of pay needs 'from' and 'until'"))
    spans: list[tuple[str, tuple[cases.Certificate | cases.Payment | cases.PayrollRow, ...]]] = [
        ("certificates", case.certificates),
        ("payments", case.payments),
        ("payroll", case.payroll),
    ]
    for name, records in spans:
        for number, record in enumerate(records):
            if record.from_ is not None and record.until is not None and record.until < record.from_:
                problems.append(
                    InputProblem(f"{name}[{number}]", f"until {record.until} is before from {record.from_}")
                )
    return [*problems, *consent_problems(case.consents)]


def _word(path: str, value: str | None, known: tuple[str, ...], *, private: bool = False) -> list[InputProblem]:
    if value is None or value in known:
        return []
    near = nearest(value, known)
    hint = f"nearest: {', '.join(near)}" if near else f"expected one of: {', '.join(known)}"
    shown = "" if private else f" '{value}'"
    return [InputProblem(path, f"unknown value{shown}; {hint}")]


def case_to_dict(case: Case) -> dict[str, Any]:
    """Return a case as a JSON object, what is unknown left out."""
    return {"format": cases.FORMAT, **case_converter().unstructure(case)}


def employer_to_dict(file: EmployerFile) -> dict[str, Any]:
    """Return an employer's file as a JSON object, what is unknown left out."""
    return {"format": cases.EMPLOYER_FORMAT, **case_converter().unstructure(file)}


def dump_case(case: Case) -> str:
    """Return a case as JSON text."""
    return dumps(case_to_dict(case))

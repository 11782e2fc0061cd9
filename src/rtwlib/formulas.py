"""Formulas joined to the law that they belong to, and held against it: every name that a formula reads is declared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from rtwlib.frozen import FrozenDict
from rtwlib.laws import Law
from rtwlib.packs import PackError, Problem
from rtwlib.packs.problems import expected
from rtwlib.rules import Dated, Elapsed, Formula, Input, parts

FILE = "rules.py"


def with_formulas(law: Law, formulas: Iterable[Formula]) -> Law:
    """Return the law with its own formulas, by pack and id.

    Raises `PackError` with every formula that is told twice or that no benefit goes by, every benefit without one, and
    every value, fact and interval that a formula names and nothing declares.
    """
    found: dict[str, Formula] = {}
    problems: list[Problem] = []
    for formula in formulas:
        if formula.id in found:
            problems.append(Problem(FILE, None, formula.id, "the formula is given twice"))
        found[formula.id] = formula
        problems += [Problem(FILE, None, formula.id, message) for message in _wrong_names(formula, law)]
    wanted = {version.formula: each for each in law.benefits if each.pack == law.id for version in each.versions}
    problems += [
        Problem(FILE, None, name, "no benefit of benefits.toml goes by this formula")
        for name in sorted(found.keys() - wanted)
    ]
    if found:
        problems += [
            Problem("benefits.toml", None, wanted[name].id, f"formula: {expected(name, found, 'formula')}")
            for name in sorted(wanted.keys() - found)
        ]
    if problems:
        raise PackError(law.id, problems)
    own = {f"{law.id}/{name}": formula for name, formula in found.items()}
    return evolve(law, formulas=FrozenDict({**law.formulas, **own})) if own else law


def _wrong_names(formula: Formula, law: Law) -> Iterator[str]:
    for node in (*parts(formula.applies), *parts(formula.amount)):
        if isinstance(node, Input) and node.fact not in law.vocabulary.facts and not _of_case(node.fact):
            yield expected(node.fact, law.vocabulary.facts, "fact")
        elif isinstance(node, Dated):
            known = [name for name in law.values_by_id if "/" not in name]
            if node.by is None and node.value not in known:
                yield expected(node.value, known, "value")
            elif node.by is not None and not any(name.startswith(f"{node.value}-") for name in known):
                yield f"no value's id begins with '{node.value}-'"
        elif isinstance(node, Elapsed) and node.interval not in law.vocabulary.intervals:
            yield expected(node.interval, law.vocabulary.intervals, "interval")


def _of_case(fact: str) -> bool:
    return fact in {"worker.hours_per_week", "worker.days_per_week"}

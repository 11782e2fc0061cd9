"""`benefits.toml`: which weekly benefits there are, since when, under which section, and which formula each goes by."""

from __future__ import annotations

from itertools import pairwise

from rtwlib.benefit_rules import Benefit, BenefitVersion
from rtwlib.packs.dated import check_holes
from rtwlib.packs.names import Names
from rtwlib.packs.tables import PackFile, Table
from rtwlib.sources import Confidence

_CONFIDENCES = [each.value for each in Confidence]
_SHARED = ("id", "governed_by", "version", "gives", "pays")


def read_benefits(names: Names, file: PackFile) -> tuple[Benefit, ...]:
    """Return the benefits of a pack."""
    file.only("benefit")
    file.once("benefit")
    found = [_benefit(names, table) for table in file.tables("benefit")]
    return tuple(benefit for benefit in found if benefit is not None)


def _benefit(names: Names, table: Table) -> Benefit | None:
    name, title = table.ident(), table.text("title", needed=True)
    governed = table.text("governed_by") or "injury"
    names.event(table, "governed_by", governed)
    gives = names.fact(table, "gives", table.text("gives"))
    pays = table.choice("pays", ["weekly", "once", "weekly_by_name"], "weekly") or "weekly"
    rows = table.rows("version") if table.has("version") else [Table({}, table.file, table.where, table.line)]
    shared = {key: value for key, value in table.data.items() if key not in _SHARED}
    found = [
        _version(names, row.over(table, {k: v for k, v in shared.items() if k not in row.data}), name) for row in rows
    ]
    for key in shared:
        table.has(key)
    table.done()
    versions = sorted((version for version in found if version is not None), key=lambda version: version.from_)
    for one, other in pairwise(versions):
        if one.until is None or one.until > other.from_:
            table.problem("version", f"the versions from {one.from_} and from {other.from_} overlap")
    check_holes(table, (), versions)
    if name is None or title is None or len(versions) < len(rows):
        return None
    return Benefit(names.pack, name, title, governed, tuple(versions), gives, pays)


def _version(names: Names, row: Table, name: str | None) -> BenefitVersion | None:
    first, until = row.day("from", needed=True), row.day("until")
    confirmed = row.choice("from_is", ["first_known"]) is None
    formula = row.text("formula") or name or ""
    title, says = row.text("title") or "", row.text("says")
    confidence = row.choice("confidence", _CONFIDENCES, "statute") or "statute"
    cite = names.citations(row)
    row.done()
    if first is not None and until is not None and until <= first:
        row.problem("until", f"{until} is not after {first} (until is exclusive)")
    if first is None or not cite:
        return None
    return BenefitVersion(first, until, formula, title, cite, Confidence(confidence), not confirmed, says)

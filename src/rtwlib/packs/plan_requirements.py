"""`plan_requirements.toml`: what the law of a pack wants of a return-to-work plan."""

from __future__ import annotations

from rtwlib.kinds import Force
from rtwlib.packs.grammar import conditions
from rtwlib.packs.names import Names
from rtwlib.packs.tables import PackFile, Table
from rtwlib.plan_requirements import NEEDS, PlanRequirement
from rtwlib.sources import Confidence


def read_plan_requirements(names: Names, file: PackFile) -> tuple[PlanRequirement, ...]:
    """Return the plan requirements of a pack."""
    file.only("requirement")
    file.once("requirement")
    found = [_requirement(names, table) for table in file.tables("requirement")]
    return tuple(each for each in found if each is not None)


def _requirement(names: Names, table: Table) -> PlanRequirement | None:
    name, title = table.ident(), table.text("title", needed=True)
    needs = table.choice("needs", NEEDS, needed=True)
    when = conditions(names, table, "applies_when")
    first, until = table.day("from"), table.day("until")
    confirmed = table.choice("from_is", ["first_known"]) is None
    confidence = table.choice("confidence", [each.value for each in Confidence], "statute") or "statute"
    force = table.choice("force", [each.value for each in Force], "statute") or "statute"
    says, cite = table.text("says"), names.citations(table)
    table.done()
    if first is not None and until is not None and until <= first:
        table.problem("until", f"{until} is not after {first} (until is exclusive)")
    if name is None or title is None or needs is None:
        return None
    return PlanRequirement(
        names.pack, name, title, needs, cite, when, first, until, not confirmed, Confidence(confidence), Force(force),
        says,
    )  # fmt: skip

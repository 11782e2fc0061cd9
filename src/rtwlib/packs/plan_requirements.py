"""`plan_requirements.toml`: what the law of a pack wants of a return-to-work plan."""

from __future__ import annotations

from rtwlib.packs.grammar import conditions
from rtwlib.packs.names import Names
from rtwlib.packs.statements import force, standing
from rtwlib.packs.tables import PackFile, Table
from rtwlib.plan_requirements import NEEDS, PlanRequirement


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
    stands, binding = standing(names, table), force(table)
    table.done()
    if name is None or title is None or needs is None:
        return None
    return PlanRequirement(
        names.pack, name, title, needs, stands.cite, when, stands.first, stands.until, stands.first_known,
        stands.confidence, binding, stands.says,
    )  # fmt: skip

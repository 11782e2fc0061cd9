"""`rtw competency gaps`: a person held against a role, and how to close the gaps."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rtwlib.cli.competency_input import (
    competency_file,
    framework_named,
    frameworks,
    frameworks_option,
    role_named,
    scale_named,
)
from rtwlib.cli.errors import CommandError
from rtwlib.cli.options import clock_day, json_option, today_option
from rtwlib.cli.output import write, write_json
from rtwlib.competency.assessments import development_plan, differences, due_again, every_item, gaps, scale_of
from rtwlib.competency.pages import gaps_page, gaps_text, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rtwlib.competency.assessments import Gap, Role, Step
    from rtwlib.competency.files import CompetencyFile
    from rtwlib.competency.frameworks import Framework


@click.command(
    "gaps",
    epilog="\b\nExamples:\n  rtw competency gaps people.json --person p1 --role coordinator --today 2025-03-10\n"
    "  rtw competency gaps people.json --person p1 --role coordinator --html gaps.html\n"
    "  rtw competency gaps me.json --person me --framework strategic-operational --level alone",
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--person", required=True, metavar="ID", help="Whom.")
@click.option("--role", "name", metavar="ID", help="The role that asks.")
@click.option(
    "--framework", "framework_name", metavar="ID", help="Without a role: ask for every item of this framework."
)
@click.option("--level", metavar="LEVEL", help="The level to ask for without a role, like alone.")
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="Write a page with bars to this file.")
@today_option
@frameworks_option
@json_option
def command(
    *,
    file: Path,
    person: str,
    name: str | None,
    framework_name: str | None,
    level: str | None,
    html: Path | None,
    today: date | datetime | None,
    framework_files: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Hold a person against a role: what is reached, below, only the person's own word, expired or not assessed.

    Without a role of your own, --framework and --level ask for every item of a framework. Ends with 1 if there are
    gaps.
    """
    known = frameworks(framework_files)
    held = competency_file(file, known)
    role = _role(held, known, name, framework_name, level)
    framework = framework_named(role.framework, known)
    day = today.date() if isinstance(today, datetime) else today or clock_day()
    found = gaps(held.assessments, person, role, framework, today=day)
    scale = scale_of(role, framework)
    if html is not None:
        html.write_text(gaps_page(f"{person}: {role.title}", found, scale), encoding="utf-8")
    if as_json:
        write_json({"format": "rtwlib.competency-gaps/1", "person": person, "role": role.id, "today": day.isoformat(),
                    "gaps": [_json(each) for each in found],
                    "plan": [_step(each) for each in development_plan(found, framework, known)]})  # fmt: skip
        return int(any(each.is_gap for each in found))
    lines = [f"{person}   {role.title}   {day}", *(f"  {line}" for line in gaps_text(found))]
    steps = development_plan(found, framework, known)
    if steps:
        lines += ["", "To close the gaps:"]
        for step in steps:
            way = ", ".join(map(words, step.acquire)) or "no source that was read recommends a way"
            seen = f"; evaluate by {', '.join(map(words, step.evaluate))}" if step.evaluate else ""
            told = [part for part in ("in general" if step.general else None, step.by) if part]
            by = f" ({', '.join(told)})" if told else ""
            lines.append(f"  {step.gap.item.id}: {way}{seen}{by}")
    differing = differences(held.assessments, person, framework, scale, today=day)
    if differing:
        lines += ["", "Own word and observer differ:"]
        lines += [f"  {each.item.id}: own {words(each.own)}, observed {words(each.observed)}" for each in differing]
    again = [each for each in due_again(held.assessments, today=day, within_days=60) if each.person == person]
    if again:
        lines += ["", "To assess again within 60 days, or overdue:"]
        lines += [f"  {each.next_review or each.until}   {each.item}" for each in again]
    write("\n".join(lines))
    return int(any(each.is_gap for each in found))


def _role(
    held: CompetencyFile,
    known: Mapping[str, Framework],
    name: str | None,
    framework_name: str | None,
    level: str | None,
) -> Role:
    """Return the role that is named, or one that asks for every item of a framework at one level."""
    if name is not None and (framework_name, level) == (None, None):
        return role_named(held, name)
    if name is not None or framework_name is None or level is None:
        message = "give --role, or --framework with --level"
        raise CommandError(message)
    framework = framework_named(framework_name, known)
    levels = scale_named(framework, None).levels
    if level not in levels:
        message = f"'{level}' is no level of {framework.id}; the levels are {', '.join(levels)}"
        raise CommandError(message)
    return every_item(framework, level)


def _step(step: Step) -> dict[str, Any]:
    return {
        "item": step.gap.item.id,
        "acquire": list(step.acquire),
        "evaluate": list(step.evaluate),
        "by": step.by,
        "general": step.general,
    }


def _json(gap: Gap) -> dict[str, Any]:
    return {
        "item": gap.item.id,
        "text": gap.item.text,
        "wanted": gap.wanted,
        "stand": gap.stand.value,
        "level": gap.level,
        "steps": gap.steps,
        "rests_on": [each.id for each in gap.rests_on],
        "acquire": list(gap.item.acquired),
        "evaluate": list(gap.item.evaluated),
    }

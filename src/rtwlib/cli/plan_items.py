"""`rtw plan items`: the named items of ability and demand, and the forms in which they stand."""

from __future__ import annotations

import click

from rtwlib.audit.report import table
from rtwlib.cli.options import json_option
from rtwlib.cli.output import write, write_json
from rtwlib.plans.abilities import abilities

_GROUPS = tuple(dict.fromkeys(each.group for each in abilities().values()))


@click.command("items", epilog="\b\nExamples:\n  rtw plan items --group cognitive")
@click.option("--group", type=click.Choice(_GROUPS), help="Only those of this group.")
@json_option
def command(*, group: str | None, as_json: bool) -> int:
    """List the items by which forms say what a worker can do and what a job asks; files may use other names too."""
    found = [each for each in abilities().values() if group in {None, each.group}]
    if as_json:
        rows = [
            {"item": each.id, "title": each.title, "group": each.group, "forms": list(each.forms)} for each in found
        ]
        write_json({"format": "rtwlib.abilities/1", "items": rows})
        return 0
    write("\n".join(table([(each.id, each.group, each.title, "; ".join(each.forms)) for each in found])))
    return 0

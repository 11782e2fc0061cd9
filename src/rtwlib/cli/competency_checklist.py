"""`rtw competency checklist`: a checklist as Markdown or as a page to print."""

from __future__ import annotations

from pathlib import Path

import click

from rtwlib.cli.competency_input import framework_named, frameworks, frameworks_option, scale_named
from rtwlib.cli.output import tell, write
from rtwlib.competency.pages import checklist_page, checklist_text


@click.command(
    "checklist",
    epilog="\b\nExamples:\n  rtw competency checklist strategic-operational\n"
    "  rtw competency checklist eight-groups --html checklist.html",
)
@click.argument("name", metavar="FRAMEWORK")
@click.option("--scale", metavar="ID", help="The scale of its levels; else the framework's first.")
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="Write a page to print to this file.")
@frameworks_option
def command(*, name: str, scale: str | None, html: Path | None, framework_files: tuple[Path, ...]) -> None:
    """Write a checklist: each item with a box for each level, how it is best evaluated, and the sources."""
    framework = framework_named(name, frameworks(framework_files))
    chosen = scale_named(framework, scale)
    if html is not None:
        html.write_text(checklist_page(framework, chosen), encoding="utf-8")
        tell(f"Written to {html}.")
    else:
        write(checklist_text(framework, chosen))

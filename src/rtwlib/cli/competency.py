"""`rtw competency`: frameworks, checklists, assessments, gaps, a team's coverage, the balance of work."""

from __future__ import annotations

from importlib import import_module

import click

_COMMANDS = {
    "list": "List the frameworks, or the items of one.",
    "checklist": "Write a checklist to print.",
    "assess": "Add assessments to a file.",
    "gaps": "Hold a person against a role, and say how to close the gaps.",
    "team": "Say who of a team reaches what a role asks.",
    "balance": "Say how time falls on strategic and operational work.",
    "requirements": "Say what the laws ask about coordinators.",
}


class CompetencyCommands(click.Group):
    """The commands, imported when they are named."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names of the commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # as above
        """Return a command, or ``None`` where there is none of that name."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"rtwlib.cli.competency_{cmd_name}").command
        return command


@click.group("competency", cls=CompetencyCommands, no_args_is_help=True)
def command() -> None:
    """Competencies of coordinators: frameworks, checklists, assessments, gaps, teams, balance of work."""

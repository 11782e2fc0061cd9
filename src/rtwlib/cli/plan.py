"""`rtw plan`: build a return-to-work plan, check it, show it, and see how it goes."""

from __future__ import annotations

from importlib import import_module

import click

_COMMANDS = {
    "new": "Build a graduated plan from a certificate.",
    "check": "Check a plan against certificates, practice and law.",
    "duties": "Rank the duties of a bank for a worker.",
    "items": "List the items of ability and demand that forms name.",
    "show": "Show a plan: text, page or calendar file.",
    "search": "Search for less arduous duties, stage by stage.",
    "progress": "Hold a diary against the plan, and review it.",
}


class PlanCommands(click.Group):
    """The commands, imported when they are named."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names of the commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # as above
        """Return a command, or ``None`` where there is none of that name."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"rtwlib.cli.plan_{cmd_name}").command
        return command


@click.group("plan", cls=PlanCommands, no_args_is_help=True)
def command() -> None:
    """Return-to-work plans: build, check, show, and see how they go."""

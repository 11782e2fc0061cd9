"""`rtw programme`: the coordinator's registers: fill them from tables, check, show and measure."""

from __future__ import annotations

from importlib import import_module

import click

_COMMANDS = {
    "columns": "List the registers, or the columns of one.",
    "import": "Add the rows of a table to a register.",
    "check": "Say what lapsed, contradicts itself, or lacks its reasons.",
    "show": "Show a programme, or one register.",
    "status": "Print where a claim stands, for the worker.",
    "scorecard": "Say how far providers keep their service levels.",
    "experience": "Count claims by sort, and what was paid on them.",
    "run-rate": "Say what the months ahead cost if they are like the last ones.",
    "needs": "Propose needs for training from gaps and findings.",
    "liaison": "List the bodies to deal with under a law.",
}


class ProgrammeCommands(click.Group):
    """The commands, imported when they are named."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names of the commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # as above
        """Return a command, or ``None`` where there is none of that name."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"rtwlib.cli.programme_{cmd_name.replace('-', '_')}").command
        return command


@click.group("programme", cls=ProgrammeCommands, no_args_is_help=True)
def command() -> None:
    """Keep the coordinator's registers: fill them from tables, check them, show them, measure with them."""

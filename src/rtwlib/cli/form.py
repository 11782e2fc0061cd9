"""`rtw form`: the forms of a law, filled from a case, checked, and recorded when sent."""

from __future__ import annotations

from importlib import import_module

import click

_COMMANDS = {
    "list": "List the forms of a law, or the fields of one.",
    "fill": "Fill a form from a case.",
    "check": "Say which forms of a case are due, sent, or missing something.",
    "sent": "Record that a form was sent.",
}


class FormCommands(click.Group):
    """The commands, imported when they are named."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names of the commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # as above
        """Return a command, or ``None`` where there is none of that name."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"rtwlib.cli.form_{cmd_name}").command
        return command


@click.group("form", cls=FormCommands, no_args_is_help=True)
def command() -> None:
    """Forms: list them, fill them from a case, check which are due, record what was sent."""

"""The command group: commands are imported when they are first named, so that `rtw --version` loads nothing."""

from __future__ import annotations

import difflib
from importlib import import_module

import click

from rtwlib.cli.options import Settings

_COMMANDS = {
    "demo": "See the main job on an invented portfolio.",
    "timeline": "Say what is due in a case, when, who owes it and why.",
    "benefit": "Say what weekly benefit is payable, and why.",
    "audit": "Check many cases: findings and a summary.",
    "plan": "Build, check and show return-to-work plans.",
    "form": "List, fill and check forms, and record what was sent.",
    "competency": "Checklists, assessments and gaps of coordinators.",
    "programme": "Keep the coordinator's registers.",
    "agenda": "Say what is to be done, day by day, and by whom.",
    "view": "Say what an audience may see of a case, and why.",
    "retention": "Say what of a case must be kept, and until when.",
    "law": "Show the law as data, on any day.",
    "pack": "Check a pack of law, or start a new one.",
    "rule": "Explain the code of a finding, such as RTW101.",
}


class Commands(click.Group):
    """A group whose commands live in one module each, ``rtwlib.cli.<name>``, under the name ``command``."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names of the commands, in the order of the help."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # as above
        """Return a command, or ``None`` where there is none of that name."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"rtwlib.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name; a wrong name is told with the nearest ones."""
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], _COMMANDS, n=2, cutoff=0.5) or list(_COMMANDS)
            message = f"no such command '{args[0]}'; did you mean {' or '.join(near)}?"
            if len(near) == len(_COMMANDS):
                message = f"no such command '{args[0]}'; the commands are {', '.join(near)}"
            raise click.UsageError(message, ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # as above
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


def _show_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001  # click's signature
    """Print the version and end; no pack is loaded."""
    if value and not ctx.resilient_parsing:
        from rtwlib import __version__  # noqa: PLC0415  # only here is it needed

        click.echo(f"rtw {__version__}")
        ctx.exit()


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 clean, 1 findings, 2 wrong use or input. `-` reads from stdin. Not legal advice.",
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Show the version."
)
@click.option(
    "--pack",
    "packs",
    multiple=True,
    metavar="DIR",
    help="Read the law pack in this folder too; may be given several times.",
)
@click.pass_context
def app(ctx: click.Context, packs: tuple[str, ...]) -> None:
    """Return-to-work and workers' compensation law as data: what is due, when, who owes it, and why."""
    ctx.obj = Settings(packs=packs)
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())

"""The command `rtw`. Results go to stdout, messages to stderr; exit codes are 0 clean, 1 findings, 2 error."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; ``arguments`` default to those of the process. Never raises."""
    from rtwlib.cli.running import run  # noqa: PLC0415  # `import rtwlib.cli` stays free of click

    return run(arguments)

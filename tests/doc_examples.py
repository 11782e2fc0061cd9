"""What makes the examples of the documentation tests: which blocks are run, and how a block of commands is checked.

| block | what is done |
|---|---|
| `python` | run, or checked as a doctest where it begins with ``>>>``; the blocks of a page share their names |
| `console` | each ``$ rtw ...`` is run, its output compared; ``...`` stands for any lines, or the end of a line |
| `toml`, `json` | parsed; an object of the format `rtwlib.case/1` or `rtwlib.employer/1` is read as such a file |
| any of these with a ``:caption:`` that is a path | also written to that path, for the blocks below to use |

Other languages (`sh`, `text`, `csv`) are only shown; with a caption they are written too. Commands run in a copy of
``docs/examples``, so a page can use its files and write its own; a pack that it writes is known to the cases below it.

``python tests/doc_examples.py PAGE...`` writes the output of commands into pages where it changed, and where a block
holds nothing but ``...``. Read the difference before keeping it.
"""

from __future__ import annotations

import contextlib
import difflib
import doctest
import json
import shlex
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from click.testing import CliRunner
from sybil import Document, Example, Region, Sybil
from sybil.parsers.abstract.lexers import LexerCollection
from sybil.parsers.markdown.lexers import FencedCodeBlockLexer
from sybil.parsers.myst import PythonCodeBlockParser, SkipParser
from sybil.parsers.myst.lexers import DirectiveLexer

PROMPT = "$ "
ANYTHING = "..."
COMMAND = "rtw"
LANGUAGES = ("console", "toml", "json", "text", "csv")
FILES = Path(__file__).parent.parent / "docs" / "examples"


class ConsoleError(ValueError):
    """A console block that cannot be checked: it holds something else than `rtw` commands."""


def split_console(block: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of a console block with the lines of output expected of it; a trailing backslash continues."""
    command: str | None = None
    expected: list[str] = []
    for line in block.rstrip().splitlines():
        if command is not None and command.endswith("\\") and not expected:
            command = f"{command[:-1].rstrip()} {line.removeprefix('> ').strip()}"
        elif line.startswith(PROMPT):
            if command is not None:
                yield command, expected
            command, expected = line.removeprefix(PROMPT).strip(), []
        elif command is None:
            message = f"a console block begins with '{PROMPT}{COMMAND} ...', not with {line!r}"
            raise ConsoleError(message)
        else:
            expected.append(line.rstrip())
    if command is not None:
        yield command, expected


def matches(expected: list[str], actual: list[str]) -> bool:
    """Return whether the lines are those expected, where a line of ``...`` stands for any lines, also none."""
    reached = {0}
    for line in expected:
        if line.strip() == ANYTHING:
            reached = set(range(min(reached), len(actual) + 1))
        else:
            reached = {at + 1 for at in reached if at < len(actual) and _same(line, actual[at])}
        if not reached:
            return False
    return len(actual) in reached


def _same(expected: str, actual: str) -> bool:
    """Return whether a line is the one expected, or begins as it does where it is cut off with `` ...``."""
    cut = expected.removesuffix(f" {ANYTHING}")
    return actual.startswith(cut) if cut != expected else actual == expected


def refreshed(block: str, shell: Shell) -> str:
    """Return a console block with the output that its commands give now, keeping what still matches."""
    lines: list[str] = []
    for command, expected in split_console(block):
        actual = shell.run(command)
        kept = matches(expected, actual) and expected != [ANYTHING]
        lines += [f"{PROMPT}{command}", *(expected if kept else actual)]
    return "\n".join(lines) + "\n"


def refresh(page: Path, folder: Path) -> bool:
    """Write the present output of its commands into a page; return whether that changed it."""
    text = page.read_text(encoding="utf-8")
    with contextlib.chdir(folder):
        for example in examples_of(page):
            if example.region.evaluator and (example.region.lexemes or {}).get("arguments") == "console":
                shell = example.namespace.setdefault("_shell", Shell())
                text = text.replace(str(example.parsed), refreshed(example.parsed, shell))
            else:
                with contextlib.suppress(Exception):  # what fails is told by `failures_of`
                    example.evaluate()
    changed = text != page.read_text(encoding="utf-8")
    page.write_text(text, encoding="utf-8")
    return changed


class Shell:
    """Runs `rtw` as a terminal of 100 columns without colour would, and remembers the last exit code."""

    def __init__(self) -> None:
        """Start with nothing run."""
        self.code = 0

    def run(self, line: str) -> list[str]:
        """Return the lines that a command writes to stdout and stderr, in order; ``> file`` sends stdout to a file.

        ``echo $?`` gives the exit code of the command before it. Raises `ConsoleError` for any other command.
        """
        words = shlex.split(line)
        if words == ["echo", "$?"]:
            return [str(self.code)]
        if not words or words[0] != COMMAND:
            message = (
                f"only {COMMAND} is run in a console block, not {line!r}; use a block of `sh` for what is not checked"
            )
            raise ConsoleError(message)
        target = None
        if ">" in words:
            words, target = words[: words.index(">")], Path(words[words.index(">") + 1])
        from rtwlib.cli import main  # noqa: PLC0415  # pages without commands do not need the command line

        runner = CliRunner(env={"COLUMNS": "100", "NO_COLOR": "1", "TZ": "UTC"})
        with runner.isolation() as (stdout, stderr, both):
            self.code = main(words[1:])
            written = stderr.getvalue() if target else both.getvalue()
            if target is not None:
                target.write_bytes(stdout.getvalue())
        return [found.rstrip() for found in written.decode("utf-8").rstrip().splitlines()]


def check_console(example: Example) -> str | None:
    """Run the commands of a console block; return what differs from the page, or ``None``."""
    shell = example.namespace.setdefault("_shell", Shell())
    for command, expected in split_console(example.parsed):
        actual = shell.run(command)
        if not matches(expected, actual):
            difference = difflib.unified_diff(expected, actual, "the page", "the command", lineterm="")
            return "\n".join([f"$ {command}   (exit code {shell.code})", *difference])
    return None


def check_data(language: str, text: str) -> None:
    """Read a block of data. Raises `ValueError` with every problem where it is not what it says it is."""
    if language == "toml":
        tomllib.loads(text)
    elif language == "json":
        found = json.loads(text)
        kind = found.get("format") if isinstance(found, dict) else None
        if kind in ("rtwlib.case/1", "rtwlib.employer/1"):
            import rtwlib  # noqa: PLC0415  # pages without cases do not need the library

            packs = [file.parent for file in Path().glob("*/pack.toml")]
            (rtwlib.read_case if kind == "rtwlib.case/1" else rtwlib.read_employer_file)(text, packs=packs)


class BlockParser:
    """Finds fenced blocks and `code-block` directives of the languages that are not Python."""

    def __init__(self) -> None:
        """Make the lexers once."""
        self._lexers = LexerCollection(
            [
                FencedCodeBlockLexer("|".join(LANGUAGES), mapping={"language": "arguments", "source": "source"}),
                DirectiveLexer("code-block", arguments="|".join(LANGUAGES)),
            ]
        )

    def __call__(self, document: Document) -> Iterable[Region]:
        """Yield the blocks of a page."""
        for region in self._lexers(document):
            region.parsed = region.lexemes["source"]
            region.evaluator = self._evaluate
            yield region

    @staticmethod
    def _evaluate(example: Example) -> str | None:
        lexemes: dict[str, Any] = example.region.lexemes
        language, text = lexemes["arguments"].strip(), str(example.parsed)
        caption = (lexemes.get("options") or {}).get("caption", "").strip("\"`' ")
        if language == "console":
            return check_console(example)
        check_data(language, text)
        if caption and " " not in caption:
            path = PurePosixPath(caption)
            if path.is_absolute() or ".." in path.parts:
                return f"the caption {caption!r} is not a path below the examples"
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_text(text, encoding="utf-8")
        return None


def examples_of(page: Path) -> list[Example]:
    """Return the examples of a page, in order."""
    sybil = Sybil(parsers=[SkipParser(), PythonCodeBlockParser(doctest_optionflags=doctest.ELLIPSIS), BlockParser()])
    return list(sybil.parse(page).examples())


def failures_of(page: Path, folder: Path) -> list[str]:
    """Run every example of a page in a folder; return what failed, each with its line."""
    failures: list[str] = []
    with contextlib.chdir(folder):
        for example in examples_of(page):
            try:
                example.evaluate()
            except Exception as error:  # noqa: BLE001  # every example of the page is reported, whatever it raised
                failures.append(f"{page.name}, line {example.line}: {type(error).__name__}: {error}")
    return failures


def main(pages: list[str]) -> None:
    """Refresh pages, and say what else does not hold in them."""
    for name in pages:
        page = Path(name).resolve()
        with tempfile.TemporaryDirectory() as scratch:
            changed = refresh(page, Path(shutil.copytree(FILES, Path(scratch) / "refresh")))
            failures = failures_of(page, Path(shutil.copytree(FILES, Path(scratch) / "check")))
        sys.stdout.write("\n\n".join([f"{name}: {'changed' if changed else 'as it was'}", *failures]) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])

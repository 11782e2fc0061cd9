"""Every example of the documentation and the README runs and says what the page says."""

import shutil
from pathlib import Path

import pytest
from doc_examples import FILES, ConsoleError, Shell, failures_of, matches, refresh, split_console

ROOT = Path(__file__).parent.parent
DOCS = sorted(path for path in (ROOT / "docs").rglob("*.md") if "_build" not in path.parts)
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS]


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_page_but_that_on_errors_shows_one(page: Path) -> None:
    if page.name != "command-line.md":
        assert not [line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("Error:")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the files that the examples use."""
    return Path(shutil.copytree(FILES, tmp_path / "examples"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_examples_of_a_page_hold(page: Path, folder: Path) -> None:
    failures = failures_of(page, folder)
    assert not failures, "\n\n".join(failures)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("```console\n$ rtw --version\nrtw 0.0.0\n```\n", "+rtw "),
        ("```console\n$ rtw no-such-command\n```\n", "no such command"),
        ("```console\n$ ls\n```\n", "only rtw is run"),
        ("```console\nno prompt\n```\n", "a console block begins with"),
        ("```console\n$ rtw --version > version.txt\n$ echo $?\n1\n```\n", "+0"),
        ("```toml\nx = \n```\n", "TOMLDecodeError"),
        ("```json\n{\n```\n", "JSONDecodeError"),
        ('```json\n{"format": "rtwlib.case/1", "id": "x", "surprise": 1}\n```\n', "surprise"),
        ("```python\n1 / 0\n```\n", "ZeroDivisionError"),
        ("```python\n>>> 1 + 1\n3\n```\n", "Got:"),
        ("```{code-block} toml\n:caption: ../outside.toml\nx = 1\n```\n", "is not a path below"),
    ],
)
def test_a_page_that_is_wrong_fails(text: str, problem: str, tmp_path: Path, folder: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# Page\n\n{text}", encoding="utf-8")
    failures = failures_of(page, folder)
    assert len(failures) == 1
    assert problem in failures[0]


def test_a_block_with_a_path_as_caption_is_written_for_those_below_it(tmp_path: Path, folder: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "```{code-block} toml\n:caption: a/b.toml\n\nx = 1\n```\n\n"
        '```python\nfrom pathlib import Path\nassert Path("a/b.toml").read_text() == "x = 1\\n"\n```\n',
        encoding="utf-8",
    )
    assert failures_of(page, folder) == []


@pytest.mark.parametrize(
    ("expected", "actual", "holds"),
    [
        ([], [], True),
        (["a"], ["a"], True),
        (["a"], ["a", "b"], False),
        (["a", "b"], ["a"], False),
        (["..."], [], True),
        (["a", "...", "c"], ["a", "b", "b", "c"], True),
        (["a", "...", "c"], ["a", "c"], True),
        (["...", "c"], ["c", "b", "c"], True),
        (["...", "b", "..."], ["a", "b", "c", "b"], True),
        (["...", "x", "..."], ["a", "b", "c"], False),
        (["a", "..."], ["b"], False),
        (["the law: ..."], ["the law: us-ct"], True),
        (["the law: ..."], ["a law: us-ct"], False),
    ],
)
def test_three_dots_stand_for_any_lines(expected: list[str], actual: list[str], holds: bool) -> None:
    assert matches(expected, actual) is holds


def test_a_block_of_several_commands_is_divided_at_the_prompts() -> None:
    block = "$ rtw a \\\n>   --b\none\n\ntwo\n$ rtw c\n"
    assert list(split_console(block)) == [("rtw a --b", ["one", "", "two"]), ("rtw c", [])]


def test_what_stdout_gets_can_go_to_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shell = Shell()
    assert shell.run("rtw --version > version.txt") == []
    assert (tmp_path / "version.txt").read_text(encoding="utf-8").startswith("rtw ")
    with pytest.raises(ConsoleError, match="only rtw"):
        shell.run("rm version.txt")


def test_outputs_are_written_into_a_page_where_they_changed(tmp_path: Path, folder: Path) -> None:
    page = tmp_path / "page.md"
    text = "```console\n$ rtw --version\nrtw 0.0.0\n$ rtw rule\n...\n$ rtw rule RTW101\nRTW101{}\n...\n```\n"
    page.write_text(text.format("  Missed (error)"), encoding="utf-8")
    assert refresh(page, folder)
    assert failures_of(page, folder) == []
    written = page.read_text(encoding="utf-8")
    assert "rtw 0.0.0" not in written
    assert written.count("\n...\n") == 1
    assert not refresh(page, folder)

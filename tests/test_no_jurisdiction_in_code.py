"""The engine knows no jurisdiction: no pack's id is a value or a name in code outside `jurisdictions`."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import rtwlib

SOURCE = Path(rtwlib.__file__).parent
MODULES = [path for path in sorted(SOURCE.rglob("*.py")) if "jurisdictions" not in path.parts]
IDS = frozenset(rtwlib.jurisdictions())
NAMES = frozenset(name.replace("-", "_") for name in IDS if "-" in name)


def mentions(text: str) -> list[str]:
    """Return the values, names and imports of a module that name a pack; words for people may."""
    found: list[str] = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.split("/")[0] in IDS:
            found.append(node.value)
        words = [getattr(node, key, None) for key in ("id", "attr", "arg", "module", "name")]
        found += [str(word) for word in words if isinstance(word, str) and NAMES & set(word.split("."))]
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_module_names_a_pack(path: Path) -> None:
    assert mentions(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        'if law.id == "us-ct":\n    pass\n',
        'rule = "us-ct/form"\n',
        "from rtwlib.jurisdictions.us_ct import x\n",
        "us_ct = 1\n",
    ],
)
def test_the_search_finds_what_it_should(text: str) -> None:
    assert mentions(text)
    assert not mentions('"""Read us-ct."""\nmessage = "such as us-ct"\n')

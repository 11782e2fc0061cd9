"""The pack ``au-tas``: law as data in this folder, and the formulas of its benefits."""

from __future__ import annotations

from pathlib import Path

from rtwlib.hooks import PackSource, hookimpl
from rtwlib.jurisdictions.au_tas.rules import FORMULAS
from rtwlib.rules import Formula


@hookimpl
def rtw_pack() -> PackSource:
    """Return where this pack's data is."""
    return PackSource("au-tas", Path(__file__).parent)


@hookimpl
def rtw_rules() -> tuple[Formula, ...]:
    """Return the formulas of `benefits.toml`."""
    return FORMULAS

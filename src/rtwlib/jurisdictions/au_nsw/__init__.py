"""The pack ``au-nsw``: law as data in this folder."""

from __future__ import annotations

from pathlib import Path

from rtwlib.hooks import PackSource, hookimpl


@hookimpl
def rtw_pack() -> PackSource:
    """Return where this pack's data is."""
    return PackSource("au-nsw", Path(__file__).parent)

"""The pack ``au-nt``: law as data in this folder."""

from __future__ import annotations

from pathlib import Path

from rtwlib.hooks import PackSource, hookimpl


@hookimpl
def rtw_pack() -> PackSource:
    """Return where this pack's data is."""
    return PackSource("au-nt", Path(__file__).parent)

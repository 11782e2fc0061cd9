"""Jurisdiction packs: data folders, one for each law, found through entry points like anyone's.

The folder shares its name with the public function `rtwlib.jurisdictions`, so the package can be called as it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from rtwlib import api


class _Jurisdictions(ModuleType):
    """The package, callable: importing it must not hide the function of the same name."""

    def __call__(self, *, packs: Sequence[str | Path] = ()) -> tuple[str, ...]:
        """Return the ids of the jurisdictions that can be loaded, as `rtwlib.api.jurisdictions` does."""
        return api.jurisdictions(packs=packs)


sys.modules[__name__].__class__ = _Jurisdictions

"""The conformance kit for packs: inherit `PackTests` and name the pack.

>>> from rtwlib.testing import PackTests  # doctest: +SKIP
>>> class TestMyPack(PackTests):  # doctest: +SKIP
...     pack = "xx-yy"
"""

from __future__ import annotations

try:
    from rtwlib.testing.pack_tests import PackTests
except ModuleNotFoundError as error:  # pragma: no cover - only where the extra is not installed
    message = f"rtwlib.testing needs {error.name}: install rtwlib[testing]"
    raise ModuleNotFoundError(message, name=error.name) from error

__all__ = ["PackTests"]

"""The register of the findings on a programme, read from `codes.toml`."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from rtwlib.findings import Code, Severity


def _register() -> dict[str, Code]:
    rows = tomllib.loads(files("rtwlib.programme").joinpath("codes.toml").read_text("utf-8"))["code"]
    return {
        row["code"]: Code(row["code"], row["title"], Severity(row["severity"]), row["means"], row["fix"])
        for row in rows
    }


PROGRAMME_CODES = _register()

"""The register of the findings on plans, read from `plan_codes.toml`."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from rtwlib.findings import Code, Severity


def _register() -> dict[str, Code]:
    rows = tomllib.loads(files("rtwlib").joinpath("plan_codes.toml").read_text("utf-8"))["code"]
    return {
        row["code"]: Code(row["code"], row["title"], Severity(row["severity"]), row["means"], row["fix"])
        for row in rows
    }


PLAN_CODES = _register()

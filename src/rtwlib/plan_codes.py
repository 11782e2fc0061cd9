"""The registers of the findings on plans and on forms, read from `plan_codes.toml` and `form_codes.toml`."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from rtwlib.findings import Code, Severity


def codes_in(name: str) -> dict[str, Code]:
    """Return the codes in a file of the package, by code."""
    rows = tomllib.loads(files("rtwlib").joinpath(name).read_text("utf-8"))["code"]
    return {
        row["code"]: Code(row["code"], row["title"], Severity(row["severity"]), row["means"], row["fix"])
        for row in rows
    }


PLAN_CODES = codes_in("plan_codes.toml")
FORM_CODES = codes_in("form_codes.toml")

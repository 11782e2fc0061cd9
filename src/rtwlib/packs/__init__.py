"""Pack folders read into law: every problem of a pack at once, no code of it run."""

from __future__ import annotations

from rtwlib.packs.problems import PackError, Problem
from rtwlib.packs.reading import check_folder, read_pack
from rtwlib.packs.worked import WorkedCase, read_worked_cases

__all__ = ["PackError", "Problem", "WorkedCase", "check_folder", "read_pack", "read_worked_cases"]

"""Hypothesis strategies for packs: invented laws that use every key of the pack format, as files and as values.

They serve to test whatever reads packs and laws. The text drawn is what a vendor could write; a draw whose rules
would wait for each other is thrown away, as the loader refuses it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import assume
from hypothesis import strategies as st

from rtwlib.laws import Law
from rtwlib.packs import PackError, read_pack

EVENTS = (
    "claim_made", "claim_received_by_employer", "payment_commenced", "form_43_filed", "incapacity_started",
    "full_recovery", "compensation_ceased", "award_entered", "hearing_requested", "employment_ended",
)  # fmt: skip
_COUNTS = (
    '"0 days"', '"5 days"', '"28 days"', '"3 business days"', '"2 weeks"', '"1 month"', '"1 year"', '"24 hours"',
    '"10 days of incapacity"', '"2 weeks of weekly_payments"', '{fact = "employer.program_plan_days", unit = "days"}',
)  # fmt: skip
_PLAIN = ('"2 days"', '"1 week"', '"10 business days"', '"1 month"')
_CONVENTIONS = (
    'unit = "day"\n',
    'unit = "hour_equivalent"\n',
    'unit = "week"\nweek_starts = "saturday"\npart_unit = "whole"\n',
    'unit = "week"\nweek_starts = "first_day_of_claim"\npart_unit = "none"\n',
    'unit = "week"\nweek_starts = "first_day_of_episode"\npart_unit = "whole"\nruns = "consecutive"\n',
    'unit = "week"\npart_unit = "pro_rata"\nruns = "consecutive"\n',
)
_DEEMED = ("liability_presumed", "claim_accepted", "claim_made", "claim_received_by_employer")
_PAUSES = (
    '[{from = "hearing_requested", to = "award_entered"}]',
    '[{interval = "incapacity"}]',
    '[{not_interval = "employment"}]',
)
_HEAD = """
id = "xx-yy"
title = "A drawn scheme"
version = "2026.1.0"
schema = 1
reviewed = 2026-01-15
covers_from = 1991-01-01
time_zone = "America/New_York"
"""
_SOURCES = '[[source]]\nid = "act"\nkind = "statute"\ntitle = "A drawn act"\n'


def _quoted(name: str) -> str:
    return f'"{name}"'


def _listed(names: list[str]) -> str:
    return "[" + ", ".join(_quoted(name) for name in names) + "]"


@st.composite
def time_files(draw: st.DrawFn) -> str:
    """Draw a ``time.toml``: a time rule, and now and then a suspension and a yearly day."""
    starts = draw(st.sampled_from(["exclusive", "inclusive"]))
    roll, back = (draw(st.sampled_from(["next_open", "previous_open", "none"])) for _ in range(2))
    month_end = draw(st.sampled_from(["last_day", "next_first"]))
    text = (
        '[calendar]\nholidays = {country = "US", subdivision = "CT"}\nclosed = ["saturday", "sunday", "holidays"]\n'
        "covers = {from = 1990, to = 2035}\n"
        f'[[rule]]\nfrom = 1990-01-01\nstarts = "{starts}"\nroll = "{roll}"\nroll_back = "{back}"\n'
        f'month_end = "{month_end}"\ncite = "act s 1"\n[[calendar_event]]\nid = "year_end"\neach_year = "12-31"\n'
    )
    if draw(st.booleans()):
        then = draw(st.sampled_from(["anew", "resume"]))
        text += f'[[suspension]]\nfrom = 2020-03-25\nuntil = 2021-06-02\nthen = "{then}"\n'
        text += 'kinds = ["duty"]\ncite = "act s 9"\n'
    for interval in ("incapacity", "weekly_payments"):
        if draw(st.booleans()):
            text += f'[[convention]]\nid = "{interval}_units"\ninterval = "{interval}"\ncite = "act s 7"\n'
            text += draw(st.sampled_from(_CONVENTIONS))
    return text


@st.composite
def conditions(draw: st.DrawFn, earlier: list[str], depth: int = 1) -> str:
    """Draw a condition as an inline table."""
    sorts = ["fact", "number", "event", "bounded", "within", "interval", "length", *(["any", "not"] if depth else [])]
    sort = draw(st.sampled_from(sorts))
    event = draw(st.sampled_from(EVENTS))
    anchor = draw(st.sampled_from(["due", "trigger", "injury", "claim_made", *(f"due:{name}" for name in earlier)]))
    bound = draw(st.sampled_from(["by", "before", "from"]))
    if sort == "any":
        return f"{{any = [{draw(conditions(earlier, 0))}, {draw(conditions(earlier, 0))}]}}"
    if sort == "not":
        return f"{{not = {draw(conditions(earlier, 0))}}}"
    texts = {
        "fact": '{fact = "injury.kind", is = "accident"}',
        "number": '{fact = "employer.headcount", at_least = 30, as_of = "today"}',
        "event": f'{{event = "{event}"}}',
        "bounded": f'{{event = "{event}", {bound} = "{anchor}", happened = false}}',
        "within": f'{{event = "{event}", within = "20 days", after = "{draw(st.sampled_from(EVENTS))}"}}',
        "interval": '{interval = "incapacity"}',
        "length": '{interval = "incapacity", at_least = "2 weeks", as_of = "today", continuous = true}',
    }
    return texts[sort]


@st.composite
def starts(draw: st.DrawFn, earlier: list[str]) -> str:
    """Draw what a count begins from, as lines of TOML."""
    sort = draw(
        st.sampled_from(["after", "after", "before", "latest_of", "earliest_of", "each_year", "year_end", "due"])
    )
    if sort == "each_year":
        of = ', year_of = "award_entered"' if draw(st.booleans()) else ""
        return f'each_year = {{from = "11-01", to = "{draw(st.sampled_from(["12-15", "02-10"]))}"{of}}}'
    if sort in {"latest_of", "earliest_of"}:
        rows = []
        for _ in range(draw(st.integers(2, 3))):
            more = draw(
                st.sampled_from(["", ', count = "5 days"', ", optional = true", f", if = {draw(conditions([], 0))}"])
            )
            rows.append(f'{{after = "{draw(st.sampled_from(["injury", *EVENTS]))}"{more}}}')
        return f"{sort} = [{', '.join(rows)}]"
    if sort == "year_end":
        return 'after = "year_end"'
    if sort == "due" and earlier:
        return f'after = "{draw(st.sampled_from(["due", "end"]))}:{draw(st.sampled_from(earlier))}"'
    name = draw(st.sampled_from(["injury", "hearing_scheduled.for", *EVENTS]))
    return f'{"before" if sort == "before" else "after"} = "{name}"'


@st.composite
def limits(draw: st.DrawFn, name: str, earlier: list[str]) -> str:
    """Draw one time limit, with one or two versions."""
    kind = draw(st.sampled_from(["duty", "duty", "limitation", "waiting", "entitlement", "protection", "retention"]))
    acts = kind in {"duty", "limitation"}
    lines = [f'[[deadline]]\nid = "{name}"\nkind = "{kind}"\nowed_by = "employer"', draw(starts(earlier))]
    chosen = st.lists(st.sampled_from(EVENTS), min_size=1, max_size=2, unique=True)
    optional: dict[str, str] = {
        "prompt": "true",
        "calendar": '"place"',
        "roll": '"none"',
        "starts": '"inclusive"',
        "occurrence": draw(st.sampled_from(['"first"', '"last"'])),
        "ending": '["employment_ended", "2 years"]',
        "applies_when": f"[{draw(conditions(earlier))}]",
        "governed_by": '"injury"',
    }
    if acts:
        lines.append(f"{draw(st.sampled_from(['met_by', 'met_by', 'met_by_all']))} = {_listed(draw(chosen))}")
        optional |= {
            "ends": '"exclusive"',
            "early_counts": "true",
            "act": '"any"',
            "pair": '"ref"',
            "opens": '{after = "claim_made", count = "3 days"}',
            "excused_by": _listed(draw(chosen)),
            "extended_by": f'[{{event = "hearing_requested", add = {draw(st.sampled_from(_PLAIN))}, by = "due"}}]',
            "pauses": draw(st.sampled_from(_PAUSES)),
            "restarts": '[{on = "award_entered", stays_from = "hearing_requested"}]',
            "lapse": '"missed"',
            "if_missed": f'{{deems = "{draw(st.sampled_from(_DEEMED))}"}}',
        }
        if draw(st.integers(0, 4)) == 0:
            lines.append("every = " + draw(st.sampled_from([*_PLAIN, '{count = "2 weeks", from = "met"}'])))
            lines.append('while = "incapacity"')
    elif kind in {"waiting", "protection"}:
        optional["bars"] = _listed(draw(chosen))
    keys = draw(st.lists(st.sampled_from(sorted(optional)), unique=True, max_size=4))
    lines.extend(f"{key} = {optional[key]}" for key in keys)
    counts = [each for each in _COUNTS if " of " not in each] if "before = " in lines[1] else list(_COUNTS)
    count, other = draw(st.sampled_from(counts)), draw(st.sampled_from(_PLAIN))
    cut = draw(st.sampled_from(["1993-07-01", "2001-10-01", "2015-02-28"]))
    if draw(st.booleans()):
        lines.append(f'from = 1991-01-01\ncite = "act s 2"\ncount = {count}')
    else:
        lines.append(f'[[deadline.version]]\nfrom = 1991-01-01\nuntil = {cut}\ncite = "act s 2"\ncount = {count}')
        lines.append(f'[[deadline.version]]\nfrom = {cut}\ncite = "act s 3"\ncount = {other}')
    return "\n".join(lines) + "\n"


@st.composite
def pack_files(draw: st.DrawFn) -> dict[str, str]:
    """Draw the files of a pack, by stem: one to four limits, a time rule, an implied event."""
    names = [f"limit-{number}" for number in range(draw(st.integers(1, 4)))]
    deadlines = "".join(draw(limits(name, names[:number])) for number, name in enumerate(names))
    when = 'when = [{data = "by", is = "post"}]\n' if draw(st.booleans()) else ""
    count = draw(st.sampled_from(["", 'count = "4 business days"\n', 'count = "3 days of incapacity"\n']))
    implies = f'[[implies]]\nevent = "claim_received_by_employer"\nfrom = "claim_made"\n{when}{count}cite = "act s 5"\n'
    return {
        "pack": _HEAD,
        "sources": _SOURCES,
        "time": draw(time_files()),
        "deadlines": deadlines,
        "vocabulary": implies if draw(st.booleans()) else "",
    }


@st.composite
def laws(draw: st.DrawFn) -> Law:
    """Draw a law, read from the files of a drawn pack."""
    files = draw(pack_files())
    with tempfile.TemporaryDirectory() as name:
        for stem, text in files.items():
            (Path(name) / f"{stem}.toml").write_text(text, "utf-8")
        try:
            return read_pack(Path(name))
        except PackError as error:
            assume(not all("wait for each other" in problem.message for problem in error.problems))
            raise

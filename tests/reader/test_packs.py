"""Packs as files: every key of the format is read, every mistake of a corpus gives exactly its problems."""

# ruff: noqa: E501 - a limit, or a row of a table, is one line of the file that it stands for

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support import PACK, SOURCES, TIME, limit, write_pack

from rtwlib.conditions import EventTest, FactCount, FactTest, IntervalTest
from rtwlib.dates import Count, Unit
from rtwlib.laws import Law
from rtwlib.packs import PackError, Problem, check_folder, read_pack, read_worked_cases
from rtwlib.packs.reading import content_hash

CORPUS = tomllib.loads((Path(__file__).parent / "bad_packs.toml").read_text("utf-8"))["bad"]
BODY = 'after = "claim_made"\ncount = "5 days"\nmet_by = ["claim_accepted"]\n'
GOOD = {
    "pack": PACK,
    "sources": SOURCES,
    "time": TIME
    + """
[[convention]]
id = "weeks"
interval = "weekly_payments"
unit = "week"
cite = "act s 1"
[[calendar_event]]
id = "year_end"
each_year = "06-30"
""",
    "deadlines": limit("x", BODY),
    "values": """
[[value]]
id = "rate"
title = "A rate"
unit = "USD/week"
governed_by = "injury"
[[value.version]]
from = 1990-01-01
until = 1991-01-01
amount = "100.50"
cite = "act s 1"
[[value.version]]
from = 1991-01-01
until = 1992-01-01
amount = 101
cite = "act s 1"
""",
    "vocabulary": """
[[event]]
id = "own_event"
means = "Something of this scheme."
[[fact]]
id = "own.day"
type = "date"
question = "When?"
[[fact]]
id = "own.word"
type = "text"
question = "Which word?"
""",
}

FORM = """
[[form]]
id = "f"
number = "7"
edition = "2024"
title = "Notice"
completed_by = ["employer", "insurer"]
sent_to = "worker"
routing = "by post"
audience = "worker"
purpose = "claim"
files = "form_43_filed"
applies_when = {event = "claim_made"}
attachments = ["medical_report"]
from = 2010-01-01
until = 2030-01-01
from_is = "first_known"
confidence = "regulator"
force = "guideline"
says = "In two copies."
cite = "act s 2"
fields = [
  {use = "worker.name", label = "Claimant", required = true, inferred = true, most = 60, says = "In full."},
  {id = "way", label = "Way", type = "choice", values = ["post", "hand"], group = "other", data = "claim", of = "employer", ask = "Which way?", from = "event:claim_made", required_when = {event = "claim_made"}, applies_when = {event = "claim_made"}},
]
"""


def files_of(row: dict[str, Any]) -> dict[str, str]:
    """Return the files of a row of the corpus: the good pack with the row's mistakes in it."""
    files = dict(GOOD)
    files["deadlines"] += row.get("limit", "")
    swap = row.get("swap")
    if swap is not None:
        assert swap["from"] in files[swap["file"]], "the corpus changes a text that is not there"
        files[swap["file"]] = files[swap["file"]].replace(swap["from"], swap["to"])
    for name, text in row.get("more", {}).items():
        files[name] = files.get(name, "") + text
    return {**files, **row.get("files", {})}


def said(folder: Path) -> list[str]:
    return [str(problem) for problem in sorted(check_folder(folder)[1])]


@pytest.mark.parametrize("row", CORPUS, ids=[row["name"] for row in CORPUS])
def test_each_bad_pack_has_exactly_its_problems(row: dict[str, Any], tmp_path: Path) -> None:
    found = said(write_pack(tmp_path / "xx_yy", **files_of(row)))
    if row.get("begins"):  # the end of the message is up to the holidays library
        assert [text[: len(wanted)] for text, wanted in zip(found, row["problems"], strict=True)] == row["problems"]
    else:
        assert sorted(found) == sorted(row["problems"])


def test_each_bad_pack_stands_once_in_the_corpus() -> None:
    assert len({row["name"] for row in CORPUS}) == len(CORPUS)


EVERY_KEY = """
[[deadline]]
id = "full"
kind = "duty"
title = "Do it"
owed_by = "employer"
owed_to = "worker"
after = "hearing_scheduled.for"
count = "5 business days"
prompt = true
ends = "exclusive"
opens = {before = "due", count = "2 days"}
met_by = ["claim_accepted"]
early_counts = true
act = "any"
pair = "ref"
occurrence = "last"
excused_by = ["death"]
extended_by = [{event = "hearing_scheduled", add = "30 days", by = "due", times = 1}, {event = "hearing_scheduled", to = "hearing_scheduled.until"}]
pauses = [{from = "claim_made", to = "claim_accepted", if = [{event = "death", happened = false}]}, {interval = "incapacity"}, {not_interval = "employment"}]
restarts = [{on = "own_event", if = [{event = "claim_accepted", by = "due"}], stays_from = "death"}]
ending = ["death", "2 years", "13 weeks of weekly_payments"]
lapse = "missed"
every = {count = "1 month", from = "met"}
while = "incapacity"
if_missed = {deems = "liability_presumed", deems_on = "due", says = "Presumed."}
governed_by = "injury"
subject = "case"
calendar = "place"
starts = "inclusive"
roll = "previous_open"
roll_back = "next_open"
month_end = "next_first"
force = "guideline"
confidence = "regulator"
slot = "s"
says = "In short."
aliases = ["old-full"]
applies_when = [
  {fact = "injury.kind", in = ["disease", "accident"], as_of = "due"},
  {fact = "injury.kind", is_not = "repetitive_trauma"},
  {fact = "employer.headcount", more_than = 30, as_of = "today"},
  {fact = "employer.headcount", less_than = "1000.5", as_of = "trigger"},
  {fact = "own.day", at_most = 2020-01-01, as_of = "injury"},
  {any = [{event = "own_event", by = "due"}, {event = "own_event", within = "3 days", after = "trigger"}]},
  {not = {event = "death", from = "injury", before = "today"}},
  {not = [{event = "death"}, {event = "own_event"}]},
  {all = [{event = "death", happened = false}]},
  {interval = "weekly_payments", at_least = "12 weeks", continuous = true, convention = "weeks", as_of = "due"},
  {interval = "incapacity"},
]
from = 1990-01-01
from_is = "first_known"
until = 2030-01-01
cite = ["act s 2", "act s 3"]
[[deadline]]
id = "waiting"
kind = "waiting"
owed_by = "worker"
before = "due:full"
count = {fact = "employer.headcount", unit = "weeks"}
bars = ["death"]
[[deadline.version]]
from = 1980-01-01
until = 1990-01-01
cite = "act s 3"
bars = ["claim_made"]
title = "Wait"
[[deadline.version]]
from = 1990-01-01
cite = "act s 3"
after = "end:old-full"
[[deadline]]
id = "later"
kind = "limitation"
owed_by = "worker"
latest_of = [{after = "claim_made", count = "1 year", if = [{event = "death"}]}, {before = "death", optional = true}]
count = "1 week"
from = 1990-01-01
cite = "act s 3"
[[deadline]]
id = "sooner"
kind = "entitlement"
owed_by = "employer"
earliest_of = {after = "claim_made", count = "13 weeks of weekly_payments"}
from = 1990-01-01
cite = "act s 3"
[[deadline]]
id = "yearly"
kind = "duty"
owed_by = "employer"
each_year = {from = "02-01", to = "04-30", year_of = "year_end"}
met_by_all = ["claim_made", "own_event"]
subject = "employer"
every = "1 year"
from = 1990-01-01
cite = "act s 3"
[[deadline]]
id = "yearly-after"
kind = "protection"
owed_by = "employer"
after = {each_year = {from = "02-01", to = "04-30"}}
from = 1990-01-01
cite = "act s 3"
[[deadline]]
id = "from-year-end"
kind = "retention"
owed_by = "employer"
after = "year_end"
count = "5 years"
from = 1990-01-01
cite = "act s 3"
[[gap]]
of = "full"
from = 1980-01-01
until = 1990-01-01
why = "Not read."
"""
WORDS = (
    GOOD["vocabulary"]
    + """
[[event]]
id = "narrower"
means = "A kind of own event."
group = "claim"
origin = "derived"
is_a = "own_event"
[[fact]]
id = "own.choice"
type = "choice"
values = ["a", "b"]
unit = "things"
dated = "trigger"
derived = true
question = "Which?"
[[role]]
id = "reader"
means = "Who reads."
aliases = ["reading person"]
[[interval]]
id = "reading"
means = "Reading goes on."
begins = ["own_event"]
ends = ["death"]
within = ["employment"]
without = ["incapacity"]
certificates = ["none"]
payments = ["weekly"]
notes = "Rare."
[[implies]]
event = "narrower"
from = "claim_made"
when = [{data = "by", is = "post"}]
count = "7 business days"
cite = "act s 4"
[[implies]]
event = "incapacity_reached_1_day"
from = "incapacity_started"
"""
)
FULL_TIME = (
    GOOD["time"].replace(
        "[[rule]]",
        'add = [{on = 2024-12-24, cite = "act s 1"}]\nremove = {on = 2024-12-25, cite = "act s 1"}\n[[rule]]',
    )
    + """
[[rule]]
from = 2000-01-01
starts = "inclusive"
roll = "none"
month_end = "next_first"
says = "Since then."
cite = "act s 1"
[[suspension]]
from = 2020-03-25
until = 2021-06-02
then = "anew"
kinds = ["duty", "limitation"]
sources = ["act"]
cite = "act s 1"
[[suspension]]
from = 2022-01-01
until = 2022-01-02
then = "resume"
cite = "act s 1"
[[convention]]
id = "hours"
interval = "incapacity"
unit = "hour_equivalent"
week_starts = "monday"
part_unit = "pro_rata"
runs = "aggregate"
cite = "act s 1"
"""
)
MORE_VALUES = """
[[value]]
id = "listed"
title = "From a list"
unit = "USD"
governed_by = "injury"
versions = "listed.csv"
aliases = ["old-listed"]
says = "Every year."
[[value]]
id = "missing"
title = "Not known"
unit = "USD"
governed_by = "injury"
[[value.version]]
from = 2000-01-01
from_is = "first_known"
amount = "0.375"
confidence = "unconfirmed"
cite = "act s 1"
[[gap]]
of = "missing"
from = 1990-01-01
until = 2000-01-01
why = "No figure found."
"""
DUTY = """
[[duty]]
id = "keep"
title = "Keep a poster up"
owed_by = "employer"
says = "Where all can see it."
from = 1990-01-01
until = 2000-01-01
confidence = "secondary"
cite = "act s 5"
"""


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_pack(
        tmp_path_factory.mktemp("packs") / "xx_yy",
        sources=SOURCES + 'url = "https://example.org/act"\nretrieved = 2026-01-02\n',
        time=FULL_TIME,
        deadlines=EVERY_KEY,
        values=GOOD["values"] + MORE_VALUES,
        vocabulary=WORDS,
        duties=DUTY,
        privacy="",
    )
    (folder / "listed.csv").write_text(
        "from,until,amount,cite,confidence,from_is\r\n"
        '1990-01-01,1991-01-01,100.50,"act s 1, 2",statute,\r\n'
        "1991-01-01,1992-01-01, 101 ,act s 1,unconfirmed,first_known\r\n",
        "utf-8-sig",
        newline="",
    )
    (folder / "README.md").write_text("About.")
    (folder / "forms").mkdir()
    (folder / "forms" / "f.toml").write_text(FORM, encoding="utf-8")
    (folder / "rules.py").write_text("raise SystemExit('a folder given by path must not run')")
    (folder / "__init__.py").write_text("raise SystemExit('a folder given by path must not run')")
    return folder


@pytest.fixture(scope="module")
def law(full: Path) -> Law:
    return read_pack(full)


def test_every_key_of_the_format_is_accepted(full: Path) -> None:
    assert said(full) == []


def test_the_keys_of_a_limit_are_kept(law: Law) -> None:
    limit_ = law.by_id["old-full"]
    (terms,) = limit_.versions
    assert (limit_.rule, limit_.kind, limit_.owed_by, limit_.aliases) == (
        "xx-yy/full",
        "duty",
        "employer",
        ("old-full",),
    )
    assert (terms.title, terms.owed_to, terms.says, terms.slot) == ("Do it", "worker", "In short.", "s")
    assert (terms.count, terms.prompt, terms.ends) == (Count(5, Unit.BUSINESS_DAYS), True, "exclusive")
    assert (str(terms.start.branches[0].anchor.name), terms.start.branches[0].anchor.part) == (
        "hearing_scheduled",
        "for",
    )
    assert terms.opens is not None
    assert (terms.opens.anchor.sort, terms.opens.backward, terms.opens.count) == ("due", True, Count(2, Unit.DAYS))
    assert (terms.acts, terms.early_counts, terms.act_any, terms.pair_ref) == (("claim_accepted",), True, True, True)
    assert (terms.occurrence, terms.excused_by, terms.lapse_missed, terms.while_) == (
        "last",
        ("death",),
        True,
        "incapacity",
    )
    added, moved = terms.extended_by
    assert (added.add, added.times, added.by is not None, added.to) == (Count(30, Unit.DAYS), 1, True, None)
    assert moved.to is not None
    assert (moved.to.name, moved.to.part) == ("hearing_scheduled", "until")
    between, inside, outside = terms.pauses
    assert (between.from_, between.to, len(between.if_)) == ("claim_made", "claim_accepted", 1)
    assert (inside.interval, outside.not_interval) == ("incapacity", "employment")
    (restart,) = terms.restarts
    assert (restart.on, len(restart.if_), restart.stays_from) == ("own_event", 1, "death")
    ends, after, weeks = terms.ending
    assert ends.anchor is not None
    assert (ends.anchor.name, after.count) == ("death", Count(2, Unit.YEARS))
    assert weeks.count == Count(13, Unit.WEEKS, "weekly_payments")
    assert terms.every is not None
    assert (terms.every.count, terms.every.from_met) == (Count(1, Unit.MONTHS), True)
    assert terms.if_missed is not None
    assert (terms.if_missed.deems, terms.if_missed.deems_on_due, terms.if_missed.says) == (
        "liability_presumed",
        True,
        "Presumed.",
    )
    assert terms.governed_by is not None
    assert (terms.governed_by.name, terms.subject, terms.calendar) == ("injury", "case", "place")
    assert (terms.starts, terms.roll, terms.roll_back, terms.month_end) == (
        "inclusive", "previous_open", "next_open", "next_first",
    )  # fmt: skip
    assert (terms.force, terms.confidence, terms.from_first_known) == ("guideline", "regulator", True)
    assert (terms.from_, terms.until) == (date(1990, 1, 1), date(2030, 1, 1))
    assert [citation.short for citation in terms.cite] == ["s 2", "s 3"]
    assert limit_.gaps[0].why == "Not read."


def test_conditions_are_kept(law: Law) -> None:
    tests = law.by_id["full"].versions[0].applies_when
    assert len(tests) == 11
    kinds, _, more, less, day = tests[:5]
    assert isinstance(kinds, FactTest)
    assert (kinds.op, kinds.value, kinds.as_of.sort) == ("in", ("disease", "accident"), "due")
    assert isinstance(more, FactTest)
    assert isinstance(less, FactTest)
    assert (more.value, less.value) == (Decimal(30), Decimal("1000.5"))
    assert isinstance(day, FactTest)
    assert (day.value, day.as_of.sort) == (date(2020, 1, 1), "event")
    paid = tests[9]
    assert isinstance(paid, IntervalTest)
    assert (paid.length, paid.op, paid.continuous, paid.convention) == (
        Count(12, Unit.WEEKS),
        "at_least",
        True,
        "weeks",
    )
    within = tests[5].tests[1]  # type: ignore[union-attr]  # the fifth is an `any`
    assert isinstance(within, EventTest)
    assert within.within == Count(3, Unit.DAYS)


def test_versions_inherit_and_may_start_anew(law: Law) -> None:
    former, present = law.by_id["waiting"].versions
    assert (former.title, present.title) == ("Wait", "Waiting")
    assert (former.bars, present.bars) == (("claim_made",), ("death",))
    assert former.start.backward
    assert not present.start.backward
    assert present.start.branches[0].anchor.name == "xx-yy/full"
    assert isinstance(present.count, FactCount)


def test_the_other_starts(law: Law) -> None:
    later, sooner = law.by_id["later"].versions[0].start, law.by_id["sooner"].versions[0].start
    assert (later.choose, [branch.backward for branch in later.branches]) == ("latest", [False, True])
    assert (later.branches[1].optional, len(later.branches[0].if_)) == (True, 1)
    assert (sooner.choose, sooner.branches[0].count) == ("earliest", Count(13, Unit.WEEKS, "weekly_payments"))
    for name in ("yearly", "yearly-after"):
        window = law.by_id[name].versions[0].start.window
        assert window is not None
        assert (window.from_, window.to) == ((2, 1), (4, 30))
    assert law.by_id["from-year-end"].versions[0].start.branches[0].anchor.sort == "calendar"


def test_time_values_words_and_duties_are_kept(law: Law) -> None:
    time = law.time["xx-yy"]
    assert not time.calendar.is_open(date(2024, 12, 24))
    assert time.calendar.is_open(date(2024, 12, 25))
    assert [(rule.from_, rule.until) for rule in time.rules] == [
        (date(1990, 1, 1), date(2000, 1, 1)),
        (date(2000, 1, 1), None),
    ]
    assert [(each.anew, len(each.kinds)) for each in time.suspensions] == [(True, 2), (False, 6)]
    assert [(each.id, each.runs) for each in time.conventions] == [("weeks", "aggregate"), ("hours", "aggregate")]
    listed = law.values_by_id["old-listed"]
    assert [(str(version.amount), version.from_first_known) for version in listed.versions] == [
        ("100.50", False),
        ("101", True),
    ]
    assert listed.versions[0].cited == "s 1, 2"
    assert law.values_by_id["missing"].version_at(date(1995, 1, 1)) is None
    assert law.vocabulary.ancestors("narrower") == ("narrower", "own_event")
    assert law.vocabulary.intervals["reading"].without == ("incapacity",)
    assert [(each.event, each.count) for each in law.implies] == [
        ("narrower", Count(7, Unit.BUSINESS_DAYS)),
        ("incapacity_reached_1_day", None),
    ]
    assert (law.duties[0].until, law.duties[0].confidence) == (date(2000, 1, 1), "secondary")
    assert law.sources["xx-yy"][0].retrieved == date(2026, 1, 2)


def test_the_hash_follows_the_data_and_nothing_else(full: Path, tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "one", **GOOD)
    same = write_pack(tmp_path / "two", **GOOD)
    first = content_hash(folder)
    assert first == content_hash(same) == read_pack(folder).stamps[0].hash != content_hash(full)
    (same / "rules.py").write_text("1")
    (same / "__pycache__").mkdir()
    (same / "__pycache__" / "x.json").write_text("{}")
    assert content_hash(same) == first
    (same / "rates.csv").write_text("from")
    assert content_hash(same) != first


def test_bombs_are_refused(tmp_path: Path) -> None:
    deep = write_pack(tmp_path / "deep", **{**GOOD, "deadlines": "x = " + "[" * 100_000})
    assert said(deep) == ["deadlines.toml: nested too deeply"]
    long = write_pack(tmp_path / "long", **{**GOOD, "values": "x = " + "1" * 5000})
    assert said(long)[0].startswith("values.toml: cannot be read: Exceeds the limit")


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "xx_yy", **GOOD)
    (folder / "sources.toml").write_bytes("title = 'é'".encode("latin-1"))
    assert "sources.toml: not UTF-8 at byte 9: save the file as UTF-8" in said(folder)


def test_a_pack_without_its_own_file_has_one_problem(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "xx_yy", **GOOD)
    (folder / "pack.toml").unlink()
    assert said(folder) == ["pack.toml: missing: a pack folder has a pack.toml"]
    with pytest.raises(PackError, match="pack nothing has 1 problem") as caught:
        read_pack(tmp_path / "nothing")
    assert caught.value.problems == (
        Problem("nothing", None, "", "no such folder: a pack is a folder with a pack.toml"),
    )


HEAD = "from,until,amount,cite,confidence\n"
ROW = "1990-01-01,,5,act s 1,statute\n"
VALUE = '[[value]]\nid = "v"\ntitle = "V"\nunit = "USD"\ngoverned_by = "injury"\nversions = "v.csv"\n'
NONE = "values.toml:2: value v: no versions and no declared gap"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (HEAD + ROW, []),
        ((HEAD + ROW).replace("\n", "\r"), []),
        (HEAD + "\n" + ROW + "\n", []),
        ("", ["v.csv:1: heading: missing columns: from, until, amount, cite, confidence", NONE]),
        (HEAD + ROW.replace("\n", ",more\n"), ["v.csv:2: row: more cells than the heading has: quote a text that holds a comma"]),
        (HEAD + ROW.replace("5", "5" * 200_000), ["v.csv:1: not CSV: field larger than field limit (131072)", NONE]),
        (HEAD.replace("from", "f" * 200_000) + ROW, ["v.csv:1: heading: not CSV: field larger than field limit (131072)", NONE]),
        (
            HEAD.replace("amount", "amuont") + ROW,
            [
                "v.csv:1: heading: missing columns: amount",
                "v.csv:1: heading: unknown column 'amuont'; nearest: amount",
                NONE,
            ],
        ),
        (
            HEAD + ROW.replace("5", ""),
            ["v.csv:2: row, amount: expected an exact amount: a whole number, or a decimal in quotes such as '0.375'", NONE],
        ),
        (HEAD + ROW.replace("5", "5 000"), ["v.csv:2: row, amount: '5 000' is not a decimal number", NONE]),
        (HEAD + ROW.replace("1990-01-01,", "1990-01-01,1989-01-01"), ["v.csv:2: row, until: 1989-01-01 is not after 1990-01-01 (until is exclusive)"]),
        (HEAD + ROW + ROW, ["values.toml:2: value v, version: the versions from 1990-01-01 and from 1990-01-01 overlap"]),
    ],
)  # fmt: skip
def test_lists_of_amounts(text: str, problems: list[str], tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "xx_yy", values=VALUE)
    (folder / "v.csv").write_bytes(text.encode())
    assert said(folder) == sorted(problems)


def test_a_list_lies_beside_its_table(tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text(HEAD + ROW)
    for name in ("../v.csv", "w.csv", str(tmp_path / "v.csv")):
        folder = write_pack(tmp_path / "xx_yy", values=VALUE.replace("v.csv", name))
        assert f"values.toml:2: value v, versions: no file '{name}' beside values.toml" in said(folder)
    folder = write_pack(tmp_path / "xx_yy", values=VALUE.replace('"v.csv"', "5"))
    assert said(folder) == [NONE, "values.toml:2: value v, versions: expected a text, not int '5'"]


CASES = """
[[case]]
id = "both"
today = 2024-01-02
case = {}
file = "one.json"
expect = []
by = "hand"
[[case]]
id = "list"
today = 2024-01-02
file = "list.json"
expect = []
source = "s"
[[case]]
id = "deep"
today = 2024-01-02
file = "deep.json"
expect = []
source = "s"
[[case]]
id = "loud"
today = 2024-01-02
case = {}
expect = [5]
source = "s"
by = "hand"
note = "Said by two."
"""


def test_worked_cases_say_what_is_wrong_with_them(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "xx_yy", **GOOD)
    (folder / "cases").mkdir()
    (folder / "cases" / "a.toml").write_text(CASES)
    (folder / "cases" / "one.json").write_text("{}")
    (folder / "cases" / "list.json").write_text("[]")
    (folder / "cases" / "deep.json").write_text("[" * 100_000)
    problems: list[Problem] = []
    assert [each.id for each in read_worked_cases(folder, problems)] == ["both"]
    assert [str(problem) for problem in sorted(problems)] == [
        "cases/a.toml:3: case both, file: a case stands in the table or in a file, not in both",
        "cases/a.toml:10: case list, file: expected one JSON object",
        "cases/a.toml:16: case deep, file: cannot be read as JSON: RecursionError",
        "cases/a.toml:22: case loud: a worked case says who says so: source = '...' or by = 'hand'",
        "cases/a.toml:22: case loud, expect: each expectation names its rule",
    ]

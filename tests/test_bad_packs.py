"""A corpus of bad packs: what is wrong, where it stands, what was expected; all problems of a pack at once."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from support import PACK, SOURCES, TIME, case_of, law_of, limit, problems_of, write_pack

import rtwlib
from rtwlib.packs import PackError, check_folder, read_pack, read_worked_cases
from rtwlib.testing import checks

BASE = 'after = "claim_made"\ncount = "5 days"\nmet_by = ["claim_accepted"]'


def deadline(body: str, kind: str = "duty") -> dict[str, str]:
    return {"deadlines": limit("x", body, kind=kind)}


BAD: list[tuple[str, dict[str, str], str]] = [
    ("unknown key", deadline(BASE + "\nmetby = 1"), "unknown key 'metby'; nearest: met_by"),
    ("unknown event", deadline(BASE.replace("claim_made", "claim_maed")), "unknown event kind 'claim_maed'; nearest: claim_made"),
    ("unknown event of a date", deadline(BASE.replace("claim_made", "claim_maed.for")), "unknown event kind 'claim_maed'; nearest: claim_made"),
    ("unknown act", deadline(BASE.replace("claim_accepted", "claim_acepted")), "met_by: unknown event kind 'claim_acepted'; nearest: claim_accepted"),
    ("bad length", deadline(BASE.replace("5 days", "five days")), "'five days' is not a length"),
    ("length of an unknown interval", deadline(BASE.replace("5 days", "5 weeks of incapacty")), "unknown interval 'incapacty'; nearest: incapacity"),
    ("length of a wrong type", deadline(BASE.replace('"5 days"', "5")), "count: expected a length such as '28 days'"),
    ("length by an unknown fact", deadline(BASE.replace('"5 days"', '{fact = "employer.headcont", unit = "days"}')), "unknown fact 'employer.headcont'; nearest: employer.headcount"),
    ("two starts", deadline(BASE + '\nbefore = "death"'), "a limit has one start; 'after' is given too"),
    ("no start", deadline('count = "5 days"\nmet_by = ["claim_accepted"]'), "missing an anchor: expected one of after, before, latest_of"),
    ("no cite", {"deadlines": limit("x", BASE).replace('cite = "act s 2"', "")}, "cite: missing: expected a citation"),
    ("unknown source", {"deadlines": limit("x", BASE).replace("act s 2", "acts s 2")}, "unknown source 'acts'; nearest: act; a citation is '<source id> <pinpoint>'"),
    ("no from", {"deadlines": limit("x", BASE).replace("from = 1990-01-01", "")}, "from: missing: expected a date"),
    ("quoted date", {"deadlines": limit("x", BASE).replace("1990-01-01", '"1990-01-01"')}, "expected a date such as 1993-07-01 (without quotes), not str '1990-01-01'"),
    ("unknown kind", deadline(BASE, kind="obligation"), "unknown value 'obligation'"),
    ("unknown role", {"deadlines": limit("x", BASE).replace('"employer"', '"employr"')}, "unknown role 'employr'; nearest: employer"),
    ("acts on a span", deadline(BASE, kind="waiting"), "met_by: not on a waiting: no act meets a span"),
    ("bars on a duty", deadline(BASE + '\nbars = ["death"]'), "bars: only on waiting and protection"),
    ("both sorts of acts", deadline(BASE + '\nmet_by_all = ["death"]'), "a limit has met_by or met_by_all, not both"),
    ("unknown roll", deadline(BASE + '\nroll = "next"'), "unknown value 'next'; nearest: next_open"),
    ("unknown rule", deadline(BASE.replace('"claim_made"', '"due:y"')), "unknown rule 'y'; expected one of: x, xx-yy/x"),
    ("a date that is no month-day", deadline('each_year = {from = "13-01", to = "4-30"}\nmet_by = ["claim_accepted"]'), "'13-01' is not a day of every year: expected MM-DD"),
    ("each_year elsewhere", deadline('after = {from = "01-01"}\nmet_by = ["claim_accepted"]'), "expected an anchor or {each_year = {from, to}}"),
    ("empty choice", deadline('latest_of = []\nmet_by = ["claim_accepted"]'), "expected a list of anchors"),
    ("not a flag", deadline(BASE + '\nprompt = "yes"'), "prompt: expected true or false, not str 'yes'"),
    ("a list of the wrong sort", deadline(BASE.replace('["claim_accepted"]', "[1]")), "met_by: expected a text or a list of texts"),
    ("condition of no sort", deadline(BASE + "\napplies_when = [{is = 1}]"), "a condition has exactly one of: fact, event, interval, any, not"),
    ("conditions of a wrong type", deadline(BASE + "\napplies_when = [1]"), "applies_when: expected a table or a list of tables"),
    ("two comparisons", deadline(BASE + '\napplies_when = {fact = "employer.headcount", at_least = 1, is = 2}'), "expected exactly one comparison of: is, is_not"),
    ("float in a condition", deadline(BASE + '\napplies_when = {fact = "employer.headcount", at_least = 1.5}'), "write the number as a text ('1.5')"),
    ("no number in a condition", deadline(BASE + '\napplies_when = {fact = "employer.headcount", at_least = "many"}'), "'many' is not a number"),
    ("unknown choice", deadline(BASE + '\napplies_when = {fact = "injury.kind", is = "diseas"}'), "unknown value of injury.kind 'diseas'; nearest: disease"),
    ("not a boolean", deadline(BASE + '\napplies_when = {fact = "injury.psychological", is = "yes"}'), "injury.psychological is true or false, not 'yes'"),
    ("within without after", deadline(BASE + '\napplies_when = {event = "death", within = "5 days"}'), "'within' and 'after' go together"),
    ("happened is a flag", deadline(BASE + '\napplies_when = {event = "death", happened = "no"}'), "happened: expected true or false"),
    ("unknown interval", deadline(BASE + '\napplies_when = {interval = "incapacty"}'), "unknown interval 'incapacty'; nearest: incapacity"),
    ("extension of no sort", deadline(BASE + '\nextended_by = [{event = "death"}]'), "an extension has 'add' (a length) or 'to'"),
    ("pause of two sorts", deadline(BASE + '\npauses = [{from = "death", interval = "incapacity"}]'), "a pause is {from, to}, {interval} or {not_interval}"),
    ("bad ending", deadline(BASE + '\nending = ["5 fortnights"]'), "'5 fortnights' is not a length"),
    ("a calendar without a place", {"deadlines": limit("x", BASE + '\ncalendar = "by"').replace('owed_by = "employer"', 'owed_by = "worker"')}, "'by' needs a declared fact 'worker.place'"),
    ("id in a version", {"deadlines": '[[deadline]]\nid = "x"\nkind = "duty"\nowed_by = "worker"\n' + BASE + '\n[[deadline.version]]\nid = "y"\nfrom = 1990-01-01\ncite = "act s 1"\n'}, "a version may not set this: it belongs to the limit"),
    ("overlap", {"deadlines": '[[deadline]]\nid = "x"\nkind = "duty"\nowed_by = "worker"\n' + BASE + '\n[[deadline.version]]\nfrom = 1990-01-01\ncite = "act s 1"\n[[deadline.version]]\nfrom = 1995-01-01\ncite = "act s 1"\n'}, "the versions from 1990-01-01 and from 1995-01-01 overlap"),
    ("until before from", deadline(BASE + "\nuntil = 1989-01-01"), "1989-01-01 is not after 1990-01-01 (until is exclusive)"),
    ("id twice", {"deadlines": limit("x", BASE) + limit("x", BASE)}, "the id or alias 'x' is used twice"),
    ("slot twice", {"deadlines": limit("x", BASE + '\nslot = "s"') + limit("y", BASE + '\nslot = "s"')}, "slot 's' is taken at the same time by x"),
    ("gap of nothing", {"deadlines": limit("x", BASE) + '[[gap]]\nof = "z"\nfrom = 1980-01-01\nwhy = "unknown"\n'}, "unknown entry 'z'; expected one of: x"),
    ("unknown table", {"deadlines": "[[deadlin]]\n"}, "unknown table 'deadlin'; nearest: deadline"),
    ("not tables", {"deadlines": "deadline = 1\n"}, "expected [[deadline]] tables"),
    ("not TOML", {"deadlines": "[[deadline]\n"}, "deadlines.toml:1: not TOML"),
    ("float amount", {"values": '[[value]]\nid = "v"\ntitle = "V"\nunit = "USD"\ngoverned_by = "injury"\nfrom = 1990-01-01\namount = 1.5\ncite = "act s 1"\n'}, "amount: expected an exact amount"),
    ("no number", {"values": '[[value]]\nid = "v"\ntitle = "V"\nunit = "USD"\ngoverned_by = "injury"\nfrom = 1990-01-01\namount = "NaN"\ncite = "act s 1"\n'}, "'NaN' is not a decimal number"),
    ("words for a number", {"values": '[[value]]\nid = "v"\ntitle = "V"\nunit = "USD"\ngoverned_by = "injury"\nfrom = 1990-01-01\nuntil = 1980-01-01\namount = "ten"\ncite = "act s 1"\n'}, "'ten' is not a decimal number"),
    ("value until", {"values": '[[value]]\nid = "v"\ntitle = "V"\nunit = "USD"\ngoverned_by = "injury"\nfrom = 1990-01-01\nuntil = 1980-01-01\namount = "1"\ncite = "act s 1"\n'}, "1980-01-01 is not after 1990-01-01"),
    ("value twice", {"values": 2 * '[[value]]\nid = "v"\ntitle = "V"\nunit = "USD"\ngoverned_by = "injury"\nfrom = 1990-01-01\namount = "1"\ncite = "act s 1"\n'}, "the id or alias is used twice"),
    ("value versions overlap", {"values": '[[value]]\nid = "v"\ntitle = "V"\nunit = "USD"\ngoverned_by = "injury"\n[[value.version]]\nfrom = 1990-01-01\namount = "1"\ncite = "act s 1"\n[[value.version]]\nfrom = 1991-01-01\namount = "1"\ncite = "act s 1"\n'}, "overlap"),
    ("gap over a version", {"values": '[[value]]\nid = "v"\ntitle = "V"\nunit = "USD"\ngoverned_by = "injury"\nfrom = 1990-01-01\namount = "1"\ncite = "act s 1"\n[[gap]]\nof = "v"\nfrom = 1995-01-01\nwhy = "none"\n'}, "the gap from 1995-01-01 overlaps the version from 1990-01-01"),
    ("no such file", {"values": '[[value]]\nid = "v"\ntitle = "V"\nunit = "USD"\ngoverned_by = "injury"\nversions = "v.csv"\n'}, "no file 'v.csv' beside values.toml"),
    ("wrong schema", {"pack": PACK.replace("schema = 1", "schema = 2")}, "this version of the library reads schema 1, not 2"),
    ("no title", {"pack": PACK.replace('title = "An invented scheme"', "")}, "title: missing: expected a text"),
    ("empty title", {"pack": PACK.replace("An invented scheme", " ")}, "title: empty: expected a text"),
    ("bad zone", {"pack": PACK.replace("America/New_York", "America/Hartford")}, "'America/Hartford' is not a time zone"),
    ("upper case", {"pack": PACK.replace("xx-yy", "XX-YY")}, "'XX-YY' is not lower case: expected such as 'xx-yy'"),
    ("extends nothing", {"pack": PACK + 'extends = "xx-zz"\n'}, "'xx-zz' cannot be found from here"),
    ("source kind", {"sources": SOURCES.replace("statute", "law")}, "unknown value 'law'"),
    ("source twice", {"sources": SOURCES + SOURCES}, "source 'act' is declared twice"),
    ("source with a blank", {"sources": SOURCES + '[[source]]\nid = "an act"\nkind = "statute"\ntitle = "A"\n'}, "a source id has no blanks"),
    ("no rule", {"time": TIME[: TIME.index("[[rule]]")]}, "no time rule: expected at least one [[rule]]"),
    ("no calendar", {"time": TIME[TIME.index("[[rule]]") :]}, "calendar: missing: expected a [calendar] table"),
    ("no covers", {"time": TIME.replace("covers = {from = 1990, to = 2035}", "")}, "covers: missing"),
    ("covers backwards", {"time": TIME.replace("2035", "1980")}, "'to' (1980) is before 'from' (1990)"),
    ("unknown day", {"time": TIME.replace('"sunday"', '"sun"')}, "unknown day 'sun'"),
    ("unknown country", {"time": TIME.replace('"US"', '"UX"')}, "no holidays are known for country 'UX'"),
    ("unknown subdivision", {"time": TIME.replace('"CT"', '"CX"')}, "no holidays are known for subdivision 'CX' of US"),
    ("years without holidays", {"time": TIME.replace("from = 1990, to", "from = 1700, to")}, "the holidays library has no holidays of US in 1700"),
    ("suspension backwards", {"time": TIME + '[[suspension]]\nfrom = 2020-01-01\nuntil = 2019-01-01\nthen = "anew"\nkinds = ["duties"]\nsources = ["acts"]\ncite = "act s 1"\n'}, "2019-01-01 is not after 2020-01-01"),
    ("suspension of unknown kinds", {"time": TIME + '[[suspension]]\nfrom = 2020-01-01\nuntil = 2021-01-01\nthen = "anew"\nkinds = ["duties"]\ncite = "act s 1"\n'}, "unknown kind 'duties'; nearest: duty"),
    ("suspension of an unknown source", {"time": TIME + '[[suspension]]\nfrom = 2020-01-01\nuntil = 2021-01-01\nthen = "later"\nsources = ["acts"]\ncite = "act s 1"\n'}, "unknown source 'acts'; nearest: act"),
    ("convention of an unknown interval", {"time": TIME + '[[convention]]\nid = "c"\ninterval = "incapacty"\nunit = "week"\ncite = "act s 1"\n'}, "unknown interval 'incapacty'; nearest: incapacity"),
    ("fact without values", {"vocabulary": '[[fact]]\nid = "a.b"\ntype = "choice"\nquestion = "Which?"\n'}, "a choice lists its values"),
    ("fact of an unknown type", {"vocabulary": '[[fact]]\nid = "a.b"\ntype = "bool"\nquestion = "Which?"\n'}, "unknown value 'bool'"),
    ("event defined anew", {"vocabulary": '[[event]]\nid = "death"\nmeans = "Another."\nis_a = "injury"\n'}, "event 'death' is already defined, as a kind of its own"),
    ("is_a of nothing", {"vocabulary": '[[event]]\nid = "new_event"\nmeans = "New."\nis_a = "deth"\n'}, "unknown event kind 'deth'; nearest: death"),
    ("interval of nothing", {"vocabulary": '[[interval]]\nid = "new"\nmeans = "New."\nbegins = ["deth"]\nwithin = ["incapacty"]\n'}, "unknown event kind 'deth'; nearest: death"),
    ("implies of nothing", {"vocabulary": '[[implies]]\nevent = "deth"\nfrom = "injury"\ncite = "act s 1"\n'}, "unknown event kind 'deth'; nearest: death"),
]  # fmt: skip


@pytest.mark.parametrize(("files", "message"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_each_mistake_has_its_message(files: dict[str, str], message: str) -> None:
    problems = problems_of(**files)
    assert any(message in problem for problem in problems), problems


def test_all_problems_come_at_once_with_their_lines() -> None:
    files = {
        "deadlines": limit("one", BASE + "\nrol = 1") + limit("two", BASE.replace("5 days", "5")),
        "pack": PACK + "x = 1\n",
    }
    assert problems_of(**files) == [
        "deadlines.toml:3: deadline one: unknown key 'rol'; nearest: roll",
        "deadlines.toml:14: deadline two, count: '5' is not a length: expected '<number> <unit>' (a unit of hours, days, business days, weeks, months, years), or '... of <interval>'",
        "pack.toml: unknown key 'x'; expected one of: covers_from, extends, id, reviewed, schema, time_zone, title, version",
    ]


def folder_with(tmp_path: Path, **files: str) -> Path:
    return write_pack(tmp_path / "xx_yy", **files)


def test_the_error_counts_and_lists_them(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="pack xx_yy has 1 problem:") as caught:
        read_pack(folder_with(tmp_path, **deadline(BASE + "\nrol = 1")))
    (problem,) = caught.value.problems
    assert problem.to_json() == {
        "file": "deadlines.toml", "line": 3, "where": "deadline x", "message": "unknown key 'rol'; nearest: roll",
    }  # fmt: skip


def test_files_that_are_no_files_of_a_pack(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    (folder / "deadline.toml").write_text("")
    (folder / "values.toml").write_bytes("title = 'é'".encode("latin-1"))
    (folder / "forms").mkdir()
    (folder / "forms" / "f.toml").write_text("[")
    _, problems = check_folder(folder)
    said = [str(problem) for problem in sorted(problems)]
    assert any("deadline.toml: not a file of a pack" in text for text in said)
    assert any("values.toml: not UTF-8 at byte 9" in text for text in said)
    assert any("forms/f.toml" in text for text in said)


def test_no_folder_and_no_pack_file(tmp_path: Path) -> None:
    assert "no such folder" in str(check_folder(tmp_path / "nothing")[1][0])
    assert "missing: a pack folder has a pack.toml" in str(check_folder(tmp_path)[1][0])
    folder = folder_with(tmp_path)
    (folder / "time.toml").unlink()
    assert any("has a time.toml" in str(problem) for problem in check_folder(folder)[1])


def test_code_in_a_folder_is_never_run(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, **deadline(BASE))
    (folder / "rules.py").write_text("raise SystemExit('run')")
    (folder / "__init__.py").write_text("raise SystemExit('run')")
    assert len(read_pack(folder).limits) == 1


CSV = "from,until,amount,cite,confidence,from_is\n1990-01-01,1991-01-01,100.50,act s 1,statute,\n1991-01-01,1992-01-01,101,act s 1,unconfirmed,first_known\n"
VALUE = '[[value]]\nid = "v"\ntitle = "V"\nunit = "USD"\ngoverned_by = "injury"\nversions = "v.csv"\n'


def csv_problems(text: str | bytes) -> list[str]:
    with tempfile.TemporaryDirectory() as name:
        folder = write_pack(Path(name) / "xx_yy", values=VALUE)
        (folder / "v.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
        return [str(problem) for problem in check_folder(folder)[1]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (CSV.replace("until", "to"), "v.csv:1: heading: unknown column 'to'"),
        (CSV.replace("cite,", ""), "v.csv:1: heading: missing columns: cite"),
        (CSV.replace("100.50", "1OO"), "v.csv:2: row, amount: '1OO' is not a decimal number"),
        (CSV.replace("1991-01-01,100", "01/01/1991,100"), "v.csv:2: row, until: expected a date"),
        (CSV.replace("101,act", "101,axt"), "v.csv:3: row, cite: unknown source 'axt'"),
        (CSV.replace("statute", "sure"), "v.csv:2: row, confidence: unknown value 'sure'"),
        (CSV.replace("act s 1", "äct").encode("latin-1"), "v.csv: not UTF-8"),
        ("from,until,amount,cite,confidence\n", "no versions and no declared gap"),
    ],
)
def test_bad_csv(text: str | bytes, message: str) -> None:
    assert any(message in problem for problem in csv_problems(text)), csv_problems(text)


def test_good_csv() -> None:
    assert csv_problems(CSV) == []


def test_bad_worked_cases(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, **deadline(BASE))
    (folder / "cases").mkdir()
    (folder / "cases" / "a.toml").write_text(
        '[[case]]\nid = "a"\ntoday = 2024-01-02\ncase = {}\nexpect = [{due = 2024-01-01}]\nby = "hand"\n'
        '[[case]]\nid = "b"\ntoday = 2024-01-02\ncase = {}\nexpect = []\n'
        '[[case]]\nid = "c"\ntoday = 2024-01-02\nfile = "no.json"\nexpect = []\nby = "hand"\n'
        '[[case]]\nid = "d"\nby = "hand"\n'
    )
    problems: list = []  # type: ignore[type-arg]
    read_worked_cases(folder, problems)
    said = " ".join(str(problem) for problem in problems)
    assert "each expectation names its rule" in said
    assert "a worked case says who says so" in said
    assert "cannot be read as JSON" in said
    assert "today: missing" in said


def test_a_worked_case_may_stand_in_a_file(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, **deadline(BASE))
    (folder / "cases").mkdir()
    (folder / "cases" / "one.json").write_text('{"format": "rtwlib.case/1"}')
    (folder / "cases" / "a.toml").write_text(
        '[[case]]\nid = "a"\ntoday = 2024-01-02\nfile = "one.json"\nexpect = []\nsource = "s"\n'
    )
    problems: list = []  # type: ignore[type-arg]
    (worked,) = read_worked_cases(folder, problems)
    assert (worked.case, worked.says, problems) == ({"format": "rtwlib.case/1"}, "s", [])


def test_a_good_pack_with_words_duties_and_gaps_of_its_own() -> None:
    law = law_of(
        limit("x", BASE + '\naliases = ["old-x"]')
        + '[[gap]]\nof = "x"\nfrom = 1980-01-01\nuntil = 1990-01-01\nwhy = "not read"\n',
        duties='[[duty]]\nid = "keep"\ntitle = "Keep a poster up"\nowed_by = "employer"\ncite = "act s 4"\n',
        vocabulary='[[event]]\nid = "poster_seen"\nmeans = "Someone saw the poster."\n[[role]]\nid = "reader"\nmeans = "Who reads."\naliases = ["poster reader"]\n'
        '[[interval]]\nid = "reading"\nmeans = "Reading."\nbegins = ["poster_seen"]\nends = ["death"]\nwithin = ["employment"]\n',
        time=TIME + '[[convention]]\nid = "c"\ninterval = "weekly_payments"\nunit = "week"\ncite = "act s 1"\n',
        values='[[value]]\nid = "v"\ntitle = "V"\nunit = "USD"\ngoverned_by = "injury"\naliases = ["w"]\nfrom = 1990-01-01\nuntil = 1991-01-01\namount = 100\ncite = "act s 1"\n',
    )
    assert law.by_id["old-x"].rule == "xx-yy/x"
    assert law.duties[0].title == "Keep a poster up"
    assert law.vocabulary.role("poster reader") is not None
    assert law.values_by_id["xx-yy/w"].id == "v"
    assert law.gaps[0].why == "not read"
    assert repr(law) == "Law(xx-yy 2026.1.0: 1 limits, 1 values)"


def test_a_citation_names_a_place_in_its_source() -> None:
    rows = limit("x", 'after = "injury"\ncount = "1 day"\nmet_by = ["claim_made"]').replace('"act s 2"', '"act"')
    (found,) = problems_of(deadlines=rows)
    assert found.endswith("deadline x, cite: 'act' names no place in its source: expected such as 'act § 12'")


def test_two_limits_of_one_slot_that_both_apply_fail_the_kit() -> None:
    body = 'after = "injury"\ncount = "1 day"\nmet_by = ["claim_made"]\nslot = "first"\n'
    tests = 'applies_when = [{fact = "employer.headcount", at_least = %d}]\n'
    law = law_of(limit("small", body + tests % 5) + limit("large", body + tests % 30))
    told = ("claim_received_by_employer", "2024-01-02")
    case = case_of(law, told, injury={"kind": "accident", "on": "2024-01-01"}, employer={"headcount": 40})
    with pytest.raises(checks.CheckFailedError, match="both fill the slot 'first'"):
        checks.check_slots(law, rtwlib.timeline(case, law, today=date(2024, 1, 2)))
    fewer = case_of(law, told, injury={"kind": "accident", "on": "2024-01-01"}, employer={"headcount": 10})
    checks.check_slots(law, rtwlib.timeline(fewer, law, today=date(2024, 1, 2)))

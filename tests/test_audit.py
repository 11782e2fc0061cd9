"""Audits: maps, headings, cells and rows; findings, sums and reports; JSON, JSON Lines and tables."""

from __future__ import annotations

import csv
import gc
import io
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from support import case_of, law_of, limit

from rtwlib import catalog, hooks
from rtwlib.answers import Need, Wants
from rtwlib.audit.casestreams import is_json, items, read_cases
from rtwlib.audit.cells import CellError, OutsideLimits, Reading, reader
from rtwlib.audit.compiling import compile_rows, plain_map, silent_kinds
from rtwlib.audit.headings import merge, place
from rtwlib.audit.judging import Judge, Silence
from rtwlib.audit.mapping import Map, MapError, parse_map, read_map
from rtwlib.audit.places import PlaceError, parse_place
from rtwlib.audit.report import audit_text
from rtwlib.audit.results import CSV_COLUMNS, Audit, write_csv
from rtwlib.audit.running import Auditor, Read, Source, Unreadable, WrongLaw
from rtwlib.audit.silence import case_limits, unread
from rtwlib.audit.summary import Share, Summary, Tally
from rtwlib.audit.tables import TableError, table_source
from rtwlib.casefiles import case_from_dict, case_to_dict
from rtwlib.cases import Case
from rtwlib.entries import Entry, Happened, State
from rtwlib.findings import CODES, Finding, Severity, UnknownCode, Where, explain_code
from rtwlib.kinds import Kind
from rtwlib.laws import Law

EASTERN = ZoneInfo("America/New_York")
TODAY = date(2025, 1, 6)

LIMITS = "".join(
    [
        limit(
            "contest",
            'title = "Contest the claim or pay"\nafter = "claim_received_by_employer"\ncount = "28 days"\n'
            'met_by = ["form_43_filed", "payment_commenced"]\nif_missed = {says = "The claim counts as accepted"}\n',
        ),
        limit(
            "report",
            'title = "Report the injury"\nafter = "injury"\ncount = "2 days"\n'
            'met_by = ["injury_reported_to_employer"]\n',
        ),
        limit(
            "list",
            'title = "Give the list"\nafter = "injury_reported_to_employer"\ncount = "2 business days"\n'
            'met_by = ["provider_list_given"]\napplies_when = [{fact = "employer.uses_provider_list", is = true}]\n',
        ),
        limit(
            "protected",
            'title = "No dismissal"\nafter = "injury"\ncount = "6 months"\nbars = ["employment_ended"]\n',
            kind="protection",
        ),
        limit(
            "guide",
            'title = "Visit the worker"\nafter = "injury_reported_to_employer"\ncount = "5 days"\n'
            'met_by = ["medical_visit"]\nforce = "guideline"\n',
        ),
        limit(
            "posting",
            'title = "Post the summary"\neach_year = {from = "02-01", to = "04-30"}\n'
            'met_by = ["annual_summary_posted"]\nsubject = "establishment"\n',
        ),
    ]
)
HEADING = "ClaimNo,Injured,Reported,Received,Paid,Hours,Remark\n"
ROW = "A1,2024-11-04,2024-11-05,2024-12-02,2024-12-20,38,hand\n"
MAP = b"""
[columns]
ClaimNo = "id"
Injured = "injury.on"
Reported = "event:injury_reported_to_employer.on"
Received = "event:claim_received_by_employer"
Paid = "event:payment_commenced.on"
Hours = {to = "worker.hours_per_week", at_most = 168}
[constants]
"injury.kind" = "accident"
"""


@pytest.fixture(scope="module", name="law")
def fixture_law() -> Law:
    return law_of(LIMITS)


def table(law: Law, text: str | bytes, found: bytes | None = MAP) -> Source:
    data = text.encode() if isinstance(text, str) else text
    return table_source(io.BytesIO(data), "claims.csv", law, parse_map(found, "map.toml") if found else None)


def audit(law: Law, *sources: Source, today: date = TODAY) -> Audit:
    return Auditor(lambda _case: (law,), today, str(law.zone)).run(sources)


def audited(law: Law, *rows: str, found: bytes = MAP, today: date = TODAY) -> Audit:
    return audit(law, table(law, HEADING + "".join(rows), found), today=today)


def codes(found: Audit) -> list[str]:
    return [finding.code for finding in found.findings]


def only(found: Audit, code: str) -> Finding:
    hits = [finding for finding in found.findings if finding.code == code]
    assert len(hits) == 1, hits
    return hits[0]


def problems(text: bytes) -> list[str]:
    with pytest.raises(MapError) as raised:
        parse_map(text, "map.toml")
    return list(raised.value.problems)


# ---- findings and their codes


def test_every_code_explains_itself() -> None:
    for code in CODES.values():
        assert explain_code(code.code.lower()) is code
        assert code.means.endswith(".")
        assert code.fix.endswith(".")
    with pytest.raises(UnknownCode, match="RTW101"):
        explain_code("RTW999")


def test_a_place_reads_as_words() -> None:
    assert str(Where("c1", "case, event 2")) == "c1, case, event 2"
    assert str(Where(file="claims.csv", line=12)) == "claims.csv, line 12"
    assert Where("c1", None, "claims.csv", 12).to_json() == {
        "case": "c1",
        "path": None,
        "file": "claims.csv",
        "line": 12,
    }


# ---- map files


def test_a_map_is_read() -> None:
    found = parse_map(
        b"""
[file]
header_rows = 2
delimiter = ";"
encoding = "latin-1"
repeated_ids = "number"
[columns]
A = {to = ["injury.on", "event:employer_learned_of_injury.on"], read = "local", midnight = "day"}
B = {to = "worker.sex", values = {F = "female"}, at_least = 1, at_most = 2.5}
C = {to = "claim.made_on", layout = "%d/%m/%Y"}
[constants]
"employer.headcount" = 12
""",
        "map.toml",
    )
    assert (found.header_rows, found.delimiter, found.encoding, found.number_repeated_ids) == (
        2,
        ";",
        "iso8859-1",
        True,
    )
    first, second, third = found.columns
    assert first.to == ("injury.on", "event:employer_learned_of_injury.on")
    assert (first.reading.local, first.reading.midnight_is_day) == (True, True)
    assert (second.reading.values, second.reading.at_most) == ((("F", "female"),), Decimal("2.5"))
    assert third.reading.layout == "%d/%m/%Y"
    assert found.constants == (("employer.headcount", 12),)


def test_every_problem_of_a_map_is_told_at_once() -> None:
    said = problems(
        b"""
column = 1
[file]
header_row = 2
header_rows = 0
delimiter = "ab"
encoding = "utf-99"
repeated_ids = "maybe"
[columns]
A = 3
B = {to = 4}
C = {to = "id", reed = "local", read = "lokal", layout = "x", values = {F = 1}, at_most = "x", midnight = true}
"""
    )
    text = "\n".join(said)
    for expected in (
        "column: not a key of a map file; nearest: columns",
        "file.header_row: not a key of a map file; nearest: header_rows",
        "file.header_rows: expected a number of lines",
        "file.delimiter: expected one character",
        "file.encoding: 'utf-99' is no encoding",
        "file.repeated_ids: 'maybe' is none of error, number",
        'columns."A": expected a place',
        'columns."B".to: expected a place',
        'columns."C".reed: not a key of a map file; nearest: read',
        "read: 'lokal' is none of zoned, local",
        "layout: expected a layout",
        "values: expected a table of texts",
        "at_most: expected a number",
        "midnight: True is none of time, day",
    ):
        assert expected in text, expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"\xff", "not UTF-8 text"),
        (b"[columns", "not TOML"),
        (b"", "the map names no column"),
        (b"columns = 3", "columns: expected a table"),
    ],
)
def test_what_is_no_map(text: bytes, expected: str) -> None:
    assert expected in problems(text)[0]


def test_a_map_is_read_from_its_file(tmp_path: Any) -> None:
    path = tmp_path / "map.toml"
    path.write_bytes(MAP)
    assert read_map(path).name == "map.toml"
    with pytest.raises(FileNotFoundError):
        read_map(tmp_path / "none.toml")


# ---- headings


def test_a_broken_heading_is_put_together() -> None:
    assert merge([["", "", "Date"], ["No", " Injury ", "Reported", "x"]]) == ("No", "Injury", "Date Reported", "x")
    assert merge([]) == ()


def test_a_wrong_heading_names_the_nearest() -> None:
    columns = parse_map(b'[columns]\nDateReportd = "injury.on"\nZZZ = "id"\nTwice = "claim.id"\n', "map.toml").columns
    with pytest.raises(MapError) as raised:
        place(columns, ("DateReported", "Twice", "Twice", ""), "map.toml")
    first, second, third = raised.value.problems
    assert first == 'columns."DateReportd": no such heading; nearest: DateReported'
    assert "the headings are DateReported, Twice" in second
    assert "stands more than once, at columns 2, 3" in third


def test_columns_without_a_place_are_listed() -> None:
    columns = parse_map(b'[columns]\nA = "id"\n', "map.toml").columns
    assert place(columns, ("B", "A", ""), "map.toml").unmapped == ("B", "(column 3, without a heading)")


# ---- cells


def read(sort: str, cell: str, **reading: Any) -> Any:
    return reader(sort, Reading(**reading), EASTERN, ("male", "female"))(cell)


@pytest.mark.parametrize(
    ("sort", "cell", "reading", "expected"),
    [
        ("day", "2024-11-04", {}, date(2024, 11, 4)),
        ("day", "2024-11-04T00:00:00Z", {"local": True}, date(2024, 11, 4)),
        ("day", "2024-11-04T00:00:00Z", {}, date(2024, 11, 3)),
        ("day", "04/11/2024", {"layout": "%d/%m/%Y"}, date(2024, 11, 4)),
        ("day", "", {}, None),
        ("moment", "2024-11-04", {}, date(2024, 11, 4)),
        ("moment", "2024-11-04T07:30:00Z", {"local": True}, datetime(2024, 11, 4, 7, 30, tzinfo=EASTERN)),
        ("moment", "2024-11-04 07:30:00+00:00", {}, datetime(2024, 11, 4, 7, 30, tzinfo=UTC)),
        ("moment", "2024-11-04T00:00:00Z", {"local": True, "midnight_is_day": True}, date(2024, 11, 4)),
        ("moment", "04.11.2024 07:30", {"layout": "%d.%m.%Y %H:%M"}, datetime(2024, 11, 4, 7, 30, tzinfo=EASTERN)),
        ("moment", "04.11.2024 00:00", {"layout": "%d.%m.%Y %H:%M", "midnight_is_day": True}, date(2024, 11, 4)),
        ("decimal", "509.34", {}, Decimal("509.34")),
        ("decimal", " 38 ", {}, Decimal(38)),
        ("money", "1.50", {}, Decimal("1.50")),
        ("integer", "12", {}, 12),
        ("boolean", "Yes", {}, True),
        ("boolean", "0", {}, False),
        ("choice", "F", {"values": (("f", "female"),)}, "female"),
        ("choice", "U", {"values": (("U", ""),)}, None),
        ("text", " hand ", {}, "hand"),
    ],
)
def test_a_cell_is_read(sort: str, cell: str, reading: dict[str, Any], expected: object) -> None:
    assert read(sort, cell, **reading) == expected


@pytest.mark.parametrize(
    ("sort", "cell", "reading", "expected"),
    [
        ("day", "01/02/2026", {}, "ambiguous"),
        ("day", "2024-02-30", {}, "2024-02-30"),
        ("moment", "2024-11-04T25:00:00", {"local": True}, "is not a date-time"),
        ("moment", "2024-11-04T07:30:00", {}, "has no time zone"),
        ("day", "2024-11-04", {"layout": "%d/%m/%Y"}, "is not written as %d/%m/%Y"),
        ("decimal", "1,200", {}, "is not a number"),
        ("decimal", "NaN", {}, "is not a number"),
        ("integer", "1.5", {}, "is not a whole number"),
        ("boolean", "maybe", {}, "neither yes nor no"),
        ("choice", "X", {}, "is none of male, female"),
    ],
)
def test_a_cell_that_cannot_be_read_says_what_was_expected(
    sort: str, cell: str, reading: dict[str, Any], expected: str
) -> None:
    with pytest.raises(CellError, match=expected):
        read(sort, cell, **reading)


def test_impossible_values_are_told_apart() -> None:
    limits = {"at_least": Decimal(1), "at_most": Decimal(168)}
    assert read("decimal", "168", **limits) == Decimal(168)
    with pytest.raises(OutsideLimits, match="640 is more than the most that the map allows, 168"):
        read("decimal", "640", **limits)
    with pytest.raises(OutsideLimits, match="0 is less than the least"):
        read("integer", "0", **limits)
    assert read("text", "x", **limits) == "x"


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.times())
def test_a_zone_letter_that_means_nothing_never_moves_the_day(day: date, time: Any) -> None:
    cell = f"{day.isoformat()}T{time.replace(microsecond=0).isoformat()}Z"
    assert read("day", cell, local=True) == day


# ---- places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id", ("id", "", "text")),
        ("injury.at", ("injury", "at", "moment")),
        ("injury.kind", ("injury", "kind", "choice")),
        ("worker.hours_per_week", ("worker", "hours_per_week", "decimal")),
        ("payment.from", ("payment", "from_", "day")),
        ("employer.headcount", ("employer", "headcount", "integer")),
        ("employer.uses_provider_list", ("fact", "", "boolean")),
        ("facts.claim.class", ("fact", "", "choice")),
        ("event:claim_made", ("event", "on", "day")),
        ("event:hearing_scheduled#2.dates.for", ("event", "dates", "day")),
        ("event:claim_made.ref", ("event", "ref", "text")),
        ("history.through", ("history", "through", "day")),
    ],
)
def test_a_place_in_a_case(law: Law, text: str, expected: tuple[str, str, str]) -> None:
    found = parse_place(text, law.vocabulary)
    assert (found.part, found.field, found.sort) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wages", "is no place in a case"),
        ("worker.hours_a_week", "nearest: .*hours_per_week"),
        ("event:claim_mode.on", "nearest: .*claim_made"),
        ("event:liability_presumed.on", "never recorded"),
        ("event:claim_made.onn", "an event has no 'onn'"),
        ("event:claim_made.kind", "an event has no 'kind'"),
        ("event:hearing_scheduled.dates", "lacks the name"),
        ("event:", "no place in an event"),
        ("facts.claim.clas", "nearest: .*claim.class"),
    ],
)
def test_what_is_no_place_names_the_nearest(law: Law, text: str, expected: str) -> None:
    with pytest.raises(PlaceError, match=expected):
        parse_place(text, law.vocabulary)


# ---- rows


def built(law: Law, cells: str, columns: str, constants: str = "") -> tuple[Case, tuple[Any, ...]]:
    found = parse_map(f"[columns]\n{columns}\n[constants]\n{constants}\n".encode(), "map.toml")
    headings = tuple(column.name for column in found.columns)
    return compile_rows(found, place(found.columns, headings, "map.toml"), law).build(cells.split(","), 7)


def test_a_row_becomes_a_case_that_the_codec_reads_too(law: Law) -> None:
    case, ignored = built(
        law,
        "A1,2024-11-04T07:30:00Z,F,2024-11-05,2025-02-03,yes,2024-12-20,2024-12-31,some",
        'I = "id"\nA = {to = "injury.at", read = "local"}\nG = {to = "worker.sex", values = {F = "female"}}\n'
        'R = "event:injury_reported_to_employer.on"\nH = "event:hearing_scheduled.dates.for"\n'
        'L = "employer.uses_provider_list"\nP = "payment.paid_on"\nT = "history.through"\nC = "certificate.capacity"\n',
        '"injury.kind" = "accident"\n"employer.headcount" = 12\n"event:hearing_scheduled.on" = 2025-01-02\n'
        '"payment.kind" = "weekly"\n"facts.claim.class" = "lost_time"\n',
    )
    assert ignored == ()
    assert case.id == "A1"
    assert case.injury is not None
    assert (case.injury.kind, case.injury.at) == ("accident", datetime(2024, 11, 4, 7, 30, tzinfo=EASTERN))
    assert case.history is not None
    assert case.history.through == date(2024, 12, 31)
    assert "form_43_filed" in case.history.unknown
    assert "injury_reported_to_employer" not in case.history.unknown
    kinds = {event.kind: event for event in case.events}
    assert kinds["hearing_scheduled"].dates["for"] == date(2025, 2, 3)
    assert case.payments[0].kind == "weekly"
    assert {fact.id: fact.values[0].value for fact in case.facts} == {
        "claim.class": "lost_time",
        "employer.uses_provider_list": True,
    }
    again = case_from_dict(case_to_dict(case), vocabulary=law.vocabulary, jurisdictions=[law.id])
    assert again.injury == case.injury
    assert set(again.events) == set(case.events)


def test_an_empty_cell_is_no_event(law: Law) -> None:
    case, _ = built(law, "A1,,x", 'I = "id"\nR = "event:claim_made.on"\nN = "event:claim_made.note"\n')
    assert case.events == ()


def test_without_an_id_the_line_is_the_name(law: Law) -> None:
    assert built(law, "2024-11-04", 'A = "injury.on"')[0].id == "line 7"


def test_a_day_without_a_time_is_a_day(law: Law) -> None:
    case, _ = built(law, "A1,2024-11-04", 'I = "id"\nA = "injury.at"')
    assert case.injury is not None
    assert (case.injury.on, case.injury.at) == (date(2024, 11, 4), None)


def test_an_impossible_number_is_unknown(law: Law) -> None:
    case, ignored = built(law, "A1,640", 'I = "id"\nH = {to = "worker.hours_per_week", at_most = 168}\n')
    assert case.worker is None
    assert ignored[0].column == "H"


def test_all_that_is_wrong_with_a_row_is_told_at_once(law: Law) -> None:
    with pytest.raises(ValueError, match="the id is empty") as raised:
        built(law, ",x,y", 'I = "id"\nA = "injury.on"\nH = "worker.hours_per_week"')
    assert "A: " in str(raised.value)
    assert "H: " in str(raised.value)
    with pytest.raises(ValueError, match="disagree"):
        built(
            law, "A1,2024-11-04,2024-11-05T10:00Z", 'I = "id"\nA = "injury.on"\nB = {to = "injury.at", read = "local"}'
        )


def test_every_wrong_place_of_a_map_is_told_at_once(law: Law) -> None:
    with pytest.raises(MapError) as raised:
        built(
            law,
            "A1",
            'I = "idd"\nA = "injury.on"\nB = "injury.on"\nU = "history.unknown"\n',
            '"injury.kind" = "accidental"\n"id" = "x"\n"employer.kind" = ["x"]\n"worker.hours_per_weak" = 1\n',
        )
    said = "\n".join(raised.value.problems)
    for expected in (
        "'idd' is no place",
        "injury.on is fed twice",
        "history.unknown is a constant",
        "'accidental' is none of",
        "every row needs its own id",
        '"employer.kind": expected one value',
        "hours_per_week",
    ):
        assert expected in said, expected
    with pytest.raises(MapError, match=r"'claim_mode' is no kind of event; nearest: .*claim_made"):
        built(law, "A1", 'I = "id"', '"history.unknown" = ["claim_mode"]')
    with pytest.raises(MapError, match="expected a list of kinds"):
        built(law, "A1", 'I = "id"', '"history.unknown" = "claim_made"')


def test_kinds_that_a_map_calls_unknown_are_unknown(law: Law) -> None:
    case, _ = built(law, "2024-11-04", 'A = "event:claim_made.on"', '"history.unknown" = ["claim_made"]')
    assert case.history is not None
    assert "claim_made" in case.history.unknown


# ---- tables


def test_one_finding_for_each_missed_late_breached_or_undatable_duty(law: Law) -> None:
    found = audited(
        law,
        "A1,2024-11-04,2024-11-05,2024-12-02,2024-12-20,38,in time\n",
        "A2,2024-11-04,2024-11-08,2024-12-02,2025-01-02,38,late twice\n",
        "A3,2024-11-04,2024-11-05,2024-12-02,,38,missed\n",
    )
    hits = [
        (f.where.case, f.where.line, f.code, f.rule, f.days) for f in found.findings if f.severity is Severity.ERROR
    ]
    assert hits == [
        ("A2", 3, "RTW102", "xx-yy/report", 2),
        ("A2", 3, "RTW102", "xx-yy/contest", 3),
    ]


def test_a_kind_that_no_column_feeds_is_unknown_and_told_once_for_the_file(law: Law) -> None:
    found = audited(law, ROW, ROW.replace("A1", "A2"))
    told = {f.where.path: f for f in found.findings if f.code == "RTW110"}
    assert set(told) == {"medical_visit"}
    visit = told["medical_visit"]
    assert (visit.count, visit.where.file, visit.severity) == (2, "claims.csv", Severity.NOTE)
    assert "2 readings in 2 cases left unknown" in visit.message
    assert not any(f.code == "RTW101" and f.rule == "xx-yy/guide" for f in found.findings)


def test_a_fact_that_nothing_gives_is_told_once_for_the_file(law: Law) -> None:
    found = audited(law, ROW, ROW.replace("A1", "A2"))
    fact = only(found, "RTW111")
    assert (fact.where.path, fact.count) == ("employer.uses_provider_list", 2)


def test_rules_whose_trigger_no_column_gives_are_named_once(law: Law) -> None:
    found = audited(law, ROW, found=MAP.replace(b'Received = "event:claim_received_by_employer"\n', b""))
    told = next(f for f in found.findings if f.where.path == "claim_received_by_employer")
    assert told.code == "RTW110"
    assert "1 rule cannot be read" in told.message
    assert found.files[0].unmapped == ("Received", "Remark")


def test_rules_about_employers_are_not_read_and_said_so(law: Law) -> None:
    found = audited(law, ROW)
    assert found.not_read == 1
    assert "Not read against cases: 1 rule about an employer" in audit_text(found)
    assert "xx-yy/posting" not in {limit.rule for limit in case_limits(law)}


def test_bad_rows_are_told_with_their_line_and_the_rest_goes_on(law: Law) -> None:
    found = audited(
        law,
        ROW,
        "A2,04/11/2024,,,,38,\n",
        "A3,2024-11-04\n",
        "\n",
        ROW,
        ",2024-11-04,,,,38,\n",
        "A4,2024-11-04,,,,640,\n",
    )
    bad = [(f.where.line, f.where.case, f.message) for f in found.findings if f.code == "RTW131"]
    assert [line for line, _, _ in bad] == [3, 4, 6, 7]
    assert "ambiguous" in bad[0][2]
    assert bad[1][2] == "2 cells where the heading has 7"
    assert (bad[2][1], "stands twice" in bad[2][2]) == ("A1", True)
    assert "the id is empty" in bad[3][2]
    assert (found.files[0].cases, found.files[0].left_out, found.failed) == (2, 4, True)
    cell = only(found, "RTW130")
    assert (cell.where.case, cell.where.path, cell.where.line) == ("A4", "Hours", 8)
    assert "640 is more than the most that the map allows, 168" in cell.message


def test_repeated_ids_can_be_numbered(law: Law) -> None:
    found = audited(law, ROW, ROW, ROW, found=b'[file]\nrepeated_ids = "number"\n' + MAP)
    assert (found.files[0].cases, found.files[0].renumbered, found.failed) == (3, 2, False)
    assert "2 rows repeat an id" in audit_text(found)


def test_a_table_without_a_map_may_have_places_as_headings(law: Law) -> None:
    source = table(law, "id,injury.on,event:claim_made.on,Remark\nA1,2024-11-04,,x\n", None)
    assert source.mapped == (("id", "id"), ("injury.on", "injury.on"), ("event:claim_made.on", "event:claim_made.on"))
    assert source.unmapped == ("Remark",)
    with pytest.raises(MapError, match="no heading is a place in a case"):
        table(law, "id,Remark\n", None)
    with pytest.raises(MapError, match="all empty"):
        plain_map(("", ""), "x.csv", law)


def test_a_table_that_cannot_be_read_at_all(law: Law) -> None:
    for text, expected in (
        (b"", "empty"),
        (b",,\n", "empty"),
        ("M\u00fcnchen\n".encode("latin-1"), "not utf-8 text"),
    ):
        with pytest.raises(TableError, match=expected):
            table(law, text)
    with pytest.raises(TableError, match="line 1"):
        table(law, b'"a"b,c\n')


def test_a_row_in_another_encoding_is_a_bad_row(law: Law) -> None:
    other = ROW.replace("hand", "M\u00fcller").encode("latin-1")
    found = audit(law, table(law, (HEADING + ROW).encode() + other + ROW.replace("A1", "A3").encode()))
    bad = only(found, "RTW131")
    assert (bad.where.line, "not utf-8 text; say in the map" in bad.message) == (3, True)
    assert found.files[0].cases == 2
    latin = audit(law, table(law, HEADING.encode() + other, b'[file]\nencoding = "latin-1"\n' + MAP))
    assert not latin.failed


def test_an_encoding_that_breaks_off_ends_the_reading(law: Law) -> None:
    rows = "".join(ROW.replace("A1", f"A{number}") for number in range(200))
    text = (HEADING + rows).encode("utf-16-le") + b"\x00\xd8\x00\x00"
    found = audit(law, table(law, text, b'[file]\nencoding = "utf-16-le"\n' + MAP))
    assert found.failed
    assert "not utf-16-le text" in only(found, "RTW131").message


def test_a_line_that_is_not_csv_is_a_bad_row(law: Law) -> None:
    found = audited(law, '"A1"x,2024-11-04,,,,38,\n', ROW, '"A3,2024-11-04,,,,38,\n', ROW.replace("A1", "A4"))
    first, second = (finding for finding in found.findings if finding.code == "RTW131")
    assert first.message.startswith("not CSV")
    assert "lines 4 to 5 are lost" in second.message
    assert found.files[0].cases == 1


def test_tabs_and_other_signs_between_cells(law: Law) -> None:
    text = (HEADING + ROW).replace(",", ";")
    found = audit(law, table(law, text, b'[file]\ndelimiter = ";"\n' + MAP))
    assert found.files[0].cases == 1


@given(
    st.lists(
        st.tuples(
            st.dates(date(2000, 1, 1), date(2024, 1, 1)), st.integers(0, 400), st.one_of(st.none(), st.integers(0, 400))
        ),
        max_size=8,
    )
)
def test_sums_add_up_and_the_order_of_rows_changes_nothing(law: Law, rows: Any) -> None:
    def row(number: int, day: date, reported: int, paid: int | None) -> str:
        told, received = date.fromordinal(day.toordinal() + reported), date.fromordinal(day.toordinal() + reported + 9)
        money = date.fromordinal(received.toordinal() + paid).isoformat() if paid is not None else ""
        return f"R{number},{day},{told},{received},{money},38,\n"

    lines = [row(number, *parts) for number, parts in enumerate(rows)]
    found, again = audited(law, *lines), audited(law, *reversed(lines))
    share = found.summary.total.on_time
    assert share.part <= share.whole
    for sums in (found.summary.by_rule, found.summary.by_owed_by, found.summary.by_month):
        assert sum(sum(tally.states.values()) for tally in sums.values()) == sum(found.summary.total.states.values())
    late = sum(finding.code in {"RTW101", "RTW102"} for finding in found.findings)
    assert late == share.whole - share.part
    assert found.summary.to_json()["states"] == again.summary.to_json()["states"]
    strip = [sorted(str(evolve(f, where=Where(f.where.case))) for f in each.findings) for each in (found, again)]
    assert strip[0] == strip[1]


# ---- JSON and JSON Lines

CASE = {
    "format": "rtwlib.case/1",
    "id": "J1",
    "jurisdictions": ["xx-yy"],
    "injury": {"kind": "accident", "on": "2024-11-04"},
    "events": [
        {"kind": "claim_received_by_employer", "on": "2024-12-02"},
        {"kind": "injury_reported_to_employer", "on": "2024-11-05"},
    ],
}


def source(law: Law, data: bytes) -> Source:
    def read_one(found: Any) -> Case:
        return case_from_dict(found, vocabulary=law.vocabulary, jurisdictions=[law.id])

    return Source("cases.json", read_cases(items(io.BufferedReader(io.BytesIO(data))), read_one))


def as_json(*cases: Any) -> bytes:
    return json.dumps(cases).encode()


@pytest.mark.parametrize(
    ("data", "several"),
    [
        (json.dumps(CASE).encode(), False),
        (json.dumps(CASE, indent=2).encode(), False),
        (b"\n\n" + json.dumps(CASE).encode() + b"\n\n", False),
        (b"\xef\xbb\xbf" + json.dumps(CASE).encode(), False),
        (as_json(CASE), True),
        (json.dumps([CASE], indent=1).encode(), True),
        (json.dumps(CASE).encode() + b"\n\n" + json.dumps({**CASE, "id": "J2"}).encode(), True),
    ],
)
def test_one_case_a_list_or_one_on_each_line(law: Law, data: bytes, several: bool) -> None:
    stream = io.BufferedReader(io.BytesIO(data))
    assert is_json(stream)
    found = items(stream)
    assert found.several is several
    assert next(found.found).found["id"] == "J1"
    assert audit(law, source(law, data)).files[0].left_out == 0


def test_a_table_is_not_json() -> None:
    assert not is_json(io.BufferedReader(io.BytesIO(b"id,injury.on\n")))


def test_bad_cases_are_told_and_the_rest_goes_on(law: Law) -> None:
    bad = {**CASE, "id": "J2", "events": [{"kind": "claim_mode", "on": "2024-12-02"}]}
    found = audit(law, source(law, as_json(bad, 3, {"format": "rtwlib.employer/1", "id": "e"}, CASE, CASE)))
    told = [(f.where.case, f.where.path, f.message) for f in found.findings if f.code == "RTW131"]
    assert told[0][:2] == ("J2", "[0]")
    assert "nearest: claim_made" in told[0][2]
    assert told[1][1:] == ("[1]", "expected one JSON object for each case")
    assert "an employer's file" in told[2][2]
    assert "stands twice" in told[3][2]
    assert found.files[0].cases == 1


def test_a_bad_line_is_told_with_its_number(law: Law) -> None:
    lines = json.dumps(CASE).encode() + b"\n{}\nnonsense\n" + json.dumps({**CASE, "id": "J2"}).encode()
    found = audit(law, source(law, lines))
    assert [f.where.line for f in found.findings if f.code == "RTW131"] == [2, 3]
    assert found.files[0].cases == 2


def test_in_json_an_unknown_is_a_finding_of_its_case(law: Law) -> None:
    found = audit(law, source(law, as_json(CASE)))
    assert [f.rule for f in found.findings if f.code == "RTW101"] == ["xx-yy/guide", "xx-yy/contest"]
    asked = [f for f in found.findings if f.code == "RTW105"]
    assert [f.rule for f in asked] == ["xx-yy/list"]
    assert "due 2024-11-07, not known to be done" in asked[0].message
    assert asked[0].message.endswith("?")


def test_weak_law_gives_a_warning(law: Law) -> None:
    found = audit(law, source(law, as_json(CASE)))
    severities = {f.rule: f.severity for f in found.findings if f.code == "RTW101"}
    assert severities == {"xx-yy/contest": Severity.ERROR, "xx-yy/guide": Severity.WARNING}


def test_a_barred_act_is_a_breach(law: Law) -> None:
    ended = {**CASE, "events": [*CASE["events"], {"kind": "employment_ended", "on": "2025-01-02"}]}
    breach = only(audit(law, source(law, as_json(ended))), "RTW103")
    assert (breach.actual, breach.due) == (date(2025, 1, 2), date(2025, 5, 4))
    assert "employment ended on 2025-01-02, barred until 2025-05-04" in breach.message


# ---- judging and summing by hand-made entries


def entry(state: State, **parts: Any) -> Entry:
    made = Entry("xx-yy/a", Kind.DUTY, "Do it", "employer", state, Happened("injury", date(2024, 1, 1), "case, injury"))
    return evolve(made, **parts)


def judged(*entries: Entry, silence: Silence | None = None) -> list[Finding]:
    judge = Judge(TODAY, "UTC", "f.csv", silence or Silence())
    return [*judge.judge("c1", entries, 2), *judge.about_the_file()]


def with_remarks(monkeypatch: pytest.MonkeyPatch, law: Law, *remarks: hooks.Remark) -> None:
    manager = hooks.new_manager()
    plugin = SimpleNamespace(rtw_check_case=hooks.hookimpl(lambda: list(remarks)))
    manager.register(plugin, name=law.id)
    monkeypatch.setattr(catalog, "open_catalog", lambda: SimpleNamespace(manager=manager))


def test_what_a_plugin_remarks_on_a_case_is_a_finding(law: Law, monkeypatch: pytest.MonkeyPatch) -> None:
    with_remarks(
        monkeypatch,
        law,
        hooks.Remark("ZZ2", "warning", "no interpreter asked for"),
        hooks.Remark("ZZ1", "note", "seen"),
    )
    found = [each for each in audit(law, source(law, as_json(CASE))).findings if each.code == "RTW140"]
    assert [(each.message, each.severity.value, each.where.case) for each in found] == [
        ("ZZ1: seen", "note", CASE["id"]),
        ("ZZ2: no interpreter asked for", "warning", CASE["id"]),
    ]


def test_a_remark_of_no_severity_names_the_hook(law: Law, monkeypatch: pytest.MonkeyPatch) -> None:
    with_remarks(monkeypatch, law, hooks.Remark("ZZ1", "grave", "seen"))
    with pytest.raises(
        hooks.HookError, match="rtw_check_case: 'grave' is no severity; expected one of error, warning, note"
    ):
        audit(law, source(law, as_json(CASE)))


LAW_NEED = Need(Wants.LAW, "xx-yy/a", "What was the law?")
FACT_NEED = Need(Wants.FACT, "employer.headcount", "How many workers?")


def test_no_law_for_the_date_is_told_once_for_each_rule() -> None:
    found = judged(*(entry(State.UNKNOWN, needs=(LAW_NEED,)) for _ in range(3)))
    assert [(f.code, f.rule, f.count) for f in found] == [("RTW120", "xx-yy/a", 3)]


def test_unknown_in_the_case_alone_asks_its_questions() -> None:
    first, second = judged(
        entry(State.UNKNOWN, needs=(FACT_NEED,), not_before=date(2025, 2, 1)),
        entry(State.UNKNOWN, needs=(FACT_NEED,), due=date(2025, 2, 1)),
    )
    assert (first.code, second.code) == ("RTW104", "RTW105")
    assert first.message == "Do it: no day, not before 2025-02-01. How many workers?"
    assert first.where == Where("c1", "case, injury", "f.csv", 2)


def test_what_the_file_lacks_counts_readings_and_cases() -> None:
    silence = Silence(facts=frozenset({"employer.headcount"}))
    judge = Judge(TODAY, "UTC", "f.csv", silence)
    unknown = entry(State.UNKNOWN, needs=(FACT_NEED,))
    assert [*judge.judge("c1", [unknown, unknown]), *judge.judge("c2", [unknown])] == []
    told = next(iter(judge.about_the_file()))
    assert (told.code, told.count) == ("RTW111", 3)
    assert "3 readings in 2 cases left unknown" in told.message
    assert not silence.covers(Need(Wants.TIME, "injury", "When?"))


def test_an_early_act_and_a_late_one_in_hours() -> None:
    early, late, missed = judged(
        entry(State.EARLY, met_by=Happened("x", date(2024, 1, 2)), opens=date(2024, 1, 3), due=date(2024, 1, 9)),
        entry(
            State.LATE,
            met_by=Happened("x", date(2024, 1, 2)),
            due=date(2024, 1, 2),
            due_at=datetime(2024, 1, 2, 9, tzinfo=UTC),
        ),
        entry(State.MISSED),
    )
    assert early.message == "Do it: done 2024-01-02, but not possible before 2024-01-03"
    assert late.message == "Do it: due 2024-01-02 09:00, done 2024-01-02, late"
    assert missed.message == "Do it: no day, not done"


def test_shares_have_both_numbers() -> None:
    assert Share(132, 170).text == "132 of 170 (77.6 %)"
    assert Share(1, 8).percent == "12.5"
    assert Share(0, 0).text == "none settled"
    assert Share(0, 0).to_json() == {"on_time": 0, "of": 0, "percent": None}
    tally = Tally()
    for state in (State.MET, State.LATE, State.MISSED, State.OPEN, State.EXCUSED, State.UNKNOWN):
        tally.add(entry(state, due=TODAY))
        tally.add(entry(state, due=TODAY, kind=Kind.LIMITATION))
    tally.add(entry(State.MET))
    assert (tally.on_time.part, tally.on_time.whole, tally.undated) == (1, 3, 1)
    assert (tally.used, tally.used_late, tally.lapsed) == (1, 1, 1)
    assert (
        tally.to_json()["states"]
        == {"met": 3, "late": 2, "excused": 2, "missed": 2, "open": 2, "unknown": 2} | tally.to_json()["states"]
    )


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_a_share_is_rounded_as_people_round(part: int, more: int) -> None:
    share = Share(part, part + more)
    exact = Decimal(100 * part) / Decimal(part + more)
    assert abs(Decimal(share.percent or "x") - exact) <= Decimal("0.05")


def test_the_worst_lags_are_kept_and_no_more() -> None:
    summary = Summary(TODAY, "UTC", top=2)
    for number in range(5):
        act = Happened("x", date(2024, 1, 10 + number))
        summary.add(f"c{number}", [entry(State.LATE, due=date(2024, 1, 9), met_by=act)])
        summary.add(f"m{number}", [entry(State.MISSED, due=date(2025, 1, 5 - number))])
    assert [(lag.case, lag.days) for lag in summary.latest] == [("c4", 5), ("c3", 4)]
    assert [(lag.case, lag.days) for lag in summary.overdue] == [("m4", 5), ("m3", 4)]
    summary.add("odd", [entry(State.LATE)])
    assert summary.cases == 11


# ---- the auditor


def test_a_case_under_another_law_is_left_out(law: Law) -> None:
    def refuse(_case: Case) -> tuple[Law, ...]:
        message = "the case is under aa-bb, not under xx-yy"
        raise WrongLaw(message)

    case = case_of(law, ("injury", "2024-11-04"))
    found = Auditor(refuse, TODAY).run([Source("f", [Read(case), Unreadable("odd", 3)])])
    assert [f.message for f in found.findings] == ["the case is under aa-bb, not under xx-yy", "odd"]
    assert found.failed


def test_a_day_outside_the_calendar_is_unknown_and_told(law: Law) -> None:
    case = case_of(law, ("claim_received_by_employer", "2035-12-20"))
    found = Auditor(lambda _case: (law,), date(2036, 3, 1)).run([Source("f", [Read(case)])])
    assert codes(found) == ["RTW120"]


def test_a_right_that_lapsed_is_no_fault() -> None:
    law = law_of(
        limit(
            "appeal",
            'title = "Appeal"\nafter = "award_entered"\ncount = "20 days"\nmet_by = ["appeal_filed"]\n',
            kind="limitation",
        )
    )
    cases = [
        case_of(law, ("award_entered", "2024-10-01"), id="c1"),
        case_of(law, ("award_entered", "2024-10-01"), ("appeal_filed", "2024-10-30"), id="c2"),
        case_of(law, ("award_entered", "2024-10-01"), ("appeal_filed", "2024-10-02"), id="c3"),
    ]
    found = audit(law, Source("f", [Read(case) for case in cases]))
    assert [(f.code, f.severity) for f in found.findings] == [
        ("RTW107", Severity.NOTE),
        ("RTW102", Severity.WARNING),
    ]
    assert found.findings[0].message == "Appeal: due 2024-10-21, not done, over for 77 days"
    assert found.summary.total.on_time.whole == 0
    assert found.summary.overdue == []
    text = " ".join(audit_text(found).split())
    assert "Rights that lapse used in time used late lapsed Appeal 1 1 1" in text
    assert "Rights not used in time (1)" in text


def test_no_case_is_kept(law: Law) -> None:
    def cases() -> Iterable[Read]:
        for number in range(3):
            yield Read(evolve(case_of(law, ("claim_received_by_employer", "2024-12-02")), id=f"kept-{number}"), number)

    found = audit(law, Source("f", cases()))
    assert found.summary.cases == 3
    gc.collect()
    assert not any(isinstance(thing, Case) and thing.id.startswith("kept-") for thing in gc.get_objects())


# ---- reports


def test_the_report_says_how_much_there_is_of_everything(law: Law) -> None:
    found = audited(law, *(ROW.replace("A1", f"L{n}").replace("2024-12-20", "2025-01-02") for n in range(5)))
    text = audit_text(found, limit=2, paint=lambda severity, word: f"<{severity.value}:{word.strip()}>")
    assert text.startswith("Audit of claims.csv   law: xx-yy 2026.1.0, reviewed 2026-01-15   today 2025-01-06")
    assert "5 cases read, 0 left out" in text
    assert "Contest the claim or pay 0 of 5 (0.0 %) 5" in " ".join(text.split())
    assert "<error:error>" in text
    assert "and 3 more" in text
    assert "Done latest" in text
    assert "columns without a place in the case, not read: Remark" in text


def test_only_the_last_months_are_listed(law: Law) -> None:
    rows = [f"M{m},2023-01-{m + 1:02},,20{10 + m}-06-03,20{10 + m}-06-20,38,\n" for m in range(14)]
    text = audit_text(audited(law, *rows))
    assert "earlier months, in --json" in text


def test_an_audit_without_anything_to_say(law: Law) -> None:
    text = audit_text(Auditor(lambda _case: (law,), TODAY).run([Source("f.json", [])]))
    assert "Nothing found" in text
    assert "no duty with a last day was done or missed" in text


def test_json_and_csv_carry_the_same_findings(law: Law) -> None:
    found = audited(law, ROW.replace("A1", "=A1").replace("2024-12-20", "2025-01-02"))
    values = json.loads(json.dumps(found.to_json()))
    assert values["format"] == "rtwlib.audit/1"
    assert values["files"][0]["unmapped"] == ["Remark"]
    assert values["summary"]["by_rule"]["xx-yy/contest"]["on_time"] == 0
    assert values["summary"]["latest"][0]["days"] == 3
    stream = io.StringIO()
    write_csv(found.findings, stream)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue())))
    assert tuple(rows[0]) == CSV_COLUMNS
    assert [row["code"] for row in rows] == [finding["code"] for finding in values["findings"]]
    assert {row["case"] for row in rows if row["case"]} == {"'=A1"}
    assert found.count(Severity.ERROR) == 1


def test_silence_follows_due_days_and_derived_kinds() -> None:
    law = law_of(
        limit("first", 'title = "A"\nafter = "claim_made"\ncount = "5 days"\nmet_by = ["claim_accepted"]\n')
        + limit("second", 'title = "B"\nafter = "due:first"\ncount = "5 days"\nmet_by = ["claim_accepted"]\n')
        + limit(
            "yearly",
            'title = "C"\neach_year = {from = "02-01", to = "04-30", year_of = "claim_made"}\n'
            'met_by = ["claim_accepted"]\n',
        )
        + limit("always", 'title = "D"\neach_year = {from = "02-01", to = "04-30"}\nmet_by = ["claim_accepted"]\n')
    )
    found = unread(law, frozenset({"claim_made"}))
    assert [limit.id for limit in found["claim_made"]] == ["first", "second", "yearly"]
    assert unread(law, frozenset()) == {}


def test_a_narrow_kind_feeds_its_wider_one(law: Law) -> None:
    narrow = next(kind for kind in law.vocabulary.events.values() if kind.is_a and kind.origin == "recorded")
    found = Map("m", parse_map(f'[columns]\nA = "event:{narrow.id}.on"\n'.encode(), "m").columns)
    builder = compile_rows(found, place(found.columns, ("A",), "m"), law)
    assert narrow.is_a not in silent_kinds(builder, law)

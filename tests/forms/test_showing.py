"""What people see of a form: text, page, PDF, CSV, JSON, and the commands."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from blank_pdfs import blank
from click.testing import CliRunner, Result
from pypdf import PdfReader

import rtwlib
from rtwlib import extras, filing
from rtwlib.cases import Case, Worker
from rtwlib.cli.app import app
from rtwlib.cli.running import run
from rtwlib.forms import documents
from rtwlib.forms.documents import CharactersMissingError, sheet_pdf
from rtwlib.forms.pages import sheet_page, sheet_text
from rtwlib.forms.sheets import Sheet, sheet_of

CT = rtwlib.law("us-ct")
CASE_TEXT = """{"format": "rtwlib.case/1", "id": "CT-1", "jurisdictions": ["us-ct"],
 "worker": {"name": "Ada <Brown>", "average_weekly_wage": "1234.5"}, "employer": {"name": "Hill Nursing"},
 "injury": {"on": "2024-11-04", "nature": "strain", "body_part": "right knee"},
 "events": [{"kind": "claim_received_by_employer", "on": "2024-12-02"}],
 "history": {"through": "2025-01-06"}}"""
CASE = rtwlib.read_case(CASE_TEXT)
ASKED = ("--today", "2024-12-10")
OFFICIAL = ("fill", "{case}", "43", "--official", "{case}")


def sheet(name: str = "43", case: Case = CASE, **answers: object) -> Sheet:
    filled = filing.fill_form(filing.find_form(CT, name), case, CT, today=date(2024, 12, 10), answers=answers)
    return sheet_of(filled)


def test_text_says_number_edition_routing_law_and_what_to_ask() -> None:
    text = sheet_text(sheet())
    assert text.startswith(
        "Notice to judge and employee of intention to contest liability\nPrepared data, not the official form."
    )
    for part in (
        "  Official number: 43",
        "  Edition: not known: hold the current official form beside it",
        "  Sent to: the Commission's district office; a copy to the worker",
        "  Claimant *: Ada <Brown>\n      [from case, worker]",
        "  Place of injury: ________\n      [Where did the injury happen? (ask: worker)]",
    ):
        assert part in text


def test_a_page_escapes_what_it_is_given_and_marks_what_is_missing() -> None:
    page = sheet_page(sheet())
    assert "Ada &lt;Brown&gt;" in page
    assert "<Brown>" not in page
    assert '<tr class="missing"><th scope="row">Place of injury</th>' in page
    assert '<html lang="en">' in page
    assert "<script" not in page


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_a_pdf_holds_what_the_sheet_holds(paper: str, size: tuple[int, int]) -> None:
    made = sheet_pdf(sheet(grounds="Not in the course of employment"), paper=paper)
    reader = PdfReader(io.BytesIO(made))
    text = "\n".join(page.extract_text() for page in reader.pages)
    for part in (
        "Prepared data, not the official form.",
        "Ada <Brown>",
        "4 November 2024",
        "Not in the course of employment",
    ):
        assert part in text
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == size
    assert made == sheet_pdf(sheet(grounds="Not in the course of employment"), paper=paper)


def test_every_form_of_every_pack_prints() -> None:
    for name in rtwlib.jurisdictions():
        law = rtwlib.law(name)
        for form in law.forms:
            filled = filing.fill_form(form, CASE, law, today=date(2024, 12, 10))
            made = sheet_of(filled)
            assert form.title in sheet_text(made)
            assert sheet_pdf(made).startswith(b"%PDF")


def test_letters_that_the_font_lacks_are_told() -> None:
    case = Case("c", worker=Worker(name="Łukasz"))
    with pytest.raises(
        CharactersMissingError, match=r"Claimant \*: the font cannot show 1 of its characters \(U\+0141\)"
    ):
        sheet_pdf(sheet(case=case))
    with pytest.raises(ValueError, match="'a5' is no paper; expected one of a4, letter"):
        sheet_pdf(sheet(), paper="a5")


def test_a_file_that_is_no_font(tmp_path: Path) -> None:
    path = tmp_path / "font.ttf"
    path.write_text("no font", encoding="utf-8")
    with pytest.raises(ValueError, match=r"'font\.ttf' cannot be read as a TrueType font"):
        sheet_pdf(sheet(), font=path)


def test_an_extra_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(module: str, extra: str, what: str) -> object:
        return extras.optional(f"{module}_that_is_not_there", extra, what)

    monkeypatch.setattr(documents, "optional", gone)
    with pytest.raises(extras.MissingExtraError, match=r"writing a PDF needs fpdf_that.*: pip install 'rtwlib\[pdf\]'"):
        sheet_pdf(sheet())


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    path = tmp_path / "case.json"
    path.write_text(CASE_TEXT, encoding="utf-8")
    return path


def called(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, ["form", *arguments], input=typed, standalone_mode=False)


def test_fill_writes_each_file_and_ends_with_1_while_something_is_missing(case_file: Path, tmp_path: Path) -> None:
    names = {kind: tmp_path / f"form.{kind}" for kind in ("html", "pdf", "csv")}
    files = [part for kind, path in names.items() for part in (f"--{kind}", str(path))]
    found = called("fill", str(case_file), "43", *ASKED, *files)
    assert found.return_value == 1
    rows = list(csv.DictReader(io.StringIO(names["csv"].read_text("utf-8"))))
    assert {row["field"]: row["value"] for row in rows}["injury.day"] == "2024-11-04"
    assert {row["field"] for row in rows if row["missing"] == "yes"} == {"injury.place", "grounds"}
    assert names["pdf"].read_bytes().startswith(b"%PDF")
    complete = called(
        "fill", str(case_file), "43", *ASKED, "--answer", "injury.place=Ward 3", "--answer", "grounds=x", "--json"
    )
    assert complete.return_value == 0
    told = json.loads(complete.output)
    assert (told["format"], told["form"], told["complete"]) == ("rtwlib.form/1", "us-ct/form-43", True)
    assert told["standing"]["due"] == "2024-12-30"


def test_the_wizard_asks_for_what_is_missing_and_saves_a_copy(case_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    found = called("fill", str(case_file), "1A", *ASKED, "--ask", "--save", str(copy), typed="divorced\nsingle\n\n")
    assert found.return_value == 1
    assert "2 to ask; an empty answer leaves it open." in found.output
    assert "expected one of single" in found.output
    again = called(
        "fill", str(copy), "1A", *ASKED, "--ask", "--save", str(case_file.with_name("c.json")), typed="two\n2\n"
    )
    assert again.return_value == 0
    assert "expected a whole number" in again.output
    assert json.loads(case_file.read_text("utf-8")) == json.loads(CASE_TEXT)
    nothing = called("fill", str(case_file.with_name("c.json")), "1A", *ASKED, "--ask")
    assert "Nothing is missing." in nothing.output


def test_check_lists_how_the_forms_stand(case_file: Path) -> None:
    found = called("check", str(case_file), *ASKED)
    line = next(line for line in found.output.splitlines() if "43: Notice" in line)
    assert line.split()[:3] == ["DUE", "due", "2024-12-30"]
    late = called("check", str(case_file), "--today", "2025-01-06")
    assert late.return_value == 1
    assert "OVERDUE" in late.output
    told = json.loads(called("check", str(case_file), "--today", "2025-01-06", "--json").output)["cases"][0]
    assert "RTW264" in [each["code"] for each in told["findings"]]
    one = called("check", str(case_file), "--form", "43", *ASKED)
    assert one.return_value == 1
    assert "RTW261 error    Place of injury: Where did the injury happen? (ask: worker)" in one.output


def test_sent_records_the_sending_in_a_copy(case_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    told = ("--on", "2024-12-20", "--to", "district office", "--how", "certified mail", "--proof", "receipt 7")
    assert called("sent", str(case_file), "43", *told, "--save", str(copy)).exception is None
    shown = called("check", str(copy), "--today", "2025-01-06").output
    assert "sent 2024-12-20 to district office by certified mail proof: receipt 7" in shown
    assert "RTW269" not in shown


def test_an_official_blank_is_filled(case_file: Path, tmp_path: Path) -> None:
    (tmp_path / "blank.pdf").write_bytes(blank())
    (tmp_path / "map.toml").write_text(
        'form = "form-43"\n[fields]\n"Date of injury" = "injury.day"\n', encoding="utf-8"
    )
    files = ("--official", str(tmp_path / "blank.pdf"), "--map", str(tmp_path / "map.toml"))
    made = tmp_path / "made.pdf"
    called("fill", str(case_file), "43", *ASKED, *files, "--official-to", str(made))
    assert (PdfReader(made).get_fields() or {})["Date of injury"].value == "4 November 2024"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("fill", "{case}", "34"), "us-ct has no form '34'; nearest:"),
        (("fill", "{case}", "43", "--answer", "grunds=x"), "--answer: form-43 has no field 'grunds'; nearest: grounds"),
        (("fill", "{case}", "43", "--answer", "grounds"), "--answer: expected FIELD=VALUE"),
        (("fill", "{case}", "1A", "--answer", "exemptions=two"), "--answer exemptions: expected a whole number"),
        (("fill", "{case}", "43", "--save", "{case}"), "--save names the input: name another file"),
        (("fill", "{case}", "43", "--official", "{case}"), "--official, --map and --official-to belong together"),
        ((*OFFICIAL, "--map", "{map}", "--official-to", "x.pdf"), "case.json: the file cannot be read as a PDF"),
        ((*OFFICIAL, "--map", "{case}", "--official-to", "x.pdf"), "case.json: not TOML"),
        ((*OFFICIAL, "--map", "{map}", "--official-to", "{case}"), "--official-to names the blank"),
        (("list", "us-tc"), "unknown jurisdiction 'us-tc'; nearest: us-ct"),
        (("list", "us-ct", "form-45"), "us-ct has no form 'form-45'"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_said(
    arguments: tuple[str, ...], message: str, case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = tmp_path / "map.toml"
    known.write_text('form = "form-43"\n[fields]\n"Date of injury" = "injury.day"\n', encoding="utf-8")
    given = [each.format(case=case_file, map=known) for each in arguments]
    assert run(["form", *given, *(ASKED if given[0] == "fill" else ())]) == 2
    assert message in capsys.readouterr().err


def test_list_shows_the_forms_and_the_fields_of_one() -> None:
    assert "form-43                 43     Notice to judge" in called("list", "us-ct").output
    one = called("list", "us-ct", "43").output
    assert "sending it meets: us-ct/contest-liability-form-43, us-ct/contest-after-timely-payment" in one
    assert "not confirmed" in one
    assert len(json.loads(called("list", "nz", "--json").output)["forms"]) == 4
    assert json.loads(called("list", "us-ct", "30C", "--json").output)["forms"][0]["id"] == "us-ct/form-30c"

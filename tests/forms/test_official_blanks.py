"""Official PDFs: recognised, filled through a map, read back; refused with a reason where they cannot be filled."""

from __future__ import annotations

import hashlib
import io
from datetime import date

import pytest
from blank_pdfs import blank
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

import rtwlib
from rtwlib import filing
from rtwlib.cases import Case, Worker
from rtwlib.codec import InputProblems
from rtwlib.forms.acroforms import BlankError, blank_fields, fill_official, recognises
from rtwlib.forms.field_maps import read_field_map
from rtwlib.forms.filling import FilledForm

CT = rtwlib.law("us-ct")
FORM = filing.find_form(CT, "hearing-request")
TAX = filing.find_form(CT, "1A")
MAP = """
form = "us-ct/hearing-request"
[fields]
"Name of claimant" = "worker.name"
"Date of injury" = "injury.day"
"Reasons" = "issues"
"Objection" = "objects_to_36"
"""
BLANK = blank()


def filled(name: str = "Zoë Müller-O'Brien", **answers: object) -> FilledForm:
    case = Case("c1", ("us-ct",), worker=Worker(name=name), injury=rtwlib.cases.Injury(on=date(2024, 11, 4)))
    return filing.fill_form(FORM, case, CT, today=date(2025, 1, 6), answers=answers)


def values(made: bytes) -> dict[str, str]:
    return {name: str(each.value) for name, each in (PdfReader(io.BytesIO(made)).get_fields() or {}).items()}


def test_the_fields_of_a_blank_are_listed() -> None:
    found = {each.name: each for each in blank_fields(BLANK)}
    assert found["Name of claimant"].most == 30
    assert found["Status"].offers == ("single", "married filing jointly", "head of household")
    assert set(found["Objection"].offers) == {"/On", "/Off"}


def test_values_with_accents_boxes_and_days_are_written_and_read_back() -> None:
    form = filled(issues=("Form 36", "rate"), objects_to_36=True)
    made = fill_official(BLANK, read_field_map(MAP, FORM), form)
    assert values(made) == {
        "Name of claimant": "Zoë Müller-O'Brien",
        "Date of injury": "4 November 2024",
        "Reasons": "Form 36\nrate",
        "Objection": "/On",
        "Status": "None",
    }
    off = fill_official(BLANK, read_field_map(MAP, FORM), filled(objects_to_36=False))
    assert values(off)["Objection"] == "/Off"


def test_a_choice_takes_what_it_offers_alone() -> None:
    known = read_field_map('form = "form-1a"\n[fields]\n"Status" = "filing_status"', TAX)
    case = Case("c1", ("us-ct",))

    def made(status: str) -> bytes:
        form = filing.fill_form(TAX, case, CT, today=date(2025, 1, 6), answers={"filing_status": status})
        return fill_official(BLANK, known, form)

    assert values(made("head of household"))["Status"] == "head of household"
    with pytest.raises(InputProblems, match=r"fields\.Status: does not offer the value; it offers single, married"):
        made("qualifying surviving spouse")


def test_flat_print_has_no_fields_and_keeps_the_text() -> None:
    made = fill_official(BLANK, read_field_map(MAP, FORM), filled(), flatten=True)
    reader = PdfReader(io.BytesIO(made))
    assert not any("/Annots" in page and len(page["/Annots"]) for page in reader.pages)  # type: ignore[arg-type]
    assert "4 November 2024" in reader.pages[0].extract_text()


def test_what_the_blank_cannot_take_is_told_all_at_once_and_not_repeated() -> None:
    with pytest.raises(InputProblems) as caught:
        fill_official(BLANK, read_field_map(MAP, FORM), filled("Łukasz " + "x" * 30, issues=("Ж",)))
    messages = [str(each) for each in caught.value.problems]
    assert messages == [
        "fields.Name of claimant: 37 characters, and it has room for 30",
        "fields.Reasons: its font cannot show U+0416",
    ]


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        (b"no pdf", "the file cannot be read as a PDF"),
        (blank(xfa=True), "the PDF is an XFA form"),
        (blank(encrypted=True), "the PDF is encrypted"),
        (blank(fields=False), "the PDF has no fields to fill"),
    ],
)
def test_blanks_that_cannot_be_filled_are_refused(given_: bytes, message: str) -> None:
    with pytest.raises(BlankError, match=message):
        fill_official(given_, read_field_map(MAP, FORM), filled())


def test_a_blank_is_recognised_by_its_hash_or_its_fields() -> None:
    by_fields = read_field_map(MAP, FORM)
    assert recognises(BLANK, by_fields) is None
    other = read_field_map(MAP.replace('"Reasons"', '"Reason"'), FORM)
    assert recognises(BLANK, other) == "it has no field 'Reason' (nearest: Reasons)"
    digest = hashlib.sha256(BLANK).hexdigest()
    assert recognises(BLANK, read_field_map(f'sha256 = "{digest}"\n{MAP}', FORM)) is None
    with pytest.raises(BlankError, match="not the one of the map: its sha-256 is"):
        fill_official(BLANK, read_field_map(f'sha256 = "{"0" * 64}"\n{MAP}', FORM), filled())


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("form = ", ["not TOML"]),
        (
            'form = "form-43"\nfelds = 1',
            ["felds: 'felds' is no key; nearest: fields", "form: expected 'us-ct/hearing", "fields: missing"],
        ),
        (
            MAP.replace("worker.name", "worker.nam"),
            ["fields.Name of claimant: 'worker.nam' is no field of the form; nearest: worker.name"],
        ),
        (
            MAP + 'Other = 3\nMore = {field = "issues", is = 4}',
            ["fields.Other: expected the id", "fields.More: is: expected a text"],
        ),
        ('sha256 = "12"\n' + MAP, ["sha256: expected 64 digits"]),
    ],
)
def test_each_mistake_of_a_map_has_its_message(text: str, messages: list[str]) -> None:
    with pytest.raises(InputProblems) as caught:
        read_field_map(text, FORM)
    told = [str(each) for each in caught.value.problems]
    assert len(told) == len(messages)
    assert all(any(part in each for each in told) for part in messages), told


@settings(max_examples=60, deadline=None)
@given(name=st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), min_size=1, max_size=30))
def test_any_western_name_makes_the_round_trip(name: str) -> None:
    made = fill_official(BLANK, read_field_map(MAP, FORM), filled(name))
    assert values(made)["Name of claimant"] == name

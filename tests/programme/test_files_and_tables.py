"""Registers go to JSON and CSV and come back the same; problems have their place and never the value."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programme_rows import programmes, rows_of

from rtwlib.codec import InputProblems
from rtwlib.privacy_words import privacy_words
from rtwlib.programme.fields import meanings, tidy, types_of
from rtwlib.programme.files import dump_programme, read_programme
from rtwlib.programme.people import ROLES, Contact
from rtwlib.programme.registers import registers
from rtwlib.programme.tables import merged, read_table, write_table

CONTACTS = (
    "id,Name,organisation,role,case,Consent needed,consent_given_on,consent_until\n"
    'c1,"Moss, Ada",Union of Nurses,union,CT-1,yes,2025-01-02,2025-07-01\n'
)


@given(programmes())
@settings(max_examples=60, deadline=None)
def test_a_programme_comes_back_from_json(programme: Any) -> None:
    assert read_programme(dump_programme(programme)) == programme


@pytest.mark.parametrize("name", registers())
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_a_register_comes_back_from_csv(name: str, data: st.DataObject) -> None:
    rows = data.draw(rows_of(registers()[name]))
    assert read_table(name, write_table(name, rows).encode()) == rows


@given(st.one_of(st.text(), st.lists(st.text()).map(tuple), st.none(), st.integers()))
def test_what_is_tidy_stays_as_it_is(value: Any) -> None:
    assert tidy(tidy(value)) == tidy(value)


def test_contacts_from_a_spreadsheet() -> None:
    (found,) = read_table("contacts", CONTACTS.encode())
    assert found == Contact(
        "c1", "Moss, Ada", "Union of Nurses", "union", "CT-1",
        consent_needed=True, consent_given_on=date(2025, 1, 2), consent_until=date(2025, 7, 1),
    )  # fmt: skip


@pytest.mark.parametrize("divider", [";", "\t"])
def test_other_dividers_are_found(divider: str) -> None:
    text = "\ufeff" + CONTACTS.replace('"Moss, Ada"', "Ada Moss").replace(",", divider).replace("\n", "\r\n")
    (found,) = read_table("contacts", text.encode())
    assert found.name == "Ada Moss"
    assert found.consent_until == date(2025, 7, 1)


def test_ids_are_made_where_there_is_no_such_column() -> None:
    rows = read_table("contacts", b"name\nA\nB\n", taken=["contacts-1"])
    assert [row.id for row in rows] == ["contacts-2", "contacts-3"]


BAD = """id,name,role,case,consent_needed,consent_given_on,contact_every_days,owner
c1,Ada Moss,unoin,CT-1,maybe,02/01/2025,often,me
c1,Ben Reed,union,CT-1,yes,2025-02-30,0,me

,Cy Lund,payroll,CT-1,no,,7,me
c4,Dee Park,Human Resources
c5,Eve Hart,xyzzy,CT-1,no,Eve Hart,7,me
"""


def test_all_problems_of_a_table_at_once_and_no_value_in_them() -> None:
    with pytest.raises(InputProblems) as error:
        read_table("contacts", BAD.encode())
    assert [str(problem) for problem in error.value.problems] == [
        "line 2, consent_needed: expected yes or no",
        "line 2, contact_every_days: expected a whole number",
        "line 2, consent_given_on: expected a day as YYYY-MM-DD",
        "line 2, role: unknown value; nearest: union",
        "line 3, consent_given_on: expected a day as YYYY-MM-DD",
        "line 3, contact_every_days: expected a number of 1 or more",
        "line 5, id: every row needs an id of its own",
        "line 6: 3 cells, but the heading has 8; a comma inside a text needs quotes around it",
        "line 7, consent_given_on: expected a day as YYYY-MM-DD",
        f"line 7, role: unknown value; expected: {', '.join(ROLES)}",
    ]


def test_words_ids_and_numbers() -> None:
    text = "id,role,contact_every_days\nc1,unoin,0\nc1,union,1\nc1,xyzzy,2\n"
    with pytest.raises(InputProblems) as error:
        read_table("contacts", text.encode())
    said = [str(problem) for problem in error.value.problems]
    assert said[0] == "line 2, role: unknown value; nearest: union"
    assert said[1] == "line 2, contact_every_days: expected a number of 1 or more"
    assert said[2].startswith("line 4, role: unknown value; expected: worker, representative")
    with pytest.raises(InputProblems, match="line 3, id: the same id as in line 2"):
        read_table("contacts", b"id,role\nc1,union\nc1,union\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("\n \n", "the file is empty"),
        ("Ada Moss,union\nBen Reed,payroll\n", "line 1: expected a heading with some of: id, name"),
        ("id,nmae\nc1,A\n", "line 1: unknown column 'nmae'; nearest: name"),
        ("id,name,name\nc1,A,B\n", "line 1: the column 'name' stands twice"),
        ('id,name\nc1,"A\n', "line 2: not a table"),
        ("id,name\nc1,A,B\n", "line 2: 3 cells, but the heading has 2"),
    ],
)
def test_a_table_that_is_none(text: str, message: str) -> None:
    with pytest.raises(InputProblems) as error:
        read_table("contacts", text.encode())
    assert message in str(error.value)
    assert "Ada" not in str(error.value)


def test_a_register_that_is_none_names_the_nearest() -> None:
    with pytest.raises(ValueError, match="no register 'contact'; nearest: contacts"):
        read_table("contact", b"id\n")


@pytest.mark.parametrize(
    ("given_", "path", "message"),
    [
        ({"contacts": [{"id": "c1", "nmae": "A"}]}, "contacts[0].nmae", "unknown field 'nmae'; nearest: name"),
        ({"contacts": [{"name": "A"}]}, "contacts[0].id", "missing: 'id' is needed"),
        ({"contacts": [{"id": " "}]}, "contacts[0].id", "every row needs an id of its own"),
        ({"contacts": [{"id": "a"}, {"id": "a"}]}, "contacts[1].id", "the same id as contacts[0]"),
        ({"contacts": [{"id": "a", "consent_until": "Secret"}]}, "contacts[0].consent_until", "expected a day"),
        ({"contacts": [{"id": "a", "role": "Secret"}]}, "contacts[0].role", "unknown value; expected: worker"),
        ({"changes": [{"id": "a", "before": "Secret"}]}, "changes[0].before", "the value is not a decimal number"),
        ({"contacts": [{"id": "a", "contact_every_days": 0}]}, "contacts[0].contact_every_days", "1 or more"),
        ({"contact": []}, "contact", "unknown field 'contact'; nearest: contacts"),
    ],
)
def test_problems_of_a_file(given_: dict[str, Any], path: str, message: str) -> None:
    with pytest.raises(InputProblems) as error:
        read_programme({"format": "rtwlib.programme/1", "id": "p", **given_})
    (problem,) = error.value.problems
    assert problem.path == path
    assert message in problem.message
    assert "Secret" not in problem.message


def test_another_format_is_refused() -> None:
    with pytest.raises(InputProblems, match=r'format: expected "rtwlib\.programme/1"'):
        read_programme({"format": "rtwlib.plan/1", "id": "p"})


def test_rows_are_added_and_replaced_only_on_request() -> None:
    old, new, more = Contact("a", name="A"), Contact("a", name="B"), Contact("b")
    assert merged((old,), (old, more)) == ((old, more), {"added": 1, "changed": 0, "same": 1})
    assert merged((old,), (new,), replace=True) == ((new,), {"added": 0, "changed": 1, "same": 0})
    with pytest.raises(InputProblems, match="row 1: another row has this id"):
        merged((old,), (new,))


@pytest.mark.parametrize("kind", registers().values(), ids=list(registers()))
def test_every_field_says_what_it_is(kind: type[Any]) -> None:
    names = {field.name for field in attrs.fields(kind)}
    types = types_of(kind)
    for name, meaning in meanings(kind):
        assert meaning.category in privacy_words().categories, name
        assert meaning.refers is None or meaning.refers in registers()
        assert meaning.after is None or meaning.after in names
        if meaning.due is not None:
            assert "date" in str(types[name])
            for other in filter(None, (meaning.due.done, meaning.due.ended)):
                category = attrs.fields_dict(kind)[other].metadata["category"]
                assert category == meaning.category, "what is done is hidden from no one who sees what is due"


def test_no_field_holds_a_result_of_a_test_of_health() -> None:
    names = {name for kind in registers().values() for name, _ in meanings(kind)}
    results = {name for name in names if "result" in name}
    assert results == {"result_held_at", "results_held_at"}
    assert not {"diagnosis", "finding_of_test", "titre", "reading"} & names

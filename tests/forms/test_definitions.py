"""Forms as data of a pack: what is read, and a message for each mistake."""

from __future__ import annotations

import pytest
from support import law_of, limit, problems_of

import rtwlib
from rtwlib import filing
from rtwlib.form_definitions import FIELD_TYPES
from rtwlib.forms.places import place_problem, sort_of_data
from rtwlib.privacy_words import privacy_words
from rtwlib.standard_fields import standard_fields
from rtwlib.vocabulary import core_vocabulary

LIMIT = limit("contest", 'after = "claim_made"\ncount = "28 days"\nmet_by = ["claim_accepted", "form_43_filed"]')
FILE = "forms/forms"
HEAD = """
[[form]]
id = "f1"
title = "Notice"
completed_by = "employer"
sent_to = "worker"
cite = "act s 2"
"""


def form(more: str = "", fields: str = '{use = "worker.name", required = true}') -> str:
    return f"{HEAD}{more}\nfields = [{fields}]\n"


def test_a_form_is_read_with_what_it_takes_over_from_the_standard_fields() -> None:
    text = form(
        'number = "7"\nmeets = "contest"\nfiles = "form_43_filed"\naudience = "worker"\npurpose = "claim"',
        '{use = "worker.name", label = "Claimant", required = true}, {use = "injury.day", inferred = true},'
        ' {id = "why", label = "Why", type = "long_text", data = "claim", of = "employer", most = 80}',
    )
    law = law_of(LIMIT, **{FILE: text})
    (found,) = law.forms
    assert (found.rule, found.name, found.meets) == ("xx-yy/f1", "7: Notice", ("xx-yy/contest",))
    name, day, why = found.fields
    assert (name.label, name.from_, name.data, name.required, name.confirmed) == (
        "Claimant", "worker.name", "identity", True, True,
    )  # fmt: skip
    assert (day.label, day.data, day.confirmed) == ("Date of injury", "claim", False)
    assert (why.group, why.from_, why.most, why.ask) == ("other", None, 80, "Why: what is to stand there?")
    assert filing.find_form(law, "7") is filing.find_form(law, "XX-YY/F1") is found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (form(fields=""), "fields: missing: expected a list of tables"),
        (form(fields='{use = "worker.nmae"}'), "unknown standard field 'worker.nmae'; nearest: worker.name"),
        (form(fields='{id = "a", label = "A", type = "txt", data = "claim"}'), "unknown value 'txt'; nearest: text"),
        (form(fields='{id = "a", label = "A", type = "text"}'), "data: missing: a field without a place"),
        (form(fields='{id = "a", label = "A", type = "text", data = "medicl"}'), "nearest: medical"),
        (form(fields='{id = "a", label = "A", type = "choice", data = "claim"}'), "values: missing: a choice has"),
        (form(fields='{use = "worker.name", from = "worker.nam"}'), "'worker.nam' is no place; nearest: worker.name"),
        (form(fields='{use = "worker.name", from = "event:claim_mad"}'), "nearest: event:claim_made"),
        (form(fields='{use = "worker.name", from = "due:contets"}'), "nearest: due:contest"),
        (form(fields='{use = "worker.name", from = "wage:x"}'), "'wage:' is no kind of place; expected one of fact:"),
        (form(fields='{use = "worker.name", of = "boss"}'), "unknown role 'boss'"),
        (form(fields='{use = "worker.name"}, {use = "worker.name"}'), "the field 'worker.name' stands twice"),
        (form('completed_by = "bos"').replace('completed_by = "employer"\n', ""), "unknown role 'bos'"),
        (form('audience = "superviser"'), "unknown word 'superviser'; nearest: supervisor"),
        (form('purpose = "claims"'), "unknown value 'claims'; nearest: claim"),
        (form('meets = "contets"\nfiles = "form_43_filed"'), "unknown rule 'contets'; nearest: contest"),
        (form('meets = "contest"'), "files: missing: sending the form meets 'contest'"),
        (
            form('meets = "contest"\nfiles = "claim_disputed"'),
            "'claim_disputed' does not meet 'contest', which is met by",
        ),
        (form("from = 2024-01-01\nuntil = 2023-01-01"), "is not after 2024-01-01"),
        (form('colour = "red"'), "unknown key 'colour'"),
        (form() + form(), "'f1' is declared twice"),
    ],
)
def test_each_mistake_has_its_message(text: str, message: str) -> None:
    problems = problems_of(deadlines=LIMIT, **{FILE: text})
    assert any(message in each for each in problems), problems
    assert all("forms/forms.toml" in each for each in problems)


def test_every_standard_field_is_sound() -> None:
    known, vocabulary = standard_fields(), core_vocabulary()
    for each in known.fields.values():
        assert each.group in known.groups, each.id
        assert each.type in FIELD_TYPES, each.id
        assert each.of is None or vocabulary.role(each.of) is not None, each.id
        if each.from_ is None:
            assert each.data in privacy_words().categories, each.id
        else:
            assert place_problem(each.from_, vocabulary, (), ()) is None, each.id
            assert sort_of_data(each.from_, vocabulary) in privacy_words().categories, each.id


def test_an_unknown_form_names_the_nearest() -> None:
    with pytest.raises(filing.UnknownFormError, match="us-ct has no form 'form-34'; nearest: form-44, form-43"):
        filing.find_form(rtwlib.law("us-ct"), "form-34")


def test_the_nearer_layer_gives_its_own_edition_of_a_form() -> None:
    law = rtwlib.law("us-ct-state")
    assert filing.find_form(law, "1A").rule == "us-ct-state/form-1a"
    assert filing.find_form(law, "43").rule == "us-ct/form-43"
    assert len({each.id for each in law.forms}) == len(law.forms)


@pytest.mark.parametrize("pack", rtwlib.jurisdictions())
def test_every_pack_has_a_claim_form_and_says_what_no_source_confirms(pack: str) -> None:
    law = rtwlib.law(pack)
    assert any(each.files == "claim_made" for each in law.forms)
    assert any(not field.confirmed for each in law.forms for field in each.fields)
    assert all(
        each.says or each.confidence.value != "unconfirmed" or not any(f.confirmed for f in each.fields)
        for each in law.forms
    )

"""Layers: a pack that extends another reads its limits too, keeps their prefix, shows them once, and may hide them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support import PACK, TIME, limit, write_pack

from rtwlib import timeline
from rtwlib.casefiles import case_from_dict
from rtwlib.catalog import Catalog
from rtwlib.laws import Law
from rtwlib.packs import PackError

BODY = 'after = "claim_made"\ncount = "5 days"\nmet_by = ["claim_accepted"]\n'
BASE = {
    "pack": PACK,
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
    "deadlines": limit("x", BODY) + limit("y", BODY + 'aliases = ["old-y"]'),
    "values": '[[value]]\nid = "rate"\ntitle = "Rate"\nunit = "USD"\ngoverned_by = "injury"\n'
    'from = 1990-01-01\namount = 1\ncite = "act s 1"\n',
    "duties": '[[duty]]\nid = "keep"\ntitle = "Keep"\nowed_by = "employer"\ncite = "act s 1"\n',
    "vocabulary": '[[event]]\nid = "own_event"\nmeans = "Something."\n'
    '[[implies]]\nevent = "own_event"\nfrom = "claim_made"\ncount = "1 day"\n',
}
HEAD = PACK.replace("xx-yy", "xx-yy-zz") + 'extends = "xx-yy"\n'


def layered(tmp_path: Path, **layer: str) -> Law:
    """Return the law of a layer over the base; without a time of its own unless one is given."""
    below = write_pack(tmp_path / "base", **BASE)
    above = write_pack(tmp_path / "layer", **{"pack": HEAD, **layer})
    if "time" not in layer:
        (above / "time.toml").unlink()
    return Catalog([], (below, above)).law("xx-yy-zz")


def problems(tmp_path: Path, **layer: str) -> list[str]:
    with pytest.raises(PackError) as caught:
        layered(tmp_path, **layer)
    return [str(problem) for problem in caught.value.problems]


def test_what_the_base_says_is_read_once_under_its_own_prefix(tmp_path: Path) -> None:
    law = layered(tmp_path, deadlines=limit("z", BODY))
    assert [each.rule for each in law.limits] == ["xx-yy-zz/z", "xx-yy/x", "xx-yy/y"]
    assert [each.rule for each in law.values] == ["xx-yy/rate"]
    assert [each.pack for each in law.duties] == ["xx-yy"]
    assert [each.pack for each in law.implies] == ["xx-yy"]
    assert [each.id for each in law.stamps] == ["xx-yy-zz", "xx-yy"]
    assert law.id == "xx-yy-zz"


def test_a_case_of_both_jurisdictions_has_each_limit_once(tmp_path: Path) -> None:
    law = layered(tmp_path, deadlines=limit("z", BODY))
    case = case_from_dict(
        {
            "format": "rtwlib.case/1",
            "id": "c",
            "jurisdictions": ["xx-yy-zz"],
            "events": [{"kind": "claim_made", "on": "2024-01-02"}],
        },
        vocabulary=law.vocabulary,
        jurisdictions=["xx-yy-zz", "xx-yy"],
    )
    entries = timeline(case, law, today=date(2024, 1, 3)).entries
    assert sorted(entry.rule for entry in entries) == ["xx-yy-zz/z", "xx-yy/x", "xx-yy/y"]


def test_a_layer_inherits_time_unless_it_has_its_own(tmp_path: Path) -> None:
    inherits = layered(tmp_path / "one")
    assert inherits.time["xx-yy-zz"] is inherits.time["xx-yy"]
    own = layered(tmp_path / "two", time=TIME.replace('"next_open"', '"none"'))
    assert own.time["xx-yy-zz"].rules[0].convention.roll == "none"
    assert own.time["xx-yy"].rules[0].convention.roll == "next_open"


def test_names_of_the_base_may_be_used(tmp_path: Path) -> None:
    law = layered(
        tmp_path,
        deadlines=limit("after-year", 'after = "year_end"\ncount = "1 day"\nmet_by = ["own_event"]')
        + limit("after-y", BODY.replace('"claim_made"', '"due:old-y"'))
        + limit("full", BODY.replace('"claim_made"', '"due:xx-yy/y"'))
        + limit(
            "long",
            BODY + 'applies_when = {interval = "weekly_payments", at_least = "1 week", convention = "weeks"}',
        ),
    )
    anchors = {each.id: each.versions[0].start.branches[0].anchor.name for each in law.limits}
    assert (anchors["after-year"], anchors["after-y"], anchors["full"]) == ("year_end", "xx-yy/y", "xx-yy/y")


def test_a_layer_hides_what_it_overrides_and_nothing_else(tmp_path: Path) -> None:
    law = layered(tmp_path, deadlines=limit("x", BODY.replace("5 days", "9 days") + 'overrides = "xx-yy/x"'))
    assert [each.rule for each in law.limits] == ["xx-yy-zz/x", "xx-yy/y"]
    assert law.by_id["x"].rule == "xx-yy-zz/x"
    assert "xx-yy/x" not in law.by_id


def test_the_nearer_layer_wins_a_bare_name(tmp_path: Path) -> None:
    law = layered(tmp_path, deadlines=limit("x", BODY))
    assert [each.rule for each in law.limits] == ["xx-yy-zz/x", "xx-yy/x", "xx-yy/y"]
    assert law.by_id["x"].pack == "xx-yy-zz"
    assert law.by_id["xx-yy/x"].pack == "xx-yy"
    assert law.by_id["xx-yy-zz/x"].pack == "xx-yy-zz"


def test_an_override_names_a_limit_of_the_base(tmp_path: Path) -> None:
    assert problems(tmp_path / "own", deadlines=limit("x", BODY + 'overrides = "x"')) == [
        "deadlines.toml:3: deadline x, overrides: 'x' is of this pack: expected a limit of the pack that it extends"
    ]
    assert problems(tmp_path / "none", deadlines=limit("x", BODY + 'overrides = "xx-yy/w"')) == [
        "deadlines.toml:3: deadline x, overrides: unknown rule 'xx-yy/w'; nearest: xx-yy/y, xx-yy/x, xx-yy-zz/x"
    ]


def test_a_circle_through_two_layers_is_found(tmp_path: Path) -> None:
    found = problems(tmp_path, deadlines=limit("z", BODY + 'if_missed = {deems = "claim_made"}'))
    assert len(found) == 1
    assert found[0].startswith("deadlines.toml: these rules wait for each other: ")


def test_three_layers(tmp_path: Path) -> None:
    folders = [
        write_pack(tmp_path / "a", **BASE),
        write_pack(tmp_path / "b", pack=HEAD, deadlines=limit("z", BODY)),
        write_pack(
            tmp_path / "c",
            pack=PACK.replace('"xx-yy"', '"xx-yy-zz-top"') + 'extends = "xx-yy-zz"\n',
            deadlines=limit("t", BODY + 'overrides = "xx-yy/x"'),
        ),
    ]
    law = Catalog([], folders).law("xx-yy-zz-top")
    assert [each.rule for each in law.limits] == ["xx-yy-zz-top/t", "xx-yy-zz/z", "xx-yy/y"]
    assert [each.id for each in law.stamps] == ["xx-yy-zz-top", "xx-yy-zz", "xx-yy"]


@pytest.mark.parametrize(
    ("base", "layer", "message"),
    [
        (PACK, HEAD.replace('extends = "xx-yy"', 'extends = "xx-yx"'), "unknown jurisdiction 'xx-yx'; nearest: xx-yy"),
        (
            PACK + 'extends = "xx-yy-zz"\n',
            HEAD,
            "'xx-yy-zz' cannot be loaded: packs extend each other: xx-yy-zz -> xx-yy -> xx-yy-zz",
        ),
        (PACK, HEAD.replace('extends = "xx-yy"', 'extends = "xx-yy-zz"'), "xx-yy-zz -> xx-yy-zz"),
        (PACK.replace("schema = 1", "schema = 9"), HEAD, "this version of the library reads schema 1, not 9"),
    ],
)
def test_a_base_that_cannot_be_read_is_named_with_its_reason(
    base: str, layer: str, message: str, tmp_path: Path
) -> None:
    folders = [write_pack(tmp_path / "base", pack=base), write_pack(tmp_path / "layer", pack=layer)]
    with pytest.raises(PackError) as caught:
        Catalog([], folders).law("xx-yy-zz")
    assert message in str(caught.value)
    assert "cannot be loaded" in str(caught.value)

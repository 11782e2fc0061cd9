"""The gate: whatever a command shows to an audience holds nothing of a sort of data that it may not see."""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from whole_case import Planter, whole_case

import rtwlib
from rtwlib.casefiles import dump_case
from rtwlib.cli.app import app
from rtwlib.cli.running import run
from rtwlib.privacy_rules import Effect
from rtwlib.privacy_words import privacy_words
from rtwlib.programme.experience import sorts

WORDS = privacy_words()
INJURED = date(2024, 11, 4)
TODAY = "2025-01-06"
# Every command that reads a case, and what it is asked for here; {csv} is a file that it may write.
OUTPUTS = {
    "timeline": (
        ("--explain",),
        ("--all",),
        ("--json", "--explain", "--all"),
        ("--explain", "--all", "--html", "{csv}"),
    ),
    "audit": ((), ("--json",), ("--csv", "-"), ("--csv", "{csv}"), ("--html", "{csv}")),
    "benefit": (("--week", "2", "--explain"), ("--from", "2024-11-11", "--to", "2024-12-11", "--json", "--explain")),
    "view": (("--case",),),
    "agenda": ((), ("--json",)),
    "programme experience": (
        ("--by", "injury.cause"),
        ("--by", "claim.insurer", "--json"),
        ("--by", "worker.department", "--csv"),
    ),
    "programme run-rate": (("--months", "2"), ("--months", "2", "--json")),
}
# Commands that read a case and have no audience, and why.
FOR_THE_RECORD_KEEPER = {
    "competency": "tells of coordinators by ids of the user's own, and of no case",
    "retention": "says of sorts of data how long they are kept, for whoever keeps the record",
}
OF_NO_PERSON = {"demo", "law", "pack", "rule"}
# Groups: those of their commands that show a plan, a form or a register to an audience are held to the same in
# tests/plans/test_showing.py, below, and in tests/programme/test_gate.py.
GROUPS = {
    "plan": ("check", "show", "progress", "search"),
    "form": ("fill", "check"),
    "programme": ("show", "experience", "run-rate"),
}
# Their other commands, and why they have no audience. One that is new must be put here or there.
GROUPS_WITHOUT = {
    "plan": {
        "new": "builds a plan for whoever keeps the record",
        "duties": "ranks a bank of duties by limits that its user wrote beside them",
        "items": "names what forms ask",
    },
    "form": {
        "list": "tells of forms and, with a case, which were due, to whoever keeps the record",
        "sent": "writes into the record",
    },
    "programme": {
        "columns": "names the columns of a table",
        "import": "writes into the registers",
        "check": "tells whoever keeps the registers what is wrong, by ids and days",
        "status": "is itself the worker's own view (tests/programme/test_commands.py)",
        "scorecard": "counts",
        "needs": "counts, and names nobody",
        "liaison": "names public bodies",
    },
}


def test_every_command_that_reads_a_case_has_an_audience() -> None:
    context = click.Context(app)
    for name in app.list_commands(context):
        command = app.get_command(context, name)
        assert command is not None
        options = {option for parameter in command.params for option in parameter.opts}
        if name in OUTPUTS:
            assert {"--as", "--for"} <= options, name
        elif name in GROUPS:
            assert isinstance(command, click.Group)
            assert set(command.list_commands(context)) == {*GROUPS[name], *GROUPS_WITHOUT[name]}
            for each in GROUPS[name]:
                inner = command.get_command(context, each)
                assert inner is not None
                assert {"--as", "--for"} <= {option for parameter in inner.params for option in parameter.opts}, each
        else:
            assert name in FOR_THE_RECORD_KEEPER or name in OF_NO_PERSON, f"{name}: does it show anything of a person?"


@contextlib.contextmanager
def captured() -> Iterator[tuple[io.StringIO, io.StringIO]]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        yield out, err


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Planter]]:
    folder = tmp_path_factory.mktemp("cases")
    found = {}
    for pack in rtwlib.jurisdictions():
        planter = Planter()
        case = whole_case(pack, rtwlib.law(pack).vocabulary, planter, INJURED, rtwlib.law(pack).forms)
        path = folder / f"{pack}.json"
        path.write_text(dump_case(case), encoding="utf-8")
        found[pack] = (path, planter)
    return found


def written(path: Path, audience: str, purpose: str) -> str:
    """Return all that the commands write for an audience: stdout, stderr, files."""
    texts = []
    asked = ("--as", audience, "--for", purpose, "--today", TODAY)
    for command, calls in OUTPUTS.items():
        for call in calls:
            csv = path.with_suffix(".csv")
            csv.unlink(missing_ok=True)
            arguments = [each.format(csv=csv) for each in call]
            with captured() as (out, err):
                code = run([*command.split(), str(path), *asked, *arguments])
            assert "internal error" not in err.getvalue(), (command, arguments)
            assert code in {0, 1}, err.getvalue()
            texts += [out.getvalue(), err.getvalue(), csv.read_text("utf-8") if csv.exists() else ""]
    return "\n".join(texts)


@settings(max_examples=60, deadline=None)
@given(
    pack=st.sampled_from(rtwlib.jurisdictions()),
    audience=st.sampled_from(sorted(WORDS.audiences)),
    purpose=st.sampled_from(sorted(WORDS.purposes)),
)
def test_no_marker_of_a_sort_of_data_that_is_not_shown_is_written(
    planted: dict[str, tuple[Path, Planter]], pack: str, audience: str, purpose: str
) -> None:
    path, planter = planted[pack]
    law = rtwlib.law(pack)
    view = rtwlib.view(rtwlib.read_case(path), law, audience=audience, purpose=purpose, today=date.fromisoformat(TODAY))
    text = written(path, audience, purpose)
    for decision in view.decisions:
        if decision.effect is not Effect.ALLOW:
            found = [marker for marker in planter.markers.get(decision.category, ()) if marker in text]
            assert not found, f"{decision.category} for {audience}: {found}"


@pytest.mark.parametrize("sort", sorts())
@pytest.mark.parametrize("audience", ["supervisor", "payroll"])
def test_claims_are_sorted_by_nothing_that_is_not_shown(
    planted: dict[str, tuple[Path, Planter]], sort: str, audience: str
) -> None:
    path, planter = planted["us-ct"]
    asked = ("--as", audience, "--for", "return_to_work", "--today", TODAY)
    with captured() as (out, err):
        assert run(["programme", "experience", str(path), "--by", sort, *asked]) == 0
    view = rtwlib.view(
        rtwlib.read_case(path), rtwlib.law("us-ct"), audience=audience, purpose="return_to_work",
        today=date.fromisoformat(TODAY),
    )  # fmt: skip
    hidden = [each.category for each in view.decisions if each.effect is not Effect.ALLOW]
    text = out.getvalue() + err.getvalue()
    assert not [marker for category in hidden for marker in planter.markers.get(category, ()) if marker in text]


FORM_OUTPUTS = (
    ("fill", ("--html", "{file}"), ".html"),
    ("fill", ("--csv", "{file}", "--json"), ".csv"),
    ("fill", ("--pdf", "{file}"), ".pdf"),
    ("check", ("--all",), ""),
    ("check", ("--all", "--json"), ""),
)


def forms_written(path: Path, form: str, audience: str, purpose: str) -> str:
    """Return all that the commands on forms write for an audience: stdout, stderr, page, CSV, the text of the PDF."""
    texts = []
    asked = ("--as", audience, "--for", purpose, "--today", TODAY)
    for command, more, suffix in FORM_OUTPUTS:
        file = path.with_name(f"form{suffix}")
        file.unlink(missing_ok=True)
        named = (form,) if command == "fill" else ("--form", form)
        for call in (named, ()) if command == "check" else (named,):
            with captured() as (out, err):
                code = run(["form", command, str(path), *call, *asked, *(each.format(file=file) for each in more)])
            assert "internal error" not in err.getvalue(), (command, more)
            assert code in {0, 1}, err.getvalue()
            texts += [out.getvalue(), err.getvalue()]
        if suffix == ".pdf":
            texts += [page.extract_text() for page in PdfReader(file).pages]
        elif suffix:
            texts.append(file.read_text("utf-8"))
    return "\n".join(texts)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_form_holds_a_marker_that_its_reader_may_not_see(
    planted: dict[str, tuple[Path, Planter]], data: st.DataObject
) -> None:
    pack = data.draw(st.sampled_from(rtwlib.jurisdictions()))
    form = data.draw(st.sampled_from(rtwlib.law(pack).forms))
    audience = data.draw(st.sampled_from(sorted(WORDS.audiences)))
    purpose = data.draw(st.sampled_from(sorted(WORDS.purposes)))
    path, planter = planted[pack]
    case, today = rtwlib.read_case(path), date.fromisoformat(TODAY)
    view = rtwlib.view(case, rtwlib.law(pack), audience=audience, purpose=purpose, today=today)
    text = forms_written(path, form.rule, audience, purpose).replace("\n", " ")
    for decision in view.decisions:
        if decision.effect is not Effect.ALLOW:
            found = [marker for marker in planter.markers.get(decision.category, ()) if marker in text]
            assert not found, f"{form.rule}: {decision.category} for {audience}: {found}"


def test_a_form_holds_the_markers_of_what_its_reader_may_see(planted: dict[str, tuple[Path, Planter]]) -> None:
    path, planter = planted["us-ct"]
    text = forms_written(path, "us-ct/wcc-first-report", "worker", "own_record")
    for category in ("identity", "contact", "employment", "medical", "free_text", "claim"):
        assert any(marker in text for marker in planter.markers[category]), category


def test_the_markers_are_there_for_whoever_may_see_them(planted: dict[str, tuple[Path, Planter]]) -> None:
    path, planter = planted["us-ct"]
    text = written(path, "worker", "own_record")
    for category, markers in planter.markers.items():
        assert any(marker in text for marker in markers), category


def test_each_field_of_a_case_is_planted(planted: dict[str, tuple[Path, Planter]]) -> None:
    path, _ = planted["us-ct"]
    found = json.loads(path.read_text("utf-8"))
    empty = {"history", "plans", "consents", "format"}
    assert set(found) | empty >= {field.name for field in rtwlib.Case.__attrs_attrs__}


@pytest.mark.parametrize(
    "text", ["{", '{"format": "rtwlib.case/1", "id": "mk-secret", "worker": {"nmae": "mk-secret"}}']
)
def test_messages_for_an_audience_repeat_nothing_of_the_input(text: str, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(text, encoding="utf-8")
    for command in ("timeline", "audit", "benefit", "programme experience", "programme run-rate"):
        with captured() as (out, err):
            run([*command.split(), str(path), "--as", "supervisor", "--for", "return_to_work", "--today", TODAY])
        assert "mk-secret" not in out.getvalue() + err.getvalue()


def test_several_cases_need_a_key_where_their_ids_are_hidden(tmp_path: Path) -> None:
    path = tmp_path / "cases.json"
    cases = [{"format": "rtwlib.case/1", "id": f"CT-{number}", "jurisdictions": ["us-ct"]} for number in (1, 2)]
    path.write_text(json.dumps(cases), encoding="utf-8")
    key = tmp_path / "key"
    key.write_bytes(b"an invented key of tests\n")
    asked = ("--as", "researcher", "--for", "research", "--today", TODAY)
    for command in ("timeline", "audit"):
        with captured() as (out, err):
            assert run([command, str(path), *asked]) == 2
        assert "give --key-file, to tell them apart by pseudonyms" in err.getvalue()
        with captured() as (out, err):
            assert run([command, str(path), *asked, "--key-file", str(key)]) in {0, 1}
        assert "CT-" not in out.getvalue()
    with captured() as (out, err):
        run(["timeline", str(path), *asked, "--key-file", str(key), "--json"])
    ids = re.findall(r'"case": "(p-[a-z2-7]+)"', out.getvalue())
    assert len(set(ids)) == 2


def test_a_look_is_recorded_and_told_to_the_worker(tmp_path: Path) -> None:
    path, copy = tmp_path / "case.json", tmp_path / "copy.json"
    path.write_text('{"format": "rtwlib.case/1", "id": "CT-1", "jurisdictions": ["us-ct"]}', encoding="utf-8")
    asked = ("--as", "supervisor", "--for", "return_to_work", "--today", TODAY)
    with captured():
        assert run(["view", str(path), *asked, "--record-as", "HR-7", "--record-to", str(copy)]) == 0
        later = (*asked[:4], "--today", str(date.fromisoformat(TODAY) + timedelta(days=1)))
        assert run(["view", str(copy), *later, "--record-as", "HR-8", "--record-to", str(path)]) == 0
    with captured() as (out, _):
        assert run(["view", str(path), "--account"]) == 0
    lines = out.getvalue().splitlines()
    assert lines[1].split()[:4] == [TODAY, "supervisor", "return_to_work", "HR-7"]
    assert lines[2].split()[3] == "HR-8"
    assert "capacity" in lines[1]
    with captured() as (out, _):
        assert run(["view", str(path), "--account", "--json"]) == 0
    assert [each["by"] for each in json.loads(out.getvalue())["accesses"]] == ["HR-7", "HR-8"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("timeline", "--as", "supervisor"), "--as and --for belong together"),
        (("timeline", "--as", "boss", "--for", "claim"), "'boss' is no audience; nearest:"),
        (("view",), "say who looks and what for"),
        (
            ("view", "--as", "worker", "--for", "claim", "--record-as", "me"),
            "--record-as and --record-to belong together",
        ),
    ],
)
def test_wrong_use_is_told(arguments: tuple[str, ...], message: str, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text('{"format": "rtwlib.case/1", "id": "CT-1", "jurisdictions": ["us-ct"]}', encoding="utf-8")
    with captured() as (_, err):
        assert run([arguments[0], str(path), *arguments[1:]]) == 2
    assert message in err.getvalue()

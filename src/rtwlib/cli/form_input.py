"""What the commands on forms read and write: the form, answers, copies of a case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from rtwlib import filing
from rtwlib.audit.running import WrongLaw
from rtwlib.casefiles import dump_case
from rtwlib.cli.errors import CommandError
from rtwlib.forms.wording import answer_of
from rtwlib.vocabulary import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rtwlib.cases import Case
    from rtwlib.cli.laws import Laws
    from rtwlib.form_definitions import FormDefinition
    from rtwlib.laws import Law


def laws_of(case: Case, laws: Laws) -> tuple[Law, ...]:
    """Return every law that a case is read under."""
    try:
        return tuple(laws.of(case))
    except WrongLaw as error:
        raise CommandError(str(error)) from None


def form_of(name: str, laws: Iterable[Law]) -> tuple[FormDefinition, Law]:
    """Return a form by its name in the first law that has it. Raises `CommandError` with the nearest names."""
    messages = []
    for law in laws:
        try:
            return filing.find_form(law, name), law
        except filing.UnknownFormError as error:
            messages.append(str(error))
    raise CommandError("\n".join(messages))


def answers_in(given: Iterable[str], form: FormDefinition) -> dict[str, Any]:
    """Return the answers of ``--answer FIELD=VALUE``. Raises `CommandError` with every problem, without the values."""
    found: dict[str, Any] = {}
    problems = []
    for text in given:
        name, equals, value = text.partition("=")
        field = form.field(name.strip())
        if not equals:
            problems.append("--answer: expected FIELD=VALUE")
        elif field is None:
            known = [each.id for each in form.fields]
            near = nearest(name.strip(), known)
            hint = f"nearest: {', '.join(near)}" if near else f"the fields are {', '.join(known)}"
            problems.append(f"--answer: {form.id} has no field '{name.strip()}'; {hint}")
        else:
            try:
                found[field.id] = answer_of(field, value)
            except ValueError as error:
                problems.append(f"--answer {field.id}: {error}")
    if problems:
        raise CommandError("\n".join(problems))
    return found


def save_case(case: Case, copy: Path, read_from: str, option: str) -> None:
    """Write a copy of a case; the file that was read stays as it is. Raises `CommandError` for the input's own name."""
    if read_from != "-" and copy.exists() and copy.samefile(Path(read_from)):
        message = f"{option} names the input: name another file"
        raise CommandError(message)
    copy.write_text(dump_case(case), encoding="utf-8")

"""`forms/*.toml`: the forms of a pack, their fields, where they go, and which limit sending them meets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rtwlib.form_definitions import FIELD_TYPES, FormDefinition, FormField
from rtwlib.forms.places import place_problem, sort_of_data
from rtwlib.laws import TimeLimit
from rtwlib.packs.grammar import conditions
from rtwlib.packs.names import Names
from rtwlib.packs.problems import expected
from rtwlib.packs.statements import force, standing
from rtwlib.packs.tables import PackFile, Table
from rtwlib.privacy_words import privacy_words
from rtwlib.standard_fields import StandardField, standard_fields


def read_forms(
    names: Names, files: Iterable[PackFile], limits: Mapping[str, TimeLimit], values: Iterable[str]
) -> tuple[FormDefinition, ...]:
    """Return the forms of a pack; ``limits`` are by full id, ``values`` the names of amounts."""
    known = tuple(values)
    found: list[FormDefinition] = []
    for file in files:
        file.only("form")
        file.once("form")
        for table in file.tables("form"):
            form = _form(names, table, limits, known)
            if form is not None and form.id in {each.id for each in found}:
                table.problem("id", f"'{form.id}' is declared twice")
            elif form is not None:
                found.append(form)
    return tuple(found)


def _form(
    names: Names, table: Table, limits: Mapping[str, TimeLimit], values: tuple[str, ...]
) -> FormDefinition | None:
    name, title = table.ident(), table.text("title", needed=True)
    number, edition, routing = table.text("number"), table.text("edition"), table.text("routing")
    by, to = _roles(names, table, "completed_by", needed=True), _roles(names, table, "sent_to", needed=True)
    words = privacy_words()
    audiences = tuple(each for each in table.texts("audience") if _known(table, "audience", each, words.audiences))
    purpose = table.choice("purpose", words.purposes)
    rules = [names.rule(table, "meets", each) for each in table.texts("meets")]
    meets = tuple(each for each in rules if each is not None)
    files = names.event(table, "files", table.text("files"))
    when = conditions(names, table, "applies_when")
    attachments = table.texts("attachments")
    stands, binding = standing(names, table), force(table)
    fields = tuple(_fields(names, table, values))
    table.done()
    if not fields:
        table.problem("fields", 'missing: expected a list of tables such as {use = "worker.name", required = true}')
    for rule in meets:
        _check_meets(names, table, files, limits.get(rule))
    if name is None or title is None:
        return None
    return FormDefinition(
        names.pack, name, title, stands.cite, fields, by, to, number, edition, routing, audiences, purpose, meets,
        files, when, attachments, stands.first, stands.until, stands.first_known, stands.confidence, binding,
        stands.says,
    )  # fmt: skip


def _roles(names: Names, table: Table, key: str, *, needed: bool = False) -> tuple[str, ...]:
    given = table.texts(key)
    if needed and not given:
        table.problem(key, "missing: expected a role, or a list of roles")
    found = []
    for name in given:
        role = names.vocabulary.role(name)
        if role is None:
            table.problem(key, expected(name, names.vocabulary.roles, "role"))
        else:
            found.append(role.id)
    return tuple(found)


def _known(table: Table, key: str, name: str, known: Mapping[str, object]) -> bool:
    if name not in known:
        table.problem(key, expected(name, known, "word"))
    return name in known


def _check_meets(names: Names, table: Table, files: str | None, limit: TimeLimit | None) -> None:
    if limit is None:
        return
    if files is None:
        table.problem("files", f"missing: sending the form meets '{limit.id}', so name the event that records it")
        return
    acts = {kind for terms in limit.versions for kind in (*terms.met_by, *terms.met_by_all)}
    if not acts & set(names.vocabulary.ancestors(files)):
        among = ", ".join(sorted(acts)) or "nothing"
        table.problem("files", f"'{files}' does not meet '{limit.id}', which is met by {among}")


def _fields(names: Names, table: Table, values: tuple[str, ...]) -> Iterable[FormField]:
    seen: set[str] = set()
    for row in table.rows("fields"):
        found = _field(names, row, values)
        if found is not None and found.id in seen:
            row.problem("id", f"the field '{found.id}' stands twice in this form")
        elif found is not None:
            seen.add(found.id)
            yield found


def _field(names: Names, row: Table, values: tuple[str, ...]) -> FormField | None:
    known = standard_fields()
    use = row.text("use")
    if use is not None and use not in known.fields:
        row.problem("use", expected(use, known.fields, "standard field"))
    base = known.fields.get(use) if use is not None else None
    own = base is None
    name = row.text("id", needed=own, default=use)
    label = row.text("label", needed=own, default=base.label if base else None)
    kind = row.choice("type", FIELD_TYPES, base.type if base else None, needed=own)
    group = row.choice("group", known.groups, base.group if base else "other")
    ask = row.text("ask", default=base.ask if base else None)
    of = row.text("of", default=base.of if base else None)
    if of is not None and names.vocabulary.role(of) is None:
        row.problem("of", expected(of, names.vocabulary.roles, "role"))
    place = row.text("from", default=base.from_ if base else None)
    data = _data(names, row, base, place, values)
    options, most = row.texts("values"), row.whole("most")
    required, inferred = row.flag("required"), row.flag("inferred")
    needed_when, shown_when = conditions(names, row, "required_when"), conditions(names, row, "applies_when")
    says = row.text("says")
    row.done()
    if kind in {"choice", "choices"} and not options:
        row.problem("values", f"missing: a {kind} has the answers that the form offers")
    if name is None or label is None or kind is None or data is None:
        return None
    question = ask or f"{label}: what is to stand there?"
    return FormField(
        name, label, kind, group or "other", data, question, of, place, options, most, required, needed_when,
        shown_when, not inferred, says,
    )  # fmt: skip


def _data(
    names: Names, row: Table, base: StandardField | None, place: str | None, values: tuple[str, ...]
) -> str | None:
    """Return the sort of data of a field: what it says, else what stands at its place."""
    said = row.choice("data", privacy_words().categories, base.data if base else None)
    if place is not None:
        wrong = place_problem(place, names.vocabulary, names.rules, values)
        if wrong is not None:
            row.problem("from", wrong)
            return said or "medical"
        return said or sort_of_data(place, names.vocabulary)
    if said is None:
        row.problem("data", "missing: a field without a place in the case says which sort of data it asks")
    return said

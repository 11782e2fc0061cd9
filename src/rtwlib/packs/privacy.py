"""`privacy.toml`: who may see which sorts of data for which purpose, and which limits keep what."""

from __future__ import annotations

from collections.abc import Mapping

from rtwlib.packs.grammar import conditions
from rtwlib.packs.names import Names
from rtwlib.packs.problems import expected
from rtwlib.packs.statements import force, standing
from rtwlib.packs.tables import PackFile, Table
from rtwlib.privacy_rules import ConsentRole, Effect, PrivacyRule, RetentionRule
from rtwlib.privacy_words import ANYONE, Term, privacy_words


def read_privacy_rules(names: Names, file: PackFile) -> tuple[PrivacyRule, ...]:
    """Return the privacy rules of a pack."""
    file.only("rule", "retention")
    file.once("rule")
    found = [_rule(names, table) for table in file.tables("rule")]
    return tuple(rule for rule in found if rule is not None)


def read_retention_rules(names: Names, file: PackFile) -> tuple[RetentionRule, ...]:
    """Return which sorts of data and documents the limits of a pack keep."""
    found = [_retention(names, table) for table in file.tables("retention", "limit")]
    return tuple(rule for rule in found if rule is not None)


def _rule(names: Names, table: Table) -> PrivacyRule | None:
    words = privacy_words()
    name, title = table.ident(), table.text("title", needed=True)
    effect = table.choice("effect", [each.value for each in Effect], needed=True)
    known = {**words.audiences, **words.groups}
    audiences = words.members(_words(table, "audience", known, needed=True))
    audiences -= words.members(_words(table, "but", known))
    purposes = frozenset(_words(table, "purpose", words.purposes))
    data = frozenset(_words(table, "data", words.categories, needed=True))
    consent = table.choice("consent", [each.value for each in ConsentRole])
    when = conditions(names, table, "applies_when")
    stands, binding = standing(names, table), force(table)
    table.done()
    if effect == Effect.ALLOW and consent == ConsentRole.LIFTS:
        table.problem("consent", "consent lifts a rule that masks or denies; one that allows may need it")
    if effect in {Effect.MASK, Effect.DENY} and consent == ConsentRole.NEEDED:
        table.problem("consent", "a rule that masks or denies needs no consent; it may be lifted by it")
    if name is None or title is None or effect is None:
        return None
    return PrivacyRule(
        names.pack, name, title, Effect(effect), audiences, purposes, data, stands.cite,
        ConsentRole(consent) if consent else None, when, stands.first, stands.until, stands.first_known,
        stands.confidence, binding, stands.says,
    )  # fmt: skip


def _retention(names: Names, table: Table) -> RetentionRule | None:
    limit = table.text("limit", needed=True)
    full = names.rule(table, "limit", limit) if limit is not None else None
    data = frozenset(_words(table, "data", privacy_words().categories, needed=True))
    documents, says = table.texts("documents"), table.text("says")
    table.done()
    return None if full is None else RetentionRule(names.pack, full, data, documents, says)


def _words(table: Table, key: str, known: Mapping[str, Term], *, needed: bool = False) -> tuple[str, ...]:
    found = table.texts(key)
    if needed and not found:
        more = f", or {ANYONE}" if key == "audience" else ""
        table.problem(key, f"missing: expected some of {', '.join(known)}{more}")
    for name in found:
        if name not in known:
            table.problem(key, expected(name, known, "word"))
    return tuple(name for name in found if name in known)

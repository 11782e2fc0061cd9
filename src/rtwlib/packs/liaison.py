"""`liaison.toml`: the bodies to deal with under the law of a pack, and what for."""

from __future__ import annotations

from rtwlib.liaison_bodies import BODY_ROLES, LiaisonBody
from rtwlib.packs.names import Names
from rtwlib.packs.statements import standing
from rtwlib.packs.tables import PackFile, Table


def read_liaison(names: Names, file: PackFile) -> tuple[LiaisonBody, ...]:
    """Return the bodies of a pack, in the order of the file."""
    file.only("body")
    file.once("body")
    found = [_body(names, table) for table in file.tables("body")]
    return tuple(each for each in found if each is not None)


def _body(names: Names, table: Table) -> LiaisonBody | None:
    name, title = table.ident(), table.text("title", needed=True)
    role = table.choice("role", BODY_ROLES, needed=True)
    purposes = table.texts("for")
    if not purposes:
        table.problem("for", 'missing: expected what one deals with the body for, such as "disputes about a claim"')
    stands = standing(names, table)
    table.done()
    if name is None or title is None or role is None:
        return None
    return LiaisonBody(
        names.pack, name, title, role, purposes, stands.cite, stands.first, stands.until, stands.first_known,
        stands.confidence, stands.says,
    )  # fmt: skip

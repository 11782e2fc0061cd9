"""The options `--as` and `--for`: whatever a command shows is worked out from the view of an audience."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import define, evolve, field

from rtwlib import disclosure
from rtwlib.audit.running import Read, WrongLaw
from rtwlib.cases import Case
from rtwlib.cli.errors import CommandError
from rtwlib.cli.options import Function, clock_day
from rtwlib.privacy.pseudonyms import check_key
from rtwlib.privacy_words import check_word, privacy_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rtwlib.audit.running import Source, Unreadable
    from rtwlib.cases import EmployerFile
    from rtwlib.cli.laws import Laws
    from rtwlib.privacy.views import View

_UNREADABLE = "cannot be read; without --as the message says why"


def viewer_options(function: Function) -> Function:
    """Add ``--as``, ``--for`` and ``--key-file``."""
    key = click.option(
        "--key-file",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="A file with the secret key from which pseudonyms of ids are made.",
    )
    purpose = click.option("--for", "purpose", metavar="PURPOSE", help="What for, like return_to_work.")
    audience = click.option(
        "--as", "audience", metavar="AUDIENCE", help="Show only what this audience may see, like supervisor."
    )
    return audience(purpose(key(function)))


@define
class Viewer:
    """Makes views for the audience and purpose of a command line, and passes cases through where none is named."""

    laws: Laws
    audience: str | None
    purpose: str | None
    key_file: Path | None
    today: date | datetime | None
    _key: bytes | None = field(default=None, init=False)

    def __attrs_post_init__(self) -> None:
        """Check the options. Raises `CommandError` for one without the other, or an unknown word."""
        if (self.audience is None) != (self.purpose is None):
            message = "--as and --for belong together: who looks, and what for"
            raise CommandError(message)
        words = privacy_words()
        try:
            if self.audience is not None:
                check_word(self.audience, words.audiences, "audience")
            if self.purpose is not None:
                check_word(self.purpose, words.purposes, "purpose")
            if self.key_file is not None:
                self._key = self.key_file.read_bytes().strip()
                check_key(self._key)
        except ValueError as error:
            raise CommandError(str(error)) from None

    @property
    def key(self) -> bytes | None:
        """Return the secret key from which pseudonyms are made, if one was given."""
        return self._key

    def case(self, case: Case) -> Case:
        """Return the case as the audience may see it."""
        if self.audience is None or self.purpose is None:
            return case
        return self.view(case, self.audience, self.purpose).case

    def view(self, case: Case, audience: str, purpose: str) -> View:
        """Return the view of a case."""
        try:
            laws = self.laws.of(case)
        except WrongLaw as error:
            raise CommandError(str(error)) from None
        today = self.today if self.today is not None else clock_day(laws[0].zone)
        day = today.date() if isinstance(today, datetime) else today
        return disclosure.view(case, laws, audience=audience, purpose=purpose, today=day, key=self._key)

    def files(self, found: list[Case | EmployerFile]) -> list[Case | EmployerFile]:
        """Return cases as the audience may see them; an employer's file tells of no person and has no view.

        Raises `CommandError` for an employer's file, and for several cases whose ids would all read alike.
        """
        if self.audience is None:
            return found
        if not all(isinstance(each, Case) for each in found):
            message = "--as makes views of cases; an employer's file tells of no person: leave --as and --for out"
            raise CommandError(message)
        known: set[str] = set()
        return [self._told_apart(each, known) for each in found if isinstance(each, Case)]

    def source(self, source: Source) -> Source:
        """Return a source of an audit whose cases are read as the audience may see them."""
        return source if self.audience is None else evolve(source, cases=self._seen(source))

    def _seen(self, source: Source) -> Iterator[Read | Unreadable]:
        known: set[str] = set()
        for item in source.cases:
            if isinstance(item, Read):
                yield evolve(item, case=self._told_apart(item.case, known), ignored=())
            else:
                yield evolve(item, message=_UNREADABLE, case=None, path=None)

    def _told_apart(self, given: Case, known: set[str]) -> Case:
        """Return the view of one of several cases; their ids must not all read alike."""
        seen = self.case(given)
        if seen.id in known and seen.id != given.id and self._key is None:
            message = f"{self.audience} may not see the ids of cases: give --key-file, to tell them apart by pseudonyms"
            raise CommandError(message)
        known.add(seen.id)
        return seen

"""An audit as one HTML page to send out: what was read, how much was in time, what was found, and what is not known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from rtwlib.audit.report import OF_FILES, compared_words, foot, gone_section, gravest_first, listed
from rtwlib.audit.sections import Section, delays, impossible, sums
from rtwlib.findings import CODES, Finding
from rtwlib.html_text import html_page
from rtwlib.readers.page import FOOTER, report_style
from rtwlib.readers.prose import law_words
from rtwlib.readers.wording import number_of, plain_day

if TYPE_CHECKING:
    from rtwlib.audit.results import Audit

_MOST_SUMS = 40
_DAY = re.compile(r"(due|done) [0-9]{4}-")


def audit_page(audit: Audit, limit: int = 500) -> str:
    """Return an audit as a page; of each sort of findings at most ``limit`` are listed, the gravest first."""
    body = [*_head(audit), *_codes(audit)]
    for section in (*sums(audit, _MOST_SUMS), *delays(audit)):
        body += _table(section)
    for title, found in listed(audit):
        body += _findings(title, found, limit)
    for section in (*impossible(audit), *gone_section(audit, limit)):
        body += _table(section)
    body += [f"<p>{escape(line)}</p>" for line in foot(audit)]
    return html_page(_title(audit), report_style(), body, FOOTER)


def _title(audit: Audit) -> str:
    return f"Audit of {', '.join(file.name for file in audit.files)}"


def _head(audit: Audit) -> Iterator[str]:
    """Yield what was read, on which day and under which versions of law, and how much of it was in time."""
    left_out = sum(file.left_out for file in audit.files)
    share = audit.summary.total.on_time
    timely = f"{share.text} of" if share.whole else "none of"
    yield f"<h1>{escape(_title(audit))}</h1>"
    yield f"<p>Read on {plain_day(audit.summary.today)}, under:</p><ul>"
    yield from (f"<li>{escape(stamp.title)}: {escape(law_words(stamp))}</li>" for stamp in audit.laws)
    yield f"</ul><p>{number_of(audit.summary.cases, 'case')} read, {left_out:,} left out. "
    yield f"On time: {timely} the duties with a last day that were done or missed. "
    if audit.compared is None:
        yield f"{number_of(len(audit.findings), 'finding')}.</p>"
    else:
        new = number_of(len(audit.findings), "new finding")
        yield f"{new}. {escape(compared_words(audit.compared))}.</p>"


def _codes(audit: Audit) -> Iterator[str]:
    """Yield how many findings there are of each code."""
    rows = tuple((CODES[code].title, code, f"{count:,}") for code, count in audit.by_code().items())
    if rows:
        yield from _table(Section("What was found", rows, ("code", "how many"), (2,)))


def _table(section: Section) -> Iterator[str]:
    """Yield a table with its heading; a table without names of columns has its title above it."""
    yield f'<h2>{escape(section.title)}</h2><div class="scroll"><table>'
    if section.heading:
        cells = "".join(_cell("th", name, at, section) for at, name in enumerate(section.heading, start=1))
        yield f"<thead><tr><td></td>{cells}</tr></thead>"
    yield "<tbody>"
    for row in section.rows:
        yield f"<tr>{''.join(_cell('td', text, at, section) for at, text in enumerate(row))}</tr>"
    yield "</tbody></table></div>"
    if section.more is not None:
        yield f"<p>{escape(section.more)}</p>"


def _cell(tag: str, text: str, at: int, section: Section) -> str:
    kind = ' class="number"' if at in section.right else ' class="day"' if _DAY.match(text) else ""
    scope = ' scope="col"' if tag == "th" else ""
    return f"<{tag}{scope}{kind}>{escape(text)}</{tag}>"


def _findings(title: str, found: Sequence[Finding], limit: int) -> Iterator[str]:
    """Yield findings as a list: code and severity, where, what, the law, what to do."""
    if not found:
        return
    yield f'<h2>{escape(title)} ({len(found):,})</h2><ol class="findings">'
    for each in gravest_first(found)[:limit]:
        where = f"{each.where}: " if each.code not in OF_FILES else ""
        cite = ", ".join(part for part in (each.cite, *each.marks) if part)
        law = f'<span class="law">{escape(cite)}</span>' if cite else ""
        fix = f'<span class="fix">To do: {escape(each.fix)}</span>' if each.fix else ""
        said = f'<span class="code">{each.code} {each.severity.value}</span> {escape(where + each.message)}'
        yield f'<li class="{each.severity.value}">{said}{law}{fix}</li>'
    yield "</ol>"
    if len(found) > limit:
        more = number_of(len(found) - limit, "finding")
        yield f"<p>And {more} more: the table of all findings has them (--csv, --xlsx).</p>"

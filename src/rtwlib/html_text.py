"""HTML pages without scripts, to read or to print: the frame that all of them share."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


def html_page(title: str, style: str, body: Iterable[str], footer: str | None = None) -> str:
    """Return a page; ``body`` and ``footer`` are HTML, ``title`` is text."""
    end = f"</main><footer>{footer}</footer></body></html>\n" if footer is not None else "</main></body></html>\n"
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title><style>{style}</style></head><body><main>",
            *body,
            end,
        ]
    )

"""The benefits of a law in words: each formula with its law, since when, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rtwlib.readers.formula_words import formula_lines

if TYPE_CHECKING:
    from rtwlib.benefit_rules import Benefit, BenefitVersion
    from rtwlib.laws import Law

_PAID = {"weekly": "by the week", "once": "once", "weekly_by_name": "by the week, where asked for by name"}


def benefits_text(law: Law) -> str:
    """Return all benefits of a law."""
    if not law.benefits:
        return f"{law.id}: the pack has no benefit"
    return "\n\n".join(benefit_text(each, law) for each in law.benefits)


def benefit_text(benefit: Benefit, law: Law) -> str:
    """Return a benefit in all its versions, the newest first."""
    paid = f"works out {benefit.gives}" if benefit.gives else f"paid {_PAID[benefit.pays]}"
    lines = [f"{benefit.rule}   {benefit.title}   {paid}"]
    for version in reversed(benefit.versions):
        lines += ["", *(f"  {line}" for line in _version(benefit, version, law))]
    return "\n".join(lines)


def _version(benefit: Benefit, version: BenefitVersion, law: Law) -> Iterator[str]:
    until = f" to before {version.until}" if version.until is not None else ""
    marks = [version.confidence.value, *(["date not confirmed"] if version.from_first_known else [])]
    yield f"from {version.from_}{until}   {', '.join(marks)}   {'; '.join(map(str, version.cite))}"
    if version.title != benefit.title:
        yield f"  {version.title}"
    if version.says:
        yield f"  {version.says}"
    formula = law.formulas.get(f"{benefit.pack}/{version.formula}")
    if formula is None:
        yield "  the formula is not at hand: a folder given by path runs no code"
        return
    yield from (f"  {line}" for line in formula_lines(formula, law))


def benefits_to_json(law: Law, benefits: tuple[Benefit, ...]) -> dict[str, Any]:
    """Return benefits with their formulas in words as JSON values."""
    return {
        "format": "rtwlib.benefits/1",
        "law": law.id,
        "benefits": [
            {
                "id": each.rule,
                "title": each.title,
                "pays": each.pays,
                "gives": each.gives,
                "versions": [_version_json(each, version, law) for version in each.versions],
            }
            for each in benefits
        ],
    }


def _version_json(benefit: Benefit, version: BenefitVersion, law: Law) -> dict[str, Any]:
    formula = law.formulas.get(f"{benefit.pack}/{version.formula}")
    return {
        "from": version.from_.isoformat(),
        "until": version.until.isoformat() if version.until else None,
        "cite": version.cited,
        "confidence": version.confidence.value,
        "date_confirmed": not version.from_first_known,
        "says": version.says,
        "words": list(formula_lines(formula, law)) if formula is not None else [],
    }

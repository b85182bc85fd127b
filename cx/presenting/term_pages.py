"""The definitions at the end of a deck: which terms its pictures need, and how they are laid out on slides."""

from itertools import chain
from typing import Any

from cx.presenting import frozen_chart
from cx.presenting.decks import Slide
from cx.text.formatting import _

LINE, COLUMN = 64, 23
"""Letters of a line and lines of a column, where definitions stand in two columns."""
Term = dict[str, str]
"""term, says, formula."""
Page = tuple[str, list[list[Term]]]
"""The title of a page, and its columns."""


def every(slides: list[Slide]) -> list[Term]:
    """The definitions that belong to the pictures of a deck, each once."""
    pictures: list[dict[str, Any]] = [part for one in slides for part in frozen_chart.parts(one.picture)]
    return list({term["term"]: term for one in pictures for term in one.get("terms", [])}.values())


def pages(slides: list[Slide]) -> list[Page]:
    """The definitions, as many pages as they need, each over its whole width."""
    columns: list[list[Term]] = []
    room = 0.0
    for term in every(slides):
        lines = _lines(term)
        if not columns or room < lines:
            columns, room = [*columns, []], COLUMN
        columns[-1].append(term)
        room -= lines
    found = [_balanced([*chain(*columns[at : at + 2])]) for at in range(0, len(columns), 2)]
    title = _("How these numbers are computed")
    if len(found) < 2:
        return [(title, page) for page in found]
    part = _("{title}, {n} of {all}")
    return [(part.format(title=title, n=n, all=len(found)), page) for n, page in enumerate(found, start=1)]


def _lines(term: Term) -> float:
    return 1.9 + sum(-(-len(term[part]) // LINE) for part in ("says", "formula"))


def _balanced(terms: list[Term]) -> list[list[Term]]:
    """Two columns as equal as can be; one for a single term."""
    if len(terms) < 2:
        return [terms]
    lines = [_lines(term) for term in terms]
    at = min(range(1, len(terms)), key=lambda split: max(sum(lines[:split]), sum(lines[split:])))
    return [terms[:at], terms[at:]]

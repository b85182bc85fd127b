"""Search hits: what a typed text finds, whatever its case and accents, with one typo a word."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from cx import definitions
from cx.customers import saved_segments, segments
from cx.engine import statements
from cx.engine.connection import Engine
from cx.text.formatting import _, count

KINDS = ["page", "segment", "customer", "product", "term"]
"""What can be found; at equal scores in this order."""
ENOUGH_LETTERS = 2
"""Fewer letters find nothing: nearly every name has them."""
TYPO_LETTERS = 4
"""A shorter word is found as it is typed, or not at all."""
WELL_FOUND = 0.7
"""Typos are looked for only where no hit has this score."""
LIMIT, OF_A_KIND = 12, 5
Entry = tuple[str, str, str, str]
"""(kind, id, name, detail) of something to find."""


def find(
    store: Engine, text: str, as_of: date | None = None, limit: int = LIMIT, further: Sequence[Entry] = ()
) -> pd.DataFrame:
    """What a typed text finds, the best hit first.

    A customer or product is found by its name, its id and the values of its attributes; a segment, page or term by its
    name. Every word of the text has to be found; one typo a word is forgiven where no hit begins with the words as they
    are typed.

    Parameters
    ----------
    text : what was typed; fewer than ENOUGH_LETTERS letters find nothing
    as_of : with the tier at this day in a customer's detail; None: without
    limit : most hits, at most OF_A_KIND of a kind
    further : more to be found, such as the pages of an app

    Returns
    -------
    One row a hit: kind (of KINDS), id, name, detail (what tells it from others of that name, may be empty), score
    (1: it is called this, 0.9: begins so, 0.8: has it at the beginning of a word, 0.7: has each word at the beginning
    of one, 0.5: anywhere, 0.3: with a typo). Ties: by kind, then the shorter name, name and id.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("customers", "customer_id,name\\n7,Zoë Müller\\n".encode())
    >>> find(store, "zoe mulle")[["kind", "id", "name", "score"]].values.tolist()
    [['customer', '7', 'Zoë Müller', 0.9]]
    >>> find(store, "Zoe Mlüler")["score"].tolist()
    [0.3]
    """
    asked = normalized(text)
    if len(asked.replace(" ", "")) < ENOUGH_LETTERS:
        return pd.DataFrame(columns=["kind", "id", "name", "detail", "score"])
    given = {
        "searchable": store.keep("searchable", statements.text("search/searchable")),
        "kind_order": KINDS,
        "of_a_kind": OF_A_KIND,
        "limit": limit,
        **_columns([*_segments(store), *_terms(), *further]),
    }
    words = sorted(asked.split(), key=len, reverse=True)
    hits = store.read("search/as_typed", **given, asked=asked, longest=words[0], words=words)
    if not (hits["score"] >= WELL_FOUND).any() and len(words[0]) >= TYPO_LETTERS:
        thirds = dict(zip(("first_part", "middle_part", "last_part"), _thirds(words[0]), strict=True))
        near = store.read("search/with_typo", **given, words=words, typo_letters=TYPO_LETTERS, **thirds)
        hits = pd.concat([hits, near]).drop_duplicates(["kind", "id"]).head(limit)
    return _with_tiers(store, hits.reset_index(drop=True), as_of)


def normalized(text: str) -> str:
    """The words of a text without case, accents and punctuation, as they are compared.

    >>> normalized("  Zoë.Müller@Example.com ")
    'zoe muller example com'
    """
    letters = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(letter for letter in letters if not unicodedata.category(letter).startswith("M"))
    return " ".join(re.findall(r"[^\W_]+", plain))


def _thirds(word: str) -> tuple[str, str, str]:
    """The word in three parts. One typo, two swapped letters included, leaves one of them as it is.

    >>> _thirds("maria")
    ('m', 'ar', 'ia')
    """
    first, second = len(word) // 3, 2 * len(word) // 3
    return word[:first], word[first:second], word[second:]


def _columns(entries: Sequence[Entry]) -> dict[str, list[Any]]:
    """The entries as one list for each column of the statement."""
    kinds, ids, names, details = (list(column) for column in zip(*entries, strict=True))
    return {
        "kinds": kinds,
        "ids": ids,
        "names": names,
        "details": details,
        "name_keys": [normalized(name) for name in names],
    }


def _segments(store: Engine) -> list[Entry]:
    return [
        ("segment", row.name, row.name, count(row.customers, _("customer"), _("customers")))
        for row in saved_segments.saved(store).itertuples(index=False)
    ]


def _terms() -> list[Entry]:
    return [("term", one.term, _(one.term), _(one.subject)) for one in definitions.EVERY]


def _with_tiers(store: Engine, hits: pd.DataFrame, as_of: date | None) -> pd.DataFrame:
    """The hits with the tier of each customer before the rest of the detail."""
    people = hits.loc[hits["kind"] == "customer", "id"].tolist()
    if as_of is None or not people:
        return hits
    found = store.read("search/tiers", placed=segments.placed(store, as_of), customers=people)
    tiers = found.set_index("customer_id")["tier"].to_dict()
    details = [
        " · ".join(
            part
            for part in (_(tiers[row.id]) if row.id in tiers and row.kind == "customer" else "", row.detail)
            if part
        )
        for row in hits.itertuples()
    ]
    return hits.assign(detail=details)

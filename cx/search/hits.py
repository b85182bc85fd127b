"""Search hits: what a typed text finds, whatever its case and accents, with one typo a word."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from itertools import islice, product
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
SPELLINGS, TRIES = 3, 9
"""So many corrections of a word, and of all words together, are tried."""
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
    name. Every word of the text has to be found. Where no hit begins with the words as they are typed, terms are found
    by their explanation too, and one typo a word is forgiven.

    Parameters
    ----------
    store : the company
    text : what was typed; fewer than ENOUGH_LETTERS letters find nothing
    as_of : with the tier at this day in a customer's detail; None: without
    limit : most hits, at most OF_A_KIND of a kind
    further : more to be found, such as the pages of an app

    Returns
    -------
    One row a hit.

    kind, id, name : kind is of KINDS
    detail : what tells it from others of that name, may be empty
    score : 1: it is called this, 0.9: begins so, 0.8: has it at the beginning of a word, 0.7: has each word at the
        beginning of one, 0.5: anywhere, 0.4: a term whose explanation has each word at the beginning of one, 0.3: with
        a typo

    Notes
    -----
    Ties: by kind, then the shorter name, name and id.

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
    hits = _typed(store, asked, given)
    if not (hits["score"] >= WELL_FOUND).any():
        more = [hits, _explained(asked), _mistyped(store, asked, given)]
        hits = pd.concat([found for found in more if len(found)] or more[:1])
        hits = hits.drop_duplicates(["kind", "id"]).head(limit)
    return _with_tiers(store, hits.reset_index(drop=True), as_of)


def _typed(store: Engine, asked: str, given: dict[str, Any]) -> pd.DataFrame:
    """The hits in which every word is found as it was typed."""
    words = sorted(asked.split(), key=len, reverse=True)
    return store.read("search/as_typed", **given, asked=asked, longest=words[0], words=words)


def _explained(asked: str) -> pd.DataFrame:
    """The terms whose explanation has each word at the beginning of one, shorter names first."""
    terms = [
        ("term", one.term, _(one.term), _(one.subject), 0.4)
        for one in definitions.EVERY
        if all(f" {word}" in f" {normalized(f'{one.says} {one.formula} {one.leaves_out}')}" for word in asked.split())
    ]
    ordered = sorted(terms, key=lambda term: (len(term[2]), term[2]))[:OF_A_KIND]
    return pd.DataFrame(ordered, columns=["kind", "id", "name", "detail", "score"])


def _mistyped(store: Engine, asked: str, given: dict[str, Any]) -> pd.DataFrame:
    """The hits of the first spelling of the words, one typo a word corrected, that has any."""
    vocabulary = store.keep(
        "vocabulary", statements.text("search/vocabulary"), searchable=given["searchable"], letters=TYPO_LETTERS - 1
    )
    further = sorted({word for key in given["name_keys"] for word in key.split()})

    def spellings(word: str) -> list[str]:
        if len(word) < TYPO_LETTERS or any(letter.isdigit() for letter in word):
            return [word]
        near = {"vocabulary": vocabulary, "further_words": further, "typed": word, "most": SPELLINGS}
        return [*store.read("search/nearest", **near)["word"], word]

    for words in islice(product(*map(spellings, asked.split())), TRIES):
        if " ".join(words) != asked:
            hits = _typed(store, " ".join(words), given)
            if len(hits):
                return hits.assign(score=0.3)
    return pd.DataFrame(columns=["kind", "id", "name", "detail", "score"])


def normalized(text: str) -> str:
    """The words of a text without case, accents and punctuation, as they are compared.

    Examples
    --------
    >>> normalized("  Zoë.Müller@Example.com ")
    'zoe muller example com'
    """
    letters = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(letter for letter in letters if not unicodedata.category(letter).startswith("M"))
    return " ".join(re.findall(r"[^\W_]+", plain))


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
        ("segment", row.name, row.name, _rule_or_size(row))
        for row in saved_segments.saved(store).itertuples(index=False)
    ]


def _rule_or_size(row: Any) -> str:
    """What follows the name of a segment: how many customers its list holds; a rule is recomputed."""
    return _("rule") if isinstance(row.rule, str) else count(row.customers, _("customer"), _("customers"))


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

"""Topics of comments: what many write of, found in the words of each script by TF-IDF and NMF."""

from dataclasses import dataclass
from datetime import date
from math import nan
from typing import Any

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.experience.voice import comment_rows, edited_topics, spans, wording
from cx.experience.voice.edited_topics import Edit, Part
from cx.experience.voice.masking import masked
from cx.statistics import intervals, lazy_imports, verdicts
from cx.statistics.intervals import ENOUGH_TO_RANK

LEAST = 200
"""Under so many comments of a script its words are counted, and no topics are looked for."""
MOST = 5_000
"""So many comments of a script are fitted; all are assigned."""
TOPICS = range(4, 13)
SEED = 20240229
WORDS, SINGLE_WORDS, QUOTE = 3, 8, 140
COLUMNS = [
    "topic", "script", "is_topic", "is_named", "words", "terms", "comments", "people", "mean_score", "scored",
    "verdict", "quote", "upload_id", "line",
]  # fmt: skip


@dataclass(frozen=True)
class Found:
    """Topics, and which comment is of which.

    Attributes
    ----------
    topics : the rows of `topics`
    places : one row a comment of a topic: topic, upload_id, line
    parts : what each topic is made of, by its code
    """

    topics: pd.DataFrame
    places: pd.DataFrame
    parts: dict[str, tuple[Part, ...]]


@scoped
def topics(store: Engine, scope: Scope, edits: tuple[Edit, ...] | None = None) -> pd.DataFrame:
    """What many comments of the 12 months up to a day are about.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    edits : names of topics, topics that are one, topics that are split; None: those that are kept (`edited_topics`)
    region, channel, segment : only customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a topic, most comments first, ties by name.

    - topic : its code, "Latin 1", of a named one "named " and its name; script : its comments are written in it, of a
      joined one most of them
    - is_topic : False for a single word, of a script with under 200 comments; is_named : whether people named it
    - words : its name, or up to three words that stand for it; terms : these words also where it has a name
    - comments, people (known customers) : a comment is of the topic that it fits best, or of none
    - mean_score : mean NPS (0 to 10) given with them; scored : how many gave it
    - verdict : True, the scores are higher than those of the other comments; False, lower; None, too few to tell
    - quote : the most typical comment, masked, 140 characters; upload_id, line : where it stands

    Notes
    -----
    TF-IDF of words and pairs of words without stop words (of 2 or 3 characters in scripts without blanks), then
    non-negative matrix factorisation (scikit-learn, nndsvda), of the comments of everybody so far, at most 5,000 a
    script: filters choose which are counted. The number of topics, 4 to 12, is the one at which the topics of two
    halves place the comments most alike (adjusted Rand). Tone is the score given with a comment, never guessed from
    words; the verdicts are one family (Holm).

    Examples
    --------
    >>> import cx, datetime
    >>> store = cx.open_store()
    >>> given = b"answered_at,customer_id,measure,score,comment\\n2025-01-02,A,nps,9,Late\\n2025-03-02,B,nps,3,late!\\n"
    >>> _ = store.load("surveys", given)
    >>> topics(store, datetime.date(2025, 12, 31))[["words", "comments", "mean_score"]].values.tolist()
    [['late', 2, 6.0]]
    """
    return found(store, scope, edits).topics


def found(store: Engine, scope: Scope, edits: tuple[Edit, ...] | None = None) -> Found:
    """The topics of `topics` with the comments of each, computed once for the same data and edits."""
    by = edited_topics.kept(store) if edits is None else edits
    return store.once("voice_topics", lambda: _found(store, scope, by), scope=repr(scope), edits=by)


def _found(store: Engine, scope: Scope, edits: tuple[Edit, ...]) -> Found:
    everybody = Scope(scope.as_of)
    placed = store.once("voice_places", lambda: _placed(store, everybody), as_of=scope.as_of)
    texts = store.read("voice/comment_texts", said=comment_rows.said(store, scope))
    edited = edited_topics.applied(placed, edits)
    parts = {str(code): tuple(dict.fromkeys(rows["part"])) for code, rows in edited.groupby("topic")}
    places = edited.drop_duplicates(["topic", "upload_id", "line"]).merge(texts, on=["upload_id", "line"])
    rows = [_row(code, rows, texts) for code, rows in places.groupby("topic")]
    table = pd.DataFrame(rows, columns=[*COLUMNS, "p_value", "difference"])
    decided = verdicts.decided(table["difference"].tolist(), table["p_value"].tolist()) if rows else []
    table = table.assign(verdict=pd.Series(decided, dtype=object, index=table.index))[COLUMNS]
    table = table.sort_values(["comments", "topic"], ascending=[False, True], ignore_index=True)
    return Found(table, places[["topic", "upload_id", "line", "script", "text"]], parts)


def _placed(store: Engine, everybody: Scope) -> pd.DataFrame:
    """The comments of the 12 months with topic, script, words, terms, fit, is_topic and text; of no topic: left out.

    The topics are those of all comments of everybody so far, whomever the filters leave.
    """
    texts = store.read("voice/comment_texts", said=comment_rows.said(store, everybody, since=date.min))
    first = pd.Timestamp(spans.twelve_months(everybody.as_of).firsts[0])
    texts = texts.assign(
        text=texts["comment"].map(lambda text: wording.normalised(masked(text))),
        is_recent=texts["answered_at"] >= first,
    )
    texts["script"] = texts["text"].map(wording.script)
    lazy_imports.topics()
    # the matrices are small: threads would wait for each other; few words leave an error of a hair below 0
    with threadpool_limits(1), np.errstate(invalid="ignore"):
        parts = [_of_script(script, rows) for script, rows in texts.groupby("script") if script != wording.OTHER]
    columns = ["upload_id", "line", "script", "topic", "words", "terms", "fit", "is_topic", "text"]
    return pd.concat([part[columns] for part in parts if len(part)] or [pd.DataFrame(columns=columns)])


def _of_script(script: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The recent comments of a script with topic, words and how well they fit."""
    rows = rows.reset_index(drop=True)
    recent = rows[rows["is_recent"]]
    if len(rows) < LEAST or recent.empty:
        return _counted(script, recent)
    try:
        weights = _vectoriser(script, len(rows)).fit(rows["text"])
    except ValueError:  # no word is in some comments and not in most of them
        return _counted(script, recent)
    fitted = weights.transform(rows["text"].head(MOST))
    model = _factors(_number(fitted)).fit(fitted)
    shares = _shares(model, weights.transform(recent["text"]))
    best, fit = shares.argmax(axis=1), shares.max(axis=1)
    words = weights.get_feature_names_out()
    named, terms = _names(model.components_, words), _terms(model.components_, words)
    place = pd.Series(best[fit > 0]).value_counts().rank(method="first", ascending=False).astype(int)
    return recent[fit > 0].assign(
        topic=[f"{script} {place[number]}" for number in best[fit > 0]],
        words=[named[number] for number in best[fit > 0]],
        terms=[terms[number] for number in best[fit > 0]],
        fit=fit[fit > 0],
        is_topic=True,
    )


def _counted(script: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The comments with each of the words that most of them have."""
    analyse = _vectoriser(script, len(rows), most_words=1).build_analyzer()
    words = rows.assign(words=[sorted(set(analyse(text))) for text in rows["text"]]).explode("words")
    often = words["words"].value_counts()
    often = often[often > 1].sort_index().sort_values(ascending=False, kind="stable").head(SINGLE_WORDS)
    kept = words[words["words"].isin(often.index)]
    terms = [(word,) for word in kept["words"]]
    return kept.assign(topic=script + " " + kept["words"], terms=terms, fit=1.0, is_topic=False)


def _vectoriser(script: str, comments: int, most_words: int = 2) -> Any:
    is_spaced = script not in wording.UNSPACED
    return lazy_imports.topics().feature_extraction.text.TfidfVectorizer(
        analyzer="word" if is_spaced else "char",
        ngram_range=(1, most_words) if is_spaced else (2, 3),
        stop_words=sorted(wording.stop_words()) if is_spaced else None,
        min_df=5 if comments >= MOST else 2,
        max_df=0.5,
        sublinear_tf=True,
    )


def _factors(number: int) -> Any:
    factors = lazy_imports.topics().decomposition.NMF
    return factors(number, init="nndsvda", random_state=SEED, max_iter=400, tol=1e-3)


def _shares(model: Any, matrix: Any) -> np.ndarray:
    """How much of each topic is in each comment, in one unit for all topics."""
    weights = np.asarray(model.transform(matrix), dtype=float)
    weights *= np.linalg.norm(model.components_, axis=1)
    return weights


def _number(matrix: Any) -> int:
    """The number of topics at which those of two halves place the comments most alike; of equal ones the smallest."""
    halves = matrix[::2], matrix[1::2]
    most = min(*(min(half.shape) for half in halves), TOPICS[-1])
    agreed = {number: _agreement(halves, matrix, number) for number in TOPICS if number <= most}
    return max(agreed, key=lambda number: (round(agreed[number], 6), -number)) if agreed else 1


def _agreement(halves: tuple[Any, Any], matrix: Any, number: int) -> float:
    """The adjusted Rand index of the comments as placed by the topics of either half."""
    sides = [_shares(_factors(number).fit(half), matrix).argmax(axis=1) for half in halves]
    return float(lazy_imports.topics().metrics.adjusted_rand_score(*sides))


def _names(components: np.ndarray, words: np.ndarray) -> list[str]:
    """The words that stand for each topic, none a part of another."""
    named = []
    for weights in components:
        kept: list[str] = []
        for word in words[np.argsort(-weights, kind="stable")][: 4 * WORDS]:
            if not any(set(word.split()) & set(one.split()) for one in kept):
                kept.append(str(word))
        named.append(", ".join(kept[:WORDS]))
    return named


def _terms(components: np.ndarray, words: np.ndarray) -> list[tuple[str, ...]]:
    """The words with most weight in each topic."""
    ordered = np.argsort(-components, axis=1, kind="stable")[:, : edited_topics.TERMS]
    return [tuple(str(word) for word in words[places]) for places in ordered]


def _row(code: object, rows: pd.DataFrame, texts: pd.DataFrame) -> dict[str, object]:
    typical = rows.sort_values(["fit", "upload_id", "line"], ascending=[False, True, True]).iloc[0]
    of_nps = rows.loc[rows["measure"] == "nps", "score"]
    others = texts.loc[texts["measure"].eq("nps") & ~_is_among(texts, rows), "score"]
    difference, p_value = _against(of_nps, others)
    return {
        "topic": code, "script": rows["script"].mode()[0], "is_topic": bool(rows["is_topic"].any()),
        "is_named": typical["part"].edit is not None, "words": typical["words"],
        "terms": ", ".join(typical["terms"][:WORDS]), "comments": len(rows), "people": rows["customer_id"].nunique(),
        "mean_score": of_nps.mean(), "scored": len(of_nps), "verdict": None, "quote": _quote(typical["comment"]),
        "upload_id": typical["upload_id"], "line": typical["line"], "p_value": p_value, "difference": difference,
    }  # fmt: skip


def _is_among(texts: pd.DataFrame, rows: pd.DataFrame) -> np.ndarray:
    places = pd.MultiIndex.from_frame(texts[["upload_id", "line"]])
    return np.asarray(places.isin(pd.MultiIndex.from_frame(rows[["upload_id", "line"]])))


def _against(own: pd.Series, others: pd.Series) -> tuple[intervals.ESTIMATE_LOW_HIGH, float]:
    """How much higher the scores are than the others, and the p-value; NaN where there are too few."""
    if min(len(own), len(others)) < ENOUGH_TO_RANK:
        return (nan, nan, nan), nan
    moments = (own.mean(), own.std(), len(own), others.mean(), others.std(), len(others))
    return intervals.mean_difference(*moments), verdicts.mean_p(*moments)


def _quote(comment: str) -> str:
    text = " ".join(masked(comment).split())
    return text if len(text) <= QUOTE else text[: QUOTE - 1].rstrip() + "…"

"""Topics renamed, joined and split: what is kept, what it holds for, and how it is taken back."""

import random
from datetime import date

import pandas as pd
import pytest

import cx
from cx import voice
from cx.errors import CxError
from cx.experience.voice.edited_topics import Edit, applied
from tests import memory
from tests.companies import company
from tests.experience.voice.test_topics import THEMES

AS_OF = date(2025, 12, 31)
WORDS = {"late": 9, "broken": 7, "kind": 5, "dear": 3}
"""Comments of one word each, so few that each word is counted by itself; some of "late" name the courier."""


@pytest.fixture(scope="module")
def said() -> cx.Store:
    texts = [
        word + (" courier" if word == "late" and n < 4 else "") for word, times in WORDS.items() for n in range(times)
    ]
    texts += ["دیر", "دیر", "گران", "گران"]
    with memory.outliving_the_test():
        return company(
            surveys=[
                {
                    "customer_id": f"C{n}",
                    "answered_at": "2025-06-01",
                    "measure": "nps",
                    "score": n % 11,
                    "comment": text,
                }
                for n, text in enumerate(texts)
            ]
        )


@pytest.fixture(autouse=True)
def _no_edits_are_left(said):
    yield
    voice.write_topic_edits(said, voice.Change(removed=voice.topic_edits(said)))


def counts(store: cx.Store, **given) -> dict[str, int]:
    return voice.topics(store, AS_OF, **given).set_index("words")["comments"].to_dict()


def test_a_name_is_kept_beside_the_data_and_undone_by_its_change(said):
    before, version = counts(said), said.data_version
    change = voice.rename_topics(said, AS_OF, ("Latin late",), "  Too   late ")
    found = voice.topics(said, AS_OF).set_index("words").loc["Too late"]
    assert (found.comments, found.terms, found.is_named, found.topic) == (9, "late", True, "named Too late")
    assert said.data_version == version
    assert counts(said, edits=()) == before
    again = voice.rename_topics(said, AS_OF, ("named Too late",), "Late")
    assert "Late" in counts(said) and len(voice.topic_edits(said)) == 1
    voice.write_topic_edits(said, again.undone)
    assert "Too late" in counts(said)
    voice.write_topic_edits(said, change.undone)
    assert counts(said) == before and voice.topic_edits(said) == ()


def test_topics_of_one_name_are_one_whatever_their_script_and_a_comment_counts_once(said):
    voice.rename_topics(said, AS_OF, ("Latin late", "Arabic دیر", "Latin courier"), "Late")
    found = voice.topics(said, AS_OF).set_index("words").loc["Late"]
    assert (found.comments, found.people, found.script) == (11, 11, "Latin")
    listed = voice.topics(said, AS_OF)
    assert listed["comments"].is_monotonic_decreasing and listed.words.iloc[0] == "Late"
    voice.reset_topics(said, AS_OF, ("named Late",))
    assert "Late" not in counts(said)


def test_a_split_takes_the_comments_that_have_a_word_and_follows_the_names(said):
    voice.rename_topics(said, AS_OF, ("Latin late",), "Late")
    voice.split_topic(said, AS_OF, "named Late", "Courier", "Late courier")
    found = counts(said)
    assert (found["Late"], found["Late courier"]) == (5, 4)
    voice.rename_topics(said, AS_OF, ("named Late courier",), "Courier is late")
    assert counts(said)["Courier is late"] == 4
    with pytest.raises(CxError, match="split off"):
        voice.split_topic(said, AS_OF, "named Courier is late", "late", "X")
    voice.reset_topics(said, AS_OF, ("named Courier is late",))
    assert counts(said)["Late"] == 9
    for word, name, why in (
        ("nothing", "X", "in 0 of 9"),
        ("late", "X", "in 9 of 9"),
        (" ", "X", "word"),
        ("late", "", "name"),
    ):
        with pytest.raises(CxError, match=why):
            voice.split_topic(said, AS_OF, "named Late", word, name)


def places(*topics: tuple[str, ...]) -> pd.DataFrame:
    """One comment of each topic, given by its terms."""
    rows = [
        {
            "upload_id": 1,
            "line": line,
            "script": "Latin",
            "topic": f"Latin {line}",
            "words": terms[0],
            "terms": terms,
            "text": "",
        }
        for line, terms in enumerate(topics)
    ]
    return pd.DataFrame(rows)


def test_an_edit_holds_for_the_topic_that_shares_most_terms_and_rests_where_none_shares_half():
    late, dear = Edit("Latin", ("late", "days", "wait", "slow"), "Late"), Edit("Latin", ("price", "dear"), "Dear")
    other = Edit("Arabic", ("price", "dear"), "Other script")
    found = applied(places(("late", "days", "parcel", "door"), ("late", "van", "parcel", "door")), [late, dear, other])
    assert found["words"].tolist() == ["Late", "late"]
    nearer = Edit("Latin", ("late", "days", "parcel", "wait"), "Parcels")
    assert applied(places(("late", "days", "parcel", "door")), [late, nearer])["words"].tolist() == ["Parcels"]
    parted = applied(places(("late", "days", "x", "y"), ("wait", "slow", "x", "y")), [late])
    assert parted["topic"].tolist() == ["named Late", "named Late"]


def themed(seed: int) -> cx.Store:
    """240 comments of four themes, three words each."""
    draw, themes = random.Random(seed), list(THEMES.values())
    rows = [(f"C{n}", " ".join(draw.sample(themes[n % 4], 3))) for n in range(240)]
    return company(
        surveys=[
            {"customer_id": who, "answered_at": "2025-06-01", "measure": "nps", "score": 5, "comment": text}
            for who, text in rows
        ]
    )


def test_a_name_is_found_again_in_other_comments_on_the_same_themes():
    first, second = themed(1), themed(2)
    for row in voice.topics(first, AS_OF).head(2).itertuples():
        voice.rename_topics(first, AS_OF, (row.topic,), f"Called {row.Index}")
    voice.write_topic_edits(second, voice.Change(added=voice.topic_edits(first)))
    by_word = {word: theme for theme, words in THEMES.items() for word in words}
    themes = [
        {
            row.words: by_word[row.terms.split(", ")[0].split()[0]]
            for row in voice.topics(store, AS_OF).itertuples()
            if row.is_named
        }
        for store in (first, second)
    ]
    assert len(themes[1]) == 2 and themes[0] == themes[1]

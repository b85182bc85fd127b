"""Topics of comments: spelling, scripts, and topics of known words."""

import random
from datetime import date

import pandas as pd
import pytest

import cx
from cx.experience.voice import wording
from tests import memory
from tests.companies import company

AS_OF = date(2025, 12, 31)
THEMES = {
    "late": ["parcel", "courier", "late", "delivery", "days", "waited"],
    "dear": ["price", "expensive", "costly", "money", "budget", "cheaper"],
    "kind": ["staff", "friendly", "helpful", "smile", "advice", "polite"],
    "broken": ["broken", "scratched", "damaged", "box", "glass", "cracked"],
}
SCORES = {"late": 2, "dear": 6, "kind": 10, "broken": 1}


@pytest.fixture(scope="module")
def themed() -> cx.Store:
    """320 English comments of four themes, each of three words of its theme, and a few of other scripts."""
    draw, rows = random.Random(7), []
    for n in range(320):
        theme = list(THEMES)[n % 4]
        words = " ".join(draw.sample(THEMES[theme], 3))
        text = f"The {words} was it, 0912345678" if n % 2 else f"{words}!"
        rows.append((f"C{n % 300}", SCORES[theme] + (n % 8 == 0), text))
    rows += [("K1", 3, "包装破了"), ("K2", 2, "包装太差"), ("X", 5, "12 ???")]
    with memory.outliving_the_test():
        return company(
            surveys=[
                {"customer_id": who, "answered_at": "2025-06-01", "measure": "nps", "score": score, "comment": text}
                for who, score, text in rows
            ],
            customers=[{"customer_id": f"C{n}", "region": "North" if n < 100 else "South"} for n in range(300)],
        )


def test_the_themes_are_found_with_their_words_scores_and_quotes(themed):
    found = cx.voice.topics(themed, AS_OF)
    latin = found[found["script"] == "Latin"]
    assert latin["is_topic"].all() and len(latin) >= 4 and latin["comments"].sum() == 320
    by_word = {word: theme for theme, words in THEMES.items() for word in words}
    for row in latin.itertuples():
        themes = {by_word[word] for one in row.words.split(", ") for word in one.split()}
        assert len(themes) == 1, row.words
        assert row.mean_score == pytest.approx(SCORES[themes.pop()], abs=1)
        assert row.verdict in (True, False, None) and "0912" not in row.quote
    assert latin.set_index("words")["verdict"].isin([True, False]).any()


def test_a_script_of_few_comments_has_words_with_counts_only(themed):
    found = cx.voice.topics(themed, AS_OF)
    han = found[found["script"] == "Han"]
    assert not han["is_topic"].any()
    assert han[["words", "comments"]].values.tolist() == [["包装", 2]]
    assert "Other" not in set(found["script"])


def test_the_same_comments_give_the_same_topics_and_filters_only_choose_who_is_counted(themed):
    every, north = cx.voice.topics(themed, AS_OF), cx.voice.topics(themed, AS_OF, region="North")
    words = every.set_index("topic")["words"]
    assert (north.set_index("topic")["words"] == words.reindex(north["topic"])).all()
    assert north["comments"].sum() < every["comments"].sum()


def test_one_comment_or_none_leaves_no_topic_and_all_alike_a_word(store):
    assert cx.voice.topics(store, AS_OF).empty
    one = {"customer_id": "A", "answered_at": "2025-06-01", "measure": "nps", "score": 3, "comment": "late"}
    assert cx.voice.topics(company(surveys=[one]), AS_OF).empty
    alike = [one | {"customer_id": f"C{n}"} for n in range(250)]
    found = cx.voice.topics(company(surveys=alike), AS_OF)
    assert found[["is_topic", "words", "comments"]].values.tolist() == [[False, "late", 250]]


def test_fifty_thousand_comments_are_all_counted_though_the_topics_are_found_in_some():
    draw, themes = random.Random(3), list(THEMES)
    texts = [" ".join(draw.sample(THEMES[themes[n % 4]], 3)) for n in range(400)]
    rows = pd.DataFrame({"place": range(50_000)})
    surveys = pd.DataFrame(
        {
            "customer_id": "C" + (rows["place"] % 9000).astype(str),
            "answered_at": "2025-06-01",
            "measure": "nps",
            "score": rows["place"] % 11,
            "comment": [texts[n % 400] for n in rows["place"]],
        }
    )
    store = cx.open_store()
    store.load("surveys", surveys.to_csv(index=False).encode())
    found = cx.voice.topics(store, AS_OF)
    assert found["is_topic"].all() and found["comments"].sum() == 50_000
    assert cx.voice.comment_counts(store, AS_OF)["comments"].sum() == 50_000


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("كيفيّت مي‌شود", "کیفیت می شود"),
        ("ﬁne  GOODS", "fine goods"),
        ("مـــمنون", "ممنون"),
    ],
)
def test_a_word_has_one_spelling(text, spelled):
    assert wording.normalised(text) == spelled


def test_stop_words_are_of_both_languages_and_in_that_spelling():
    words = wording.stop_words()
    assert {"the", "and", "از", "که", "می"} <= words and "delivery" not in words
    assert all(word == wording.normalised(word) for word in words)

"""The competitors page inside the real frame, and what it says."""

import pandas as pd
import pytest
from cx.competitors import Idea

import cx
from cx import competitors
from pages.market.competitors import borrowed_ideas
from tests.apps import app_on, texts

ORDERS = "order_id,customer_id,ordered_at,revenue\n1,a,2025-03-02,50\n2,b,2025-12-30,40\n"
HEADER = "company,attribute,score,importance,scored_on,scored_by\n"
LEFT = "customer_id,left_on,reason\na,2025-03-01,They are cheaper\nb,2025-04-01,Delivery\n"
CENTRES = {"Price": (9, 6, 9), "Range": (3, 8, 4), "Quality": (8, 7, 7)}


def scores() -> str:
    lines = [
        f"{company},{attribute},{score + who % 2},{importance},2025-06-01,K{who}"
        for who in range(40)
        for attribute, (importance, *pair) in CENTRES.items()
        for company, score in zip(("We", "They"), pair, strict=True)
    ]
    # the same score of both would leave no spread between them
    lines.append("They,Quality,9,8,2025-06-02,K0")
    lines += ["They,Price,7,9,2025-06-02,K1", "They,Range,7,3,2025-06-02,K2"]
    return HEADER + "\n".join(lines) + "\n"


def test_the_company_is_chosen_and_undone_and_gaps_become_the_title(filled, tmp_path):
    shop = filled(tmp_path / "own.duckdb", orders=ORDERS, competitors=scores(), churn_reasons=LEFT)
    app = app_on(shop, "competitors", compare="Year before")
    assert app.title[0].value == "Which company is yours?"
    app.selectbox(key="our_company").select("We").run()
    assert not app.exception
    assert app.title[0].value == "They beats us on Price by 2.9; no rival is clearly better at Quality"
    shown = texts(app)
    assert "50% of the customers who said why they left named a competitor" in shown
    assert "scored by 40 respondents" in shown and "Learn first: Price" in shown
    app.button(key="undo_competitors").click().run()
    assert not app.exception and app.title[0].value == "Which company is yours?"


@pytest.mark.parametrize(
    "rows, title, said",
    [
        ("", "No competitors yet", "Upload competitors"),
        ("We,Price,6,9,,\n", "No rival was scored on what you were scored on", "at least one rival"),
        (
            "We,Price,6,9,,\nThey,Price,8,9,,\n",
            "A rival scores higher on 1 of 1 attribute, of 1 rival scored: too few to tell",
            "too few to weigh",
        ),
    ],
)
def test_with_few_rows_or_none_a_sentence_says_what_is_missing(filled, tmp_path, rows, title, said):
    files = {"competitors": HEADER + rows} if rows else {}
    path = filled(tmp_path / "own.duckdb", orders=ORDERS, **files)
    store = cx.open_store(path)
    if rows:
        competitors.set_ours(store, "We")
        competitors.write(store, {"Cards": Idea("Cards", "They", state="trying")})
    app = app_on(path, "competitors", store=store)
    assert not app.exception
    assert app.title[0].value == title and said in texts(app)


def test_an_edit_of_the_grid_becomes_changes_by_the_words_of_the_idea():
    blank = {"company": None, "attribute": None, "state": "Idea", "measure": None, "decided_on": None}
    before = pd.DataFrame([{"idea": "A", **blank}, {"idea": "B", **blank}, {"idea": "C", **blank}])
    edited = before.drop(index=1)
    edited.loc[0, "state"] = "Done"
    edited.loc[2, "idea"] = "D"
    edited.loc[3] = {"idea": "New", **blank, "state": None}
    assert borrowed_ideas.changes(before, before) == {}
    assert borrowed_ideas.changes(before, edited) == {
        "A": Idea("A", state="done"), "B": None, "C": Idea("D"), "New": Idea("New"),
    }  # fmt: skip

"""The recognition page inside the real frame: the list, marking with a control group and its undo, empty states."""

from datetime import date

import pandas as pd
import pytest

from pages.experience.recognition import findings, marking
from tests.apps import app_on, texts


def csv(rows):
    return pd.DataFrame(rows).to_csv(index=False)


PEOPLE = 40
FILES = {
    "orders": csv(
        [
            {"order_id": n, "customer_id": f"c{n:02d}", "ordered_at": "2025-05-01", "revenue": 50 + n}
            for n in range(PEOPLE)
        ]
    ),
    "surveys": csv(
        [
            {"answered_at": "2025-05-05", "customer_id": f"c{n:02d}", "measure": "nps", "score": 10}
            for n in range(PEOPLE)
        ]
    ),
}


def test_a_press_marks_the_list_holds_some_out_and_undo_takes_it_back(filled, tmp_path):
    path = filled(tmp_path / "own.duckdb", **FILES)
    app = app_on(path, "recognition", as_of="2025-05-05", thanks_as="Cards")
    assert not app.exception
    assert app.title[0].value == f"{PEOPLE} customers deserve thanks this week; {PEOPLE} never had any"
    said = texts(app)
    assert "NPS score 10" in said and "A note that asks for a review" in said and "never thanked" in said
    assert "Nobody was held out, so nobody can tell what thanks change." in said
    assert "No reason for thanks is 30 days old yet" in said
    app.button(key="thank-c39").click().run()
    assert app.title[0].value.startswith(f"{PEOPLE - 1} customers deserve thanks")
    assert "1 customer marked as thanked on 5 May 2025" in texts(app)
    app.segmented_control(key="thanks_share").set_value(0.5).run()
    app.button(key="thanks_mark").click().run()
    assert app.title[0].value == "Nobody is due for thanks this week"
    assert "held out at random: do not thank them" in texts(app)
    assert "are over on 4 Jul 2025" in texts(app)
    app.button(key="thanks_undo_last_2").click().run()
    assert app.title[0].value.startswith(f"{PEOPLE - 1} customers deserve thanks")
    app.checkbox(key="thanks_on_promoter").uncheck()
    app.button(key="FormSubmitter:thanks_reasons-Save").click().run()
    assert app.title[0].value == "Nobody is due for thanks this week"
    assert not app.exception


def test_the_table_is_narrowed_by_reason_and_shows_effect_and_months(filled, tmp_path):
    rows = [
        {
            "person_id": f"c{n:02d}",
            "occurred_at": "2025-01-07",
            "kind": "thanked",
            "variant": ("treated", "held out")[n % 2],
        }
        for n in range(PEOPLE)
    ]
    path = filled(tmp_path / "own.duckdb", **FILES, touchpoints=csv(rows))
    app = app_on(path, "recognition", as_of="2025-05-05", thanks_for="first_year", compare="Year before")
    assert not app.exception
    assert app.title[0].value.startswith(f"{PEOPLE} customers deserve thanks")
    assert "Nobody is left to thank: choose other reasons" in texts(app)
    headers = [header.value for header in app.header]
    assert "Too few to tell what thanks change: 20 thanked, 20 held out" in headers
    assert "20 customers thanked in 12 months, 20 held out" in headers


def test_without_orders_the_page_names_the_file_to_upload(filled, tmp_path):
    touches = "person_id,occurred_at,kind\nA,2025-01-01,visited\n"
    app = app_on(filled(tmp_path / "own.duckdb", touchpoints=touches), "recognition")
    assert not app.exception
    assert app.title[0].value == "No orders yet"


def week(due, never):
    return pd.DataFrame([{"due": due, "never_thanked": never}])


def test_titles_say_what_is_counted_and_claim_only_what_is_certain():
    assert findings.title(week(1, 1)) == "1 customer deserves thanks this week"
    assert findings.title(week(9, 0)) == "9 customers deserve thanks this week; all were thanked before"
    table = pd.DataFrame(
        {"group": ["promoter", "referral"], "n": [90, 60], "thanked": [9, 40], "share": [0.1, 2 / 3], "verdict": None}
    )
    assert findings.in_time_title(table) == "49 of 150 reasons were followed by thanks within 30 days"
    less = findings.in_time_title(table.assign(verdict=["lower", "higher"]))
    assert less == "Thanked in time less often: NPS score 9 or 10 (10%); 33% of all"
    row = {"thanked_n": 90, "held_out_n": 90, "thanked_rate": 0.5, "held_out_rate": 0.3, "verdict": "higher"}
    bring = findings.effect_title(pd.DataFrame([row]))
    assert bring == "Thanks bring orders: 50% order within 60 days, 30% of those held out"
    unclear = findings.effect_title(pd.DataFrame([row | {"verdict": None}]))
    assert unclear == "No clear effect of thanks on orders: 50% and 30% order within 60 days"
    assert findings.effect_title(pd.DataFrame()) == "The effect of thanks is not known"
    assert findings.no_effect(date(2025, 3, 1)).startswith("The 60 days of the first customers held out are over on 1")


@pytest.mark.parametrize(
    ("reason", "amount", "said"),
    [
        ("referral", 2, "Referred 2 customers"),
        ("resolved", 0, "Complaint resolved the same day"),
        ("resolved", 1, "Complaint resolved in 1 day"),
        ("promoter", 9, "NPS score 9"),
        ("platinum", None, "Became Platinum"),
    ],
)
def test_each_reason_says_what_happened(reason, amount, said):
    row = next(pd.DataFrame([{"reason": reason, "amount": amount}]).itertuples())
    assert findings.because(row) == said


def test_the_list_to_download_has_only_those_to_thank(monkeypatch):
    rows = pd.DataFrame({"customer_id": ["A", "B"], "name": ["=cmd()", "Bo"], "variant": ["treated", "held out"]})
    rows = rows.assign(region=None, reason="promoter", fitting="A note")
    monkeypatch.setattr(marking.answers, "store", lambda: None)
    monkeypatch.setattr(marking.recognition, "pressed", lambda _store, _press_id: rows)
    text = marking.to_thank(1).decode("utf-8-sig")
    assert "'=cmd()" in text and "Bo" not in text and "NPS score 9 or 10,A note" in text

"""The promises page inside the real frame."""

from datetime import date

import pandas as pd
import pytest

from cx.experience import promises
from pages.experience.promises import findings
from tests.apps import app_on, texts

ORDERS = "order_id,customer_id,ordered_at,revenue\n" + "".join(
    f"{n},C{n % 60},2025-{1 + n % 12:02d}-11,{20 + n}\n" for n in range(300)
)
HEAD = "promise_id,made_on,customer_id,touchpoint,kind,words,due_on,asked_on,answered_on,kept_on,kept\n"


def rows() -> str:
    """100 deliveries of June, every fourth late; 40 claims, of which 28 are honoured; two overdue; odd ones."""
    ends = ["2025-07-05,"] * 28 + [",no"] * 12
    lines = [
        f"D{n},2025-06-01,C{n % 60},Delivery,delivery,At your door,2025-06-05,,,2025-06-0{6 if n % 4 == 0 else 4},"
        for n in range(100)
    ]
    lines += [
        f"G{n},2025-06-01,C{n},Store,guarantee,We replace it,,2025-07-01,2025-07-02,{end}" for n, end in enumerate(ends)
    ]
    lines += [
        "O1,2025-12-01,C1,Support,call back,We call back,2025-12-02,,,,",
        "O2,2025-12-01,,Support,refund,Money back,2025-12-05,,,,",
        "S1,2025-12-01,C1,Support,refund,Money back soon,2025-12-15,,,,",
        "X1,2025-12-01,C1,Support,refund,,2025-12-05,,,2025-11-05,",
        "X2,2025-12-01,C1,Support,refund,,,,,2025-12-03,",
    ]
    return HEAD + "\n".join(lines) + "\n"


def surveys() -> str:
    lines = [
        f"2025-11-{1 + n % 9:02d},C{n},{measure},{subject},{score}"
        for n in range(40)
        for subject, promised, given in (("Delivery", 6, 4 + n % 2), ("Store", 5, 4 + n % 3))
        for measure, score in (("promise", promised), ("perception", given), ("importance", 5), ("expectation", 5))
    ]
    return "answered_at,customer_id,measure,subject,score\n" + "\n".join(lines) + "\n"


@pytest.fixture
def company(filled, tmp_path):
    return filled(tmp_path / "own.duckdb", orders=ORDERS, promises=rows(), surveys=surveys())


def test_the_page_says_what_is_promised_given_missed_and_overdue(company):
    app = app_on(company, "promises", compare="Year before")
    assert not app.exception
    assert app.title[0].value == "We promise 6.0 at Delivery and give 4.5; 25% of delivery promises are missed"
    figures = {card.label: card.value for card in app.metric}
    assert figures == {
        "Promises kept": "73%",
        "Claims honoured": "70%",
        "Largest promise gap": "−1.5",
        "Overdue now": "2",
    }
    said = texts(app)
    for sentence in (
        "142 promises due in the 12 months to 11 Dec 2025",
        "Short of what we promise: Delivery",
        "No study on the same scale in the 12 months before",
        "70% of guarantee claims are honoured",
        "2 promises are overdue",
        "1 promise with a due, claim or fulfilment date before it was made",
        "1 promise kept without a due date: whether in time is not known",
        "1 promise without a customer",
        "No customer to compare with: 15 cases of a late delivery without a match",
    ):
        assert sentence in said, sentence
    assert "At your door" not in app.dataframe[0].value["words"].tolist()

    app.button_group(key="when").set_value(["Due within 7 days"]).run()
    assert app.dataframe[0].value["standing"].tolist() == ["due in 4 days"]

    app.selectbox(key="mark-promise").set_value("Missed: Delivery by the day named").run()
    assert app.query_params["promise"] == "kind/delivery"
    assert set(app.dataframe[0].value["standing"]) == {"kept 1 day late"}
    app.selectbox(key="mark-promise").set_value("Gap: Delivery").run()
    assert not app.exception
    assert set(app.dataframe[0].value["gap"]) == {-2, -1}
    app.selectbox(key="mark-promise").set_value("Claims: Honoured").run()
    assert "28 promises" in texts(app)


def test_a_promise_is_written_down_marked_and_undone(filled, tmp_path):
    overdue = HEAD + "".join(line + "\n" for line in rows().splitlines() if line.startswith("O"))
    path = filled(tmp_path / "own.duckdb", orders=ORDERS, promises=overdue, surveys=surveys())
    app = app_on(path, "promises")
    app.text_input(key="promise_words").set_value("If it breaks within two months I pay it back")
    app.text_input(key="promise_customer").set_value("nobody")
    app.button(key="FormSubmitter:promise_form-Save").click().run()
    assert "No customer has the ID nobody" in texts(app)
    app.text_input(key="promise_customer").set_value("C2")
    app.date_input(key="promise_due").set_value(date(2025, 12, 11))
    app.button(key="FormSubmitter:promise_form-Save").click().run()
    assert not app.exception
    assert "Promise saved: “If it breaks within two months I pay it back”" in texts(app)
    assert "3 promises are overdue" in texts(app)
    assert app.text_input(key="promise_words").value == ""

    app.multiselect(key="marked_promises").set_value(["O1", "app-1"])
    app.button(key="FormSubmitter:mark_form-Save").click().run()
    assert not app.exception
    assert "Marked as kept: 2 promises" in texts(app)
    assert "1 promise is overdue" in texts(app)
    app.button(key="undo-promises").click().run()
    assert "3 promises are overdue" in texts(app)
    app.button(key="noted-app-1").click().run()
    assert "2 promises are overdue" in texts(app)
    app.button(key="undo-promises").click().run()
    assert "3 promises are overdue" in texts(app)
    assert "Promises written down here (1)" in [box.label for box in app.expander]
    app.selectbox(key="study_scale").set_value(5).run()
    assert "There are scores up to 6: the scale cannot end at 5." in texts(app)
    app.selectbox(key="study_scale").set_value(10).run()
    assert "scale 1 to 10" in texts(app)


def test_a_store_without_promises_names_the_files_and_takes_the_first_one(filled, tmp_path):
    path = filled(tmp_path / "own.duckdb", orders="order_id,customer_id,ordered_at,revenue\n1,A,2025-01-02,9\n")
    app = app_on(path, "promises")
    assert not app.exception
    assert app.title[0].value == "No promises yet"
    assert "Promises: upload them" in texts(app)
    app.text_input(key="promise_words").set_value("We call back")
    app.button(key="FormSubmitter:promise_form-Save").click().run()
    assert not app.exception
    assert app.title[0].value == "No promise is due yet"


def test_promises_without_orders_have_no_list(filled, tmp_path):
    touches = "person_id,occurred_at,kind\nA,2025-01-01,visited\n"
    kept = HEAD + "P1,2024-12-01,A,,refund,,2024-12-15,,,2024-12-10,\n"
    app = app_on(filled(tmp_path / "own.duckdb", promises=kept, touchpoints=touches), "promises")
    assert not app.exception
    assert app.title[0].value == "1 of 1 promise kept in time"
    assert "Upload orders to see whose promises are overdue" in texts(app)


def gaps(verdict="short", n=40, **more):
    row = {"subject": "Delivery", "is_touchpoint": True, "promise": 6.2, "experienced": 4.3, "verdict": verdict}
    return pd.DataFrame([row | {"gap_n": n, "change_n": 0, "change_verdict": None} | more])


def kept(due=100, late=25, **more):
    row = {"kind": "delivery", "due": due, "late": late, "kept": due - late, "rate": 1 - late / max(due, 1), "open": 0}
    return pd.DataFrame([row | {"verdict": None} | more])


def test_the_title_claims_only_what_the_verdicts_hold():
    both = "We promise 6.2 at Delivery and give 4.3; 25% of delivery promises are missed"
    assert findings.title(gaps(), kept()) == both
    assert findings.title(gaps(), kept().head(0)) == "We promise 6.2 at Delivery and give 4.3"
    assert findings.title(gaps(None), kept()) == "25% of delivery promises are missed"
    assert findings.title(gaps().head(0), kept(29)) == "4 of 29 promises kept in time"
    assert findings.title(gaps(None), kept().head(0)) == "No clear gap between promise and experience"
    assert findings.title(gaps(None, 12), kept().head(0)).startswith("Too few answers to tell promise from experience")
    assert findings.title(gaps().head(0), kept(late=0)) == "All 100 promises were kept in time"
    assert findings.title(gaps().head(0), kept(0, 0)) == "No promise is due yet"
    assert findings.title(gaps(is_touchpoint=False), kept().head(0)) == "No clear gap between promise and experience"


def test_other_titles_pass_the_gate():
    assert findings.kept_title(kept(verdict="lower")) == "Kept less often than the rest: delivery promises (75%)"
    assert findings.kept_title(kept()) == "75% of promises are kept in time"
    assert findings.kept_title(kept(20, 5)) == "15 of 20 promises kept in time"
    claims = pd.DataFrame([{"due": 20, "honoured": 14, "rate": 0.7}])
    assert findings.claims_title(claims) == "14 of 20 guarantee claims honoured"
    better = gaps(None, change_n=30, change_verdict="better")
    assert findings.gaps_note(better) == "Against the study before (n = 30): Delivery better."
    assert findings.gaps_title(gaps(None)) == "Nothing falls clearly short of what we promise"
    assert findings.gaps_title(gaps(None, 12)) == "Promise and experience of 12 customers"


@pytest.mark.parametrize(
    ("n", "verdict", "holds", "title"),
    [
        (60, promises.LESS, True, "After a late delivery, customers buy 40% less"),
        (60, "as before", True, "After a late delivery, customers buy on as before"),
        (60, None, True, "No clear effect of a late delivery on later orders"),
        (60, promises.LESS, False, "The comparison does not hold here"),
        (20, None, True, "Too few to tell what a late delivery changes: 20 cases with matched customers"),
        (0, None, True, "No customer to compare with: 7 cases of a late delivery without a match"),
    ],
)
def test_the_effect_is_said_only_with_a_verdict(n, verdict, holds, title):
    found = pd.DataFrame([{"outcome": "broken", "n": n, "unmatched": 7, "ratio": 0.6, "verdict": verdict}])
    check = pd.DataFrame([{"holds": holds}])
    assert findings.effect_title("delivery", found, check, date(2026, 3, 1)).startswith(title)
    soon = findings.effect_title("delivery", found.head(0), check, date(2026, 3, 1))
    assert soon == "What a late delivery changes can be known from 1 Mar 2026 on"

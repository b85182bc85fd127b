"""Comments of employees: none can be traced, on whatever page."""

from datetime import date

import pandas as pd

import cx
from cx.customers import profile
from cx.loading.preview import preview
from tests.market.team.answers import answered, of_employees

YEAR_END = date(2025, 12, 31)
WORDS = "Ask ann@shop.example, 0912 345 67 89"


def test_a_list_is_of_ten_answers_without_date_order_or_author():
    rows = [answered("Shop", [n % 10], f"2025-11-{1 + n:02d}", comment=f"note {n}")[0] for n in range(10)]
    shown = cx.team.comments(of_employees(rows, answered("Desk", [1] * 5, comment=WORDS)), YEAR_END)
    assert list(shown) == ["team", "n", "comment"] and set(shown["team"]) == {"Shop"}  # Desk alone has no list
    backwards = cx.team.comments(of_employees(rows[::-1]), YEAR_END)
    assert shown["comment"].tolist() == backwards["comment"].tolist() != [f"note {n}" for n in range(10)]
    two = cx.team.comments(of_employees(rows, *(answered(t, [1] * 5, comment=WORDS) for t in ("A", "B"))), YEAR_END)
    others = two[two["team"] == ""]
    assert others["n"].tolist() == [10] * 10 and set(others["comment"]) == {"Ask •••, •••"}
    assert cx.team.comments(of_employees(rows[:9]), YEAR_END).empty and cx.team.comments(of_employees(), YEAR_END).empty
    assert cx.team.comments(of_employees(rows), date(2025, 12, 30)).empty  # the quarter is not over


def test_what_an_employee_answered_is_on_no_time_line_in_no_segment_voice_or_preview():
    orders = [{"order_id": "1", "customer_id": "c1", "ordered_at": "2025-03-01", "revenue": 9}]
    invited = [{"person_id": "c1", "occurred_at": "2025-11-01", "kind": "asked"}]
    rows = answered("Shop", [2] * 12, comment=WORDS, customer_id="c1") + answered("Shop", [2], customer_id="e9")
    store = of_employees(rows, orders=orders, touchpoints=invited)
    events = profile.events(store, YEAR_END, "c1")
    assert not events["event"].eq("survey").any() and "responded" not in events["state"].tolist()
    assert profile.known(store, YEAR_END, "e9") is None
    assert "employee" not in cx.segment_rules.names(store, "survey")
    rule = {"all": [{"of": "survey", "name": "employee", "from": 0, "to": 10}]}
    assert store.rows(f"select * from {cx.segment_rules.members(store, rule, YEAR_END)}").empty
    assert cx.voice.comments(store, YEAR_END).empty
    assert cx.voice.comment_counts(store, YEAR_END).empty
    file = b"answered_at,measure,subject,score,comment\n2025-01-02,employee,Shop,9,I am Ann\n2025-01-02,nps,,9,Fine\n"
    seen = preview(file)
    assert seen.rows_ready == 2 and seen.ready["measure"].tolist() == ["nps"]


def test_excluded_lines_of_employees_are_masked_in_the_file():
    rows = pd.DataFrame(
        {
            "kind": ["surveys", "surveys", "orders"], "column": ["score", "measure", "revenue"],
            "value": ["99", "Employee", "x"],
            "raw": ["2025-01-02,employee,99,I am Ann", "2025-01-02,Employee ,9,I", "1,employee,x"],
        }
    )  # fmt: skip
    masked = cx.quality.excluded_rows(rows)
    assert masked["raw"].tolist() == ["•••", "•••", "1,employee,x"] and masked["value"].tolist() == ["99", "•••", "x"]

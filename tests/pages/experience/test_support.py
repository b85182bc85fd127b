"""The support page inside the real frame."""

import pytest

import cx
from tests.apps import app_on, texts

ORDERS = b"order_id,customer_id,ordered_at,revenue\n" + b"".join(
    b"%d,C%d,2025-%02d-11,%d\n" % (n, n % 60, 1 + n % 12, 20 + n) for n in range(300)
)
HEADER = "ticket_id,opened_at,customer_id,kind,topic,channel,answered_at,resolved_at,satisfied\n"


def line(number: int, *, kind: str, topic: str, hours: int | None, satisfied: str, channel: str = "Email") -> str:
    """A ticket of June, answered after an hour and resolved after so many hours."""
    day = f"2025-06-{1 + number % 20:02d}"
    end = f"2025-06-{1 + number % 20 + hours // 24:02d} {9 + hours % 24:02d}:00" if hours is not None else ""
    said = satisfied if end else ""
    return f"T{kind}{number},{day} 09:00,C{number % 60},{kind},{topic},{channel},{day} 10:00,{end},{said}"


def tickets() -> str:
    lines = [
        line(n, kind="complaint", topic="Late" if n % 2 else "Broken", hours=None if n % 5 == 0 else 49,
             satisfied="no" if n % 2 else "yes")
        for n in range(200)
    ]  # fmt: skip
    lines += [line(n, kind="question", topic="Size", hours=3, satisfied="yes", channel="Chat") for n in range(120)]
    lines.append("Tguest,2025-06-01 09:00,,complaint,Broken,Email,2025-06-01 10:00,,")
    for n in range(60):
        day, answered = f"2025-06-{1 + n % 20:02d}", n % 4
        answer = f"{day} 11:01" if answered else ""
        end = f"{day} 11:05" if answered else f"{day} 11:02"
        lines.append(f"call{n},{day} 11:00,,call,,Phone,{answer},{end},")
    return HEADER + "\n".join(lines) + "\n"


@pytest.fixture
def desk(filled, tmp_path):
    return filled(tmp_path / "desk.duckdb", orders=ORDERS, tickets=tickets())


def test_the_page_tells_waits_topics_hours_calls_staffing_and_who_waits(desk):
    app = app_on(desk, "support")
    assert not app.exception
    assert app.title[0].value == "Half of the complaints take 2 days or more; one in 5 is still open after 30 days"
    figures = {card.label: card.value for card in app.metric}
    assert figures["First answer"] == "1 h" and figures["Unanswered calls"] == "25%"
    said = texts(app)
    assert "One in 5 complaints is not resolved after 30 days" in said
    assert "Helped less: Late. Helped more: Broken, Size" in said
    assert "321 tickets opened by 11 Dec 2025 (last 12 months) · 41 unresolved" in said
    assert "Most tickets come between 9:00 and 10:00 (100%)" in said
    assert "1 person answers" in said and "As recorded in 60 calls" in said
    assert "12 customers" in said and "41 unresolved tickets" in said
    assert len(app.selectbox(key="open-row-unresolved").options) == 12  # once each, the guest not at all
    listed = app.dataframe[0].value
    assert listed.open_days.is_monotonic_decreasing and set(listed.first_answer) == {"1 h"}

    app.segmented_control(key="until").set_value("First answer").run()
    assert "Half of the complaints are answered within 1 h" in texts(app)
    app.number_input(key="phone_calls").set_value(120.0).run()
    assert not app.exception
    assert app.query_params["phone_calls"] == ["120.0"] or app.query_params["phone_calls"] == "120.0"
    said = texts(app)
    assert "people answer 80% of calls" in said and "What if: 120 calls an hour" in said
    assert "Recorded in 60 calls" in said


def test_opening_hours_stop_the_clock_and_are_kept_in_the_address(desk):
    app = app_on(
        desk, "support", open_days="1", opens="9", closes="10", compare="Period before", topic="complaint/Late"
    )
    assert not app.exception
    assert "Mon 9–10" in texts(app)
    assert "come outside opening hours" in texts(app)
    assert {card.label: card.value for card in app.metric}["Unanswered calls"] == "n/a"  # all came at 11
    listed = app.dataframe[0].value
    assert set(listed.topic) == {"Late"} and set(listed.kind) == {"complaint"}
    assert app.selectbox(key="mark-topic").value == "Late"
    assert "opening hour" in app.title[0].value or "min" in app.title[0].value


def test_opening_hours_are_kept_for_the_company_and_the_last_change_is_undone(desk):
    app = app_on(desk, "support", open_days="1", opens="9", closes="10")
    assert "The company's hours: calendar hours" in texts(app)
    app.button(key="hours_save").click().run()
    assert not app.exception
    assert "open_days" not in app.query_params
    other = app_on(desk, "support")
    assert "Mon 9–10" in texts(other) and "These are the company's hours" in texts(other)
    other.selectbox(key="opens").set_value(8).run()
    other.button(key="hours_company").click().run()
    assert other.selectbox(key="opens").value == 9
    app.button(key="hours_undo").click().run()
    assert not app.exception
    assert "calendar hours" in app.caption[0].value or "The company's hours: calendar hours" in texts(app)


def test_filters_choose_and_where_nobody_is_left_the_page_says_so(desk):
    app = app_on(desk, "support", as_of="2025-05-31")
    assert not app.exception
    assert app.title[0].value == "No tickets in this selection"


def test_without_tickets_the_page_names_the_file_to_upload(filled, tmp_path):
    app = app_on(filled(tmp_path / "orders.duckdb", orders=ORDERS), "support")
    assert not app.exception
    assert app.title[0].value == "No tickets yet"
    assert "Upload tickets to see how long they wait" in texts(app)


def test_a_topic_that_is_clicked_is_what_the_list_is_about_until_it_is_cleared(desk):
    app = app_on(desk, "support")
    app.session_state["topics"] = {"selection": {"topic": [{"code": "complaint/Broken"}]}}
    app.run()
    assert set(app.dataframe[0].value.topic) == {"Broken"}
    assert "topic" in app.query_params
    link = next(link for link in app.get("page_link") if link.proto.label == "Customers with this complaint")
    assert "complaints_of=shares%3ABroken" in link.proto.query_string
    next(button for button in app.button if button.label == "Clear").click().run()
    assert not app.exception
    assert set(app.dataframe[0].value.topic) == {"Broken", "Late"}


def test_everybody_alike_and_topics_in_a_script_without_blanks_are_said_as_they_are(filled, tmp_path):
    rows = "".join(
        f'T{n},2025-0{1 + n % 9}-05 09:00,C{n % 60},complaint,"送货, 太慢",Phone,,2025-0{1 + n % 9}-06 10:00,yes\n'
        for n in range(90)
    )
    own = filled(tmp_path / "own.duckdb", orders=ORDERS, tickets=HEADER + rows)
    app = app_on(own, "support")
    assert not app.exception
    assert "All 90 answers say that it helped" in texts(app)
    assert "At an assumed 30 calls an hour 3 people answer 80%" in texts(app)
    app = app_on(own, "complaints", complaints_of="shares:送货; 太慢")
    assert not app.exception
    assert "Complaints: 送货, 太慢" in texts(app)
    assert "90 complaints" in texts(app)


@pytest.mark.parametrize(
    "rows, title",
    [
        (["1,2025-06-01 09:00,,complaint,,,,,"], "1 ticket of kind complaint: not enough for a median yet"),
        (["1,2025-06-01 09:00,,call,,,,2025-06-01 09:02,"], "1 of 1 calls were not answered"),
        (["1,2025-06-01 09:00,C1,Idea,,,,2025-06-01 09:00,yes"], "1 ticket of kind Idea: not enough for a median yet"),
    ],
    ids=["one open complaint", "one call", "another kind"],
)
def test_one_ticket_is_told_as_a_fact(tmp_path, rows, title):
    store = cx.open_store(tmp_path / "one.duckdb")
    store.load("orders", ORDERS)
    store.load("tickets", (HEADER + "\n".join(rows) + "\n").encode())
    app = app_on(tmp_path / "one.duckdb", "support", store=store)
    assert not app.exception
    assert app.title[0].value == title


def test_tickets_and_touchpoints_without_an_order_are_shown_too(tmp_path):
    store = cx.open_store(tmp_path / "early.duckdb")
    store.load("touchpoints", b"person_id,occurred_at,kind\nA,2025-01-02,visited\n")
    store.load("tickets", tickets().encode())
    app = app_on(tmp_path / "early.duckdb", "support", store=store)
    assert not app.exception
    assert "Half of the complaints" in app.title[0].value

"""The campaigns page: what it says with a control group, without one, and without rows."""

from tests.apps import app_on, texts

ORDERS = "order_id,customer_id,ordered_at,revenue\n" + "".join(
    f"{n},{who}{n},2025-03-{1 + n % 20:02d},20\n" for who, most in (("t", 60), ("h", 10)) for n in range(most)
)
MAILS = "person_id,occurred_at,campaign,kind,variant\n" + "".join(
    [f"t{n},2025-03-01,Spring,sent,treated\n" for n in range(80)]
    + [f"h{n},2025-03-01,Spring,,held out\n" for n in range(80)]
    + [f"t{n},2025-02-01,Winter,sent,\n" for n in range(80)]
)
LAST = "9999,x,2025-06-30,20\n"


def test_the_page_says_what_a_campaign_won_and_what_is_not_known(filled, tmp_path):
    path = filled(tmp_path / "own.duckdb", orders=ORDERS + LAST, touchpoints=MAILS)
    app = app_on(path, "campaigns")
    assert not app.exception
    assert app.title[0].value == "Spring won 50 extra buyers; 10 would have bought anyway"
    assert "3 of 5 trust checks pass" in texts(app) and "Random split as planned" in str(app.dataframe[1].value)
    app.number_input[0].set_value(20.0).run()
    app.button(key="save_planned").click().run()
    assert not app.exception and "do not read this test" in app.title[0].value
    app.button(key="undo_planned").click().run()
    assert not app.exception and "won 50" in app.title[0].value
    app.selectbox(key="campaign").set_value("Winter").run()
    assert not app.exception
    assert app.title[0].value == "Winter: nobody was held out, so what it earned is not known"


def test_without_mails_the_page_names_the_file_to_upload(filled, tmp_path):
    app = app_on(filled(tmp_path / "own.duckdb", orders=ORDERS), "campaigns")
    assert not app.exception
    assert app.title[0].value == "No campaigns yet"

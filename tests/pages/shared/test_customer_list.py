"""The list of customers that the pages share: picked in words, cleared, held in the address, saved as a segment."""

import json

import pyarrow as pa
import pytest

import cx
from cx.customers import saved_segments
from pages.shared import answers
from tests.apps import app_on, texts

HEADER = b"order_id,customer_id,ordered_at,revenue\n"
TWO_YEARS = HEADER + b"".join(
    b"%d,c%d,20%d-%02d-11,%d\n"
    % (i, i % 60 + i // 200, 24 + i // 200, 1 + i % 12, 3 if i % 60 < 8 else 20 + (i % 60) ** 2)
    for i in range(400)
)
PICKED = {
    "movement": {"move": "Tin,Tin"},
    "rfm": {"cell": "1,1"},
    "types": {"cell": "None,Tin"},
    "playbook": {"plays": "Release"},
}
SAID = {
    "movement": "Tin → Tin, since 11 Dec 2024",
    "rfm": "recency 1, frequency 1",
    "types": "None · Tin",
    "playbook": "Let go",
}


@pytest.fixture
def shop(filled, tmp_path):
    return filled(tmp_path / "own.duckdb", orders=TWO_YEARS)


def button(app, label):
    return next(one for one in app.button if one.label == label)


@pytest.mark.parametrize("page", PICKED)
def test_what_the_address_says_is_picked_and_said_and_clear_takes_it_back(shop, page):
    everybody = len(app_on(shop, page).dataframe[0].value)
    app = app_on(shop, page, **PICKED[page])
    assert not app.exception
    assert SAID[page].split(", since")[0] in texts(app)
    assert 0 < len(app.dataframe[0].value) < everybody
    button(app, "Clear").click().run()
    assert not app.exception
    assert len(app.dataframe[0].value) == everybody
    assert not set(PICKED[page]) & set(app.query_params)
    assert "Clear" not in [one.label for one in app.button]


@pytest.mark.parametrize("page", PICKED)
def test_nonsense_in_the_address_picks_nothing(shop, page):
    app = app_on(shop, page, **dict.fromkeys(PICKED[page], "Gold,Lead,<b>"))
    assert not app.exception
    assert len(app.dataframe[0].value) == len(app_on(shop, page).dataframe[0].value)


@pytest.mark.parametrize("page", PICKED)
def test_the_list_of_each_page_is_saved_offered_as_a_filter_and_forgotten(shop, page):
    app = app_on(shop, page, **PICKED[page])
    people = len(app.dataframe[0].value)
    app.session_state[f"open-save-{page}"] = True
    app.run()
    app.text_input[0].set_value(" mine ")
    app.button(key=f"do-save-{page}").click().run()
    assert not app.exception
    row = saved_segments.saved(answers.store()).iloc[0]
    assert (row["name"], row.words, row.customers) == ("mine", SAID[page], people)
    assert "mine" in app.pills(key="segment").options
    app.button(key="forget-mine").click().run()
    assert not app.exception
    assert saved_segments.names(answers.store()) == []
    app.button(key="undo-segments").click().run()
    assert not app.exception
    assert saved_segments.saved(answers.store()).iloc[0].equals(row)


def test_a_segment_without_a_name_is_told_and_nothing_is_saved(shop):
    app = app_on(shop, "types")
    app.session_state["open-save-types"] = True
    app.run()
    app.button(key="do-save-types").click().run()
    assert not app.exception
    assert "needs a name" in app.error[0].value
    assert saved_segments.names(answers.store()) == []


def test_the_last_click_wins_over_the_address_and_over_the_other_picture(shop):
    app = app_on(shop, "movement", move="Tin,Tin")
    app.session_state["moves"] = {"selection": {"cell": [{"tier_before": "New", "tier_after": "Tin"}]}}
    app.run()
    assert "New → Tin" in texts(app)
    app.session_state["flow"] = {"selection": {"move": [{"tier_before": "Tin", "tier_after": "Tin"}]}}
    app.run()
    assert "Tin → Tin" in texts(app)
    assert app.query_params["move"] in ("Tin,Tin", ["Tin,Tin"])


@pytest.mark.parametrize("page", ["segments", *PICKED])
def test_the_currency_of_a_list_stands_in_the_head_so_that_a_minus_stands_before_the_digits(shop, page):
    store = cx.open_store(shop)
    store.set("currency", "$")
    app = app_on(shop, page, store)
    assert not app.exception
    columns = json.loads(app.dataframe[0].proto.columns)
    money = [column for column in columns.values() if "($)" in (column.get("label") or "")]
    assert money
    assert {column["type_config"]["format"] for column in money} == {"%,.0f"}
    assert not [column for column in columns.values() if "$" in str(column.get("type_config", {}).get("format"))]


def outlined(app):
    """The fields of what the pictures outline, one row each."""
    frames = [
        pa.ipc.open_stream(rows.data.data).read_pandas()
        for chart in app.get("vega_lite_chart")
        for rows in chart.proto.datasets
    ]
    return [frame[frame.is_picked] for frame in frames if "is_picked" in frame]


@pytest.mark.parametrize("page", ["movement", "rfm", "types"])
def test_a_picture_outlines_what_a_link_picks_and_nothing_once_it_is_cleared(shop, page):
    app = app_on(shop, page, **PICKED[page])
    cells = outlined(app)[-1]
    assert len(cells) == 1
    said = next(iter(PICKED[page].values())).split(",")
    assert set(said) <= {str(value) for value in cells.iloc[0]}
    button(app, "Clear").click().run()
    assert not any(len(rows) for rows in outlined(app))


def test_a_move_clicked_in_the_table_fades_the_other_ribbons(shop):
    app = app_on(shop, "movement")
    app.session_state["moves"] = {"selection": {"cell": [{"tier_before": "Tin", "tier_after": "Tin"}]}}
    app.run()
    ribbons, cells = outlined(app)
    assert set(ribbons.tier_before + ribbons.tier_after) == {"TinTin"}
    assert not ribbons.is_faded.any()
    assert len(cells) == 1


def test_a_long_list_is_paged_searched_and_sorted_and_the_address_holds_it(shop):
    app = app_on(shop, "playbook", playbook_page="2")
    assert not app.exception
    assert "51–60 of 60" in texts(app)
    assert len(app.dataframe[0].value) == 10
    app.selectbox(key="playbook_sort").set_value("profit.up").run()
    assert not app.exception
    first = app.dataframe[0].value
    assert "1–50 of 60" in texts(app)
    assert first["profit"].is_monotonic_increasing
    assert app.query_params["playbook_sort"] in ("profit.up", ["profit.up"])
    app.text_input(key="playbook_find").set_value("C59").run()
    assert not app.exception
    assert app.dataframe[0].value["customer_id"].tolist() == ["c59"]
    app.text_input(key="playbook_find").set_value("nobody").run()
    assert "has “nobody”" in texts(app)
    assert app.query_params["playbook_find"] in ("nobody", ["nobody"])


@pytest.mark.parametrize("asked", ["99", "-1", "<b>"])
def test_a_page_that_is_not_there_is_the_first(shop, asked):
    app = app_on(shop, "rfm", rfm_page=asked, rfm_sort="nonsense", rfm_size="7")
    assert not app.exception
    assert "1–50 of 61" in texts(app)


def test_a_link_to_a_customers_drawer_opens_it_and_one_to_nobody_known_does_not(shop):
    app = app_on(shop, "rfm", drawer="customer-c59")
    assert not app.exception
    assert [drawer.proto.dialog.title for drawer in app.get("dialog")] == ["Customer c59"]
    assert app.query_params["drawer"] == "customer-c59"
    app = app_on(shop, "rfm", drawer="customer-nobody")
    assert not app.exception
    assert not app.get("dialog") and "drawer" not in app.query_params

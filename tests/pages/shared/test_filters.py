"""The filters above the pages: which of them act where, and what goes along to the next page."""

import pytest

from cx.customers import saved_segments
from pages.shared import answers, menu, url_state
from tests.apps import app_on

ORDERS = b"order_id,customer_id,ordered_at,revenue\n" + b"".join(
    b"%d,c%d,2025-%02d-11,%d\n" % (n, n % 50, 1 + n % 12, 20 + n % 7) for n in range(300)
)
WITH = ["funnel", "retention"]
WITHOUT = ["home", "segments", "movement", "rfm", "types", "playbook", "stages"]


@pytest.fixture
def shop(filled, tmp_path):
    return filled(tmp_path / "own.duckdb", orders=ORDERS)


def label(app) -> str:
    return next(box.proto.popover.label for box in app.get("popover") if "2025" in box.proto.popover.label)


def pills(app) -> list[str]:
    return [one.key for one in app.pills]


def texts_and_rows(app) -> list:
    return [
        *(one.value for one in [*app.title, *app.header, *app.caption]),
        *(len(one.value) for one in app.dataframe),
    ]


@pytest.mark.parametrize("page", WITH)
def test_the_period_is_offered_and_said_where_it_acts(shop, page):
    app = app_on(shop, page, period="3 months")
    assert not app.exception
    assert "period" in pills(app)
    assert label(app) == "11 Dec 2025 · 3 months"
    assert texts_and_rows(app) != texts_and_rows(app_on(shop, page, period="All time"))


@pytest.mark.parametrize("page", WITHOUT)
def test_an_old_link_with_a_period_opens_the_page_as_without_one(shop, page):
    plain = texts_and_rows(app_on(shop, page))
    for period in ("3 months", "All time", "nonsense"):
        app = app_on(shop, page, period=period)
        assert not app.exception
        assert "period" not in pills(app)
        assert label(app) == "11 Dec 2025"
        assert texts_and_rows(app) == plain
        assert "period" not in app.query_params


def test_the_period_goes_along_from_one_page_that_has_it_to_the_next(shop):
    app = app_on(shop, "funnel", period="3 months")
    app.switch_page(menu.path("segments")).run()
    assert label(app) == "11 Dec 2025"
    app.switch_page(menu.path("retention")).run()
    assert label(app) == "11 Dec 2025 · 3 months"
    assert app.query_params["period"] == "3 months"


def test_a_link_with_a_period_to_a_page_without_one_keeps_it_for_the_next(shop):
    app = app_on(shop, "segments", period="3 months")
    app.switch_page(menu.path("funnel")).run()
    assert label(app) == "11 Dec 2025 · 3 months"


def test_a_saved_list_does_not_name_a_period_that_chose_nobody(shop):
    app = app_on(shop, "types", period="3 months")
    app.session_state["open-save-types"] = True
    app.run()
    app.text_input[0].set_value("lately")
    app.button(key="do-save-types").click().run()
    assert saved_segments.saved(answers.store()).words.tolist() == ["all customers"]


@pytest.fixture
def regions(filled, tmp_path):
    customers = b"customer_id,region\n" + b"".join(b"c%d,%s\n" % (n, [b"North", b"So_uth"][n % 2]) for n in range(50))
    return filled(tmp_path / "own.duckdb", orders=ORDERS, customers=customers)


def chips(app) -> list[str]:
    return [button.label.replace("\\", "") for button in app.button if (button.key or "").startswith("remove_")]


@pytest.mark.parametrize("page", ["segments", "funnel", "stages"])
def test_what_narrows_a_page_is_a_chip_and_its_cross_removes_it(regions, page):
    whole = texts_and_rows(app_on(regions, page))
    app = app_on(regions, page, region="So_uth")
    assert chips(app) == ["Region: So_uth"]
    assert label(app).startswith("11 Dec 2025") and "uth" not in label(app)
    app.button(key="remove_region").click().run()
    assert not app.exception
    assert chips(app) == [] and "region" not in app.query_params
    assert texts_and_rows(app) == whole
    app.switch_page(menu.path("retention")).run()
    assert chips(app) == []


TOUCHES = b"person_id,occurred_at,channel\n" + b"".join(
    b"c%d,2025-01-01,%s\n" % (n, [b"e_mail", b"search"][n % 2]) for n in range(60)
)


@pytest.mark.parametrize("page", ["home", "segments", "funnel", "retention", "playbook", "stages"])
def test_a_channel_narrows_a_page_and_its_chip_removes_it(filled, tmp_path, page):
    app = app_on(filled(tmp_path / "own.duckdb", orders=ORDERS, touchpoints=TOUCHES), page, channel="e_mail")
    assert not app.exception
    assert chips(app) == ["Channel: e_mail"]
    said = texts_and_rows(app)
    app.button(key="remove_channel").click().run()
    assert not app.exception
    assert chips(app) == [] and "channel" not in app.query_params
    assert texts_and_rows(app) != said


def test_channels_are_not_offered_where_nobody_came_by_one(shop):
    app = app_on(shop, "segments", channel="radio")
    assert "channel" not in pills(app) and chips(app) == []


def test_a_saved_segment_is_a_chip_too_and_each_is_removed_alone(regions):
    app = app_on(regions, "types")
    app.session_state["open-save-types"] = True
    app.run()
    app.text_input[0].set_value("Best")
    app.button(key="do-save-types").click().run()
    answers.store().close()
    app = app_on(regions, "types", region="North", segment="Best")
    assert chips(app) == ["Region: North", "Segment: Best"]
    app.button(key="remove_region").click().run()
    assert chips(app) == ["Segment: Best"] and app.query_params["segment"] == "Best"


def test_each_run_sets_the_date_again_for_a_popover_that_is_opened_later(shop):
    app = app_on(shop, "segments").run()
    sent = app.date_input(url_state.AS_OF).proto
    assert (sent.set_value, list(sent.value)) == (True, ["2025-12-11"])
    app.session_state[url_state.AS_OF] = None
    app.run()
    assert not app.exception
    assert label(app) == "11 Dec 2025"

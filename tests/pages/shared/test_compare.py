"""What a page compares its figures with: chosen above it, shown under its cards, kept in its address."""

import shutil
from datetime import date

import pytest

from pages.shared import menu, spans
from pages.shared.changes import signed
from tests.apps import app_on, texts


@pytest.fixture(scope="module")
def company(demo_store, tmp_path_factory):
    return shutil.copy(demo_store, tmp_path_factory.mktemp("compare") / "own.duckdb")


def drawn(app) -> list[str]:
    return [chart.proto.alt for chart in app.get("vega_lite_chart") if "Each figure against" in chart.proto.alt]


@pytest.mark.parametrize("page", ["segments", "funnel", "retention", "stages"])
def test_a_page_shows_its_figures_beside_those_of_the_year_before(company, page):
    app = app_on(company, page, compare="Year before")
    assert not app.exception
    assert len(drawn(app)) == 1
    assert "the year before" in texts(app)
    assert "1 Jan 2025 – 31 Dec 2025 beside 1 Jan 2024 – 31 Dec 2024" in texts(app)
    app.button(key="remove_compare").click().run()
    assert not drawn(app) and "compare" not in app.query_params


def test_the_overview_compares_with_the_date_that_is_chosen(company):
    app = app_on(company, "home", stays_open=True, compare="A date", compare_on="2025-06-30")
    assert not app.exception
    assert "Against the period up to 30 Jun 2025" in texts(app)
    assert "Periods overlap" in "\n".join(app.table[0].value["Verdict"])


def test_the_period_is_chosen_by_name_by_its_first_day_or_as_the_last_quarter(company):
    app = app_on(
        company, "retention", stays_open=True, period="From a date", since="2025-02-01", compare="Period before"
    )
    assert not app.exception
    assert "since" in app.query_params
    label = next(box.proto.popover.label for box in app.get("popover") if "2025" in box.proto.popover.label)
    assert label == "31 Dec 2025 · from 1 Feb 2025"
    assert "1 Feb 2025 – 31 Dec 2025 beside 1 Mar 2024 – 31 Jan 2025" in texts(app)
    app.button(key="last_quarter").click().run()
    assert app.query_params["period"] == "3 months" and "since" not in app.query_params


def test_where_nothing_can_be_compared_it_is_not_offered_and_goes_along_to_the_next_page(company):
    app = app_on(company, "rfm", stays_open=True, compare="Year before")
    assert "compare" not in [one.key for one in app.pills]
    assert not drawn(app)
    app.switch_page(menu.path("retention")).run()
    assert len(drawn(app)) == 1


def test_assumptions_are_in_the_address(company):
    plain = app_on(company, "segments", stays_open=True).title[0].value
    app = app_on(company, "segments", stays_open=True, assume='{"cost_per_order":60}')
    assert not app.exception
    assert app.title[0].value != plain
    assert app.query_params["assume"] == '{"cost_per_order":60}'
    assert app_on(company, "segments", stays_open=True, assume="nonsense").title[0].value == plain


def test_spans_of_a_page():
    compared = spans.compared(spans.BEFORE, date(2025, 10, 1), date(2025, 12, 31), date(2025, 1, 1))
    assert compared.span == (date(2025, 7, 1), date(2025, 9, 30))
    assert spans.compared(spans.NOTHING, date(2025, 10, 1), date(2025, 12, 31), date(2025, 1, 1)) is None
    assert spans.compared(spans.BEFORE, None, date(2025, 12, 31), date(2025, 1, 1)) is None
    assert spans.compared(spans.ON, date(2025, 10, 1), date(2025, 12, 31), date(2025, 12, 31)) is None
    assert signed(-0.5, "per 100", "") == "−0.5"

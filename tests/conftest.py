"""Browser tests need a Chromium; where there is none they are left out, and the last line says so."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import cx
from data.demo import make
from tests import memory
from tests.examples import FULL
from tests.once import once

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
TESTS = Path(__file__).parent
OF_THE_DEMO = TESTS / "data"
PAGES, EVERY_PAGE = TESTS / "pages", TESTS / "pages" / "shared" / "test_edge_companies.py"
SLOW = {
    TESTS / name
    for name in (
        "engine/test_answer_cache.py",
        "engine/test_crashes.py",
        "laws/test_damaged_files.py",
        "laws/test_honesty.py",
        "customers/segments/test_tiers_stand_still.py",
        "loading/rows/test_fast_path.py",
        "loading/rows/test_plain_cells.py",
        "loading/test_retry.py",
        "products/stages/test_prospects.py",
        "products/stages/test_withdrawals.py",
    )
}
LEFT_OUT = not CHROMIUM and not os.environ.get("CX_REQUIRE_BROWSER")


@pytest.fixture(autouse=True)
def _stores_in_memory() -> Iterator[None]:
    """Stores of `tests.memory` are lent to a test, and taken back after it."""
    memory.begin()
    yield
    memory.end()


@pytest.fixture
def store() -> cx.Store:
    """An empty store in memory."""
    return memory.empty()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store may be made."""
    return tmp_path / "cx.duckdb"


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory) -> Path:
    """The demo company's store, made once a session; whoever writes to it copies it first."""
    return once(tmp_path_factory, "demo.duckdb", make)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Put a store with these files, one a kind of table, at a path. The same files are loaded once a session."""
    folder, made = tmp_path_factory.mktemp("filled"), {}

    def filled(path: Path, **files: bytes | str) -> Path:
        key = tuple(files.items())
        if key not in made:
            made[key] = folder / f"{len(made)}.duckdb"
            opened = cx.open_store(made[key])
            for kind, body in files.items():
                opened.load(kind, body.encode() if isinstance(body, str) else body)
            opened.close()
        shutil.copy(made[key], path)
        return path

    return filled


LONG = (
    "test_edge_companies.py::test_a_page_opens_on_the_demo_on_a_day_in_the_middle_of_a_month",
    "test_decks.py::test_every_picture_of_a_starter_deck_is_found_in_the_demo",
    "test_tiers_stand_still.py::test_steady_buyers_stay_in_their_tier_when_a_new_fit_is_accepted_each_fortnight",
    "test_tiers_stand_still.py::test_the_demo_moves_at_most_8_percent_in_any_fortnight_of_autumn_2025",
    "test_withdrawals.py::test_probabilities_are_as_often_right_as_they_say",
    "test_exploring.py::test_clear_clusters_have_a_bootstrap_of_one_and_a_cloud_has_not",
    "test_fast_path.py::test_an_odd_id_among_many_is_the_same_in_both_ways",
    "test_fast_path.py::test_a_doubtful_cell_in_a_thousand_lines_is_read_or_set_aside_as_ever",
    "test_fast_path.py::test_a_number_that_only_looks_like_one_is_read_or_set_aside_as_ever",
    "test_damaged_files.py::test_a_file_is_read_the_same_quickly_and_with_care",
    "test_plain_cells.py::test_what_is_read_at_a_first_look_is_the_same_after_a_closer_one",
    "test_filters.py::test_an_old_link_with_a_period_opens_the_page_as_without_one",
    "test_main_paths.py::test_a_cell_changed_in_the_rows_that_wait_is_tried_though_other_rows_were_looked_at_since",
    "test_segments.py::test_every_tab_opens_from_its_address_in_every_shape_of_company",
)
"""Simulations and walks through all pages whose parts other tests hold: `make test-full` alone runs them."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not FULL:
        long = [item for item in items if any(name in item.nodeid for name in LONG)]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
        if "demo_store" in getattr(item, "fixturenames", ()) or item.path.parent == OF_THE_DEMO:
            item.add_marker(pytest.mark.demo)
        if item.path in SLOW or (PAGES in item.path.parents and item.path != EVERY_PAGE):
            item.add_marker(pytest.mark.slow)
    if LEFT_OUT:
        browser = [item for item in items if item.get_closest_marker("browser")]
        config.hook.pytest_deselected(items=browser)
        items[:] = [item for item in items if item not in browser]


def pytest_collection_finish() -> None:
    """What stands now stays to the end: it is not looked through each time that garbage is collected."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if LEFT_OUT:
        terminalreporter.write_line(
            "The browser tests were left out: there is no Chromium here (on Debian: apt install chromium)."
        )

"""Browser tests need a Chromium; where there is none they are left out, and the last line says so."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import cx
from data.demo import make

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
LEFT_OUT = not CHROMIUM and not os.environ.get("CX_REQUIRE_BROWSER")


@pytest.fixture
def store() -> Iterator[cx.Store]:
    """An empty store in memory."""
    opened = cx.open_store(":memory:")
    yield opened
    opened.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store may be made."""
    return tmp_path / "cx.duckdb"


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory) -> Path:
    """The demo company's store, made once a session; whoever writes to it copies it first."""
    path = tmp_path_factory.mktemp("demo") / "demo.duckdb"
    make(path)
    return path


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
    if LEFT_OUT:
        browser = [item for item in items if item.get_closest_marker("browser")]
        config.hook.pytest_deselected(items=browser)
        items[:] = [item for item in items if item not in browser]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if LEFT_OUT:
        terminalreporter.write_line(
            "The browser tests were left out: there is no Chromium here (on Debian: apt install chromium)."
        )

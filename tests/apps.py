"""The app in AppTest: started from app.py, on a given store, at a given page."""

import os
from functools import cache
from pathlib import Path

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest, local_script_runner

import cx
from pages.shared import answers, menu

ROOT = Path(__file__).parents[1]
# AppTest looks through every installed package for components at each run, a third of a second; a server does so once.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def _wait(runner: local_script_runner.LocalScriptRunner, timeout: float) -> None:
    """AppTest asks every millisecond whether the page has run, which slows the page; this waits for its thread."""
    runner._script_thread.join(timeout)
    if not runner.script_stopped():
        runner.request_stop()
        raise RuntimeError(f"The page did not end within {timeout} s.")


local_script_runner.require_widgets_deltas = _wait


def app_on(path: Path, page: str, store: cx.Store | None = None, stays_open: bool = False, **query: str) -> AppTest:
    """The page after its first run.

    path : the store's file; store : closed before the app opens the file; query : parameters of the address
    stays_open : the store is that of the test before, with its answers, where the path is the same: for tests that
        only read
    """
    if store is not None:
        store.close()
    if not (stays_open and os.environ.get("CX_STORE") == str(path)):
        answers.forget()
    os.environ["CX_STORE"] = str(path)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page(menu.path(page))
    return app.run()


def texts(app: AppTest) -> str:
    """Every piece of text that the page shows."""
    kinds = (
        app.title,
        app.header,
        app.subheader,
        app.markdown,
        app.caption,
        app.error,
        app.warning,
        app.info,
        app.success,
    )
    return "\n".join(str(element.value) for kind in kinds for element in kind)

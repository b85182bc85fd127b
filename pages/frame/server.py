"""What the server does besides running pages: warm up, guard its answers, and never show a traceback."""

import gc
import logging
import threading
from collections.abc import Callable
from contextlib import asynccontextmanager, suppress

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from cx.text.formatting import _
from pages.frame import first_paint
from pages.frame import routes as routes_beside
from pages.shared import network


def name_pages(pages: Callable) -> None:
    """Name the pages once before anybody visits.

    It turns off Streamlit's old reading of a pages/ folder, so that a deep link works on the first visit of a process.
    That no session is there yet is what is meant here, so the warning about it is kept quiet.
    """
    logger = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
    logger.disabled = True
    st.navigation(pages())
    logger.disabled = False


SAVED = (
    "window",
    "assumed",
    "money",
    "signs",
    "features",
    "tier_model",
    "customers",
    "tier_months",
    "types",
)
"""What a process begins with: who is in which tier at the last date, and of which type."""
SAVED_LATER = (
    "complaints",
    "matched_cases",
    "matched_profiles",
    "matched_pairs",
    "pretended_cases",
    "offers_rules",
    "offers_wide",
    "value_history",
    "value_model",
    "value_scores",
    "value_test",
)
"""What takes long and is computed after that: events with those matched with them, which serve every date; what
customers are worth with its back-tests, and what they buy next.
"""

_warming: list[threading.Thread] = []
_opened = threading.Event()
_coming: list[threading.Timer] = []
_announcing = threading.Lock()


@asynccontextmanager
async def warming(app):
    """Import what pages need, open the store and place its customers while the first browser is still on its way."""
    _warming.append(threading.Thread(target=_warm, daemon=True))
    _warming[0].start()
    yield


def until_warm() -> None:
    """Wait for the warming, if there is one: two threads that import the same modules can meet half-made ones."""
    for thread in _warming:
        thread.join()


def is_open(seconds: float) -> bool:
    """Whether all is imported and the company's file open, after waiting for at most so many seconds."""
    return not _warming or _opened.wait(seconds)


def is_warm(seconds: float) -> bool:
    """Whether the customers are placed as well, after waiting for at most so many seconds."""
    for thread in _warming:
        thread.join(seconds)
    return not any(thread.is_alive() for thread in _warming)


def _warm() -> None:
    try:
        _import_and_open()
    finally:
        _opened.set()
    _open_and_place()
    gc.collect()
    # Streamlit collects garbage after each run; over all that is imported here that takes 150 ms, with every thread
    # waiting.
    gc.freeze()


def _import_and_open() -> None:
    """All that a page imports, by this thread alone: two that import the same modules can meet half-made ones."""
    from cx.customers import segments, sensitivity, type_rules  # noqa: F401
    from cx.errors import CxError
    from pages.frame import frame  # noqa: F401
    from pages.shared import answers

    with suppress(CxError):  # the page says it to the person
        answers.store()


def warm_again() -> None:
    """Warm up for a store that took the place of another; nothing where no server runs."""
    if _warming:
        threading.Thread(target=_open_and_place, daemon=True).start()


def _open_and_place() -> None:
    """What the first page needs; what takes longer goes on beside it."""
    from cx.customers import segments
    from cx.engine import coverage
    from cx.errors import CxError
    from pages.shared import answers

    try:
        store = answers.store()
    except CxError:
        return  # the page says it to the person
    store.when_changed = _warm_soon
    as_of = coverage.last_date(store)
    if coverage.first_date(store) is not None:
        segments.accept_first(store)
        with store.question():
            segments.tier_months(store, as_of)  # which places every customer first
        threading.Thread(target=save_answers, args=(store, as_of), daemon=True).start()


def save_answers(store, as_of) -> None:
    """Save what the first pages need: the next process begins with it."""
    from cx import search
    from cx.customers import segments, sensitivity, type_rules
    from cx.errors import CxError

    try:
        with store.question():
            segments.tier_months(store, as_of)
            type_rules.typed(store, as_of)
            store.save_answers((*SAVED, *SAVED_LATER))
        with store.question():
            segments.tiers_before(store, as_of)  # what the Segments page asks further stays in memory alone
            sensitivity.keys(store, as_of)
            search.find(store, "first search")  # which lays out the words of all names
        with store.question():
            if long_answers(store, as_of):
                segments.tier_months(store, as_of)  # kept by now: what is saved is what this question needs
                type_rules.typed(store, as_of)
                store.save_answers((*SAVED, *SAVED_LATER))
    except CxError as error:  # the disk is full: the next process computes it once more
        logging.getLogger("cx").warning("Answers were not saved: %s", error)


def long_answers(store, as_of) -> bool:
    """Compute what takes long for Experience, Value and Campaigns; whether there was anything: it is saved then."""
    from cx.customers import value
    from cx.engine import coverage
    from cx.experience import complaints
    from cx.market import offers

    rows = coverage.tables(store).set_index("kind")["rows"]
    if not rows["orders"]:
        return False
    if rows["tickets"]:
        complaints.recovery(store, as_of)
    value.total(store, as_of)
    offers.next_offers(store, as_of, limit=1)
    return True


def _warm_soon() -> None:
    """Warm up again once no more has been loaded for two seconds: files often come one after the other."""
    timer = threading.Timer(2, _open_and_place)
    timer.daemon = True
    with _announcing:
        while _coming:
            _coming.pop().cancel()
        _coming.append(timer)
        timer.start()


def sorry(error: Exception) -> bool:
    """Say that a page failed, without a traceback; the details go to the server's log."""
    logging.getLogger("cx").error("A page failed", exc_info=error)
    st.error(
        _(
            "This page could not be drawn. Nothing was changed. Reload it; if it fails again, the server's log says"
            " why."
        ),
        icon=":material/error:",
    )
    return True


def guards() -> list[Middleware]:
    """Middleware in front of every request: no strangers, and headers that keep other sites from framing or sniffing
    the app.
    """
    return [Middleware(network.OnlyGuests), Middleware(network.SafeHeaders)]


def routes() -> list[BaseRoute]:
    """Addresses beside the pages: the slide show, and the page of a room's phones; and the first answer of a page."""
    return [*routes_beside.routes(until_warm), *first_paint.routes()]

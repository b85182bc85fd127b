"""What stands around every page under the menu: filters, footer, and a sentence where something went wrong."""

import streamlit as st

from cx.errors import CxError
from cx.text.formatting import _
from pages.frame import address_bar, close_first, company, footer, renewal, search_box, server, shell
from pages.shared import (
    address,
    answers,
    assumption_sets_panel,
    assumptions_state,
    cards,
    customer_drawer,
    empty_states,
    filters,
    menu,
    picture_tools,
    slide_updates,
    url_state,
)


def run(page) -> None:
    """One run of the script after the menu was drawn.

    page : the one that the address names
    """
    try:
        _tell_damage()
        with address.one_step():
            _draw(page)
        close_first.draw()
        address_bar.trim()
    except CxError as error:
        company.not_opened(error)


def _draw(page) -> None:
    """The page, with the filters above it and the footer under it.

    The tools of pictures, the filters' boxes and the footer are sent after the page, so that what a click changes
    reaches the browser first.
    """
    name = menu.name(page)
    st.session_state[url_state.PAGE_SHOWN] = name
    slide_updates.prepare()
    renewal.draw(name)
    picture_tools.style()
    cards.style()
    search_box.draw()
    filters.style()
    assumptions_state.restore()
    with st.container(horizontal=True, vertical_alignment="center", key="above"):
        company.draw(name)
        place = filters.button(name)
    if name not in filters.UNFILTERED:
        shell.wait(server.is_warm, _("Placing customers in tiers…"))
    if place is not None:
        assumption_sets_panel.strip(filters.current())
    try:
        with picture_tools.last():
            _run(page)
        if place is not None:
            customer_drawer.of_address(filters.current(), assumptions_state.chosen())
    finally:
        filters.boxes(place, name)
        if place is not None:
            assumptions_state.hold()
        footer.draw(name)
    slide_updates.missed()


def _run(page) -> None:
    try:
        with answers.store().question():
            page.run()
    except empty_states.Ended:
        pass
    except CxError as error:
        _tell(error)


def _tell(error: CxError) -> None:
    st.error(str(error), icon=":material/error:")


def _tell_damage() -> None:
    for sentence in answers.store().damage:
        st.error(sentence, icon=":material/warning:")

"""What a page says when it cannot answer: why, and the way out."""

from datetime import date
from typing import NoReturn

import streamlit as st

from cx.engine import coverage
from cx.text.formatting import _, day, number
from pages.shared import answers, menu, sample_files


class Ended(Exception):
    """The page has no more to say; the frame around it is still drawn, which stopping the script would prevent."""


def end() -> NoReturn:
    """Nothing after this is drawn on the page."""
    raise Ended


def no_data() -> None:
    """Nothing was uploaded at all."""
    st.title(_("Upload your orders to see what your customers are worth"))
    st.caption(_("One CSV of order lines is enough to start: tiers, repeat buying and sales curves appear at once."))
    with st.container(border=True):
        st.markdown(
            _(
                "**No orders yet.** Needed columns: order number, date and revenue; with a customer number you get"
                " everything."
            )
        )
        st.page_link(menu.path("upload"), label=_("Upload a CSV"), icon=":material/upload_file:")
    sample_files.draw()


def needs(kind: str, why: str) -> None:
    """A part of the page that needs a table which is empty.

    why : what that table would let the person know, as a sentence
    """
    with st.container(border=True):
        st.markdown(f":material/lock_open: {why}")
        st.page_link(
            menu.path("upload"),
            label=_("Upload {kind}").format(kind=kind.replace("_", " ")),
            icon=":material/upload_file:",
        )


def more(lacking: dict[str, str]) -> None:
    """What this page cannot know yet: each empty table with what it would tell; nothing when none is lacking."""
    if not lacking:
        return
    with st.container(border=True):
        st.header(_("More data would add"))
        for kind, tells in lacking.items():
            st.markdown(f":material/lock_open: **{_(kind.replace('_', ' ').capitalize())}**: {tells}")
        st.page_link(menu.path("upload"), label=_("Upload a CSV"), icon=":material/upload_file:")


def nothing(sentence: str) -> None:
    """Nothing matches what is chosen; the sentence says what to change."""
    with st.container(border=True):
        st.markdown(f":material/search_off: {sentence}")


def nobody(chosen, what: str, since: date | None = None, heading=st) -> NoReturn:
    """The end of a page without a customer to show: what is there instead, and the way out.

    Parameters
    ----------
    what : what there is none of without customers, such as tiers
    since : first day that the page looks at, None = from the start
    heading : where the title goes

    Raises
    ------
    Ended, which the frame around the page catches.
    """
    title, sentence = found_instead(chosen, what, since)
    heading.title(title)
    nothing(sentence)
    end()


def found_instead(chosen, what: str, since: date | None) -> tuple[str, str]:
    """The title and the way out, from what the orders hold whoever is chosen."""
    found = answers.ask(coverage.ordered, as_of=chosen.as_of, since=since)
    if found["customers"]:
        return _("No orders in this selection"), _("Choose a later date, all regions, all channels or all customers.")
    found = answers.ask(coverage.ordered, as_of=chosen.as_of)
    if found["customers"]:
        title = _("No known customer ordered from {since} to {until}")
        sentence = _("Choose an earlier date to see the customers of that time.")
        return title.format(since=day(since), until=day(chosen.as_of)), sentence
    if found["orders"]:
        return _guests(found["orders"], what)
    if found["returns"]:
        return _returns(found["returns"], what)
    title = _("No order up to {day}").format(day=day(chosen.as_of))
    return title, _("Choose a later date, or upload orders.")


def _guests(orders: int, what: str) -> tuple[str, str]:
    one = _("The only order is from a guest: without a customer number there are no {what}")
    every = _("All {n} orders are from guests: without a customer number there are no {what}")
    title = (one if orders == 1 else every).format(n=number(orders), what=what)
    return title, _("Upload orders with a customer number; guests count in revenue only.")


def _returns(lines: int, what: str) -> tuple[str, str]:
    one = _("The only order line is a return: without a purchase there are no {what}")
    every = _("All {n} order lines are returns: without a purchase there are no {what}")
    title = (one if lines == 1 else every).format(n=number(lines), what=what)
    return title, _("Choose another date, or upload the orders that were returned.")

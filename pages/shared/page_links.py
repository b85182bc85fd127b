"""Links to the page that says more about what is looked at; none to a page that the app does not have."""

from dataclasses import dataclass, field

import streamlit as st

from pages.shared import menu, url_state


@dataclass(frozen=True)
class Link:
    """A page, what the link is called, and what the page is asked beside the filters: names and values of its address.

    label : where it leads and why, such as "How long complaints wait"
    """

    page: str
    label: str
    asked: dict[str, str] = field(default_factory=dict)


def row(*links: Link) -> None:
    """The links side by side, in the order given."""
    there = [link for link in links if menu.has(link.page)]
    if not there:
        return
    with st.container(horizontal=True, gap="small"):
        for link in there:
            st.page_link(
                menu.path(link.page),
                label=link.label,
                icon=":material/arrow_forward:",
                query_params=url_state.of_page(**link.asked),
                width="content",
            )

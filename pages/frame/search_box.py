"""The search box in the frame: "/" or Ctrl+K goes to it from every page, Enter opens the best hit."""

from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from cx import search
from cx.text.formatting import _, count
from pages.shared import answers, fragments, menu, url_state

KEY = "search"
IN_THE_HEADER = """<style>
:root { --search-width: min(17rem, 100vw - 13rem); }
[data-testid=stLayoutWrapper]:has(> .st-key-search-box) { position: fixed; top: 0.7rem; right: 1.2rem;
  width: var(--search-width); z-index: 999991; }
[data-testid=stHeader] { padding-right: calc(var(--search-width) + 1.2rem); }
</style>"""
"""At the right of the menu, which keeps clear of it; it takes no room on the page."""
HERE = Path(__file__).parent
ICONS = {
    "page": "web",
    "segment": "bookmark",
    "customer": "person",
    "product": "inventory_2",
    "term": "menu_book",
}
FOUND_ON = {
    "customer": ("customer", "id"),
    "product": ("stages", url_state.PRODUCT),
    "segment": ("segments", "segment"),
    "term": ("definitions", url_state.TERM),
}
"""The page that shows what was found, and the parameter that names it."""
_box = st.components.v2.component(
    "search_box",
    html=(HERE / "search_box.html").read_text(encoding="utf-8"),
    css=(HERE / "search_box.css").read_text(encoding="utf-8"),
    js=(HERE / "search_box.js").read_text(encoding="utf-8"),
)


@fragments.alone
def draw() -> None:
    """The box with the hits of what is typed in it; a hit that is opened is another page."""
    asked = (st.session_state.get(KEY) or {}).get("asked", "")
    with st.container(key="search-box"):
        st.html(IN_THE_HEADER)
        result = _box(
            key=KEY,
            data={"asked": asked, "hits": _hits(asked), "words": _words(asked)},
            on_asked_change=_nothing,
            on_opened_change=_nothing,
        )
    if result.opened:
        open_hit(result.opened["kind"], result.opened["id"])


def _nothing() -> None:
    """The box is drawn again with what was typed: that is all."""


def _hits(asked: str) -> list[dict[str, str]]:
    if len(search.normalized(asked)) < search.ENOUGH_LETTERS:
        return []
    as_of = st.session_state.get(url_state.AS_OF)
    found = answers.ask(search.find, text=asked, as_of=as_of, further=_pages())
    kinds = _kinds()
    return [
        {
            "kind": row.kind,
            "id": row.id,
            "name": row.name,
            "detail": row.detail,
            "label": kinds[row.kind],
            "icon": ICONS[row.kind],
            "address": _address(row.kind, row.id),
        }
        for row in found.itertuples(index=False)
    ]


def _pages() -> tuple[search.Entry, ...]:
    """Every page of the menu with its section."""
    return tuple(
        ("page", name, menu.title(name), menu.section_title(section))
        for section, names in menu.sections().items()
        for name in names
    )


def _kinds() -> dict[str, str]:
    return {
        "page": _("Page"),
        "segment": _("Segment"),
        "customer": _("Customer"),
        "product": _("Product"),
        "term": _("Term"),
    }


def _words(asked: str) -> dict[str, str]:
    """What the box says itself."""
    hits = len(_hits(asked))
    return {
        "label": _("Search customers, products, segments, pages and terms"),
        "placeholder": _("Search"),
        "none": _("Nothing found. Try a name, an id or a part of it."),
        "found": count(hits, _("result"), _("results")),
    }


def _address(kind: str, name: str) -> str:
    """Of the page of what was found: the browser goes there at once, so that it is one step back."""
    page, given = _of_hit(kind, name)
    query = urlencode(url_state.of_page(**given))
    return f"{'./' if page == menu.HOME else page}{'?' if query else ''}{query}"


def open_hit(kind: str, name: str) -> None:
    """Go to the page of what was found."""
    page, given = _of_hit(kind, name)
    if kind in ("product", "term"):
        st.session_state.update(given)
    elif kind == "segment":
        url_state.follow_address()
    url_state.open_page(menu.path(page), **given)


def _of_hit(kind: str, name: str) -> tuple[str, dict[str, str]]:
    """The page of what was found, and its parameters."""
    if kind == "page":
        return name, {}
    page, parameter = FOUND_ON[kind]
    return page, {parameter: name}

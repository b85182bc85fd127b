"""The menu: a folder of pages/ is a section, a folder in it a page, its story the file of the same name.

A section with one page is a link, one with more is a drop-down.
"""

from collections.abc import Collection
from functools import cache
from pathlib import Path

import streamlit as st

from cx.text.formatting import _
from pages.shared import url_state

FOLDER = Path(__file__).parent.parent
SECTIONS = {
    "customers": ":material/groups:",
    "lifecycle": ":material/conversion_path:",
    "products": ":material/potted_plant:",
    "experience": ":material/sentiment_satisfied:",
    "market": ":material/storefront:",
    "present": ":material/slideshow:",
    "data": ":material/database:",
}
SECTION_TITLES = {"present": "Decks"}
"""Sections whose title is not their folder's name in plain letters."""
SECTION_OF = {"funnel": "lifecycle", "retention": "lifecycle"}
"""Pages that stand in the menu in another section than that of their folder."""
PAGES = {
    "segments": ":material/diamond:",
    "movement": ":material/swap_vert:",
    "rfm": ":material/grid_on:",
    "types": ":material/diversity_3:",
    "playbook": ":material/sports:",
    "funnel": ":material/filter_alt:",
    "retention": ":material/replay:",
    "stages": ":material/potted_plant:",
    "decks": ":material/slideshow:",
    "upload": ":material/upload_file:",
    "quality": ":material/verified:",
    "definitions": ":material/menu_book:",
}
OTHER_ICON = ":material/insights:"
TITLES = {"rfm": "RFM"}
"""Pages whose title is not their file's name in plain letters."""
HOME = "home"


def pages() -> dict[str, list[st.Page]]:
    """The menu for st.navigation: first the links of the sections with one page, then the other sections."""
    home = st.Page(_home, title=_("Home"), url_path=HOME, default=True, visibility="hidden")
    links, menus = [home], {}
    for section, names in sections().items():
        if len(names) == 1:
            links.append(_page(names[0], section_title(section), section_icon(section)))
        else:
            menus[section_title(section)] = [_page(name, title(name), PAGES.get(name, OTHER_ICON)) for name in names]
    return {"": links, **menus}


@cache
def sections() -> dict[str, list[str]]:
    """Each section with the names of its pages, both in the order of the menu, unknown ones last."""
    found: dict[str, list[str]] = {}
    for file in FOLDER.glob("*/*/*.py"):
        if file.stem == file.parent.name:
            found.setdefault(SECTION_OF.get(file.stem, file.parents[1].name), []).append(file.stem)
    return {
        section: sorted(found[section], key=lambda name: (_place(name, PAGES), name))
        for section in sorted(found, key=lambda section: (_place(section, SECTIONS), section))
    }


def title(name: str) -> str:
    """What a page is called."""
    return _(TITLES.get(name, name.replace("_", " ").capitalize()))


def section_title(section: str) -> str:
    """What a section is called."""
    return _(SECTION_TITLES.get(section, section.replace("_", " ").capitalize()))


def section_icon(section: str) -> str:
    """The icon of a section, such as ":material/groups:"."""
    return SECTIONS.get(section, OTHER_ICON)


@cache
def path(name: str) -> str:
    """The file of a page, as st.page_link and st.switch_page want it."""
    return next(file for file in FOLDER.glob(f"*/{name}/{name}.py")).relative_to(FOLDER.parent).as_posix()


def _home() -> None:
    """The bare address leads to the first page: the page that stands at "/" has no address of its own to share."""
    url_state.switch_page(path("segments"))


def _page(name: str, label: str, icon: str) -> st.Page:
    return st.Page(FOLDER.parent / path(name), title=label, icon=icon, url_path=name)


def _place(name: str, order: Collection[str]) -> int:
    return list(order).index(name) if name in order else len(order)

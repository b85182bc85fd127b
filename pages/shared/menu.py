"""The menu: a folder of pages/ is a section, a folder in it a page, its story the file of the same name.

The overview, pages/home, is a page without a section: it comes first and stands at the bare address.

A section with one page is a link, one with more is a drop-down.
"""

from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from cx.text.formatting import _

FOLDER = Path(__file__).parent.parent
HOME = "home"
SECTIONS = {
    HOME: ":material/home:",
    "customers": ":material/groups:",
    "lifecycle": ":material/conversion_path:",
    "products": ":material/potted_plant:",
    "experience": ":material/sentiment_satisfied:",
    "market": ":material/storefront:",
    "present": ":material/slideshow:",
    "data": ":material/database:",
}
SECTION_TITLES = {HOME: "Overview", "present": "Decks"}
"""Sections whose title is not their folder's name in plain letters."""
SECTION_OF = {"funnel": "lifecycle", "retention": "lifecycle"}
"""Pages that stand in the menu in another section than that of their folder."""
PAGES = {
    HOME: ":material/home:",
    "segments": ":material/diamond:",
    "movement": ":material/swap_vert:",
    "rfm": ":material/grid_on:",
    "types": ":material/diversity_3:",
    "playbook": ":material/sports:",
    "value": ":material/savings:",
    "segment_builder": ":material/rule:",
    "funnel": ":material/filter_alt:",
    "retention": ":material/replay:",
    "stages": ":material/potted_plant:",
    "journey": ":material/route:",
    "voice": ":material/record_voice_over:",
    "promises": ":material/handshake:",
    "complaints": ":material/sentiment_dissatisfied:",
    "support": ":material/support_agent:",
    "recognition": ":material/volunteer_activism:",
    "requests": ":material/how_to_vote:",
    "programme": ":material/account_tree:",
    "campaigns": ":material/campaign:",
    "study": ":material/fact_check:",
    "competitors": ":material/swords:",
    "team": ":material/groups_2:",
    "names": ":material/badge:",
    "decks": ":material/slideshow:",
    "upload": ":material/upload_file:",
    "quality": ":material/verified:",
    "definitions": ":material/menu_book:",
}
HIDDEN = {"customer": "customers"}
"""Pages with an address that the menu does not name -> the section that is marked on them."""
OTHER_ICON = ":material/insights:"
TITLES = {HOME: "Overview", "rfm": "RFM"}
"""Pages whose title is not their file's name in plain letters."""


def pages() -> dict[str, list[st.Page]]:
    """The menu for st.navigation: first the links of the sections with one page, then the other sections."""
    links, menus = [], {}
    for section, names in sections().items():
        if len(names) == 1:
            links.append(_page(names[0], section_title(section), section_icon(section), default=section == HOME))
        else:
            menus[section_title(section)] = [_page(name, title(name), PAGES.get(name, OTHER_ICON)) for name in names]
    for name, section in HIDDEN.items():
        menus[section_title(section)].append(_page(name, title(name), OTHER_ICON, visibility="hidden"))
    return {"": links, **menus}


@cache
def sections() -> dict[str, list[str]]:
    """Each section with the names of its pages, both in the order of the menu, unknown ones last."""
    found: dict[str, list[str]] = {HOME: [HOME]}
    for file in FOLDER.glob("*/*/*.py"):
        if file.stem == file.parent.name and file.stem not in HIDDEN:
            found.setdefault(SECTION_OF.get(file.stem, file.parents[1].name), []).append(file.stem)
    return {
        section: sorted(found[section], key=lambda name: (_place(name, PAGES), name))
        for section in sorted(found, key=lambda section: (_place(section, SECTIONS), section))
    }


def marked(name: str) -> str:
    """The page of the menu whose section is marked on this page: itself, unless the menu does not name it."""
    return sections()[HIDDEN[name]][0] if name in HIDDEN else name


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
    return next(file for file in FOLDER.glob(f"**/{name}/{name}.py")).relative_to(FOLDER.parent).as_posix()


@cache
def has(name: str) -> bool:
    """Whether there is a page of this name."""
    return any(FOLDER.glob(f"**/{name}/{name}.py"))


def name(page) -> str:
    """What a page of the menu is called in the code: the name of its folder; its address, save at the bare one."""
    return page.url_path or HOME


def _page(name: str, label: str, icon: str, **more: Any) -> st.Page:
    return st.Page(FOLDER.parent / path(name), title=label, icon=icon, url_path=name, **more)


def _place(name: str, order: Collection[str]) -> int:
    return list(order).index(name) if name in order else len(order)

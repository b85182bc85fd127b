"""The menu: a folder of pages/ is a section, a folder in it a page, its story the file of the same name.

The overview, pages/home, is a page without a section: it comes first and stands at the bare address.
"""

from pathlib import Path

import streamlit as st

from cx.text.formatting import _

FOLDER = Path(__file__).parent.parent
SECTIONS = ["customers", "products", "experience", "market", "present", "data"]
HOME = "home"
PAGES = {
    HOME: ":material/home:",
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
TITLES = {HOME: "Overview", "rfm": "RFM"}
"""Pages whose title is not their file's name in plain letters."""
FLAT_UP_TO = 7
"""So few pages stand side by side in the menu; more are gathered under their sections."""


def pages() -> dict[str, list] | list:
    """The menu for st.navigation, sections and pages in a fixed order, unknown ones last."""
    sections = {_(folder.name.capitalize()): _pages_of(folder) for folder in _folders()}
    every = [page for section in sections.values() for page in section]
    home = _page(FOLDER / HOME / f"{HOME}.py", default=True)
    return [home, *every] if len(every) <= FLAT_UP_TO else {"": [home], **sections}


def path(name: str) -> str:
    """The file of a page, as st.page_link and st.switch_page want it."""
    return next(file for file in FOLDER.glob(f"**/{name}/{name}.py")).relative_to(FOLDER.parent).as_posix()


def name(page) -> str:
    """What a page of the menu is called in the code: the name of its folder; its address, save at the bare one."""
    return page.url_path or HOME


def _folders() -> list[Path]:
    found = [folder for folder in FOLDER.iterdir() if folder.is_dir() and _files_of(folder)]
    return sorted(found, key=lambda folder: (_place(folder.name, SECTIONS), folder.name))


def _pages_of(folder: Path) -> list:
    files = sorted(_files_of(folder), key=lambda file: (_place(file.stem, list(PAGES)), file.stem))
    return [_page(file) for file in files]


def _page(file: Path, default: bool = False):
    return st.Page(
        file,
        title=_(TITLES.get(file.stem, file.stem.replace("_", " ").capitalize())),
        icon=PAGES.get(file.stem, ":material/insights:"),
        url_path=file.stem,
        default=default,
    )


def _files_of(section: Path) -> list[Path]:
    """The stories of a section: of each folder the file that is named as it."""
    return [file for file in section.glob("*/*.py") if file.stem == file.parent.name]


def _place(name: str, order: list[str]) -> int:
    return order.index(name) if name in order else len(order)

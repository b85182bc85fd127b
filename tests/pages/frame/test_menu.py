"""The menu and the names of browser tabs."""

from types import SimpleNamespace

import pytest

from pages.frame import menu_look, shell
from pages.shared import menu


@pytest.fixture
def pages(monkeypatch):
    """What the menu is made of; outside a run of the script Streamlit's own pages know nothing of themselves."""
    monkeypatch.setattr(menu.st, "Page", lambda file, **given: SimpleNamespace(file=file, **given))
    return menu.pages()


def test_a_section_with_one_page_is_a_link_and_no_drop_down(pages):
    assert [page.title for page in pages[""]] == ["Overview", "Products", "Decks"]
    assert all(len(under) > 1 for section, under in pages.items() if section)


def test_funnel_and_retention_are_the_lifecycle_and_keep_their_addresses(pages):
    assert [page.url_path for page in pages["Lifecycle"]] == ["funnel", "retention"]
    assert list(menu.sections()) == [
        "home", "customers", "lifecycle", "products", "experience", "market", "present", "data"
    ]  # fmt: skip


def test_every_page_stands_in_the_menu_once_with_an_icon(pages):
    every = [page for section in pages.values() for page in section]
    files = [file.stem for file in menu.FOLDER.glob("*/*/*.py") if file.stem == file.parent.name]
    assert sorted(page.url_path for page in every) == sorted([menu.HOME, *files])
    assert all(page.icon.startswith(":material/") for page in every)


def test_the_section_of_every_page_is_marked():
    for section, names in menu.sections().items():
        for name in names:
            marks = [line for line in menu_look.rules(menu.sections(), name, "navy").splitlines() if "navy" in line]
            assert len(marks) == 2, section


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("segments", "Segments · CX explorer"),
        ("rfm", "RFM · CX explorer"),
        ("stages", "Stages · CX explorer"),
        ("", "CX explorer"),
        ("home", "Overview · CX explorer"),
    ],
)
def test_a_tab_is_named_after_its_page(page, title):
    assert shell.tab_title(page) == title


def test_the_pictures_of_the_products_name_are_there():
    assert all(path.exists() for path in menu_look.LOGOS.values())

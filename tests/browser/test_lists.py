"""A click in the pictures of movement, RFM, types and playbook lists its customers; a list becomes a segment."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import serving, settled
from tests.browser.test_main_paths import turn_to


def click_at(page, key: str, across: float, down: float) -> None:
    """A click into a picture, at a share of its width and height, once it is drawn and listens."""
    box = settled(page, key)
    page.mouse.click(box["x"] + box["width"] * across, box["y"] + box["height"] * down)


@pytest.mark.parametrize(
    ("name", "key", "across", "down", "address", "words"),
    [
        ("movement", "moves", 0.32, 0.3, "move=Gold(%2C|,)Gold", "Gold → Gold"),
        ("rfm", "rfm-grid", 0.71, 0.27, "cell=4(%2C|,)4", "recency 4, frequency 4"),
        ("types", "type-table", 0.57, 0.17, "cell=Loyal(%2C|,)Silver", "Loyal · Silver"),
    ],
)
def test_a_click_lists_its_customers_stands_in_the_address_and_can_be_cleared(
    name, key, across, down, address, words, demo, page
):
    page.goto(f"{demo}/{name}")
    click_at(page, key, across, down)
    expect(page).to_have_url(re.compile(address))
    expect(page.get_by_text(words).first).to_be_visible()
    page.reload()
    expect(page.get_by_text(words).first).to_be_visible()
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(page).not_to_have_url(re.compile(address))
    expect(page.get_by_role("button", name="Clear", exact=True)).to_have_count(0)


def test_a_slider_of_the_playbook_changes_the_profit_and_stands_in_the_address(demo, page):
    page.goto(f"{demo}/playbook")
    heading = page.get_by_role("heading", name=re.compile("more customer profit a year"))
    before = heading.inner_text()
    slider = page.get_by_role("slider").last
    slider.focus()
    for value in range(6, 11):  # a press while the page still answers the one before may be lost
        page.keyboard.press("ArrowRight")
        expect(page).to_have_url(re.compile(f"what_if_gold={value}"))
    expect(heading).not_to_have_text(before)


def test_a_list_is_saved_by_name_and_filters_another_page(demo_store, tmp_path, page):
    own = tmp_path / "own.duckdb"
    shutil.copy(demo_store, own)
    with serving(own) as address:
        page.goto(f"{address}/playbook?plays=Turn")
        page.get_by_role("button", name="Save", exact=True).click()
        page.get_by_label("Name of the segment").fill("to turn")
        page.get_by_label("Name of the segment").press("Enter")
        saved = page.get_by_text(re.compile("to turn: [0-9]+ customers saved"))
        expect(saved).to_be_visible()
        people = re.search("[0-9]+ customers", saved.inner_text()).group()
        turn_to(page, "Customers", "Segments")
        page.goto(f"{address}/segments?segment=to+turn")
        expect(page.get_by_text(re.compile(f"^{people}")).first).to_be_visible()
        expect(page.get_by_role("button", name=re.compile("to turn"))).to_be_visible()

"""A facilitator edits the map of the journey in one browser, and the room watches in another."""

from playwright.sync_api import expect

from tests.browser.conftest import serving
from tests.pages.experience.test_journey_map import CONTACTS, JOURNEY, ORDERS

FIRST_ROW, OWNER = 33 + 16, 1060
"""Pixels from the top and the left of the grid to a cell."""


def test_what_one_types_into_the_map_the_others_see_and_an_undo_takes_back(filled, tmp_path, window, page):
    store = filled(tmp_path / "map.duckdb", orders=ORDERS, touchpoints=CONTACTS, journey=JOURNEY)
    with serving(store) as address:
        room = window.new_page()
        room.goto(f"{address}/journey")
        expect(room.get_by_role("button", name="Edit the map")).to_be_visible()
        page.bring_to_front()
        page.goto(f"{address}/journey?edit=1")
        grid = page.locator("[class*=st-key-journey-grid] canvas").first
        expect(page.get_by_text("no change yet")).to_be_visible()
        page.wait_for_timeout(1500)  # until the canvas has its size
        box = grid.bounding_box()
        page.mouse.click(box["x"] + OWNER, box["y"] + FIRST_ROW)
        for name in ("Ann Lee", "Bob Ray"):  # the second at once, whatever the page does meanwhile
            page.wait_for_timeout(200)
            page.keyboard.press("Enter")
            editor = page.locator("textarea.gdg-input")
            editor.fill(name)
            editor.press("Enter")
        expect(room.get_by_text("The map is being edited.")).to_contain_text("Bob Ray")
        page.get_by_role("button", name="Undo").click()
        expect(room.get_by_text("The map is being edited.")).to_contain_text("Ann Lee")
        page.get_by_role("button", name="Undo").click()
        expect(room.get_by_text("The map is being edited.")).to_have_count(0)

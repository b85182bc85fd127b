"""Every page by WCAG 2.2 AA as axe-core counts it, in light, and in dark on a phone; and what the keyboard can do."""

import re

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from pages.shared import list_height, menu
from tests.browser.conftest import settled

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PAGES = [name for names in menu.sections().values() for name in names]
OF_STREAMLIT = {
    ("list", "[data-testid=stSidebarNavItems]"): "the menu of a phone groups its links by div",
    ("listitem", "[data-testid=stSidebarNavItems] li"): "the same",
    ("scrollable-region-focusable", "[data-testid=stTable] *"): "a table of a few rows, all of them on screen",
    ("svg-img-alt", "[class*=highlighted_points_marks]"): "the curve on a metric card; the card says its figures",
    ("svg-img-alt", ".brush_brush, .brush_brush_bg"): "Vega names no brush; Range does the same from the keyboard",
}
"""Rule and selector -> why it cannot be cured here."""


def at_rest(page: Page) -> None:
    """Wait until the page has run to its end, and has not begun again for half a second."""
    ended, still = page.locator("[data-testid=stApp][data-test-script-state=notRunning]"), 0
    for _look in range(200):
        still = still + 1 if ended.count() else 0
        if still == 5:
            return
        page.wait_for_timeout(100)
    raise AssertionError("the page did not come to rest in 20 s")


def violations(page: Page, how: str) -> list[str]:
    """What axe-core calls serious or critical and is ours, a line each; and a level of headings that is left out."""
    at_rest(page)
    rules = {"heading-order": {"enabled": True}}
    options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": WCAG}, "rules": rules}
    return [
        f"{how}: {broken['id']}: {node['html'][:160]}"
        for broken in page.evaluate("(options) => axe.run(document, options)", options)["violations"]
        if broken["impact"] in ("serious", "critical") or broken["id"] in rules
        for node in broken["nodes"]
        if not is_of_streamlit(page, broken["id"], node["target"][-1])
    ]


def is_of_streamlit(page: Page, rule: str, target: str) -> bool:
    """Whether the element with this violation is among those that are listed."""
    listed = [selector for of, selector in OF_STREAMLIT if of == rule]
    matches = "([at, listed]) => listed.some((one) => document.querySelector(at)?.matches(one))"
    return page.evaluate(matches, [target, listed])


def ill_fitting(page: Page, name: str) -> list[str]:
    """Lists that end in half a row, and cards of which over a quarter is empty below their last part."""
    heights = page.evaluate("[...document.querySelectorAll('[data-testid=stDataFrame]')].map(e => e.offsetHeight)")
    empty = page.evaluate(
        """[...document.querySelectorAll('[data-testid=stVerticalBlock]')]
        .filter(card => parseFloat(getComputedStyle(card).borderTopWidth) && card.offsetHeight)
        .filter(card => {
            const parts = [...card.children].filter(part => part.offsetHeight)
            const end = Math.max(...parts.map(part => part.getBoundingClientRect().bottom))
            return card.getBoundingClientRect().bottom - end > Math.max(card.offsetHeight / 4, 60)
        }).map(card => card.innerText.slice(0, 60))"""
    )
    halves = [height for height in heights if (height - list_height.EDGES) % list_height.ROW > 1]
    return [f"{name}: half a row in {height} pixels" for height in halves] + [f"{name}: empty under {e}" for e in empty]


def test_every_page_opens_by_its_address_keeps_wcag_in_light_and_dark_and_fits_a_phone(demo, page):
    assert len(PAGES) >= 12
    found = []
    for name in PAGES:
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1440, "height": 1300})
        page.goto(f"{demo}/{'' if name == menu.HOME else name}")
        expect(page.locator("h1").first).to_contain_text(re.compile(r"\w"))
        expect(page.get_by_text("could not be drawn")).to_have_count(0)
        expect(page.locator("#first-paint")).to_have_count(0)
        page.evaluate(AXE_SCRIPT)
        found += violations(page, f"{name}, light")
        found += ill_fitting(page, name)
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": 390, "height": 844})
        found += violations(page, f"{name}, dark on a phone")
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390, name
    assert found == []


def choose(page: Page, label: str, typed: str) -> None:
    """An entry of a box, by the keyboard alone."""
    box = page.get_by_role("combobox", name=re.compile(label)).first
    box.focus()
    page.keyboard.type(typed)
    expect(page.get_by_role("option", name=re.compile(typed)).first).to_be_visible()
    page.keyboard.press("Enter")


def test_a_mark_of_a_picture_is_selected_and_a_row_of_its_list_opened_by_the_keyboard(demo, page):
    page.goto(f"{demo}/rfm")
    settled(page, "rfm-grid")
    choose(page, "Select in the picture", "Recency 5, frequency 5")
    expect(page).to_have_url(re.compile("cell=5(%2C|,)5"))
    expect(page.get_by_text("recency 5, frequency 5").first).to_be_visible()
    at_rest(page)
    choose(page, "Open a customer", "C0")
    expect(page.get_by_role("dialog").get_by_text("Monthly contribution")).to_be_visible()


def test_a_box_on_the_scatter_is_typed_and_stands_in_the_address(demo, page):
    page.goto(f"{demo}/segments")
    settled(page, "scatter")
    page.get_by_role("button", name="Range").focus()
    page.keyboard.press("Enter")
    low = page.get_by_role("spinbutton", name="Revenue: from")
    low.fill("300")
    low.press("Tab")
    page.get_by_role("button", name="Select", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("box on scatter")).to_be_visible()
    expect(page).to_have_url(re.compile("box=300"))

"""The browser's back button goes back one step, and the filters stay in sight."""

import re

from playwright.sync_api import Page, expect

from tests.browser.test_main_paths import turn_to


def test_one_step_back_restores_the_former_view_and_page(demo: str, page: Page):
    page.goto(f"{demo}/funnel")
    expect(page.get_by_role("radio", name="Channel", exact=True)).to_be_checked()
    page.get_by_text("Campaign", exact=True).click()
    expect(page).to_have_url(re.compile(r"by=Campaign"))
    page.get_by_role("button", name=re.compile("31 Dec 2025")).click()
    page.get_by_text("Year before", exact=True).click()
    expect(page.get_by_role("button", name=re.compile("Compared with the year before"))).to_be_visible()
    expect(page).to_have_url(re.compile("compare="))  # the address is written when the page has run to its end
    page.keyboard.press("Escape")
    expect(page.get_by_text("Year before", exact=True)).to_have_count(0)

    turn_to(page, "Lifecycle", "Retention")
    expect(page.get_by_role("radio", name="Month", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile(r"/retention\?compare=[^&]*$"))  # the breakdown of the funnel stays there
    page.get_by_text("Quarter", exact=True).first.click()
    expect(page).to_have_url(re.compile(r"cohort_period=Quarter"))
    page.go_back()
    expect(page.get_by_role("radio", name="Month", exact=True)).to_be_checked()
    page.go_back()
    expect(page).to_have_url(re.compile(r"/funnel\?.*compare="))
    expect(page.get_by_role("radio", name="Campaign", exact=True)).to_be_checked()
    page.go_back()
    expect(page.get_by_role("button", name=re.compile("Compared with"))).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("radio", name="Channel", exact=True)).to_be_checked()
    page.go_forward()
    expect(page.get_by_role("radio", name="Campaign", exact=True)).to_be_checked()

    page.locator("[data-testid=stMain]").evaluate("main => main.scrollTo(0, 1200)")
    expect(page.get_by_role("button", name=re.compile("31 Dec 2025"))).to_be_in_viewport()
    menu, filters = (page.locator(one).bounding_box() for one in ("[data-testid=stHeader]", ".st-key-filters"))
    assert filters["y"] >= menu["y"] + menu["height"] - 1

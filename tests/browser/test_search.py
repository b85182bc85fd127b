"""The search box: one key from every page, by keyboard alone, to the page of a customer."""

import re

from playwright.sync_api import expect


def test_a_slash_goes_to_the_box_and_enter_opens_the_best_hit(demo, page):
    page.goto(f"{demo}/playbook")
    box = page.get_by_role("combobox", name=re.compile("^Search customers"))
    expect(box).to_be_visible()  # by its name, which its script gives: from then on it hears the key
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("zoe weis")  # Zoë Weiß
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    page.keyboard.type("zoe wei")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Zoë Weiß"))
    expect(page).to_have_url(re.compile(r"/customer\?id=C\d+"))
    page.go_back()  # one step, to the page as it was left
    expect(page).to_have_url(f"{demo}/playbook")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("at risk"))
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Zoë Weiß"))
    page.keyboard.press("Control+k")
    page.keyboard.type("funnel")
    page.keyboard.press("Enter")  # before the hits are there
    expect(page).to_have_url(re.compile("/funnel"))

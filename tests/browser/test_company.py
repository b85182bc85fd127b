"""From the demo to an empty company beside it and back, on a real server that is started again in between."""

import re

from playwright.sync_api import expect

from tests import demos
from tests.browser.conftest import serving


def test_an_empty_company_is_started_beside_the_demo_and_is_there_after_a_new_start(page, path):
    demos.make(path)
    chip = page.get_by_role("link", name="Demo company · load your own data")
    heading = page.locator("h1").first
    with serving(path) as address:
        page.goto(f"{address}/segments")
        expect(chip).to_be_visible()
        page.get_by_role("button", name="Start an empty company").click()
        expect(page.get_by_text("cx.company.duckdb", exact=True)).to_be_visible()
        expect(heading).to_contain_text("Upload your orders")
        expect(chip).to_have_count(0)
    with serving(path) as address:
        page.goto(f"{address}/segments")
        expect(page.get_by_text("cx.company.duckdb", exact=True)).to_be_visible()
        page.get_by_role("button", name="Back to the demo company").click()
        expect(chip).to_be_visible()
        chip.click()
        expect(page).to_have_url(re.compile("/upload$"))
    assert demos.products(path) == {"NEW"}


def test_a_mistyped_store_makes_nothing(page, path):
    with serving(path) as address:
        page.goto(f"{address}/segments")
        expect(page.locator("h1").first).to_have_text("The company's file was not found")
        expect(page.get_by_text("there is no such file")).to_be_visible()
        expect(page.locator("#first-paint")).to_have_count(0)
    assert not path.exists()

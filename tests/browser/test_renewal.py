"""A demo company of an earlier version is renewed by one click in a real browser, on a real server."""

from playwright.sync_api import expect

from tests import demos
from tests.browser.conftest import serving


def test_one_click_renews_an_old_demo_and_its_line_is_gone(page, path):
    with serving(demos.old(path)) as address:
        page.goto(f"{address}/stages")
        line = page.get_by_text("This demo company is of an earlier version")
        expect(line).to_be_visible()
        page.get_by_role("button", name="Renew", exact=True).click()
        expect(page.get_by_text("The demo company is renewed")).to_be_visible(timeout=180_000)
        expect(line).to_have_count(0)
    (kept,) = path.parent.glob("*demo-1*")
    assert "OLD0" in demos.products(kept)
    assert len(demos.products(path)) > 50

"""What a person does first, in a real browser: deep links, a box on the scatter, a customer's drawer."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import chart, serving, settled

PAGES = {
    "segments": "of customers earn",
    "definitions": "terms with formulas",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_deep_link_works_on_the_first_visit_of_a_fresh_process(name, demo_store, tmp_path, page):
    own = shutil.copy(demo_store, tmp_path / "own.duckdb")  # the demo's own file may be served already
    with serving(own) as address:
        page.goto(f"{address}/{name}")
        expect(page.locator("h1").first).to_contain_text(PAGES[name])
        expect(page.get_by_text("Page not found")).to_have_count(0)
        expect(page).to_have_url(re.compile(f"/{name}$"))


def turn_to(page, section: str, name: str | None = None) -> None:
    """By the menu, as a person goes to another page; a section with one page is a link."""
    if name is None:
        page.get_by_role("link", name=section, exact=True).click()
        return
    page.get_by_role("button", name=section, exact=True).click()
    page.get_by_role("menuitem", name=name).click()


def test_the_menu_stands_in_its_order_for_the_eye_and_the_keyboard_and_marks_the_page(demo, page):
    page.goto(f"{demo}/retention")
    expect(page).to_have_title("Retention · CX explorer")
    current = page.get_by_role("button", name="Lifecycle", exact=True)
    expect(current).to_have_css("box-shadow", re.compile("inset"))
    sections = page.locator("[data-testid=stTopNav] > :not([aria-hidden])")
    expect(sections).to_have_count(8)
    left = {each.inner_text().split("\n")[-1]: each.bounding_box()["x"] for each in sections.all()}
    names = [name.split("\n")[-1].strip() for name in sorted(left, key=left.get)]
    assert names == ["Overview", "Customers", "Lifecycle", "Products", "Experience", "Market", "Decks", "Data"]
    current.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Products", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_title("Stages · CX explorer")
    expect(current).to_have_css("box-shadow", "none")


def test_the_bare_address_opens_the_overview_whose_tiles_lead_to_their_pages(demo, page):
    page.goto(demo)
    expect(page.locator("h1").first).to_contain_text(re.compile("profit", re.IGNORECASE))
    page.get_by_role("link", name="Segments").last.click()
    expect(page).to_have_url(re.compile("/segments$"))
    expect(page.locator("h1").first).to_contain_text("of customers earn")


def test_a_box_on_the_scatter_lists_its_customers(demo, page):
    page.goto(f"{demo}/segments")
    expect(page.get_by_text("all customers")).to_be_visible()  # below the chart: what stands above has its place
    expect(chart(page, "whale")).to_be_visible()
    expect(chart(page, "months-tin")).to_be_visible()  # the pictures of the cards above have their place, too
    box = settled(page, "scatter")
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 20, box["y"] + box["height"] * 0.45, steps=5)
    page.mouse.up()
    expect(page.get_by_text("box on scatter")).to_be_visible()


def test_a_row_of_the_list_opens_the_customers_drawer_once(demo, page):
    page.goto(f"{demo}/segments")
    rows = page.locator("[data-testid=stDataFrame]").first
    rows.scroll_into_view_if_needed()
    expect(chart(page, "whale")).to_be_visible()
    box = rows.bounding_box()
    page.mouse.click(box["x"] + 18, box["y"] + 35 + 17)
    expect(page.get_by_role("dialog").get_by_text("Monthly contribution")).to_be_visible()
    expect(page).to_have_url(re.compile("/segments.drawer=customer-"))
    page.get_by_role("dialog").get_by_role("link", name="Open customer page").click()
    expect(page).to_have_url(re.compile("/customer.id="))
    page.go_back()
    expect(page).to_have_url(re.compile("/segments.drawer=customer-"))
    expect(page.get_by_role("dialog").get_by_text("Monthly contribution")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page).to_have_url(re.compile("/segments$"))
    page.get_by_role("button", name="Assumptions").click()
    expect(page.get_by_role("dialog").get_by_text("Gross margin")).to_be_visible()
    expect(page.get_by_text("Monthly contribution")).to_have_count(0)


def test_tab_after_tab_opens_and_stands_in_the_address(demo, page):
    page.goto(f"{demo}/segments")
    for name, view in [
        ("Tier mix", "mix"),
        ("Compare", "compare"),
        ("Profit and loss", "money"),
        ("Compare", "compare"),
    ]:
        page.get_by_role("tab", name=name).click()
        expect(page).to_have_url(re.compile(f"view={view}"))
        expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
    page.reload()
    expect(page.get_by_role("tab", name="Compare")).to_have_attribute("aria-selected", "true")
    turn_to(page, "Customers", "Movement")
    expect(page.locator("h1").first).to_contain_text("profit")
    turn_to(page, "Customers", "Segments")
    page.get_by_role("tab", name="Tier mix").click()
    expect(page).to_have_url(re.compile("view=mix"))


def test_a_click_while_a_part_is_computed_for_the_first_time_breaks_nothing(demo_store, tmp_path, page):
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    with serving(shutil.copy(demo_store, tmp_path / "own.duckdb")) as address:
        page.goto(f"{address}/stages")
        expect(page.get_by_role("tab", name="Weeks")).to_be_visible()
        page.wait_for_timeout(5000)
        for name in ("As of each month", "Other methods", "Weeks"):
            page.get_by_role("tab", name=name).click()
            page.wait_for_timeout(300)
        expect(chart(page, "weeks")).to_be_visible()
    assert errors == []


def test_a_link_of_the_menu_leads_away_from_an_open_box(demo, page):
    page.goto(f"{demo}/quality")
    page.locator("[class*=st-key-tools-] button").first.click()
    expect(page.get_by_test_id("stPopoverBody").get_by_role("button", name="CSV", exact=True)).to_be_visible()
    turn_to(page, "Decks")
    expect(page.locator("h1").first).to_contain_text("Decks")
    page.wait_for_timeout(1500)  # the box that is gone may still empty the page
    expect(page.locator("h1").first).to_contain_text("Decks")


def test_filters_stand_in_the_address_and_go_along_to_the_next_page(demo, page):
    page.goto(f"{demo}/funnel?period=All+time&as_of=2025-06-30")
    expect(page.get_by_role("button", name=re.compile("30 Jun 2025 · All time"))).to_be_visible()
    turn_to(page, "Products")
    expect(page).to_have_url(re.compile(r"/stages\?.*as_of=2025-06-30"))
    expect(page.get_by_role("button", name="30 Jun 2025", exact=False)).to_be_visible()
    expect(page.get_by_text("All time")).to_have_count(0)
    turn_to(page, "Lifecycle", "Retention")
    expect(page).to_have_url(re.compile(r"/retention\?.*period=All"))
    expect(page.get_by_role("button", name=re.compile("30 Jun 2025 · All time"))).to_be_visible()


def test_an_analysts_own_orders_become_their_own_tiers_and_can_be_taken_back(demo_store, tmp_path, page):
    own = tmp_path / "own.duckdb"
    shutil.copy(demo_store, own)
    lines = [f"{i},c{i % 60},2024-{1 + i % 12:02d}-11,{20 + (i % 60) ** 2}" for i in range(600)]
    lines[41] = "41,c41,2024-13-11,20"
    orders = tmp_path / "my orders.csv"
    orders.write_text("\n".join(["Order No,Cust No,Order Date,Total (USD)", *lines]), encoding="utf-8")
    with serving(own) as address:
        page.goto(f"{address}/upload")
        page.set_input_files("input[type=file]", orders)
        expect(page.locator("h1").first).to_contain_text("599 rows are ready, 1 need")
        page.get_by_role("button", name="Import 599 rows").click()
        expect(page.locator("h1").first).to_contain_text("599 rows were imported")
        turn_to(page, "Customers", "Segments")
        expect(page.get_by_text("60 customers").first).to_be_visible()
        turn_to(page, "Data", "Upload")
        page.get_by_role("button", name="Undo").first.click()
        page.get_by_role("dialog").get_by_role("button", name=re.compile("Undo")).click()
        turn_to(page, "Customers", "Segments")
        expect(page.locator("h1").first).to_contain_text("Upload your orders")


def test_a_cell_changed_in_the_grid_mends_its_row(demo_store, tmp_path, page):
    own = tmp_path / "own.duckdb"
    shutil.copy(demo_store, own)
    orders = tmp_path / "orders.csv"
    orders.write_text("order_id,ordered_at,revenue\nA1,2025-01-31,n/a\nA2,2025-01-31,2\n", encoding="utf-8")
    with serving(own) as address:
        page.goto(f"{address}/upload")
        page.set_input_files("input[type=file]", orders)
        expect(page.locator("h1").first).to_contain_text("1 row is ready, 1 needs fixing")
        grid = page.locator("[data-testid=stDataFrame]").first
        grid.scroll_into_view_if_needed()
        page.wait_for_timeout(1500)  # until the canvas has its size
        box = grid.bounding_box()
        page.mouse.dblclick(box["x"] + box["width"] - 60, box["y"] + 35 + 17)  # the last column: revenue
        editor = page.locator("#portal :is(input, textarea)").first
        expect(editor).to_have_value("n/a")
        editor.fill("7.50")
        page.wait_for_timeout(500)  # until the grid has heard of it
        page.keyboard.press("Enter")
        expect(page.locator("h1").first).to_contain_text("2 rows are ready")
        page.get_by_role("button", name="Import 2 rows").click()
        expect(page.locator("h1").first).to_contain_text("2 rows were imported")


def test_a_cell_changed_in_the_rows_that_wait_is_tried_though_other_rows_were_looked_at_since(
    demo_store, tmp_path, page
):
    own = tmp_path / "own.duckdb"
    shutil.copy(demo_store, own)
    orders = tmp_path / "orders.csv"
    lines = ["order_id,ordered_at,revenue", "A1,2025-01-31,n/a", "A2,2025-01-31,2", "A3,2025-02-31,3", ""]
    orders.write_text("\n".join(lines), encoding="utf-8")
    with serving(own) as address:
        page.goto(f"{address}/upload")
        page.set_input_files("input[type=file]", orders)
        page.get_by_role("button", name="Import 1 row").click()
        expect(page.locator("h1").first).to_contain_text("1 row was imported")
        page.get_by_role("button", name="Fix 2 rows").click()
        dialog = page.get_by_role("dialog")
        grid = dialog.locator("[data-testid=stDataFrame]")
        expect(grid).to_be_visible()
        page.wait_for_timeout(1500)  # until the canvas has its size
        box = grid.bounding_box()
        page.mouse.click(box["x"] + 30, box["y"] + 35 + 17)
        for _ in range(4):  # line, what is wrong, order, day, revenue
            page.wait_for_timeout(200)  # a busy grid forgets keys
            page.keyboard.press("ArrowRight")
        page.keyboard.type("7.50")
        page.wait_for_timeout(500)  # until the grid has heard of it
        page.keyboard.press("Enter")
        expect(dialog.get_by_role("button", name="1 row fixed manually")).to_be_visible()
        dialog.get_by_text("does not exist in the calendar").first.click()
        page.wait_for_timeout(1000)
        dialog.get_by_role("button", name="Retry").click()
        expect(page.get_by_text("1 row imported, 1 still needs fixing")).to_be_visible()


def click_area(page, tier):
    """A click on the whale curve just above the name of a tier."""
    picture = page.locator("[class*=st-key-picture-whale] .vega-embed")
    name = picture.locator("text").filter(has_text=tier).bounding_box()
    page.mouse.click(name["x"] + name["width"] / 2, name["y"] - 4)


def test_a_click_on_the_same_area_counts_again_after_the_tiers_were_picked_elsewhere(demo, page):
    def click_gold():
        picture = page.locator("[class*=st-key-picture-whale] .vega-embed")
        page.wait_for_timeout(2000)  # until the one before is gone, and this one is drawn and listens
        expect(picture).to_have_count(1)
        expect(picture).to_be_visible()
        click_area(page, "Gold")

    page.goto(f"{demo}/segments")
    click_gold()
    expect(page).to_have_url(re.compile("tier=Gold$"))
    page.get_by_role("button", name="Tin", exact=True).click()
    expect(page).to_have_url(re.compile("tier=Gold&tier=Tin$"))
    click_gold()
    expect(page).to_have_url(re.compile("tier=Gold$"))


def test_a_click_on_a_tiers_card_or_area_filters_the_page_and_a_shared_link_shows_the_same_box(demo, page):
    page.goto(f"{demo}/segments")
    settled(page, "whale")
    click_area(page, "Gold")
    expect(page).to_have_url(re.compile("tier=Gold"))
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(page).not_to_have_url(re.compile("tier="))
    page.locator(".st-key-tier-tin [data-testid=stMetricValue]").click(force=True)
    expect(page).to_have_url(re.compile("tier=Tin"))
    page.goto(f"{demo}/segments?box=300,5000,10,2000&view=compare")
    expect(page.get_by_text("box on scatter")).to_be_visible()
    expect(chart(page, "forest")).to_be_visible()
    expect(page).to_have_url(re.compile("box=300"))

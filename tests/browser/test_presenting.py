"""The room: keys, clicker, deep links, a guess from a phone, a file that opens without the app."""

import re
import shutil

import pytest
from playwright.sync_api import Page, expect

import cx
from cx.presenting import decks, html_slides, polls
from tests.browser.conftest import chart, serving
from tests.decks import picture

LAST = 4


@pytest.fixture(scope="module")
def room(tmp_path_factory, demo_store):
    """A served deck: a message, a picture with three steps, a question, and the definitions. (address, deck)"""
    path = tmp_path_factory.mktemp("room") / "room.duckdb"
    shutil.copy(demo_store, path)
    store = cx.open_store(path)
    deck_id = fill(store)
    store.close()
    with serving(path) as address:
        yield address, deck_id


def fill(store) -> int:
    deck_id = decks.make(store, "Board")
    decks.add(store, deck_id, "First, a message")
    leak = decks.add(store, deck_id, "Then, the leak", picture=picture())
    decks.say(store, leak, title="Then, the leak", notes="Breathe.", spoken=["Acquire", "Retain"])
    question = polls.question("Acquire · rate", 0.2, is_share=True)
    decks.add(store, deck_id, "What share?", question=question)
    return deck_id


def on(page: Page):
    """What the slide that is shown says."""
    return page.locator(".slide.on h1")


def pale(page: Page, word: str) -> bool:
    text = page.locator(".slide.on .art>.on .light text", has_text=re.compile(f"^{word}$"))
    return float(text.evaluate("one => one.getAttribute('opacity') || 1")) < 1


def test_keys_and_clicker_walk_through_slides_and_steps(room, page):
    page.goto(f"{room[0]}/present?deck={room[1]}&theme=light")
    expect(on(page)).to_have_text("First, a message")
    page.keyboard.press("ArrowRight")
    expect(on(page)).to_have_text("Then, the leak")
    assert not pale(page, "Kept")
    page.keyboard.press("PageDown")
    assert pale(page, "Kept") and not pale(page, "Won")
    page.keyboard.press(" ")
    assert pale(page, "Won") and not pale(page, "Kept")
    page.keyboard.press("Space")
    expect(on(page)).to_have_text("What share?")
    page.keyboard.press("PageUp")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(on(page)).to_have_text("First, a message")
    page.keyboard.press("End")
    expect(on(page)).to_have_text("How these numbers are computed")
    expect(page.locator("#pager [aria-current]")).to_have_text("A1")
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(f"slide={LAST}"))
    page.keyboard.press("Home")
    expect(on(page)).to_have_text("First, a message")


def test_a_slide_has_an_address_and_survives_a_reload(room, page):
    page.goto(f"{room[0]}/present?deck={room[1]}&slide=2&step=1")
    expect(on(page)).to_have_text("Then, the leak")
    page.reload()
    expect(page).to_have_url(re.compile("slide=2&step=1"))
    expect(on(page)).to_have_text("Then, the leak")


def test_notes_dark_and_escape(room, page):
    page.goto(f"{room[0]}/present?deck={room[1]}&slide=2&theme=light")
    expect(page.locator("#notes")).to_be_hidden()
    page.keyboard.press("n")
    expect(page.locator("#notes")).to_have_text("Breathe.")
    page.keyboard.press("d")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.keyboard.press("Escape")
    expect(page.locator("#notes")).to_be_hidden()
    page.keyboard.press("b")
    expect(page.locator("html")).to_have_class(re.compile("black"))
    page.keyboard.press("Escape")
    expect(page.locator("html")).not_to_have_class(re.compile("black"))
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(rf"/decks\?deck={room[1]}"))
    expect(page.locator("h1").first).to_contain_text("Board: 3 slides")


def test_the_speakers_window_follows_and_shows_the_next_slide(room, page):
    page.goto(f"{room[0]}/present?deck={room[1]}&theme=light")
    with page.context.expect_page() as opened:
        page.keyboard.press("s")
    window = opened.value
    expect(window.locator(".slide.next h1")).to_have_text("Then, the leak")
    expect(window.locator(".slide.next .art>.on .light svg")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(on(window)).to_have_text("Then, the leak")
    expect(window.locator("#notes")).to_have_text("Breathe.")


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (3840, 2160), (1024, 768)])
def test_a_slide_fits_the_screen_and_its_title_is_big(room, page, width, height):
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{room[0]}/present?deck={room[1]}&slide=2")
    expect(on(page)).to_be_visible()
    assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [
        width,
        height,
    ]
    assert float(on(page).evaluate("one => parseFloat(getComputedStyle(one).fontSize)")) > width * 0.03
    art, basis = (
        page.locator(".slide.on .art").bounding_box(),
        page.locator(".slide.on .basis").bounding_box(),
    )
    assert art["height"] > height * 0.4
    assert art["y"] + art["height"] <= basis["y"] + 1
    assert basis["y"] + basis["height"] < page.locator("#pager").bounding_box()["y"]


def test_a_printed_question_hides_the_truth_and_the_room_still_guesses(room, page):
    page.goto(f"{room[0]}/present?deck={room[1]}&slide=3")
    scale = page.locator(".slide.on .dots")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(scale).to_contain_text("75%")
    expect(scale).not_to_contain_text("Actual")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.keyboard.press("Home")
    expect(page.locator(".slide.guess .dots")).not_to_contain_text("Actual")
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    link = page.locator(".slide.on .join p").evaluate("one => one.firstChild.textContent")
    page.goto(f"http://{link}")
    expect(page.locator("input")).to_be_visible()


def test_a_phone_guesses_the_slide_shows_it_and_then_the_truth(room, page):
    page.goto(f"{room[0]}/present?deck={room[1]}&slide=3")
    link = page.locator(".slide.on .join p").evaluate("one => one.firstChild.textContent")
    phone = page.context.browser.new_context(viewport={"width": 390, "height": 800}).new_page()
    phone.goto(f"http://{link}")
    phone.locator("input").fill("150")
    phone.locator("button").click()
    expect(phone.locator(".bad")).to_have_text("Guess a number from 0% to 100%.")
    phone.locator("input").fill("45")
    phone.locator("button").click()
    expect(phone.locator(".said")).to_have_text("Your guess: 45%")
    expect(page.locator(".slide.on .count")).to_have_text("1guess")
    expect(page.locator(".slide.on .dots circle")).to_have_count(0)
    expect(page.locator(".slide.on .said")).to_have_text("")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".slide.on .dots circle")).to_have_count(1)
    expect(page.locator(".slide.on .said")).to_contain_text("The audience is 25 points too high")
    expect(page.locator(".slide.on .dots")).to_contain_text("Actual: 20%")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".slide.on .dots")).not_to_contain_text("Actual")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")  # what was revealed is printed
    expect(page.locator(".slide.on .dots")).to_contain_text("Actual: 20%")
    expect(phone.locator(".big")).to_have_text("20%")
    expect(phone.locator(".bad")).to_have_count(0)
    phone.context.close()


def test_a_picture_goes_from_its_page_into_a_new_deck_and_onto_a_slide(room, page):
    page.goto(f"{room[0]}/funnel")
    expect(chart(page, "ribbon")).to_be_visible()
    page.locator(".st-key-tools-kept button").first.click()
    page.get_by_role("combobox", name="Deck").last.click()
    page.keyboard.type("Team")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Add to deck").click()
    expect(page.get_by_text("Added as slide 1 of “Team”")).to_be_in_viewport()
    page.get_by_test_id("stPageLink").get_by_role("link", name="Open the deck").click()
    expect(page.locator("h1").first).to_have_text("Team: 1 slide")


def test_the_first_click_on_add_to_deck_makes_a_deck_and_says_so_in_sight(demo_store, tmp_path, page):
    path = shutil.copy(demo_store, tmp_path / "first.duckdb")
    page.set_viewport_size({"width": 1440, "height": 700})
    with serving(path) as address:
        page.goto(f"{address}/funnel")
        page.locator(".st-key-tools-kept button").first.click()
        page.get_by_role("button", name="Add to deck").click()
        said = page.get_by_test_id("stToast")
        expect(said).to_contain_text("Added as slide 1 of “My first deck”")
        expect(said).to_be_in_viewport()
        page.goto(address + said.get_by_role("link").get_attribute("href"))
        expect(page.locator("h1").first).to_have_text("My first deck: 1 slide")


def test_the_file_opens_without_the_app(tmp_path, page):
    store = cx.open_store(":memory:")
    file = tmp_path / "board.html"
    file.write_text(html_slides.html("Board", decks.slides(store, fill(store))), encoding="utf-8")
    page.context.set_offline(True)
    page.route("**/*", lambda route: route.continue_())
    page.goto(file.as_uri())
    page.keyboard.press("ArrowRight")
    expect(on(page)).to_have_text("Then, the leak")
    expect(page).to_have_url(re.compile("#slide=2|slide=2$"))
    assert len(page.pdf()) > 20_000

"""A deck as PDF: a page a slide, its letters are text, an answer only where it was revealed."""

from io import BytesIO

from pypdf import PdfReader

import cx
from cx.presenting import decks, pairs, pdf, polls
from tests.decks import picture


def test_each_slide_is_a_page_with_its_words_its_picture_and_its_notes():
    store = cx.open_store(":memory:")
    deck_id = decks.make(store, "Board")
    leak = decks.add(store, deck_id, "Then, the leak <of four of five>", picture=picture())
    beside = decks.add(store, deck_id, "And its twin", picture=picture("A second picture"))
    pairs.put_beside(store, leak, beside)
    decks.say(store, leak, title="Then, the leak <of four of five>", notes="Breathe.")
    asked = polls.question("Acquire · rate", 0.2, is_share=True)
    rooms = {
        decks.add(store, deck_id, "What share buys?", question=asked): {"guesses": [10.0, 45.0], "revealed": False},
        decks.add(store, deck_id, "What share bought?", question=asked): {"guesses": [10.0, 45.0], "revealed": True},
    }
    decks.add(store, deck_id, "A message " * 12)
    decks.add_title(store, deck_id, "Board", "12 March")
    made = PdfReader(BytesIO(pdf.pdf("Board", decks.slides(store, deck_id), rooms)))
    store.close()
    title, leak, hidden, shown, message, terms = (" ".join(page.extract_text().split()) for page in made.pages)
    assert made.metadata.title == "Board" and {page.mediabox[2] for page in made.pages} == {960}
    assert "12 March" in title and "1 / 5" in title
    assert "Then, the leak <of four of five>" in leak and "And its twin" in leak and "2,000" in leak
    assert "2 guesses" in hidden and "75%" in hidden and "Actual" not in hidden and "20%" not in hidden
    assert "Actual: 20%" in shown
    assert message.count("A message") == 12 and "People <first> touched." in terms and "A1" in terms
    notes = [note.get_object()["/Contents"] for page in made.pages for note in page.get("/Annots", [])]
    assert notes == ["Breathe."]

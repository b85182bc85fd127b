"""What do we tell the room?"""

import streamlit as st

from cx.presenting import decks
from cx.text.formatting import _
from pages.present.decks import editor as deck_page
from pages.shared import answers
from pages.shared import empty_states as empty

store = answers.store()
known = decks.every(store)
if known.empty:
    st.title(_("Decks: pictures with their numbers frozen"))
    empty.nothing(_("**No deck yet.** On any page, point at a picture, open its “…” and choose **Add to deck**."))
    deck_page.new()
    empty.end()

heading = st.container()
with st.container(horizontal=True, vertical_alignment="center", key="deck_controls"):
    deck_id = deck_page.chosen(known)
    slides = decks.slides(store, deck_id)
    deck_page.actions(deck_id, slides, known)
heading.title(deck_page.title(known.set_index("deck_id")["name"][deck_id], slides))
heading.caption(deck_page.caption(slides))

if not slides:
    empty.nothing(_("This deck is empty. On any page, point at a picture, open its “…” and choose **Add to deck**."))
for place, slide in enumerate(slides):
    deck_page.card(slide, place, len(slides))
deck_page.message(deck_id)
deck_page.draw_ahead(slides)

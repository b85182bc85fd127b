"""What do we tell the room?"""

import streamlit as st

from cx.presenting import decks
from cx.text.formatting import _
from pages.present.decks import editor, refreshing, slide_card
from pages.shared import answers, empty_states, undo_delete

store = answers.store()
known = decks.every(store)
undo_delete.offer("decks")
if known.empty:
    st.title(_("Decks: pictures with their numbers frozen"))
    empty_states.nothing(
        _("**No deck yet.** On any page, point at a picture, open its “…” and choose **Add to deck**.")
    )
    editor.new()
    empty_states.end()

heading = st.container()
with st.container(horizontal=True, vertical_alignment="center", key="deck_controls"):
    deck_id = editor.chosen(known)
    slides = decks.slides(store, deck_id)
    editor.actions(deck_id, slides, known)
heading.title(editor.title(known.set_index("deck_id")["name"][deck_id], slides))
heading.caption(editor.caption(slides))
refreshing.report()

if not slides:
    empty_states.nothing(
        _("This deck is empty. On any page, point at a picture, open its “…” and choose **Add to deck**.")
    )
for slide in slides:
    slide_card.card(slide, slides)
with st.container(horizontal=True):
    editor.message(deck_id)
    editor.title_slide(deck_id, known.set_index("deck_id")["name"][deck_id], slides)
editor.draw_ahead(slides)

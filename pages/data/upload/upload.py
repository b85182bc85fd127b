"""Which rows of this file can become rows of ours, and what is wrong with the others?"""

import streamlit as st

from cx.errors import CxError
from pages.data.upload import files as desk_files
from pages.data.upload import inbox, loads, matching, mending, review
from pages.shared import empty_states, safe_text, sample_files

heading = st.container()
files = desk_files.unpacked(matching.uploader())
file = desk_files.current(files)
if file is None:
    matching.heading(heading, matching.CHOOSE)
    inbox.waiting()
    sample_files.draw()
    loads.history()
    empty_states.end()

done = loads.receipt_of(file)
if done is not None:
    loads.show_receipt(heading, done, desk_files.following(files, file), desk_files.turn_to)
    loads.history()
    empty_states.end()

try:
    with st.container(border=True):
        reading, seen = matching.matched(file, mending.decisions)
except CxError as error:
    matching.heading(heading, matching.CHOOSE, failed=True)
    st.error(safe_text.escaped(str(error)), icon=":material/error:")
    empty_states.end()

matching.heading(heading, matching.REVIEW, seen)
if matching.decided(seen):
    review.rows(file, seen)
    review.buttons(file, reading, seen)

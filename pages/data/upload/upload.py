"""Which rows of this file can become rows of ours, and what is wrong with the others?"""

import streamlit as st

from cx.errors import CxError
from pages.data.upload import files as desk_files
from pages.data.upload import inbox as desk_inbox
from pages.data.upload import loads as desk_loads
from pages.data.upload import matching as desk
from pages.data.upload import mending as desk_mend
from pages.data.upload import review as desk_review
from pages.shared import downloads as exports
from pages.shared import empty_states as empty

heading = st.container()
files = desk_files.unpacked(desk.uploader())
file = desk_files.current(files)
if file is None:
    desk.heading(heading, desk.CHOOSE)
    desk_inbox.waiting()
    desk_loads.templates()
    desk_loads.history()
    empty.end()

done = desk_loads.receipt_of(file)
if done is not None:
    desk_loads.told(heading, done, desk_files.following(files, file), desk_files.turn_to)
    desk_loads.history()
    empty.end()

try:
    with st.container(border=True):
        reading, seen = desk.matched(file, desk_mend.decisions)
except CxError as error:
    desk.heading(heading, desk.CHOOSE, failed=True)
    st.error(exports.plain(str(error)), icon=":material/error:")
    empty.end()

desk.heading(heading, desk.REVIEW, seen)
if desk.decided(seen):
    desk_review.rows(file, seen)
    desk_review.buttons(file, reading, seen)

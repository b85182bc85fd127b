"""Which rows of this file can become rows of ours, and what is wrong with the others?"""

import streamlit as st

from cx.errors import CxError
from pages.shared import desk, desk_loads, desk_mend, desk_review, exports

heading = st.container()
file = desk.uploader()
if file is None:
    desk.heading(heading, desk.CHOOSE)
    desk_loads.templates()
    desk_loads.history()
    st.stop()

done = desk_loads.receipt_of(file)
if done is not None:
    desk_loads.told(heading, done)
    desk_loads.history()
    st.stop()

try:
    with st.container(border=True):
        reading = desk.matched(file, desk_mend.decisions)
    seen = desk.seen(file, reading)
except CxError as error:
    desk.heading(heading, desk.CHOOSE, failed=True)
    st.error(exports.plain(str(error)), icon=":material/error:")
    st.stop()

desk.heading(heading, desk.REVIEW, seen)
if desk.decided(seen):
    desk_review.rows(file, seen)
    desk_review.buttons(file, reading, seen)

"""The floor of every click: a page that only counts its clicks."""

import streamlit as st

st.title("Empty")
st.session_state.setdefault("clicks", 0)
if st.button("Click"):
    st.session_state["clicks"] += 1
st.markdown(f"clicks: {st.session_state['clicks']}")

"""A box that lists the rows of a list by name: choosing one opens it as a click on the row does, with the keyboard."""

import pandas as pd
import streamlit as st

from cx.text.formatting import _


def box(rows: pd.DataFrame, key: str) -> str | None:
    """The customer_id that is chosen, None where none is. rows : with customer_id, and name where there are names.

    Who stands in several rows is offered once, a row without a customer not at all.
    """
    rows = rows[rows["customer_id"].notna()].drop_duplicates("customer_id")
    ids = rows["customer_id"].tolist()
    names = rows["name"].fillna(rows["customer_id"]) if "name" in rows else rows["customer_id"]
    words = {one: name if name == one else f"{name} · {one}" for one, name in zip(ids, names, strict=True)}
    return st.selectbox(
        _("Open a customer"),
        ids,
        index=None,
        key=f"open-row-{key}",
        format_func=words.get,
        placeholder=_("Open a customer"),
        label_visibility="collapsed",
        width=300,
    )

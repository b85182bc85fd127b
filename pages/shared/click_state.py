"""What was clicked in a picture to list its customers: the latest click wins, the address holds it, a button clears
it.
"""

import pandas as pd
import streamlit as st

Field = dict[str, list]
"""Each field of what can be clicked with the values it can have."""


def key(picture: str) -> str:
    """The key of a picture that holds a click: another one after it was cleared, so that the picture forgets it too."""
    times = st.session_state.get(_times(picture), 0)
    return f"{picture}-{times}" if times else picture


def held(name: str, fields: Field, selections: dict[str, str]) -> dict | None:
    """What is clicked now: what changed last in one of the pictures, else what the address says; None when nothing is.

    name : of the parameter in the address; selections : by picture, the name of the selection that it reports
    A picture keeps its click while another one is clicked, so the one that changed since the last run wins. Known
    before the pictures are drawn, so that they can show it: see `marked`.
    """
    pictures = {picture: _reported(picture, of) for picture, of in selections.items()}
    before = st.session_state.setdefault(f"clicked-{name}", {})
    changed = [picture for picture, what in pictures.items() if what != before.get(picture)]
    before.update(pictures)
    found = _read(st.query_params.get(name), fields)
    if changed:
        latest = next((pictures[picture] for picture in changed if pictures[picture]), None)
        found = latest and {field: type(values[0])(latest[field]) for field, values in fields.items()}
    if not found:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = ",".join(str(found[field]) for field in fields)
    return found or None


def marked(frame: pd.DataFrame, picked: dict | None) -> pd.DataFrame:
    """The rows of a picture with is_picked: whether they are of what is clicked; none are when nothing is.

    >>> marked(pd.DataFrame({"tier": ["Tin", "Gold"]}), {"tier": "Gold"}).is_picked.tolist()
    [False, True]
    """
    are = [frame[field] == value for field, value in (picked or {}).items()]
    return frame.assign(is_picked=pd.concat(are, axis=1).all(axis=1) if are else False)


def clear(pills: str, name: str | None = None, *pictures: str) -> None:
    """Nothing is picked any more: neither in the pictures, nor in the row of pills with that key, nor in the
    address.
    """
    st.session_state[pills] = []
    if name:
        st.query_params.pop(name, None)
    for picture in pictures:
        st.session_state[_times(picture)] = st.session_state.get(_times(picture), 0) + 1


def _reported(picture: str, selection: str) -> dict | None:
    """The first of what the picture reports as clicked."""
    there = st.session_state.get(key(picture)) or {}
    clicks = there.get("selection", {}).get(selection)
    return clicks[0] if clicks else None


def _times(picture: str) -> str:
    return f"cleared-{picture}"


def _read(text: str | None, fields: Field) -> dict | None:
    """What the address says, where every field has a value that it can have.

    >>> _read("5,4", {"recency": [4, 5], "frequency": [4, 5]})
    {'recency': 5, 'frequency': 4}
    """
    parts = (text or "").split(",")
    known = [{str(value): value for value in values} for values in fields.values()]
    if len(parts) != len(known) or any(part not in there for part, there in zip(parts, known, strict=True)):
        return None
    return {field: there[part] for field, part, there in zip(fields, parts, known, strict=True)}

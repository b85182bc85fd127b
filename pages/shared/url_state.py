"""The state of a page: what its address holds, and the session keys that several modules use.

Notes
-----
The address itself is read and written by `address` only, which this module asks. A session key of two modules is a
constant of this module. A key that one module alone reads stays a literal there, as the key of a widget does.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import address

AS_OF = "as_of"
"""The as-of date of the filters."""
PAGE_SHOWN = "page_shown"
"""The address of the page that is shown: a slide remembers where its picture came from."""
DRAWER = "drawer"
"""Which drawer is open: that of the assumptions, or that of a customer."""
PRODUCT = "product"
"""The product that is looked at on the page of stages."""
TERM = "q"
"""What is searched on the page of definitions."""
FUNNEL_BREAKDOWN = "own_by"
FUNNEL_DROP_OFF = "own_place"
"""Of the custom funnel: its breakdown, and the step before which people dropped off."""
FILES_LOADED = "files"
"""How many files were loaded: another number is another, empty, file chooser."""
UNDO_FAILED = "undo_failed"
"""Why a load could not be undone, until it was said."""
_HELD_FILTERS = "held_filters"

Values = Mapping[str, Sequence[Any]]
"""Each field of what can be clicked with the values it can have."""
Clicked = dict[str, Any]
"""What is clicked: each field with its value."""
Box = tuple[tuple[float, float], tuple[float, float]]


# --- parameters --------------------------------------------------------------------------------------------


def asked(name: str) -> str | None:
    """What the address says, None where it says nothing."""
    return next(reversed(address.asked(name)), None)


def asked_box(name: str) -> Box | None:
    """The box that the address asks for as four numbers: two across, two up."""
    try:
        a, b, c, d = (float(part) for part in (asked(name) or "").split(","))
    except ValueError:
        return None
    return (min(a, b), max(a, b)), (min(c, d), max(c, d))


def hold(name: str, value: str | None, default: str | None = None) -> None:
    """A link to what is seen: the address holds the value, and nothing where it is the default."""
    address.hold(name, [] if value is None or value == default else [value])


def drop(*names: str) -> None:
    """The address says nothing of them any more."""
    address.drop(*names)


def restore(name: str, offered: Sequence[Any], default: Any) -> None:
    """Before a widget with this key is drawn: what was chosen, else what the address says, else the default."""
    address.read_into(name)
    spelled = {str(option): option for option in offered}
    said = st.session_state.get(name, spelled.get(asked(name) or ""))
    st.session_state[name] = said if said in offered else default


def restore_text(name: str) -> None:
    """Before a box to write in with this key is drawn: what was written, else what the address says."""
    address.read_into(name)
    st.session_state.setdefault(name, asked(name) or "")


def restore_number(name: str, low: float, high: float, default: float) -> None:
    """Before a box for a number with this key is drawn: its number, else that of the address, else the default."""
    address.read_into(name)
    try:
        said = float(st.session_state.get(name, asked(name) or default))
    except (TypeError, ValueError):
        said = default
    st.session_state[name] = type(default)(said if low <= said <= high else default)


def restore_picks(name: str, offered: Sequence[str]) -> None:
    """Before a row of pills with this key is drawn: what was picked, else what the address says, of what is offered."""
    address.read_into(name)
    picked = st.session_state.get(name, address.asked(name))
    st.session_state[name] = [one for one in picked if one in offered]


def hold_picks(name: str, picked: Sequence[str]) -> None:
    """The address holds the codes that are picked, whatever the pills say on screen."""
    address.hold(name, picked)


def parameters() -> dict[str, str]:
    """All that the address says, as a slide keeps it."""
    return address.parameters()


def switch_page(path: str) -> None:
    """Go to another page, which gets the parameters of this one."""
    st.switch_page(path, query_params=parameters())


def open_page(path: str, **more: str) -> None:
    """Go to another page with these parameters, beside those of the filters that this one has."""
    address.carry_nothing()
    st.switch_page(path, query_params=of_page(**more))


def of_page(**more: str) -> dict[str, str]:
    """Parameters of another page, beside those of the filters that this one has."""
    held = {name: value for name, value in parameters().items() if name in (AS_OF, *held_filters())}
    return {**held, **more}


# --- filters -----------------------------------------------------------------------------------------------


def restore_filters(
    first: date, last: date, days: Mapping[str, date], offered: Values, defaults: Mapping[str, str]
) -> None:
    """What was chosen before, from this session or from the address; what the data no longer holds is dropped.

    Streamlit's own binding to the address forgets it on the way to another page, and the widgets' values on a page
    that does not draw them; so the choice is held here. Each run sets each box again, because a box in a popover that
    is opened later shows what the last run set, not what it holds.

    Parameters
    ----------
    first, last : between which days lie
    days : the default of each day that can be chosen
    offered, defaults : what the other filters can be, and are at first
    """
    state, held = st.session_state, st.session_state.setdefault(_HELD_FILTERS, {})
    follows = state.pop(address.FOLLOWED, False)
    if follows or held.get("last") not in (None, last):  # a load or its undo: yesterday's default must not stay chosen
        held.clear()
        for name in (*days, *defaults):
            state.pop(name, None)
    held["last"] = last
    for name, default in {**days, **defaults}.items():
        if state.get(name) is None:  # also where a run that a click ended left a box without its value
            state[name] = held.get(name) or asked(name) or default
    for name, default in days.items():
        said = state[name] or default
        state[name] = _date_within(said, first, last, default) if isinstance(said, str) else said
    for name, default in defaults.items():
        state[name] = state[name] if state[name] in offered[name] else default


def follow_address() -> None:
    """On the next page the filters of its address count, not those chosen before: for the page of a slide."""
    st.session_state[address.FOLLOWED] = True


def hold_filters(defaults: Mapping[str, Any], acting: Collection[str]) -> None:
    """Keep what is chosen for the next page; the address holds of it what acts on this one, where it is no default."""
    held = st.session_state[_HELD_FILTERS]
    for name, default in defaults.items():
        chosen = held[name] = st.session_state[name]
        hold(name, str(chosen) if name in acting and chosen != default else None)


def held_filters() -> dict[str, Any]:
    """What is chosen in the filters, by their names."""
    held: dict[str, Any] = st.session_state.get(_HELD_FILTERS, {})
    return held


def _date_within(text: str, first: date, last: date, default: date) -> date:
    try:
        return min(max(date.fromisoformat(text), first), last)
    except ValueError:
        return default


# --- clicks in pictures ------------------------------------------------------------------------------------


def picture_key(picture: str) -> str:
    """The key of a picture that holds a click: another one after it was cleared, so that the picture forgets it too."""
    times = st.session_state.get(_times(picture), 0) + address.times_back()
    return f"{picture}-{times}" if times else picture


def clicked(name: str, fields: Values, selections: Mapping[str, str]) -> Clicked | None:
    """What is clicked now: what changed last in one of the pictures, else what the address says.

    A picture keeps its click while another one is clicked, so the one that changed since the last run wins. Known
    before the pictures are drawn, so that they can show it: see `marked`.

    Parameters
    ----------
    name
        Of the parameter in the address.
    fields
        What can be clicked.
    selections
        By picture, the name of the selection that it reports.

    Returns
    -------
    dict or None
        Each field with its value; None when nothing is clicked.
    """
    pictures = {picture: _reported(picture, of) for picture, of in selections.items()}
    address.read_into(f"clicked-{name}")
    before = st.session_state.setdefault(f"clicked-{name}", {})
    # a picture that was not drawn since another page was shown reports nothing, which is no click
    changed = [
        picture
        for picture, what in pictures.items()
        if what != before.get(picture) and picture_key(picture) in st.session_state
    ]
    before.update(pictures)
    found = _read(asked(name), fields)
    if changed:
        latest = next((pictures[picture] for picture in changed if pictures[picture]), None)
        found = latest and {field: type(values[0])(latest[field]) for field, values in fields.items()}
    hold(name, _written(found))
    return found or None


def click(name: str, found: Clicked | None, *pictures: str) -> None:
    """As if this were clicked: the address holds it, and the pictures forget a click of their own."""
    for picture in pictures:
        st.session_state[_times(picture)] = st.session_state.get(_times(picture), 0) + 1
    st.session_state[f"clicked-{name}"] = dict.fromkeys(pictures)
    hold(name, _written(found))


def marked(frame: pd.DataFrame, picked: Clicked | None) -> pd.DataFrame:
    """The rows of a picture with is_picked: whether they are of what is clicked; none are when nothing is.

    >>> marked(pd.DataFrame({"tier": ["Tin", "Gold"]}), {"tier": "Gold"}).is_picked.tolist()
    [False, True]
    """
    are = [frame[field] == value for field, value in (picked or {}).items()]
    return frame.assign(is_picked=pd.concat(are, axis=1).all(axis=1) if are else False)


def clear_clicks(pills: str, name: str | None = None, *pictures: str) -> None:
    """Nothing is picked any more, in the pictures, in the row of pills with that key, and in the address."""
    st.session_state[pills] = []
    if name:
        drop(name)
    for picture in pictures:
        st.session_state[_times(picture)] = st.session_state.get(_times(picture), 0) + 1


def _reported(picture: str, selection: str) -> Clicked | None:
    """The first of what the picture reports as clicked."""
    there = st.session_state.get(picture_key(picture)) or {}
    clicks = there.get("selection", {}).get(selection)
    return clicks[0] if clicks else None


def _written(found: Clicked | None) -> str | None:
    return ",".join(str(value) for value in found.values()) if found else None


def _times(picture: str) -> str:
    return f"cleared-{picture}"


def _read(text: str | None, fields: Values) -> Clicked | None:
    """What the address says, where every field has a value that it can have.

    >>> _read("5,4", {"recency": [4, 5], "frequency": [4, 5]})
    {'recency': 5, 'frequency': 4}
    """
    parts = (text or "").split(",")
    known = [{str(value): value for value in values} for values in fields.values()]
    if len(parts) != len(known) or any(part not in there for part, there in zip(parts, known, strict=True)):
        return None
    return {field: there[part] for field, part, there in zip(fields, parts, known, strict=True)}

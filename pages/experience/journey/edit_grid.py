"""Grid in which the map is edited: one row a touchpoint, each changed cell written into the shared draft at once.

A cell's change leaves the grid where it is, so that the next one can be typed at once; what moves rows, and what
others changed, draws it anew.
"""

from typing import Any

import pandas as pd
import streamlit as st

from cx.experience.journey import map_draft, map_versions
from cx.experience.journey.journey_map import COLUMNS
from cx.tables.columns import PS, STEPS
from cx.text.formatting import _
from pages.shared import answers, list_height

MOUNT = "journey-mount"
"""Session key of the grid on screen: which map it shows, the order of its rows, and its changes that were applied."""
MOVING = {"position", "step"}
KINDS = dict.fromkeys(COLUMNS, "string") | {"position": "Int64", "direct": "boolean"}
"""Types of the columns, the same where all cells are blank: with another type the grid would lose an open cell."""
Cells = dict[int, dict[str, Any]]


def take() -> list[str]:
    """Write what was changed in the grid since the last run into the draft; why a cell could not be changed."""
    mount = st.session_state.get(MOUNT)
    state = st.session_state.get(_key(mount)) if mount else None
    if not state:
        return []
    fresh = changed(mount["order"], mount["applied"], state["edited_rows"])
    mount["applied"] = {place: dict(cells) for place, cells in state["edited_rows"].items()}
    if not fresh:
        return []
    store = answers.store()
    with store.taking_turns():
        was_current = map_versions.key(store) == mount["key"]
        problems = map_draft.change(store, fresh)
        moves = any(MOVING & cells.keys() for cells in fresh.values())
        mount["key"] = map_versions.key(store) if was_current and not problems and not moves else None
    return problems


def changed(order: list[int], applied: Cells, edited: Cells) -> Cells:
    """The cells that a grid changed since its changes were last applied, by the number of their touchpoint.

    order : the number of each row of the grid
    applied, edited : place of a row -> its changed cells, then and now. One that is gone is none: the grid forgets a
        change once the map says the same

    >>> changed([7, 9], {0: {"team": "c"}}, {0: {"team": "c"}, 1: {"team": "d"}})
    {9: {'team': 'd'}}
    >>> changed([7, 9], {0: {"team": "c"}}, {})
    {}
    """
    found: Cells = {}
    for place, cells in edited.items():
        then = applied.get(place, {})
        fresh = {column: cell for column, cell in cells.items() if column not in then or cell != then[column]}
        if fresh:
            found[order[place]] = fresh
    return found


def draw(rows: pd.DataFrame, people: dict[str, int]) -> None:
    """The grid.

    rows : the map that counts; people : how many met each touchpoint, by name; of a name that is there twice the first
    counts
    """
    key = map_versions.key(answers.store())
    mount = st.session_state.get(MOUNT)
    if not mount or mount["key"] != key or set(mount["order"]) != set(rows["row"]):
        number = mount["number"] + 1 if mount else 0
        mount = {"key": key, "order": rows["row"].tolist(), "applied": {}, "number": number}
        st.session_state[MOUNT] = mount
    is_again = rows["touchpoint"].str.strip().str.lower().duplicated()
    met = rows["touchpoint"].map(people).mask(is_again).astype("Int64")
    table = rows.assign(people=met).set_index("row").loc[mount["order"]].reset_index(drop=True)
    st.data_editor(
        table.astype(KINDS),
        key=_key(mount),
        hide_index=True,
        height=list_height.whole_rows(len(table), most=40),
        column_order=list(_columns()),
        column_config=_columns(),
        placeholder="–",
        alt=_("Touchpoints of the map, to edit"),
    )


def _key(mount: dict[str, Any]) -> str:
    return f"journey-grid-{mount['number']}"


def _columns() -> dict[str, Any]:
    column = st.column_config
    needed = {"required": True}
    return {
        "position": column.NumberColumn("#", width=40, min_value=1, step=1, help=_("Position: the order of the map")),
        "step": column.SelectboxColumn(
            _("Step"), options=STEPS, format_func=lambda step: _(step.capitalize()), width=85, **needed
        ),
        "touchpoint": column.TextColumn(_("Touchpoint"), width=130, **needed),
        "met_by": column.TextColumn(_("Who met it: rows of"), width=160, help=_rules()),
        "asked_as": column.TextColumn(_("Asked as"), width=100, help=_("The survey subject, or several with ;")),
        "topics": column.TextColumn(_("Ticket topics"), width=115, help=_("Topics of tickets, several with ;")),
        "promise_text": column.TextColumn(_("Promise"), width=150, help=_("The promise, in words")),
        "p": column.SelectboxColumn("P", options=PS, format_func=lambda p: _(p.capitalize()), width=85, **needed),
        "team": column.TextColumn(_("Team"), width=115, **needed),
        "owner": column.TextColumn(_("Owner"), width=100, help=_("The person who answers for it")),
        "direct": column.CheckboxColumn(_("Direct"), width=80, help=_("The company itself runs it")),
        "people": column.NumberColumn(_("People"), format="%,.0f", width=65, disabled=True),
    }


def _rules() -> str:
    return _(
        "Several with ;. orders:, contacts: or tickets: and then a channel, campaign or kind. * is all of them, Newsl*"
        " all that begin so, !Store all but it, served@Store a kind on a channel."
    )

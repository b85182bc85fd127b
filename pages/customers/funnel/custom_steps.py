"""Custom funnel: the choices, kept in the address; values that are not known fall back to the defaults."""

from datetime import timedelta

import streamlit as st

from cx.customers import funnel
from cx.text.formatting import _
from pages.shared import address, answers, url_state

ORDER, AGAIN = "Order", "Order again"
MOST_STEPS = 8
MOST = {"Days": 1095, "Hours": 720, "Minutes": 1440}
"""The units of a window, each with the longest one."""
MINUTES = {"Days": 1440, "Hours": 60, "Minutes": 1}
ORDERS = {"In order": "in order", "Strictly": "strict", "Any order": "any"}
COUNTED = {"People": "people", "Total conversions": "attempts"}
BREAKDOWNS = {
    "No breakdown": None,
    "Channel": "channel",
    "Campaign": "campaign",
    "Region": "region",
    "Tier": "tier",
    "Type": "type",
}
DEFAULTS = {
    "order": "In order",
    "window": 180,
    "unit": "Days",
    "count": "People",
    "optional": [],
    "ends": [],
    "apart": "No breakdown",
    "dropped": None,
}
BETWEEN = "~"
PART = "own_steps"


# --- the address -------------------------------------------------------------------------------------------


def part():
    """The part of the page; it opens by its heading, or by a link that names steps."""
    if url_state.asked("steps") not in (None, "", st.session_state.get("own_said")):
        st.session_state[PART] = True
    return st.expander(_("Custom funnel"), key=PART, on_change=_shut)


def _shut() -> None:
    """A shut part is not seen, so the address does not name it."""
    if not st.session_state[PART]:
        url_state.drop("steps", *DEFAULTS)
        st.session_state.pop("own_said", None)


def _restore(offered: dict[str, dict]) -> None:
    """Before the widgets are drawn: what a new link says, else what was chosen before, else the defaults."""
    address.read_into("own_said", "own_held", "own_picked")
    state, held = st.session_state, st.session_state.get("own_held", {})
    said = url_state.asked("steps")
    is_link = bool(said) and said != state.get("own_said")
    if is_link:
        held = {name: value for name in ("steps", *DEFAULTS) if (value := url_state.asked(name)) is not None}
    if not is_link and "own_picked" in state:
        if state.get(url_state.FUNNEL_BREAKDOWN) not in BREAKDOWNS:  # it is not drawn with fewer than two steps
            state[url_state.FUNNEL_BREAKDOWN] = DEFAULTS["apart"]
        return
    kinds = [name for name in offered if name not in (ORDER, AGAIN) and not name.startswith("Touch:")]
    picked = _list(held.get("steps", ""), offered)[:MOST_STEPS] or [*kinds[:1], ORDER, AGAIN]
    state["own_picked"] = picked
    state["own_order"] = _one(held.get("order"), ORDERS, DEFAULTS["order"])
    state["own_count"] = _one(held.get("count"), COUNTED, DEFAULTS["count"])
    state[url_state.FUNNEL_BREAKDOWN] = _one(held.get("apart"), BREAKDOWNS, DEFAULTS["apart"])
    window, state["own_unit"] = held.get("window", ""), _one(held.get("unit"), MOST, DEFAULTS["unit"])
    given = int(window) if window.isdecimal() else DEFAULTS["window"]
    state["own_window"] = min(given, MOST[state["own_unit"]])
    state["own_optional"] = _list(held.get("optional", ""), picked[1:])
    state["own_exclude"] = _list(held.get("ends", ""), [name for name in offered if name not in picked])
    state[url_state.FUNNEL_DROP_OFF] = _one(held.get("dropped"), picked[1:], picked[-1])


def _one(text: str | None, allowed, otherwise: str) -> str:
    return text if text in allowed else otherwise


def _list(text: str, allowed) -> list[str]:
    """The known names of a list in the address, each once."""
    names = [name.replace("%7E", BETWEEN) for name in text.split(BETWEEN)]
    return [name for name in dict.fromkeys(names) if name in allowed]


def keep() -> None:
    """The address holds what is chosen, and of the rest only what is no default."""
    state = st.session_state
    chosen = {
        "steps": state["own_picked"],
        "order": state["own_order"],
        "window": state["own_window"],
        "unit": state["own_unit"],
        "count": state["own_count"],
        "optional": state["own_optional"],
        "ends": state["own_exclude"],
        "apart": state.get(url_state.FUNNEL_BREAKDOWN),
        "dropped": state.get(url_state.FUNNEL_DROP_OFF),
    }
    if [chosen["dropped"]] == chosen["steps"][-1:]:
        chosen["dropped"] = None
    held = {name: _text(value) for name, value in chosen.items() if value and value != DEFAULTS.get(name)}
    state["own_held"], state["own_said"] = held, held.get("steps")
    for name in chosen:
        url_state.hold(name, held.get(name))


def _text(value) -> str:
    if isinstance(value, list):
        return BETWEEN.join(name.replace(BETWEEN, "%7E") for name in value)
    return str(value)


# --- the question ------------------------------------------------------------------------------------------


def offered() -> dict[str, dict]:
    """What a step can be, by its name: an order, again an order, and the kinds and steps of touchpoints."""
    found = answers.ask(funnel.offered)
    named = {
        f"Touch: {row.value}" if row.field == "step" else row.value.capitalize(): {
            "table": "touchpoints",
            row.field: row.value,
        }
        for row in found.itertuples()
    }
    return {ORDER: {"table": "orders"}, AGAIN: {"table": "orders"}, **named}


def called(name: str) -> str:
    """A step by its name in the language of the reader."""
    kind, colon, value = name.partition(": ")
    return f"{_('Touch')}: {value}" if colon and kind == "Touch" else _(name)


def question(asked: dict) -> dict | None:
    """The question as `cx.funnel.steps` takes it; None while fewer than two steps are chosen."""
    there = offered()
    _restore(there)
    picked = st.multiselect(
        _("Steps, in the order you choose them"),
        list(there),
        max_selections=MOST_STEPS,
        key="own_picked",
        format_func=called,
    )
    state = st.session_state
    state["own_optional"] = [name for name in state["own_optional"] if name in picked[1:]]
    state["own_exclude"] = [name for name in state["own_exclude"] if name in there and name not in picked]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        order = st.segmented_control(
            _("Order of steps"),
            list(ORDERS),
            key="own_order",
            required=True,
            format_func=_,
            help=_("Strictly: nothing else between. Any order: all of them, whichever comes first."),
        )
        _window()
        count = st.segmented_control(
            _("Counted"),
            list(COUNTED),
            key="own_count",
            required=True,
            format_func=_,
            help=_("People count once, with the entry that got furthest; total conversions: every entry counts."),
        )
        optional = st.multiselect(_("Optional step"), picked[1:], key="own_optional", format_func=called, width=220)
        others = [name for name in there if name not in picked]
        ends = st.multiselect(_("Exclusion step"), others, key="own_exclude", format_func=called, width=220)
    if len(picked) < 2:
        return None
    steps = [{**there[name], "name": name, **({"optional": True} if name in optional else {})} for name in picked]
    return {
        "steps": steps,
        "within_days": within(),
        "order": ORDERS[order],
        "count": COUNTED[count],
        "exclude": [there[name] for name in ends],
        "scope": asked["scope"],
        "entered_from": asked["entered_from"],
    }


def _window() -> None:
    """The window and its unit; another unit keeps the window as long as it was, or as long as the unit allows."""
    state = st.session_state
    unit, before = state["own_unit"], state.get("own_unit_before", state["own_unit"])
    as_long = max(state["own_window"] * MINUTES[before] // MINUTES[unit], min(state["own_window"], 1))
    state["own_window"], state["own_unit_before"] = min(as_long, MOST[unit]), unit
    most = MOST[unit]
    st.number_input(_("Within"), 0, most, step=10, key="own_window", width=130)
    st.segmented_control(
        _("Unit"),
        list(MOST),
        key="own_unit",
        required=True,
        format_func=_,
        help=_("Days are calendar days; hours and minutes are exact, from the moment of the first step."),
    )


def within() -> int | timedelta:
    """The chosen window as `cx.funnel.steps` takes it: calendar days, or an exact time."""
    state = st.session_state
    window, unit = int(state["own_window"]), state["own_unit"]
    return window if unit == "Days" else timedelta(**{unit.lower(): window})


def window_text(window: int | timedelta) -> str:
    """A window in words.

    >>> window_text(30), window_text(timedelta(hours=2)), window_text(timedelta(minutes=90))
    ('30 days', '2 hours', '90 minutes')
    """
    if not isinstance(window, timedelta):
        return _("{n} days").format(n=window)
    hours, rest = divmod(window, timedelta(hours=1))
    return _("{n} hours").format(n=hours) if not rest else _("{n} minutes").format(n=window // timedelta(minutes=1))


def without_times(given: dict) -> list[str]:
    """The tables among the steps that hold dates without a time of day, where the window is of hours or minutes."""
    if not isinstance(given["within_days"], timedelta):
        return []
    used = {step["table"] for step in [*given["steps"], *given["exclude"]]}
    moments = answers.ask(funnel.moments)
    return moments.loc[moments["source"].isin(used) & ~moments["has_times"], "source"].tolist()

"""What is picked on the segments page: tiers, the two measures of the scatter, a box on it; all of it in the
address.
"""

from dataclasses import dataclass

import streamlit as st

from cx.customers.segments import scatter_axes
from cx.customers.segments.tier_model import TIERS
from cx.tables.customer_measures import MEASURES, title
from cx.text.formatting import _
from pages.shared import address, answers, url_state

AXES = {"across": "revenue", "up": "profit"}


@dataclass(frozen=True)
class Picked:
    """The picked tiers (none means all), the measures across and up, and the box on the scatter, None without one.

    limits : the box as conditions of a rule, and in words
    """

    tiers: tuple[str, ...]
    axes: tuple[str, str]
    box: tuple | None = None
    limits: tuple[dict, ...] = ()
    limits_words: str = ""

    @property
    def words(self) -> list[str]:
        """What is picked, said for the line above the list."""
        return [
            *([", ".join(_(tier) for tier in self.tiers)] if self.tiers else []),
            *([_("box on scatter: {limits}").format(limits=self.limits_words)] if self.limits else []),
            *([_("box on scatter: nobody")] if self.box and not self.limits else []),
        ]


def tiers(place) -> tuple[str, ...]:
    """The row of tiers to pick from, in `place`; a card of the page picks the same."""
    if "tiers_of_area" in st.session_state:
        st.session_state["tier"] = st.session_state.pop("tiers_of_area")
    url_state.restore_picks("tier", TIERS)
    picked = place.pills(
        _("Tiers"),
        TIERS,
        selection_mode="multi",
        key="tier",
        label_visibility="collapsed",
        format_func=_,
        on_change=_forget_area,
    )
    url_state.hold_picks("tier", picked)
    return tuple(tier for tier in TIERS if tier in (picked or []))


def toggle(tier: str) -> None:
    """Pick a tier, or no longer."""
    _forget_area()
    picked = list(st.session_state.get("tier") or [])
    st.session_state["tier"] = [one for one in picked if one != tier] if tier in picked else [*picked, tier]


def _forget_area() -> None:
    """Tiers were picked elsewhere: the area that was clicked before is no longer held, so that a click on it counts
    again.
    """
    if st.session_state.get(f"seen-{key_of('whale')}"):
        st.session_state["areas_forgotten"] = st.session_state.get("areas_forgotten", 0) + 1


def from_area(tiers: list[str]) -> None:
    """A click on a tier's area of the whale curve picks it; beside the areas, nothing any more."""
    seen = f"seen-{key_of('whale')}"
    if tiers != st.session_state.get(seen, []):
        st.session_state[seen] = tiers
        st.session_state["tiers_of_area"] = tiers
        st.rerun()


def measures(chosen, assumptions) -> tuple[str, str]:
    """Which two measures the scatter shows, known before their boxes are drawn."""
    for name in AXES:
        url_state.restore(name, _offered(chosen, assumptions), AXES[name])
    return st.session_state["across"], st.session_state["up"]


def axes_boxes(chosen, assumptions) -> None:
    """Two boxes under a small button: the measures of the X and Y axis."""
    with st.popover(_("Axes"), icon=":material/swap_horiz:", width="content"):
        for name, text in (("across", _("X axis")), ("up", _("Y axis"))):
            st.selectbox(text, _offered(chosen, assumptions), key=name, format_func=title)
            url_state.hold(name, st.session_state[name], AXES[name])


def _offered(chosen, assumptions) -> list[str]:
    known = answers.ask(scatter_axes.measures, as_of=chosen.as_of, assumptions=assumptions)
    return [measure for measure in MEASURES if measure in known or measure in AXES.values()]


def key(axes: tuple[str, str]) -> str:
    """The scatter's key: other axes, or a cleared box, are another picture."""
    same = axes == tuple(AXES.values())
    return key_of("scatter" if same else "scatter-" + "-".join(axes))


def key_of(picture: str) -> str:
    """The key of a picture that holds a selection: another one after the selection was cleared."""
    times = st.session_state.get("cleared", 0) + address.times_back()
    if picture == "whale":
        times += st.session_state.get("areas_forgotten", 0)
    return f"{picture}-{times}" if times else picture


def first_box(axes: tuple[str, str]) -> tuple | None:
    """The box that the address asks for, drawn before anybody dragged one."""
    address.read_into("box_at_first", f"dragged-{key(axes)}", f"seen-{key_of('whale')}")
    held = st.session_state.get("box_at_first")
    if held is None or held[0] != key(axes):
        held = st.session_state["box_at_first"] = (key(axes), url_state.asked_box("box"))
    return held[1]


def select(axes: tuple[str, str], box: url_state.Box) -> None:
    """Put this box on the scatter, in place of the one that was dragged."""
    st.session_state["cleared"] = st.session_state.get("cleared", 0) + 1
    st.session_state["box_at_first"] = (key(axes), box)


def box(axes: tuple[str, str], dragged: dict) -> tuple | None:
    """The box on the scatter, from what was dragged; else from the address, until one was dragged."""
    name = f"dragged-{key(axes)}"
    if dragged:
        st.session_state[name] = True
        found = tuple(tuple(sorted(float(end) for end in dragged[side])) for side in ("x_dot", "y_dot"))
    else:
        found = None if st.session_state.get(name) else first_box(axes)
    url_state.hold("box", ",".join(f"{end:.6g}" for side in found for end in side) if found else None)
    return found


def clear() -> None:
    """Pick nothing: all tiers, no box; the axes and the filters stay."""
    st.session_state["tier"] = []
    st.session_state["cleared"] = st.session_state.get("cleared", 0) + 1
    url_state.drop("box")

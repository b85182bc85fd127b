"""The parts of the funnel page: what is asked, the pictures and the table."""

import pandas as pd
import streamlit as st

from cx.charts.customers import funnel as funnel_charts
from cx.charts.customers import funnel_groups, funnel_kept
from cx.customers import funnel
from cx.text.formatting import _, day
from pages.customers.funnel import findings
from pages.shared import downloads, list_height, pictures, python_code, safe_text, url_state

BREAKDOWNS = {"Channel": "channel", "Campaign": "campaign", "Region": "region"}
EVERYBODY = "All"
TERMS = ("Reach", "Acquire", "Retain", "Window not over yet")
SIDE_BY_SIDE = 9
"""So many groups stand beside each other as buttons; more of them go into a list."""


# --- what is asked -----------------------------------------------------------------------------------------


def windows() -> dict[str, int]:
    """The two windows, kept in the address."""
    state = st.session_state
    url_state.restore("acquire_days", range(1, 731), 90)
    url_state.restore("retain_days", range(1, 1096), 180)
    label = _("{acquire} and {retain} days").format(acquire=state["acquire_days"], retain=state["retain_days"])
    with st.popover(label, icon=":material/timer:"):
        acquire = st.number_input(
            _("First order within (days)"),
            1,
            730,
            step=10,
            key="acquire_days",
            help=_("Acquire counts people whose first order falls on one of so many days after the first touch."),
        )
        retain = st.number_input(
            _("Ordered again within (days)"),
            1,
            1095,
            step=10,
            key="retain_days",
            help=_("Retain counts customers with an order on another day, at most so many days after the first."),
        )
    url_state.hold("acquire_days", str(acquire), "90")
    url_state.hold("retain_days", str(retain), "180")
    return {"acquire_within_days": int(acquire), "retain_within_days": int(retain)}


def breakdown() -> str:
    """The breakdown of people."""
    url_state.restore("by", list(BREAKDOWNS), "Channel")
    label = st.segmented_control(
        _("Breakdown"), list(BREAKDOWNS), key="by", required=True, label_visibility="collapsed", format_func=_
    )
    url_state.hold("by", label, "Channel")
    return BREAKDOWNS[label]


def group(groups: pd.DataFrame) -> str | None:
    """One group for the ribbon, or None for everybody; the largest groups first."""
    names = groups.loc[groups["step"] == "Reach", "group"].tolist()
    choice = st.segmented_control if len(names) <= SIDE_BY_SIDE else st.selectbox
    only = {"required": True} if len(names) <= SIDE_BY_SIDE else {}
    url_state.restore("group", [EVERYBODY, *names], EVERYBODY)
    chosen = choice(_("Group"), [EVERYBODY, *names], key="group", label_visibility="collapsed", **only)
    url_state.hold("group", chosen, EVERYBODY)
    return None if chosen in (None, EVERYBODY) else chosen


def of_group(groups: pd.DataFrame, name: str) -> pd.DataFrame:
    """The steps of one group, as `cx.funnel.lifecycle` gives them without a breakdown."""
    return groups[groups["group"] == name].drop(columns="group").reset_index(drop=True)


# --- pictures ----------------------------------------------------------------------------------------------


def names(asked: dict) -> dict[str, tuple[str, str]]:
    """What stands beneath the bars."""
    return {
        "Reach": (_("Reached"), _("first touch")),
        "Acquire": (_("First order"), _("within {n} days").format(n=asked["acquire_within_days"])),
        "Retain": (_("Ordered again"), _("within {n} days").format(n=asked["retain_within_days"])),
    }


def ribbon(steps: pd.DataFrame, asked: dict) -> None:
    """The funnel of everybody or of one group."""
    worst = funnel.worst_step(steps)
    labels = names(asked)
    if steps.iloc[0]["step"] == "Acquire":
        labels["Acquire"] = (_("New customers"), _("first order in the period"))
    frames = funnel_charts.ribbon(steps, labels, worst)
    pictures.show(
        funnel_charts.ribbon_chart,
        frames,
        key="ribbon",
        bars=len(steps),
        alt=_("The funnel as a ribbon"),
        title=(
            findings.title(steps, None, asked)
            if len(steps) > 2
            else findings.buy_again(steps.to_dict("records")[-1], asked)
        ),
        basis=findings.basis(steps),
        table=steps,
        terms=TERMS,
    )
    note = _(
        "Bar height: square root of people. Rates count only people whose window is over by {as_of}. "
        "Pale: the window of this step is not over yet; grey: already customers."
    ).format(as_of=day(asked["scope"].as_of))
    st.caption(note if worst is None else note + " " + _("Red: the biggest drop-off."))


def ribbon_title(steps: pd.DataFrame, name: str | None) -> str:
    """Whose funnel the ribbon is."""
    if name is not None:
        return safe_text.escaped(name)
    return (
        _("From first touchpoint to repeat order")
        if steps.iloc[0]["step"] == "Reach"
        else _("From first to repeat order")
    )


def kept(steps: pd.DataFrame, new: pd.DataFrame | None) -> None:
    """Conversion and drop-off by step; new customers without a recorded touchpoint beside the others."""
    rows = steps[steps["step"] != "Reach"].assign(is_tracked=True)
    labels = [_("Reach → Acquire"), _("Acquire → Retain")]
    if new is not None and new.set_index("came").at["untracked", "customers"]:
        came = new[new["came"] == "untracked"].assign(step="Retain", people=new["retained"], is_tracked=False)
        rows = pd.concat([rows, came[[name for name in came if name in rows]]], ignore_index=True)
        rows = python_code.joined(rows, steps, new)
        labels.append(_("No touchpoint → Retain"))
    frames = funnel_kept.kept(rows, labels, funnel.worst_step(steps))
    pictures.show(
        funnel_kept.kept_chart,
        frames,
        key="kept",
        fills=True,
        rows=len(labels),
        alt=_("Conversion and drop-off by step"),
        title=findings.kept_title(steps),
        basis=findings.basis(steps),
        table=rows.drop(columns="is_tracked").assign(step=labels),
        terms=(*TERMS, "No recorded touchpoint"),
    )


def heat(groups: pd.DataFrame, by: str) -> None:
    """Conversion by group and step."""
    columns = {"Reach": _("\nReach"), "Acquire": _("Reach\n→ Acquire"), "Retain": _("Acquire\n→ Retain")}
    frames = funnel_groups.heat(groups, columns, funnel.never_to_be_won(groups))
    shown = frames["heat"]["group"].nunique()
    pictures.show(
        funnel_groups.heat_chart,
        frames,
        key="heat",
        groups=shown,
        columns=tuple(columns.values()),
        alt=_("Conversion by group and step"),
        title=findings.groups_title(groups, by),
        basis=findings.basis_of_groups(groups),
        note=_(
            "Shaded within each step: the stronger, the better; outlined: no clear difference from the others; grey:"
            " under 30 people or no rate"
        ),
        table=groups,
        terms=(*TERMS, "Best and worst group"),
    )
    every = groups["group"].nunique()
    note = _(
        "Stronger colour: higher within the step. Outlined: no clear difference from the others. Grey: under 30"
        " people or no rate; shown, not ranked."
    )
    if shown < every:
        note += " " + _("The {n} groups that reach most people of {all}; the table has all.").format(n=shown, all=every)
    if by == "region":
        note += " " + findings.of_customers_note()
    st.caption(note)


def table(answer: pd.DataFrame) -> None:
    """The figures behind the pictures, to sort and to take along."""
    shares = {name: answer[name] * 100 for name in ("rate", "low", "high")}
    shown = answer.assign(step=answer["step"].map(_), **shares)
    st.dataframe(
        shown,
        hide_index=True,
        height=list_height.whole_rows(len(shown)),
        placeholder="",
        key="funnel_table",
        column_config=_columns(),
    )
    downloads.csv(_("Export CSV"), lambda: answer, "funnel.csv")


def _columns() -> dict:
    count, share = {"format": "localized"}, {"format": "%.1f%%"}
    interval = _("95% Wilson interval")
    judged = _("People whose window is over: the rate is of these.")
    still_open = _("The window of this step is not over yet: not in the rate.")
    done = _("Took the step already, though the window is not over yet.")
    before = _("Ordered before the first touchpoint: not in the rate.")
    text, figure = st.column_config.TextColumn, st.column_config.NumberColumn
    return {
        "step": text(_("Step")),
        "group": text(_("Group")),
        "people": figure(_("People"), **count),
        "eligible": figure(_("Eligible"), help=judged, **count),
        "rate": figure(_("Rate"), **share),
        "low": figure(_("95% CI low"), help=interval, **share),
        "high": figure(_("95% CI high"), help=interval, **share),
        "still_open": figure(_("Window not over yet"), help=still_open, **count),
        "converted_open": figure(_("Converted, window open"), help=done, **count),
        "already_customers": figure(_("Already customers"), help=before, **count),
    }

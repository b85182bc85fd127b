"""A funnel of one's own: which steps, in what order, within how long; who dropped, to list and to keep."""

import pandas as pd
import streamlit as st

from cx import funnel, saved
from cx.charts import funnel as drawn
from cx.errors import StoreError
from cx.words import _, compact, number, percent
from pages.shared import answers, exports, pictures

ORDER = "Order"
MOST_STEPS = 8
ORDERS = {"In order": "in order", "Strictly": "strict", "Any order": "any"}
COUNTED = {"People": "people", "Attempts": "attempts"}
BREAKDOWNS = {
    "Nobody apart": None,
    "Channel": "channel",
    "Campaign": "campaign",
    "Region": "region",
    "Tier": "tier",
}


def show(asked: dict, currency: str) -> None:
    """The part, read only when it is opened."""
    part = st.expander(_("Steps of your own, and who dropped"), key="own_steps", on_change="rerun")
    if not part.open:
        return
    with part:
        given = _question(asked)
        if given is None:
            st.caption(_("Choose at least two steps; they run in the order in which you choose them."))
            return
        answer = answers.ask(funnel.steps, **given)
        days = answers.ask(funnel.times, **given)
        st.subheader(_title(answer, days, given))
        _ribbon(answer, days)
        _figures(answer, days, given, currency)
        if given["count"] == "people":
            _dropped(answer, given, asked, currency)


# --- the question ------------------------------------------------------------------------------------------


def _offered() -> dict[str, dict]:
    """What a step can be, by its name: an order, again an order, and the kinds and steps of touchpoints."""
    found = answers.ask(funnel.offered)
    named = {
        f"{_('Touch')}: {row.value}" if row.field == "step" else row.value.capitalize(): {
            "table": "touchpoints", row.field: row.value,
        }
        for row in found.itertuples()
    }  # fmt: skip
    return {ORDER: {"table": "orders"}, "Order again": {"table": "orders"}, **named}


def _question(asked: dict) -> dict | None:
    offered = _offered()
    kinds = [name for name in offered if not name.startswith(("Order", f"{_('Touch')}:"))]
    picked = st.multiselect(
        _("Steps, in the order you choose them"), list(offered), [*kinds[:1], ORDER, "Order again"],
        max_selections=MOST_STEPS, key="own_picked", format_func=_,
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom"):
        order = st.segmented_control(
            _("Order of steps"), list(ORDERS), default="In order", key="own_order", required=True, format_func=_,
            help=_("Strictly: nothing else between. Any order: all of them, whichever comes first."),
        )  # fmt: skip
        window = st.number_input(_("Within (days)"), 0, 1095, 180, 10, key="own_window", width=140)
        count = st.segmented_control(
            _("Counted"), list(COUNTED), default="People", key="own_count", required=True, format_func=_,
            help=_("People count once, with the attempt that got furthest; attempts: every entry is one."),
        )  # fmt: skip
        optional = st.multiselect(
            _("May be left out"), picked[1:], key="own_optional", format_func=_, width=220
        )
        ends = st.multiselect(
            _("Ends an attempt"), [name for name in offered if name not in picked], key="own_exclude",
            format_func=_, width=220,
        )  # fmt: skip
    if len(picked) < 2:
        return None
    steps = [
        {**offered[name], "name": name, **({"optional": True} if name in optional else {})} for name in picked
    ]
    return {
        "steps": steps, "within_days": int(window), "order": ORDERS[order], "count": COUNTED[count],
        "exclude": [offered[name] for name in ends], "as_of": asked["as_of"],
        "entered_from": asked["entered_from"], "region": asked["region"], "segment": asked["segment"],
    }  # fmt: skip


# --- the answer --------------------------------------------------------------------------------------------


def _title(answer: pd.DataFrame, days: pd.DataFrame, given: dict) -> str:
    """How many got to the end, and how long half of them took."""
    last = answer[~answer["optional"]].iloc[-1]
    entered = int(answer["people"].iloc[0])
    if not entered:
        return _("Nobody's {n} days have passed yet: choose a shorter window or a longer period").format(
            n=given["within_days"]
        )
    rows = funnel.quantiles(days[days["step"] == last["step"]])
    share = percent(last["people"] / entered, 1 if 0 < last["people"] / entered < 0.095 else 0)
    if rows.empty:
        return _("{share} get to {step}").format(share=share, step=exports.plain(_(last["step"])))
    return _("{share} get to {step}, half of them by day {median}").format(
        share=share, step=exports.plain(_(last["step"])), median=number(rows["median"].iloc[0])
    )


def _ribbon(answer: pd.DataFrame, days: pd.DataFrame) -> None:
    medians = funnel.quantiles(days).set_index("step")["median"]
    notes = {
        row.step: _("may be left out")
        if row.optional
        else (_("median day {n}").format(n=number(medians[row.step])) if row.step in medians else "")
        for row in answer.itertuples()
    }
    bars = answer.assign(still_open=0, already_customers=0)
    names = {step: (_(step), note) for step, note in notes.items()}
    worst = funnel.worst_step(answer[~answer["optional"]])
    pictures.show(
        drawn.ribbon_chart, drawn.ribbon(bars, names, worst), key="own-ribbon", bars=len(bars), height=330,
        headers=False, alt=_("The funnel of your own steps"),
    )  # fmt: skip
    st.caption(
        _(
            "Only entries whose window has run out; {n} more are still open. At one moment a touchpoint comes before an order."
        ).format(n=number(answer["still_open"].iloc[0]))
    )


def _figures(answer: pd.DataFrame, days: pd.DataFrame, given: dict, currency: str) -> None:
    """A row a step: people, rate, days, money; told apart when asked."""
    sign = currency.replace("%", "%%")
    label = st.segmented_control(
        _("Told apart by"), list(BREAKDOWNS), default="Nobody apart", key="own_by", required=True, format_func=_,
        label_visibility="collapsed",
    )  # fmt: skip
    by = BREAKDOWNS[label]
    if by is None:
        spent = answers.ask(funnel.money, **given)[["step", "revenue", "lost"]]
        rows = answer.merge(spent, on="step", how="left")
    else:
        rows = answers.ask(funnel.steps, breakdown=by, **given)
        days = answers.ask(funnel.times, breakdown=by, **given)
    on = [name for name in ("step", "group") if name in rows]
    rows = rows.merge(funnel.quantiles(days).drop(columns="people"), on=on, how="left")
    shares = {name: rows[name] * 100 for name in ("rate", "low", "high")}
    column = st.column_config
    count, share, cash = {"format": "localized"}, {"format": "%.1f%%"}, {"format": f"{sign}%,.0f"}
    st.dataframe(
        rows.assign(**shares, step=rows["step"].map(_)).drop(columns=["optional", "eligible"]),
        hide_index=True,
        key="own_table",
        placeholder="–",
        column_config={
            "step": column.TextColumn(_("Step")), "group": column.TextColumn(_("Group")),
            "people": column.NumberColumn(_("People"), **count), "rate": column.NumberColumn(_("Rate"), **share),
            "low": column.NumberColumn(_("From"), **share), "high": column.NumberColumn(_("To"), **share),
            "still_open": column.NumberColumn(_("Still open"), **count),
            "quick": column.NumberColumn(_("Quarter by day")), "median": column.NumberColumn(_("Half by day")),
            "slow": column.NumberColumn(_("3 of 4 by day")), "slowest": column.NumberColumn(_("9 of 10 by day")),
            "revenue": column.NumberColumn(_("Revenue in the window"), **cash),
            "lost": column.NumberColumn(
                _("Lost"), help=_("What those who left would have brought more, had they brought as much as those who went on."), **cash
            ),
        },
    )  # fmt: skip


# --- who dropped -------------------------------------------------------------------------------------------


def _dropped(answer: pd.DataFrame, given: dict, asked: dict, currency: str) -> None:
    """Who got to the step before and no further, most revenue first; kept as a segment if wished."""
    names = answer["step"].tolist()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(_("Who dropped before"), names[1:], key="own_place", format_func=_, width=260)
        place = names.index(chosen) + 1
        found = answers.ask(funnel.dropped, place=place, **given)
        st.text_input(
            _("Name of a segment"), key="own_segment", placeholder=_("e.g. visited, did not order"), width=260
        )
        st.button(
            _("Save as segment"), icon=":material/bookmark_add:", disabled=found.empty,
            on_click=_save, args=(chosen, place, given),
        )  # fmt: skip
        exports.csv(
            _("Export"),
            lambda: answers.ask(funnel.dropped, place=place, limit=10_000_000, **given),
            "dropped.csv",
        )
    if found.empty:
        st.caption(_("Nobody dropped here."))
        return
    sign = currency.replace("%", "%%")
    column = st.column_config
    st.dataframe(
        found.drop(columns="customers"), hide_index=True, height=240, key="own_dropped", placeholder="–",
        column_config={
            "customer_id": column.TextColumn(_("Person")), "channel": column.TextColumn(_("Channel")),
            "entered_on": column.DateColumn(_("Entered"), format="YYYY-MM-DD"), "region": column.TextColumn(_("Region")),
            "last_step_on": column.DateColumn(_("Last step"), format="YYYY-MM-DD"),
            "revenue": column.NumberColumn(_("Revenue of all time"), format=f"{sign}%,.0f"),
        },
    )  # fmt: skip
    st.caption(_("{shown} of {all} people, most revenue first.").format(
        shown=compact(len(found)), all=number(found["customers"].iloc[0])
    ))  # fmt: skip


def _save(step: str, place: int, given: dict) -> None:
    """Runs before the page is drawn again, so that the filters already know the segment."""
    title = st.session_state["own_segment"]
    words = _("dropped before {step}").format(step=_(step))
    members = funnel.leavers(answers.store(), place=place, **given)
    try:
        kept = saved.save(answers.store(), title, given["as_of"], words, "funnel_leavers", **members)
    except StoreError as error:
        st.toast(str(error), icon=":material/error:")
    else:
        st.toast(_("{n} people saved as {name}").format(n=number(kept), name=exports.plain(title)))

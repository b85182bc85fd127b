"""Custom funnel: its answer in pictures and figures; drop-offs, to list and to save."""

import pandas as pd
import streamlit as st

from cx.customers import funnel
from cx.customers.funnel.step_walk import is_of_customers
from cx.errors import StoreError
from cx.text.formatting import _, compact, number
from pages.customers.funnel import custom_pictures, custom_steps
from pages.shared import answers, downloads, list_columns, list_height, safe_text, url_state


def show(asked: dict, currency: str) -> None:
    """The part, read only when it is opened."""
    part = custom_steps.part()
    if not part.open:
        return
    with part:
        given = custom_steps.question(asked)
        if given is None:
            st.caption(_("Choose at least two steps; they run in the order in which you choose them."))
        else:
            _answer(given, currency)
    custom_steps.keep()


def _answer(given: dict, currency: str) -> None:
    for table in custom_steps.without_times(given):
        st.warning(
            _("{table} hold dates without a time of day: choose a window in days.").format(
                table={"orders": _("Orders"), "touchpoints": _("Touchpoints")}[table]
            ),
            icon=":material/schedule:",
        )
    answer = answers.ask(funnel.steps, **given)
    days = answers.ask(funnel.times, **given)
    st.header(custom_pictures.title(answer, days, given))
    custom_pictures.ribbon(answer, days, given)
    label = st.segmented_control(
        _("Breakdown"),
        list(custom_steps.BREAKDOWNS),
        key=url_state.FUNNEL_BREAKDOWN,
        required=True,
        format_func=_,
        label_visibility="collapsed",
    )
    by = custom_steps.BREAKDOWNS[label]
    money = answers.ask(funnel.money, **given)
    left, right = st.columns(2)
    with left:
        custom_pictures.waits(answers.ask(funnel.times, breakdown=by, **given), answer, given, by)
    with right:
        custom_pictures.lost(answer, money, given, currency)
    groups = answers.ask(funnel.steps, breakdown=by, **given) if by else None
    if is_of_customers(by, given["scope"]):
        st.caption(
            _(
                "No rate before the first order: regions, tiers, types and segments are known of customers only, so"
                " people who left without buying are missing."
            )
        )
    if by and len(groups):
        custom_pictures.heat(groups, given)
    custom_pictures.months(given, answer)
    _figures(answer, money, days, groups, given, currency)
    if given["count"] == "people":
        _dropped(answer, given, currency)


# --- the figures -------------------------------------------------------------------------------------------


def _figures(answer: pd.DataFrame, money: pd.DataFrame, days: pd.DataFrame, groups, given: dict, currency: str) -> None:
    """A row a step: people, rate, time to convert, money; or a row a step and group."""
    unit = custom_pictures.unit(given)
    if groups is None:
        rows = answer.merge(money[["step", "revenue", "lost"]], on="step", how="left")
    else:
        by = custom_steps.BREAKDOWNS[st.session_state[url_state.FUNNEL_BREAKDOWN]]
        rows, days = groups, answers.ask(funnel.times, breakdown=by, **given)
    on = [name for name in ("step", "group") if name in rows]
    rows = rows.merge(funnel.quantiles(days).drop(columns="people"), on=on, how="left")
    shares = {name: rows[name] * 100 for name in ("rate", "low", "high")}
    column = st.column_config
    count, share = {"format": "localized"}, {"format": "%.1f%%"}
    st.dataframe(
        rows.assign(**shares, step=custom_pictures.said(rows["step"])).drop(columns="optional"),
        hide_index=True,
        height=list_height.whole_rows(len(rows)),
        key="own_table",
        placeholder="–",
        column_config={
            "step": column.TextColumn(_("Step")),
            "group": column.TextColumn(_("Group")),
            "people": column.NumberColumn(_("People"), **count),
            "eligible": column.NumberColumn(
                _("Eligible"), help=_("People at the required step before: the rate is of these."), **count
            ),
            "rate": column.NumberColumn(_("Rate"), **share),
            "low": column.NumberColumn(_("95% CI low"), **share),
            "high": column.NumberColumn(_("95% CI high"), **share),
            "still_open": column.NumberColumn(_("Window not over yet"), **count),
            "quick": column.NumberColumn(_("25% by {unit}").format(unit=unit)),
            "median": column.NumberColumn(_("50% by {unit}").format(unit=unit)),
            "slow": column.NumberColumn(_("75% by {unit}").format(unit=unit)),
            "slowest": column.NumberColumn(_("90% by {unit}").format(unit=unit)),
            "revenue": list_columns.money(_("Revenue in the window"), currency),
            "lost": list_columns.money(
                _("Revenue lost"),
                currency,
                help=_("Extra revenue if those who left had spent as much as those who went on. An estimate."),
            ),
        },
    )


# --- drop-offs ---------------------------------------------------------------------------------------------


def _dropped(answer: pd.DataFrame, given: dict, currency: str) -> None:
    """Who got to the step before and no further, most revenue first; kept as a segment if wished."""
    names = answer["step"].tolist()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if st.session_state.get(url_state.FUNNEL_DROP_OFF) not in names[1:]:
            st.session_state[url_state.FUNNEL_DROP_OFF] = names[-1]
        chosen = st.selectbox(
            _("Drop-offs before"), names[1:], key=url_state.FUNNEL_DROP_OFF, format_func=custom_steps.called, width=260
        )
        place = names.index(chosen) + 1
        found = answers.ask(funnel.dropped, place=place, **given)
        st.text_input(
            _("Name of a segment"), key="own_segment", placeholder=_("e.g. visited, did not order"), width=260
        )
        st.button(
            _("Save as segment"),
            icon=":material/bookmark_add:",
            disabled=found.empty,
            on_click=_save,
            args=(chosen, place, given),
        )
        downloads.csv(
            _("Export"),
            lambda: answers.ask(funnel.dropped, place=place, limit=10_000_000, **given),
            "dropped.csv",
        )
    if found.empty:
        st.caption(_("No drop-offs here."))
        return
    column = st.column_config
    st.dataframe(
        found.drop(columns="customers"),
        hide_index=True,
        height=list_height.whole_rows(len(found), 6),
        key="own_dropped",
        placeholder="–",
        column_config={
            "customer_id": column.TextColumn(_("Person")),
            "channel": column.TextColumn(_("Channel")),
            "entered_on": column.DateColumn(_("Entered"), format="YYYY-MM-DD"),
            "region": column.TextColumn(_("Region")),
            "last_step_on": column.DateColumn(_("Last step"), format="YYYY-MM-DD"),
            "revenue": list_columns.money(_("Revenue of all time"), currency),
        },
    )
    st.caption(
        _("{shown} of {all} people, most revenue first.").format(
            shown=compact(len(found)), all=number(found["customers"].iloc[0])
        )
    )


def _save(step: str, place: int, given: dict) -> None:
    """Runs before the page is drawn again, so that the filters already know the segment."""
    title = st.session_state["own_segment"]
    words = _("dropped before {step}").format(step=custom_steps.called(step))
    try:
        kept = funnel.save_dropped(answers.store(), title, words, place=place, **given)
    except StoreError as error:
        st.toast(str(error), icon=":material/error:")
    else:
        st.toast(_("{n} people saved as {name}").format(n=number(kept), name=safe_text.escaped(title)))

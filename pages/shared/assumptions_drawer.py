"""The drawer of assumptions: each with its value, where it comes from, and a field to set it by hand."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from cx.customers import contribution, segments, sensitivity
from cx.customers.assumptions import KEYS, Assumptions
from cx.customers.segments.tier_model import TIERS
from cx.tables.customer_measures import title
from cx.text.formatting import _, count, day, money, number, percent, with_sign
from pages.shared import answers, assumption_sets_panel, manual_limits, tier_sentences, url_state
from pages.shared.assumptions_state import chosen as chosen
from pages.shared.assumptions_state import gross_margin as gross_margin
from pages.shared.assumptions_state import set_to as set_to

NAMES = {
    "gross_margin": ("Gross margin", "of lines without a cost"),
    "cost_per_order": ("Cost per order", "to pick, pack and ship"),
    "cost_per_contact": ("Cost per contact", "of touchpoints without a cost"),
    "cost_per_ticket": ("Cost per ticket", "of tickets without a cost"),
    "fixed_cost_a_year": ("Fixed cost a year", "spread over customers"),
}


def button(view) -> None:
    """A button that opens the drawer and says how much of it is assumed; a link to the open drawer opens it."""
    table = answers.ask(contribution.assumed, as_of=view.as_of, assumptions=chosen())
    given = int((table.source == "given").sum())
    label = _("Assumptions") + (f" · {number(given)} {_('set manually')}" if given else "")
    if st.button(
        label,
        icon=":material/tune:",
        help=_("Costs that are not in the data, and the tier model"),
    ):
        url_state.hold(url_state.DRAWER, "assumptions")
    if st.session_state.pop("drawer_shut", False):
        url_state.drop(url_state.DRAWER)
    if url_state.asked(url_state.DRAWER) == "assumptions":
        _drawer(view)


def _shut() -> None:
    """With the next run the address no longer says that the drawer is open."""
    st.session_state["drawer_shut"] = True


def _take(assumptions: Assumptions) -> None:
    """Take these assumptions; the drawer shuts with the next run."""
    set_to(assumptions)
    _shut()


@st.dialog(_("Assumptions"), position="right", width="small", on_dismiss=_shut)
def _drawer(view) -> None:
    now = chosen()
    table = answers.ask(contribution.assumed, as_of=view.as_of, assumptions=now)
    st.caption(_("Leave a field empty to use the value from the data. All figures on the page update."))
    with st.form("assumptions-form", border=False):
        given = {row["name"]: _field(row, now, view.currency) for _index, row in table.iterrows()}
        given["fixed_cost_key"] = st.segmented_control(
            _("Fixed cost allocated by"),
            KEYS,
            default=now.fixed_cost_key,
            format_func=_,
            required=True,
            help=_("Changes which customers cover their fixed cost."),
        )
        given["clusters"] = st.number_input(
            _("Clusters of profitable customers"),
            1,
            12,
            now.clusters,
            placeholder=_("chosen by silhouette and stability"),
        )
        if st.form_submit_button(_("Apply"), type="primary"):
            _take(replace(now, **given))
            st.rerun()
    if now != Assumptions() and st.button(_("Reset to values from the data"), icon=":material/restart_alt:"):
        _take(Assumptions())
        st.rerun()
    assumption_sets_panel.draw(view, _take)
    _effects(view, now)
    manual_limits.draw(view, now, _take)
    if now.bands is None:
        _model(view, now)


def _effects(view, now: Assumptions) -> None:
    """What 10 % more of each assumption would change, asked for only when it is opened."""
    effects = st.expander(_("Sensitivity"), key="effects", on_change="rerun")
    if not effects.open:
        return
    asked = {"as_of": view.as_of, "assumptions": now}
    with effects:
        st.caption(_("Effect of a 10% increase: change in profit, and customers who switch between profit and loss:"))
        for row in answers.ask(sensitivity.effects, **asked).itertuples():
            change = with_sign(row.profit, money(abs(row.profit), view.currency))
            st.markdown(
                f"**{_(NAMES[row.name][0])}** · {change} · {count(row.customers, _('customer'), _('customers'))}"
            )
        _table, counts = answers.ask(sensitivity.keys, **asked)
        st.markdown(tier_sentences.key_dependence(counts) + ".")


def _field(row, now: Assumptions, currency: str) -> float | None:
    """The box of one assumption; a share is typed in percent, as the value from the data is said."""
    name, where = NAMES[row["name"]]
    held, is_share = getattr(now, row["name"]), row["name"] == "gross_margin"
    shown = round(100 * held, 4) if is_share and held is not None else held
    unit = "%" if is_share else currency
    typed = st.number_input(
        f"{_(name)} {f'({unit})' if unit else ''}",
        min_value=0.0,
        max_value=100.0 if is_share else None,
        value=shown,
        step=None,
        placeholder=f"{_value(row, currency)} · {_source(row)}",
        help=_(where),
    )
    if typed == shown:
        return held
    return typed / 100 if is_share and typed is not None else typed


def _value(row, currency: str) -> str:
    return percent(row["value"], 1) if row["name"] == "gross_margin" else money(row["value"], currency)


def _source(row) -> str:
    if row["source"] == "data":
        covered = _("all") if row["basis"] >= 0.9995 else percent(row["basis"])
        return (
            _("from the costs table")
            if row["name"] == "fixed_cost_a_year"
            else _("from {share} of the rows").format(share=covered)
        )
    if row["source"] == "assumed" and row["basis"] == row["basis"]:
        of = _("of revenue") if row["name"] == "fixed_cost_a_year" else _("of the mean order")
        return f"{_('assumed')}: {percent(row['basis'])} {of}"
    return _("assumed") if row["source"] == "assumed" else _("set manually")


def in_words(table: pd.DataFrame, now: Assumptions, currency: str) -> list[tuple[str, str]]:
    """Each assumption with its value and where it comes from, as a file says it.

    table : the answer of cx.contribution.assumed
    """
    found = [
        (_(NAMES[row["name"]][0]), f"{_value(row, currency)} ({_source(row)})") for _index, row in table.iterrows()
    ]
    by_hand = [(_("Tiers"), _("custom thresholds on {measure}").format(measure=title(now.bands_by).lower()))]
    return [*found, (_("Fixed cost allocated by"), _(now.fixed_cost_key)), *(by_hand if now.bands else [])]


def assumed(view) -> str | None:
    """The line under a title that rests on money: what is assumed, and what the finding would be otherwise."""
    asked = {"as_of": view.as_of, "assumptions": chosen()}
    return tier_sentences.assumptions(
        answers.ask(contribution.assumed, **asked),
        answers.ask(sensitivity.at_margins, **asked),
        view.currency,
    )


def assumed_values(view) -> str | None:
    """What is assumed, without what the finding would be otherwise: where the line stands beside several findings."""
    table = answers.ask(contribution.assumed, as_of=view.as_of, assumptions=chosen())
    return tier_sentences.assumptions(table, None, view.currency)


def _model(view, now: Assumptions) -> None:
    """Which model places the customers, and what a new fit would change; to accept it is the person's own act."""
    st.markdown(f"**{_('Model')}**")
    asked = {"as_of": view.as_of, "assumptions": now}
    model = answers.ask(segments.model, **asked)
    st.caption(tier_sentences.quality(model))
    if not model.kept:
        st.caption(
            _(
                "Fitted to {day} only. Once accepted, it also places later dates, so that moves between tiers are"
                " comparable."
            ).format(day=day(model.as_of))
        )
        if st.button(_("Accept this fit"), icon=":material/bookmark_add:"):
            segments.keep_model(answers.store(), **asked)
            _shut()
            st.rerun()
        return
    moved = answers.ask(segments.moves, **asked)
    people = int(moved.customers[moved.tier != moved.refitted].sum())
    accepted = (
        _("The first fit of this store, of {day}, was accepted automatically.")
        if model.is_first
        else _("Fitted to {day} and accepted.")
    )
    change = _("A new fit to {now} would move {people}.")
    st.caption(
        f"{accepted} {change}".format(
            day=day(model.as_of), now=day(view.as_of), people=count(people, _("customer"), _("customers"))
        )
    )
    if people:
        table = moved.pivot_table(index="tier", columns="refitted", values="customers", fill_value=0)
        st.dataframe(
            table.reindex(index=TIERS, columns=TIERS, fill_value=0).astype(int).rename_axis(_("Now")),
            height="content",
            alt=_("Customers by tier now (rows) and by the new fit (columns)"),
        )
    if st.button(_("Accept the new fit"), icon=":material/model_training:"):
        segments.keep_model(answers.store(), **asked)
        _shut()
        st.rerun()

"""What stands beside the funnel: the period before, and the acquisition cost."""

import pandas as pd
import streamlit as st

from cx.charts.customers import funnel_comparison as funnel_comparison_charts
from cx.customers.funnel import cost_coverage, time_and_cost
from cx.statistics import changes as figures
from cx.text.formatting import _, day, money, number, percent, short_money
from pages.shared import answers, pictures, safe_text
from pages.shared.claims import claim

FEW = 4
"""So many channels without a cost are named."""

# --- the period before -------------------------------------------------------------------------------------


def before(asked: dict) -> None:
    """This period beside the one before, each step with a verdict where it is sure."""
    if asked["entered_from"] is None:
        return
    beside = answers.ask(time_and_cost.before, **asked)
    heading = before_title(beside)
    st.header(heading)
    if beside[["rate", "rate_before"]].isna().all(axis=None):
        st.caption(_("Not enough data yet: no window is over in either period."))
        return
    pictures.show(
        funnel_comparison_charts.before_chart,
        pictures.made(funnel_comparison_charts.before, beside),
        key="funnel-before",
        steps=beside[["rate", "rate_before"]].notna().any(axis=1).sum().item(),
        alt=_("Each step in this period and the one before"),
        title=heading,
        basis=_before_basis(beside),
        table=beside,
        terms=("Period before", "Window not over yet"),
    )
    st.caption(
        _(
            "Filled: this period. Hollow: the one before, as many days long. Lines: 95% intervals. Only people whose"
            " window is over."
        )
    )


def before_title(beside: pd.DataFrame) -> str:
    """The steps whose rate changed by more than chance."""
    sure = [
        (
            _("{step} rose from {then} to {now}")
            if row.rate > row.rate_before
            else _("{step} fell from {then} to {now}")
        ).format(step=_(row.step), then=_rate(row.rate_before), now=_rate(row.rate))
        for row in beside.itertuples()
        if claim("sure", "", row.eligible, row.eligible_before, verdict=row.verdict in figures.SURE)
    ]
    return "; ".join(sure) if sure else _("No clear change from the period before")


def _before_basis(beside: pd.DataFrame) -> str:
    parts = [
        _("{step} {n} now, {n_before} before").format(
            step=_(row.step), n=number(row.eligible), n_before=number(row.eligible_before)
        )
        for row in beside.itertuples()
    ]
    return f"n: {' · '.join(parts)}"


def _rate(rate: float) -> str:
    return percent(rate, 1 if 0 < rate < 0.095 else 0)


# --- what it costs -----------------------------------------------------------------------------------------


def costs(asked: dict, currency: str) -> None:
    """Cost per person reached, acquisition cost and cost per retained customer, by channel."""
    if asked["scope"].is_of_some:
        st.header(_("Acquisition cost (CAC)"))
        st.caption(_("Costs are compared between channels, whoever is chosen: clear the filters to see them."))
        return
    of_everybody = {name: value for name, value in asked.items() if name != "scope"}
    found = answers.ask(time_and_cost.costs, as_of=asked["scope"].as_of, **of_everybody)
    heading = costs_title(found, currency)
    st.header(heading)
    if found["cost"].isna().all():
        st.caption(_("No acquisition cost is known: upload touchpoints with a cost, or costs of kind marketing."))
    held = costs_basis(found, currency)
    st.caption(safe_text.escaped(held))
    if found["cost"].isna().all():
        return
    names = {
        "Reach": _("Cost per person reached"),
        "Acquire": _("Acquisition cost (CAC)"),
        "Retain": _("Cost per retained customer"),
    }
    frames = funnel_comparison_charts.costs(
        found[found["group"] != time_and_cost.OF_PRODUCTS],
        names,
        _("Everybody"),
        lambda cost: money(cost, currency, 2 if cost < 10 else 0),
    )
    whole = found[found["group"].isna()].set_index("step")["people"]
    pictures.show(
        funnel_comparison_charts.costs_chart,
        frames,
        key="funnel-costs",
        channels=frames["bars"]["group"].nunique(),
        alt=_("Cost per person reached, acquired and retained by channel"),
        title=heading,
        basis=_("n = {reached} reached, {won} acquired, {kept} retained. {held}").format(
            reached=number(whole["Reach"]), won=number(whole["Acquire"]), kept=number(whole["Retain"]), held=held
        ),
        table=found.drop(columns="until").assign(group=found["group"].fillna(_("Everybody"))),
        terms=("Acquisition cost (CAC)",),
    )
    _costs_note(found)


def costs_basis(found: pd.DataFrame, currency: str) -> str:
    """What the acquisition cost holds, what it leaves out, and whose cost is not known."""
    held = cost_coverage.coverage(found)
    said = []
    if held.spend > 0:
        said.append(_("CAC to {day}: {spend} for touchpoints and for marketing that names no product."))
        if held.without_channel >= 1:
            said.append(_("{loose} of it names no channel: in Everybody only."))
        if held.uncosted:
            said.append(_("No cost recorded: {channels}, {share} of those acquired, who count as free in Everybody."))
    if held.of_products > 0:
        said.append(_("Not in it: {of_products} marketing of products."))
    return " ".join(said).format(
        day=day(found.loc[found["step"] == "Acquire", "until"].iloc[0]),
        spend=short_money(held.spend, currency),
        loose=short_money(held.without_channel, currency),
        channels=_few(held.uncosted),
        share=percent(held.uncosted_share),
        of_products=short_money(held.of_products, currency),
    )


def _few(names: tuple[str, ...]) -> str:
    """The first few names, and how many more."""
    if len(names) <= FEW:
        return ", ".join(names)
    return _("{names} and {n} more").format(names=", ".join(names[:FEW]), n=number(len(names) - FEW))


def _costs_note(found: pd.DataFrame) -> None:
    last = found.drop_duplicates("step").set_index("step")["until"]
    st.caption(
        _(
            "Three groups, each of people whose window is over: reached to {reach}, acquired to {acquire}, retained to"
            " {retain}; so a retained customer may cost less than an acquired one. Pale: under 30. Service contacts,"
            " development and fixed costs are excluded."
        ).format(reach=day(last["Reach"]), acquire=day(last["Acquire"]), retain=day(last["Retain"]))
    )


def costs_title(found: pd.DataFrame, currency: str) -> str:
    """The channels with the lowest and the highest acquisition cost, where their difference is beyond chance."""
    cheaper = time_and_cost.cheaper(found)
    won = found[(found["step"] == "Acquire") & found["group"].isin(cheaper.index)].sort_values("cost")
    if len(won) < 2:
        return _("Acquisition cost (CAC)")
    best, worst = won.iloc[0], won.iloc[-1]
    return claim(
        _("Lowest acquisition cost: {best}, {low} per customer; highest: {worst}, {high}").format(
            best=safe_text.escaped(best["group"]),
            low=money(best["cost"], currency),
            worst=safe_text.escaped(worst["group"]),
            high=money(worst["cost"], currency),
        ),
        _("Acquisition cost (CAC)"),
        best["people"],
        worst["people"],
        verdict=cheaper[best["group"]] is True and cheaper[worst["group"]] is False,
    )

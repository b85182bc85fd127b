"""Growth of kept customers, and what referred customers are worth."""

import pandas as pd
import streamlit as st

from cx.charts.customers import economics_channels as channel_charts
from cx.charts.customers import economics_growth as growth_charts
from cx.customers import contribution, economics
from cx.text.formatting import _, day, money, short_money
from pages.customers.value import why_findings as findings
from pages.shared import answers, assumptions_drawer, empty_states, pictures, python_code, safe_text


def growth(chosen) -> None:
    """What the same customers spent more or less, part by part."""
    kept = answers.ask(economics.upsell, as_of=chosen.scope)
    row = kept.iloc[0]
    title = findings.growth_title(row, chosen.currency)
    st.header(title)
    if pd.isna(row["revenue_before"]) or not row["customers"]:
        st.caption(_("Growth needs customers who ordered in the last 12 months and in the 12 months before."))
        return
    table = answers.ask(economics.growth, as_of=chosen.scope)
    basis = _basis(chosen, row)
    st.caption(basis)
    if table["change"].isna().any():
        st.markdown(_("The parts are not known: in the year before more pieces came back than were bought."))
        return
    _draw_growth(chosen, row, table, title, basis)
    st.caption(findings.upsell_note(row))


def _basis(chosen, row: pd.Series) -> str:
    span = answers.ask(contribution.window, as_of=chosen.as_of)
    whom = "".join(f" · {safe_text.escaped(name)}" for name in chosen.narrowed_to)
    return (
        _("Net revenue: {before} in the 12 months before {since}, {after} since").format(
            before=short_money(row["revenue_before"], chosen.currency),
            since=day(span.since),
            after=short_money(row["revenue_after"], chosen.currency),
        )
        + whom
    )


def _draw_growth(chosen, row: pd.Series, table: pd.DataFrame, title: str, basis: str) -> None:
    unit = economics.shown_unit(max(row["revenue_before"], row["revenue_after"]))
    shown = table.assign(change=economics.rounded(table["change"].tolist(), unit))
    names = _part_names(table)
    frames = pictures.made(
        growth_charts.steps, shown, names, table["part"].isin(economics.UPSELL).tolist(), _("Growth"), chosen.currency
    )
    pictures.show(
        growth_charts.growth_chart,
        frames,
        key="growth",
        rows=len(frames["steps"]),
        alt=_("What each part adds to the revenue of the same customers"),
        title=title,
        basis=basis,
        note=_("Items and mix at the prices of the year before; green: upsell"),
        table=python_code.joined(table.assign(name=names), table),
        terms=("Growth of kept customers", "Upsell"),
    )


def _part_names(table: pd.DataFrame) -> list[str]:
    """What the parts are called, by the way they go."""
    names = {
        "orders": (_("More items"), _("Fewer items")),
        "dearer items": (_("Dearer items"), _("Cheaper items")),
        "new categories": (_("New categories"), _("New categories")),
        "price and discount": (_("Price, discount"), _("Price, discount")),
    }
    return [names[row.part][row.change < 0] for row in table.itertuples()]


def referrals(chosen) -> None:
    """What customers of each channel leave over in their first year, those whom others brought above all."""
    asked = {"as_of": chosen.as_of, "assumptions": assumptions_drawer.chosen()}
    found = answers.ask(economics.referrals, **asked)
    row = found.iloc[0]
    title, basis = findings.referrals_title(row, chosen.currency), findings.referrals_basis(row, chosen.currency)
    st.header(title)
    if not row["won"] and not row["n"]:
        empty_states.needs(
            "touchpoints", _("Upload touchpoints of kind “referred” to see what referred customers are worth.")
        )
    table = answers.ask(economics.advocacy, **asked)
    if table["contribution"].notna().any():
        st.caption(basis)
    if table["contribution"].count() > 1:
        _draw_channels(chosen, table, title, basis)
    note = findings.chain_note(row, answers.ask(economics.told_others, as_of=chosen.as_of))
    if note:
        st.caption(note)


def _draw_channels(chosen, table: pd.DataFrame, title: str, basis: str) -> None:
    def label(name: str) -> str:
        return _("No touchpoint") if name == economics.NO_CHANNEL else name

    frames = channel_charts.channels(
        table,
        label,
        lambda value: money(value, chosen.currency, 0),
        (_("Contribution in the first year"), _("Cost to win")),
    )
    note = _("Line: 95% interval. Red: a customer costs more to win than the first year brings")
    pictures.show(
        channel_charts.channels_chart,
        frames,
        key="channels",
        count=len(frames["channels"]),
        alt=_("Contribution of a customer in the first year and cost to win, by channel"),
        title=title,
        basis=basis,
        note=note,
        table=table,
        terms=("First-year contribution", "Referred customers", "Told others"),
    )
    st.caption(note + ".")

"""The pictures and the ledger of the metal tiers."""

import pandas as pd
import streamlit as st

from cx import segments
from cx.charts import segments as charts
from cx.words import _, money, percent
from pages.shared import answers, findings, pictures


def scatter(dots: pd.DataFrame, currency: str, **asked) -> dict:
    """Dots by revenue and profit, on axes that hold everybody; returns the box that was dragged, {} when none.

    asked : as of when and with which assumptions, without the filters that choose the dots
    """
    everybody = answers.ask(segments.dots, **asked)
    return pictures.show(
        charts.scatter,
        {"dots": dots, "zero": pd.DataFrame({"profit_dot": [0.0]})},
        key="scatter",
        select="brush",
        alt=_("Customers by revenue and profit, coloured by tier"),
        units=answers.ask(segments.dot_units, **asked),
        revenue=(everybody.revenue_dot.min(), everybody.revenue_dot.max()),
        profit=(everybody.profit_dot.min(), everybody.profit_dot.max()),
        currency=currency,
    )


def whale(curve: pd.DataFrame, currency: str, **asked) -> None:
    """Cumulative profit with the tiers that stand under it; asked : what the curve was asked with."""
    pictures.show(
        charts.whale,
        answers.ask(_whale_frames, **asked),
        key="whale",
        alt=_("Cumulative profit of customers from best to worst"),
        title=findings.whale(curve),
        table=curve,
        terms=("Platinum", "Gold", "Silver", "Bronze", "Tin"),
        by_share=not curve.profit_share.isna().all(),
        currency=currency,
    )


def _whale_frames(store, **asked) -> dict[str, pd.DataFrame]:
    curve = segments.whale_curve(store, **asked)
    return charts.whale_frames(curve, segments.tier_mix(store, **asked), not curve.profit_share.isna().all())


def ledger(chosen, assumptions) -> None:
    """From revenue down to profit, by tier and for everybody else, with what the tiers stand on."""
    asked = {"as_of": chosen.as_of, "assumptions": assumptions}
    table = answers.ask(segments.profit_and_loss, **asked)
    names = {
        "who": _("Who"),
        "customers": _("Customers"),
        "revenue": _("Revenue"),
        "cost_of_goods": _("Cost of goods"),
        "cost_to_serve": _("Cost to serve"),
        "contribution": _("Contribution"),
        "fixed_cost_share": _("Fixed cost"),
        "profit": _("Profit"),
    }
    shown = table.assign(
        **{name: [money(v, chosen.currency, 2) for v in table[name]] for name in list(names)[2:]}
    )
    shown["who"] = [_(who) for who in shown.who]
    st.dataframe(
        shown.rename(columns=names),
        hide_index=True,
        alt=_("Profit and loss by tier"),
        column_config={name: st.column_config.Column(alignment="right") for name in list(names.values())[2:]},
    )
    model = answers.ask(segments.model, **asked)
    tiers = answers.ask(segments.tiers, **asked)
    profitable = tiers[:3]
    borderline = (profitable.borderline_share * profitable.customers).sum() / max(
        profitable.customers.sum(), 1
    )
    st.caption(
        f"{findings.quality(model)} · {percent(borderline)} {_('of the profitable customers stand almost as close to another tier.')}"
    )


def lacking(assumed: pd.DataFrame, tables: pd.DataFrame) -> dict[str, str]:
    """Which empty tables, or columns that orders lack, keep the tiers from knowing more."""
    tells = {
        "products": _(
            "which categories each customer prefers, and so who wants other things than you are built for."
        ),
        "costs": _("your real fixed cost, in place of an assumed share of revenue."),
        "touchpoints": _(
            "what reaching and serving each customer costs, and through which channel they came."
        ),
        "tickets": _("what complaints and questions cost, and who was helped."),
        "surveys": _("how satisfied each customer is: half of what they get from you."),
        "customers": _("names and regions, and attributes to break down by."),
    }
    rows = tables.set_index("kind").rows
    found = {kind: text for kind, text in tells.items() if rows[kind] == 0}
    if assumed.set_index("name").source["gross_margin"] == "assumed":
        found["cost on order lines"] = _("the margin of each sale, in place of an assumed one.")
    return found

"""What the stages of products say, in sentences."""

import pandas as pd

from cx.charts.palette import STAGES
from cx.products.stages import second_opinions
from cx.text.formatting import _, count, day, month, number, percent
from pages.shared import safe_text
from pages.shared.claims import claim

LATELY = 3
ENOUGH_TOLD = 0.5  # of the revenue: below it a finding about stages would speak for the wrong half


def title(portfolio: pd.DataFrame, counts: dict) -> str:
    """What most needs to be known of the stages."""
    if counts["sold"] and counts["too_early"] and not counts["told_share"] >= ENOUGH_TOLD:
        return _too_early(counts)
    rows = portfolio.set_index("stage")
    sold = int(rows["products"].sum() - rows.at["Development", "products"])
    decline = rows.loc["Decline"]
    if sold == 0:
        return _("No product has been sold yet")
    said = {"n": number(sold), "k": number(decline["products"]), "share": percent(decline["profit_share"])}
    if decline["products"] and decline["profit_share"] >= 0.15:
        off = int(decline["products"] - decline["on_sale"])
        text = (
            _(
                "{k} of {n} products are in Decline and earn {share} of product profit; {off} of the {k} are no longer"
                " on sale"
            )
            if off
            else _("{k} of {n} products are in Decline and still earn {share} of product profit")
        )
        found = text.format(**said, off=number(off))
    elif not rows.loc[["Introduction", "Growth"], "products"].sum():
        found = _("No product in Introduction or Growth: all {n} are past their growth").format(**said)
    else:
        found = _largest(rows, sold)
    return claim(found, _stages_counted(rows, sold), sold)


def _largest(rows: pd.DataFrame, sold: int) -> str:
    """The stage with the largest share of the profit, of the revenue where there is no profit."""
    by_profit = rows["profit_share"].notna().any()
    best = rows["profit_share"].idxmax() if by_profit else rows["revenue"].idxmax()
    said = (
        _("{k} of {n} products are in {stage} and earn {share} of product profit")
        if by_profit
        else _("{k} of {n} products are in {stage} and have {share} of the revenue")
    )
    share = rows.at[best, "profit_share" if by_profit else "revenue_share"]
    return said.format(k=number(rows.at[best, "products"]), n=number(sold), stage=_(best), share=percent(share))


def _stages_counted(rows: pd.DataFrame, sold: int) -> str:
    """How many products are in each sold stage, as a bare fact."""
    there = rows[(rows["products"] > 0) & (rows.index != "Development")]
    parts = [_("{n} in {stage}").format(n=number(n), stage=_(stage)) for stage, n in there["products"].items()]
    return _("{products} sold: {stages}").format(
        products=count(sold, _("product"), _("products")), stages=", ".join(parts)
    )


def _too_early(counts: dict) -> str:
    needed = second_opinions.FEWEST_MONTHS
    if not counts["months"]:
        return _("Too early to tell: no complete month of sales yet, {n} needed").format(n=needed)
    if counts["months"] < needed:
        return _("Too early to tell: {months} of sales available, {n} needed").format(
            months=count(counts["months"], _("month"), _("months")), n=needed
        )
    return _("Too early to tell the stage of {n} of {sold} products").format(
        n=number(counts["too_early"]), sold=number(counts["sold"])
    )


def whole_title(product: pd.Series) -> str:
    """The finding where no order line names a product; n are the months of sales, the only cases there are."""
    if pd.isna(product["since"]):
        return _("Too early to tell: no month of sales has ended")
    n = product["months_of_sales"]
    if product["agreement"] == second_opinions.TOO_EARLY:
        return _("All sales together: not enough data yet to tell a stage (n = {n})").format(
            n=count(n, _("month"), _("months"))
        )
    said = {
        "stage": _(product["stage"]),
        "since": month(product["since"]),
        "n": count(n, _("month"), _("months")),
    }
    if product["since_before_data"]:
        return _("All sales together are in {stage} since before the data (n = {n})").format(**said)
    return claim(
        _("All sales together are in {stage} since {since} (n = {n})").format(**said),
        _("All sales together are in {stage} (n = {n})").format(**said),
        n,
        verdict=product["agreement"] == second_opinions.AGREE,
    )


def caption(counts: dict, covered: dict, chosen) -> str:
    """What the title counts: how many, which months, whose money."""
    if covered["last"] is None:
        return _("No complete month by {day}: no stages yet").format(day=day(chosen.as_of))
    parts = [
        count(counts["products"], _("product"), _("products")) if covered["has_products"] else _("no product named"),
        *([_("{n} sold so far").format(n=number(counts["sold"]))] if counts["sold"] < counts["products"] else []),
        _("money of the 12 months to {month}").format(month=month(covered["last"])),
        safe_text.escaped(" · ".join(chosen.narrowed_to or [_("all customers")])),
        (
            _("stages from all sales of {first} – {last}")
            if covered["first"] != covered["last"]
            else _("sales of {first} only")
        ).format(first=month(covered["first"]), last=month(covered["last"])),
    ]
    if counts["too_early"] > counts["thin"]:
        parts.append(_("{n} too early to tell").format(n=number(counts["too_early"] - counts["thin"])))
    if counts["thin"]:
        parts.append(_("{n} with too few order lines").format(n=number(counts["thin"])))
    if counts["withdrawn"]:
        parts.append(_("{n} no longer on sale").format(n=number(counts["withdrawn"])))
    if counts["never_sold"]:
        parts.append(_("{n} listed, never sold").format(n=number(counts["never_sold"])))
    return " · ".join(parts)


def assumed(counts: dict, gross_margin: float, as_one: bool = False) -> str:
    """The line under the title: what of the profit is assumed rather than recorded; "" where nothing is."""
    if not counts["no_profit"]:
        return ""
    if as_one:
        return _("Assumes {share} gross margin; the stage comes from sales alone.").format(share=percent(gross_margin))
    return _(
        "Assumes {share} gross margin for {products} without costs on their order lines; their stage comes from sales"
        " alone."
    ).format(share=percent(gross_margin), products=count(counts["no_profit"], _("product"), _("products")))


def left_out(counts: dict, covered: dict, chosen) -> str:
    """Which rows the figures do not use."""
    parts = []
    if covered["last_left_out"]:
        parts.append(_("The running month is excluded."))
    if covered["first_left_out"]:
        parts.append(_("The first month is excluded: the data begin in the middle of it."))
    if covered["lines"] and covered["has_products"]:
        parts.append(
            _("{n} order lines name no product: {share} of the revenue is not shown.").format(
                n=number(covered["lines"]), share=percent(covered["share"], 1)
            )
        )
    if counts["never_sold"]:
        parts.append(_("Products listed without a sale, a cost or a future launch have no stage."))
    if chosen.narrowed_to:
        parts.append(
            _(
                "The stage is that of all customers; money and lines are of {whose}, without costs of the product as a"
                " whole."
            ).format(whose=safe_text.escaped(", ".join(chosen.narrowed_to)))
        )
    if counts["withdrawn"]:
        parts.append(
            _("Products no longer on sale keep their last stage: months after withdrawal say nothing about demand.")
        )
    parts.append(_("Returns are netted. A stage may only move forward; going back needs strong signs."))
    return " ".join(parts)


def rising(portfolio: pd.DataFrame, counts: dict) -> str:
    """How many circles stand up to Growth and how many after it; of how many the stage cannot be told now."""
    rows = portfolio.set_index("stage")
    late = rows.loc[["Saturation", "Decline"], "products"].sum()
    others = counts["sold"] - rows["on_sale"].drop("Development").sum()
    said = (
        _("{up} up to Growth, {late} in Saturation or Decline; {others} of all too early to tell or no longer on sale")
        if others
        else _("{up} up to Growth, {late} in Saturation or Decline")
    )
    up = count(rows["products"].sum() - late, _("product"), _("products"))
    return said.format(up=up, late=number(late), others=number(others))


def moved_lately(products: pd.DataFrame) -> pd.DataFrame:
    """The products on sale whose stage can be told and has changed in the last LATELY months."""
    told = _told(products)
    return told[(told["months_of_sales"] > told["months_in_stage"]) & (told["months_in_stage"] <= LATELY)]


def _told(products: pd.DataFrame) -> pd.DataFrame:
    """The products on sale whose stage can be told."""
    return products[
        (products["months_of_sales"] > 0)
        & (products["agreement"] != second_opinions.TOO_EARLY)
        & products["withdrawn_from"].isna()
    ]


def moved(products: pd.DataFrame) -> str:
    """How many changed their stage lately."""
    told, lately = _told(products), moved_lately(products)
    if told.empty:
        return _("Not enough data yet to say which products changed their stage")
    if lately.empty:
        return _("None of {n} products changed its stage in the last {months} months").format(
            n=number(len(told)), months=LATELY
        )
    most = lately["stage"].value_counts()
    most = most[most == most.max()].index
    last = max(most, key=STAGES.index)
    return _("{k} of {n} products changed stage in the last {months} months, {most} of them to {stage}").format(
        k=number(len(lately)),
        n=number(len(told)),
        months=LATELY,
        most=number(int((lately["stage"] == last).sum())),
        stage=_(last),
    )

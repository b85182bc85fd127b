"""What the catalogue of products says as a whole, in sentences."""

import pandas as pd

from cx.products import buyers as stage_buyers
from cx.text.formatting import _, month, number, percent
from pages.products.stages import product_findings
from pages.products.stages.findings import ENOUGH_TOLD
from pages.shared.claims import claim


def changing(counts: dict) -> str:
    """How many will probably move on soon."""
    judged = counts["sold"] - counts["too_early"]
    if not judged:
        return _("Not enough data yet to say which products will change stage")
    if not counts["changing"]:
        return _("None of {n} products is likely to change stage within six months").format(n=number(judged))
    return _("{k} of {n} products will probably change stage within six months").format(
        k=number(counts["changing"]), n=number(judged)
    )


def years(ahead: pd.DataFrame, counts: dict) -> str:
    """Where today's profit will stand in three years; ahead : of `profit_by_stage`."""
    if not counts["told_share"] >= ENOUGH_TOLD:
        return _("Too early to say in which stage these products will be in three years")
    if not ahead["share"].notna().any():
        return _("No product profit in the last 12 months: no outlook")
    products = int(ahead["products"].iloc[0])
    decline = ahead[ahead["stage"] == "Decline"].set_index("when")["share"]
    return claim(
        _("Without new products, {then} of today's product profit will be in Decline in three years; now {now}").format(
            then=percent(decline["then"]), now=percent(decline["now"])
        ),
        _("Not enough data yet to say in which stage the products will be in three years (n = {n} on sale)").format(
            n=number(products)
        ),
        products,
    )


def generations(rows: pd.DataFrame, category: str | None) -> str:
    """How often a new product came, and since when none has."""
    name = category or _("No category")
    born = rows.drop_duplicates("product_id").dropna(subset="born").sort_values("born")
    if born.empty:
        return _("{category}: all launches are before the data").format(category=name)
    newest = born.iloc[-1]
    year = rows[rows["month"] > rows["month"].max() - pd.DateOffset(months=12)]
    whole = year["revenue"].sum()
    share = year.loc[year["product_id"] == newest["product_id"], "revenue"].sum() / whole if whole > 0 else float("nan")
    return _(
        "{category}: the newest product, {product}, was launched in {born} and has {share} of the year's sales"
    ).format(category=name, product=newest["name"], born=month(newest["born"]), share=percent(share))


def buyers(table: pd.DataFrame) -> str:
    """In which stage Platinum and Gold make most and least of the revenue, where that is more than chance."""
    found = stage_buyers.best_tiers(table).dropna(subset="share")
    if found.empty:
        return _("No customer of a tier bought in these months")
    if len(found) == 1:
        return _("Revenue by customer tier: sales in one stage only, nothing to compare")
    top, bottom, is_sure = stage_buyers.highest_and_lowest(found)
    said = {
        "high": percent(found.at[top, "share"]),
        "top": _(top),
        "low": percent(found.at[bottom, "share"]),
        "bottom": _(bottom),
    }
    return claim(
        _("Platinum and Gold make {high} of revenue in {top}, {low} in {bottom}").format(**said),
        _("No clear difference between stages: Platinum and Gold make {low} to {high} of their revenue").format(**said),
        *found.loc[[top, bottom], "customers"],
        verdict=is_sure,
    )


def usual(went: pd.DataFrame) -> str:
    """How long a life takes here up to its decline."""
    if not went["n"].any():
        return _("Not enough data yet for a typical lifecycle: no change of stage was observed")
    fact = _(
        "Not enough data yet for a typical lifecycle: each change of stage was observed {low} to {high} times"
    ).format(low=number(went["n"].min()), high=number(went["n"].max()))
    found = _("Products reach Decline about {months} months after launch (n = {n} or more for each stage)")
    return claim(found.format(months=number(went["months"].sum()), n=number(went["n"].min())), fact, *went["n"])


def passage(row) -> str:
    """One change of stage, as this company's products went through it."""
    if not row.n:
        return _("not seen yet")
    return _("after **{months} months** (half: {low}–{high}); a month then sold {sales} (n = {n})").format(
        months=number(row.months),
        low=number(row.months_low),
        high=number(row.months_high),
        sales=product_findings.more(row.sales),
        n=number(row.n),
    )

"""What the stages of products say, in sentences."""

import pandas as pd

from cx import opinions
from cx.charts.palette import STAGES
from cx.words import _, count, day, month, number, percent

LATELY = 3


def title(portfolio: pd.DataFrame) -> str:
    """What most needs to be known of the stages."""
    rows = portfolio.set_index("stage")
    sold = int(rows["products"].sum() - rows.at["Development", "products"])
    decline = rows.loc["Decline"]
    if sold == 0:
        return _("No product has been sold yet")
    if decline["products"] and decline["profit_share"] >= 0.15:
        return _("{products} in Decline still {earn} {share} of the profit").format(
            products=count(decline["products"], _("product"), _("products")),
            earn=_("earns") if decline["products"] == 1 else _("earn"), share=percent(decline["profit_share"]),
        )  # fmt: skip
    coming = int(rows.loc[["Introduction", "Growth"], "products"].sum())
    if coming == 0:
        return _("Nothing is growing: no product follows the {n} that are past their rise").format(
            n=number(sold)
        )
    best = rows["profit_share"].idxmax() if rows["profit_share"].notna().any() else rows["revenue"].idxmax()
    name = "profit" if rows["profit_share"].notna().any() else "revenue"
    return _("{products} in {stage} {bring} {share} of the {money}").format(
        products=count(rows.at[best, "products"], _("product"), _("products")), stage=_(best),
        bring=_("brings") if rows.at[best, "products"] == 1 else _("bring"),
        share=percent(rows.at[best, f"{name}_share"]), money=_(name),
    )  # fmt: skip


def whole_title(product: pd.Series) -> str:
    """The finding where no order line names a product."""
    return _("All sales together are in {stage} since {since}").format(
        stage=_(product["stage"]), since=month(product["since"])
    )


def caption(products: pd.DataFrame, covered: dict, chosen) -> str:
    """What the title counts: how many, which months, whose money."""
    if covered["last"] is None:
        return _("No month has ended yet by {day}: nothing can be said of stages").format(
            day=day(chosen.as_of)
        )
    parts = [
        count(len(products), _("product"), _("products")),
        _("money of the 12 months to {month}").format(month=month(covered["last"])),
        chosen.region or _("all regions"),
        _("stages from every sale since {month}").format(month=month(covered["first"])),
    ]
    return " · ".join(parts)


def left_out(products: pd.DataFrame, covered: dict, region: str | None) -> str:
    """Which rows the figures do not use, and what was assumed."""
    parts = []
    if covered["last_left_out"]:
        parts.append(_("The month that had not ended is left out."))
    if covered["first_left_out"]:
        parts.append(_("The first month is left out: the data begin in the middle of it."))
    if covered["lines"] and covered["has_products"]:
        parts.append(_("{n} order lines name no product: {share} of the revenue is not shown.").format(
            n=number(covered["lines"]), share=percent(covered["share"], 1)))  # fmt: skip
    unknown = int((~products["profit_known"] & (products["months_of_sales"] > 0)).sum())
    if unknown:
        parts.append(_("{products} without costs on their order lines: profit is an assumed margin, the stage comes from sales alone.").format(
            products=count(unknown, _("product"), _("products"))))  # fmt: skip
    if region:
        parts.append(
            _(
                "The stage is that of all regions; money and lines are of {region}, without costs of the product as a whole."
            ).format(region=region)
        )
    parts.append(_("Returns are netted. A stage may only move forward; going back needs strong signs."))
    return " ".join(parts)


def rising(products: pd.DataFrame) -> str:
    """How many are on their way up, how many past it."""
    stage = products["stage"]
    return _("{up} on the way up, {past} past the peak").format(
        up=count(int(stage.isin(["Introduction", "Growth"]).sum()), _("product"), _("products")),
        past=number(int(stage.isin(["Saturation", "Decline"]).sum())),
    )


def moved(products: pd.DataFrame) -> str:
    """How many changed their stage lately."""
    sold = products[
        (products["months_of_sales"] > 0) & (products["months_of_sales"] > products["months_in_stage"])
    ]
    lately = sold[sold["months_in_stage"] <= LATELY]
    if lately.empty:
        return _("No product changed its stage in the last {n} months").format(n=LATELY)
    most = lately["stage"].value_counts()
    most = most[most == most.max()].index
    last = max(most, key=STAGES.index)
    return _("{products} moved on in the last {n} months, {most} of them to {stage}").format(
        products=count(len(lately), _("product"), _("products")),
        n=LATELY, most=number(int((lately["stage"] == last).sum())), stage=_(last),
    )  # fmt: skip


def sentence(product: pd.Series) -> str:
    """Where one product stands, how sure that is, and what the second opinions say."""
    if product["stage"] == "Development":
        return _("Nothing sold yet: in Development{since}.").format(
            since=_(" since {month}").format(month=month(product["since"]))
            if pd.notna(product["since"])
            else ""
        )
    said = _("In **{stage}** since {since} ({months}), probability {probability}.").format(
        stage=_(product["stage"]), since=month(product["since"]), probability=percent(product["probability"]),
        months=count(product["months_in_stage"], _("month"), _("months")),
    )  # fmt: skip
    return f"{said} {_second(product)}"


def _second(product: pd.Series) -> str:
    ruled, bass = pd.notna(product["polli_cook"]), pd.notna(product["bass"])
    parts = []
    if ruled:
        parts.append(_("Polli & Cook says {stage}").format(stage=_(product["polli_cook"])))
    if bass:
        low, high = month(product["bass_peak_low"]), month(product["bass_peak_high"])
        parts.append(
            _("Bass puts the peak at {peak} ({around})").format(
                peak=month(product["bass_peak_on"]),
                around=_("{low} – {high}").format(low=low, high=high) if low != high else _("to the month"),
            )
        )
    else:
        parts.append(_("Bass does not converge"))
    verdict = {
        opinions.AGREE: _("the methods agree"),
        opinions.DISAGREE: _("the methods disagree"),
        opinions.TOO_EARLY: _("it is too early to tell for certain"),
    }[product["agreement"]]
    return "; ".join(parts) + f": {verdict}."

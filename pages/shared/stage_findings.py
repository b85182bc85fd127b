"""What the stages of products say, in sentences."""

import pandas as pd

from cx import opinions, stage_buyers
from cx.charts.palette import STAGES
from cx.words import _, count, day, month, number, percent
from pages.shared import claims, exports, product_findings

LATELY = 3
ENOUGH_TOLD = 0.5  # of the revenue: below it a finding about stages would speak for the wrong half
FEWEST_MONTHS = 8


def title(portfolio: pd.DataFrame, counts: dict) -> str:
    """What most needs to be known of the stages."""
    if counts["sold"] and counts["too_early"] and not counts["told_share"] >= ENOUGH_TOLD:
        return _too_early(counts)
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


def _too_early(counts: dict) -> str:
    if counts["months"] < FEWEST_MONTHS:
        return _("Too early to tell: {months} of sales are known, stages need {n}").format(
            months=count(counts["months"], _("month"), _("months")), n=FEWEST_MONTHS
        )
    return _("Too early to tell the stage of {n} of the {sold} products that sold").format(
        n=number(counts["too_early"]), sold=number(counts["sold"])
    )


def whole_title(product: pd.Series) -> str:
    """The finding where no order line names a product."""
    if pd.isna(product["since"]):
        return _("Too early to tell: no month of sales has ended")
    return _("All sales together are in {stage} since {since}").format(
        stage=_(product["stage"]), since=month(product["since"])
    )


def caption(counts: dict, covered: dict, chosen) -> str:
    """What the title counts: how many, which months, whose money."""
    if covered["last"] is None:
        return _("No month has ended yet by {day}: nothing can be said of stages").format(
            day=day(chosen.as_of)
        )
    parts = [
        count(counts["products"], _("product"), _("products")),
        _("money of the 12 months to {month}").format(month=month(covered["last"])),
        exports.plain(
            " · ".join(part for part in (chosen.region or _("all regions"), chosen.segment) if part)
        ),
        _("stages from every sale since {month}").format(month=month(covered["first"])),
    ]
    if counts["too_early"]:
        parts.append(_("too early to tell of {n}").format(n=number(counts["too_early"])))
    if counts["never_sold"]:
        parts.append(_("{n} listed, never sold").format(n=number(counts["never_sold"])))
    return " · ".join(parts)


def left_out(counts: dict, covered: dict, chosen) -> str:
    """Which rows the figures do not use, and what was assumed."""
    parts = []
    if covered["last_left_out"]:
        parts.append(_("The month that had not ended is left out."))
    if covered["first_left_out"]:
        parts.append(_("The first month is left out: the data begin in the middle of it."))
    if covered["lines"] and covered["has_products"]:
        parts.append(_("{n} order lines name no product: {share} of the revenue is not shown.").format(
            n=number(covered["lines"]), share=percent(covered["share"], 1)))  # fmt: skip
    if counts["never_sold"]:
        parts.append(_("What is listed without a sale, a cost or a launch ahead has no stage: nobody knows whether it is being developed."))  # fmt: skip
    if counts["no_profit"]:
        parts.append(_("{products} without costs on their order lines: profit is an assumed margin, the stage comes from sales alone.").format(
            products=count(counts["no_profit"], _("product"), _("products"))))  # fmt: skip
    whose = [part for part in (chosen.region, chosen.segment) if part]
    if whose:
        parts.append(_("The stage is that of all customers; money and lines are of {whose}, without costs of the product as a whole.").format(
            whose=exports.plain(", ".join(whose))))  # fmt: skip
    parts.append(_("Returns are netted. A stage may only move forward; going back needs strong signs."))
    return " ".join(parts)


def heading(product: pd.Series) -> str:
    """The product and where it stands."""
    stage = _("listed, never sold") if pd.isna(product["stage"]) else _(product["stage"])
    return f"{exports.plain(product['name'])}: {stage}"


def gaps(sold: pd.DataFrame) -> str:
    """Months that look like an empty shelf; "" where there is none."""
    missing = sold[sold["out_of_stock"].astype(bool)]
    if missing.empty:
        return ""
    return _("No sale in {months} though it sold well before and after: probably out of stock, not counted as a fall.").format(
        months=", ".join(month(when) for when in missing["month"]))  # fmt: skip


def rising(portfolio: pd.DataFrame, counts: dict) -> str:
    """How many are on their way up, how many past it; where little can be told, only of those of which it can."""
    unsure = counts["sold"] and not counts["told_share"] >= ENOUGH_TOLD
    rows = portfolio.set_index("stage")["told" if unsure else "products"]
    said = _("{up} on the way up, {past} past the peak, the others too early to tell") if unsure else _("{up} on the way up, {past} past the peak")  # fmt: skip
    return said.format(
        up=count(int(rows["Introduction"] + rows["Growth"]), _("product"), _("products")),
        past=number(int(rows["Saturation"] + rows["Decline"])),
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
    if pd.isna(product["stage"]):
        return _("Listed and never sold, with no cost and no launch ahead: its stage is not yet known. A cost, a launch date or a first sale would tell.")  # fmt: skip
    if product["stage"] == "Development":
        return _("Nothing sold yet: in Development{since}.").format(
            since=_(" since {month}").format(month=month(product["since"]))
            if pd.notna(product["since"])
            else ""
        )
    if pd.isna(product["since"]):
        return _("It has sold, but no month has ended yet: it is too early to tell.")
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


# --- the catalogue -------------------------------------------------------------------------------------------


def changing(counts: dict) -> str:
    """How many will probably move on soon."""
    if not counts["changing"]:
        return _("No product is about to change its stage")
    return _("{products} will probably change stage within six months").format(
        products=count(counts["changing"], _("product"), _("products"))
    )


def years(ahead: dict, counts: dict) -> str:
    """Where today's profit will stand in three years."""
    if not counts["told_share"] >= ENOUGH_TOLD:
        return _("Too early to say where these products will stand in three years")
    if pd.isna(ahead["decline_then"]):
        return _("Without a yearly profit there is no share of it to follow")
    return _("If nothing new comes, products earning {then} of today's profit will be in Decline in three years; {now} are there now").format(
        then=percent(min(max(ahead["decline_then"], 0), 1)), now=percent(min(max(ahead["decline_now"], 0), 1)))  # fmt: skip


def generations(rows: pd.DataFrame, category: str | None) -> str:
    """How often a new product came, and since when none has."""
    name = category or _("No category")
    born = rows.drop_duplicates("product_id").dropna(subset="born").sort_values("born")
    if born.empty:
        return _("{category}: every launch lies before the data").format(category=name)
    newest = born.iloc[-1]
    year = rows[rows["month"] > rows["month"].max() - pd.DateOffset(months=12)]
    whole = year["revenue"].sum()
    share = (
        year.loc[year["product_id"] == newest["product_id"], "revenue"].sum() / whole
        if whole > 0
        else float("nan")
    )
    return _(
        "{category}: the newest, {product}, came in {born} and brings {share} of the year's sales"
    ).format(category=name, product=newest["name"], born=month(newest["born"]), share=percent(share))


def buyers(table: pd.DataFrame) -> str:
    """In which stage Platinum and Gold buy most and least, where that is more than chance."""
    found = stage_buyers.best_tiers(table)
    if found.empty:
        return _("No customer of a tier bought in these months")
    top, low = (found.loc[stage] for stage in (found["share"].idxmax(), found["share"].idxmin()))
    finding = _("Platinum and Gold make {high} of revenue in {top}, {low} in {bottom}").format(
        high=percent(top["share"]), top=_(top.name), low=percent(low["share"]), bottom=_(low.name)
    )
    return claims.claim(
        finding, _("Revenue by stage and customer tier"), top["customers"], low["customers"],
        verdict=top["higher"] is True and low["higher"] is False,
    )  # fmt: skip


def usual(went: pd.DataFrame) -> str:
    """How long a life takes here up to its decline."""
    if not (went["n"] > 0).all():
        return _("Too few products here went the whole way to say how long a life takes")
    return _("From launch to decline a product here takes about {months} months").format(
        months=number(went["months"].sum())
    )


def passage(row) -> str:
    """One change of stage, as this company's products went through it."""
    if not row.n:
        return _("not seen yet")
    return _("after **{months} months** (half: {low}–{high}); a month then sold {sales} (n = {n})").format(
        months=number(row.months), low=number(row.months_low), high=number(row.months_high),
        sales=product_findings.more(row.sales), n=number(row.n))  # fmt: skip

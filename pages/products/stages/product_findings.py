"""What the parts of one product say, in sentences."""

import pandas as pd

from cx.text.formatting import _, count, day, money, month, number, percent, sure, with_sign
from pages.products.stages import standing

SHAPES = {
    "classic": "Classic shape: up, level, down.",
    "plateau": "Plateau: level for a year, better explained by a lasting level than by a peak.",
    "fad": "Fad: high sales for at most six months.",
    "recycle": "Recycle: rose again after a deep fall.",
    "rise not seen": "Its growth was before the data.",
    "withdrawn": "Withdrawn before its lifecycle shape was clear.",
    "still open": "Lifecycle shape not clear yet.",
}


def coming(product: pd.Series, went: pd.DataFrame) -> list[str]:
    """What the next stage would look like, how soon, and from how many precedents this is known."""
    lines = []
    if pd.notna(product["moves_on"]):
        lines.append(
            _(
                "Chance to leave **{stage}** within six months: **{chance}**; next stage: **{after}**."
                " Expected sales then: {change}, seasonally adjusted."
            ).format(
                stage=_(product["stage"]),
                chance=sure(product["moves_on"]),
                after=_(product["next_stage"]),
                change=higher(product["sales_ahead"]),
            )
        )
    elif product["stage"] == "Decline" and pd.notna(product["sales_ahead"]):
        lines.append(
            _("Decline is the last stage. Expected sales in six months: {change}, seasonally adjusted.").format(
                change=higher(product["sales_ahead"])
            )
        )
    elif pd.notna(product["withdrawn_from"]):
        lines.append(
            _("Not on sale since {month}: later demand is not known.").format(month=month(product["withdrawn_from"]))
        )
    elif product["stage"] == "Development":
        lines.append(_("Introduction begins with its first sale."))
    own = went[went["stage"] == product["stage"]]
    if len(own):
        lines.append(_precedents(own.iloc[0]))
    lines.append(_(SHAPES[product["shape"]]))
    return lines


def _precedents(row: pd.Series) -> str:
    if row["n"] == 0:
        return _("No product here has moved from {stage} to {after} yet.").format(
            stage=_(row["stage"]), after=_(row["next_stage"])
        )
    said = _(
        "{products} made this move here: {months} in {stage} (half of them {low}–{high}), and a month of"
        " {after} then sold {sales} than the last months of that stage"
    ).format(
        products=count(row["n"], _("product"), _("products")),
        months=count(round(row["months"]), _("month"), _("months")),
        stage=_(row["stage"]),
        low=number(row["months_low"]),
        high=number(row["months_high"]),
        after=_(row["next_stage"]),
        sales=more(row["sales"]),
    )
    if pd.notna(row["profit"]):
        said += _(", and earned {profit}").format(profit=more(row["profit"]))
    return said + ("." if row["n"] >= 30 else _(" (few: n under 30)."))


def change(ratio: float) -> str:
    """A ratio as a change: +20%, −40%; from twice on as "3.1 times"."""
    if pd.isna(ratio):
        return _("unknown")
    if ratio >= 2:
        return _("{n} times").format(n=number(ratio, 1))
    return with_sign(ratio - 1, percent(abs(ratio - 1)))


def higher(ratio: float) -> str:
    """A ratio in words: 20% higher, 40% lower, 3.1 times as high."""
    if ratio >= 2:
        return _("{n} times as high").format(n=number(ratio, 1))
    return (_("{n} higher") if ratio >= 1 else _("{n} lower")).format(n=percent(abs(ratio - 1)))


def more(ratio: float) -> str:
    """A ratio in words: 20% more, 40% less, 3.1 times more."""
    if pd.isna(ratio):
        return _("an unknown amount more")
    if ratio >= 2:
        return _("{n} times more").format(n=number(ratio, 1))
    return (_("{n} more") if ratio >= 1 else _("{n} less")).format(n=percent(abs(ratio - 1)))


def payback(rows: pd.DataFrame, currency: str) -> str:
    """When the product had earned what it cost."""
    back = rows[rows["paid_back"].astype(bool)]
    total = money(rows["cumulative"].iloc[-1], currency)
    if len(back):
        lowest = rows["cumulative"].min()
        return _("**Paid back in {month}**: lowest point −{low}, cumulative profit now {total}.").format(
            month=month(back["month"].iloc[0]), low=money(-lowest, currency), total=total
        )
    if rows["cumulative"].iloc[-1] < 0:
        return _("**Not paid back yet**: {total} so far.").format(total=total)
    return _("**Never below zero**: {total} earned since the data begin; earlier costs are not known.").format(
        total=total
    )


def costs(spent: pd.DataFrame, currency: str) -> str:
    """What was spent by kind."""
    sums = spent.groupby("kind")["amount"].sum().sort_values(ascending=False)
    parts = [f"{_(kind)} {money(amount, currency)}" for kind, amount in sums.items()]
    return _("**Spent {total}**: {parts}.").format(total=money(sums.sum(), currency), parts=", ".join(parts))


def prices(rows: pd.DataFrame, currency: str) -> str:
    """How price and units moved, first quarter against last."""
    known = rows[rows["price"].notna()]
    first, last = known.head(3), known.tail(3)
    if len(known) < 6:
        return _("**{price} a unit**; under six months with a price are too few for a change.").format(
            price=money(last["price"].mean(), currency)
        )
    return _(
        "**Price {price}, units {units}**: {now} a unit lately, {then} in the first three months with a price."
    ).format(
        price=higher(last["price"].mean() / first["price"].mean()),
        units=higher(last["units"].mean() / first["units"].mean()),
        now=money(last["price"].mean(), currency),
        then=money(first["price"].mean(), currency),
    )


def weeks(rows: pd.DataFrame, currency: str) -> str:
    """The last four whole weeks against the four before."""
    last, before = rows["revenue"].tail(4).mean(), rows["revenue"].iloc[:-4].tail(4).mean()
    said = _("**{now} a week** in the last four whole weeks, up to {week}").format(
        now=money(last, currency), week=day(rows["week"].iloc[-1])
    )
    return said + (
        _(": {change} vs the four weeks before.").format(change=change(last / before)) if before > 0 else "."
    )


def then(now: pd.DataFrame, then: pd.DataFrame) -> str:
    """In how many of the past months the stage was read then as it is now."""
    both = now.merge(then, on="month", suffixes=("", "_then"))
    same = int((both["stage"] == both["stage_then"]).sum())
    return _("**{same} of {all} months** had the same stage then as they have today.").format(
        same=number(same), all=number(len(both))
    )


def opinions(product: pd.Series, found: dict, currency: str) -> list[tuple[str, str, str]]:
    """Three opinions: who, which stage, why."""
    ours = _("probability {p}, from the sales and profit curves of all products").format(p=sure(product["probability"]))
    return [
        (_("This page"), standing.told_stage(product), ours),
        ("Polli & Cook (1969)", _stage(product["polli_cook"]), _change_of_year(found)),
        ("Bass (1969)", _stage(product["bass"]), _diffusion(found, currency)),
    ]


def _stage(stage: str | None) -> str:
    return _(stage) if isinstance(stage, str) else _("no result")


def _change_of_year(found: dict) -> str:
    if pd.isna(found["change"]):
        return _("Needs 15 months of sales.")
    return _(
        "Last twelve months {change} against the twelve before; growth or decline is a change of more than {half}."
    ).format(change=change(1 + found["change"]), half=percent(found["half_sd"]))


def _diffusion(found: dict, currency: str) -> str:
    if not found["why"]:
        return _(
            "Least squares on its own sales: p = {p}, q = {q}, m = {m}; peak {peak}, 95% interval {low} – {high}."
        ).format(
            p=number(found["p"], 4),
            q=number(found["q"], 3),
            m=money(found["m"], currency),
            peak=month(found["peak_on"]),
            low=month(found["peak_low"]),
            high=month(found["peak_high"]),
        )
    reasons = {
        "launch unknown": _("Does not converge: its launch was before the data."),
        "too few months": _("Does not converge: under 8 months since the launch."),
        "no bend": _("Does not converge: the sales show no bend toward a peak yet, or no peak."),
    }
    return reasons[found["why"]]

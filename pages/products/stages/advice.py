"""What each stage asks for, with the numbers of this product, in sentences."""

import pandas as pd

from cx.text.formatting import _, money, month, percent, points, short_money, with_sign
from pages.shared import safe_text

ASKS = {
    "Development": ("Define offer, price and launch date; invest in tests before the launch.", ["launch", "spent"]),
    "Introduction": (
        "Invest in the launch and in acceptance: first and repeat purchases.",
        ["spent", "acceptance", "sales"],
    ),
    "Growth": (
        "Keep up with demand: stock, distribution, repeat buyers before competitors enter.",
        ["sales", "acceptance", "payback"],
    ),
    "Saturation": (
        "Defend it with price, variants and advertising; start its successor.",
        ["defence", "price", "earns"],
    ),
    "Decline": (
        "Harvest while it is profitable, then discontinue: cut its costs, sell off stock, promote the successor.",
        ["rest", "earns", "costs"],
    ),
}


def lines(product: pd.Series, given: dict, currency: str) -> tuple[str, list[tuple[str, str]]]:
    """What the stage asks for, and up to three figures: (name, sentence); an unknown one says what it needs.

    given : an answer of cx.products.advice.figures
    """
    asks, wanted = ASKS[product["stage"]]
    if product["stage"] == "Decline" and given["is_alone"]:
        asks = ALONE
    return _(asks), [FIGURES[name](product, given, currency) for name in wanted]


def _launch(product: pd.Series, given: dict, currency: str) -> tuple[str, str]:
    planned = product["launched_on"]
    said = (
        _("planned for {month}").format(month=month(planned))
        if pd.notna(planned)
        else _("no date in the products table")
    )
    return _("Launch"), said


def _spent(product: pd.Series, given: dict, currency: str) -> tuple[str, str]:
    if given["spent"] == 0:
        return _("Launch cost"), _("unknown: needs costs of this product")
    said = _("{spent} so far, {left} to earn back").format(
        spent=short_money(given["spent"], currency), left=short_money(max(-given["balance"], 0), currency)
    )
    return _("Launch cost"), said


def _acceptance(product: pd.Series, given: dict, currency: str) -> tuple[str, str]:
    name = _("Acceptance")
    if given["eligible"] == 0:
        return name, _("too early: no buyers 90 days ago")
    said = _("{share} repurchase within 90 days (n = {n}, {interval})").format(
        share=percent(given["again"]), n=given["eligible"], interval=points(given["low"], given["high"])
    )
    return name, said


def _sales(product: pd.Series, given: dict, currency: str) -> tuple[str, str]:
    said = _("{now} a month").format(now=short_money(given["revenue"], currency))
    if given["revenue_before"] > 0:
        said += _(", {change} against the quarter before").format(
            change=_change(given["revenue"] / given["revenue_before"])
        )
    return _("Sales"), said


def _payback(product: pd.Series, given: dict, currency: str) -> tuple[str, str]:
    if pd.notna(given["paid_back_on"]):
        return _("Payback"), _("since {month}; {sum} earned so far").format(
            month=month(given["paid_back_on"]), sum=short_money(given["balance"], currency)
        )
    said = _("not yet: {sum} to recover") if given["balance"] < 0 else _("no costs recorded; {sum} earned so far")
    return _("Payback"), said.format(sum=short_money(abs(given["balance"]), currency))


def _defence(product: pd.Series, given: dict, currency: str) -> tuple[str, str]:
    name = _("Share of category")
    if pd.isna(given["share"]):
        return name, _("unknown: needs a products table with categories and a year of sales")
    said = _("{share} of the sales of {category}").format(
        share=percent(given["share"]), category=safe_text.escaped(product["category"])
    )
    if pd.notna(given["share_before"]):
        said += _(", {before} a year before").format(before=percent(given["share_before"]))
    return name, said


def _price(product: pd.Series, given: dict, currency: str) -> tuple[str, str]:
    if pd.isna(given["price"]):
        return _("Price"), _("unknown: needs quantities on order lines")
    small = given["price"] < 0.1
    said = _("{price} a unit").format(price=money(given["price"], currency, 4 if small else None))
    if pd.notna(given["price_first"]):
        said += _(", {change} since the launch").format(change=_change(given["price"] / given["price_first"]))
    return _("Price"), said


def _earns(product: pd.Series, given: dict, currency: str) -> tuple[str, str]:
    return _("Profit"), _("{profit} a month").format(profit=short_money(given["profit"], currency))


def _costs(product: pd.Series, given: dict, currency: str) -> tuple[str, str]:
    if given["costs"] == 0:
        return _("Own costs"), _("none recorded")
    return _("Own costs"), _("{costs} a month for development and marketing").format(
        costs=short_money(given["costs"], currency)
    )


def _rest(product: pd.Series, given: dict, currency: str) -> tuple[str, str]:
    if not given["rest"] > 0:
        return _("Expected profit"), _("none: it does not cover its costs")
    return _("Expected profit"), _("about {rest} in the next twelve months at the current rate").format(
        rest=short_money(given["rest"], currency)
    )


def _change(ratio: float) -> str:
    return with_sign(ratio - 1, percent(abs(ratio - 1)))


ALONE = "It is all that is sold: find out why buyers leave, renew the offer and start its successor."
"""What Decline asks for where no other product is sold: one could not do without it."""
FIGURES = {
    "launch": _launch, "spent": _spent, "acceptance": _acceptance, "sales": _sales, "payback": _payback,
    "defence": _defence, "price": _price, "earns": _earns, "costs": _costs, "rest": _rest,
}  # fmt: skip

"""Names on screen of the columns of answers, wherever a table of one is shown or leaves the app, and of attributes."""

import re

from cx.text.formatting import _

NAMES = {
    "active_before": "Active before",
    "active": "Active customers",
    "adjusted": "Sales without seasons",
    "age": "Periods since the first order",
    "agreement": "Agreement of methods",
    "at_risk": "People still observed",
    "bad": "Went wrong",
    "base": "Customers at the start",
    "bass": "Stage by Bass",
    "bass_peak_high": "Peak by Bass, latest",
    "bass_peak_low": "Peak by Bass, earliest",
    "bass_peak_on": "Peak by Bass",
    "borderline_share": "Borderline customers (share)",
    "born": "Launched",
    "change_high": "Change, 95% CI high",
    "change_low": "Change, 95% CI low",
    "change_n": "Customers, study before",
    "converted_open": "Converted, window open",
    "costs": "Own costs",
    "cost": "Cost per person",
    "covering": "Customers who cover all cost",
    "cumulative": "Cumulative profit",
    "dormant": "Lapsed",
    "dropped": "Dropped off",
    "dropped_revenue": "Revenue of those who dropped off",
    "effect": "Effect size",
    "effect_high": "Effect size, 95% CI high",
    "effect_low": "Effect size, 95% CI low",
    "difference_high": "Difference, 95% CI high",
    "difference_low": "Difference, 95% CI low",
    "expectation_gap": "Gap to the expectation",
    "expectation_high": "Gap to the expectation, 95% CI high",
    "expectation_low": "Gap to the expectation, 95% CI low",
    "ends_on": "To",
    "frequency": "Orders",
    "gain": "Added profit",
    "gap_high": "Gap, 95% CI high",
    "gap_low": "Gap, 95% CI low",
    "gap_n": "Customers asked about the gap",
    "group": "Group",
    "high": "95% CI high",
    "high_before": "95% CI high, before",
    "is_rough": "Rough interval",
    "is_weighted": "Weighted",
    "is_whole": "Complete period",
    "kind": "Type",
    "lines_a_month": "Order lines a month",
    "lost": "Revenue lost",
    "low": "95% CI low",
    "low_before": "95% CI low, before",
    "mean": "Average",
    "mean_money": "Money per customer",
    "mean_profit": "Profit per customer",
    "moment": "Date",
    "moves_on": "Chance to leave within 6 months",
    "n": "n",
    "n_before": "Before, n",
    "on_sale": "On sale",
    "optional": "Optional step",
    "other_high": "Other group, 95% CI high",
    "other_low": "Other group, 95% CI low",
    "other_mean": "Other group, average",
    "other_n": "Other group, n",
    "over": "Customers who then cover their cost",
    "not_active": "People without an order",
    "past_profit": "Profit in Saturation and Decline",
    "past_revenue": "Revenue in Saturation and Decline",
    "past_share": "Share in Saturation and Decline",
    "polli_cook": "Stage by Polli & Cook",
    "profit_known": "Cost known",
    "purchases": "Orders",
    "r2_part": "Part of R²",
    "rate_answered": "Answered (share)",
    "rate_asked": "Answered when asked (share)",
    "rate_high": "Answered, 95% CI high",
    "rate_low": "Answered, 95% CI low",
    "raw": "Every answer",
    "recency_days": "Days since last order",
    "resurrected": "Reactivated",
    "returning_down": "Repeat, spending less",
    "returning_up": "Repeat, spending more",
    "sales_ahead": "Sales forecast for 6 months on, of today's",
    "shape": "Lifecycle shape",
    "starts_on": "From",
    "still_open": "Window not over yet",
    "stage_then": "Stage as known then",
    "thin": "Few sales",
    "tier_customers": "Customers of the tier",
    "to_gain": "Upside",
    "to_keep": "Contribution worth keeping",
    "told": "Stage known",
    "what": "Details",
    "x_dot": "X axis",
    "y_dot": "Y axis",
}
"""Where the code in plain letters would not say it."""
_CODE = re.compile(r"[a-z][a-z0-9_ ]*")


def column_name(code: str) -> str:
    """What a column is called on screen.

    Parameters
    ----------
    code : its name in an answer; a text that is no code is a name already

    Examples
    --------
    >>> column_name("still_open"), column_name("cost_to_serve"), column_name("Profit ($)")
    ('Window not over yet', 'Cost to serve', 'Profit ($)')
    """
    return _(NAMES[code]) if code in NAMES else attribute_name(code)


def attribute_name(code: str) -> str:
    """What an uploaded attribute is called on screen: as its file says it, a code in plain letters.

    >>> attribute_name("birth_year"), attribute_name("Kunde seit")
    ('Birth year', 'Kunde seit')
    """
    return _(code.replace("_", " ").strip().capitalize()) if _CODE.fullmatch(code) else code

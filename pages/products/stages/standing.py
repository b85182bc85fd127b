"""Where one product stands, how sure that is, and what the second opinions say, in sentences."""

import pandas as pd

from cx.products.stages import second_opinions
from cx.text.formatting import _, count, day, month, number, sure
from pages.shared import safe_text

METHODS = 3


def is_told(product: pd.Series) -> bool:
    """Whether the stage of a product can be told; advice and forecasts are given for these alone."""
    return pd.notna(product["stage"]) and product["agreement"] != second_opinions.TOO_EARLY


def since(product: pd.Series) -> str:
    """Since when a product is in its stage."""
    return (
        _("since before the data")
        if product["since_before_data"]
        else _("since {month}").format(month=month(product["since"]))
    )


def heading(product: pd.Series) -> str:
    """The product and where it stands."""
    return f"{safe_text.escaped(product['name'])}: {told_stage(product)}"


def told_stage(product: pd.Series) -> str:
    """The stage where it can be told, else why it cannot."""
    if pd.isna(product["stage"]):
        return _("listed, never sold")
    if product["thin"]:
        return _("not enough data yet")
    if product["agreement"] == second_opinions.TOO_EARLY:
        return _("too early to tell")
    return _(product["stage"])


def without_stage(history: pd.DataFrame, where: pd.Series | None = None) -> pd.DataFrame:
    """The months without the stage that cannot be told; where : of which rows, None: of all."""
    at = history["stage"].ne("Development") & (True if where is None else where)
    return history.assign(stage=history["stage"].mask(at, ""), probability=history["probability"].mask(at))


def reading(history: pd.DataFrame, sold: pd.DataFrame, chosen) -> str:
    """How to read the life of a product: its bands, its dotted line, the months without a sale."""
    said = []
    if history["stage"].ne("").any():
        of_all = chosen.scope.is_of_some
        said.append(_("Bands: stages as of {day}, of all sales.") if of_all else _("Bands: stages as of {day}."))
    if not _is_close(history["adjusted"], history["revenue"]):
        said.append(_("Dotted line: seasonally adjusted sales."))
    launched = history.loc[history["stage"] != "Development", "month"]
    if len(launched) and history["stage"].iloc[0] == "Development":
        said.append(_("Before {first}: costs or a planned launch, no sales."))
    first = month(launched.iloc[0]) if len(launched) else ""
    return " ".join([*said, gaps(sold)]).strip().format(day=day(chosen.as_of), first=first)


def _is_close(adjusted: pd.Series, revenue: pd.Series) -> bool:
    """Whether no line of adjusted sales is seen beside that of sales; there is none with a filter."""
    return bool(adjusted.isna().all() or ((adjusted - revenue).abs() <= 0.005 * revenue.abs().max()).all())


def gaps(sold: pd.DataFrame) -> str:
    """Months that look like an empty shelf; "" where there is none."""
    missing = sold[sold["out_of_stock"].astype(bool)]
    if missing.empty:
        return ""
    return _(
        "No sale in {months} though it sold well before and after: probably out of stock, not counted as a fall."
    ).format(months=", ".join(month(when) for when in missing["month"]))


def sentence(product: pd.Series) -> str:
    """Where one product stands, how sure that is, and what the second opinions say."""
    if pd.isna(product["stage"]):
        return _(
            "Listed, never sold, without costs or a future launch: stage not known yet. It needs a cost, a launch date"
            " or a first sale."
        )
    if product["stage"] == "Development":
        if pd.isna(product["since"]):
            return _("Nothing sold yet: in Development.")
        return _("Nothing sold yet: in Development since {month}.").format(month=month(product["since"]))
    if pd.isna(product["since"]):
        return _("Sold, but no complete month yet: too early to tell.")
    if product["thin"]:
        return _("Not enough data yet: {lines} order lines a month in its best year, a stage needs {n}.").format(
            lines=number(product["lines_a_month"], 1), n=number(second_opinions.FEWEST_LINES)
        )
    off = month(product["withdrawn_from"]) if pd.notna(product["withdrawn_from"]) else ""
    if not is_told(product):
        said = _("Not on sale since {month}.").format(month=off) if off else ""
        return " ".join(filter(None, [_untold(product), said, _second(product)]))
    said = _("In **{stage}** {since} ({months}), probability {probability}.").format(
        stage=_(product["stage"]),
        since=since(product),
        probability=sure(product["probability"]),
        months=_in_stage(product),
    )
    if off:
        said += " " + _("Not on sale since {month}: this is the stage it was in.").format(month=off)
    return f"{said} {_second(product)}"


def _in_stage(product: pd.Series) -> str:
    months = count(product["months_in_stage"], _("month"), _("months"))
    return _("{months} or more").format(months=months) if product["since_before_data"] else months


def _untold(product: pd.Series) -> str:
    """Why the stage cannot be told yet, and what it needs."""
    if product["months_of_sales"] < second_opinions.FEWEST_MONTHS:
        return _("Too early to tell: {months} of sales so far, a stage needs {n}.").format(
            months=count(product["months_of_sales"], _("complete month"), _("complete months")),
            n=second_opinions.FEWEST_MONTHS,
        )
    if product["probability"] < second_opinions.UNSURE_BELOW:
        return _("Too early to tell: no stage is more likely than not ({stage}: {probability}).").format(
            stage=_(product["stage"]), probability=sure(product["probability"])
        )
    return _("Too early to tell: no second method has a result yet.")


def agreement(product: pd.Series) -> str:
    """How many of the three methods have a result, and whether these name the same stage."""
    results = 1 + int(pd.notna(product["polli_cook"])) + int(pd.notna(product["bass"]))
    if product["agreement"] not in (second_opinions.AGREE, second_opinions.DISAGREE):
        return _(product["agreement"])
    if product["stage"] == "Development":
        return _("not sold yet")
    agrees = product["agreement"] == second_opinions.AGREE
    if results == METHODS:
        return _("All 3 methods agree") if agrees else _("3 methods with a result disagree")
    return (
        _("{n} of 3 methods have a result and agree") if agrees else _("{n} of 3 methods have a result and disagree")
    ).format(n=results)


def _second(product: pd.Series) -> str:
    """What the other methods say, and how many of the three have a result and agree."""
    said = f"{_polli_cook(product)}; {_bass(product)}."
    return f"{said} {agreement(product)}." if is_told(product) else said


def _polli_cook(product: pd.Series) -> str:
    if pd.isna(product["polli_cook"]):
        return _("Polli & Cook: no result")
    agrees = product["agreement"] == second_opinions.AGREE and product["polli_cook"] != product["stage"]
    said = _("Polli & Cook: {stage}, a stage of its last half year") if agrees else _("Polli & Cook: {stage}")
    return said.format(stage=_(product["polli_cook"]))


def _bass(product: pd.Series) -> str:
    if pd.isna(product["bass"]):
        return _("Bass does not converge")
    low, high = month(product["bass_peak_low"]), month(product["bass_peak_high"])
    if product["since_before_data"] and product["bass_peak_high"] < product["since"]:
        return _("Bass: peak before the data")
    said = _("Bass: peak in {peak} (80% interval {low} – {high})") if low != high else _("Bass: peak in {peak}")
    return said.format(peak=month(product["bass_peak_on"]), low=low, high=high)

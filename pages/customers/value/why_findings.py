"""Why experience pays, in sentences."""

import pandas as pd

from cx.customers import economics
from cx.customers.economics import Comparison, Levers
from cx.text.formatting import _, count, money, number, percent, short_money, with_sign
from pages.shared.claims import claim

CENT = 0.01
FOR_SURE = (economics.CHEAPER, economics.DEARER)


def keep_title(found: Comparison, currency: str, shown: pd.DataFrame | None = None) -> str:
    """What keeping a customer costs beside winning one.

    shown : the costs that the page shows, where product marketing is counted otherwise than on neither side
    """
    win, keep = (found.neither if shown is None else shown).to_dict("records")
    figures = {"k": money(keep["cost"], currency, 0), "w": money(win["cost"], currency, 0)}
    if found.verdict == economics.UNKNOWN:
        return _unknown(win, keep)
    if found.verdict == economics.DEPENDS:
        return _("Whether keeping costs less than winning depends on where product marketing is counted")
    fact = _("Keeping a customer {k} a year, winning one {w}: too few to tell which costs more").format(**figures)
    finding = _("Keeping a customer costs {k} a year, winning one {w}").format(**figures)
    is_cheaper = keep["cost"] < win["cost"]
    is_apart = keep["high"] < win["low"] or keep["low"] > win["high"]
    stands = is_apart and found.verdict in FOR_SURE and is_cheaper == (found.verdict == economics.CHEAPER)
    return claim(finding, fact, win["people"], keep["people"], verdict=stands)


def _unknown(win: dict, keep: dict) -> str:
    if pd.isna(win["spend"]):
        return _("Cost to win a customer not known: no marketing costs")
    if pd.isna(keep["spend"]):
        return _("Cost to keep a customer not known: no costs of service, mails or tickets")
    return _("Nobody was won, or nobody ordered again, in these 12 months")


def break_even(found: Comparison, currency: str) -> str:
    """Up to which share of product marketing on the keeping side the order of both costs holds."""
    if not found.product_marketing:
        return _("No marketing cost names a product.")
    if pd.isna(found.break_even_share):
        return ""
    win, keep = found.neither["cost"]
    share, is_cheaper = found.break_even_share, keep < win
    amount = {"amount": short_money(found.product_marketing, currency), "share": percent(share)}
    if (share > 1) if is_cheaper else (share < 0):
        sentence = _("Holds wherever product marketing ({amount}) is counted.")
    elif (share <= 0) if is_cheaper else (share >= 1):
        sentence = _("Turns wherever product marketing ({amount}) is counted.")
    elif is_cheaper:
        sentence = _("Holds while less than {share} of product marketing ({amount}) is counted as keeping.")
    else:
        sentence = _("Holds while more than {share} of product marketing ({amount}) is counted as keeping.")
    return sentence.format(**amount)


def people(side: str, n: int) -> str:
    """Who a cost is divided by."""
    if side == economics.WIN:
        return count(n, _("new customer"), _("new customers"))
    return _("{n} ordered again").format(n=number(n))


def levers_title(found: Levers, currency: str) -> str:
    """What 1 % more retention adds to the value of a new customer."""
    if not found.before:
        return _("Retention not known: the data hold less than 24 months")
    effect = found.effects["effect"].iloc[0]
    if pd.isna(effect):
        return _("A customer contributes {m} a year: keeping more adds no value").format(
            m=money(found.margin, currency, 0)
        )
    fact = _("{again} of {before} ordered again: too few to say what more retention adds").format(
        again=number(found.again), before=count(found.before, _("customer"), _("customers"))
    )
    finding = _("1% more retention adds {share} to the value of a new customer").format(share=percent(effect, 1))
    return claim(finding, fact, found.before, found.customers)


def levers_basis(found: Levers, currency: str) -> str:
    """What the value of a new customer is computed from."""
    return _("{again} of {before} ordered again ({r}), each contributes {m} a year, discounted at {i} a year").format(
        again=number(found.again),
        before=number(found.before),
        r=percent(found.retention),
        m=money(found.margin, currency, 0),
        i=percent(found.discount),
    )


def what_if(table: pd.DataFrame, found: Levers, more_margin: float, cheaper: float, currency: str) -> str:
    """What the three sliders add together."""
    by_lever = table.set_index("lever")
    kept = int(by_lever.at["retention", "people"])
    parts = [
        *([count(kept, _("more customer kept"), _("more customers kept"))] if kept else []),
        *([_("{share} more margin").format(share=percent(more_margin))] if more_margin else []),
        *([_("{share} cheaper to win").format(share=percent(cheaper))] if cheaper else []),
    ]
    if not parts:
        return _("Nothing is changed")
    total = table["money"].sum(skipna=False)
    if pd.isna(total):
        return _("{changes}: not known").format(changes=", ".join(parts))
    return _("{changes}: {money} a year").format(
        changes=", ".join(parts), money=with_sign(total, short_money(abs(total), currency))
    )


def growth_title(kept: pd.Series, currency: str) -> str:
    """How much more the customers of both years spent, and what of it is upsell."""
    n = int(kept["customers"])
    if pd.isna(kept["revenue_before"]):
        return _("Growth not known: the data hold less than 24 months")
    if not n:
        return _("Nobody ordered in both years")
    change = kept["revenue_after"] - kept["revenue_before"]
    said = {"n": count(n, _("customer"), _("customers")), "money": short_money(abs(change), currency)}
    sentence = _("The same {n} spent {money} less") if change < 0 else _("The same {n} spent {money} more")
    same = _("The same {n} spent as much as the year before")
    finding = (same if abs(change) < CENT else sentence).format(**said)
    if kept["upsell"] > 0:
        finding += _("; upsell added {money}").format(money=short_money(kept["upsell"], currency))
    fact = _("{n} ordered in both years: too few for a finding").format(n=said["n"])
    return claim(finding, fact, n)


def upsell_note(kept: pd.Series) -> str:
    """How many tried a category that was new to them."""
    if not kept["could_try"]:
        return _("Nobody had a category left to try.")
    return _("Upsell: dearer items and new categories. {share} of {n} with a category left to try tried one.").format(
        share=percent(kept["rate"]), n=number(kept["could_try"])
    )


def referrals_title(row: pd.Series, currency: str) -> str:
    """What a referred customer is worth beside the others."""
    if not row["won"] and not row["n"]:
        return _("No referred customers recorded")
    if not row["n"]:
        n = count(row["won"], _("referred customer"), _("referred customers"))
        return _("{n} won: no first year is over yet").format(n=n)
    gap = money(abs(row["difference"]), currency, 0)
    finding = (
        _("Referred customers contribute {gap} more in their first year")
        if row["difference"] > 0
        else _("Referred customers contribute {gap} less in their first year")
    ).format(gap=gap)
    fact = _("First year of {n}: too few to tell whether they contribute more").format(
        n=count(row["n"], _("referred customer"), _("referred customers"))
    )
    return claim(finding, fact, row["n"], row["n_others"], verdict=row["verdict"] is not None)


def referrals_basis(row: pd.Series, currency: str) -> str:
    """The two means, and the interval of their difference."""
    if not row["n"] or not row["n_others"]:
        n, mean = (row["n"], row["contribution"]) if row["n"] else (row["n_others"], row["contribution_others"])
        return _("{mean} a customer in the first 365 days, of {n} for whom they are over").format(
            mean=money(mean, currency, 0), n=number(n)
        )
    said = {
        "own": money(row["contribution"], currency, 0),
        "n": number(row["n"]),
        "others": money(row["contribution_others"], currency, 0),
        "m": number(row["n_others"]),
    }
    sentence = _("{own} (n = {n}) beside {others} (n = {m})").format(**said)
    if pd.isna(row["low"]):
        return sentence
    return sentence + _("; difference {low} to {high} (95%)").format(
        low=money(row["low"], currency, 0), high=money(row["high"], currency, 0)
    )


def chain_note(row: pd.Series, told: pd.DataFrame) -> str:
    """How many customers bring another one, and who tells others."""
    parts = []
    if row["won"] and row["rate"] < 1:
        parts.append(
            _("One customer in {k} refers another a year ({won} of {active}).").format(
                k=number(round(1 / row["rate"])), won=number(row["won"]), active=number(row["active"])
            )
        )
    names = {"promoter": _("promoters"), "passive": _("passives"), "detractor": _("detractors")}
    shares = [
        _("{share} of {n} {who}").format(share=percent(line.share), n=number(line.n), who=names[line.answer])
        for line in told.itertuples()
    ]
    if told["told"].sum():
        parts.append(_("Recommended within 180 days: {shares}.").format(shares=", ".join(shares)))
    return " ".join(parts)

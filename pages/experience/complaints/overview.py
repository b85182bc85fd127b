"""Complaints on the overview."""

import pandas as pd

from cx.experience import complaints
from cx.home import Action
from cx.text.formatting import _, count, short_money
from pages.experience.complaints import findings, view
from pages.shared import answers, safe_text
from pages.shared.overview_part import Finding, Measure, Part


def _finding(chosen) -> Finding | None:
    quarters = answers.ask(complaints.rate, as_of=chosen.scope)
    if not view.is_known(quarters):
        return None
    effect = view.effect(chosen)
    compared = effect.found[effect.found["outcome"].isin(["helped", "not helped"])]
    n = int(compared["n"].sum())
    basis = _("n = {n} with matched customers") if n else _("n = {n}")
    every = n or int(quarters["complaints"].sum())
    basis = basis.format(n=count(every, _("complaint"), _("complaints")))
    return Finding(findings.title(effect.found, effect.check, effect.verdict_from), basis)


def _action(one: Action, currency: str) -> tuple[str, str]:
    what = _("Answer the complaints of {customers}").format(customers=count(one.n, _("customer"), _("customers")))
    given = {name: short_money(amount, currency) for name, amount in one.figures.items()}
    why = _("They wait for help and contribute {worth} a year. Ask them for nothing else before.")
    if one.money is not None and pd.notna(one.money):
        given["money"] = short_money(one.money, currency)
        why = _(
            "They wait for help and contribute {worth} a year; without help customers like them order less, {money} of"
            " it. Ask them for nothing else before."
        )
    return what, safe_text.escaped(why.format(**given))


PART = Part(
    "complaints", {"complaints": Measure("Complaints per 100 orders", "complaints per order")}, _finding, _action
)

"""Campaigns on the overview."""

from cx import campaigns
from cx.home import Action
from cx.text.formatting import _, number, short_money
from pages.market.campaigns import findings, question
from pages.shared import answers, safe_text
from pages.shared.overview_part import Finding, Measure, Part


def _finding(chosen) -> Finding | None:
    if question.missing():
        return None
    rows = answers.ask(campaigns.response, **question.asked(chosen))
    if rows.empty:
        return None
    name = question.first(rows)
    given = {**question.asked(chosen), "campaign": name, "planned": question.planned(name)}
    checks = answers.ask(campaigns.trust, **given)
    row = rows.set_index("campaign", drop=False).loc[name]
    fails = frozenset(checks.loc[checks["verdict"] == "fails", "check"])
    return Finding(findings.title(row, fails), findings.basis(row, chosen))


def _action(one: Action, currency: str) -> tuple[str, str]:
    what = _("Send another mail like {campaign}").format(campaign=safe_text.escaped(one.subject))
    why = _("It brought {money} of margin beside those held out ({n} people mailed), mails paid.").format(
        money=short_money(one.money, currency), n=number(one.n)
    )
    return what, safe_text.escaped(why)


PART = Part("campaigns", {"controlled": Measure("Mails with a held-out group", "mails tested")}, _finding, _action)

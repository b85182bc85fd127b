"""The five cards of the recognition page."""

import pandas as pd

from cx import definitions
from cx.experience import recognition
from cx.statistics import intervals
from cx.text.formatting import _, count, number, percent, points, short_money
from pages.experience.recognition import findings
from pages.shared import answers, cards, python_code


def draw(chosen, week: pd.DataFrame, in_time: pd.DataFrame, effect: pd.DataFrame, title: str, basis: str) -> None:
    """Due now, never thanked, in time, thanked in 12 months, effect on orders; title, basis : of the page."""
    months = answers.ask(recognition.by_month, as_of=chosen.scope)
    shown = [
        _due_card(week.iloc[0], chosen.currency),
        _never_card(week.iloc[0]),
        _in_time_card(in_time),
        _given_card(months, chosen.currency),
        _effect_card(effect),
    ]
    table = pd.DataFrame({"figure": [card.name for card in shown], "value": [card.figure for card in shown]})
    cards.row(
        shown,
        key="cards-recognition",
        title=title,
        basis=basis,
        table=python_code.joined(table, week, in_time, months, effect),
        terms=("Due for thanks", "Thanked in time", "Held out", "Effect of thanks"),
        narrowest=165,
    )


def _due_card(week: pd.Series, currency: str) -> cards.Card:
    money = _("{money} contribution a year").format(money=short_money(week["contribution"], currency))
    customers = _("customer") if week["due"] == 1 else _("customers")
    return cards.Card(
        _("Due this week"), number(week["due"]), customers, money, help=definitions.of("Due for thanks").says
    )


def _never_card(week: pd.Series) -> cards.Card:
    of = _("of {n} due").format(n=number(week["due"]))
    return cards.Card(_("Never thanked"), number(week["never_thanked"]), of)


def _in_time_card(in_time: pd.DataFrame) -> cards.Card:
    says = definitions.of("Thanked in time").says
    thanked, n = findings.in_time_counts(in_time)
    if not n:
        return cards.Card(_("Thanked in time"), _("n/a"), _("no reason is 30 days old yet"), help=says)
    if not thanked:
        return cards.Card(_("Thanked in time"), _("n/a"), _("no thanks recorded in time"), help=says)
    share, low, high = intervals.wilson(thanked, n)
    of = _("of {n} in 12 months").format(n=count(n, _("reason"), _("reasons")))
    return cards.Card(_("Thanked in time"), percent(share), points(low, high), of, help=says)


def _given_card(months: pd.DataFrame, currency: str) -> cards.Card:
    held_out = _("{n} held out").format(n=number(months["held_out"].sum()))
    spent = months["cost"].sum()
    cost = _("{money} spent").format(money=short_money(spent, currency)) if spent else _("no cost recorded")
    return cards.Card(
        _("Thanked in 12 months"), number(months["thanked"].sum()), held_out, cost, help=definitions.of("Held out").says
    )


def _effect_card(effect: pd.DataFrame) -> cards.Card:
    says = definitions.of("Effect of thanks").says
    if effect.empty:
        return cards.Card(_("Effect on orders"), _("n/a"), _("nobody held out for 60 days"), help=says)
    row = effect.iloc[0]
    sides = _("{thanked} thanked, {held_out} held out").format(
        thanked=number(row["thanked_n"]), held_out=number(row["held_out_n"])
    )
    if not isinstance(row["verdict"], str):
        return cards.Card(_("Effect on orders"), "–", _("no verdict"), sides, help=says)
    figure, interval = findings.in_points(row)
    return cards.Card(_("Effect on orders"), figure, interval, sides, help=says)

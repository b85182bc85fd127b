"""The row of cards of the complaints page."""

import pandas as pd

from cx import definitions
from cx.experience import complaints
from cx.statistics import intervals
from cx.text.formatting import _, count, number, percent, points, short_money
from pages.experience.complaints import findings
from pages.shared import answers, cards, python_code


def draw(chosen, years: pd.DataFrame, found: pd.DataFrame, listed: pd.DataFrame, title: str, basis: str) -> None:
    """Five figures: how many complain, are resolved, wait how long, buy less, wait now; title, basis : of the page."""
    answer = answers.ask(complaints.first_answer, as_of=chosen.scope)
    now, before = (years.set_index("period").loc[name] for name in ("now", "before"))
    cards.row(
        [
            _rate_card(now, before),
            _resolved_card(now),
            _answer_card(answer.iloc[0]),
            _lost_card(findings.row_of(found, "not helped"), chosen.currency),
            _waiting_card(listed, chosen.currency),
        ],
        key="cards-complaints",
        title=title,
        basis=basis,
        table=python_code.joined(_table(now, answer, found, listed), years, answer, found, listed),
        terms=("Complaints per 100 orders", "Resolved complaint", "Recovery effect", "Waiting for help"),
        narrowest=165,
    )


def _table(now: pd.Series, answer: pd.DataFrame, found: pd.DataFrame, listed: pd.DataFrame) -> pd.DataFrame:
    """The figures of the cards."""
    return pd.DataFrame(
        {
            "figure": [_("Complaints"), _("Resolved"), _("First answer"), _("Lost orders"), _("Waiting now")],
            "value": [
                now["per_100"],
                now["helped"],
                answer["median"].iloc[0],
                findings.row_of(found, "not helped")["lost_orders"],
                findings.waiting(listed),
            ],
        }
    )


def _rate_card(now: pd.Series, before: pd.Series) -> cards.Card:
    against = _("{before} the year before").format(before=number(before["per_100"], 1)) if before["orders"] else ""
    says = definitions.of("Complaints per 100 orders").says
    return cards.Card(_("Complaints"), number(now["per_100"], 1), _("per 100 orders"), against, help=says)


def _resolved_card(now: pd.Series) -> cards.Card:
    _share, low, high = intervals.wilson(int(now["helped"] * now["due"] + 0.5) if now["due"] else 0, int(now["due"]))
    of = _("of {n} in 12 months").format(n=count(int(now["due"]), _("complaint"), _("complaints")))
    return cards.Card(
        _("Resolved"), percent(now["helped"]), points(low, high), of, help=definitions.of("Resolved complaint").says
    )


def _answer_card(answer: pd.Series) -> cards.Card:
    slow = _("1 in 10 waits {hours} or more").format(hours=_hours(answer["p90"])) if answer["p90"] > 0 else ""
    return cards.Card(
        _("First answer"), _hours(answer["median"]), _("median"), slow, help=definitions.of("First answer").says
    )


def _hours(value: float) -> str:
    return _("{hours} h").format(hours=number(value, 1)) if pd.notna(value) else _("n/a")


def _lost_card(lost: pd.Series, currency: str) -> cards.Card:
    says = definitions.of("Lost orders").says
    if lost["verdict"] != complaints.LESS:
        return cards.Card(_("Lost orders"), "–", _("no verdict"), _("on unresolved complaints"), help=says)
    return cards.Card(
        _("Lost orders"),
        number(lost["lost_orders"]),
        _("unresolved"),
        _("about {money} gross profit, all years").format(money=short_money(lost["lost_margin"], currency)),
        help=says,
    )


def _waiting_card(listed: pd.DataFrame, currency: str) -> cards.Card:
    money = short_money(listed["contribution_of_all"].iloc[0] if len(listed) else 0, currency)
    return cards.Card(
        _("Waiting now"),
        number(findings.waiting(listed)),
        _("customers"),
        _("{money} contribution a year").format(money=money),
        help=definitions.of("Waiting for help").says,
    )

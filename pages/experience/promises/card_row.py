"""The row of cards of the promises page."""

import pandas as pd

from cx import definitions
from cx.experience import promises
from cx.statistics import intervals
from cx.text.formatting import _, count, number, percent, points, short_money
from pages.experience.promises import findings, view
from pages.shared import answers, assumptions_drawer, cards, python_code


def draw(chosen, kept: pd.DataFrame, guarantees: pd.DataFrame, gaps: pd.DataFrame, title: str, basis: str) -> None:
    """Four figures: kept, claims honoured, the largest gap, overdue now; title, basis : of the page."""
    listed = overdue(chosen)
    cards.row(
        [_kept_card(kept), _claims_card(guarantees), _gap_card(gaps), _overdue_card(listed, chosen.currency)],
        key="cards-promises",
        title=title,
        basis=basis,
        table=python_code.joined(kept, kept, guarantees, gaps, listed),
        terms=("Promises kept", "Guarantee claims honoured", "Promise gap", "Overdue promises"),
        narrowest=180,
    )


def overdue(chosen) -> pd.DataFrame:
    """The first overdue promises; they say how many there are. Nothing in a store without orders."""
    if not view.has_orders():
        return pd.DataFrame(columns=["promises", "customers", "contribution_of_all"])
    return answers.ask(promises.due, as_of=chosen.scope, assumptions=assumptions_drawer.chosen(), limit=1)


def _kept_card(kept: pd.DataFrame) -> cards.Card:
    says = definitions.of("Promises kept").says
    done, due = int(kept["kept"].sum()), int(kept["due"].sum())
    if not due:
        return cards.Card(_("Promises kept"), _("n/a"), _("none is due yet"), help=says)
    rate, low, high = intervals.wilson(done, due)
    of = _("of {n} due").format(n=number(due))
    return cards.Card(_("Promises kept"), percent(rate), points(low, high), of, help=says)


def _claims_card(guarantees: pd.DataFrame) -> cards.Card:
    row, says = guarantees.iloc[0], definitions.of("Guarantee claims honoured").says
    if not row["due"]:
        return cards.Card(_("Claims honoured"), _("n/a"), _("no claim is due"), help=says)
    of = _("of {n}").format(n=count(int(row["due"]), _("claim"), _("claims")))
    return cards.Card(_("Claims honoured"), percent(row["rate"]), points(row["low"], row["high"]), of, help=says)


def _gap_card(gaps: pd.DataFrame) -> cards.Card:
    says, short = definitions.of("Promise gap").says, findings.shortfalls(gaps)
    if short.empty:
        nothing = _("nothing falls clearly short") if len(gaps) else _("no study")
        return cards.Card(_("Largest promise gap"), _("n/a"), nothing, help=says)
    row = short.iloc[0]
    interval = _("{low} to {high}").format(low=number(row["gap_low"], 1), high=number(row["gap_high"], 1))
    return cards.Card(_("Largest promise gap"), number(row["gap"], 1), str(row["subject"]), interval, help=says)


def _overdue_card(listed: pd.DataFrame, currency: str) -> cards.Card:
    says = definitions.of("Overdue promises").says
    n = int(listed["promises"].iloc[0]) if len(listed) else 0
    money = short_money(listed["contribution_of_all"].iloc[0] if n else 0, currency)
    return cards.Card(
        _("Overdue now"), number(n), _("promises"), _("{money} contribution a year").format(money=money), help=says
    )

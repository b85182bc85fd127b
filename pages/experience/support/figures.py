"""The five cards of the support page."""

import pandas as pd

from cx import definitions
from cx.experience import support
from cx.text.durations import duration
from cx.text.formatting import _, number, percent, points
from pages.shared import answers, cards, python_code


def card_row(asked: dict, calls: pd.DataFrame, clock, title: str, basis: str) -> None:
    """Five cards: first answer, resolution, never answered, helped, calls lost; title, basis : of the page."""
    every = [answers.ask(support.summary, event=event, **asked, clock=clock) for event in support.EVENTS]
    topics = answers.ask(support.topics, **asked)
    shown = [
        _waiting_card(_("First answer"), _("{share} unanswered"), every[0], clock),
        _waiting_card(_("Resolved"), _("{share} unresolved"), every[1], clock),
        _never_card(every[0]),
        _helped_card(topics),
        _calls_card(calls),
    ]
    table = pd.concat([found.assign(event=event) for event, found in zip(support.EVENTS, every, strict=True)])
    cards.row(
        shown,
        key="cards-support",
        title=title,
        basis=basis,
        table=python_code.joined(table.drop(columns="group"), *every),
        terms=("Wait of a ticket", "Never answered", "Share helped", "Unanswered calls"),
    )


def _waiting_card(name: str, waiting: str, found: pd.DataFrame, clock) -> cards.Card:
    if found.empty:
        return cards.Card(name, _("n/a"), _("no tickets"), help=definitions.of("Wait of a ticket").says)
    row = found.iloc[0]
    nine = (
        _("9 in 10 within {time}").format(time=duration(row["p90"], clock.is_calendar))
        if pd.notna(row["p90"])
        else waiting.format(share=percent(row["n_open"] / row["n"]))
    )
    says = definitions.of("Wait of a ticket").says
    return cards.Card(name, duration(row["median"], clock.is_calendar), _("median"), nine, help=says)


def _never_card(found: pd.DataFrame) -> cards.Card:
    says = definitions.of("Never answered").says
    if found.empty or not found["n_old"].iloc[0]:
        return cards.Card(_("Never answered"), _("n/a"), _("no ticket is older than a week"), help=says)
    row = found.iloc[0]
    interval, n = points(row["never_low"], row["never_high"], 1), number(row["n_old"])
    of = _("of {n} older than a week").format(n=n)
    return cards.Card(_("Never answered"), percent(row["never"], 1), interval, of, help=says)


def _helped_card(topics: pd.DataFrame) -> cards.Card:
    says = definitions.of("Share helped").says
    share, low, high = support.helped(topics)
    if pd.isna(share):
        return cards.Card(_("Helped"), _("n/a"), _("nobody was asked"), help=says)
    n = number(topics["n"].sum())
    return cards.Card(_("Helped"), percent(share), points(low, high), _("of {n} who answered").format(n=n), help=says)


def _calls_card(calls: pd.DataFrame) -> cards.Card:
    says = definitions.of("Unanswered calls").says
    if calls.empty or not calls["calls"].iloc[0]:
        return cards.Card(
            _("Unanswered calls"), _("n/a"), _("no call records"), _("upload tickets of kind call"), help=says
        )
    row = calls.iloc[0]
    of = _("of {n} calls").format(n=number(row["calls"]))
    return cards.Card(_("Unanswered calls"), percent(row["rate"]), points(row["low"], row["high"]), of, help=says)

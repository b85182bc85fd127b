"""The cards and pictures of the value page."""

import pandas as pd
import streamlit as st

from cx import definitions
from cx.charts.customers import value as value_charts
from cx.customers import value
from cx.engine import coverage
from cx.text.formatting import _, count, number, percent, short_money
from pages.customers.value import findings
from pages.shared import answers, assumptions_drawer, cards, empty_states, pictures

TERMS = ("Customer value", "Expected purchases", "Contribution of a purchase", "Back-test")


def not_known(heading, chosen) -> None:
    """What the page says where nobody has ordered twice, or nobody at all is shown."""
    found = answers.ask(coverage.ordered, as_of=chosen.as_of)
    if not found["customers"] or chosen.narrowed_to:
        empty_states.nobody(chosen, _("values"), heading=heading)
    heading.title(_("Nobody has ordered twice yet: what customers are worth is not known"))
    empty_states.nothing(_("Choose a later date, or upload orders with a customer number over more months."))


def notes(chosen) -> str:
    """What the fitted models say, and what is assumed of money."""
    model = answers.ask(value.model, as_of=chosen.as_of, assumptions=assumptions_drawer.chosen())
    said = [findings.model_note(model), assumptions_drawer.assumed(chosen)]
    return " ".join(sentence for sentence in said if sentence)


def card_row(total: pd.DataFrame, tests: pd.DataFrame, months: int, title: str, basis: str, currency: str) -> None:
    """Four cards: the value, the purchases to come, what is going quiet, how far back-tests missed."""
    row = total.iloc[0]
    given = {"n": number(months)}
    shown = [
        cards.Card(
            _("Worth in {n} months").format(**given), short_money(row["value"], currency), _range(row, currency),
            findings.known_tests(row), help=definitions.of("Customer value").says,
        ),
        cards.Card(
            _("Purchases expected"), number(row["expected_purchases"]), _("in {n} months").format(**given),
            help=definitions.of("Expected purchases").says,
        ),
        cards.Card(
            _("Going quiet"), short_money(row["at_risk"], currency),
            _("of {money} contribution a year").format(money=short_money(row["contribution"], currency)),
            _("open complaints excluded"), help=definitions.of("Going quiet").says,
        ),
        _tests_card(tests),
    ]  # fmt: skip
    cards.row(
        shown, key="cards-value", title=title, basis=basis, table=total, terms=(*TERMS, "Going quiet"), narrowest=210
    )


def _range(row: pd.Series, currency: str) -> str:
    if pd.isna(row["low"]):
        return _("not yet tested")
    return _("{low} to {high}").format(low=short_money(row["low"], currency), high=short_money(row["high"], currency))


def _tests_card(tests: pd.DataFrame) -> cards.Card:
    says = definitions.of("Back-test").says
    if tests["ratio"].notna().sum() == 0:
        return cards.Card(_("Back-tests missed by"), _("n/a"), _("the data are too short"), help=says)
    plain = _("last year again: {misses}").format(misses=findings.missed(tests["plain_ratio"].dropna()))
    n = count(tests["ratio"].notna().sum(), _("back-test"), _("back-tests"))
    return cards.Card(_("Back-tests missed by"), findings.missed(tests["ratio"].dropna()), n, plain, help=says)


def tiers(asked: dict, total: pd.Series, tests: pd.DataFrame, basis: str, chosen) -> None:
    """What the customers of each tier are expected to bring."""
    table = answers.ask(value.by_tier, **asked)
    title = findings.tiers_title(table)
    st.header(title)
    st.caption(
        _("Contribution over {n} months, discounted at {rate} a year").format(
            n=number(asked["months"]), rate=percent(asked["discount_rate"])
        )
    )
    pictures.show(
        value_charts.tiers_chart, pictures.made(value_charts.tiers, table, chosen.currency), key="value-tiers",
        rows=len(table), alt=_("Expected contribution by tier"), title=title, basis=basis,
        note=_("Line: 95% interval by chance alone"), table=table, terms=TERMS,
    )  # fmt: skip
    st.caption(findings.tiers_caption(total, tests.dropna(subset="ratio"), chosen.currency))


def latest_test(asked: dict, tests: pd.DataFrame, chosen) -> None:
    """The latest forecast by tenths of the customers, beside what came."""
    table = answers.ask(value.back_test, **asked)
    title, basis = findings.latest_title(tests), findings.latest_caption(tests)
    st.header(title)
    st.caption(basis)
    pictures.show(
        value_charts.tenths_chart, pictures.made(value_charts.tenths, table, chosen.currency), key="value-tenths",
        currency=chosen.currency, alt=_("Mean contribution by tenths of expected value"), title=title, basis=basis,
        note=_("Dots: what came; line: the model; dashed: last year again"), table=table,
        terms=("Back-test", "Last year again"), fills=True,
    )  # fmt: skip


def untested() -> None:
    """What a back-test needs, where none is possible."""
    empty_states.nothing(
        _(
            "Not yet tested: a back-test needs 12 months of orders before its day and the whole horizon after it."
            " Choose a shorter horizon or a later date, or upload older orders."
        )
    )


def errors(tests: pd.DataFrame) -> None:
    """By how much each back-test missed, with the plain rule beside it."""
    title = findings.errors_title(tests)
    basis = _("Contribution of all customers known on the day, expected ÷ came")
    st.header(title)
    st.caption(basis)
    frames = pictures.made(value_charts.errors, tests)
    if frames["errors"].empty:
        return
    pictures.show(
        value_charts.errors_chart, frames, key="value-errors", rows=len(tests),
        alt=_("Error of each back-test"), title=title, basis=basis,
        note=_("Filled: the model; hollow: last year again"), table=tests, terms=("Back-test", "Last year again"),
    )  # fmt: skip
    st.caption(findings.errors_caption(tests))

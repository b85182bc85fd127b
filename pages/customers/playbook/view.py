"""The parts of the playbook page: cards, levers, pictures, list."""

import pandas as pd
import streamlit as st

from cx.charts.customers import playbook as playbook_charts
from cx.customers import playbook, segments
from cx.customers.at_risk import KEPT
from cx.customers.listing import FIRST
from cx.tables.screen_names import screen_name
from cx.text.formatting import _, number, percent, short_money
from pages.customers.playbook import findings
from pages.shared import (
    answers,
    assumptions_drawer,
    cards,
    customer_list,
    fragments,
    list_columns,
    list_reasons,
    pictures,
    tier_sentences,
    url_state,
)

TERMS = ("Play", "Contribution", "At risk", "Upside")
SAYS = {
    "Platinum": ("Partner", "Strategic alliance: they get the most from us and give the most to us."),
    "Gold": ("Grow", "Grow toward the alliance: almost as valuable, without what a strategic core needs."),
    "Silver": ("Develop", "Steady contact, develop patiently: they want products outside our core range."),
    "Bronze": (
        "Cut cost, raise basket",
        "Cheaper service, raise the basket, watch: they do not cover their fixed cost.",
    ),
    "Tin": (
        "Turn around or let go",
        "Make profitable, or refer to another supplier: they do not cover their own cost.",
    ),
}


def card_row(plays: pd.DataFrame, risk: pd.DataFrame, title: str, basis: str, currency: str) -> None:
    """Five cards: the strategy of each tier and the money at stake; title, basis : of the page."""
    at_risk = risk.set_index("tier").at_risk
    rows = plays.groupby("tier")[["customers", "to_keep", "to_gain"]].sum()
    cards.row(
        [_card(tier, rows.loc[tier], at_risk.get(tier), currency) for tier in SAYS],
        key="cards-plays",
        title=title,
        basis=basis,
        table=plays.assign(play=plays.play.map(screen_name)),
        terms=TERMS,
        shades="tiers",
    )


def _card(tier: str, row: pd.Series, at_risk: float | None, currency: str) -> cards.Card:
    name, says = SAYS[tier]
    is_kept = tier in KEPT
    worth = _("contribution")
    if row.customers and pd.notna(at_risk):
        worth = _("contribution, {money} at risk").format(money=short_money(at_risk, currency))
    return cards.Card(
        f"{_(tier)} · {number(row.customers)}",
        short_money(row.to_keep if is_kept else row.to_gain, currency) if row.customers else "–",
        _(name),
        worth if is_kept else _("upside"),
        help=_(says),
    )


def doubts(place, plays: pd.DataFrame, risk: pd.DataFrame, chosen) -> None:
    """Under the title: how the money at risk is counted, what is assumed, and, where nobody is filtered out, how the
    page stands to the profit and loss.
    """
    said = [findings.loss_rates(risk), assumptions_drawer.assumed(chosen)]
    if not chosen.narrowed_to:
        ledger = answers.ask(segments.profit_and_loss, as_of=chosen.as_of, assumptions=assumptions_drawer.chosen())
        said.append(tier_sentences.profits(ledger, chosen.currency))
        said.append(findings.shortfall(plays, chosen.currency))
    place.caption(" ".join(sentence for sentence in said if sentence))


def stakes(plays: pd.DataFrame, currency: str) -> None:
    """The contribution and the upside by play, under its heading."""
    title = _("Contribution and upside by play")
    st.header(title)
    st.caption(_("Solid: contribution. Pale: upside."))
    pictures.show(
        playbook_charts.stakes_chart,
        pictures.made(playbook_charts.stakes, plays, currency),
        key="stakes",
        fills=True,
        plays=len(plays),
        alt=title,
        title=title,
        basis=_n(plays.customers.sum()),
        table=plays.assign(play=plays.play.map(screen_name)),
        terms=TERMS,
    )


@fragments.alone
def levers(chosen, asked: dict, risk: pd.DataFrame) -> None:
    """Three sliders, and what they add together."""
    heading = st.container()
    with st.container(horizontal=True):
        given = {
            name: _slider(text, key, most)
            for name, text, key, most in (
                ("tin_cheaper", _("Serve Tin cheaper"), "tin", 50),
                ("bronze_lift", _("Lift Bronze's basket"), "bronze", 50),
                ("gold_kept", _("Keep more Gold"), "gold", 20),
            )
        }
    table = answers.ask(playbook.what_if, **asked, **given)
    heading.header(findings.what_if(table, chosen.currency))
    heading.caption(_("The three shares are assumptions: set what you expect. What the change costs is not counted."))
    pictures.show(
        playbook_charts.steps_chart,
        pictures.made(playbook_charts.steps, table, chosen.currency),
        key="what-if",
        alt=_("Profit now, what each change adds, profit after"),
        title=findings.what_if(table, chosen.currency),
        basis=_n(table.customers.iloc[-1]),
        table=table,
        terms=("What if",),
    )
    st.caption(f"{findings.over(table)}. {findings.lost_gold(risk)}")


def _n(customers: int) -> str:
    return _("n = {n} customers").format(n=number(customers))


def _slider(text: str, key: str, most: int) -> float:
    name, usual = f"what_if_{key}", 10 if key != "gold" else 5
    url_state.restore(name, range(most + 1), usual)
    share = st.slider(text, 0, most, format="%d%%", key=name)
    url_state.hold(name, str(share), str(usual))
    return share / 100


def saving() -> float:
    """How much of a cost to serve can be saved at most."""
    usual = round(100 * playbook.SAVING)
    url_state.restore("play_saving", range(101), usual)
    label = _("Savings up to {share}").format(share=percent(st.session_state["play_saving"] / 100))
    with st.popover(label, icon=":material/tune:"):
        share = st.slider(
            _("Largest possible saving on a customer's cost to serve"),
            0,
            100,
            step=5,
            format="%d%%",
            key="play_saving",
            help=_("Decides between turn around and let go, and between serve cheaper and raise the basket."),
        )
        url_state.hold("play_saving", str(share), str(usual))
    return share / 100


@fragments.alone
def customers(chosen, asked: dict, plays: pd.DataFrame) -> None:
    """The customers of the plays that are picked, most money at stake first."""
    of = _picked(asked, plays)
    given = {**asked, "of": of}
    if left_out := answers.ask(playbook.left_out, **given):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(findings.left_out(left_out), width="content")
            st.button(_("Show them"), key="answer_first", type="tertiary", on_click=_answer_first)
    counts = answers.ask(playbook.listed, **given, limit=FIRST)[1]
    customer_list.show(
        chosen,
        lambda page: _as_shown(answers.ask(playbook.listed, **given, limit=page)[0]),
        counts["customers"],
        findings.figures(counts, chosen.currency),
        [", ".join(screen_name(play) for play in of)] if of else [],
        _columns(chosen.currency),
        "playbook",
        save=lambda name, words: playbook.save(answers.store(), name, words, **given),
        clear=(lambda: url_state.clear_clicks("plays")) if of else None,
        reason=list_reasons.play,
    )


def _picked(asked: dict, plays: pd.DataFrame) -> tuple[str, ...]:
    """The plays that are picked, of those with customers; that a complaint is answered first is one of them."""
    there = plays.play[plays.customers > 0].tolist()
    if answers.ask(playbook.left_out, **asked):
        there.append(playbook.ANSWER_FIRST)
    url_state.restore_picks("plays", there)
    of = st.pills(
        _("Plays"),
        there,
        selection_mode="multi",
        key="plays",
        label_visibility="collapsed",
        format_func=screen_name,
    )
    url_state.hold_picks("plays", of)
    return tuple(of)


def _answer_first() -> None:
    st.session_state["plays"] = [playbook.ANSWER_FIRST]


def _as_shown(rows: pd.DataFrame) -> pd.DataFrame:
    rows = _named(rows)
    return rows.assign(basket_lift_needed=100 * rows.basket_lift_needed, saving_needed=100 * rows.saving_needed)


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(play=rows.play.map(screen_name))


def _columns(currency: str) -> customer_list.Shown:
    share = st.column_config.NumberColumn
    return {
        "name": list_columns.text(_("Customer")),
        "customer_id": list_columns.text(_("ID")),
        "tier": list_columns.text(_("Tier")),
        "play": list_columns.text(_("Play")),
        "complaint_about": list_columns.text(_("Open complaint about")),
        "complaint_on": list_columns.day(_("Complaint opened")),
        "to_keep": list_columns.money(_("Contribution"), currency),
        "to_gain": list_columns.money(_("Upside"), currency),
        "profit": list_columns.money(_("Profit"), currency),
        "cost_to_serve": list_columns.money(_("Cost to serve"), currency),
        "basket_lift_needed": share(
            _("Basket increase needed"), format="%.0f%%", help=_("To break even at the same margin")
        ),
        "saving_needed": share(_("Cost cut needed"), format="%.0f%%", help=_("Above 100%: not possible")),
        "tickets": list_columns.whole(_("Tickets")),
        "recency_days": list_columns.whole(_("Days since last order")),
        "region": list_columns.region(),
    }

"""The parts of the movement page: the earlier date, the cards, the pictures and the list."""

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from cx import definitions
from cx.charts.customers import movement as movement_charts
from cx.charts.customers import movement_bridge, movement_table
from cx.customers import movement
from cx.customers.listing import FIRST
from cx.engine import coverage
from cx.statistics import periods
from cx.tables.screen_names import screen_name
from cx.text.formatting import _, count, day, number
from pages.customers.movement import findings
from pages.shared import answers, cards, customer_list, fragments, list_columns, mark_choice, pictures, url_state

MONTHS = {"A month before": 1, "A quarter before": 3, "Half a year before": 6, "A year before": 12}
OTHER = "Another date"
WHOLE = 12
"""Months of the earlier date that have to be known before its profit is compared."""
TERMS = ("Move between tiers", "Reactivated", "Lost")
CARD_TERMS = tuple(map(screen_name, findings.CARDS))
MEASURES = {"Customers": "customers", "Profit": "profit"}
MOVES = {"tier_before": movement.FROM, "tier_after": movement.TO}


def earlier_date(chosen) -> date | None:
    """The date to compare with, chosen from those that the data reaches; None where it reaches no earlier one."""
    first = answers.ask(coverage.first_date)
    offered = {name: periods.day_before(chosen.as_of, months) for name, months in MONTHS.items()}
    offered = {name: at for name, at in offered.items() if at >= first}
    if first >= chosen.as_of:
        return None
    names = [*offered, OTHER]
    usual = next((name for name in ("A year before", "A quarter before") if name in offered), names[0])
    url_state.restore("compared", names, usual)
    label = offered.get(st.session_state["compared"])
    with st.popover(
        _("Compared with {day}").format(day=day(label)) if label else _("Compared with"),
        icon=":material/history:",
    ):
        name = st.radio(_("Compared with"), names, key="compared", format_func=_)
        url_state.hold("compared", name, usual)
        if name != OTHER:
            return offered[name]
        latest = chosen.as_of - timedelta(days=1)
        wanted = min(max(offered.get(usual, first), first), latest)
        return st.date_input(_("Date"), wanted, first, latest, key="before", format="YYYY-MM-DD")


def card_row(directions: pd.DataFrame, title: str, basis: str, currency: str, months: int) -> None:
    """Seven cards: how many went each way, and the profit that moved with them, where both years are known whole;
    title, basis : of the page.
    """
    rows = directions.set_index("direction")
    shown = []
    for name, ways in findings.CARDS.items():
        people, change = rows.customers[ways].sum(), rows.change[ways].sum()
        shown.append(
            cards.Card(
                f"{screen_name(name)} · {number(people)}",
                movement_charts.signed(change, currency) if people and months == WHOLE else "–",
                _inside(rows.customers, name) if len(ways) > 1 and people else "",
                help=_(definitions.of(screen_name(name)).says),
            )
        )
    cards.row(shown, key="cards-moves", title=title, basis=basis, table=directions, terms=CARD_TERMS, narrowest=130)


def _inside(people: pd.Series, name: str) -> str:
    """What a card of several ways is made of."""
    if name == "Borderline":
        return _("{n} reclassified").format(n=number(people["Reclassified"]))
    return _("{up} up, {down} down").format(up=number(people["Up inside"]), down=number(people["Down inside"]))


def measure(months: int) -> str:
    """What the pictures show: customers, or profit where both years are known whole."""
    if months < WHOLE:
        return "customers"
    url_state.restore("moved", list(MEASURES), "Customers")
    name = st.segmented_control(
        _("Measure"),
        list(MEASURES),
        key="moved",
        required=True,
        label_visibility="collapsed",
        format_func=_,
    )
    url_state.hold("moved", name, "Customers")
    return MEASURES[name]


def flow(flows: pd.DataFrame, as_of: date, before: date, currency: str, move: dict | None) -> None:
    """The ribbons of customers; those that are not of the picked move fade."""
    title = findings.flow_title(flows)
    st.header(title)
    st.caption(_("Width: customers. Pale: same tier. Click a ribbon to list its customers."))
    frames = pictures.made(movement_charts.flow, flows, currency)
    ribbons = url_state.marked(frames["ribbons"], move)
    pictures.show(
        movement_charts.flow_chart,
        {**frames, "ribbons": ribbons.assign(is_faded=~ribbons.is_picked & (move is not None))},
        key=url_state.picture_key("flow"),
        select="move",
        earlier=day(before),
        later=day(as_of),
        alt=_("Customers flowing from the tiers of the earlier date to those of the later one"),
        title=title,
        basis=_n(flows),
        terms=TERMS,
        table=flows,
    )


def bridge(directions: pd.DataFrame, as_of: date, before: date, currency: str) -> None:
    """From the profit of the earlier date to that of the later one, card by card."""
    title = findings.bridge_title(directions, currency)
    st.header(title)
    st.caption(_("Each bar begins where the one before ends. Number: customers."))
    moves = findings.by_card(directions).rename_axis("code").reset_index()
    moves.insert(0, "name", [screen_name(code) for code in moves.code])
    pictures.show(
        movement_bridge.chart,
        pictures.made(movement_bridge.steps, moves, day(before), day(as_of), currency),
        key="bridge",
        rows=len(moves) + 2,
        alt=_("Customer profit of both dates, and what each move adds or takes"),
        title=title,
        basis=_n(directions),
        terms=(*TERMS, "Customer profit"),
        table=directions,
    )


def choice(flows: pd.DataFrame, move: dict | None) -> None:
    """The moves in words: choosing one does what a click on its ribbon or cell does."""
    there = flows[flows.customers > 0][[*MOVES, "customers"]]
    marks = {_mark(*row): dict(zip(MOVES, row, strict=False)) for row in there.itertuples(index=False, name=None)}
    mark_choice.box("move", marks, move, "flow", "moves")


def _mark(before: str, after: str, customers: int) -> str:
    return f"{screen_name(before)} → {screen_name(after)} · {count(customers, _('customer'), _('customers'))}"


def matrix(flows: pd.DataFrame, by: str, currency: str, move: dict | None) -> None:
    """The table of moves, by customers or by profit; the picked one is outlined."""
    is_money = by == "profit"
    title = findings.money_title(flows, currency) if is_money else findings.moves_title(flows)
    st.header(title)
    st.caption(findings.reading(by))
    there = set(flows.tier_before[flows.customers > 0]) | set(movement.TIERS)
    frames = pictures.made(movement_table.matrix, flows[flows.tier_before.isin(there)], by, currency)
    pictures.show(
        movement_table.matrix_chart,
        {"moves": url_state.marked(frames["moves"], move)},
        key=url_state.picture_key("moves"),
        select="cell",
        rows=tuple(tier for tier in movement.FROM if tier in there),
        columns=tuple(movement.TO),
        alt=_("Tiers before against tiers after"),
        title=title,
        basis=_n(flows),
        terms=TERMS,
        table=flows,
    )


def picked() -> dict | None:
    """The move that was clicked last, in the ribbons or in the table."""
    return url_state.clicked("move", MOVES, {"flow": "move", "moves": "cell"})


def _n(moves: pd.DataFrame) -> str:
    return _("n = {n} customers").format(n=number(moves.customers.sum()))


@fragments.alone
def movers(chosen, asked: dict, move: dict | None, months: int) -> None:
    """Who moved: of the move that was clicked, of the ways that are picked, or everybody."""
    towards = []
    if move is None:
        ways = [way for way in movement.DIRECTIONS if way != "Unchanged"]
        url_state.restore_picks("ways", ways)
        towards = st.pills(
            _("Moves"),
            ways,
            selection_mode="multi",
            key="ways",
            label_visibility="collapsed",
            format_func=screen_name,
        )
        url_state.hold_picks("ways", towards)
    given = {**asked, **(move or {}), "towards": tuple(towards)}
    counts = answers.ask(movement.listed, **given, limit=FIRST)[1]
    changed = _("{money} customer profit")
    customer_list.show(
        chosen,
        lambda page: _named(answers.ask(movement.listed, **given, limit=page)[0]),
        counts["customers"],
        [changed.format(money=movement_charts.signed(counts["change"], chosen.currency))] if months == WHOLE else [],
        findings.selection(move, towards),
        _columns(chosen.currency),
        "movement",
        save=lambda name, words: movement.save(
            answers.store(), name, f"{words}, {_('since')} {day(asked['before'])}", **given
        ),
        clear=(lambda: url_state.clear_clicks("ways", "move", "flow", "moves")) if move or towards else None,
    )


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    names = {column: rows[column].map(screen_name, na_action="ignore") for column in (*MOVES, "direction")}
    return rows.assign(**names)


def _columns(currency: str) -> customer_list.Shown:
    return {
        "name": list_columns.text(_("Customer")),
        "customer_id": list_columns.text(_("ID")),
        "tier_before": list_columns.text(_("Tier before")),
        "tier_after": list_columns.text(_("Tier now")),
        "direction": list_columns.text(_("Move")),
        "change": list_columns.money(_("Change"), currency),
        "profit_before": list_columns.money(_("Profit before"), currency),
        "profit_after": list_columns.money(_("Profit now"), currency),
        "purchases_before": list_columns.whole(_("Orders before")),
        "purchases_after": list_columns.whole(_("Orders now")),
        "region": list_columns.region(),
    }

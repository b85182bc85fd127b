"""The list of the recognition page: whom to thank this week, as a table or, on a phone, as cards."""

from math import ceil

import pandas as pd
import streamlit as st

from cx.customers.listing import FIRST, SIZES, Page
from cx.experience import recognition
from cx.text.formatting import _, day, number, short_money
from pages.experience.recognition import findings, marking
from pages.experience.recognition.question import Reasons
from pages.shared import (
    answers,
    assumptions_drawer,
    customer_drawer,
    customer_list,
    fragments,
    list_columns,
    list_export,
    list_height,
    list_pages,
    list_slides,
    row_choice,
    safe_text,
    url_state,
)

KEY = "recognition"
AS_TABLE, AS_CARDS = "Table", "Cards"
CARDS = 10
"""Cards on a page."""
UNSORTED = ("because", "before", "fitting")


@fragments.alone
def draw(chosen, given: dict, reasons: Reasons) -> None:
    """Whom to thank, picked by reason; ticked rows or all of the list can be marked as thanked."""
    only = _picked([reason.code for reason in reasons if reason.is_on])
    given = {**given, "only": only}
    first = answers.ask(recognition.due, **given, limit=FIRST)
    customers = int(first["customers"].iloc[0]) if len(first) else 0
    with st.container(horizontal=True, vertical_alignment="center"):
        export = list_export.Export(chosen, lambda: _rows(given, None), _columns(chosen.currency), _reason)
        words = [_("due for thanks"), *(findings.reason(code) for code in only), *customer_list.narrowed(chosen)]
        listed = customer_list.Listed(customers, [], words)
        customer_list.heading(listed, KEY, export, _saving(given), _clear if only else None)
        place = st.container(width="content")
    if not customers:
        st.caption(_("Nobody is left to thank: choose other reasons, a later day, or all customers."))
        return
    list_pages.begin_again(KEY, (customers, only))
    ticked, page = _as_cards(chosen, given, customers) if _way() == AS_CARDS else _as_table(chosen, given, customers)
    with place:
        found = int(first["customers"].iloc[0]) if not page.search else _found(given, page)
        marking.button(chosen, given, len(ticked) or found, bool(ticked), lambda: ticked or _searched(given, page))


def _picked(offered: list[str]) -> tuple[str, ...]:
    url_state.restore_picks("thanks_for", offered)
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        of = st.pills(
            _("Reasons"),
            offered,
            selection_mode="multi",
            key="thanks_for",
            label_visibility="collapsed",
            format_func=findings.reason,
        )
        _ways()
    url_state.hold_picks("thanks_for", of)
    return tuple(of)


def _ways() -> None:
    """The table or cards; on a phone cards at first."""
    default = AS_CARDS if "Mobi" in (st.context.headers.get("User-Agent") or "") else AS_TABLE
    url_state.restore("thanks_as", [AS_TABLE, AS_CARDS], default)
    chosen = st.segmented_control(
        _("Show as"), [AS_TABLE, AS_CARDS], key="thanks_as", required=True, label_visibility="collapsed", format_func=_
    )
    url_state.hold("thanks_as", chosen, default)


def _way() -> str:
    return st.session_state["thanks_as"]


def _clear() -> None:
    url_state.clear_clicks("thanks_for")


def _saving(given: dict):
    return lambda name, words: recognition.save_due(answers.store(), name, words, **given)


def _reason(row, _currency: str) -> str:
    return f"{row.because}."


def _rows(given: dict, page: Page | None) -> pd.DataFrame:
    """The rows of a page as the list shows them, None: all."""
    rows = answers.ask(recognition.due, **given, limit=page)
    return rows.assign(
        because=[findings.because(row) for row in rows.itertuples()],
        before=[_("never") if pd.isna(last) else f"{last:%Y-%m-%d}" for last in rows["last_thanked"]],
    )


def _found(given: dict, page: Page) -> int:
    rows = answers.ask(recognition.due, **given, limit=page)
    return int(rows["found"].iloc[0]) if len(rows) else 0


def _searched(given: dict, page: Page) -> list[str] | None:
    """The customers that a search found; None: all of the list."""
    if not page.search:
        return None
    every = Page(size=max(_found(given, page), 1), search=page.search)
    return answers.ask(recognition.due, **given, limit=every)["customer_id"].tolist()


def _as_table(chosen, given: dict, customers: int) -> tuple[list[str], Page]:
    """The rows of a page as a table; returns the customers that are ticked, and the page."""
    columns = _columns(chosen.currency)
    page = list_pages.asked(KEY, columns, UNSORTED) if customers > SIZES[0] else FIRST
    place, rows = st.container(), _rows(given, page)
    if rows.empty:
        place.caption(_("No name or ID in this list has “{words}”.").format(words=safe_text.escaped(page.search)))
        return [], page
    if customers > SIZES[0]:
        list_pages.turning(KEY, page, int(rows["found"].iloc[0]))
    with place:
        customer_list.open_once(chosen, KEY, row_choice.box(rows, KEY))
        known = [name for name in columns if rows[name].notna().any()]
        box = st.container(key=f"picture-list-{KEY}")
        event = box.dataframe(
            rows[known],
            column_config=columns,
            hide_index=True,
            height=list_height.whole_rows(len(rows)),
            key=f"roster-{KEY}-{page}-{chosen.version}",
            on_select="rerun",
            selection_mode="multi-row",
            placeholder="–",
            alt=_("Customers due for thanks"),
        )
        noun = (_("customer"), _("customers"))
        shown = {name: columns[name] for name in known}
        list_slides.draw(box, rows, shown, KEY, _("Customers due for thanks"), noun)
    ticked = [row for row in event["selection"]["rows"] if row < len(rows)]
    return rows["customer_id"].iloc[ticked].tolist(), page


def _as_cards(chosen, given: dict, customers: int) -> tuple[list[str], Page]:
    """The customers of a page as cards, each with its own button; returns nobody ticked, and the page."""
    asked = list_pages.asked(KEY, _columns(chosen.currency), UNSORTED)
    turner = f"thanks-cards-{asked.search}-{asked.sort}-{asked.is_descending}-{customers}"
    page = Page(int(st.session_state.get(turner) or 1), CARDS, asked.sort, asked.is_descending, asked.search)
    rows = _rows(given, page)
    if rows.empty:
        st.caption(_("No name or ID in this list has “{words}”.").format(words=safe_text.escaped(page.search)))
        return [], page
    with st.grid(3, min_column_width=280):
        for row in rows.itertuples():
            with st.container(border=True, height="stretch", gap="xsmall"):
                _card(chosen, given, row)
    pages = ceil(int(rows["found"].iloc[0]) / CARDS)
    if pages > 1:
        st.pagination(pages, key=turner)
    return [], page


def _card(chosen, given: dict, row) -> None:
    name = safe_text.escaped(row.name if isinstance(row.name, str) else row.customer_id)
    st.markdown(f"**{name}** · {safe_text.escaped(row.customer_id)}")
    st.markdown(f"{findings.because(row)}, {day(row.since)}")
    st.caption(" · ".join(_facts(row, chosen.currency)))
    st.markdown(f":material/volunteer_activism: {safe_text.escaped(row.fitting)}")
    with st.container(horizontal=True):
        if st.button(_("Mark as thanked"), icon=":material/check:", key=f"thank-{row.customer_id}"):
            marking.mark(given, [row.customer_id])
        if st.button(_("Open"), key=f"open-{row.customer_id}", type="tertiary"):
            customer_drawer.open_for(chosen, assumptions_drawer.chosen(), row.customer_id)


def _facts(row, currency: str) -> list[str]:
    """Tier, contribution, NPS and the last thanks, as far as they are known."""
    said = [_(row.tier)] if isinstance(row.tier, str) else []
    if pd.notna(row.contribution):
        said.append(_("{money} a year").format(money=short_money(row.contribution, currency)))
    if pd.notna(row.nps):
        said.append(_("NPS {score}").format(score=number(row.nps)))
    last = _("never thanked") if pd.isna(row.last_thanked) else _("thanked {day}").format(day=day(row.last_thanked))
    return [*said, last]


def _columns(currency: str) -> customer_list.Shown:
    return {
        "name": list_columns.text(_("Customer")),
        "customer_id": list_columns.text(_("ID")),
        "tier": list_columns.text(_("Tier")),
        "because": list_columns.text(_("Because")),
        "since": list_columns.day(_("Since")),
        "before": list_columns.text(_("Last thanked")),
        "nps": list_columns.whole(_("NPS")),
        "contribution": list_columns.money(_("Contribution"), currency, help=_("Of the last 12 months")),
        "fitting": list_columns.text(_("Fitting thanks")),
        "region": list_columns.region(),
    }

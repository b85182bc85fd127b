"""The parts of the segment builder under the conditions: the rule in words, its customers, the saved segments."""

import streamlit as st

from cx import definitions
from cx.customers import saved_segments, segment_rules
from cx.customers.listing import FIRST
from cx.text.formatting import _, short_money
from pages.customers.segment_builder import draft
from pages.shared import answers, customer_list, fragments, list_columns, menu, safe_text, save_segment, undo_delete

EVERYBODY = '{"all":[{"of":"recency_days","from":0}]}'


def sentence(rule: str | None) -> None:
    """The rule in words, and what it asks for that the data does not hold."""
    if rule is None:
        st.caption(_("Each condition counts as soon as it has a value. The link in the address bar holds the rule."))
        return
    st.markdown(f"**{safe_text.escaped(answers.ask(segment_rules.said, rule=rule))}**")
    for problem in answers.ask(segment_rules.absent, rule=rule):
        st.warning(safe_text.escaped(problem), icon=":material/warning:")


@fragments.alone
def customers(chosen, rule: str) -> None:
    """The customers whom the rule holds, best profit first."""
    given = {"rule": rule, "as_of": chosen.as_of}
    _rows, people, profit = answers.ask(segment_rules.customers, **given, limit=FIRST)
    customer_list.show(
        chosen,
        lambda page: answers.ask(segment_rules.customers, **given, limit=page)[0],
        people,
        [_("{money} customer profit").format(money=short_money(profit, chosen.currency))],
        [],
        _columns(chosen.currency),
        "segment_builder",
        save=save_segment.Saving(
            lambda name, _words: segment_rules.freeze(answers.store(), name, rule, chosen.as_of), rule
        ),
    )


def _columns(currency: str) -> customer_list.Shown:
    return {
        "name": list_columns.text(_("Customer")),
        "customer_id": list_columns.text(_("ID")),
        "tier": list_columns.text(_("Tier")),
        "profit": list_columns.money(_("Profit"), currency),
        "revenue": list_columns.money(_("Revenue"), currency),
        "purchases": list_columns.whole(_("Orders")),
        "last_on": list_columns.day(_("Last order")),
        "recency_days": list_columns.whole(_("Days since last order")),
        "channel": list_columns.text(_("Channel"), help=_("Channel of the first touch")),
        "region": list_columns.region(),
    }


def saved() -> None:
    """The saved segments: a rule opens in the builder, a fixed list says what was chosen; each can be deleted."""
    table = answers.ask(saved_segments.saved)
    if table.empty:
        undo_delete.offer("builder")
        return
    st.header(_("Saved segments"), help=definitions.of("Saved segment").says)
    for row in table.itertuples():
        with st.container(horizontal=True, vertical_alignment="center"):
            kind = save_segment.kind_of(row)
            st.markdown(f"**{safe_text.escaped(row.name)}** · {kind} · {safe_text.escaped(row.words)}", width="stretch")
            if isinstance(row.rule, str):
                link = draft.link(row.rule)
                st.page_link(menu.path("segment_builder"), label=_("Open"), icon=":material/edit:", query_params=link)
            if st.button("", icon=":material/delete:", key=f"delete-{row.name}", type="tertiary", help=_("Delete")):
                if deleted := saved_segments.remove(answers.store(), row.name):
                    undo_delete.remember("builder", deleted, saved_segments.restore)
                st.rerun()
    undo_delete.offer("builder")

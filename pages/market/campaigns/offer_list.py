"""The mailing list: its campaign and control group, the customers with their offers, and the button that makes it."""

import pandas as pd
import streamlit as st

from cx import definitions
from cx.errors import CxError
from cx.market import offers
from cx.text.formatting import _, percent
from pages.market.campaigns import made_lists, offer_findings
from pages.shared import answers, customer_list, fragments, list_columns, safe_text, url_state

KEY = "mailing"
STEP = 5
"""Percent points between the shares that can be held out."""
OFFERS = ("product", "because", "product_2", "because_2", "product_3", "because_3")


@fragments.alone
def draw(chosen, asked: dict, rules: pd.DataFrame) -> None:
    """Whom to mail with what; the campaign's name and the share that is held out choose the control group."""
    place = st.container()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        campaign, hold_out = _choices(chosen)
        made_lists.history()
        buttons = st.container(width="content")
    given = {**asked, "hold_out": hold_out, "campaign": campaign}
    control = answers.ask(offers.control_group, **given).iloc[0]
    with place:
        st.header(
            offer_findings.list_title(control, rules), help=definitions.of("Control group of a mailing list").says
        )
        st.caption(offer_findings.list_basis(control), help=definitions.of("Smallest effect to be seen").says)
    customers = int(control["treated"] + control["held_out"])
    with buttons:
        if customers and st.button(_("Make mailing list"), icon=":material/outgoing_mail:", type="primary"):
            _make(asked, campaign, hold_out)
    made_lists.last()
    customer_list.show(
        chosen,
        lambda page: _as_shown(answers.ask(offers.mailing_list, **given, limit=page)),
        customers,
        [],
        [_("mailing list")],
        _columns(chosen.currency, rules),
        KEY,
        save=lambda name, words: offers.save_mailing_list(answers.store(), name, words, **asked),
        unsorted=("group", "because", "because_2", "because_3"),
    )


def _choices(chosen) -> tuple[str, float]:
    """The name of the campaign, another one once a list was made, and the share that is held out."""
    made = offers.saved_lists(answers.store(), limit=None)["campaign"]
    name = _("Next offers {day}").format(day=chosen.as_of.isoformat())
    before = int(made.str.startswith(name).sum())
    campaign = st.text_input(
        _("Campaign"),
        f"{name} ({before + 1})" if before else name,
        key=f"campaign_name-{name}-{len(made)}",
        max_chars=offers.LONGEST,
        width=260,
    )
    most, default = round(100 * offers.MOST_HELD_OUT), round(100 * offers.HOLD_OUT)
    shares = list(range(0, most + 1, STEP))
    url_state.restore("hold_out", shares, default)
    share = st.select_slider(
        _("Hold out at random"), shares, key="hold_out", format_func=lambda one: percent(one / 100), width=260
    )
    url_state.hold("hold_out", str(share), str(default))
    return campaign, share / 100


def _make(asked: dict, campaign: str, hold_out: float) -> None:
    try:
        list_id = offers.make_list(answers.store(), campaign=campaign, hold_out=hold_out, **asked)
    except CxError as error:
        st.error(safe_text.escaped(str(error)), icon=":material/error:")
        return
    made_lists.remember(list_id)
    st.rerun()


def _as_shown(rows: pd.DataFrame) -> pd.DataFrame:
    names = {"treated": _("to mail"), "held out": _("held out")}
    return rows.assign(group=rows["variant"].map(names).astype(object))


def _columns(currency: str, rules: pd.DataFrame) -> customer_list.Shown:
    heads = (_("Offer"), _("Because"), _("Second offer"), _("Because (2)"), _("Third offer"), _("Because (3)"))
    return {
        "name": list_columns.text(_("Customer")),
        "customer_id": list_columns.text(_("ID")),
        "tier": list_columns.text(_("Tier")),
        "group": list_columns.text(_("Group")),
        **({} if rules.empty else {name: list_columns.text(head) for name, head in zip(OFFERS, heads, strict=True)}),
        "mails": list_columns.whole(_("Mails"), help=_("Of the last 12 months, as the next three")),
        "opened": list_columns.whole(_("Opened")),
        "clicked": list_columns.whole(_("Clicked")),
        "bought": list_columns.whole(_("Orders")),
        "last_mail": list_columns.day(_("Last mail")),
        "contribution": list_columns.money(_("Contribution"), currency, help=_("Of the last 12 months")),
        "email": list_columns.text(_("E-mail")),
        "region": list_columns.region(),
    }

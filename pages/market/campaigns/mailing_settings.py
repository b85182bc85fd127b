"""Which attribute of customers means consent to mails: a setting of the company."""

import streamlit as st

from cx.customers import attributes
from cx.errors import CxError
from cx.market import offers
from cx.text.formatting import _
from pages.shared import answers, safe_text


def consent() -> str:
    """The attribute that is chosen; "": consent is not asked."""
    return offers.consent_attribute(answers.store())


def draw(kept: str) -> None:
    """A box to choose another attribute; kept : the one that is chosen."""
    names = answers.ask(attributes.names)
    options = ["", *names, *([kept] if kept and kept not in names else [])]
    with st.popover(_("Consent"), icon=":material/how_to_reg:"):
        picked = st.selectbox(
            _("Attribute that means consent to mails"),
            options,
            options.index(kept),
            key=f"consent_attribute-{kept}",
            format_func=lambda name: name or _("None: do not ask for consent"),
        )
        st.caption(
            _(
                "Yes, true, 1, subscribed and their like mean consent; anything else and a blank do not. It holds for"
                " everybody."
            )
        )
    if picked != kept:
        _keep(picked)


def _keep(attribute: str) -> None:
    try:
        offers.set_consent_attribute(answers.store(), attribute)
    except CxError as error:
        st.error(safe_text.escaped(str(error)), icon=":material/error:")
        return
    st.rerun()

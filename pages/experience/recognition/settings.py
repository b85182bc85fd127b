"""The reasons that count and the thanks that fit, in a popover; kept for everybody."""

import streamlit as st

from cx import definitions
from cx.errors import CxError
from cx.experience import recognition
from cx.experience.recognition.reason_settings import LONGEST
from cx.text.formatting import _
from pages.experience.recognition import findings
from pages.experience.recognition.question import Reasons
from pages.shared import answers, safe_text


def reasons() -> Reasons:
    """The reasons as the company has chosen them, with the form to change them."""
    found = recognition.reasons(answers.store())
    with st.popover(_("Reasons"), icon=":material/tune:"):
        st.markdown(f"**{_('Reasons and fitting thanks')}**", help=definitions.of("Reason for thanks").says)
        st.caption(_("Of several reasons the first on this list counts. What is chosen here holds for everybody."))
        with st.form("thanks_reasons", border=False):
            chosen = [_row(reason) for reason in found]
            if st.form_submit_button(_("Save"), type="primary"):
                _save(chosen)
    return found


def _row(reason: recognition.Reason) -> recognition.Reason:
    is_on = st.checkbox(findings.reason(reason.code), reason.is_on, key=f"thanks_on_{reason.code}")
    words = st.text_input(
        _("Fitting thanks"),
        reason.words,
        max_chars=LONGEST,
        key=f"thanks_words_{reason.code}",
        label_visibility="collapsed",
    )
    return recognition.Reason(reason.code, words, is_on)


def _save(chosen: list[recognition.Reason]) -> None:
    try:
        recognition.save_reasons(answers.store(), chosen)
    except CxError as error:
        st.error(safe_text.escaped(str(error)), icon=":material/error:")
        return
    st.rerun()

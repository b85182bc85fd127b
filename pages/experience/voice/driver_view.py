"""What moves NPS: the experience at each touchpoint, explained and asked."""

import streamlit as st

from cx.charts.experience import voice_drivers as driver_charts
from cx.experience import voice
from cx.text.formatting import _, number
from pages.experience.voice import findings
from pages.shared import answers, empty_states, fragments, page_links, pictures, url_state
from pages.shared.page_links import Link

VIEWS = {"Explained": False, "Asked": True}


@fragments.alone
def draw(asked: dict) -> None:
    """The drivers of NPS; what to load where nobody was asked about touchpoints."""
    rows = answers.ask(voice.drivers, **asked)
    if rows.empty:
        st.header(_("What moves NPS is not known yet"))
        empty_states.needs(
            "surveys",
            _("Ask customers about their experience of each touchpoint (measure perception) beside the NPS."),
        )
        return
    title = findings.drivers_title(rows)
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.header(title)
        is_asked = _view(rows["asked"].notna().any())
    pictures.show(
        driver_charts.drivers_chart,
        pictures.made(driver_charts.drivers, rows, is_asked),
        key="voice-drivers",
        count=len(rows),
        is_asked=is_asked,
        alt=_("Touchpoints by what they explain of NPS"),
        title=title,
        basis=_("n = {n} people who answered everything").format(n=number(rows["n"].iloc[0])),
        note=_("Lines: 95% CI; right: mean experience"),
        table=rows,
        terms=("Drivers of NPS", "NPS"),
    )
    st.caption(findings.drivers_caption(rows) + " " + _("Right: mean experience. Shares do not prove a cause."))
    page_links.row(
        Link("journey", _("Where the journey breaks")), Link("promises", _("What was promised and experienced"))
    )


def _view(has_asked: bool) -> bool:
    """Whether importance as people say it is drawn, not what their answers explain."""
    if not has_asked:
        return False
    url_state.restore("voice_drivers", list(VIEWS), "Explained")
    name = st.segmented_control(
        _("Importance"), list(VIEWS), key="voice_drivers", required=True, label_visibility="collapsed", format_func=_
    )
    url_state.hold("voice_drivers", name, "Explained")
    return VIEWS[name]

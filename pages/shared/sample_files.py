"""What each kind of CSV opens, with a sample of it to download; in a store without data to load, too."""

from pathlib import Path

import streamlit as st

from cx.errors import CxError
from cx.tables.kinds import KINDS, RECORDS, in_order_of_load, needed
from cx.text.formatting import _, count
from pages.shared import answers, load_words, menu, safe_text

FOLDER = Path(__file__).parents[2] / "data" / "samples"
OPENS = {
    "orders": ("home", "segments", "movement", "rfm", "types", "playbook", "retention", "stages"),
    "customers": ("segments", "movement", "types"),
    "products": ("stages", "segments"),
    "touchpoints": ("funnel", "home", "journey", "recognition", "programme"),
    "costs": ("segments", "playbook"),
    "surveys": ("voice", "journey", "promises", "programme", "types", "segments"),
    "tickets": ("complaints", "support", "requests", "segments", "home"),
    "churn_reasons": ("retention",),
    "promises": ("promises",),
    "journey": ("journey", "programme", "promises"),
}
"""The pages on which a kind shows, the one that gains most first; every kind shows on the quality page."""
ADDS = {
    "orders": "Tiers, repeat buying and sales curves.",
    "customers": "Names, regions and attributes of customers.",
    "products": "Names, categories and launch dates of products.",
    "touchpoints": "From the first contact to the order, by channel and cost.",
    "costs": "Actual fixed cost in place of an assumed share.",
    "surveys": "Satisfaction, recommendation and comments, what was promised and experienced.",
    "tickets": "What complaints and questions cost, who was helped, what customers ask for.",
    "churn_reasons": "Why customers leave.",
    "competitors": "Scores of your company and its competitors.",
    "promises": "Which promises to customers were kept.",
    "journey": "The touchpoints of the journey and who owns them.",
}


def draw() -> None:
    """A card of each kind: what it adds, the pages that it opens, the columns it needs, its sample."""
    loadable = _holds_samples_at_most()
    with st.container(border=True):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.header(_("What each CSV opens"), width="content")
            if loadable and st.button(_("Load all samples"), icon=":material/science:", key="sample-all"):
                _load(in_order_of_load())
        st.caption(
            _(
                "Only orders are needed. Your own headers are fine: the upload matches them. Samples are small examples"
                " of the format."
            )
        )
        with st.grid(3, min_column_width=250):
            for kind in KINDS:
                with st.container(gap="xxsmall"):
                    _card(kind, loadable)


def _card(kind: str, loadable: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        file = FOLDER / f"{kind}.csv"
        st.download_button(
            file.name,
            file.read_bytes(),
            file.name,
            "text/csv",
            icon=":material/download:",
            key=f"template-{kind}",
            type="tertiary",
            on_click="ignore",
        )
        if loadable and st.button(
            _("Load"), type="tertiary", key=f"sample-{kind}", help=_("Load the sample {name}").format(name=file.name)
        ):
            _load([kind])
    st.markdown(_(ADDS[kind]))
    pages = ", ".join(menu.title(page) for page in OPENS.get(kind, ("quality",)))
    columns = ", ".join(load_words.label(name) for name in needed(kind))
    st.caption(_("Opens {pages}").format(pages=pages))
    st.caption(f"{_(RECORDS[kind].one_row)} · {_('needs')} {columns}")


def _holds_samples_at_most() -> bool:
    """Whether samples can be loaded without mixing with data of one's own."""
    loads = answers.store().uploads()
    return set(loads["name"][loads["undone_at"].isna()]) <= {_name(kind) for kind in KINDS}


def _load(kinds: list[str]) -> None:
    """Load these samples and draw the page again; each can be undone at the upload desk."""
    try:
        for kind in kinds:
            answers.store().load(kind, FOLDER / f"{kind}.csv", name=_name(kind))
    except CxError as error:
        st.error(safe_text.escaped(str(error)), icon=":material/error:")
        return
    loaded = count(len(kinds), _("sample loaded"), _("samples loaded"))
    st.toast(f"{loaded} · {_('undo it on the Upload page')}", icon=":material/check:")
    st.rerun()


def _name(kind: str) -> str:
    return f"sample {kind}.csv"

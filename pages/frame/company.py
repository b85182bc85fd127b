"""Above every page: that the company is a demo, with the ways to one's own data and back."""

from pathlib import Path

import streamlit as st

from cx import company_file, quality
from cx.errors import CxError
from cx.text.formatting import _
from pages.frame import server
from pages.shared import answers, menu, safe_text

CHIP = """<style>
.st-key-company { flex: 0 1 auto; flex-wrap: wrap; row-gap: 0; overflow: visible; }
.st-key-company a { border: 1px solid rgb(128 128 128 / 45%); border-radius: 999px;
  padding: 0.15rem 0.75rem; }
</style>"""


def draw(page: str) -> None:
    """One line for the demo company, one for an empty company beside it; nothing for a company's own data."""
    if answers.store().setting("company") == "demo":
        with _line():
            _mark_demo()
    elif _is_beside_demo() and (page == "upload" or not answers.ask(quality.totals)["rows_read"]):
        with _line():
            _lead_back()


def not_opened(error: CxError) -> None:
    """In the place of every page: why the company's file is not open, and the way out."""
    missing = company_file.is_missing()
    st.title(_("The company's file was not found") if missing else _("The company's file cannot be read"))
    st.error(safe_text.escaped(str(error)), icon=":material/error:")
    if missing and _demo().resolve().parent.is_dir():
        label = _("Start an empty company in {name}").format(name=safe_text.escaped(_demo().name))
        if st.button(label, key="start_there"):
            _open(_demo())
    elif _is_beside_demo():
        _offer_demo()


def _line():
    st.html(CHIP)
    return st.container(horizontal=True, vertical_alignment="center", width="content", gap="small", key="company")


def _mark_demo() -> None:
    label = _("Demo company · load your own data")
    st.page_link(menu.path("upload"), label=label, icon=":material/science:", width="content")
    if answers.store().path == company_file.IN_MEMORY:
        return
    beside = company_file.beside_demo()
    if beside.exists():
        label, says = _("Open your company"), _("Opens {name}. The demo company stays in {demo}.")
    else:
        label = _("Start an empty company")
        says = _("Creates {name} and opens it. The demo company stays in {demo}; you can go back to it.")
    names = says.format(name=safe_text.escaped(beside.name), demo=safe_text.escaped(_demo().name))
    if st.button(label, type="tertiary", key="start_company", help=names):
        _open(beside)


def _lead_back() -> None:
    says = _("Your company is in **{name}**. The demo company stays in {demo}.")
    name = safe_text.escaped(Path(answers.store().path).name)
    st.markdown(says.format(name=name, demo=safe_text.escaped(_demo().name)), width="content")
    _offer_demo()


def _offer_demo() -> None:
    if st.button(_("Back to the demo company"), type="tertiary", icon=":material/undo:", key="back_to_demo"):
        _open(_demo())


def _open(path: Path) -> None:
    """Open this company and draw the page again; what was chosen for the other one is forgotten."""
    try:
        answers.open_company(path)
    except CxError as error:
        st.error(safe_text.escaped(str(error)), icon=":material/error:")
        return
    server.warm_again()
    st.session_state.clear()
    st.rerun()


def _is_beside_demo() -> bool:
    return company_file.to_open() != company_file.started_with()


def _demo() -> Path:
    """The file that the app was started with."""
    return Path(company_file.started_with())

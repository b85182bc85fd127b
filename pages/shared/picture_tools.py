"""The tools of a picture: its table, its files, and the way into a deck. Nothing of it is made before it is opened."""

from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from cx import definitions
from cx.errors import CxError
from cx.presenting import decks, frozen_chart
from cx.presenting.readable_table import readable
from cx.text.formatting import _, day
from pages.shared import (
    annotating,
    answers,
    filters,
    fragments,
    list_columns,
    list_height,
    menu,
    python_code,
    safe_text,
    slide_updates,
    url_state,
)

STYLE = """<style>
[class*="st-key-picture-"]{position:relative;gap:0}
[class*="st-key-tools-"]{position:absolute;top:-.4rem;right:0;width:auto!important;z-index:5;
  opacity:.32;transition:opacity .15s}
[class*="st-key-picture-"]:hover>[class*="st-key-tools-"],[class*="st-key-tools-"]:hover,[class*="st-key-tools-"]:focus-within{opacity:1}
[class*="st-key-tools-"] button{min-height:1.9rem;padding:.1rem .35rem}
[data-testid=stSelectbox] button[aria-label="Clear value"]{min-width:24px;min-height:24px}
[class*="st-key-tools-"] button div[aria-hidden=true]{display:none}
[class*="st-key-tools-"] button [data-testid=stMarkdownContainer]{position:absolute;width:1px;height:1px;
  overflow:hidden;clip-path:inset(50%)}
[class*="st-key-tools-months-"],[class*="st-key-tools-tile-"]{top:-1.9rem}
[class*="st-key-tools-moves"],[class*="st-key-tools-forest"],[class*="st-key-tools-rfm-groups"]{top:-1.6rem}
[class*="st-key-picture-"] [data-testid=stElementToolbar],[class*="st-key-roster-"] [data-testid=stElementToolbar],
[class*="st-key-table-of-"] [data-testid=stElementToolbar],
.st-key-product-list [data-testid=stElementToolbar]{display:none}
[class*="st-key-picture-"]:has([data-stale=true])::after{content:"{updating}";position:absolute;top:.2rem;left:50%;
  transform:translateX(-50%);padding:.1rem .6rem;border-radius:999px;font-size:.8rem;z-index:6;pointer-events:none;
  background:#16202C;color:#fff;opacity:0;animation:updating 0s linear .7s forwards}
@keyframes updating{to{opacity:1}}
[class*="st-key-tools-cards-"],[class*="st-key-tools-customer-"],[class*="st-key-tools-portfolio"],
[class*="st-key-tools-coverage"]{top:-2.1rem}
[class*="st-key-tools-rfm-grid"]{right:-1.2rem}
[class*="st-key-tools-list-"]{top:-2.4rem}
.st-key-tools-list-products{top:-5.1rem;right:0}
@media (hover:none){[class*="st-key-tools-"]{opacity:.7}}
@media print{[class*="st-key-tools-"]{display:none}}
</style>"""

_LEFT = ContextVar("tools left to draw", default=None)


@dataclass(frozen=True)
class Shown:
    """A picture as it is on the page; frames : {} for a title, which is a slide of its own without a picture."""

    key: str
    chart: str
    title: str
    basis: str
    terms: tuple[str, ...]
    frames: dict[str, pd.DataFrame]
    table: pd.DataFrame | None
    specs: Callable[[], dict[str, dict]]
    note: str = ""
    is_over_time: bool = False


def style() -> None:
    """How the tools look: a pale mark in the corner until the picture is pointed at. They are the only ones.

    A picture whose rows are out of date while new ones are computed says so.
    """
    st.html(STYLE.replace("{updating}", _("Updating…")))


@contextmanager
def last():
    """The tools of every picture drawn in here are sent after it all, so that what a click changes is not kept
    waiting.
    """
    left = []
    token = _LEFT.set(left)
    try:
        yield
    finally:
        _LEFT.reset(token)
    for box, shown in left:
        _put(box, shown)


def draw(box, shown: Shown) -> None:
    """The tools in the corner of the picture in `box`; and the new rows of a slide, where one is being renewed."""
    slide_updates.take(shown.key, shown.chart, lambda: frozen(shown))
    left = _LEFT.get()
    if left is None or fragments.inside():  # it stays with its part, which a click draws anew as a whole
        _put(box, shown)
    else:
        left.append((box, shown))


def _put(box, shown: Shown) -> None:
    with box:
        _tools(shown)


@fragments.alone
def _tools(shown: Shown) -> None:
    with (
        st.container(key=f"tools-{shown.key}"),
        st.popover(
            _("Tools of this picture"),
            icon=":material/more_horiz:",
            type="tertiary",
            key=f"open-{shown.key}",
            on_change="rerun",
            help=_("Table, download, add to deck"),
        ) as tools,
    ):
        if tools.open:
            _inside(shown)


def _inside(shown: Shown) -> None:
    picture = frozen(shown)
    st.markdown(f"**{safe_text.escaped(picture['title'])}**")
    if picture["basis"]:
        st.caption(safe_text.escaped(picture["basis"]))
    _terms(shown.terms)
    if shown.frames:
        _files(picture, shown.key)
        _rows(readable(answer(shown)), shown.key)
        _python(shown)
    _into_deck(picture, shown.key)
    if shown.is_over_time:
        annotating.draw(shown.key)


def _rows(rows: pd.DataFrame, key: str) -> None:
    st.dataframe(
        rows,
        hide_index=True,
        height=list_height.whole_rows(len(rows), 6),
        width=520,
        placeholder="",
        column_config=_digits(rows) | _days(rows),
        key=f"table-of-{key}",
    )


def _terms(names: tuple[str, ...]) -> None:
    """Links to what the terms of the picture mean."""
    with st.container(horizontal=True, gap="small"):
        for name in names:
            says = _(definitions.of(name).says)
            about = {"icon": ":material/menu_book:", "help": says, "query_params": {"q": name}}
            st.page_link(menu.path("definitions"), label=_(name), **about)


def _python(shown: Shown) -> None:
    """The lines that ask for the same figures in a notebook, to copy."""
    code = python(shown)
    if code:
        with st.expander(_("Copy as Python"), icon=":material/code:"):
            st.code(code, language="python")


def python(shown: Shown) -> str:
    """The lines that ask for what is behind the picture, "" where no one answer is."""
    return python_code.code(answers.store().path, answer(shown), *shown.frames.values())


def _digits(rows: pd.DataFrame) -> dict[str, object]:
    """As many decimals as a column of numbers is worth: none from 1,000 on, two above 1, three for shares."""
    largest = rows.select_dtypes("float").abs().max()
    return {
        name: st.column_config.NumberColumn(format="%,.0f" if top >= 1000 else "%.2f" if top > 1 else "%.3f")
        for name, top in largest.items()
        if pd.notna(top)
    }


def _days(rows: pd.DataFrame) -> dict[str, object]:
    """Days without the time that none of them has."""
    moments = rows.select_dtypes("datetime")
    return {
        name: list_columns.day(name)
        for name, column in moments.items()
        if column.isna().all() or (column.dropna() == column.dropna().dt.normalize()).all()
    }


def _files(picture: dict, key: str) -> None:
    with st.container(horizontal=True, gap="small"):
        for label, kind, make in (
            ("PNG", "image/png", lambda: frozen_chart.png(picture, _theme())),
            ("SVG", "image/svg+xml", lambda: frozen_chart.svg_file(picture, _theme()).encode()),
            (
                "CSV",
                "text/csv",
                lambda: (
                    safe_text.neutral(readable(frozen_chart.table(picture))).to_csv(index=False).encode("utf-8-sig")
                ),
            ),
        ):
            st.download_button(
                label,
                make,
                f"{key}.{label.lower()}",
                kind,
                icon=":material/download:",
                key=f"{label}-{key}",
                on_click="ignore",
            )


def _into_deck(picture: dict, key: str) -> None:
    known = decks.every(answers.store())["name"].tolist()
    with st.form(f"deck-{key}", border=False, clear_on_submit=False):
        title = st.text_input(_("Slide title"), picture["title"], max_chars=decks.LONGEST)
        name = st.selectbox(
            _("Deck"),
            known or [_("My first deck")],
            max(len(known) - 1, 0),
            accept_new_options=True,
            placeholder=_("Name a new deck"),
            key=f"deck-of-{key}",
        )
        if st.form_submit_button(_("Add to deck"), icon=":material/add_to_queue:", type="primary"):
            _add(picture, title, name)


def _add(picture: dict, title: str, name: str | None) -> None:
    """Put it there and say where it went; a message under the button may be out of sight, a toast is not."""
    store = answers.store()
    try:
        known = decks.every(store).set_index("name")["deck_id"]
        deck_id = int(known[name]) if name in known.index else decks.make(store, name or decks.free_name(store))
        decks.add(store, deck_id, title, picture=picture)
    except CxError as error:
        st.toast(safe_text.escaped(str(error)), icon=":material/error:", duration="long")
        return
    slides = len(decks.slides(store, deck_id))
    name = safe_text.escaped(decks.every(store).set_index("deck_id").at[deck_id, "name"])
    said = _("Added as slide {n} of “{deck}”").format(n=slides, deck=name)
    st.toast(f"{said} · [{_('Open the deck')}](/decks?deck={deck_id})", icon=":material/check:", duration="long")
    st.page_link(
        menu.path("decks"), label=_("Open the deck"), icon=":material/slideshow:", query_params={"deck": str(deck_id)}
    )


# --- freezing ----------------------------------------------------------------------------------------------


def answer(shown: Shown) -> pd.DataFrame:
    """The table behind the picture: the answer, or the longest of the frames it draws."""
    return shown.table if shown.table is not None else max(shown.frames.values(), key=len)


def frozen(shown: Shown) -> dict:
    """The picture with everything that is said of it, as a slide keeps it."""
    as_of = st.session_state.get(url_state.AS_OF)
    return frozen_chart.freeze(
        **shown.specs(),
        frames=shown.frames,
        table=answer(shown),
        key=shown.key,
        chart=shown.chart,
        title=safe_text.words(shown.title),
        basis=safe_text.words(shown.basis),
        note=safe_text.words(shown.note),
        as_of=day(as_of) if as_of else "",
        day=as_of.isoformat() if as_of else "",
        filters=filters.words(),
        page=st.session_state.get(url_state.PAGE_SHOWN, ""),
        query=url_state.parameters(),
        opened=slide_updates.opened(),
        data_version=answers.store().data_version,
        terms=[_term(name) for name in shown.terms],
    )


def _term(name: str) -> dict[str, str]:
    one = definitions.of(name)
    return {"term": _(one.term), "says": _(one.says), "formula": _(one.formula) if one.formula else ""}


def _theme() -> str:
    return st.context.theme.type or "light"

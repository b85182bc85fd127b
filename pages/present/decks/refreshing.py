"""Refresh of a deck's slides to the data as they are now, and the list of what changed."""

from datetime import date

import pandas as pd
import streamlit as st

from cx.engine import coverage
from cx.presenting import decks, slide_changes
from cx.text.formatting import _, count
from pages.shared import answers, list_height, slide_updates

FEW = 3
"""So many changed numbers of a slide are named."""


def button(deck_id: int, slides: list[decks.Slide]) -> None:
    """Refresh every picture of the deck, as of a date."""
    pictures = [one for one in slides if one.picture]
    last, first = answers.ask(coverage.last_date), answers.ask(coverage.first_date)
    if not pictures or last is None or first is None:
        return
    with st.popover(_("Refresh all"), icon=":material/refresh:"):
        st.caption(_("Each picture is frozen again with the data as of this date. Titles you edited are kept."))
        as_of = st.date_input(_("As of"), last, first, last, key="refresh_as_of", format="YYYY-MM-DD", required=True)
        label = _("Refresh {slides}").format(slides=count(len(pictures), _("slide"), _("slides")))
        if st.button(label, type="primary", key="refresh-all"):
            asked = _asked(as_of, last)
            wanted = [part for one in pictures for part in slide_updates.of_slide(one, as_of=asked)]
            slide_updates.start(deck_id, wanted)


def _asked(as_of: date, last: date) -> str | None:
    return None if as_of == last else as_of.isoformat()


def report() -> None:
    """What the last refresh changed, slide by slide, until it is dismissed."""
    done = slide_updates.done()
    if not done or all(one.before is None and one.after for one in done):  # a starter deck with all its slides
        return
    rows = pd.DataFrame([_row(one) for one in done])
    changed, missing = (rows["changed"] != "").sum(), sum(one.after is None for one in done)
    with st.container(border=True, key="refreshed"):
        said = _("{n} of {all} slides were updated, {changed} of them with other numbers or another title").format(
            n=len(done) - missing, all=len(done), changed=changed
        )
        st.header(said)
        st.dataframe(
            rows.drop(columns="changed"),
            hide_index=True,
            height=list_height.whole_rows(len(rows)),
            placeholder="",
            column_config=_columns(),
        )
        if st.button(_("Close"), key="refreshed-close", icon=":material/close:"):
            slide_updates.dismiss()
            st.rerun()


def _row(one: slide_updates.Done) -> dict[str, str]:
    before, after = one.before, one.after
    if after is None:
        title = before.title if before else one.wanted.chart
        kept = _("Not drawn on its page now: the slide stays as it was") if before else _("No data for this picture")
        return {"title": title, "title_after": "", "numbers": kept, "changed": ""}
    if before is None:
        return {"title": "", "title_after": after.title, "numbers": _("New slide"), "changed": ""}
    old, new_one = (one.wanted.picture_of(side) for side in (before, after))
    found = slide_changes.changes(old, new_one)
    numbers = "; ".join(f"{row.number}: {row.before} → {row.after}" for row in found.head(FEW).itertuples())
    if len(found) > FEW:
        numbers += "; " + _("{n} more").format(n=len(found) - FEW)
    elif not numbers and old.get("table") != new_one.get("table"):
        numbers = _("Rows of its table changed")
    is_other = before.title != after.title
    is_own = not is_other and before.title != (before.picture or {}).get("title")
    new = after.title if is_other else _("kept, as edited") if is_own else _("the same")
    changed = numbers or (new if is_other else "")
    return {
        "title": before.title,
        "title_after": new,
        "numbers": numbers or _("No number changed"),
        "changed": changed,
    }


def _columns() -> dict:
    text = st.column_config.TextColumn
    return {
        "title": text(_("Title before"), width="medium"),
        "title_after": text(_("Title after"), width="medium"),
        "numbers": text(_("Numbers before → after"), width="large"),
    }

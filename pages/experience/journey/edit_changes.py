"""Before and after: what the last edit of the map changed, or all edits since a version."""

import pandas as pd
import streamlit as st

from cx.experience import journey
from cx.experience.journey import map_draft, map_versions
from cx.text.formatting import _
from pages.experience.journey import edit_findings
from pages.shared import answers, list_height

LAST = "last edit"
MOST_SHOWN = 14


def draw(asked: dict, currency: str) -> None:
    """The differences, of the last edit or since a version."""
    heading = st.container()
    since = _since()
    changes = answers.ask(journey.differences, **asked, since=since)
    heading.header(edit_findings.changes_title(changes))
    if changes.empty:
        st.caption(_("Change a cell: the figures that change stand here, before and after."))
        return
    table(changes, currency)


def strip(asked: dict, currency: str) -> None:
    """Above the picture, while the map is being edited: what the last edit changed. Nothing once it is a version."""
    if not map_draft.steps(answers.store())[0]:
        return
    changes = answers.ask(journey.differences, **asked, since=None)
    if len(changes):
        st.info(edit_findings.last_edit(changes, currency), icon=":material/edit:")


def table(changes: pd.DataFrame, currency: str) -> None:
    """Each difference in a row."""
    shown = pd.DataFrame(
        {
            "touchpoint": changes["touchpoint"],
            "what": [edit_findings.what(code) for code in changes["what"]],
            "before": _said(changes, "before", currency),
            "after": _said(changes, "after", currency),
        }
    )
    st.dataframe(
        shown,
        hide_index=True,
        height=list_height.whole_rows(len(shown), most=MOST_SHOWN),
        column_config={
            "touchpoint": _("Touchpoint"),
            "what": _("Changed"),
            "before": _("Before"),
            "after": _("Now"),
        },
    )


def _said(changes: pd.DataFrame, side: str, currency: str) -> list[str]:
    cells = zip(changes["what"], changes[side], strict=True)
    return [edit_findings.value(code, said, currency) for code, said in cells]


def _since() -> str | None:
    """Since when: the last edit, or a version."""
    versions = map_versions.versions(answers.store()).iloc[::-1]
    names = {LAST: _("the last edit"), **dict(zip(versions["version"], versions["name"], strict=True))}
    since = st.selectbox(
        _("Changes since"), list(names), key="changes-since", format_func=lambda code: names.get(code, code), width=240
    )
    return None if since == LAST else since

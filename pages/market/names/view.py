"""The table of the names page: a row a name, a column a test, each cell its verdict and why."""

import pandas as pd
import streamlit as st

from cx.charts import table as table_charts
from cx.charts.palette import colours
from cx.market import names
from cx.text.formatting import _, count
from pages.market.names import findings
from pages.shared import empty_states, pictures, python_code, safe_text

TONES = {"pass": "good", "doubt": "doubt", "fail": "bad", "unknown": "muted"}
READ = {"doubt": ("#8A6100", "#F2C14E"), "good": ("#1C6F65", "#4CC3B2"), "muted": ("#5C6675", "#9AA7B5")}
"""Light and dark shades that can be read as text."""
LOOK = """<style>
.names-table { width: 100%; border-collapse: collapse; font-size: 0.85rem; }
.names-table th, .names-table td { text-align: start; vertical-align: top; padding: 0.55rem 0.7rem;
  border: 1px solid COLOUR; }
.names-table th[scope=row] { font-size: 1rem; min-width: 9rem; max-width: 14rem;
  overflow-wrap: break-word; }
.names-table td { min-width: 11rem; }
.names-table small { display: block; opacity: 0.78; font-size: 0.78rem; font-weight: 400; margin-top: 0.15rem; }
.names-scroll { overflow-x: auto; margin-top: 1.2rem; }
</style>"""


def nothing() -> None:
    """No name was typed."""
    empty_states.nothing(_("Type the names that you consider, one a line, and press Check."))


def results(asked: names.NameList, table: pd.DataFrame, title: str, basis: str) -> None:
    """The verdicts of each name, with the tools of a picture."""
    st.header(findings.results_title(table))
    box = st.container(key="picture-names")
    with box:
        st.html(_html(table))
    shown = _texts(table)
    frames = table_charts.table_frames(shown, set())
    pictures.tools(
        box,
        table_charts.table,
        frames,
        key="names",
        title=title,
        basis=basis,
        note=_("✓ passed, ? in doubt, ✗ failed, – not checked"),
        table=_with_code(asked, table),
        terms=("Name tests", "Sayable", "Word lists"),
        rows=len(shown),
        letters=table_charts.letters(frames["cells"]),
    )
    st.caption(findings.limits())
    st.caption(findings.sources())


def _texts(table: pd.DataFrame) -> pd.DataFrame:
    """What a slide has room for: the name, and each verdict in a few words."""
    marked = table.assign(cell=[f"{findings.MARKS[row.verdict]} {row.short}" for row in table.itertuples()])
    wide = marked.pivot(index="name", columns="test", values="cell").loc[marked["name"].unique(), list(names.TESTS)]
    heads = {test: _(title) for test, title in findings.TESTS.items()}
    return wide.rename(columns=heads).rename_axis(None, axis=1).reset_index(names=_("Name"))


def _with_code(asked: names.NameList, table: pd.DataFrame) -> pd.DataFrame:
    """The answer with the line that asks for it in a notebook."""
    typed, rivals = table["name"].unique().tolist(), dict(asked.rivals or {})
    languages = list(asked.languages or ())
    lines = f"from cx.names import check\n\nanswer = check({typed!r}, {rivals!r}, {languages!r})"
    return python_code.with_lines(table, lines)


def _html(table: pd.DataFrame) -> str:
    limits = table.groupby("test")["not_checked"].agg(lambda said: said.value_counts().index[0])
    heads = "".join(
        f'<th scope="col">{safe_text.html(_(title))}<small>{safe_text.html(limits[test])}</small></th>'
        for test, title in findings.TESTS.items()
    )
    rows = "".join(
        f'<tr><th scope="row" dir="auto">{safe_text.html(str(name))}</th>'
        f"{''.join(_cell(row, limits[row.test]) for row in part.itertuples())}</tr>"
        for name, part in table.groupby("name", sort=False)
    )
    look = LOOK.replace("COLOUR", _shade("grid"))
    said = safe_text.html(count(table["name"].nunique(), _("name"), _("names")))
    return (
        f'{look}<div class="names-scroll" tabindex="0" role="region" aria-label="{said}"><table class="names-table">'
        f'<thead><tr><th scope="col">{safe_text.html(_("Name"))}</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _cell(row, limits: str) -> str:
    """A verdict and why; what was not checked, where that is not what stands in the head of the column."""
    tone = f"color:{_shade(TONES[row.verdict])}"
    mark = f'<span title="{safe_text.html(_(findings.VERDICTS[row.verdict]))}">{findings.MARKS[row.verdict]}</span>'
    said = [row.why] if row.not_checked == limits else [row.why, row.not_checked]
    why = "".join(f"<small>{safe_text.html(text)}</small>" for text in said)
    return f'<td><b style="{tone}">{mark} {safe_text.html(row.short)}</b>{why}</td>'


def _shade(tone: str) -> str:
    light, dark = READ.get(tone) or (colours(theme)[tone] for theme in ("light", "dark"))
    return f"light-dark({light}, {dark})"

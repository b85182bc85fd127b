"""What changed against the period that a page is compared with: one picture under the page's cards."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd
import streamlit as st

from cx import definitions
from cx.charts import changes as change_charts
from cx.statistics import changes as figures
from cx.text.formatting import _, day, number, percent, short_money, with_sign
from pages.shared import answers, pictures, safe_text
from pages.shared.claims import claim

LISTED = 3
"""So many changes are named in the title."""


@dataclass(frozen=True)
class Subject:
    """What a page compares: its answer of `cx` with what it is asked, and what its rows and groups are called."""

    answer: Callable
    asked: dict
    name_of: Callable[[str, str], str]
    terms: tuple[str, ...] = field(default=())


def draw(chosen, subject: Subject) -> None:
    """The changes against `chosen.compared`; nothing where the page is compared with nothing."""
    if chosen.compared is None:
        return
    table = answers.ask(subject.answer, **subject.asked)
    with st.container(border=True, key="changes"):
        if table.empty:
            st.header(_("No data to compare with in {name}").format(name=chosen.compared.words))
            st.caption(_("The data begin too late for it. Choose a later date to compare with."))
            return
        names = [subject.name_of(row.measure, row.group) for row in table.itertuples()]
        heading, basis = title(table, names, chosen.compared.words), _basis(table, chosen)
        st.header(heading, help=definitions.of("Compare with").says)
        st.caption(safe_text.escaped(basis))
        said = [sentence(row, chosen.currency) for row in table.itertuples()]
        frames = pictures.made(change_charts.rows, table, names, said)
        pictures.show(
            change_charts.chart,
            frames,
            key="changes-rows",
            count=len(frames["changes"]),
            alt=_("Each figure against {name}").format(name=chosen.compared.words),
            title=heading,
            basis=basis,
            note=_("Each row has its own scale. Line: 95% interval of the change; grey: no verdict"),
            table=table.assign(figure=names),
            terms=("Compare with", *subject.terms),
        )
        st.caption(_note(len(table)))


def title(table: pd.DataFrame, names: list[str], against: str) -> str:
    """What changed for sure, the first few by name."""
    moved = [
        _("{name} {change}").format(name=name, change=_moved(row))
        for name, row in zip(names, table.itertuples(), strict=True)
        if claim("sure", "", row.n, row.n_before, verdict=row.verdict in figures.SURE)
    ]
    if not moved:
        return _("No clear change against {name}").format(name=against)
    listed = ", ".join(moved[:LISTED])
    if len(moved) == 1:
        return _("Against {name}: {changes}").format(name=against, changes=listed)
    return _("{n} of {all} figures changed against {name}: {changes}").format(
        n=len(moved), all=len(table), name=against, changes=listed + ("…" if len(moved) > LISTED else "")
    )


def _moved(row) -> str:
    return _("rose") if row.change > 0 else _("fell")


def _basis(table: pd.DataFrame, chosen) -> str:
    compared, largest = chosen.compared, table.loc[table["n"].idxmax()]
    return _("{since} – {until} beside {first} – {last} · n = {n} and {n_before}").format(
        since=day(chosen.since),
        until=day(chosen.as_of),
        first=day(compared.since),
        last=day(compared.until),
        n=number(largest["n"]),
        n_before=number(largest["n_before"]),
    )


def _note(count: int) -> str:
    note = _(
        "Dot: the change, line: its 95% interval, upright: 0. Each row has its own scale. Grey: no verdict; verdicts"
        " allow for all rows together (Holm), intervals are of one row."
    )
    if count > change_charts.MOST:
        note += " " + _("The {n} clearest changes of {all} rows; the table has all.").format(
            n=change_charts.MOST, all=count
        )
    return note


def sentence(row, currency: str) -> str:
    """One row in two lines: what it is and was with its verdict, and by how much it changed, with the interval."""
    figures_said = _("{now}, before {before}: {verdict}").format(
        now=value(row.now, row.unit, currency), before=value(row.before, row.unit, currency), verdict=_(row.verdict)
    )
    if pd.isna(row.change):
        return figures_said
    ends = {name: signed(getattr(row, name), row.unit, currency) for name in ("change", "low", "high")}
    text = "{change}" if pd.isna(row.low) else _("{change} ({low} to {high})")
    return f"{figures_said}\n{text.format(**ends)}"


def value(figure: float, unit: str, currency: str) -> str:
    """A figure in its unit."""
    if pd.isna(figure):
        return "–"
    if unit == "money":
        return short_money(figure, currency)
    if unit == "share":
        return percent(figure, 1)
    return number(figure, 1 if unit in ("per 100", "score") else 0)


def signed(change: float, unit: str, currency: str) -> str:
    """A change in its unit: of shares in points, of counts in percent.

    >>> signed(0.031, "share", ""), signed(-0.25, "count", ""), signed(1400, "money", "$")
    ('+3.1 pt', '−25%', '+$1.4k')
    >>> signed(-0.2, "number", "")
    '0'
    """
    size = abs(change)
    sizes = {
        "money": short_money(size, currency),
        "share": _("{n} pt").format(n=number(100 * size, 1)),
        "count": percent(size),
        "number": number(size),
    }
    return with_sign(change, sizes.get(unit) or number(size, 1))

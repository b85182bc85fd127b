"""Rows of the map of the journey: every text, colour and place of its picture."""

from math import isnan
from typing import Any

import pandas as pd

from cx.charts.experience.journey_lanes import lanes
from cx.charts.experience.journey_layout import HEIGHTS, LETTERS, Layout, broken, layout
from cx.charts.experience.journey_marks import Row, Rows, dot, each, joined, text
from cx.charts.experience.journey_scores import score, scores
from cx.tables.columns import STEPS
from cx.text.formatting import _, count, number, percent

MOST = 40
"""So many touchpoints are drawn, those that most people meet."""
TIP = 0.12
"""How far a chevron points into the next column."""
FEW = 10
"""Of fewer touchpoints the columns are wide, and chevrons point less far into them."""
OWNED = "use"
"""The first step of the owner's journey."""
FIELDS = {
    "columns": [
        "touchpoint", "left", "right", "top", "bottom", "name", "promise_text", "people", "scores", "interval",
        "satisfied", "owner",
    ],
    "blocks": ["left", "right", "top", "bottom", "tone", "opacity"],
    "chevrons": ["step", "left", "right", "y", "tone"],
    "rules": ["left", "right", "y", "tone", "is_dashed"],
    "curves": ["run", "place", "x", "y", "tone", "is_dashed"],
    "dots": ["x", "y", "size", "shape", "tone", "is_asked"],
    "texts": ["x", "y", "text", "style", "tone"],
    "labels": ["y", "text", "style", "tone"],
}  # fmt: skip


def drawn(table: pd.DataFrame) -> pd.DataFrame:
    """The touchpoints of the answer of `cx.journey.map` that are drawn, in its order: see MOST."""
    kept = table.sort_values("people", ascending=False, kind="stable").head(MOST).index
    return table[table.index.isin(kept)].reset_index(drop=True)


def place(table: pd.DataFrame) -> Layout:
    """The layout of a map: lanes of which nothing is known are left out."""
    shown = [name for name in HEIGHTS if name == "team" or table[name].notna().any()]
    return layout(bool(table["study_n"].any()), shown)


def rows(
    table: pd.DataFrame, steps: pd.DataFrame, loop: pd.DataFrame, currency: str, promises: dict[str, str]
) -> dict[str, pd.DataFrame]:
    """The frames of the map, see FIELDS.

    Parameters
    ----------
    table : the touchpoints that are drawn, see `drawn`
    steps, loop : the answers of `cx.journey.steps` and `cx.journey.loop`
    currency : mark of the company's money
    promises : promise_text by touchpoint, where it has one
    """
    at = place(table)
    found = joined(
        [
            _steps(table, steps, at),
            _loop(table, loop, at),
            _names(table, at),
            scores(table, at.plot),
            lanes(table, at.lanes, currency),
            {"columns": [_column(index, row, at, promises) for index, row in each(table)]},
        ]
    )
    return {name: pd.DataFrame(found.get(name, []), columns=fields) for name, fields in FIELDS.items()}


def _steps(table: pd.DataFrame, steps: pd.DataFrame, at: Layout) -> Rows:
    """A chevron a step, as wide as its touchpoints, with its people; and the names of the two journeys."""
    people = dict(zip(steps["step"], steps["people"], strict=True))
    tip = TIP * min(len(table) / FEW, 1.0)
    edges = ((at.chevrons.top, 0.0, tip), (at.chevrons.middle, tip, 0.0), (at.chevrons.bottom, 0.0, tip))
    chevrons: list[Row] = []
    texts: list[Row] = []
    for step, part in table.groupby("step", sort=False):
        left, right = int(part.index[0]), int(part.index[-1]) + 1
        look = {"step": step, "tone": f"step{STEPS.index(str(step))}"}
        chevrons += [{**look, "left": left + notch, "right": right - 0.03 - end, "y": y} for y, notch, end in edges]
        middle = (left + right) / 2 + tip / 4
        texts.append(text(middle, at.chevrons.top + 12, _(str(step)).capitalize(), "value", "paper"))
        texts.append(text(middle, at.chevrons.bottom - 10, number(people.get(step, 0)), "small", "paper"))
    return {"chevrons": chevrons, "texts": texts + _journeys(table, at)}


def _journeys(table: pd.DataFrame, at: Layout) -> list[Row]:
    """The names of the two journeys, each above its steps."""
    is_owned = table["step"].map(STEPS.index) >= STEPS.index(OWNED)
    split, columns = int((~is_owned).sum()), len(table)
    spans = ((_("Buyer’s journey"), 0, split), (_("Owner’s journey"), split, columns))
    return [text((left + right) / 2, at.journeys, name, "name") for name, left, right in spans if right > left]


def _loop(table: pd.DataFrame, loop: pd.DataFrame, at: Layout) -> Rows:
    """The dotted way from the advocates back to who becomes aware."""
    middles = {step: float(part.index.to_series().mean()) + 0.5 for step, part in table.groupby("step")}
    if not {"aware", "advocate"} <= middles.keys() or not loop["reached"].iloc[0]:
        return {}
    start, end = middles["advocate"], middles["aware"]
    said = _("{sent} of {reached} people reached were sent by a customer").format(
        sent=number(loop["sent_by_customers"].iloc[0]), reached=number(loop["reached"].iloc[0])
    )
    down, top = at.chevrons.top - 3, at.loop + 14
    look = {"run": "loop", "tone": "ink", "is_dashed": True}
    path = enumerate([(start, down), (start, top), (end, top), (end, down)])
    return {
        "curves": [{**look, "place": index, "x": x, "y": y} for index, (x, y) in path],
        "dots": [dot(end, down - 1, 70, "ink", shape="triangle-down")],
        "texts": [text((start + end) / 2, at.loop, said, "small", "muted")],
    }


def _names(table: pd.DataFrame, at: Layout) -> Rows:
    """Names of the touchpoints, in smaller letters where a word is longer than the column."""
    names = [broken(row.touchpoint, 2) for _index, row in each(table)]
    styles = ["long" if max(map(len, name.splitlines())) > LETTERS + 1 else "name" for name in names]
    pairs = enumerate(zip(names, styles, strict=True))
    return {"texts": [text(index + 0.5, at.names, name, style) for index, (name, style) in pairs]}


def _column(index: int, row: Any, at: Layout, promises: dict[str, str]) -> Row:
    """What a click reports and hovering tells."""
    unknown = _("not asked")
    scored = _("promised {promised}, experienced {experienced}").format(
        promised=score(row.promise), experienced=score(row.experienced)
    )
    interval = _("{low} to {high} (n = {n})").format(
        low=number(row.gap_low, 2), high=number(row.gap_high, 2), n=number(row.gap_n)
    )
    satisfied = _("{share} of {n}").format(share=percent(row.csat), n=number(row.csat_n))
    return {
        "touchpoint": row.touchpoint,
        "left": index + 0.01,
        "right": index + 0.99,
        "top": at.chevrons.bottom + 6,
        "bottom": at.height,
        "name": row.touchpoint,
        "promise_text": promises.get(row.touchpoint, "–"),
        "people": count(row.people, _("person"), _("people")),
        "scores": unknown if isnan(row.experienced) else scored,
        "interval": unknown if isnan(row.gap_low) else interval,
        "satisfied": unknown if isnan(row.csat) else satisfied,
        "owner": row.owner if isinstance(row.owner, str) else row.team,
    }

"""Promised, expected and experienced scores of the map of the journey, and the way through them."""

from itertools import pairwise
from math import isnan, sqrt
from typing import Any

import pandas as pd

from cx.charts.experience.journey_layout import Lane
from cx.charts.experience.journey_marks import Row, Rows, block, dot, each, joined, label, rule, text
from cx.text.formatting import _, number

CORNERS = 12
"""A curve from one touchpoint to the next is of so many straight pieces."""
CLEAR = 34
"""Pixels between the curve and the mark of a touchpoint that nobody was asked about."""


def scores(table: pd.DataFrame, plot: Lane) -> Rows:
    """The rows of the plot: marks of each touchpoint, lines of the scale, the way."""
    scale = _Scale(table, plot)
    asked = [(index, row) for index, row in each(table) if not isnan(row.experienced)]
    largest, widest = float(table["people"].max()) or 1.0, float(table["importance"].max())
    parts = [_lines(scale, len(table), bool(asked))]
    points = [(index + 0.5, scale.y(row.experienced)) for index, row in asked]
    unasked = [index + 0.5 for index, row in each(table) if isnan(row.experienced)]
    parts += [_unasked(x, _beside_way(x, points, plot)) for x in unasked]
    parts += [_touchpoint(index + 0.5, row, scale, largest, widest) for index, row in asked]
    return joined([*parts, {"curves": _way(points)}])


def score(value: float) -> str:
    """A score as it is written.

    Examples
    --------
    >>> score(6.25)
    '6.2'
    """
    return number(value, 1)


class _Scale:
    """From a score to pixels; from the lowest to the highest score that is drawn."""

    def __init__(self, table: pd.DataFrame, plot: Lane) -> None:
        known = table[["promise", "expectation", "experienced"]].stack().dropna()
        self.low, self.high = (float(known.min()), float(known.max())) if len(known) else (0.0, 0.0)
        self.top, self.bottom = plot.top + 18, plot.bottom - 18
        self.ticks = [value for value in range(11) if self.low <= value <= self.high]

    def y(self, value: float) -> float:
        return self.bottom - (value - self.low) / ((self.high - self.low) or 1) * (self.bottom - self.top)


def _lines(scale: _Scale, columns: int, has_study: bool) -> Rows:
    name = [label(scale.top - 18, _("Experienced"))] if has_study else []
    ticks = [label(scale.y(value), number(value), "value", "muted") for value in scale.ticks]
    return {"labels": name + ticks, "rules": [rule(0, columns, scale.y(value), "grid", True) for value in scale.ticks]}


def _unasked(x: float, y: float) -> Rows:
    """A touchpoint that nobody was asked about: its score is not known, which is not 0."""
    said = [text(x, y, "?", "small", "muted"), text(x, y + 18, _("not asked"), "small", "muted")]
    return {"dots": [dot(x, y, 260, "muted", is_asked=False)], "texts": said}


def _beside_way(x: float, points: list[tuple[float, float]], plot: Lane) -> float:
    """Where the mark of a touchpoint that nobody was asked about stands: in the middle, else clear of the curve."""
    for (left, from_y), (right, to_y) in pairwise(points):
        if left < x < right:
            y = _eased(from_y, to_y, (x - left) / (right - left))
            if abs(y - plot.middle) < CLEAR:
                return y - CLEAR if y - CLEAR > plot.top + 12 else y + CLEAR / 2
    return plot.middle


def _touchpoint(x: float, row: Any, scale: _Scale, largest: float, widest: float) -> Rows:
    """One touchpoint that was asked about: its dot, and where promised and expected scores lie."""
    tone = "bad" if row.is_short else "good" if row.verdict is True else "ink"
    y = scale.y(row.experienced)
    promised = y if isnan(row.promise) else scale.y(row.promise)
    side = 1 if y >= promised else -1  # below the promise is further down the picture
    expected = y if isnan(row.expectation) else scale.y(row.expectation)
    said = text(x, _past(y, 17 * side, expected), score(row.experienced), "strong", "text" if tone == "ink" else tone)
    found: Rows = {"dots": [dot(x, y, 60 + 200 * sqrt(row.people / largest), tone)], "texts": [said]}
    if not isnan(row.expectation):
        found["rules"] = [rule(x - 0.14, x + 0.14, expected, "muted", True)]
    if isnan(row.promise):
        return found
    half = 0.26 * row.importance / widest if row.importance > 0 else 0.04
    beyond = _past(min(promised, y - 4) if side > 0 else max(promised, y + 4), -10 * side, expected)
    of_promise: Rows = {
        "rules": [rule(x - 0.2, x + 0.2, promised, "text", False)],
        "texts": [text(x, beyond, score(row.promise), "small", "muted")],
        "blocks": [block(x - half, x + half, min(y, promised), max(y, promised), tone, 0.26)],
    }
    return joined([found, of_promise])


def _past(y: float, by: float, line: float) -> float:
    """A place for words so far from y; past a line that would cross them.

    >>> _past(100.0, 17, 90.0), _past(100.0, 17, 115.0), _past(100.0, -10, 88.0)
    (117.0, 125.0, 78.0)
    """
    side = 1 if by > 0 else -1
    is_crossed = 0 < (line - y) * side < abs(by) + 9
    return line + 10 * side if is_crossed else y + by


def _eased(start: float, end: float, part: float) -> float:
    """A part of the way from one score to the next, level at both."""
    return start + part * part * (3 - 2 * part) * (end - start)


def _way(points: list[tuple[float, float]]) -> list[Row]:
    """A smooth line from one touchpoint to the next that was asked about, dashed past those that were not."""
    found = []
    for (left, from_y), (right, to_y) in pairwise(points):
        look = {"run": f"from {left}", "tone": "muted", "is_dashed": right - left > 1}
        for place in range(CORNERS + 1):
            part = place / CORNERS
            where = {"x": left + part * (right - left), "y": _eased(from_y, to_y, part)}
            found.append({**look, **where, "place": place})
    return found

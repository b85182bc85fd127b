"""Lanes of the map of the journey: the cells of figures under each touchpoint."""

from math import isnan
from typing import Any

import pandas as pd

from cx.charts.experience.journey_layout import SMALL_LETTERS, Lane, broken
from cx.charts.experience.journey_marks import MARGIN, Row, Rows, block, each, joined, label, text
from cx.text.durations import duration
from cx.text.formatting import _, money, number, percent, short_money

WITH_BARS = ("complaints_per_100", "at_stake")


def lanes(table: pd.DataFrame, where: dict[str, Lane], currency: str) -> Rows:
    """The rows of the lanes: a cell a touchpoint, and what stands in it."""
    parts: list[Rows] = []
    for lane, at in where.items():
        parts.append({"labels": _labels(lane, at)})
        most = float(table[lane].max()) if lane in WITH_BARS else 0.0
        for index, row in each(table):
            back = block(index + MARGIN, index + 1 - MARGIN, at.top, at.bottom, "track", 0.38)
            parts += [{"blocks": [back]}, _cell(lane, at, index, row, most, currency)]
    return joined(parts)


def _labels(lane: str, at: Lane) -> list[Row]:
    names = {
        "csat": (_("Satisfied"), _("4 and 5 of 5")),
        "wait_hours": (_("First answer"), ""),
        "complaints_per_100": (_("Complaints"), ""),
        "cost_per_contact": (_("Cost per contact"), ""),
        "at_stake": (_("At stake"), _("not satisfied")),
        "team": (_("Owner"), _("one of five Ps")),
        "enps": (_("Team eNPS"), ""),
    }
    name, note = names[lane]
    if not note:
        return [label(at.middle, name)]
    return [label(at.middle - 7, name), label(at.middle + 9, note, "small", "muted")]


def _cell(lane: str, at: Lane, index: int, row: Any, most: float, currency: str) -> Rows:
    x, value = index + 0.5, getattr(row, lane)
    if lane == "team":
        team = text(x, at.top + 18, broken(value, 3, SMALL_LETTERS), "lines")
        return {"texts": [text(x, at.top + 10, _(row.p).upper(), "small", "muted"), team]}
    if isnan(value):
        return {"texts": [text(x, at.middle, _("not asked") if lane == "csat" else "–", "small", "muted")]}
    if lane == "csat":
        return _satisfied(at, index, row)
    raised = 4 if lane == "at_stake" else 0
    return {
        "blocks": _bar(lane, at, index, row, most),
        "texts": [text(x, at.middle - raised, _said(lane, value, currency))],
    }


def _said(lane: str, value: float, currency: str) -> str:
    if lane == "wait_hours":
        return duration(value)
    if lane == "complaints_per_100":
        return _("{n} in 100").format(n=number(value, 1 if 0 < value < 1 else 0))
    if lane == "cost_per_contact":
        return money(value, currency, 2)
    return short_money(value, currency) if lane == "at_stake" else ("+" if value > 0 else "") + number(value)


def _satisfied(at: Lane, index: int, row: Any) -> Rows:
    heat = min(max(int((row.csat - 0.5) * 10), 0), 4)
    tone = "paper" if heat > 2 else "text"
    return {
        "blocks": [block(index + MARGIN, index + 1 - MARGIN, at.top, at.bottom, f"heat{heat}")],
        "texts": [
            text(index + 0.5, at.middle - 7, percent(row.csat), "strong", tone),
            text(index + 0.5, at.middle + 10, _("of {n}").format(n=number(row.csat_n)), "small", tone),
        ],
    }


def _bar(lane: str, at: Lane, index: int, row: Any, most: float) -> list[Row]:
    if most <= 0:
        return []
    left = index + MARGIN
    right = left + (1 - 2 * MARGIN) * max(getattr(row, lane), 0) / most
    tone = "bad" if row.is_short else "ink"
    if lane == "at_stake":
        return [block(left, right, at.bottom - 5, at.bottom, tone, 0.8)]
    return [block(left, right, at.top, at.bottom, tone, 0.16)]

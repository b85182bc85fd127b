"""Promise gaps of the touchpoints beside their importance, and beside the score of the team that owns them."""

from typing import Any

import altair as alt
import pandas as pd

from cx.charts import LABEL, picture
from cx.charts.experience import label_places
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.text.formatting import _, number, short_money

LEAST, MOST = 70, 520
"""Size of a dot, in square pixels."""


def invest(table: pd.DataFrame, currency: str) -> dict[str, pd.DataFrame]:
    """The frame of the picture of importance and gap: `touchpoints`.

    Parameters
    ----------
    table : rows of `cx.journey.invest` with a gap and an importance
    currency : mark of the company's money
    """
    most = float(table["at_stake"].max())
    size = LEAST + (MOST - LEAST) * (table["at_stake"].fillna(0) / most if most > 0 else 0.0)
    rows = _rows(table, table["importance"]).assign(
        importance=table["importance"].to_numpy(),
        size=size.to_numpy() if isinstance(size, pd.Series) else size,
        at_stake=[short_money(value, currency) for value in table["at_stake"]],
    )
    return {"touchpoints": rows}


def teams(table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The frame of the picture of team and gap: `touchpoints`.

    Parameters
    ----------
    table : rows of `cx.journey.map` with a gap and the score of a team
    """
    columns = {name: table[name].to_numpy() for name in ("team", "enps", "enps_low", "enps_high")}
    rows = _rows(table, table["enps"], table["enps_low"], table["enps_high"])
    return {"touchpoints": rows.assign(**columns, answers=[number(n) for n in table["enps_n"]])}


def _rows(
    table: pd.DataFrame, across: pd.Series, low: pd.Series | None = None, high: pd.Series | None = None
) -> pd.DataFrame:
    """What both pictures have; low, high : ends of lines across, which names keep off."""
    ends = (across if low is None else low).tolist(), (across if high is None else high).tolist()
    places = label_places.beside(table["touchpoint"].tolist(), across.tolist(), table["gap"].tolist(), ends)
    return pd.DataFrame(
        {
            "touchpoint": table["touchpoint"].to_numpy(),
            "gap": table["gap"].to_numpy(),
            "low": table["gap_low"].to_numpy(),
            "high": table["gap_high"].to_numpy(),
            "tone": ["bad" if is_short else "ink" for is_short in table["is_short"]],
            "n": [number(n) for n in table["gap_n"]],
            "is_far": [is_left for is_left, _at in places],
            "name_at": [at for _is_left, at in places],
        }
    )


@identified("journey.invest")
def invest_chart(theme: str = "light") -> alt.LayerChart:
    """Importance across, gap up, larger where more is at stake; NamedData of `invest`, selection `touchpoint`."""
    ink = colours(theme)
    tips = [("touchpoint", _("Touchpoint")), ("at_stake", _("At stake")), ("n", _("People"))]
    base = _base(tips, ink).encode(_x("importance", _("importance"), ink), _y(ink))
    whiskers = base.mark_rule(strokeWidth=1.4, opacity=0.6).encode(_y(ink, "low"), alt.Y2("high"))
    return _finished(base, whiskers, alt.Size("size:Q", scale=None), ink)


@identified("journey.teams")
def teams_chart(theme: str = "light") -> alt.LayerChart:
    """Score of the team across, gap up; NamedData of `teams`, selection `touchpoint`."""
    ink = colours(theme)
    tips = [("touchpoint", _("Touchpoint")), ("team", _("Team")), ("answers", _("Answers of the team"))]
    title = _("eNPS of the team that owns it")
    base = _base(tips, ink).encode(_x("enps", title, ink), _y(ink))
    ends = _x("enps_low", title, ink), alt.X2("enps_high")
    whiskers = base.mark_rule(strokeWidth=1.2, opacity=0.35).encode(*ends)
    return _finished(base, whiskers, alt.value(110), ink)


def _finished(base: alt.Chart, whiskers: alt.Chart, size: Any, ink: dict[str, Any]) -> alt.LayerChart:
    """The dots with their names, over a line at no gap; the picked one has a ring."""
    zero = alt.Chart(alt.NamedData("touchpoints")).mark_rule(color=ink["muted"], opacity=0.6).encode(y=alt.datum(0))
    dots = base.mark_point(filled=True, opacity=0.9, cursor="pointer").encode(
        size=size,
        stroke=alt.condition("datum.is_picked", alt.value(ink["text"]), alt.value(ink["paper"])),
        strokeWidth=alt.condition("datum.is_picked", alt.value(2.2), alt.value(1)),
    )
    dots = dots.add_params(alt.selection_point(name="touchpoint", fields=["touchpoint"], empty=True))
    words = base.encode(_y(ink, "name_at"), alt.Text("touchpoint:N"))
    look = {"fontSize": 11.5, "fontWeight": 600}
    names = [
        words.transform_filter(f"datum.is_far == {str(is_far).lower()}").mark_text(align=align, dx=dx, **look)
        for is_far, align, dx in ((False, "left", 13), (True, "right", -13))
    ]
    return picture(zero, whiskers, *names, dots, height=300)


def _base(tips: list[tuple[str, str]], ink: dict[str, Any]) -> alt.Chart:
    tone = alt.Scale(domain=["bad", "ink"], range=[ink["bad"], ink["ink"]])
    interval = [alt.Tooltip(f"{name}:Q", title=title, format=".2f") for name, title in _figures().items()]
    return alt.Chart(alt.NamedData("touchpoints")).encode(
        color=alt.Color("tone:N", scale=tone, legend=None),
        tooltip=[*(alt.Tooltip(f"{name}:N", title=title) for name, title in tips), *interval],
    )


def _figures() -> dict[str, str]:
    return {"gap": _("Experienced less promised"), "low": _("95% CI low"), "high": _("95% CI high")}


def _x(field: str, title: str, ink: dict[str, Any]) -> alt.X:
    axis = alt.Axis(grid=False, tickCount=6, domainColor=ink["grid"], ticks=False, **LABEL)
    return alt.X(f"{field}:Q", title=title, axis=axis, scale=alt.Scale(zero=False, nice=True, padding=26))


def _y(ink: dict[str, Any], field: str = "gap") -> alt.Y:
    axis = alt.Axis(gridColor=ink["grid"], domain=False, ticks=False, tickCount=5, **LABEL)
    return alt.Y(f"{field}:Q", title=_("experienced less promised"), axis=axis, scale=alt.Scale(zero=True, padding=14))

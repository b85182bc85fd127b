"""Scores of the teams: each beside the satisfaction with its touchpoints, by row with its history, and over time."""

from typing import Any

import altair as alt
import pandas as pd

from cx.charts import LABEL, picture
from cx.charts.experience import label_places
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.text.formatting import _, number, percent, points, with_sign

SELECTION = "team"
LEAST, MOST = 90, 620
"""Size of a dot, in square pixels."""
FIRST, STEP, LAST = 118.0, 10.0, 205.0
"""On the scale of the scores: where the history begins, how far apart its rounds are, where n stands."""
HIGH = 0.62
"""How much of a row the history takes."""
TONES = {True: "good", False: "bad", None: "ink"}


def signed(score: float) -> str:
    """A score with its sign.

    >>> signed(-57.1), signed(50.0)
    ('−57', '+50')
    """
    return with_sign(score, number(abs(score)))


def capital(team: str) -> str:
    """The name of a team as it begins a line.

    >>> capital("e-commerce and IT")
    'E-commerce and IT'
    """
    return team[:1].upper() + team[1:]


def _tones(verdicts: pd.Series) -> list[str]:
    return [TONES[None if pd.isna(verdict) else bool(verdict)] for verdict in verdicts]


def _scores(table: pd.DataFrame) -> pd.DataFrame:
    """What a tip says of each team."""
    return pd.DataFrame(
        {
            "team": table["team"].to_numpy(),
            "name": [capital(team) for team in table["team"]],
            "enps": table["enps"].to_numpy(),
            "low": table["low"].to_numpy(),
            "high": table["high"].to_numpy(),
            "tone": _tones(table["verdict"]),
            "said": [signed(score) for score in table["enps"]],
            "interval": [
                f"{signed(low)} – {signed(high)}" for low, high in zip(table["low"], table["high"], strict=True)
            ],
            "n": [number(n) for n in table["n"]],
        }
    )


# --- beside the customers ----------------------------------------------------------------------------------


def beside(pairs: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The frames of teams beside customers: `teams`, and `corner` where both are low.

    Parameters
    ----------
    pairs : the answer of `cx.team.beside_customers`, with a row at least
    """
    ends = pairs["low"].tolist(), pairs["high"].tolist()
    names = [capital(team) for team in pairs["team"]]
    places = label_places.beside(names, pairs["enps"].tolist(), pairs["csat"].tolist(), ends)
    rows = _scores(pairs).assign(
        csat=pairs["csat"].to_numpy(),
        size=(LEAST + (MOST - LEAST) * pairs["csat_n"] / pairs["csat_n"].max()).to_numpy(),
        satisfied=[percent(share) for share in pairs["csat"]],
        csat_interval=[points(a, b) for a, b in zip(pairs["csat_low"], pairs["csat_high"], strict=True)],
        csat_n=[number(n) for n in pairs["csat_n"]],
        touchpoints=pairs["touchpoints"].to_numpy(),
        is_far=[is_left for is_left, _at in places],
        name_at=[at for _is_left, at in places],
    )
    middle = float(pairs["csat"].mean())
    corner = pd.DataFrame(
        {"left": [-100.0], "right": [0.0], "top": [middle], "text": [_("unhappy inside and outside")]}
    )
    return {"teams": rows, "corner": corner}


@identified("team.beside")
def beside_chart(theme: str = "light", height: int = 360) -> alt.LayerChart:
    """Score of the team across, satisfied customers up; NamedData of `beside`, selection `team`."""
    ink = colours(theme)
    x, y = _x(ink, _("Would recommend working here (eNPS)")), _y(ink)
    base = alt.Chart(alt.NamedData("teams")).encode(x=x, y=y, color=_tone(ink), tooltip=_tips() + _customer_tips())
    corner = alt.Chart(alt.NamedData("corner"))
    area = corner.mark_rect(color=ink["bad"], opacity=0.09).encode(
        x=alt.X("left:Q", title=None), x2="right:Q", y=alt.Y("top:Q", title=None), y2=alt.value(alt.ExprRef("height"))
    )
    words = corner.mark_text(align="left", dx=6, dy=-9, fontSize=11.5, fontWeight=600, color=ink["bad"]).encode(
        x=alt.X("left:Q", title=None), y=alt.value(alt.ExprRef("height")), text="text:N"
    )
    whiskers = base.mark_rule(strokeWidth=1.2, opacity=0.4).encode(x=alt.X("low:Q", title=None), x2="high:Q")
    dots = base.mark_point(filled=True, opacity=0.9, cursor="pointer").encode(
        size=alt.Size("size:Q", scale=None),
        stroke=alt.condition("datum.is_picked", alt.value(ink["text"]), alt.value(ink["paper"])),
        strokeWidth=alt.condition("datum.is_picked", alt.value(2.2), alt.value(1)),
    )
    dots = dots.add_params(alt.selection_point(name=SELECTION, fields=["team"], empty=True))
    return picture(area, words, _zero(ink, "corner"), whiskers, *_names(base, ink), dots, height=height)


def _names(base: alt.Chart, ink: dict[str, Any]) -> list[alt.Chart]:
    """The names beside the dots, on the side that has room."""
    words = base.encode(y=alt.Y("name_at:Q", title=None), text="name:N", color=alt.value(ink["text"]))
    return [
        words.transform_filter(f"datum.is_far == {str(is_far).lower()}").mark_text(
            align=align, dx=dx, fontSize=11.5, fontWeight=600
        )
        for is_far, align, dx in ((False, "left", 13), (True, "right", -13))
    ]


# --- by row ------------------------------------------------------------------------------------------------


def rows(table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The frames of the rows: `teams`, one a team, `history`, one a team and round, and `heads` over both columns.

    Parameters
    ----------
    table : the answer of `cx.team.enps`
    """
    found = _scores(table).assign(
        place=[-float(at) for at in range(len(table))],
        usual=table["usual"].to_numpy(),
        usual_low=table["usual_low"].clip(-100, 100).to_numpy(),
        usual_high=table["usual_high"].clip(-100, 100).to_numpy(),
        mean=[signed(score) if pd.notna(score) else "–" for score in table["usual"]],
    )
    history = [
        {"team": row.team, "at": FIRST + STEP * turn, "place": row.place + HIGH * score / 200, "order": turn}
        for row, scores in zip(found.itertuples(), table["history"], strict=True)
        for turn, score in enumerate(scores)
        if pd.notna(score)
    ]
    most = max((len(scores) for scores in table["history"]), default=0)
    heads = pd.DataFrame(
        {"at": [FIRST + STEP * (most - 1) / 2, LAST], "place": [0.75, 0.75],
         "text": [_("{n} rounds").format(n=number(most)), _("n")], "align": ["center", "right"]}
    )  # fmt: skip
    return {
        "teams": found,
        "history": pd.DataFrame(history, columns=["team", "at", "place", "order"]),
        "heads": heads,
    }


@identified("team.scores")
def rows_chart(theme: str = "light", count: int = 8, row: int = 34) -> alt.LayerChart:
    """Scores with intervals, the history of each team and n; NamedData of `rows`, selection `team`.

    count : rows that are drawn
    """
    ink = colours(theme)
    scale = alt.Scale(domain=[-count + 0.4, 1.0], nice=False)
    y = alt.Y("place:Q", title=None, axis=None, scale=scale)
    base = alt.Chart(alt.NamedData("teams")).encode(y=y, tooltip=[*_tips(), *_round_tips()])
    x = _x(ink, None, [-100, LAST])
    band = base.mark_bar(height=11, opacity=0.2, cornerRadius=3).encode(
        x=alt.X("usual_low:Q", title=None), x2="usual_high:Q", color=_tone(ink)
    )
    whiskers = base.mark_rule(strokeWidth=1.6).encode(x=alt.X("low:Q", title=None), x2="high:Q", color=_tone(ink))
    hollow = alt.condition("datum.tone == 'ink'", alt.value(ink["paper"]), _tone(ink, alt.Fill))
    dots = base.mark_point(filled=True, size=90, opacity=1, strokeWidth=1.6).encode(
        x=x, fill=hollow, stroke=_tone(ink, alt.Stroke)
    )
    history = alt.Chart(alt.NamedData("history")).encode(x=alt.X("at:Q", title=None), y=y)
    line = history.mark_line(strokeWidth=1.3, color=ink["muted"]).encode(detail="team:N", order="order:Q")
    names = base.mark_text(align="right", dx=-10, fontSize=12, limit=150, color=ink["text"]).encode(
        x=alt.value(0), text="name:N"
    )
    sizes = base.mark_text(align="right", fontSize=11.5, color=ink["muted"]).encode(x=alt.datum(LAST), text="n:N")
    return picture(
        _zero(ink, "heads"), band, whiskers, dots, line, names, sizes, *_heads(scale, ink), _clicks(base, ink),
        height=row * count + 46, padding={"left": 5, "right": 8, "top": 22, "bottom": 5},
    )  # fmt: skip


def _heads(scale: alt.Scale, ink: dict[str, Any]) -> list[alt.Chart]:
    """What the columns on the right hold."""
    base = alt.Chart(alt.NamedData("heads")).encode(
        x=alt.X("at:Q", title=None), y=alt.Y("place:Q", title=None, axis=None, scale=scale), text="text:N"
    )
    return [
        base.transform_filter(f"datum.align == '{align}'").mark_text(align=align, fontSize=11, color=ink["muted"])
        for align in ("center", "right")
    ]


def _clicks(base: alt.Chart, ink: dict[str, Any]) -> alt.Chart:
    """Over each row what a click picks; is_picked outlines it."""
    over: alt.Chart = (
        base.transform_calculate(low_edge="datum.place - 0.44", high_edge="datum.place + 0.44")
        .mark_rect(fillOpacity=0.001, cursor="pointer", cornerRadius=3, stroke=ink["ink"], strokeWidth=1.5)
        .encode(
            x=alt.value(0), x2=alt.value(alt.ExprRef("width")),
            y=alt.Y("low_edge:Q", title=None, axis=None), y2="high_edge:Q",
            strokeOpacity=alt.condition("datum.is_picked", alt.value(1), alt.value(0)),
        )
        .add_params(alt.selection_point(name=SELECTION, fields=["team"], empty=True))
    )  # fmt: skip
    return over


# --- axes and tips -----------------------------------------------------------------------------------------


def _x(ink: dict[str, Any], title: str | None, domain: list[float] | None = None) -> alt.X:
    axis = alt.Axis(
        values=[-100, -50, 0, 50, 100], gridColor=ink["grid"], domain=False, ticks=False,
        labelExpr="(datum.value > 0 ? '+' : datum.value < 0 ? '−' : '') + abs(datum.value)",
        labelColor=ink["muted"], titleColor=ink["muted"], **LABEL,
    )  # fmt: skip
    return alt.X("enps:Q", title=title, axis=axis, scale=alt.Scale(domain=domain or [-100, 100], nice=False))


def _y(ink: dict[str, Any]) -> alt.Y:
    axis = alt.Axis(
        format=".0%", gridColor=ink["grid"], domain=False, ticks=False, tickCount=5, labelColor=ink["muted"],
        titleColor=ink["muted"], **LABEL,
    )  # fmt: skip
    scale = alt.Scale(zero=False, nice=True, padding=22)
    return alt.Y("csat:Q", title=_("Customers satisfied with its touchpoints"), axis=axis, scale=scale)


def _zero(ink: dict[str, Any], frame: str) -> alt.Chart:
    """A line at 0; frame : of few rows, which all draw it."""
    base = alt.Chart(alt.NamedData(frame)).mark_rule(color=ink["muted"], opacity=0.7)
    line: alt.Chart = base.encode(x=alt.datum(0))
    return line


def _tone(ink: dict[str, Any], channel: Any = alt.Color) -> Any:
    tones = ["good", "bad", "ink"]
    return channel("tone:N", scale=alt.Scale(domain=tones, range=[ink[tone] for tone in tones]), legend=None)


def _tips() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title=_("Team")),
        alt.Tooltip("said:N", title=_("eNPS")),
        alt.Tooltip("interval:N", title=_("95% CI")),
        alt.Tooltip("n:N", title=_("Answers")),
    ]


def _customer_tips() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("touchpoints:N", title=_("Touchpoints")),
        alt.Tooltip("satisfied:N", title=_("Customers satisfied")),
        alt.Tooltip("csat_interval:N", title=_("95% CI")),
        alt.Tooltip("csat_n:N", title=_("Answers of customers")),
    ]


def _round_tips() -> list[alt.Tooltip]:
    return [alt.Tooltip("mean:N", title=_("Mean of the rounds"))]

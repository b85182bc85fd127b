"""Topics of comments: their words and a quote, how many comments, and the score given with them."""

import altair as alt
import pandas as pd

from cx.charts import LABEL, picture
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.text.formatting import _, number

ROW = 42
MOST = 9
_TONES = {True: "good", False: "bad"}


def topics(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The frame of the topics: one row each, those with most comments.

    Parameters
    ----------
    rows : the answer of `cx.voice.topics`; where it has topics, single words are left out
    """
    shown = drawn(rows)
    frame = shown.assign(
        place=range(len(shown)),
        quoted=[f"“{quote}”" for quote in shown["quote"]],
        said=shown["comments"].map(number),
        score=[number(score, 1) if pd.notna(score) else "" for score in shown["mean_score"]],
        tone=[_TONES.get(verdict, "none") for verdict in shown["verdict"]],
        highest=10.0,
    )
    columns = ["topic", "place", "words", "quoted", "comments", "said", "mean_score", "score", "scored", "tone"]
    return {"topics": frame[[*columns, "highest"]]}


def drawn(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that are drawn: topics where there are any, the MOST with most comments."""
    is_topic = rows["is_topic"].astype(bool)
    return rows[is_topic if is_topic.any() else slice(None)].head(MOST).reset_index(drop=True)


@identified("voice.topics")
def topics_chart(theme: str = "light", count: int = 8) -> alt.LayerChart:
    """A topic a row: words over a quote, a bar of comments, the mean NPS score on its scale. NamedData topics."""
    ink = colours(theme)
    base = alt.Chart(alt.NamedData("topics"))
    y = alt.Y("topic:N", sort=alt.EncodingSortField("place", op="min"), axis=None, scale=alt.Scale(padding=0.1))
    shades = alt.Scale(domain=["good", "bad", "none"], range=[ink["good"], ink["bad"], ink["muted"]])
    tone = alt.Color("tone:N", legend=None, scale=shades)
    tip = [
        alt.Tooltip("words:N", title=_("Topic")),
        alt.Tooltip("quoted:N", title=_("Most typical")),
        alt.Tooltip("said:N", title=_("Comments")),
        alt.Tooltip("score:N", title=_("Mean NPS score")),
        alt.Tooltip("scored:Q", title=_("of so many")),
    ]
    limit = alt.ExprRef("width * 0.47")
    words = base.mark_text(align="left", dy=-7, fontSize=12, fontWeight=600, color=ink["text"], limit=limit)
    quotes = base.mark_text(align="left", dy=9, fontSize=11, color=ink["muted"], limit=limit)
    texts = [
        words.encode(x=alt.value(0), y=y, text="words:N", tooltip=tip),
        quotes.encode(x=alt.value(0), y=y, text="quoted:N", tooltip=tip),
    ]
    sides = (
        alt.layer(*texts, *_counts(base, y, tone, tip, ink)),
        alt.layer(*_scores(base, y, tone, tip, ink)),
    )
    found: alt.LayerChart = picture(*sides, height=ROW * count + 24).resolve_scale(x="independent")
    return found


def _counts(base: alt.Chart, y: alt.Y, tone: alt.Color, tip: list[alt.Tooltip], ink: dict[str, str]) -> list[alt.Chart]:
    """Bars of comments."""
    scale = alt.Scale(range=[alt.ExprRef("width * 0.5"), alt.ExprRef("width * 0.66")], domainMin=0, nice=False)
    x = alt.X("comments:Q", scale=scale, axis=_heading(_("comments"), ink))
    return [
        base.mark_bar(height=14, cornerRadius=2, opacity=0.75).encode(x=x, y=y, color=tone, tooltip=tip),
        base.mark_text(align="left", dx=5, fontSize=11.5, color=ink["text"]).encode(x=x, y=y, text="said:N"),
    ]


def _scores(base: alt.Chart, y: alt.Y, tone: alt.Color, tip: list[alt.Tooltip], ink: dict[str, str]) -> list[alt.Chart]:
    """Mean scores on a track from 0 to 10."""
    scale = alt.Scale(
        domain=[0, 10], range=[alt.ExprRef("width * 0.74"), alt.ExprRef("width - 34")], nice=False, zero=True
    )
    axis = _heading(_("mean NPS score"), ink)
    x = alt.X("mean_score:Q", scale=scale, axis=axis)
    track = base.mark_bar(height=4, cornerRadius=2, color=ink["track"])
    return [
        track.encode(x=alt.X("highest:Q", scale=scale, axis=axis), y=y),
        base.mark_point(size=110, filled=True, opacity=1).encode(x=x, y=y, color=tone, tooltip=tip),
        base.mark_text(align="right", fontSize=12, fontWeight=600, color=ink["text"]).encode(
            x=alt.value("width"), y=y, text="score:N"
        ),
    ]


def _heading(title: str, ink: dict[str, str]) -> alt.Axis:
    return alt.Axis(
        orient="top",
        title=title,
        titleAlign="left",
        titleAnchor="start",
        titleColor=ink["muted"],
        labels=False,
        ticks=False,
        domain=False,
        grid=False,
        **LABEL,
    )

"""Ranks of requests by three kinds of votes: one line a request."""

from collections.abc import Callable

import altair as alt
import pandas as pd

from cx.charts import picture
from cx.charts.experience.requests import LEAD, MOST, OTHER, PICKED, ROW, code, span
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.text.formatting import _, number

RISES = "rises"


def votes(by_votes: dict[str, pd.DataFrame], label: Callable[[str], str], rises: str | None) -> dict[str, pd.DataFrame]:
    """The frames of the ranks by votes: `points`, one row a topic and kind of votes, and `heads`.

    Parameters
    ----------
    by_votes : what each kind is called -> an answer of `cx.requests.ranking`, in the order of the columns
    label : what a topic is called
    rises : the topic that the last votes rank higher for certain
    """
    kinds = list(by_votes)
    named = by_votes[kinds[0]].dropna(subset="rank").head(MOST)["topic"].tolist()
    rows = []
    for place, kind in enumerate(kinds):
        known = by_votes[kind].set_index("topic").loc[named]
        slots = known.assign(topic=named).sort_values("rank", kind="stable")["topic"].tolist()
        for topic in named:
            row = known.loc[topic]
            rows.append(
                {
                    "topic": label(topic), "code": code(topic), "place": place, "kind": kind,
                    "slot": slots.index(topic) + 1, "said": number(row["rank"]), "end": _end(row, place, len(kinds)),
                    "ranks": span(row["rank_low"], row["rank_high"]),
                    "tone": RISES if topic == rises else LEAD if named.index(topic) == 0 else OTHER,
                }
            )  # fmt: skip
    columns = ["topic", "code", "place", "kind", "slot", "said", "end", "ranks", "tone"]
    return {
        "points": pd.DataFrame(rows, columns=columns),
        "heads": pd.DataFrame({"kind": kinds, "place": range(len(kinds))}),
    }


def _end(row: pd.Series, place: int, kinds: int) -> str:
    """Of the last votes: how many of those who vote."""
    if place < kinds - 1:
        return ""
    return _("{n} of {all}").format(n=number(row["votes"]), all=number(row["voters"]))


@identified("requests.votes")
def votes_chart(theme: str = "light", count: int = 6, row: int = ROW) -> alt.LayerChart:
    """The rank of each topic by each kind of votes, one line a topic; selection `request`.

    NamedData points and heads of `votes`, of which is_picked is wider.
    """
    ink = colours(theme)
    x = alt.X(
        "place:Q",
        axis=None,
        scale=alt.Scale(
            domain=[0, 2],
            range=[alt.ExprRef("min(170, width * 0.36)"), alt.ExprRef("width - min(70, width * 0.2)")],
            nice=False,
        ),
    )
    y = alt.Y("slot:Q", axis=None, scale=alt.Scale(domain=[0.4, count + 0.6], reverse=True, nice=False, zero=False))
    tones = alt.Scale(domain=[LEAD, RISES, OTHER], range=[ink["ink"], ink["good"], ink["muted"]])
    colour = alt.Color("tone:N", legend=None, scale=tones)
    points = alt.Chart(alt.NamedData("points")).encode(x, y)
    tip = [
        alt.Tooltip("topic:N", title=_("Request")),
        alt.Tooltip("kind:N", title=_("Votes")),
        alt.Tooltip("said:N", title=_("Rank")),
        alt.Tooltip("ranks:N", title=_("95% interval")),
    ]
    wide = alt.StrokeWidth("tone:N", legend=None, scale=alt.Scale(domain=[LEAD, RISES, OTHER], range=[2.4, 2.4, 1.3]))
    lines = points.mark_line(interpolate="monotone").encode(detail="code:N", color=colour, strokeWidth=wide)
    dots = (
        points.mark_point(filled=True, size=330, opacity=1, cursor="pointer", strokeWidth=2.5)
        .encode(
            color=colour,
            stroke=alt.condition("datum.is_picked", alt.value(ink["text"]), alt.value(ink["paper"])),
            tooltip=tip,
        )
        .add_params(alt.selection_point(name=PICKED, fields=["code"], empty=True))
    )
    numbers = points.mark_text(fontSize=11, fontWeight=600, color=ink["paper"], tooltip=None).encode(text="said:N")
    names = (
        points.transform_filter("datum.place === 0")
        .mark_text(align="right", dx=-16, fontSize=12, limit=alt.ExprRef("min(150, width * 0.32)"))
        .encode(text="topic:N", color=alt.value(ink["text"]))
    )
    ends = (
        points.transform_filter(f"datum.tone === '{RISES}' && datum.end !== ''")
        .mark_text(align="left", dx=15, fontSize=11.5, fontWeight=600)
        .encode(text="end:N", color=colour)
    )
    heads = (
        alt.Chart(alt.NamedData("heads"))
        .mark_text(fontSize=alt.ExprRef("clamp(width * 0.032, 9.5, 12)"), fontWeight=600, dy=-8, color=ink["text"])
        .encode(x=x, y=alt.value(0), text="kind:N")
    )
    return picture(
        lines, dots, numbers, names, ends, heads, height=row * count + 10,
        padding={"top": 24, "left": 5, "right": 5, "bottom": 5},
    )  # fmt: skip

"""A row of cards as a picture: a name, a figure and what is said of it on each, for a slide."""

import altair as alt
import pandas as pd

from cx.charts import layered
from cx.charts.ids import identified
from cx.charts.palette import colours


def card_frames(cards: list[tuple[str, str, list[str]]]) -> dict[str, pd.DataFrame]:
    """The cards with their places.

    Parameters
    ----------
    cards : (name, figure, lines under it) of each

    Returns
    -------
    cards : place, name, figure; one row a card
    lines : place, row, text; one row a line of a card

    Examples
    --------
    >>> card_frames([("Gold · 40", "$1.2k", ["+$0.1k vs year before"])])["lines"].values.tolist()
    [[0, 0, '+$0.1k vs year before']]
    """
    lines = [(place, row, text) for place, (_n, _f, said) in enumerate(cards) for row, text in enumerate(said)]
    return {
        "cards": pd.DataFrame([(place, *card[:2]) for place, card in enumerate(cards)], columns=[*"pnf"]).set_axis(
            ["place", "name", "figure"], axis=1
        ),
        "lines": pd.DataFrame(lines, columns=["place", "row", "text"]),
    }


@identified("shared.cards")
def cards(theme: str, shades: str = "") -> alt.LayerChart:
    """Cards beside each other.

    Parameters
    ----------
    theme : "light" or "dark"
    shades : list of colours of the palette, one above each card; "" for one colour above all

    Returns
    -------
    A chart of NamedData cards (place, name, figure) and lines (place, row, text), those of `card_frames`.
    """
    ink = colours(theme)
    across = alt.X("place:O", axis=None, scale=alt.Scale(paddingInner=0.08, paddingOuter=0))
    base = alt.Chart(alt.NamedData("cards")).encode(across)
    box = base.mark_rect(fillOpacity=0, stroke=ink["grid"], strokeWidth=1.5, cornerRadius=6).encode(
        y=alt.value(60), y2=alt.value(240)
    )
    edge = base.mark_rect(color=ink["ink"]).encode(y=alt.value(60), y2=alt.value(65))
    if shades:
        tones = alt.Scale(domain=list(range(len(ink[shades]))), range=ink[shades])
        edge = edge.encode(alt.Color("place:O", scale=tones, legend=None))
    in_middle = {"align": "center", "baseline": "middle"}
    name = base.mark_text(fontSize=_size(14, 9.5), color=ink["muted"], **in_middle).encode(
        text="name:N", y=alt.value(95)
    )
    figure = base.mark_text(fontSize=_size(27, 16), fontWeight=600, color=ink["text"], **in_middle).encode(
        text="figure:N", y=alt.value(142)
    )
    said = (
        alt.Chart(alt.NamedData("lines"))
        .mark_text(fontSize=_size(12, "length(datum.text) > 16 ? 0 : 9"), color=ink["muted"], **in_middle)
        .encode(
            across,
            alt.Y("row:Q", axis=None, scale=alt.Scale(domain=[0, 1], range=[188, 212], nice=False)),
            text="text:N",
        )
    )
    return layered(box, edge, name, figure, said, height=300)


def _size(wide: float, narrow: float | str) -> alt.ExprRef:
    """The size of letters: smaller where two pictures share a slide, and 0 for what has no room there."""
    return alt.ExprRef(f"width > 600 ? {wide} : {narrow}")

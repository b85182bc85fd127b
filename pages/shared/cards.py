"""Cards of figures or sentences; a row of figures is also one picture, with the tools of any other."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from cx.charts import cards as card_charts
from cx.charts.palette import colours
from pages.shared import pictures, safe_text

WRAPPED = """<style>
[data-testid=stMetric] .stMarkdownEllipsis, [data-testid=stMetric] .stMarkdownEllipsis p { white-space: normal;
  overflow: visible; }
[data-testid=stMetric] label, [data-testid=stMetric] label > div:first-child { min-width: 0; height: auto;
  overflow: visible; }
div:has(> [data-testid=stMetricDelta]) { flex-wrap: wrap; }
[data-testid=stMetricDelta], [data-testid=stMetricDeltaDescription] { flex: none; max-width: 100%; }
</style>"""


def style() -> None:
    """Texts of a narrow card go on in the next line instead of being cut."""
    st.html(WRAPPED)


@dataclass(frozen=True)
class Card:
    """What a card says.

    change, against : under the figure: its change and what that is against, or what the figure is made of
    below : on a further line; help : behind the question mark
    """

    name: str
    figure: str
    change: str = ""
    against: str = ""
    below: str = ""
    help: str = ""

    @property
    def lines(self) -> list[str]:
        """What a slide has room for under the figure: two lines."""
        two = (f"{self.change} {self.against}", self.below) if self.below else (self.change, self.against)
        return [line.strip() for line in two if line.strip()]


def row(
    cards: list[Card],
    *,
    key: str,
    title: str,
    basis: str,
    table: pd.DataFrame,
    terms: tuple[str, ...],
    shades: str = "",
    narrowest: int = 150,
    curves: list[list[float]] | None = None,
) -> None:
    """Cards beside each other, with the tools of all of them as one picture.

    shades : list of colours of the palette, one above each card; curves : drawn in the foot of each card
    narrowest : pixels of a card before the row is broken. The other parameters are those of `pictures.show`.
    """
    box = st.container(key=f"picture-{key}")
    st.html(f"<style>{_edges(key, shades)}</style>")
    with box, st.grid(len(cards), min_column_width=narrowest):
        for place, card in enumerate(cards):
            st.container(key=f"{key}-{place}", height="stretch").metric(
                card.name,
                card.figure,
                card.change or None,
                delta_color="off",
                delta_arrow="off",
                delta_description=card.against or None,
                help=card.help or None,
                border=True,
                height="stretch",
                chart_data=curves[place] if curves else None,
                chart_type="area",
            )
    tools(box, cards, key=key, title=title, basis=basis, table=table, terms=terms, shades=shades)


def tools(box, cards: list[Card], *, shades: str = "", **shown: object) -> None:
    """The tools of a row of cards that lies in `box`; parameters as of `row`."""
    texts = [
        (safe_text.words(card.name), safe_text.words(card.figure), [safe_text.words(line) for line in card.lines])
        for card in cards
    ]
    pictures.tools(box, card_charts.cards, card_charts.card_frames(texts), shades=shades, **shown)


def _edges(key: str, shades: str) -> str:
    """A colour above each card."""
    tones = colours(st.context.theme.type or "light")[shades] if shades else []
    return "".join(
        f".st-key-{key}-{place} [data-testid=stMetric]{{border-top:4px solid {tone}}}"
        for place, tone in enumerate(tones)
    )


def figures(pairs: list[tuple[str, str]]) -> None:
    """Small cards two abreast: (name, figure)."""
    with st.grid(2, min_column_width=120):
        for name, figure in pairs:
            st.metric(name, figure, border=True)


def notes(pairs: list[tuple[str, str]]) -> None:
    """Small cards three abreast: (name, what is said), one element each."""
    with st.grid(3, min_column_width=230):
        for name, said in pairs:
            with st.container(border=True, height="stretch"):
                st.markdown(f":gray[:small[{name}]]  \n{said}")

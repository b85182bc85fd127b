"""Map of the journey: steps, promised and experienced scores, and lanes of figures under each touchpoint."""

from typing import Any

import altair as alt

from cx.charts import layered, picture
from cx.charts.experience.journey_layout import LETTERS
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.text.formatting import _

LABELS = "clamp(width * 0.09, 92, 190)"
"""Width of the names of the rows, in pixels."""
MOST = 300
"""Size of the largest dot, in square pixels; less where the picture is lower than its layout, as on a slide."""
STYLES: dict[str, dict[str, Any]] = {
    "name": {"fontWeight": 600, "factor": 1.0, "baseline": "bottom"},
    "strong": {"fontWeight": 700, "factor": 1.05, "baseline": "middle"},
    "value": {"factor": 1.0, "baseline": "middle"},
    "small": {"factor": 0.84, "baseline": "middle"},
    "long": {"fontWeight": 600, "factor": 0.78, "baseline": "bottom"},
    "lines": {"factor": 0.84, "baseline": "top"},
}
"""How texts look; a factor is of the size of letters."""
TONES = (
    "text", "muted", "ink", "good", "bad", "track", "grid", "paper",
    *(f"heat{place}" for place in range(5)), *(f"step{place}" for place in range(8)),
)  # fmt: skip


@identified("journey.map")
def map_chart(theme: str = "light", columns: int = 12, height: int = 600) -> alt.LayerChart:
    """The map; NamedData of `cx.charts.experience.journey_rows.rows`, selection `touchpoint`.

    Parameters
    ----------
    columns : how many touchpoints there are
    height : of the layout, in pixels
    """
    ink = colours(theme)
    place = _Place(columns, height, ink)
    return picture(
        place.picked(),
        place.blocks(),
        place.chevrons(),
        place.rules(),
        place.curves(),
        place.dots(),
        *(place.texts("texts", style) for style in STYLES),
        *(place.labels(style) for style in ("name", "small", "value")),
        place.columns(),
        height=height,
        padding={"left": 0, "right": 4, "top": 2, "bottom": 2},
    )


class _Place:
    """Scales and letters that all layers share."""

    def __init__(self, columns: int, height: int, ink: dict[str, Any]) -> None:
        column = f"(width - {LABELS}) / {columns}"
        self.letters = f"clamp(min({column} / {LETTERS} * 1.72, height * 0.0215), 7.4, 30)"
        drawn = alt.ExprRef(f"{MOST} * min(1, pow(height / {height}, 2))")
        self.size = alt.Scale(domain=[0, MOST], range=[0, drawn])
        across = alt.Scale(domain=[0, columns], range=[alt.ExprRef(LABELS), alt.ExprRef("width")], nice=False)
        self.across, self.down = across, alt.Scale(domain=[height, 0], nice=False)
        steps = [ink["steps"][index] for index in (0, 1, 1, 2, 3, 3, 4, 5)]
        shades = [*(ink[tone] for tone in TONES[:8]), *ink["heat"], *steps]
        self.tone = alt.Scale(domain=list(TONES), range=shades)
        self.ink = ink

    def x(self, field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=self.across, axis=None)

    def y(self, field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=self.down, axis=None)

    def colour(self, channel: Any = alt.Color) -> Any:
        return channel("tone:N", scale=self.tone, legend=None)

    def blocks(self) -> alt.Chart:
        """Cells, and bars in them."""
        found: alt.Chart = (
            alt.Chart(alt.NamedData("blocks"))
            .mark_rect(cornerRadius=3)
            .encode(
                self.x("left"), self.y("top"), alt.X2("right"), alt.Y2("bottom"), self.colour(),
                alt.Opacity("opacity:Q", scale=None),
            )
        )  # fmt: skip
        return found

    def chevrons(self) -> alt.Chart:
        """A pointed band a step: three rows each."""
        found: alt.Chart = (
            alt.Chart(alt.NamedData("chevrons"))
            .mark_area(orient="horizontal")
            .encode(
                alt.X("left:Q", scale=self.across, axis=None, stack=None), alt.X2("right"), self.y("y"),
                alt.Detail("step:N"), self.colour(),
            )
        )  # fmt: skip
        return found

    def rules(self) -> alt.LayerChart:
        """Lines of the scale, promised and expected scores."""
        base = alt.Chart(alt.NamedData("rules")).encode(self.x("left"), self.y("y"), alt.X2("right"), self.colour())
        return layered(
            base.transform_filter("!datum.is_dashed").mark_rule(strokeWidth=2.2),
            base.transform_filter("datum.is_dashed").mark_rule(strokeWidth=1.4, strokeDash=[2, 2]),
        )

    def curves(self) -> alt.LayerChart:
        """The way through the experienced scores, and the way from advocates to new people, dashed where not known."""
        base = alt.Chart(alt.NamedData("curves")).encode(
            self.x("x"), self.y("y"), alt.Detail("run:N"), alt.Order("place:Q"), self.colour()
        )
        return layered(
            base.transform_filter("!datum.is_dashed").mark_line(strokeWidth=1.6, opacity=0.8),
            base.transform_filter("datum.is_dashed").mark_line(strokeWidth=1.4, strokeDash=[4, 3], opacity=0.8),
        )

    def dots(self) -> alt.LayerChart:
        """Experienced scores, larger where more people meet the touchpoint; hollow where nobody was asked."""
        base = alt.Chart(alt.NamedData("dots")).encode(
            self.x("x"),
            self.y("y"),
            alt.Size("size:Q", scale=self.size, legend=None),
            alt.Shape("shape:N", scale=None, legend=None),
        )
        asked = base.transform_filter("datum.is_asked").mark_point(
            filled=True, opacity=1, stroke=self.ink["paper"], strokeWidth=1.5
        )
        return layered(
            asked.encode(self.colour(alt.Fill)),
            base.transform_filter("!datum.is_asked").mark_point(
                filled=False, opacity=1, stroke=self.ink["muted"], strokeWidth=1.2, strokeDash=[3, 2]
            ),
        )

    def texts(self, data: str, style: str) -> alt.Chart:
        """Texts of one style, in the middle of where they stand."""
        found: alt.Chart = (
            alt.Chart(alt.NamedData(data))
            .transform_filter(f"datum.style == '{style}'")
            .mark_text(**self._look(style))
            .encode(self.x("x"), self.y("y"), alt.Text("text:N"), self.colour())
        )
        return found

    def labels(self, style: str) -> alt.Chart:
        """Names of the rows, at the left edge; numbers of the scale, beside the first column."""
        is_number = style == "value"
        look = {**self._look(style), "align": "right" if is_number else "left", "baseline": "middle"}
        x = alt.value(alt.ExprRef(f"{LABELS} - 6") if is_number else 0)
        found: alt.Chart = (
            alt.Chart(alt.NamedData("labels"))
            .transform_filter(f"datum.style == '{style}'")
            .mark_text(**look)
            .encode(x=x, y=self.y("y"), text="text:N", color=self.colour())
        )
        return found

    def picked(self) -> alt.Chart:
        """The column that is picked, behind everything."""
        found: alt.Chart = (
            alt.Chart(alt.NamedData("columns"))
            .transform_filter("datum.is_picked")
            .mark_rect(cornerRadius=6, fill=self.ink["ink"], fillOpacity=0.07, stroke=self.ink["ink"], strokeWidth=1.5)
            .encode(self.x("left"), self.y("top"), alt.X2("right"), alt.Y2("bottom"))
        )
        return found

    def columns(self) -> alt.Chart:
        """What is clicked and told on hovering: each column as a whole."""
        titles = {
            "name": _("Touchpoint"),
            "promise_text": _("Promise"),
            "people": _("People"),
            "scores": _("Scores"),
            "interval": _("Promise gap, 95% interval"),
            "satisfied": _("Satisfied"),
            "owner": _("Owner"),
        }
        found: alt.Chart = (
            alt.Chart(alt.NamedData("columns"))
            .mark_rect(fillOpacity=0.001, fill=self.ink["paper"], cursor="pointer")
            .encode(
                self.x("left"), self.y("top"), alt.X2("right"), alt.Y2("bottom"),
                tooltip=[alt.Tooltip(f"{field}:N", title=title) for field, title in titles.items()],
            )
            .add_params(alt.selection_point(name="touchpoint", fields=["touchpoint"], empty=True))
        )  # fmt: skip
        return found

    def _look(self, style: str) -> dict[str, Any]:
        look = {name: value for name, value in STYLES[style].items() if name != "factor"}
        size = alt.ExprRef(f"{STYLES[style]['factor']} * {self.letters}")
        return {**look, "fontSize": size, "lineBreak": "\n", "lineHeight": alt.ExprRef(f"1.08 * {self.letters}")}

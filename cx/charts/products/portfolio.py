"""All products on the curve of life: one circle each, as large as its profit."""

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from cx.charts import picture
from cx.charts.ids import identified
from cx.charts.palette import STAGES, colours
from cx.text.formatting import _, number, short_money, sure

WIDTH, HEIGHT, HEADROOM = 1100, 340, 1.12  # pixels of the drawn curve; the stages' names stand above it
SMALLEST, LARGEST = 5.0, 32.0  # radius in pixels when the picture is WIDTH wide
GAP = 1.5
MOST = 150
MOST_NAMES = 14
NAMED_FROM = 8.0  # radius
NAME_LENGTH = 22
LETTER, LINE = 6.6, 15.0  # pixels of a letter and of a line of text
MARGIN = 0.05
TOO_EARLY = "too early to tell"
KNOTS = [
    (0, 0.06),
    (1, 0.1),
    (2, 0.3),
    (2.6, 0.62),
    (3, 0.76),
    (3.5, 0.84),
    (4, 0.76),
    (4.5, 0.52),
    (5, 0.34),
]
SCALE_X = alt.Scale(domain=[0, 5], nice=False)
SCALE_Y = alt.Scale(domain=[0, HEADROOM], nice=False)


def height_of_life(x: np.ndarray) -> np.ndarray:
    """Height (0..1) of the drawn curve at x: 0..1 Development, 1..2 Introduction, to 4..5 Decline."""
    from scipy.interpolate import PchipInterpolator

    at, height = zip(*KNOTS, strict=True)
    curve: np.ndarray = PchipInterpolator(at, height)(np.asarray(x, dtype=float))
    return curve


def frames(products: pd.DataFrame, portfolio: pd.DataFrame, currency: str = "") -> dict[str, pd.DataFrame]:
    """What the chart draws: `circles`, the `curve`, and the `bands` of the five stages.

    Parameters
    ----------
    products, portfolio : answers of cx.stages.current and portfolio

    Notes
    -----
    A circle's area is the profit of the last 12 months, hollow where it is a loss, pale where it is too early to tell;
    of more than MOST products those with most at stake. Within its stage it stands further right the longer the product
    has been there, as near the curve as the others leave room.
    """
    x = np.linspace(0, 5, 121)
    curve = pd.DataFrame({"x": x, "y": height_of_life(x), "zero": 0.0})
    bands = portfolio.assign(x=range(len(STAGES)), x2=range(1, len(STAGES) + 1))
    bands = bands.assign(middle=bands["x"] + 0.5, name=bands["stage"].map(_))
    bands["count"] = bands["products"].map(number)
    return {"circles": _circles(products, currency), "curve": curve, "bands": bands}


def _circles(products: pd.DataFrame, currency: str) -> pd.DataFrame:
    known = products[products["stage"].notna()]
    rows = (
        known.assign(stake=known["profit"].abs())
        .nlargest(MOST, "stake")
        .sort_values(["stake", "product_id"], ascending=[False, True])
    )
    largest = max(float(rows["stake"].max()), 1e-9) if len(rows) else 1.0
    radius = np.maximum(LARGEST * np.sqrt(rows["stake"] / largest), SMALLEST)
    rows = rows.assign(radius=radius.to_numpy(), size=(np.pi * radius**2).to_numpy(), loss=rows["profit"] < 0)
    x, y = _packed(_wanted(rows), rows["radius"].to_numpy())
    label_x, label_y, label = _labelled(rows["name"].tolist(), np.stack([x, y], axis=1), rows["radius"].to_numpy())
    return pd.DataFrame(
        {
            "product_id": rows["product_id"],
            "name": rows["name"],
            "stage": rows["stage"],
            "x": x,
            "y": y,
            "label": label,
            "label_x": label_x,
            "label_y": label_y,
            "size": rows["size"],
            "loss": rows["loss"],
            "fill": np.select([rows["loss"], rows["agreement"] == TOO_EARLY], [0.15, 0.4], 0.92),
            "stage_name": rows["stage"].map(_),
            "profit": [short_money(value, currency) for value in rows["profit"]],
            "revenue": [short_money(value, currency) for value in rows["revenue"]],
            "probability": [sure(value) for value in rows["probability"]],
        }
    ).reset_index(drop=True)


def _wanted(rows: pd.DataFrame) -> np.ndarray:
    """Where each circle would stand alone, in pixels from the left and from the bottom."""
    stage = rows["stage"].map({name: number for number, name in enumerate(STAGES)}).to_numpy()
    place = rows.groupby("stage")["months_in_stage"].rank(method="first").to_numpy()
    of = rows.groupby("stage")["months_in_stage"].transform("size").to_numpy()
    x = stage + 0.1 + 0.8 * (place - 0.5) / np.maximum(of, 1)
    return np.stack([x * WIDTH / 5, height_of_life(x) * HEIGHT], axis=1) if len(rows) else np.zeros((0, 2))


def _packed(wanted: np.ndarray, radius: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each circle, largest first, at the free place nearest to where it belongs, inside its stage."""
    band = WIDTH / 5
    across, up = np.meshgrid(np.arange(0, band, 5.0), np.arange(0, HEIGHT, 5.0))
    grid = np.stack([across.ravel(), up.ravel()], axis=1)
    stood: dict[
        float, tuple[np.ndarray, np.ndarray]
    ] = {}  # by stage: the circles placed so far, and how far each place of the grid is from all of them
    spots = np.zeros_like(wanted)
    for turn, (at, size) in enumerate(zip(wanted, radius, strict=True)):
        left = at[0] // band * band
        circles, room = stood.get(left, (np.zeros((0, 3)), np.full(len(grid), np.inf)))
        own = at - [left, 0]
        places = np.vstack([own, grid])
        apart = np.append(_apart(own[None, :], circles).min(axis=1, initial=np.inf), room) - size
        inside = (places[:, 0] >= size + 3) & (places[:, 0] <= band - size - 3) & (places[:, 1] >= size + 3)
        inside &= places[:, 1] <= HEIGHT * (1 - MARGIN) - size
        places, apart = places[inside], apart[inside]
        if len(places):
            enough = apart >= GAP
            places = places[enough] if enough.any() else places[[apart.argmax()]]
            own = places[((places - own) ** 2).sum(axis=1).argmin()]
        circle = np.append(own, size)[None, :]
        stood[left] = np.vstack([circles, circle]), np.minimum(room, _apart(grid, circle)[:, 0])
        spots[turn] = own[0] + left, own[1]
    return spots[:, 0] / band, spots[:, 1] / HEIGHT


def _apart(places: np.ndarray, circles: np.ndarray) -> np.ndarray:
    """From each place (x, y) to the edge of each circle (x, y, radius)."""
    gap: np.ndarray = np.hypot(*(places[:, None, :] - circles[None, :, :2]).transpose(2, 0, 1)) - circles[:, 2]
    return gap


def _labelled(names: list[str], at: np.ndarray, radius: np.ndarray) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Names beside the largest circles, where they lie over no circle and no other name; "" where there is no room.

    at : places in the units of the axes, largest circle first. Returns the middles of the texts, and the texts.
    """
    centre = at * [WIDTH / 5, HEIGHT]
    middle, said = centre.copy(), [""] * len(names)
    boxes: list[tuple[np.ndarray, np.ndarray]] = []
    for place, name in enumerate(names):
        if radius[place] < NAMED_FROM or len(boxes) == MOST_NAMES:
            break
        text = name if len(name) <= NAME_LENGTH else name[: NAME_LENGTH - 1] + "…"
        half = np.array([len(text) * LETTER / 2, LINE / 2])
        out = radius[place] + 3 + half
        for side in ([0, 1], [0, -1], [1, 0], [-1, 0]):
            spot = centre[place] + out * side
            if _is_free(spot, half, centre, radius, boxes):
                middle[place], said[place] = spot, text
                boxes.append((spot, half))
                break
    return middle[:, 0] * 5 / WIDTH, middle[:, 1] / HEIGHT, said


def _is_free(
    spot: np.ndarray,
    half: np.ndarray,
    centre: np.ndarray,
    radius: np.ndarray,
    boxes: list[tuple[np.ndarray, np.ndarray]],
) -> bool:
    beyond = np.maximum(np.abs(centre - spot) - half, 0)
    inside = (spot - half >= 0).all() and (spot + half <= [WIDTH, HEIGHT]).all()
    apart = all((np.abs(spot - other) >= half + size).any() for other, size in boxes)
    return bool(inside and apart and (np.hypot(*beyond.T) >= radius).all())


@identified("stages.portfolio")
def chart(theme: str = "light", height: int = round(HEIGHT * HEADROOM)) -> alt.LayerChart:
    """The portfolio; frames: those of `frames`. A click on a circle selects `product` by product_id."""
    ink = colours(theme)
    x = alt.X("x:Q", scale=SCALE_X, axis=None)
    y = alt.Y("y:Q", scale=SCALE_Y, axis=None)
    shade = alt.Color("stage:N", scale=alt.Scale(domain=STAGES, range=ink["stages"]), legend=None)
    bands = alt.Chart(alt.NamedData("bands"))
    curve = alt.Chart(alt.NamedData("curve"))
    ground = bands.mark_rect(opacity=0.1 if theme == "light" else 0.16).encode(x=x, x2="x2", color=shade)
    name = bands.mark_text(
        baseline="top",
        dy=6,
        fontWeight=600,
        fontSize=alt.ExprRef("clamp(width * 0.0125, 8.5, 20)"),
        color=ink["text"],
    ).encode(alt.X("middle:Q", scale=SCALE_X, axis=None), y=alt.value(0), text="name:N")
    area = curve.mark_area(color=ink["ink"], opacity=0.07).encode(
        x, alt.Y("y:Q", scale=SCALE_Y, axis=None, stack=None), y2="zero"
    )
    line = curve.mark_line(color=ink["ink"], strokeWidth=2, opacity=0.55, interpolate="monotone").encode(x, y)
    return picture(ground, area, line, _circle_marks(ink, x, y, shade), *_name_marks(ink), name, height=height)


def _circle_marks(ink: dict[str, Any], x: alt.X, y: alt.Y, shade: alt.Color) -> alt.Chart:
    tips = {"name": _("Product"), "stage_name": _("Stage"), "probability": _("Probability")}
    tips |= {"profit": _("Profit, 12 months"), "revenue": _("Revenue, 12 months")}
    picked = alt.selection_point(name="product", fields=["product_id"], on="click")
    circles: alt.Chart = (
        alt.Chart(alt.NamedData("circles"))
        .mark_point(filled=True, strokeWidth=1.6, cursor="pointer")
        .transform_calculate(scaled=f"datum.size * pow(clamp(width / {WIDTH}, 0.42, 1.6), 2)")
        .encode(
            x,
            y,
            shade,
            alt.Size("scaled:Q", scale=None),
            stroke=alt.condition("datum.loss", alt.value(ink["bad"]), alt.value(ink["paper"])),
            fillOpacity=alt.FillOpacity("fill:Q", scale=None),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.45)),
            tooltip=[alt.Tooltip(f"{column}:N", title=title) for column, title in tips.items()],
        )
        .add_params(picked)
    )
    return circles


def _name_marks(ink: dict[str, Any]) -> list[alt.Chart]:
    x, y = alt.X("label_x:Q", scale=SCALE_X, axis=None), alt.Y("label_y:Q", scale=SCALE_Y, axis=None)
    named = alt.Chart(alt.NamedData("circles")).transform_filter("datum.label != ''").encode(x, y, text="label:N")
    size = alt.ExprRef("width < 640 ? 0 : clamp(width * 0.0105, 10.5, 18)")
    words = {"fontSize": size, "fontWeight": 600, "baseline": "middle"}
    halo = named.mark_text(**words, color=ink["paper"], stroke=ink["paper"], strokeWidth=3, opacity=0.75)
    return [halo, named.mark_text(**words, color=ink["text"])]

"""A finished chart with its rows, frozen: drawn anywhere without a browser, without the store and without a network.

The same frozen picture is a slide, an SVG, a PNG and the shapes of a PowerPoint slide, so the numbers are the same.
"""

import json
import re
import threading
from copy import deepcopy
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from cx.charts.palette import colours
from cx.presenting import fonts
from cx.text.formatting import _

FONT = "Inter, Vazirmatn, sans-serif"
VERSION = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
PICTURE = 1
"""What a frozen picture is made of; slides hold it."""
PALE = 0.2
TOLD_APART = ("spoken", "tier", "stage", "step", "group", "label", "channel", "reason", "series")
"""Columns by which a picture's marks are told apart, the first that is there counts."""
MOST_GROUPS = 12
_drawing = threading.Lock()


# --- freezing ----------------------------------------------------------------------------------------------


def freeze(
    light: dict[str, Any], dark: dict[str, Any], frames: dict[str, pd.DataFrame], table: pd.DataFrame, **said: Any
) -> dict[str, Any]:
    """A picture as plain JSON values.

    Parameters
    ----------
    light, dark : the finished chart in both themes, without rows
    frames : the rows it draws, by name
    table : the answer behind it
    **said : chart (its id), title, basis, filters, as_of, page, ... in words, kept as they are

    Returns
    -------
    version, light, dark, frames, table and what was said: what the other functions here take as a picture.
    """
    return {
        "version": PICTURE,
        **said,
        "light": light,
        "dark": dark,
        "frames": {name: as_json(frame) for name, frame in frames.items()},
        "table": as_json(table),
    }


def as_json(frame: pd.DataFrame) -> dict[str, list[Any]]:
    """A frame as JSON values: numbers whole, dates as local ISO texts, unknown as None.

    Parameters
    ----------
    frame : any answer

    Returns
    -------
    columns, rows : the names, and a list of values a row

    Examples
    --------
    >>> as_json(pd.DataFrame({"n": [1.5, np.nan], "day": pd.to_datetime(["2025-01-31", None])}))
    {'columns': ['n', 'day'], 'rows': [[1.5, '2025-01-31T00:00:00'], [None, None]]}
    """
    columns = [[_plain(value) for value in frame[name].tolist()] for name in frame.columns]
    return {
        "columns": [str(name) for name in frame.columns],
        "rows": [list(row) for row in zip(*columns, strict=True)],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple, np.ndarray)):
        return [_plain(one) for one in value]
    if value is None or value is pd.NaT or (isinstance(value, float) and not np.isfinite(value)):
        return None
    if isinstance(value, np.generic):
        return _plain(value.item())
    if isinstance(value, (bool, int, float, str)):
        return value
    if hasattr(value, "isoformat"):
        text = value.isoformat()
        return text if "T" in text else f"{text}T00:00:00"
    return str(value)


def table(picture: dict[str, Any]) -> pd.DataFrame:
    """The table behind a frozen picture."""
    return pd.DataFrame(picture["table"]["rows"], columns=picture["table"]["columns"])


def basis(picture: dict[str, Any]) -> str:
    """As of when, with which filters, on how many, how to read it: what stands under a picture."""
    as_of = _("As of {day}").format(day=picture["as_of"]) if picture.get("as_of") else ""
    said = (as_of, *(picture.get(name, "") for name in ("filters", "basis", "note")))
    return " · ".join(one for one in said if one)


def parts(picture: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The pictures of a slide: the picture, and the one beside it where there is one."""
    return [] if not picture else [picture, picture["beside"]] if picture.get("beside") else [picture]


def every_basis(picture: dict[str, Any] | None) -> list[str]:
    """What stands under the pictures of a slide, each sentence once."""
    return list(dict.fromkeys(basis(one) for one in parts(picture)))


def groups(picture: dict[str, Any]) -> list[str]:
    """The groups of a picture that can be spoken about one by one.

    Parameters
    ----------
    picture : of `freeze`

    Returns
    -------
    In the order of the rows, at most MOST_GROUPS; [] where there are none, or more.
    """
    return _groups(picture)[1]


def _groups(picture: dict[str, Any]) -> tuple[str, list[str]]:
    for column in TOLD_APART:
        found: dict[str, None] = {}
        for frame in picture["frames"].values():
            if column in frame["columns"]:
                at = frame["columns"].index(column)
                found.update(dict.fromkeys(row[at] for row in frame["rows"] if isinstance(row[at], str)))
        if 1 < len(found) <= MOST_GROUPS:
            return column, list(found)
    return "", []


# --- drawing -----------------------------------------------------------------------------------------------


def spec(
    picture: dict[str, Any],
    theme: str = "light",
    spoken: str | None = None,
    size: tuple[int, int] | None = None,
) -> dict[str, Any]:
    """The whole Vega-Lite specification, rows and look included.

    Parameters
    ----------
    picture : of `freeze`
    theme : "light" or "dark"
    spoken : the group that is spoken about; marks of the others are pale
    size : (width, height) in pixels; None leaves the chart's own height at 900 wide

    Returns
    -------
    Plain JSON values, without a schema.
    """
    made: dict[str, Any] = deepcopy(picture[theme])
    if spoken is not None:
        _pale_others(made, _groups(picture)[0], spoken, frozenset())
    made["datasets"] = {
        name: [dict(zip(frame["columns"], row, strict=True)) for row in frame["rows"]]
        for name, frame in picture["frames"].items()
    }
    _sized(made, size)
    made["config"] = _merged(_look(theme), made.get("config", {}))
    made.pop("$schema", None)
    return made


def svg(
    picture: dict[str, Any], theme: str = "light", spoken: str | None = None, size: tuple[int, int] | None = None
) -> str:
    """The picture as SVG.

    Parameters
    ----------
    picture, theme, spoken, size : as in `spec`
    """
    return _svg(json.dumps(spec(picture, theme, spoken, size), sort_keys=True))


def svg_file(picture: dict[str, Any], theme: str = "light", size: tuple[int, int] | None = None) -> str:
    """The picture as an SVG that brings its letters along and looks the same anywhere.

    Parameters
    ----------
    picture, theme, size : as in `spec`
    """
    drawn = svg(picture, theme, None, size)
    style = f"<style>{fonts.faces(drawn)}</style>"
    return re.sub(r"^(<svg[^>]*>)", lambda found: found.group(1) + style, drawn, count=1)


def png(picture: dict[str, Any], theme: str = "light", scale: float = 2) -> bytes:
    """The picture as PNG on the theme's paper.

    Parameters
    ----------
    picture, theme : as in `spec`
    scale : pixels of the file to a pixel of the screen
    """
    drawn = spec(picture, theme)
    drawn["background"] = colours(theme)["paper"]
    with _drawing:
        image: bytes = _converter().vegalite_to_png(json.dumps(drawn), vl_version=VERSION, scale=scale)
    return image


def pdf_page(drawn: str) -> bytes:
    """An SVG as a PDF of one page, as many points as its width and height say."""
    with _drawing:
        page: bytes = _converter().svg_to_pdf(drawn)
    return page


def scene(picture: dict[str, Any], theme: str = "light", size: tuple[int, int] | None = None) -> dict[str, Any]:
    """Vega's scenegraph of the picture.

    Parameters
    ----------
    picture, theme, size : as in `spec`

    Returns
    -------
    width, height, origin, and every mark with its place in pixels.
    """
    with _drawing:
        found: dict[str, Any] = _converter().vegalite_to_scenegraph(
            json.dumps(spec(picture, theme, None, size)), vl_version=VERSION
        )
    return found


@lru_cache(maxsize=600)
def _svg(text: str) -> str:
    with _drawing:
        drawn: str = _converter().vegalite_to_svg(text, vl_version=VERSION)
    return drawn


@cache
def _converter() -> Any:
    """Loaded when first drawn: the engine behind it takes half a second and 100 MB."""
    import vl_convert

    vl_convert.register_font_directory(str(Path(__file__).parent / "font_files"))
    return vl_convert


def _sized(made: dict[str, Any], size: tuple[int, int] | None) -> None:
    single = "layer" in made or "mark" in made
    if single:
        made["width"], made["height"] = (
            size if size else (900, made["height"] if isinstance(made.get("height"), int) else 340)
        )
        if size:
            made["autosize"] = {"type": "fit", "contains": "padding"}
    elif made.get("width") == "container":
        made["width"] = 900


def _pale_others(view: dict[str, Any], column: str, value: str, around: frozenset[str]) -> None:
    """Make every mark pale whose row belongs to another group; rows without a group stay as they are."""
    encoded = around | _fields(view.get("encoding", {}))
    for name in ("layer", "hconcat", "vconcat", "concat"):
        for part in view.get(name, []):
            _pale_others(part, column, value, encoded)
    if isinstance(view.get("spec"), dict):
        _pale_others(view["spec"], column, value, encoded)
    if "mark" not in view:
        return
    mark = view["mark"] if isinstance(view["mark"], dict) else {"type": view["mark"]}
    if mark["type"] in ("line", "trail") and column not in encoded:
        return  # one line through all groups cannot be pale in part
    base = _opacity(mark, view.get("encoding", {}).get("opacity"))
    if base is None:
        return
    test = f"!isDefined(datum[{json.dumps(column)}]) || datum[{json.dumps(column)}] === {json.dumps(value)}"
    view.setdefault("encoding", {})["opacity"] = {
        "condition": {"test": test, "value": base},
        "value": base * PALE,
    }


def _fields(encoding: dict[str, Any]) -> frozenset[str]:
    channels = [one for given in encoding.values() for one in (given if isinstance(given, list) else [given])]
    return frozenset(one["field"] for one in channels if isinstance(one, dict) and "field" in one)


def _opacity(mark: dict[str, Any], encoded: dict[str, Any] | None) -> float | None:
    """How opaque a mark is now; None where a column says it."""
    if encoded is None:
        return float(mark.get("opacity", 1))
    condition = encoded.get("condition", {})
    if isinstance(condition, dict) and "value" in condition:
        return float(condition["value"])
    return float(encoded["value"]) if "value" in encoded else None


def _look(theme: str) -> dict[str, Any]:
    """What the app's page gives a chart that says nothing itself."""
    ink = colours(theme)
    words = {
        "labelColor": ink["muted"],
        "titleColor": ink["muted"],
        "labelFontSize": 11,
        "titleFontSize": 11.5,
    }
    lines = {"gridColor": ink["grid"], "domainColor": ink["grid"], "tickColor": ink["grid"]}
    return {
        "font": FONT,
        "background": None,
        "view": {"stroke": None},
        "axis": {**words, **lines, "titleFontWeight": "normal"},
        "legend": words,
        "header": words,
        "title": {"color": ink["text"]},
        "range": {"category": [*ink["tiers"], ink["good"], ink["ink"]], "heatmap": ink["heat"]},
    }


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    return {
        **base,
        **{
            name: _merged(base[name], value) if isinstance(value, dict) and isinstance(base.get(name), dict) else value
            for name, value in over.items()
        },
    }

"""Vega's scenegraph -> shapes of a PowerPoint slide, in one group that can be moved, ungrouped and edited."""

from collections.abc import Callable, Iterator
from math import cos, pi, radians, sin, sqrt
from typing import Any

MOST = 1_500
"""More marks than this are a picture, not shapes: nobody edits them one by one."""
DRAWN = {"rect", "text", "rule", "symbol", "line", "area", "group"}
LETTER = 0.75
"""Width of a letter, of its height: wide enough that no text box wraps, whatever font stands in for ours."""


def draw(page: Any, scene: dict[str, Any], place: tuple[int, int, int, int], alt: str = "") -> bool:
    """Draw a scene into a place of a page, centred, as one group of shapes.

    Parameters
    ----------
    page : a slide of python-pptx
    scene : from `cx.drawings.scene`
    place : left, top, width, height in EMU
    alt : what a screen reader says of the group

    Returns
    -------
    Whether it could be drawn as shapes; nothing was drawn where not.
    """
    marks = _once(_marks(scene["scenegraph"], 0.0, 0.0))
    if len(marks) > MOST or any(kind not in DRAWN for kind, *_rest in marks):
        return False
    left, top, width, height = place
    scale = min(width / scene["width"], height / scene["height"])
    x = left + (width - scene["width"] * scale) / 2 + scene["origin"][0] * scale
    y = top + (height - scene["height"] * scale) / 2 + scene["origin"][1] * scale
    before = len(page.shapes)
    canvas = Canvas(page.shapes, x, y, scale)
    for kind, items, dx, dy in marks:
        _DRAW[kind](canvas, items, dx, dy)
    # grouped at the end: a group measures all its shapes anew with each that is added
    describe(page.shapes.add_group_shape(shapes=list(page.shapes)[before:]), alt)
    return True


def describe(shape: Any, alt: str) -> None:
    """Give a shape its alt text; python-pptx has no word for it, the format has."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", alt)


def _marks(mark: dict[str, Any], dx: float, dy: float) -> Iterator[tuple[str, list[dict[str, Any]], float, float]]:
    """(kind, items that make one shape, offset) in the order of drawing."""
    kind, items = mark.get("marktype", "group"), mark.get("items", [])
    if kind == "group":
        for item in items:
            at = dx + item.get("x", 0.0), dy + item.get("y", 0.0)
            if _paint(item, "fill") or _paint(item, "stroke"):
                yield "rect", [{**item, "x": 0.0, "y": 0.0}], *at
            for inside in item.get("items", []):
                yield from _marks(inside, *at)
    elif kind in ("line", "area"):
        if items:
            yield kind, items, dx, dy
    else:
        for item in items:
            yield kind, [item], dx, dy


def _once(
    marks: Iterator[tuple[str, list[dict[str, Any]], float, float]],
) -> list[tuple[str, list[dict[str, Any]], float, float]]:
    """Without the rules and texts that a chart draws again for every row, one on the other."""
    kept, seen = [], set()
    for kind, items, dx, dy in marks:
        place = (
            kind,
            dx,
            dy,
            *(str(items[0].get(name)) for name in ("x", "y", "x2", "y2", "text", "stroke")),
        )
        if kind not in ("rule", "text") or place not in seen:
            kept.append((kind, items, dx, dy))
        seen.add(place)
    return kept


class Canvas:
    """Where shapes go: pixels of the scene -> EMU of the slide."""

    def __init__(self, shapes: Any, left: float, top: float, scale: float) -> None:
        self.shapes, self.left, self.top, self.scale = shapes, left, top, scale

    def at(self, x: float, y: float) -> tuple[int, int]:
        """A point."""
        return round(self.left + x * self.scale), round(self.top + y * self.scale)

    def box(self, x: float, y: float, width: float, height: float) -> tuple[int, int, int, int]:
        """A rectangle; sizes are never 0."""
        size = (
            max(round(abs(width) * self.scale), 1),
            max(round(abs(height) * self.scale), 1),
        )
        return *self.at(min(x, x + width), min(y, y + height)), *size


# --- marks -------------------------------------------------------------------------------------------------


def _rect(canvas: Canvas, items: list[dict[str, Any]], dx: float, dy: float) -> None:
    from pptx.enum.shapes import MSO_SHAPE

    item = items[0]
    x, y = item.get("x", 0.0), item.get("y", 0.0)
    width = item.get("width", item.get("x2", x) - x)
    height = item.get("height", item.get("y2", y) - y)
    if not width or not height or not (_paint(item, "fill") or _paint(item, "stroke")):
        return
    radius = item.get("cornerRadius", 0)
    kind = MSO_SHAPE.ROUNDED_RECTANGLE if radius else MSO_SHAPE.RECTANGLE
    shape = canvas.shapes.add_shape(kind, *canvas.box(x + dx, y + dy, width, height))
    if radius:
        shape.adjustments[0] = min(radius / max(min(abs(width), abs(height)), 1e-9), 0.5)
    _dress(shape, item, canvas)


def _symbol(canvas: Canvas, items: list[dict[str, Any]], dx: float, dy: float) -> None:
    from pptx.enum.shapes import MSO_SHAPE

    item = items[0]
    side = sqrt(item.get("size", 64.0)) * (2 / sqrt(pi) if item.get("shape", "circle") == "circle" else 1)
    form = {"square": "RECTANGLE", "diamond": "DIAMOND", "cross": "CROSS"}.get(item.get("shape", "circle"), "OVAL")
    form = "ISOSCELES_TRIANGLE" if str(item.get("shape", "")).startswith("triangle") else form
    box = canvas.box(item.get("x", 0.0) + dx - side / 2, item.get("y", 0.0) + dy - side / 2, side, side)
    _dress(canvas.shapes.add_shape(getattr(MSO_SHAPE, form), *box), item, canvas)


def _rule(canvas: Canvas, items: list[dict[str, Any]], dx: float, dy: float) -> None:
    item = items[0]
    if not _paint(item, "stroke"):
        return
    x, y = item.get("x", 0.0) + dx, item.get("y", 0.0) + dy
    start, end = canvas.at(x, y), canvas.at(item.get("x2", x - dx) + dx, item.get("y2", y - dy) + dy)
    line = canvas.shapes.add_connector(1, *start, *end)
    without_theme_style(line)
    _stroke(line, item, canvas)


def _line(canvas: Canvas, items: list[dict[str, Any]], dx: float, dy: float) -> None:
    for part in _unbroken(items):
        points = [canvas.at(one.get("x", 0.0) + dx, one.get("y", 0.0) + dy) for one in part]
        _freeform(canvas, points, part[0], close=False)


def _area(canvas: Canvas, items: list[dict[str, Any]], dx: float, dy: float) -> None:
    for part in _unbroken(items):
        there = [canvas.at(one.get("x", 0.0) + dx, one.get("y", 0.0) + dy) for one in part]
        back = [canvas.at(one.get("x2", one.get("x", 0.0)) + dx, one.get("y2", one.get("y", 0.0)) + dy) for one in part]
        _freeform(canvas, there + back[::-1], part[0], close=True)


def _unbroken(items: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    part: list[dict[str, Any]] = []
    for item in items:
        if item.get("defined", True):
            part.append(item)
        elif part:
            yield part
            part = []
    if len(part) > 1:
        yield part


def _freeform(canvas: Canvas, points: list[tuple[int, int]], item: dict[str, Any], close: bool) -> None:
    if len(set(points)) < 2:
        return
    builder = canvas.shapes.build_freeform(*points[0])
    builder.add_line_segments(points[1:], close=close)
    shape = builder.convert_to_shape()
    _dress(shape, item if close else {**item, "fill": None}, canvas)


def _text(canvas: Canvas, items: list[dict[str, Any]], dx: float, dy: float) -> None:
    item = items[0]
    lines = item.get("text", "")
    lines = [str(one) for one in lines] if isinstance(lines, list) else [str(lines)]
    size = item.get("fontSize", 11.0)
    if not any(line.strip() for line in lines) or not _paint(item, "fill") or size < 1:
        return
    width, height = max(len(line) for line in lines) * size * LETTER + size, size * 1.25 * len(lines)
    x = {"center": -width / 2, "right": -width, "end": -width}.get(item.get("align", "left"), 0.0)
    y = {"middle": -height / 2, "bottom": -height, "top": 0.0, "line-top": 0.0}.get(
        item.get("baseline", "alphabetic"), -size
    )
    x, y = x + item.get("dx", 0.0), y + item.get("dy", 0.0)
    turn = radians(item.get("angle", 0.0))
    middle_x, middle_y = x + width / 2, y + height / 2
    at_x = item.get("x", 0.0) + dx + middle_x * cos(turn) - middle_y * sin(turn)
    at_y = item.get("y", 0.0) + dy + middle_x * sin(turn) + middle_y * cos(turn)
    box = canvas.shapes.add_textbox(*canvas.box(at_x - width / 2, at_y - height / 2, width, height))
    box.rotation = item.get("angle", 0.0)
    _letters(box.text_frame, lines, item, size * canvas.scale)


def _letters(frame: Any, lines: list[str], item: dict[str, Any], size: float) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Emu

    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = True  # unwrapped text is centred by some readers, whatever its alignment says
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    align = {"center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT, "end": PP_ALIGN.RIGHT}
    frame.text = "\n".join(lines)
    for paragraph in frame.paragraphs:
        paragraph.alignment = align.get(item.get("align", "left"), PP_ALIGN.LEFT)
        for run in paragraph.runs:  # what is said of the paragraph alone PowerPoint does not heed
            font = run.font
            font.size, font.name = Emu(round(size)), "Inter"
            font.bold = str(item.get("fontWeight", "normal")) in ("bold", "600", "650", "700", "800")
            font.color.rgb = rgb(item["fill"])


_DRAW: dict[str, Callable[[Canvas, list[dict[str, Any]], float, float], None]] = {
    "rect": _rect,
    "symbol": _symbol,
    "rule": _rule,
    "line": _line,
    "area": _area,
    "text": _text,
}


# --- paint -------------------------------------------------------------------------------------------------


def rgb(colour: Any) -> Any:
    """A colour of CSS, or the first of a gradient's, as PowerPoint has it."""
    from PIL import ImageColor
    from pptx.dml.color import RGBColor

    if isinstance(colour, dict):
        colour = colour["stops"][0]["color"]
    return RGBColor(*ImageColor.getrgb(colour)[:3])  # type: ignore[no-untyped-call]


def without_theme_style(shape: Any) -> None:
    """Take the theme's style off a shape: its shadow thickens every line, and not every reader lets it be refused."""
    from pptx.oxml.ns import qn

    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)


def _paint(item: dict[str, Any], name: str) -> Any:
    """The fill or the stroke of a mark, None where nothing of it is seen."""
    colour = item.get(name)
    seen = item.get("opacity", 1) * item.get(f"{name}Opacity", 1) > 0 and colour not in (
        None,
        "",
        "none",
        "transparent",
    )
    return colour if seen else None


def _dress(shape: Any, item: dict[str, Any], canvas: Canvas) -> None:
    without_theme_style(shape)
    if _paint(item, "fill"):
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(item["fill"])
        _clear(shape.fill.fore_color, item.get("opacity", 1) * item.get("fillOpacity", 1))
    else:
        shape.fill.background()
    if _paint(item, "stroke") and item.get("strokeWidth", 1) > 0:
        _stroke(shape, item, canvas)
    else:
        shape.line.fill.background()


def _stroke(shape: Any, item: dict[str, Any], canvas: Canvas) -> None:
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Emu

    shape.line.color.rgb = rgb(item["stroke"])
    shape.line.width = Emu(round(item.get("strokeWidth", 1) * canvas.scale))
    if item.get("strokeDash"):
        shape.line.dash_style = MSO_LINE.DASH
    _clear(shape.line.color, item.get("opacity", 1) * item.get("strokeOpacity", 1))


def _clear(colour: Any, opacity: float) -> None:
    """Let what lies behind shine through; python-pptx has no word for it, the format has."""
    from lxml import etree
    from pptx.oxml.ns import qn

    if opacity < 1:
        element = colour._xFill.find(qn("a:srgbClr"))
        etree.SubElement(element, qn("a:alpha")).set("val", str(round(opacity * 100_000)))

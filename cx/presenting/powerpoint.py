"""A deck as PowerPoint: every bar, line, dot and letter of a picture is a native shape that can be edited."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pandas as pd

from cx.charts import table as table_charts
from cx.charts.palette import colours
from cx.presenting import frozen_chart, html_slides, powerpoint_shapes, term_pages
from cx.presenting.decks import Slide
from cx.presenting.readable_table import readable
from cx.text import formatting
from cx.text.formatting import _

WIDE, HIGH = 12_192_000, 6_858_000  # EMU of 13.33 x 7.5 inches
LEFT, TOP = 660_000, 1_500_000
GAP = 500_000
HALF = (WIDE - 2 * LEFT - GAP) // 2
MOST_ROWS, MOST_COLUMNS = 14, 9
_INK = colours("light")
Place = tuple[int, int, int, int]
"""left, top, width, height."""
SHARES = ("rate", "share", "probability", "low", "high")


def pptx(name: str, slides: list[Slide], guesses: dict[int, list[float]] | None = None) -> bytes:
    """The deck as a .pptx file: a slide for each slide, then the tables behind them, then the definitions.

    Parameters
    ----------
    name, slides : of the deck
    guesses : of the guess slides, by slide_id

    Returns
    -------
    The bytes of the file.
    """
    from pptx import Presentation
    from pptx.util import Emu

    made = Presentation()
    made.slide_width, made.slide_height = Emu(WIDE), Emu(HIGH)
    made.core_properties.title = name
    places = {}
    for one in slides:
        places[one.slide_id] = len(made.slides) + 1
        for draw in _DRAW[one.kind]:
            page = _page(made, one.title, name)
            draw(page, one, (guesses or {}).get(one.slide_id, []))
            page.notes_slide.notes_text_frame.text = one.notes
    for one in slides:
        for picture in frozen_chart.parts(one.picture):
            _numbers(made, picture, one.title, places[one.slide_id], name)
    _definitions(made, slides, name)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _numbers(made: Any, picture: dict[str, Any], title: str, place: int, name: str) -> None:
    """The table behind a picture on a slide of its own, where it fits on one and is not the picture itself."""
    if picture["chart"] != table_charts.ID and _fits(frozen_chart.table(picture)):
        page = _page(made, _("The numbers behind slide {n}: {title}").format(n=place, title=title), name, 20)
        _table(page, frozen_chart.table(picture))
        _text(page, frozen_chart.basis(picture), 6_150_000, 11, "muted")


def _page(made: Any, title: str, name: str, size: int | None = None) -> Any:
    page = made.slides.add_slide(made.slide_layouts[5])  # title only: the title stays a title in the outline
    box = page.shapes.title
    box.left, box.top, box.width, box.height = LEFT, 380_000, WIDE - 2 * LEFT, 1_000_000
    box.text_frame.text = title
    box.text_frame.word_wrap = True
    box.text_frame.margin_left = box.text_frame.margin_right = 0
    _look(box.text_frame, size or (30 if len(title) <= html_slides.LONG else 24), "text", bold=True)
    _text(page, name, 6_480_000, 10, "muted")
    return page


def _text(page: Any, text: str, top: int, size: float, colour: str, bold: bool = False) -> Any:
    box = page.shapes.add_textbox(LEFT, top, WIDE - 2 * LEFT, 300_000)
    frame = box.text_frame
    frame.margin_left = frame.margin_right = 0
    frame.word_wrap = True
    frame.text = text
    _look(frame, size, colour, bold)
    return box


def _look(frame: Any, size: float, colour: str, bold: bool = False) -> None:
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        for run in paragraph.runs:  # what is said of the paragraph alone PowerPoint does not heed
            run.font.size, run.font.bold, run.font.name = Pt(size), bold, "Inter"
            run.font.color.rgb = powerpoint_shapes.rgb(_INK[colour])


# --- slides ------------------------------------------------------------------------------------------------


def _picture(page: Any, slide: Slide, _guesses: list[float]) -> None:
    parts = frozen_chart.parts(slide.picture)
    _text(page, "\n".join(frozen_chart.every_basis(slide.picture)), 6_130_000 - 170_000 * (len(parts) - 1), 11, "muted")
    if len(parts) == 1:
        _drawn(page, parts[0], slide.title, html_slides.SIZE, (LEFT, TOP, WIDE - 2 * LEFT, 4_550_000))
        return
    for at, one in enumerate(parts):
        left = LEFT + at * (HALF + GAP)
        head = _text(page, html_slides.heading(one, slide), TOP - 120_000, 14, "text", bold=True)
        head.left, head.width = left, HALF
        _drawn(page, one, one["title"], html_slides.HALF, (left, TOP + 450_000, HALF, 3_900_000))


def _drawn(page: Any, picture: dict[str, Any], title: str, size: tuple[int, int], place: Place) -> None:
    """A picture as shapes in its place, a table as a table, and as an image where it has too many marks."""
    if picture["chart"] == table_charts.ID and size == html_slides.SIZE:
        _table(page, table_charts.texts(picture["frames"]["cells"]))
        return
    alt = "\n".join(one for one in (title, frozen_chart.basis(picture)) if one)
    if not powerpoint_shapes.draw(page, frozen_chart.scene(picture, "light", size), place, alt):
        image = page.shapes.add_picture(BytesIO(frozen_chart.png(picture)), *place[:2], height=place[3])
        if image.width > place[2]:
            image.height, image.width = round(image.height * place[2] / image.width), place[2]
        powerpoint_shapes.describe(image, alt)


def _message(page: Any, slide: Slide, _guesses: list[float]) -> None:
    if slide.picture:
        _text(page, frozen_chart.basis(slide.picture), 6_130_000, 11, "muted")
    box = page.shapes.title
    box.top, box.height = 2_300_000, 2_300_000
    _look(box.text_frame, 48 if len(slide.title) <= html_slides.LONG else 36, "text", bold=True)


def _guess(page: Any, slide: Slide, guesses: list[float]) -> None:
    """The question alone: its answer stands on the slide after it."""
    asked = slide.question or {}
    low, high = (f"{formatting.number(asked[end])}{asked['unit']}" for end in ("low", "high"))
    _text(page, _("Your guess, from {low} to {high}?").format(low=low, high=high), 2_500_000, 32, "ink", bold=True)
    _text(page, asked["of"], 6_130_000, 11, "muted")


def _reveal(page: Any, slide: Slide, guesses: list[float]) -> None:
    from cx.presenting import polls

    asked = slide.question or {}
    found = polls.summary(guesses, asked["truth"])
    _text(page, f"{_('Actual')}: {asked['truth_text']}", 2_500_000, 54, "ink", bold=True)
    if found["n"]:
        middle = f"{formatting.number(found['median'], 1)}{asked['unit']}"
        said = _("Audience median: {median}, {n} guesses").format(median=middle, n=found["n"])
        _text(page, said, 3_700_000, 24, "muted")
    _text(page, asked["of"], 6_130_000, 11, "muted")


def _title(page: Any, slide: Slide, guesses: list[float]) -> None:
    _message(page, slide, guesses)
    if slide.subtitle:
        _text(page, slide.subtitle, 4_700_000, 24, "muted")


_DRAW: dict[str, list[Callable[[Any, Slide, list[float]], None]]] = {
    "picture": [_picture],
    "message": [_message],
    "guess": [_guess, _reveal],
    "title": [_title],
}
"""Of each kind of slide what is drawn, each on a page of its own."""


# --- tables and definitions --------------------------------------------------------------------------------


def _fits(table: pd.DataFrame) -> bool:
    return 0 < len(table) <= MOST_ROWS and len(table.columns) <= MOST_COLUMNS


def _table(page: Any, table: pd.DataFrame) -> None:
    rows, columns = len(table) + 1, len(table.columns)
    grid = page.shapes.add_table(rows, columns, LEFT, TOP, WIDE - 2 * LEFT, 300_000 * rows).table
    said = readable(table)
    for at, (column, head) in enumerate(zip(table.columns, said.columns, strict=True)):
        grid.cell(0, at).text = head
        for row, value in enumerate(said.iloc[:, at], start=1):
            grid.cell(row, at).text = cell(column, value)
    for place, cells in enumerate(grid.rows):
        for one in cells.cells:
            _look(one.text_frame, 12 if columns < 8 else 10, "text" if place else "paper", bold=not place)
            one.fill.solid()
            shade = _INK["ink"] if not place else _INK["paper"] if place % 2 else _INK["heat"][0]
            one.fill.fore_color.rgb = powerpoint_shapes.rgb(shade)


def cell(column: str, value: Any) -> str:
    """A value of a table as printed.

    Parameters
    ----------
    column : its name, which says what the value is
    value : as a frozen table has it

    Returns
    -------
    Shares as percentages with a decimal, money and counts with thousands marks, "" for what is not known.

    Examples
    --------
    >>> cell("rate", 0.16685), cell("people", 24580), cell("profit", 12.345), cell("step", "Reach"), cell("low", None)
    ('16.7%', '24,580', '12.35', 'Reach', '')
    """
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str):
        return value.removesuffix("T00:00:00")
    if column == "probability":
        return formatting.sure(value)
    if column.split("_")[-1] in SHARES:
        return formatting.percent(value, 1)
    return formatting.number(value, 0 if float(value).is_integer() else 2)


def _definitions(made: Any, slides: list[Slide], name: str) -> None:
    for title, columns in term_pages.pages(slides):
        page = _page(made, title, name)
        for at, terms in enumerate(columns):
            box = _text(page, "\n".join(_said(one) for one in terms), 1_400_000, 11.5, "text")
            box.left, box.width = LEFT + at * (HALF + GAP), HALF if len(columns) > 1 else WIDE - 2 * LEFT
            _bold_terms(box.text_frame, terms)


def _said(term: dict[str, str]) -> str:
    return f"{term['term']}: {term['says']} {term['formula']}".strip()


def _bold_terms(frame: Any, terms: list[dict[str, str]]) -> None:
    from pptx.util import Pt

    for paragraph, one in zip(frame.paragraphs, terms, strict=True):
        paragraph.space_after = Pt(7)
        term = paragraph.runs[0]
        paragraph.add_run().text = term.text.removeprefix(one["term"])
        term.text = one["term"]
    _look(frame, 11.5, "text")
    for paragraph in frame.paragraphs:
        paragraph.runs[0].font.bold = True

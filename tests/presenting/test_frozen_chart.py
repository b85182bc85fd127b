"""Frozen pictures: the same numbers wherever they are drawn, and pale where they are not spoken about."""

import re
import struct

import altair as alt
import pandas as pd
import pytest

from cx.charts import table as table_charts
from cx.charts.customers import whale_curve as whale_curve_charts
from cx.presenting import frozen_chart, html_slides, powerpoint, term_pages
from cx.presenting.decks import Slide
from tests.decks import STEPS, picture

TEXTS = {
    "2,000", "300", "60", "20%", "30%", "500 window not over yet", "100 window not over yet", "Reached", "Won", "Kept",
}  # fmt: skip


def texts(svg: str) -> set[str]:
    return set(re.findall(r"<text[^>]*>([^<]+)</text>", svg))


def test_the_drawn_numbers_are_those_of_the_answer_in_both_themes():
    assert texts(frozen_chart.svg(picture(), "light")) >= TEXTS
    assert texts(frozen_chart.svg(picture(), "dark")) == texts(frozen_chart.svg(picture(), "light"))
    assert "#143654" not in frozen_chart.svg(picture(), "dark")


def test_a_frozen_table_is_the_answer_to_the_last_digit():
    third = pd.DataFrame({"rate": [1 / 3, float("nan")], "day": pd.to_datetime(["2025-01-31", None])})
    frozen = frozen_chart.freeze({}, {}, {}, third)
    assert frozen_chart.table(frozen)["rate"].iloc[0] == 1 / 3
    assert frozen["table"]["rows"] == [[1 / 3, "2025-01-31T00:00:00"], [None, None]]


def opacities(svg: str, word: str) -> set[str]:
    found = re.findall(rf"<text[^>]*>{re.escape(word)}</text>", svg)
    assert found
    return {match for one in found for match in re.findall(r'opacity="([^"]+)"', one)}


def test_speaking_of_one_step_pales_the_others_and_only_those():
    drawn = frozen_chart.svg(picture(), "light", "Acquire")
    assert frozen_chart.groups(picture()) == ["Reach", "Acquire", "Retain"]
    assert opacities(drawn, "Won") <= {"1"} and opacities(drawn, "20%") <= {"1"}
    assert opacities(drawn, "Kept") == {str(frozen_chart.PALE)} == opacities(drawn, "30%")


def test_a_line_through_all_groups_stays_whole_when_one_is_spoken_about():
    frames = {
        "curve": pd.DataFrame({"x": [0.0, 1.0], "height": [0.0, 1.0], "tier": ["Gold", "Tin"]}),
        "areas": pd.DataFrame({"x": [0.0, 1.0], "low": 0.0, "high": 1.0, "tier": ["Gold", "Tin"], "order": 1}),
        "labels": pd.DataFrame({"x": [1.0], "height": [1.0], "text": ["Peak"], "final": [1.0], "loss": [""]}),
        "names": pd.DataFrame({"x": [0.5], "height": [0.5], "text": ["Gold"]}),
    }
    whale = frozen_chart.freeze(
        whale_curve_charts.whale("light").to_dict(), {}, frames, frames["curve"], title="", basis=""
    )
    marks = {
        layer["mark"]["type"]: layer.get("encoding", {}) for layer in frozen_chart.spec(whale, "light", "Gold")["layer"]
    }
    assert "opacity" not in marks["line"]
    assert marks["area"]["opacity"]["condition"]["value"] == 0.32


def test_a_column_that_sets_opacity_is_left_alone():
    chart = alt.Chart(alt.NamedData("d")).mark_point().encode(x="x:Q", opacity="w:Q").to_dict()
    frozen = frozen_chart.freeze(chart, chart, {"d": pd.DataFrame({"x": [1], "w": [1], "tier": ["a"]})}, STEPS)
    assert frozen_chart.spec(frozen, "light", "a")["encoding"]["opacity"]["field"] == "w"


def test_a_png_is_twice_as_large_as_the_screen_and_an_svg_brings_its_letters():
    wide, high = struct.unpack(">II", frozen_chart.png(picture())[16:24])
    assert wide >= 1800 and high >= 840
    assert frozen_chart.svg_file(picture()).count("@font-face") == 2, "letters, and the arrow of the labels"


def slides() -> list[Slide]:
    return [
        Slide(1, 1, "message", "Three <things> & more"),
        Slide(2, 1, "picture", "Leak", "Say it </script> slowly", ["Acquire", "gone"], picture()),
        Slide(
            3, 1, "guess", "What share?",
            question={
                "of": "Acquire · rate", "truth": 20.0, "truth_text": "20%", "unit": "%", "low": 0, "high": 100,
            },
        ),
    ]  # fmt: skip


def test_the_slide_show_holds_every_number_and_asks_nobody_for_anything():
    made = html_slides.html("Board", slides())
    assert texts(made) >= TEXTS
    for said in ("As of 31 Dec 2025 · 12 months · North · 300 of 1,500 ordered within 90 days", "a ÷ b"):
        assert said in made
    assert "Three &lt;things&gt; &amp; more" in made and "People &lt;first&gt; touched." in made
    assert not re.findall(r"""(?:src|href)=["']?(?!#|data:)|url\((?!#|data:)|@import|https?://(?!www\.w3\.org)""", made)
    assert made.count("</script>") == 2


def test_names_inside_the_pictures_of_a_slide_show_are_not_shared():
    names = re.findall(r'\bid="(s\d[^"]*)"', html_slides.html("Board", slides()))
    assert len(names) == len(set(names))


def test_every_definition_of_a_deck_is_printed_on_as_many_slides_as_they_need():
    terms = [{"term": f"Term {n:02d}", "says": "It says something. " * 9, "formula": "a ÷ b"} for n in range(25)]
    deck = [Slide(1, 1, "picture", "Leak", picture=picture(terms=terms))]
    pages = term_pages.pages(deck)
    assert [one for _title, columns in pages for column in columns for one in column] == terms
    assert [[len(column) for column in columns] for _title, columns in pages] == [[3, 3]] * 4 + [[1]]
    few = [Slide(1, 1, "picture", "Leak", picture=picture(terms=terms[:2]))]
    assert term_pages.pages(few)[0][1] == [terms[:1], terms[1:2]]
    assert html_slides.html("Board", deck).count('<section class="slide terms">') == len(pages) > 1
    printed = "".join(text for page in shapes(powerpoint.pptx("Board", deck)) for text in page)
    assert all(one["term"] in printed for one in terms)


def shapes(file: bytes) -> list[list[str]]:
    """Every text of every slide, in groups and tables too."""
    from io import BytesIO

    from pptx import Presentation

    def inside(one):
        if hasattr(one, "shapes"):
            return [text for part in one.shapes for text in inside(part)]
        if getattr(one, "has_table", False):
            return [cell.text for row in one.table.rows for cell in row.cells]
        return [one.text_frame.text] if one.has_text_frame and one.text_frame.text else []

    return [[text for one in page.shapes for text in inside(one)] for page in Presentation(BytesIO(file)).slides]


def test_the_powerpoint_has_the_numbers_as_text_the_basis_the_table_and_the_definitions():
    message, shown, guess, reveal, table, terms = shapes(powerpoint.pptx("Board", slides(), {3: [10, 30, 50]}))
    assert "Three <things> & more" in message
    assert set(shown) >= TEXTS
    assert "As of 31 Dec 2025 · 12 months · North · 300 of 1,500 ordered within 90 days" in shown
    assert "What share?" in guess and not any("20%" in text for text in guess)
    assert "Actual: 20%" in reveal and "Audience median: 30.0%, 3 guesses" in reveal
    assert {"2,000", "1,500", "20.0%", "30.0%", "18.0%"} <= set(table)
    assert any("People <first> touched." in text for text in terms)


def test_the_bars_of_the_powerpoint_are_shapes_as_high_as_the_square_root_of_their_people_open_ones_included():
    from io import BytesIO

    from pptx import Presentation
    from pptx.enum.shapes import MSO_SHAPE_TYPE

    page = Presentation(BytesIO(powerpoint.pptx("Board", slides()))).slides[1]
    assert not [one for one in page.shapes if one.shape_type == MSO_SHAPE_TYPE.PICTURE]
    group = next(one for one in page.shapes if one.shape_type == MSO_SHAPE_TYPE.GROUP)
    heights = sorted({one.height for one in group.shapes if one.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE}, reverse=True)
    assert [high / heights[0] for high in heights[:3]] == pytest.approx(
        [1, ((300 + 500) / 2000) ** 0.5, ((60 + 100) / 2000) ** 0.5], abs=0.002
    )


def test_the_picture_of_a_powerpoint_slide_has_an_alt_text():
    from io import BytesIO

    from pptx import Presentation
    from pptx.enum.shapes import MSO_SHAPE_TYPE

    page = Presentation(BytesIO(powerpoint.pptx("Board", slides()))).slides[1]
    group = next(one for one in page.shapes if one.shape_type == MSO_SHAPE_TYPE.GROUP)
    said = group._element.xpath("./p:nvGrpSpPr/p:cNvPr/@descr")[0]
    assert said.startswith("Leak\nAs of 31 Dec 2025") and "300 of 1,500" in said


def test_a_title_slide_shows_its_second_line_in_the_show_and_in_the_powerpoint():
    deck = [Slide(1, 1, "title", "Board", spoken=["March <1>"]), *slides()[:1]]
    assert '<p class="second">March &lt;1&gt;</p>' in html_slides.html("Board", deck)
    assert {"Board", "March <1>"} <= set(shapes(powerpoint.pptx("Board", deck))[0])


def test_a_note_of_the_picture_is_read_under_its_slide():
    noted = picture(note="Percent of the cohort.")
    assert frozen_chart.basis(noted).endswith("300 of 1,500 ordered within 90 days · Percent of the cohort.")


def test_notes_go_along_for_the_speaker():
    from io import BytesIO

    from pptx import Presentation

    page = Presentation(BytesIO(powerpoint.pptx("Board", slides()))).slides[1]
    assert page.notes_slide.notes_text_frame.text == "Say it </script> slowly"


def test_no_two_shapes_of_a_slide_have_one_number():
    from io import BytesIO

    from pptx import Presentation

    for page in Presentation(BytesIO(powerpoint.pptx("Board", slides()))).slides:
        numbers = page.shapes._spTree.xpath(".//p:cNvPr/@id")
        assert len(numbers) == len(set(numbers))


def test_shapes_of_the_powerpoint_cast_no_shadow_and_every_run_of_text_has_its_size():
    from io import BytesIO

    from pptx import Presentation
    from pptx.oxml.ns import qn

    for page in Presentation(BytesIO(powerpoint.pptx("Board", slides(), {3: [10]}))).slides:
        group = page.shapes._spTree
        assert not group.findall(f".//{qn('p:style')}")
        assert all(run.find(qn("a:rPr")).get("sz") for run in group.iter(qn("a:r")))


def paired() -> Slide:
    """A slide of two pictures: the funnel, and a list of customers beside it."""
    rows = pd.DataFrame({"Customer": ["Ada", "Bo"], "Orders": ["12", "7"]})
    frames = table_charts.table_frames(rows, {"Orders"})
    specs = {theme: table_charts.table(theme, rows=2, letters=17).to_dict() for theme in ("light", "dark")}
    terms = [{"term": "Order", "says": "A purchase.", "formula": ""}]
    listed = frozen_chart.freeze(
        **specs, frames=frames, table=rows, chart=table_charts.ID, title="Best customers", basis="first 2", terms=terms
    )
    return Slide(4, 1, "picture", "Both", picture={**picture(), "beside": listed})


def test_two_pictures_stand_beside_each_other_in_the_show_and_in_the_powerpoint():
    made = html_slides.html("Board", [paired()])
    assert made.count("<figcaption>Best customers</figcaption>") == 2  # light and dark
    assert texts(made) >= {*TEXTS, "Ada", "12", "Orders"} and "A purchase." in made
    names = re.findall(r'\bid="(s\d[^"]*)"', made)
    assert len(names) == len(set(names))
    shown = shapes(powerpoint.pptx("Board", [paired()]))[0]
    assert {*TEXTS, "Ada", "12", "Best customers", "The leak is Reach → Acquire"} <= set(shown)


def test_a_list_is_a_table_of_the_powerpoint_and_stands_there_once():
    listed = frozen_chart.parts(paired().picture)[1]
    pages = shapes(powerpoint.pptx("Board", [Slide(5, 1, "picture", "Best", picture=listed)]))
    assert {"Customer", "Orders", "Ada", "12", "Bo", "7"} <= set(pages[0])
    assert len(pages) == 2 and "first 2" in pages[0]  # the list, and the definitions


def test_a_pages_title_is_a_message_with_its_basis():
    said = frozen_chart.freeze({}, {}, {}, pd.DataFrame(), chart="page.title", title="26% earn 81%", basis="n = 9")
    deck = [Slide(6, 1, "message", "26% earn 81%", picture=said)]
    assert '<div class="basis">n = 9</div>' in html_slides.html("Board", deck)
    assert {"26% earn 81%", "n = 9"} <= set(shapes(powerpoint.pptx("Board", deck))[0])


def test_links_of_a_slide_lead_to_its_page_only_where_the_app_serves_it():
    made = html_slides.html("Board", slides(), links={2: [("Open page", "/funnel?by=region")]})
    assert '["Open page", "/funnel?by=region"]' in made

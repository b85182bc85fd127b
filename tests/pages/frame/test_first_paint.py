"""The first answer of a page holds its frame; Streamlit's own page, empty as yet, stands behind it."""

import re

import pytest
from starlette.applications import Starlette

from pages.frame import first_paint
from pages.shared import menu
from tests.pages.frame.test_routes import ask


@pytest.mark.parametrize(
    ("address", "marked"),
    [("/", "Overview"), ("/segments", "Customers"), ("/customer?id=C1", "Customers"), ("/funnel", "Lifecycle")],
)
def test_the_first_answer_has_every_section_in_its_order_and_marks_that_of_the_page(address, marked):
    status, headers, text = ask(Starlette(routes=first_paint.routes()), address)
    assert (status, headers["cache-control"]) == (200, "no-cache")
    links = re.findall(r'<a href="\./(\w*)"[^>]*?( aria-current="page")?>([^<]+)</a>', text)
    assert [name for _address, _marked, name in links] == [menu.section_title(one) for one in menu.sections()]
    assert [name for _address, is_marked, name in links if is_marked] == [marked]
    assert links[0][0] == ""
    assert all(menu.path(name) for name, _marked, _title in links[1:])


def test_streamlits_page_stays_whole_behind_the_frame():
    text = first_paint.page("segments")
    assert text.index('id="first-paint"') < text.index(first_paint.ROOT) < text.index("</body>")
    assert '<script type="module"' in text
    assert "<title>CX explorer</title>" in text

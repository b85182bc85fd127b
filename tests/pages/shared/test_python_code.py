"""Copy as Python: the lines run, and give what the picture shows."""

import shutil

import pandas as pd
import pytest

from pages.shared import answers, picture_tools
from tests.apps import app_on

WHOLE = {
    "segments": {"cards-tiers", "whale", "scatter"},
    "funnel": {"ribbon", "heat"},
    "retention": {"reasons"},
}


@pytest.mark.demo
@pytest.mark.parametrize("page", WHOLE)
def test_the_copied_lines_give_the_frame_of_the_picture(page, demo_store, tmp_path, monkeypatch):
    drawn = {}
    monkeypatch.setattr(picture_tools, "draw", lambda _box, shown: drawn.update({shown.key: shown}))
    path = shutil.copy(demo_store, tmp_path / "demo.duckdb")
    app = app_on(path, page, region="Europe")
    assert not app.exception
    lines = {key: picture_tools.python(shown) for key, shown in drawn.items()}
    answers.store().close()
    for key, code in lines.items():
        assert key == "title" or code
    for key in WHOLE[page]:
        assert 'region="Europe"' in lines[key].replace("'", '"') and "a part of" not in lines[key]
        names = {}
        exec(lines[key], names)  # as a notebook does
        answer = names["answer"]
        names["store"].close()
        shown = picture_tools.answer(drawn[key])
        pd.testing.assert_frame_equal(answer, shown[list(answer.columns)], check_dtype=False)

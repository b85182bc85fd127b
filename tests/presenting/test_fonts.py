"""Every character of the app's own texts has a glyph in the font of pictures and pages: none falls to another face."""

import ast
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from cx.presenting import fonts

ROOT = Path(__file__).parents[2]
OTHERS = ("cx/loading", "cx/tables", "cx/progress.py", "cx/presenting/fonts.py")
"""Names of headers in other scripts, the bar of a terminal, ranges of letters: texts that no picture shows."""
UNSEEN = re.compile(r"[\s\u0300-\u036f\u200b-\u200f\u0600-\u06ff\ud800-\udfff\ufdfa-\uffff]")
"""Blanks, marks that a search takes away, and the letters of Persian, which have a font of their own."""


def texts() -> set[str]:
    """The characters of every text in the code of the app."""
    found: set[str] = set()
    for file in [*ROOT.glob("cx/**/*.py"), *ROOT.glob("pages/**/*.py")]:
        if not file.relative_to(ROOT).as_posix().startswith(OTHERS):
            nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            found.update(*(n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)))
    return {one for one in found if one.isprintable() and not UNSEEN.match(one)}


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_pictures_have_a_glyph_for_every_character(weight):
    glyphs = TTFont(ROOT / f"cx/presenting/font_files/inter-{weight}.ttf").getBestCmap()
    assert [one for one in sorted(texts()) if ord(one) not in glyphs] == []
    more = "äßÉñŁşžΔΣΠµЖя←→≤≥≠≈−×÷±·√²‰…“”–—€£¥"
    assert [one for one in more if ord(one) not in glyphs] == []


def test_pages_and_slides_load_a_font_for_every_character():
    ranges = ",".join(covers for _family, _file, covers, _marks in fonts.FACES)
    ends = [part.removeprefix("U+").split("-") for part in ranges.split(",")]
    covered = {at for first, *last in ends for at in range(int(first, 16), int((last or [first])[0], 16) + 1)}
    assert [one for one in sorted(texts()) if ord(one) not in covered] == []
    assert "inter-symbols" not in fonts.FACES[0][1] and fonts.faces("a ≤ b").count("@font-face") == 2
    config = (ROOT / ".streamlit/config.toml").read_text(encoding="utf-8")
    assert all(f"app/static/{file}" in config for _family, file, *_rest in fonts.FACES)

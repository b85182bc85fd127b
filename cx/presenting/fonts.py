"""The letters that leave with a file: fonts as CSS with the data inside, only those whose letters occur."""

import base64
import re
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parents[2] / "static"
FACES = (
    (
        "Inter",
        "inter-latin-wght-normal.woff2",
        "U+0000-00FF,U+0131,U+0152-0153,U+2000-206F,U+20AC,U+2122,U+2190-2193,U+2212,U+2215",
        "[ -~]",
    ),
    ("Inter", "inter-latin-ext-wght-normal.woff2", "U+0100-02AF,U+1E00-1EFF", "[\u0100-\u02af\u1e00-\u1eff]"),
    ("Vazirmatn", "vazirmatn.woff2", "U+0600-06FF,U+200C-200E,U+FB50-FDFF,U+FE80-FEFC", "[\u0600-\u06ff]"),
)


def faces(text: str) -> str:
    """@font-face rules for every font of the app that the text needs."""
    return "".join(_face(family, file, covers) for family, file, covers, marks in FACES if re.search(marks, text))


@cache
def _face(family: str, file: str, covers: str) -> str:
    data = base64.b64encode((STATIC / file).read_bytes()).decode()
    return (
        f"@font-face{{font-family:{family};src:url(data:font/woff2;base64,{data}) format('woff2');"
        f"font-weight:100 900;unicode-range:{covers}}}"
    )

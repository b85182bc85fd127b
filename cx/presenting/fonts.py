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
        "U+0000-00FF,U+0131,U+0152-0153,U+2000-2022,U+2026,U+202F,U+2039-203A,U+2044,U+20AC,U+2122,U+2191,U+2193,U+2212",
        "[ -~]",
    ),
    ("Inter", "inter-latin-ext-wght-normal.woff2", "U+0100-02AF,U+1E00-1EFF", "[\u0100-\u02af\u1e00-\u1eff]"),
    (
        "Inter",
        "inter-symbols-wght-normal.woff2",
        "U+0386-03CE,U+2030-2033,U+2190,U+2192,U+2194-2199,U+21D2-21D4,U+2202-2211,U+221A-222B,U+2248-2265,"
        "U+25A0-25CF,U+2713-2717",
        "[Ά-ώ‰′″←→↔-↙⇒⇔∂-∑√-∫≈-≥■-●✓✗]",
    ),
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

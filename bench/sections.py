"""The sections of RESULTS.md, each written by a bench of its own."""

import re
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS.md"


def write(title: str, text: str) -> None:
    """Put a section into RESULTS.md, in place of the one of that title where there is one.

    title : its heading, with the "## " before it; text : what stands under it
    """
    before = RESULTS.read_text()
    section = f"{title}\n\n{text.strip()}\n"
    there = re.compile(rf"^{re.escape(title)}\n.*?(?=^## |\Z)", re.DOTALL | re.MULTILINE)
    if there.search(before):
        after = there.sub(lambda _found: section + "\n", before)
    else:
        after = f"{before.rstrip()}\n\n{section}"
    RESULTS.write_text(after.rstrip() + "\n")

"""Links from a touchpoint to the pages that say more about its figures."""

from typing import Any

import pandas as pd

from cx.text.formatting import _
from pages.shared import page_links
from pages.shared.page_links import Link


def draw(row: pd.Series) -> None:
    """What there is more to know of the touchpoint that is picked.

    row : of the answer of `cx.journey.map`
    """
    page_links.row(*_links(row))


def _links(row: Any) -> list[Link]:
    found = []
    if pd.notna(row["gap"]):
        found.append(Link("promises", _("Promises: said and kept")))
    if row["csat_n"]:
        found.append(Link("voice", _("Voice: what customers say"), {"voice_measure": "csat"}))
    if row["complaints_per_100"] > 0:
        found.append(Link("complaints", _("Complaints and what helping changes"), {"shares_by": "Topic"}))
    if pd.notna(row["wait_hours"]):
        found.append(Link("support", _("Support: how long tickets wait")))
    return found

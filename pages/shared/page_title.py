"""A page's title: its finding, with the menu that puts it into a deck as a slide."""

import pandas as pd

from pages.shared import picture_tools

CHART = "page.title"


def draw(place, title: str, basis: str = "") -> None:
    """The title in its place (`st` or a container); basis : its n and what it stands on, under it on a slide."""
    box = place.container(key="picture-title")
    box.title(title)
    shown = picture_tools.Shown(
        key="title",
        chart=CHART,
        title=title,
        basis=basis,
        terms=(),
        frames={},
        table=pd.DataFrame(),
        specs=lambda: {"light": {}, "dark": {}},
    )
    picture_tools.draw(box, shown)

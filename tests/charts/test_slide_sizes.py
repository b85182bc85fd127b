"""A picture drawn for a slide stays within it: what it holds follows the height that it is given."""

import pandas as pd

from cx.charts.products import stages
from cx.presenting import frozen_chart, html_slides


def lowest(mark: dict, top: float = 0.0) -> float:
    """The lower end of the lowest rectangle of a scene."""
    found = [0.0]
    for item in mark.get("items", []):
        at = top + (item.get("y") or 0)
        if mark.get("marktype") == "rect":
            found.append(at + (item.get("height") or 0))
        found.append(lowest(item, at if mark.get("marktype") == "group" else top))
    return max(found)


def test_small_pictures_of_ten_products_fit_on_a_slide():
    many = range(10)
    frames = {
        "names": pd.DataFrame({"panel": many, "name": "x", "stage_name": "Growth", "since": ""}),
        "bands": pd.DataFrame(
            {"panel": many, "stage": "Growth", "stage_name": "Growth", "since": "", "t": 0.0, "t2": 1.0}
        ),
        "points": pd.DataFrame({"panel": many, "t": 0.5, "sales": 1.0, "profit": 0.5}),
    }
    light, dark = (stages.many_chart(theme, panels=10).to_dict() for theme in ("light", "dark"))
    picture = frozen_chart.freeze(light, dark, frames, frames["names"], chart="stages.lives", title="Lives")
    usual = lowest(frozen_chart.scene(picture)["scenegraph"])
    for size in (html_slides.SIZE, html_slides.HALF):
        drawn = lowest(frozen_chart.scene(picture, "light", size)["scenegraph"])
        assert 0.9 * size[1] < drawn <= size[1] < usual

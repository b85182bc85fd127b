"""Every colour of the charts, light and dark; checked for every type of colour vision."""

from typing import Any

from cx.tables.tiers_and_stages import STAGES as STAGES
from cx.tables.tiers_and_stages import TIERS as TIERS

_LIGHT = {
    "tiers": ["#4E7FA8", "#DDAA20", "#B7C0C9", "#9C4F24", "#43474F"],
    "stages": ["#B9C6D3", "#7BA6CC", "#2A9D8F", "#1F4E79", "#8A5A83"],
    "steps": ["#143654", "#1F4E79", "#3F76A6", "#2A9D8F", "#217C70", "#155A52"],
    "heat": ["#EEF4FA", "#BDD3E8", "#7BA6CC", "#3F76A6", "#1F4E79"],
    "ink": "#1F4E79",
    "good": "#2A9D8F",
    "bad": "#C0392B",
    "text": "#16202C",
    "muted": "#7A8394",
    "grid": "#E3E8EF",
    "track": "#E3E8EF",
    "paper": "#FFFFFF",
}
_DARK = {
    "tiers": ["#5FA8E6", "#F2C14E", "#D5DBE1", "#C4703A", "#7A828C"],
    "stages": ["#5C6B7A", "#5FA8E6", "#4CC3B2", "#A9C8E8", "#C495BC"],
    "steps": ["#2F6CA3", "#3E7CB5", "#5FA8E6", "#4CC3B2", "#39A99A", "#2C8A7E"],
    "heat": ["#1B2938", "#234467", "#2F659A", "#4A8BC7", "#86BCEB"],
    "ink": "#7FB2E0",
    "good": "#4CC3B2",
    "bad": "#FF8A7A",
    "text": "#EDF2F7",
    "muted": "#9AA7B5",
    "grid": "#2B3A4A",
    "track": "#233142",
    "paper": "#0F1720",
}


def colours(theme: str) -> dict[str, Any]:
    """The palette of a theme.

    Parameters
    ----------
    theme : "light" or "dark"; what is no "dark" is light

    Returns
    -------
    By use, a colour or a list of them; lists run in the order of TIERS, STAGES and steps, that of heat from least to
    most.

    Examples
    --------
    >>> dict(zip(TIERS, colours("light")["tiers"]))["Gold"]
    '#DDAA20'
    """
    return _DARK if theme == "dark" else _LIGHT

"""From a slide back to the page of its picture, and to the customers behind it."""

from urllib.parse import urlencode

from cx.presenting import decks
from cx.text.formatting import _
from pages.shared import menu

WITH_CUSTOMERS = {"segments", "movement", "rfm", "types", "playbook", "funnel", "retention"}
"""Pages that list the customers of what is selected in their pictures."""
OPENS = {"segments": {"view": "customers"}, "funnel": {"list": "customers"}}
"""What the address says where the list is not open from the start."""


def links(slide: decks.Slide) -> list[tuple[str, str]]:
    """(label, address) of each link: the page as it was when the picture was frozen, and its list of customers."""
    picture = slide.picture or {}
    page = picture.get("page")
    if page not in menu.PAGES:
        return []
    query = {**({"as_of": picture["day"]} if picture.get("day") else {}), **picture["query"]}
    found = [(_("Open page"), _address(page, query))]
    if page in WITH_CUSTOMERS:
        found.append((_("Customers on this slide"), _address(page, {**query, **OPENS.get(page, {})})))
    return found


def _address(page: str, query: dict[str, str]) -> str:
    return f"/{page}?{urlencode(query, doseq=True)}" if query else f"/{page}"

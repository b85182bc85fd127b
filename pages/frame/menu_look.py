"""The menu's look: the product's name before it, its sections in their order, with icons, the current one marked.

Streamlit puts the links of a top menu before its drop-downs, gives icons to pages alone, and marks the current page
within an opened drop-down only.
"""

from pathlib import Path

import streamlit as st

from pages.shared import menu

LOGOS = {theme: Path(__file__).parents[2] / "static" / f"logo-{theme}.svg" for theme in ("light", "dark")}
INK = "light-dark(#1F4E79, #7FB2E0)"
MENU = "[data-testid=stTopNav]"
EVERY = """[data-testid=stTopNav] { reading-flow: flex-visual; }
[data-testid=stTopNav] a[aria-current] { background: none; }
[data-testid=stTopNav] > * > button p::before { font: 400 1.25em/1 "Material Symbols Rounded"; margin-right: 0.4em;
  vertical-align: -0.2em; opacity: 0.7; }"""
"""The keyboard's order is that of the eye. An icon before a drop-down is as large as that of a link."""


def draw(page: str) -> None:
    """The product's name and the rules for the menu above this page."""
    theme = st.context.theme.type or "light"
    st.logo(str(LOGOS[theme]))
    st.html(f"<style>{EVERY}\n{rules(menu.sections(), menu.marked(page), INK)}</style>")


def rules(sections: dict[str, list[str]], page: str, ink: str) -> str:
    """Style rules: the place and the icon of each section, and the mark of the current one.

    >>> print(rules({"customers": ["segments", "rfm"], "present": ["decks"]}, "decks", "navy"))
    [data-testid=stTopNav] > :nth-child(2) { order: 0 !important; }
    [data-testid=stTopNav] > :nth-child(2) > button p::before { content: "groups" / ""; }
    [data-testid=stTopNav] > :nth-child(1) { order: 1 !important; }
    [data-testid=stTopNav] > :nth-child(1) :is(button, a) { box-shadow: inset 0 -2px navy; border-radius: 0; }
    [data-testid=stTopNav] > :nth-child(1) p { color: navy; font-weight: 650; }
    """
    sent = sorted(sections, key=lambda section: len(sections[section]) > 1)  # links first, else in the same order
    lines = []
    for number, (section, names) in enumerate(sections.items()):
        place = f"{MENU} > :nth-child({sent.index(section) + 1})"
        lines.append(f"{place} {{ order: {number} !important; }}")
        if len(names) > 1:
            icon = menu.section_icon(section).removeprefix(":material/").removesuffix(":")
            lines.append(f'{place} > button p::before {{ content: "{icon}" / ""; }}')
        if page in names:
            lines.append(f"{place} :is(button, a) {{ box-shadow: inset 0 -2px {ink}; border-radius: 0; }}")
            lines.append(f"{place} p {{ color: {ink}; font-weight: 650; }}")
    return "\n".join(lines)

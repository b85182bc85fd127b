"""Lists end in whole rows."""

import ast
import tomllib
from pathlib import Path

from pages.shared import list_height

ROOT = Path(__file__).parents[3]
PAGES = sorted((ROOT / "pages").rglob("*.py"))


def lists_of(file: Path) -> list[str | None]:
    """The height of each list that a module draws, as written there; None where it gives none."""
    calls = [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    drawn = [call for call in calls if getattr(call.func, "attr", "") in ("dataframe", "data_editor")]
    return [next((ast.unparse(k.value) for k in call.keywords if k.arg == "height"), None) for call in drawn]


def test_no_list_ends_in_half_a_row():
    heights = {(file.name, one) for file in PAGES for one in lists_of(file)}
    whole = ("'content'", "list_height.whole_rows(")
    assert len(heights) > 10 and not [one for one in heights if not (one[1] or "").startswith(whole)]


def test_a_row_is_as_high_as_the_theme_makes_it():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
    assert round(2.1875 * theme["baseFontSize"]) == list_height.ROW
    assert list_height.whole_rows(3) == 4 * list_height.ROW + list_height.EDGES
    assert list_height.whole_rows(500, 6) == list_height.whole_rows(6) < list_height.whole_rows(500)

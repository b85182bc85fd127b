"""ARCHITECTURE.md is where a newcomer begins: every path and every module that it names is there."""

import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NAMED = sorted(set(re.findall(r"`([^`\s]+)`", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"))))
PATHS = [
    name
    for name in NAMED
    if re.fullmatch(r"[\w.*/]*(/|\.\w+)[\w.*/]*", name)
    and ("/" in name or name.endswith((".py", ".sql", ".toml")))
    and not name.startswith("/")  # an address: /funnel
]
MODULES = [name for name in NAMED if re.fullmatch(r"(cx|pages)(\.\w+)*", name)]


@pytest.mark.parametrize("name", PATHS)
def test_a_path_that_architecture_names_exists(name):
    """From the root of the project, or from the package that the paragraph is about: rows/records.py, sql/."""
    folders = [ROOT, *(folder for top in ("cx", "pages") for folder in (ROOT / top).rglob("*/"))]
    assert any(any(folder.glob(name)) for folder in folders)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_that_architecture_names_can_be_imported(name):
    importlib.import_module(name)


def test_architecture_names_enough_to_find_ones_way():
    assert len(PATHS) >= 10
    assert len(MODULES) >= 10

"""The tiers and the stages of products are listed once; everything else reads that list."""

import ast
from pathlib import Path

import pytest

from cx.tables.tiers_and_stages import STAGES, TIERS

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("names", [TIERS, STAGES], ids=["tiers", "stages"])
def test_the_names_are_listed_in_one_file(names):
    found = set()
    for path in [*ROOT.glob("cx/**/*.py"), *ROOT.glob("pages/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.List | ast.Tuple | ast.Set):
                told = {one.value for one in node.elts if isinstance(one, ast.Constant)}
                if set(names) <= told:
                    found.add(path.relative_to(ROOT).as_posix())
    assert found == {"cx/tables/tiers_and_stages.py"}

"""Statements lie beside the package that asks them, and say what one row is."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

from cx.engine import derived_tables, statements

NAMES = sorted(statements.files())


def literals(file: Path) -> set[str]:
    """The texts in a file; of one with placeholders, its part before the first."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            found.add(f"{node.values[0].value}*")
    return found


def askers() -> dict[str, set[Path]]:
    """Statement -> folders of the package whose files name it."""
    found = defaultdict(set)
    for file in statements.PACKAGE.rglob("*.py"):
        texts = literals(file)
        begins = tuple(text[:-1] for text in texts if text.endswith("/*"))
        for name in NAMES:
            if name in texts or (begins and name.startswith(begins)):
                found[name].add(file.parent)
    return found


def test_no_two_statements_share_a_name():
    assert len(NAMES) == len(list(statements.PACKAGE.rglob("sql/*.sql"))) > 100


@pytest.mark.parametrize("name", NAMES)
def test_a_statement_names_its_grain_in_its_first_line(name):
    assert statements.text(name).splitlines()[0].startswith("-- grain: ")


def test_each_statement_is_asked_by_the_package_beside_which_it_lies():
    asked = askers()
    elsewhere = {name: asked[name] for name in NAMES if asked[name] != {statements.files()[name].parents[1]}}
    former_names = {"segments/selection", "funnel/leavers"}  # that saved segments still take from notebooks
    assert elsewhere.keys() <= former_names, elsewhere


def test_pages_name_no_statement():
    pages = (statements.PACKAGE.parent / "pages").rglob("*.py")
    assert not {name for page in pages for name in literals(page) & set(NAMES)}


NOT_PORTABLE = re.compile(
    r"\[|\{|::|->|\b(hash|epoch_\w+|hugeint|list\w*|struct\w*|arg_m\w+|m(in|ax)_by|mode|any_value|qualify|exclude"
    r"|generate_series|range|median|dayofweek|log|ln)\b|\bgroup by all\b|\bm(in|ax)\([^()]+, \d+\)"
)


@pytest.mark.parametrize("name, text", [(name, text) for name, _, text in derived_tables.statements()])
def test_a_derived_table_is_made_of_what_every_engine_reads_alike(name, text):
    code = re.sub(r"--.*", "", text)
    assert not [found.group() for found in NOT_PORTABLE.finditer(code)]


def test_what_only_this_engine_reads_is_seen():
    wrong = ("min(day, 2)", "days[1]", "hash(order_id)", "epoch_us(at)", "x::date", "group by all")
    assert [text for text in wrong if not NOT_PORTABLE.search(text)] == []

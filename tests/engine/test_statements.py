"""Statements lie beside the package that asks them, and say what one row is."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

from cx.engine import derived_tables, statements
from cx.tables.columns import KINDS_OF_CONTACT

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


def test_a_statement_names_its_grain_in_its_first_line():
    assert not [name for name in NAMES if not statements.text(name).splitlines()[0].startswith("-- grain: ")]


def test_each_statement_is_asked_by_the_package_beside_which_it_lies():
    asked = askers()
    elsewhere = {name: asked[name] for name in NAMES if asked[name] != {statements.files()[name].parents[1]}}
    former_names = {"segments/selection", "funnel/leavers"}  # that saved segments still take from notebooks
    assert elsewhere.keys() <= former_names, elsewhere


def test_pages_name_no_statement():
    pages = (statements.PACKAGE.parent / "pages").rglob("*.py")
    assert not {name for page in pages for name in literals(page) & set(NAMES)}


NO_CONTACT = "('recommended', 'unsubscribed', 'bounced', 'asked', 'thanked')"
NO_EVENT, SERVICE, ON_A_WORD = "('asked', 'thanked')", "('served', 'asked', 'thanked')", "('served', 'referred')"
OWN_ACT = "('visited', 'clicked', 'served')"
OF_MAILS = "('sent', 'opened', 'clicked', 'unsubscribed', 'bounced')"


def test_statements_agree_which_touchpoints_are_no_contact_and_which_no_event():
    texts = {name: statements.text(name) for name in NAMES}
    texts |= {name: text for name, _, text in derived_tables.statements()}
    told = defaultdict(set)
    for name, text in texts.items():
        for kinds in re.findall(r"\bkind (?:not )?in (\(.*?\))", text):
            told[kinds].add(name)
    assert told == {
        NO_CONTACT: {
            "customers/assumption_basis",
            "customers/contribution_window",
            "economics/first_years",
            "people",
            "segments/month_sums",
            "value/service",
        },
        NO_EVENT: {f"funnel/{name}" for name in ("events", "kinds", "moments", "offered", "persons", "spend")},
        SERVICE: {"economics/first_years", "economics/spend", "funnel/spend"},
        ON_A_WORD: {"customers/types"},
        OWN_ACT: {"programme/channels", "programme/usage"},
        OF_MAILS: {"offers/standing"},
    }
    words = {word for kinds in told for word in re.findall(r"\w+", kinds)}
    assert words <= set(KINDS_OF_CONTACT)


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

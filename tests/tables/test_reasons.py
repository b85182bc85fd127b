"""Reasons in quarantine: each code has a sentence, each sentence of former times leads back to its code."""

import re
from pathlib import Path

import pytest

import cx
from cx.engine import former_reasons
from cx.loading.rows import checks, row_choices
from cx.tables import reasons
from cx.tables.kinds import KINDS
from cx.tables.reasons import REASONS

ROOT = Path(cx.__file__).parent
COLUMNS = {"product_too_large": "unit_price", "off_scale": "score", "not_whole": "score"}
DETAILS = {
    "wrong_width": "2 5",
    "not_allowed": "nps, csat, ces",
    "other_currency": "$",
    "minor_currency": "EUR",
    "off_scale": "nps 0 10",
    "not_whole": "nps and employee",
    "same_line": "3",
    "same_id": "3",
    "id_in_store": "1 4",
    "other": "a sentence of another time (with brackets)",
}


@pytest.mark.parametrize("code", REASONS)
def test_a_code_has_a_sentence_with_a_detail_where_one_is_stored(code):
    assert bool(REASONS[code].parts) == (code in DETAILS)
    column, detail = COLUMNS.get(code, "revenue"), DETAILS.get(code)
    told = reasons.sentence(code, column, detail)
    assert told and not re.search("[{}]|None", told)
    assert told.startswith(reasons.group(code, column, detail))


def _former(code, column, detail):
    """The sentence of a code as an earlier version stored it."""
    parts = dict(
        zip(REASONS[code].parts, (detail or "").split(" ", max(len(REASONS[code].parts) - 1, 0)), strict=False)
    )
    return former_reasons.SENTENCES.get(code, "{text}").format(column=column, **parts)


@pytest.mark.parametrize("code", [*former_reasons.SENTENCES, "other"])
def test_a_sentence_of_former_times_leads_back_to_its_code(code):
    column, detail = COLUMNS.get(code, "revenue"), DETAILS.get(code)
    assert former_reasons.code(_former(code, column, detail), column) == (code, detail)


@pytest.mark.parametrize("code", reasons.SPECIAL)
def test_rows_that_differ_only_in_their_place_are_one_group(code):
    assert reasons.group(code, "ticket_id", DETAILS[code]) == reasons.group(code, "ticket_id", None)
    assert reasons.sentence(code, "ticket_id", None) == reasons.group(code, "ticket_id", None)
    former = _former(code, "ticket_id", DETAILS[code]).rsplit(" (", 1)[0]
    assert former_reasons.code(former, "ticket_id") == (code, None)


def test_every_former_sentence_has_a_code_of_today():
    assert set(former_reasons.SENTENCES) < set(REASONS)


def test_a_sentence_about_another_column_is_none_of_its_own():
    assert former_reasons.code("order_id is not a number", "revenue") == ("other", "order_id is not a number")


def test_every_code_that_the_loading_gives_is_in_the_list():
    lacking = {column.lacking for columns in KINDS.values() for column in columns.values() if column.lacking}
    lacking |= {factor["lacking"] for factor in checks.FACTORS.values()}
    given = lacking | {choice.code for choice in row_choices.CHOICES.values()}
    assert given <= set(REASONS)
    source = "".join(file.read_text() for file in (ROOT / "loading").rglob("*") if file.suffix in (".py", ".sql"))
    unused = {code for code in set(REASONS) - given - {"other"} if not re.search(f"[\"']{code}[\"']", source)}
    assert not unused

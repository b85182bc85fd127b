"""Claims about currencies: of a column, of a row, of the company; none is taken for another without a word."""

import pytest

from cx.loading import load as ingest
from cx.loading.ledger import company_currency
from cx.loading.rows.edits import Decisions
from tests import memory
from tests.loads import amounts

# --- a currency in a column of its own -----------------------------------------------------------------------------

PAID = (
    "order_id,ordered_at,revenue,{header}\n"
    "A1,2025-01-31,5,EUR\nA2,2025-01-31,7,USD\nA3,2025-01-31,9,eur\nA4,2025-01-31,1,\n"
)


def test_rows_of_several_currencies_are_never_added_up(store):
    receipt = store.load("orders", PAID.format(header="Currency").encode())
    assert store.value("select sum(revenue) from orders") == 14
    assert receipt.problems.set_index("line")["reason"].to_dict() == {
        3: "currency is not €, the currency of most rows",
        5: "no currency where the file holds several",
    }
    assert any("the rows in € are read and the others ($ 1, none 1) excluded" in note for note in receipt.notes)


def test_a_column_of_currencies_is_found_by_its_values_and_told_before_anything_is_written():
    seen = ingest.preview(PAID.format(header="Ccy of sale").encode())
    assert seen.mapping["currency"] == "Ccy of sale"
    assert seen.rows_ready == 2
    assert "the file holds several" in seen.cautions[0]


def test_currencies_that_nobody_matched_are_not_overlooked(store):
    receipt = store.load("orders", PAID.format(header="Ccy of sale").encode())
    assert any("amounts in them are added up as if they were of one" in note for note in receipt.notes)


def test_one_currency_for_all_sets_nothing_aside(store):
    rows = "order_id,ordered_at,revenue,currency\nA1,2025-01-31,5,SEK\nA2,2025-01-31,7,\n"
    receipt = store.load("orders", rows.encode())
    assert (receipt.rows_loaded, receipt.rows_quarantined) == (2, 0)


def test_a_row_whose_currency_was_mended_comes_in(store):
    first = store.load("orders", PAID.format(header="Currency").encode())
    after = store.retry(first.upload_id, decisions=Decisions(edits={5: {"currency": "EUR"}, 3: {"currency": "GBP"}}))
    assert (after.rows_loaded, after.rows_quarantined) == (3, 1)


def test_a_discount_that_looks_like_a_share_is_not_overlooked():
    """Superstore's discounts are 0.2 for 20%: beside sales of 261.96 they were read as 20 cents without a word."""
    rows = (
        "order_id,ordered_at,revenue,discount\n"
        "A,2025-01-31,261.96,0\nB,2025-01-31,957.58,0.45\nC,2025-01-31,22.37,0.2\n"
    )
    assert "as shares of a price do" in ingest.preview(rows.encode()).cautions[0]
    assert not ingest.preview(rows.replace("0.45", "4.50").encode()).cautions


# --- the company's currency ----------------------------------------------------------------------------------------


def test_the_first_file_that_names_a_currency_names_the_companys():
    store = memory.empty()
    store.load("orders", b"order_id,ordered_at,revenue\nA1,2025-01-02,10\n")
    assert store.setting("currency") == ""
    store.load("orders", b"order_id,ordered_at,revenue (EUR)\nA2,2025-01-02,10\n")
    assert store.setting("currency") == "€"


def test_amounts_in_another_currency_than_the_companys_are_told_before_and_after_the_load():
    store = memory.empty()
    store.load("orders", "order_id,ordered_at,revenue\nA1,2025-01-02,€ 10\n".encode())
    other = b"order_id,ordered_at,revenue\nB1,2025-01-02,$10\n"
    seen = ingest.preview(other, store=store)
    receipt = store.load("orders", other)
    assert any("those loaded before in €" in told for told in seen.cautions)
    assert any("those loaded before in €" in told for told in receipt.notes)
    assert store.setting("currency") == "€"


def in_currency(store, currency, number, **more):
    body = f"order_id,ordered_at,revenue {currency}\nA{number},2025-01-02,10\n".encode()
    return store.load("orders", body, name=f"{number}.csv", **more)


def test_the_companys_currency_is_that_of_the_first_file_still_there():
    store = memory.empty()
    euros = in_currency(store, "(EUR)", 1)
    in_currency(store, "", 2)
    in_currency(store, "(USD)", 3)
    store.undo(euros.upload_id)
    assert (store.setting("currency"), company_currency.of_company(store)) == ("$", "$")


def test_a_file_that_replaces_the_only_one_of_another_currency_names_the_companys_and_is_no_reason_to_worry():
    store = memory.empty()
    euros = in_currency(store, "(EUR)", 1)
    other = b"order_id,ordered_at,revenue (USD)\nB1,2025-01-02,10\n"
    instead = Decisions(replaces=(euros.upload_id,))
    assert not ingest.preview(other, store=store, decisions=instead).cautions
    receipt = store.load("orders", other, decisions=instead)
    assert not any("loaded before in" in told for told in receipt.notes)
    assert store.setting("currency") == "$"


def test_a_currency_that_no_file_named_stays_when_a_file_leaves():
    store = memory.empty()
    in_currency(store, "", 1)
    store.set("currency", "€")
    dollars = in_currency(store, "(USD)", 2)
    store.undo(dollars.upload_id)
    assert store.setting("currency") == "€"


def test_a_currency_of_loads_made_before_theirs_was_kept_stays_when_a_file_leaves():
    store = memory.empty()
    in_currency(store, "(EUR)", 1)
    with store.transaction() as cursor:
        cursor.execute("update uploads set reading = '{}'").fetchall()
    later = in_currency(store, "(EUR)", 2)
    store.undo(later.upload_id)
    assert (store.setting("currency"), company_currency.of_company(store)) == ("€", "€")


def test_a_currency_of_loads_that_were_all_undone_binds_nobody():
    store = memory.empty()
    first = store.load("orders", "order_id,ordered_at,revenue\nA1,2025-01-02,€ 10\n".encode())
    store.undo(first.upload_id)
    receipt = store.load("orders", b"order_id,ordered_at,revenue\nB1,2025-01-02,$10\n")
    assert not any("loaded before in" in told for told in receipt.notes)
    assert store.setting("currency") == "$"


def test_a_code_says_more_than_the_sign_beside_it(store):
    """They were added up as if all were of one currency."""
    found, reasons, notes = amounts(store, "$10.00 USD", "$10", "$20.00 CAD", "AUD $30.00")
    assert found == [10, 10]
    assert reasons == ["revenue is not in $"] * 2
    assert "(AUD 1, CAD 1)" in notes


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["12.50", "1.234"], ""),
        (["12.50", "1,234"], "the comma in numbers such as 1,234"),
        (["12,50", "1,234"], ""),
        (["12,50", "1.234"], "the point in numbers such as 1.234"),
    ],
)
def test_a_thousands_mark_is_told_where_there_is_one(store, cells, said):
    _, _, notes = amounts(store, *cells)
    assert said in notes
    assert ("thousands mark" in notes) == bool(said)

"""Claims about files that only a person sees to be understood wrongly: they come in, with a caution."""

import pytest

from cx.loading import load as ingest
from tests import memory


def cautions(rows, kind="orders", **more):
    """All cautions of a file in one text."""
    return " ".join(ingest.preview(rows.encode(), kind, **more).cautions)


def lines_of_orders(*prices, header="amount", orders=6):
    """Orders of two lines with different products, each line at one of the prices, in turn."""
    cells = [
        f"{order},2025-01-31,c{order},{prices[(2 * order + line) % len(prices)]},P{line}\n"
        for order in range(orders)
        for line in range(2)
    ]
    return f"order_id,order_date,customer,{header},item\n" + "".join(cells)


def test_totals_of_orders_on_every_line_are_not_overlooked():
    totals = ("30.00", "30.00", "45.50", "45.50", "12.00", "12.00")
    assert "as the total of an order is (6 orders" in cautions(lines_of_orders(*totals))
    assert "the same on every line" in cautions(lines_of_orders(*totals, header="order_total", orders=2))
    assert "added up once for each line" in cautions(lines_of_orders("5", "5", header="Invoice Total", orders=2))


def test_lines_that_are_alike_by_chance_are_no_totals_of_orders():
    assert not cautions(lines_of_orders("30.00", "30.00", "45.50", "45.50", "12.00", "12.00", orders=4))
    assert not cautions(lines_of_orders("9.99"))
    assert not cautions(lines_of_orders("30.00", "30.00", "45.50", "4.50", "12.00", "12.00"))
    assert not cautions(lines_of_orders("5", "6", header="order_total"))
    same = "order_id,order_date,customer,amount,line,item\n" + "".join(
        f"{order},2025-01-31,c{order},{order + 3},{line},P1\n" for order in range(8) for line in range(2)
    )
    assert not cautions(same)


STATES = (
    "order_id,ordered_at,customer_id,revenue,{header}\n1,2025-01-31,a,10,{first}\n2,2025-01-31,b,20,{second}\n"
    "3,2025-01-31,c,{revenue},{third}\n"
)


def state(header="status", first="completed", second="cancelled", third="Partially_Refunded", revenue="30"):
    return cautions(STATES.format(**locals()))


def test_cancelled_and_refunded_rows_are_told_where_nothing_reads_their_state():
    assert "“status” is not read and says “Partially_Refunded”, “cancelled”" in state()
    assert "counted as sales" in state(second="storniert", third="bezahlt")
    assert "“لغو شده”" in state(header="وضعیت", first="تکمیل شده", second="لغو شده", third="ارسال شده")
    assert "“2025-02-01”" in state(header="Cancelled at", first="", second="2025-02-01", third="")
    assert "“Return”" in state(header="Transaction Type", first="Sale", second="Sale", third="Return")
    costs = "month,amount,kind,status\n2025-01,5,marketing,booked\n2025-01,7,marketing,cancelled\n"
    assert "counted as costs" in cautions(costs, "costs")


def test_states_of_sales_that_stand_are_no_reason_to_worry():
    assert not state(second="paid", third="shipped")
    assert not state(second="not returned", third="paid")
    assert not state(second="paid", third="refunded", revenue="-30")
    assert not state(second="paid", third="cancelled", revenue="0")
    assert not state(second="paid", third="cancelled", revenue="²")
    assert not state(header="cancelled", first="no", second="0", third="false")
    assert not state(header="trip", second="return", third="one way")
    assert not state(header="title", second="Return of the King", third="Void")
    assert not state(header="note", second="customer returned the box to us", third="paid")


def test_a_negative_quantity_with_revenue_above_zero_is_told():
    rows = "order_id,ordered_at,revenue,quantity\n1,2025-01-31,20,-1\n2,2025-01-31,-20,-1\n"
    assert "quantity: 1 row below zero with revenue above zero" in cautions(rows)
    assert not cautions(rows.replace(",20,-1", ",20,1"))


@pytest.mark.parametrize(
    ("kind", "rows", "line", "header"),
    [
        (
            "orders",
            "order_id,ordered_at,customer,revenue\n1,2025-01-31,c,30\nTotal,2025-01-31,,30\n",
            3,
            "order_id",
        ),
        (
            "orders",
            "order_id,ordered_at,customer,revenue\n1,2025-01-31,c,30\n2,2025-01-31,Summe:,30\n\n\n",
            3,
            "customer",
        ),
        ("products", "product_id,name\nP1,Tea\nجمع کل,\n", 3, "product_id"),
        (
            "costs",
            "month,kind,amount,product\n2025-01,marketing,12,P1\n2025-01,marketing,12,Grand Total\n",
            3,
            "product",
        ),
        (
            "costs",
            "month,kind,amount,place\n2025-01,marketing,12,a\n2025-01,marketing,12,total\n2025-02,fixed,3,b",
            3,
            "place",
        ),
    ],
)
def test_a_row_of_totals_that_was_read_is_told_with_its_line(kind, rows, line, header):
    assert f"Line {line} says" in cautions(rows, kind)
    assert f"under “{header}” and was read as a row" in cautions(rows, kind)


def test_a_row_of_totals_that_was_set_aside_or_stands_far_up_is_none_to_doubt():
    rows = "order_id,ordered_at,customer,revenue\n1,2025-01-31,c,30\n"
    assert not cautions(f"{rows}Total,,,30\n")
    assert not cautions(f"{rows}2,2025-01-31,Total,30\n" + "3,2025-01-31,c,30\n" * 5)


def test_the_last_lines_of_a_long_file_are_looked_at_alone():
    rows = "order_id,ordered_at,customer,revenue\n" + "1,2025-01-31,c,30\n" * 2000
    assert "Line 2002 says “Total”" in cautions(f"{rows}Total,2025-01-31,,60000\n")


def test_another_table_below_the_first_is_told():
    rows = "order_id,ordered_at,revenue\nA1,2025-01-02,30\nA2,2025-01-02,20\n\n{header}\n1,2025-01-03,10\n"
    told = cautions(rows.format(header="return_id,returned_at,refund"))
    assert "Line 5 looks like another header (“return_id, returned_at, refund”); the 1 row after it" in told
    assert not cautions(rows.format(header="order_id,Ordered At,revenue"))
    assert not cautions(rows.format(header="A3,yesterday,none"))
    assert not cautions("order_id,ordered_at,revenue\ntext,day,EUR\nA1,2025-01-02,30\n")
    assert not cautions(rows.format(header="return_id,returned_at,refund").replace("1,2025-01-03,10\n", ""))


def test_percentages_under_a_header_that_says_so_are_not_overlooked():
    for header in ("Discount %", "Rabatt %", "discount_percent", "discount_rate", "Rabattsatz", "درصد تخفیف"):
        rows = f"order_id,ordered_at,revenue,{header}\nA,2025-01-31,261.96,10\nB,2025-01-31,957.58,25\n"
        names = ("order_id", "ordered_at", "revenue")
        told = cautions(rows, mapping={name: name for name in names} | {"discount": header})
        assert "says percentage" in told, header


def discounts(*cells, revenue="25.00"):
    rows = "".join(f"{place};2025-01-31;{revenue};{cell}\n" for place, cell in enumerate(cells))
    return cautions(f"order_id;ordered_at;revenue;discount\n{rows}")


def test_shares_are_told_from_small_amounts_of_money():
    assert "as shares of a price do" in discounts("0.1", "0.1", "0")
    assert "as shares of a price do" in discounts("0,1", "0,2", "0", revenue="25,00")
    assert "as shares of a price do" in discounts("0.1", "0.25", "0", revenue="3.50")
    assert not discounts("0.50", "2.00", "0.00", revenue="3.50")
    assert not discounts("0.50", "0.50", "0.00")
    assert not discounts("0.50", "0.20", "0.00", revenue="3.50")
    assert not discounts("0.37", "0.22", "0", revenue="3.50")
    assert not discounts("0", "0")


def test_amounts_below_zero_that_make_the_profit_larger_are_told():
    rows = "order_id,ordered_at,revenue,cost,discount\nA,2025-01-31,100,-60,-5\nB,2025-01-31,80,-40,0\n"
    assert "cost: 2 rows below zero" in cautions(rows) and "discount: 1 row below zero" in cautions(rows)
    back = "order_id,ordered_at,revenue,cost,discount\nA,2025-01-31,-100,-60,-5\nB,2025-01-31,80,40,0\n"
    assert not cautions(back)
    assert "amount: 1 row below zero" in cautions("month,kind,amount\n2025-01,fixed,-5\n2025-01,fixed,7\n", "costs")
    contacts = "person_id,occurred_at,cost\n1,2025-01-31,-0.5\n2,2025-01-31,0.5\n"
    assert "cost: 1 row below zero" in cautions(contacts, "touchpoints")


def test_dates_the_wrong_way_round_are_told():
    products = "product_id,launched_on,retired_on\n1,2025-01-31,{day}\n2,2025-01-31,\n"
    assert "retired_on: 1 row dated before the product" in cautions(products.format(day="2024-01-31"), "products")
    assert not cautions(products.format(day="2025-01-31"), "products")


@pytest.mark.parametrize(
    "header",
    [
        "Umsatz (T€)",
        "Betrag TEUR",
        "amount_teur",
        "Amount ($m)",
        "Sales €m",
        "Umsatz (in Tsd.)",
        "Revenue (m)",
        "kEUR Umsatz",
    ],
)
def test_more_headers_that_speak_of_thousands(header):
    assert "thousands or millions" in under(header, "5")


def under(header, cell):
    rows = f"order_id,ordered_at,{header}\nA,2025-01-31,{cell}\n"
    return cautions(rows, mapping={"order_id": "order_id", "ordered_at": "ordered_at", "revenue": header})


def test_headers_that_speak_of_cents_are_told_unless_the_amounts_have_decimals():
    for header in ("amount_cents", "amountCents", "Amount (cents)", "Betrag in Cent"):
        assert "a hundred times too large if they are cents" in under(header, "1250"), header
    assert not under("Dollars and cents", "12.50")


@pytest.mark.parametrize("header", ["Amount €", "Amount EUR", "Betrag (EUR)", "Market", "Percent", "item €"])
def test_ordinary_headers_speak_neither_of_thousands_nor_of_cents(header):
    assert not under(header, "5")


def test_what_is_told_of_a_large_file_is_what_is_told_of_a_small_one(monkeypatch):
    """The quick way of cx.plain and the careful one tell the same, in the same order."""
    rows = "order_id,ordered_at,revenue,cost,status\n" + "A1,2025-01-31,5,-1,paid\nA2,2025-01-31,7,1,void\n" * 9
    rows += "refund_no,day,refund,fee,why\nR1,2025-02-01,5,0,late\nTotal,2025-02-01,108,0,\n"
    told = []
    for least in (0, 50_000):
        monkeypatch.setattr("cx.loading.rows.fast_path.LEAST_LINES", least)
        told.append([note for note in memory.empty().load("orders", rows.encode()).notes if "not imported" not in note])
    assert told[0] == told[1]
    for words in (
        "says “void”",
        "cost: 9 rows below zero",
        "Line 22 says “Total”",
        "Line 20 looks like another header (“refund_no",
    ):
        assert any(words in note for note in told[0]), words


def test_orders_of_nobody_name_the_columns_that_may_hold_the_customer():
    told = cautions("order_id,ordered_at,revenue,holder,desk\nA,2025-01-31,5,x,y\n")
    assert "choose it as Customer ID: holder, desk." in told
    assert not cautions("order_id,ordered_at,revenue\nA,2025-01-31,5\n")
    assert not cautions("order_id,ordered_at,revenue,customer,desk\nA,2025-01-31,5,x,y\n")
    assert not cautions("month,amount,kind,holder\n2025-01-01,5,fixed,x\n", kind="costs")


def test_orders_without_number_and_customer_are_told_to_be_a_line_each():
    rows = b"ordered_at,revenue,who\n2025-01-31,5,x\n2025-01-31,6,x\n"
    assert "The file has no order number: each line is an order (2 orders)." in ingest.preview(rows).notes
    chosen = ingest.preview(rows, mapping={**ingest.preview(rows).mapping, "customer_id": "who"})
    assert "The file has no order number: one order per customer and day (1 order)." in chosen.notes


def lines_with_cost(*amounts, header="order_id,ordered_at,revenue,cost"):
    """Cautions about order lines of these cells after the order number and the day."""
    rows = "".join(f"{place},2025-01-31,{cells}\n" for place, cells in enumerate(amounts))
    return cautions(f"{header}\n{rows}")


def test_cost_above_revenue_on_most_lines_is_asked_about_with_its_share():
    told = lines_with_cost(*["1.20,80"] * 11, "90,80")
    assert "cost: above revenue on 92% of lines (11 of 12)" in told
    assert "another unit" in told


@pytest.mark.parametrize(
    "amounts",
    [
        ["10,20"] * 3 + ["10,5"] * 3,  # half of the lines
        ["10,20"] * 4,  # a handful at least
        ["-10,20"] * 9 + ["0,20"] * 9,  # returns and gifts
        ["10,"] * 9 + ["10,20"] * 4,  # lines without a cost
    ],
)
def test_cost_above_revenue_on_few_lines_or_on_returns_is_a_fact(amounts):
    assert "above revenue" not in lines_with_cost(*amounts)


def test_cost_above_revenue_that_the_quantity_explains_names_the_price_of_one_piece():
    header = "order_id,ordered_at,revenue,cost,quantity"
    told = lines_with_cost(*(f"10,{6 * pieces},{pieces}" for pieces in (2, 3, 4, 5, 6, 1)), header=header)
    assert "cost: above revenue on 83% of lines" in told
    assert "the price of one piece? Then choose quantity × unit price" in told


OF_PIECES = "order_id,ordered_at,revenue,cost,quantity,product_id"


def pieces(revenue, cost):
    """Five products, each sold once as one piece and once as three."""
    return lines_with_cost(
        *(f"{revenue(n)},{cost(n)},{n},P{product}" for product in range(5) for n in (1, 3)), header=OF_PIECES
    )


def test_amounts_that_ignore_the_quantity_are_asked_about():
    told = pieces(revenue=lambda n: 10 * n, cost=lambda n: 6)
    assert "cost: the same for every quantity of a product (5 products)" in told and "revenue: the" not in told
    told = pieces(revenue=lambda n: 20, cost=lambda n: 6 * n)
    assert "revenue: the same for every quantity of a product (5 products)" in told and "cost: the" not in told
    assert not pieces(revenue=lambda n: 10 * n, cost=lambda n: 6 * n)
    assert not pieces(revenue=lambda n: 10 * n, cost=lambda n: 0)


def test_a_load_of_lines_below_cost_warns_and_loads_every_line():
    store = memory.empty()
    rows = "order_id,ordered_at,revenue,cost\n" + "".join(f"{n},2025-01-31,1,80\n" for n in range(6))
    receipt = store.load("orders", rows.encode())
    assert receipt.rows_loaded == 6
    assert any("cost: above revenue on 100% of lines" in note for note in receipt.notes)

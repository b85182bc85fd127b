"""The curves that stand beside those of real companies, on a company small enough to count by hand."""

import pytest

from bench import believable

FEW = """customer_id,date,revenue,quantity
A,2024-01-01,10,1
A,2024-01-01,5,2
A,2024-02-10,20,1
A,2024-03-31,20,1
B,2024-02-01,30,1
B,2024-03-05,30,1
B,2024-03-06,-30,-1
C,2024-02-02,40,1
,2024-02-02,99,1
D,never,99,1
"""


@pytest.fixture
def few(tmp_path):
    (tmp_path / "orders.csv").write_text(FEW)
    return tmp_path


def test_counts_on_three_customers(few):
    found = believable.curves(believable.read(few / "orders.csv"))
    assert (found["customers"], found["orders"]) == ("3", "6")
    assert found["new customers by month, first to last"] == "1 2 0"
    assert found["retention, month 1"] == "50.0 %"  # of B and C; A came in the first month
    assert found["retention, month 2"] == "-"
    assert found["customers with 1 orders in 365 days"] == found["customers with 2 orders in 365 days"] == "33.3 %"
    assert found["returned lines to lines sold"] == "14.3 %"
    assert found["lines an order, 10 25 50 75 90 %"] == "1 1 1 1 2"


def test_companies_stand_side_by_side(few, capsys):
    believable.main([str(few), "--other", str(few / "orders.csv"), "Shop"])
    head, _line, *rows = capsys.readouterr().out.splitlines()
    assert head == "| measure | demo | Shop |"
    assert all(row.count("|") == 4 for row in rows) and len(rows) > 35

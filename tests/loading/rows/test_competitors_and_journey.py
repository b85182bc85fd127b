"""Claims about scores of competitors and touchpoints of the journey: their words are read, whatever their case."""

import cx


def test_a_source_of_another_name_is_kept_as_written():
    store = cx.open_store(":memory:")
    cells = ["Customer", "customers", "Employees", "STAFF", "Mystery shopper", "Trustpilot", "https://a.example/b", ""]
    rows = "".join(f"A,Price,{place + 1},{cell}\n" for place, cell in enumerate(cells))
    receipt = store.load("competitors", f"company,attribute,score,source\n{rows}".encode())
    assert (receipt.rows_read, receipt.rows_loaded) == (8, 8)
    found = store.rows("select coalesce(source, '') as source from competitors order by line").source.tolist()
    assert found == ["customers"] * 2 + ["staff"] * 2 + ["mystery", "Trustpilot", "https://a.example/b", ""]


def test_a_p_and_a_step_are_read_whatever_their_case():
    store = cx.open_store(":memory:")
    cells = [("Awareness", "promo"), ("BUY", "Promotion "), ("use", "Products"), ("loyalty", "price"), ("use", "panda")]
    rows = "".join(f"T{place},{step},{p},support\n" for place, (step, p) in enumerate(cells))
    receipt = store.load("journey", f"touchpoint,step,p,team\n{rows}".encode())
    found = store.rows("select step, p from journey order by line").values.tolist()
    assert found == [["aware", "promotion"], ["buy", "promotion"], ["use", "product"]]
    assert receipt.problems.line.tolist() == [5, 6]

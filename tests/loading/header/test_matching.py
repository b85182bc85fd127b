"""Claims about guessing: which table a file is, and which header is which column."""

import pytest

from cx.errors import LoadError
from cx.loading import load as ingest
from cx.loading.header import matching
from cx.tables.kinds import KINDS, TIMES_PRICE, needed
from tests import memory


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_with_the_tables_own_names_is_that_table(kind):
    own = [name for name, column in KINDS[kind].items() if not column.helper]
    guessed, _ = matching.guess_kind(own)
    assert guessed == kind
    assert matching.columns(kind, own) == {name: name for name in own}


@pytest.mark.parametrize("kind", KINDS)
def test_the_needed_columns_alone_name_the_table(kind):
    assert matching.guess_kind(needed(kind))[0] == kind


def test_export_headers_are_understood():
    headers = ["Cust No", "Order Date", "Total (USD)", "Source"]
    assert matching.guess_kind(headers)[0] == "orders"
    assert matching.columns("orders", headers) == {
        "customer_id": "Cust No",
        "ordered_at": "Order Date",
        "revenue": "Total (USD)",
        "channel": "Source",
    }


@pytest.mark.parametrize(
    ("kind", "headers"),
    [
        ("promises", "Promise,Customer,Made on,Type,Due date,Kept"),
        ("promises", "شماره قول,مشتری,تاریخ قول,نوع قول,موعد,انجام شد"),
        ("journey", "Touchpoint,Stage,Department,Owner,Marketing mix,Promise"),
        ("tickets", "Case Number,Account,Subject,Case Type,Opened,Closed,Description,Severity"),
        ("competitors", "company,criterion,rating,weight,date,respondent"),
        ("costs", "date,description,amount,account,department"),
        ("customers", "customer_id,name,date of birth,referred by,joined,region"),
        ("orders", "Order ID,Order Date,Due Date,Customer ID,Amount,Responsible,Text"),
        ("surveys", "customer_id,answered_at,measure,subject,score,text"),
        (
            "promises",
            "Zusage-Nr,Datum,Kundennummer,Kontaktpunkt,Art,Wortlaut,Fällig am,Angefordert am,Beantwortet am,Erfüllt am,"
            "Eingehalten,Betrag",
        ),
        (
            "tickets",
            "Ticket-Nr,Eröffnet am,Kundennummer,Art,Thema,Kanal,Beantwortet am,Gelöst am,Kosten,Beschreibung,Abteilung",
        ),
        ("tickets", "Ticketnummer,Erstellt am,Kunde,Art,Betreff"),
        ("promises", "شناسه قول,تاریخ قول,شناسه مشتری,نقطه تماس,نوع,متن قول,موعد,تاریخ درخواست,تاریخ پاسخ,مبلغ"),
        ("promises", "Promise,Date,Customer,Touchpoint,Type,Due,Kept?"),
        ("promises", "Zusage-Nr,Wann,Kundennummer,Kontaktpunkt,Art,Wortlaut,Fällig am,Erfüllt am,Betrag"),
        ("touchpoints", "Kundennummer,Wann,Schritt,Kanal,Kampagne,Art,Kosten"),
        ("customers", "customer_id,name,segment,birthday,city,phone,language,newsletter,channel,team,owner,type"),
        ("orders", "Kundennummer,Datum,Betrag,Art,Kanal"),
    ],
)
def test_headers_of_one_table_are_not_taken_for_those_of_another(kind, headers):
    assert matching.guess_kind(headers.split(","))[0] == kind


@pytest.mark.parametrize(
    ("kind", "headers", "columns"),
    [
        ("promises", "Promise,Date,Customer,Touchpoint,Type,Due,Kept?",
         "promise_id,made_on,customer_id,touchpoint,kind,due_on,kept"),
        ("promises", "Zusage-Nr,Datum,Kundennummer,Art,Fällig am", "promise_id,made_on,customer_id,kind,due_on"),
        ("promises", "شناسه قول,تاریخ قول,شناسه مشتری,نوع,موعد", "promise_id,made_on,customer_id,kind,due_on"),
        ("tickets", "Ticket-Nr,Eröffnet am,Kundennummer,Art,Betreff", "ticket_id,opened_at,customer_id,kind,topic"),
    ],
)  # fmt: skip
def test_each_header_of_an_everyday_export_is_its_column(kind, headers, columns):
    found = dict(zip(columns.split(","), headers.split(","), strict=True))
    assert matching.columns(kind, headers.split(",")) == found


def test_the_address_that_a_visitor_came_from_is_nobody_who_brought_them():
    assert "referrer_id" not in matching.columns("touchpoints", ["customer id", "referrer", "timestamp", "event"])
    assert matching.columns("touchpoints", ["customer id", "referred by"])["referrer_id"] == "referred by"


def test_complete_journey_headers_are_understood():
    headers = [
        "household_id",
        "store_id",
        "basket_id",
        "product_id",
        "quantity",
        "sales_value",
        "retail_disc",
        "transaction_timestamp",
    ]
    found = matching.columns("orders", headers)
    assert found["order_id"] == "basket_id"
    assert found["customer_id"] == "household_id"
    assert found["revenue"] == "sales_value"
    assert found["ordered_at"] == "transaction_timestamp"


def test_persian_headers_are_understood_in_either_spelling():
    headers = ["شماره سفارش", "كد مشتري", "تاريخ سفارش", "مبلغ كل"]
    assert matching.guess_kind(headers)[0] == "orders"
    assert matching.columns("orders", headers) == dict(
        zip(["order_id", "customer_id", "ordered_at", "revenue"], headers, strict=True)
    )


@pytest.mark.parametrize(
    "headers",
    [
        "Bestell-Nr.;Kunde;Bestelldatum;Artikelnr;Menge;Umsatz;Rabatt",
        "N° commande;Client;Date commande;Article;Quantité;Montant;Remise",
        "Nº pedido;Cliente;Fecha;Artículo;Cantidad;Importe;Descuento",
        "Numero ordine;Cliente;Data ordine;Articolo;Quantità;Importo;Sconto",
        "Ordernummer;Klant;Datum;Artikel;Aantal;Bedrag;Korting",
        "SİPARİŞ NO;Müşteri;Tarih;Ürün;Adet;Tutar;İndirim",
        "Номер заказа;Клиент;Дата;Товар;Количество;Сумма;Скидка",
    ],
)
def test_headers_of_other_languages_are_understood_with_their_accents(headers):
    columns = ["order_id", "customer_id", "ordered_at", "product_id", "quantity", "revenue", "discount"]
    wanted = dict(zip(columns, headers.split(";"), strict=True))
    assert matching.guess_kind(headers.split(";"))[0] == "orders"
    assert matching.columns("orders", headers.split(";")) == wanted


def test_what_a_table_calls_its_own_column_is_no_other_one_in_another_language():
    assert matching.columns("products", ["Artikel", "Artikelnummer"]) == {
        "product_id": "Artikelnummer",
        "name": "Artikel",
    }
    assert matching.columns("orders", ["Artikel"]) == {"product_id": "Artikel"}
    assert matching.columns("touchpoints", ["Kundennummer"]) == {"person_id": "Kundennummer"}


def test_words_that_mean_something_else_are_no_names():
    assert matching.columns("orders", ["Data", "IVA importe", "KDV tutar"]) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_every_name_of_a_column_is_written_as_headers_are_compared(kind):
    named = [name for column in KINDS[kind].values() for name in column.synonyms]
    assert [name for name in named if matching.normalized(name) != name] == []


def test_a_unit_price_is_never_taken_for_revenue():
    headers = ["InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID"]
    assert matching.columns("orders", headers).get("revenue") in (None, TIMES_PRICE)
    assert "cost" not in matching.columns("orders", ["Order ID", "Unit Cost", "Cost per unit"])


def test_a_header_whose_values_are_of_another_type_is_no_match():
    samples = {"order": ["A1"], "date": ["2025-01-01"], "total": ["paid", "open"], "amount": ["12.50", "3"]}
    assert matching.columns("orders", list(samples), samples)["revenue"] == "amount"


MEANT = [
    ("orders", "revenue", "Tax Amount,Shipping Amount,Net order amount", "Net order amount"),
    (
        "orders", "revenue",
        "Sales Tax,Sales Rep ID,Refund Amount,Amount Due,Running Total,Total Weight,Line Value", "Line Value",
    ),
    ("orders", "revenue", "Montant TVA,Betrag MwSt,مبلغ تخفیف", None),
    ("orders", "revenue", "Montant HT,Montant TTC", None),
    ("orders", "revenue", "price,freight_value", None),
    ("orders", "revenue", "Sale price", None),
    ("orders", "revenue", "Total discounts,Total cost", None),
    ("orders", "ordered_at", "Date Shipped,Date Purchased", "Date Purchased"),
    ("orders", "ordered_at", "Due Date,Birth date,Issue Date", "Issue Date"),
    ("orders", "ordered_at", "Close Date,Create Date", None),
    ("orders", "quantity", "Items refunded,Items ordered", "Items ordered"),
    ("orders", "order_id", "Order Status,Order Type,Invoice Status", None),
    ("orders", "customer_id", "Customer Segment,Customer City,Customer Note,Account Manager", None),
    ("orders", "customer_id", "Customer Name,Email", "Email"),
    ("orders", "product_id", "Product Category,Product Name", "Product Name"),
    ("orders", "cost", "Shipping Costs", None),
    ("orders", "discount", "Discount Code", None),
    ("costs", "amount", "Budget Amount,VAT Amount,Actual Amount", "Actual Amount"),
    ("tickets", "opened_at", "Last Modified Date,Date Closed,Date Opened", "Date Opened"),
    ("churn_reasons", "left_on", "Start Date,Birth Date,Exit Date", "Exit Date"),
    ("surveys", "answered_at", "Invite Date,Completion Date", "Completion Date"),
    ("touchpoints", "person_id", "Lead Owner,Lead Source,User Agent", None),
    ("competitors", "company", "Company size,Company name", "Company name"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "column", "headers", "meant"), MEANT)
def test_a_name_among_other_words_is_a_match_only_where_nothing_else_is_meant(kind, column, headers, meant):
    assert matching.columns(kind, headers.split(",")).get(column) == meant


def test_headers_that_are_too_much_alike_are_named_and_none_is_taken():
    file = b"order_id,ordered_at,Montant HT,Montant TTC\nA1,2025-01-31,10.00,12.00\n"
    named = "Possible, but not sure enough: “Montant HT” .revenue., “Montant TTC” .revenue."
    with pytest.raises(LoadError, match=named):
        memory.empty().load("orders", file)
    assert ingest.preview(file).kind == "orders"
    assert ingest.preview(file).missing == ("revenue",)


def test_a_guess_is_told_and_a_choice_is_not():
    file = b"order_id,date,Subtotal,Total\nA1,2025-01-31,10.00,12.00\n"
    told = "Matched by similar names: revenue is “Subtotal” (or “Total”?). Choose other columns if that is wrong."
    assert told in memory.empty().load("orders", file).notes
    seen = ingest.preview(file)
    assert told in seen.notes
    assert told not in memory.empty().load("orders", file, seen.mapping).notes
    alike = b"order_id,date,Line value\nA1,2025-01-31,10.00\n"
    assert any("revenue is “Line value”" in note for note in ingest.preview(alike).notes)


def test_a_name_of_a_needed_column_stays_its_header_where_the_cells_are_at_fault():
    file = b"Order ID,Order Date,Ship Date,Total\n1,45688,2025-02-10,20.00\n"
    receipt = memory.empty().load("orders", file)
    assert receipt.mapping["ordered_at"] == "Order Date"
    assert "spreadsheet day number" in receipt.problems.reason[0]


def test_words_that_stand_for_numbers_are_values_of_their_column():
    samples = {"Schweregrad": ["Low", " high", ""], "Severity level": ["open", "closed"]}
    assert matching.columns("tickets", ["Schweregrad"], samples) == {"severity": "Schweregrad"}
    assert matching.columns("tickets", ["Severity level"], samples) == {}


def test_amounts_with_the_code_of_their_currency_are_amounts():
    samples = {"Total": ["20.00 EUR", "3 EUR"], "Tax Amount": ["2.10", "0.30"], "مبلغ": ["۱۲۰٬۰۰۰ تومان"]}
    assert matching.columns("orders", ["Tax Amount", "Total"], samples) == {"revenue": "Total"}
    assert matching.columns("orders", ["مبلغ"], samples) == {"revenue": "مبلغ"}


def test_a_survey_with_one_score_called_after_its_measure_is_a_survey():
    store = memory.empty()
    file = b"Customer ID,Date,NPS Score\nC1,2025-01-31,9\nC2,2025-02-01,4\n"
    seen = ingest.preview(file)
    assert (seen.kind, seen.mapping["measure"], seen.rows_ready) == ("surveys", "= nps", 2)
    store.load("surveys", file)
    assert store.rows("select measure, score::integer from surveys").values.tolist() == [
        ["nps", 9],
        ["nps", 4],
    ]
    assert "measure" not in matching.columns("surveys", ["date", "nps", "csat"])


def test_a_header_is_used_once_and_a_column_is_filled_once():
    found = matching.columns("orders", ["date", "order date", "total", "amount", "order"])
    assert len(set(found.values())) == len(found)
    assert found["ordered_at"] == "date" or found["ordered_at"] == "order date"


def test_headers_that_mean_nothing_are_no_kind():
    assert matching.guess_kind(["foo", "bar", "baz"])[0] is None


def test_the_number_of_cds_of_cdnow_is_a_quantity():
    headers = ["customer_id", "date", "number_of_cds", "dollar_value"]
    assert matching.columns("orders", headers) == {
        "customer_id": "customer_id",
        "ordered_at": "date",
        "quantity": "number_of_cds",
        "revenue": "dollar_value",
    }


RETAIL = (
    "InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID\n"
    "A1,P1,3,2025-01-31,2.50,7\nA2,P1,2,2025-01-31,,7\nA3,P1,-1,2025-01-31,2.505,7\nA4,P1,99999999999,2025-01-31,99999999999,7\n"
)


def test_revenue_is_quantity_times_unit_price_where_the_file_holds_only_these():
    store = memory.empty()
    receipt = store.load("orders", RETAIL.encode())
    assert receipt.mapping["revenue"] == TIMES_PRICE
    assert "Revenue is quantity × unit price." in receipt.notes
    rows = store.rows("select revenue::varchar as r from orders order by line").r.tolist()
    assert rows == ["7.5000", "-2.5050"]
    assert receipt.problems[["line", "reason"]].values.tolist() == [
        [3, "no unit price"],
        [5, "revenue is too large"],
    ]


def test_a_price_beside_a_revenue_is_not_looked_at():
    file = b"order_id,ordered_at,quantity,price,revenue\nA,2025-01-31,1,oops,5\n"
    assert memory.empty().load("orders", file).rows_loaded == 1


def test_a_column_may_hold_the_same_in_every_row():
    store = memory.empty()
    mapping = {"answered_at": "date", "score": "score", "measure": "= nps", "subject": "= Shop"}
    receipt = store.load("surveys", b"date,score\n2025-01-31,9\n2025-02-01,4\n", mapping)
    assert store.rows("select distinct measure, subject from surveys").values.tolist() == [["nps", "Shop"]]
    assert "The same in every row: measure = nps, subject = Shop." in receipt.notes
    wrong = store.load("surveys", b"date,score\n2025-01-31,9\n", {**mapping, "measure": "= mood"})
    assert wrong.rows_loaded == 0


def test_a_file_with_the_headers_of_an_earlier_one_is_matched_as_that_was():
    store = memory.empty()
    mapping = {"order_id": "a", "ordered_at": "b", "revenue": "c", "channel": "= Web"}
    store.load("orders", b"a,b,c\nA,2025-01-31,5\n", mapping, name="jan.csv")
    seen = ingest.preview(b"c,a,b\n6,B,2025-02-01\n", store=store)
    assert (seen.kind, seen.mapping, seen.rows_ready) == ("orders", mapping, 1)
    assert seen.notes[0].startswith("The columns were matched as in jan.csv")
    assert ingest.preview(b"c,a,z\n6,B,2025-02-01\n", store=store).mapping != mapping


def test_a_column_is_proposed_by_its_values_where_its_header_says_nothing():
    store = memory.empty()
    store.load("customers", b"customer_id\n" + b"".join(b"C%d\n" % n for n in range(9)))
    body = "".join(f"O{n},C{n},2025-01-0{n + 1},{n}.50,{n}\n" for n in range(9))
    seen = ingest.preview(("order,x,y,z,w\n" + body).encode(), "orders", store=store)
    assert seen.mapping == {"order_id": "order", "customer_id": "x", "ordered_at": "y", "revenue": "z"}


def test_two_columns_that_could_be_the_date_are_left_to_the_person():
    samples = {"a": ["2025-01-31"], "b": ["2025-02-28"]}
    assert matching.by_value("orders", {}, ["a", "b"], samples) == {}


def test_a_load_without_a_person_matches_by_names_only():
    with pytest.raises(LoadError, match="no column for ordered_at"):
        memory.empty().load("orders", b"order,y,revenue\nA,2025-01-31,1\n")


def test_answers_for_files_of_the_same_headers_are_told_the_newest_of_each_and_not_taken():
    store = memory.empty()
    head = "order_id,ordered_at,revenue\n"
    store.load("orders", f"{head}A,03/04/2025,5\n".encode(), day_first=True, name="jan.csv")
    store.load("orders", f'{head}B,03/04/2025,"1,234"\n'.encode(), day_first=False, decimal=".", name="feb.csv")
    store.load("orders", f"{head}C,2025-01-31,5\n".encode(), name="mar.csv")
    seen = ingest.preview(f"{head}D,03/04/2025,5\n".encode(), store=store)
    assert seen.answers == {"day_first": False, "decimal": "."}
    assert seen.told_of_answers.startswith("Read options as for feb.csv")
    assert seen.undecided == ("ordered_at",)
    assert ingest.preview(b"order_id,ordered_at,revenue,x\nD,03/04/2025,5,1\n", store=store).answers == {}

"""What are the columns of each table, and by what other names do people call them?"""

from dataclasses import dataclass, replace
from typing import Any

from cx.tables import foreign_headers


@dataclass(frozen=True)
class Column:
    """One column of a table.

    type : text, date, timestamp, money, number, flag or currency; synonyms : in the plain form of
        `cx.loading.header.matching.plain`
    allowed : the only values it may hold; empty when any text will do
    helper : read to derive another column from, and not kept itself
    lacking : the code of the reason (cx.tables.reasons) when a needed cell is empty
    """

    name: str
    type: str = "text"
    needed: bool = False
    synonyms: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    lacking: str = ""
    first_of_month: bool = False
    helper: bool = False


def _column(name: str, type: str = "text", synonyms: str = "", **more: Any) -> Column:
    return Column(name, type, bool(more.get("lacking")), _words(synonyms), **more)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _in_other_languages(columns: list[Column]) -> list[Column]:
    """With the names of cx.languages, but for those that another column of the table has: an Artikel is a product's
    name.
    """
    own = {name for column in columns for name in column.synonyms}
    more = {name: set(_words(told)) - own for name, told in foreign_headers.NAMES.items()}
    return [replace(one, synonyms=(*one.synonyms, *sorted(more.get(one.name, ())))) for one in columns]


_CUSTOMER = (
    "cust no, cust id, cust, customer, customer no, customer number, customer nr, customer code, customer key, client,"
    " client id, client no, client number, account, account id, account no, user id, userid, user, member id, member"
    " no, household id, household key, household, shopper id, card no, buyer id, email, email address, e mail, customer"
    " email, کد مشتری, شماره مشتری, شناسه مشتری, مشتری"
)
_PRODUCT = (
    "product, sku, item, item id, item no, item code, product no, product number, product code, stock code, stockcode, "
    "article, article no, article number, upc, ean, asin, material, variant sku, lineitem sku, "
    "کد کالا, کد محصول, شناسه محصول, محصول, کالا"
)
_CHANNEL = "source, sales channel, order source, medium, store, shop, platform, کانال, منبع"
_CURRENCY = _column(
    "currency",
    "currency",
    "currency code, curr, ccy, currency unit, currency iso, presentment currency, ارز, واحد پول, نوع ارز",
    helper=True,
)
_COST = "cost of goods, cogs, costs, spend, هزینه, بهای تمام شده"

_ORDERS = [
    _column(
        "order_id",
        lacking="no_order_number",
        synonyms=(
            "order, order no, order number, order nr, order ref, invoice, invoice no, invoice id, invoice number,"
            " basket id, basket, receipt no, receipt id, receipt, transaction id, transaction no, transaction, trans"
            " id, bill no, sale id, sales order, شماره سفارش, شماره فاکتور, کد سفارش, سفارش"
        ),
    ),
    _column("customer_id", synonyms=_CUSTOMER),
    _column(
        "ordered_at",
        "timestamp",
        lacking="no_order_date",
        synonyms=(
            "order date, date, orderdate, ordered on, order time, order timestamp, purchase date, purchased at,"
            " purchased on, invoice date, transaction date, transaction timestamp, transaction time, trans date, sale"
            " date, sales date, day, datetime, timestamp, time, created at, created, تاریخ سفارش, تاریخ خرید, تاریخ"
            " فاکتور, تاریخ"
        ),
    ),
    _column("product_id", synonyms=_PRODUCT),
    _column(
        "quantity",
        "number",
        "qty, units, unit, pieces, pcs, count, cds, number of, number of cds, number of units, number of items, "
        "units sold, items, تعداد, مقدار",
    ),
    _column(
        "unit_price",
        "money",
        "price, unit price, price per unit, price each, item price, lineitem price, selling price, قیمت, قیمت واحد, فی",
        helper=True,
    ),
    _column(
        "revenue",
        "money",
        lacking="no_revenue",
        synonyms=(
            "total, amount, sales, sales value, sale, net sales, net amount, net revenue, line total, line amount,"
            " order total, turnover, value, spend, paid, sum, monetary value, subtotal, total amount, total price,"
            " total sales, grand total, order amount, order value, purchase amount, transaction amount, sales amount,"
            " sale amount, amount paid, extended price, dollar value, مبلغ, مبلغ کل, جمع, درآمد, فروش"
        ),
    ),
    _column("cost", "money", _COST),
    _column(
        "discount",
        "money",
        "discount amount, rebate, retail disc, discounts, price reduction, تخفیف",
    ),
    _column("channel", synonyms=_CHANNEL),
    _CURRENCY,
]
_CUSTOMERS = [
    _column("customer_id", synonyms=_CUSTOMER + ", id", lacking="no_customer_number"),
    _column(
        "name",
        synonyms=(
            "customer name, full name, fullname, client name, company, company name, kundenname, nom, نام, نام مشتری"
        ),
    ),
    _column(
        "joined_on",
        "date",
        "joined, join date, joining date, member since, customer since, signup date, signed up, "
        "sign up date, registered, registered on, registration date, created, created at, first seen, "
        "تاریخ عضویت, تاریخ ثبت نام",
    ),
    _column(
        "region",
        synonyms="area, state, province, country, territory, county, bundesland, land, pays, استان, منطقه, کشور",
    ),
]
_PRODUCTS = [
    _column("product_id", synonyms=_PRODUCT + ", id", lacking="no_product_number"),
    _column(
        "name",
        synonyms=(
            "product name, item name, title, description, product title, product type, artikel, "
            "bezeichnung, نام محصول, نام کالا, نام"
        ),
    ),
    _column(
        "category",
        synonyms=(
            "product category, department, group, product group, family, type, class, kategorie, categorie, دسته, گروه"
        ),
    ),
    _column(
        "launched_on",
        "date",
        "launched, launch date, introduced, introduced on, start date, available from, release date, تاریخ عرضه",
    ),
    _column(
        "retired_on",
        "date",
        "retired, retire date, discontinued, discontinued on, end date, end of life, تاریخ توقف",
    ),
]
_TOUCHPOINTS = [
    _column(
        "person_id",
        synonyms=(
            "person, visitor id, visitor, lead id, lead, contact id, contact, recipient, subscriber id, "
            "anonymous id, cookie id, شناسه شخص, "
        )
        + _CUSTOMER
        + ", customer id",
        lacking="no_person_number",
    ),
    _column(
        "occurred_at",
        "timestamp",
        "occurred, event time, event date, event timestamp, timestamp, time, date, datetime, "
        "sent at, sent on, visited at, contacted at, seen at, touched at, start date, تاریخ, زمان",
        lacking="no_date_of_contact",
    ),
    _column("step", synonyms="stage, journey step, phase, funnel step, مرحله"),
    _column("channel", synonyms="source, medium, utm source, utm medium, platform, کانال"),
    _column("campaign", synonyms="campaign id, campaign name, utm campaign, کمپین"),
    _column(
        "kind",
        synonyms="event, event type, event name, action, type, touch type, interaction, activity, نوع",
        allowed=("exposed", "sent", "opened", "clicked", "visited", "served", "referred"),
    ),
    _column("cost", "money", _COST),
    _column(
        "variant",
        synonyms="group, test group, arm, treatment, experiment group",
        allowed=("treated", "held out"),
    ),
    _CURRENCY,
]
_COSTS = [
    _column(
        "month",
        "date",
        "period, date, booked on, posting date, year month, monat, mois, ماه, تاریخ",
        lacking="no_month",
        first_of_month=True,
    ),
    _column(
        "amount",
        "money",
        "cost, costs, total, value, spend, sum, expense, betrag, montant, مبلغ, هزینه",
        lacking="no_amount",
    ),
    _column(
        "kind",
        synonyms="type, cost type, category, cost category, cost kind, account, نوع",
        lacking="no_kind_of_cost",
        allowed=("development", "marketing", "service", "fixed"),
    ),
    _column("product_id", synonyms=_PRODUCT),
    _column("channel", synonyms=_CHANNEL),
    _CURRENCY,
]
_SURVEYS = [
    _column(
        "answered_at",
        "timestamp",
        "answered, answered on, answer date, response date, responded at, survey date, submitted, "
        "submitted at, date, timestamp, datetime, completed at, تاریخ پاسخ, تاریخ",
        lacking="no_date_of_answer",
    ),
    _column("customer_id", synonyms=_CUSTOMER + ", respondent id, respondent"),
    _column(
        "measure",
        synonyms="survey, survey type, question type, metric, question, type, kind, شاخص",
        lacking="no_measure",
        allowed=("nps", "csat", "ces", "expectation", "promise", "perception", "importance", "employee"),
    ),
    _column("subject", synonyms="touchpoint, topic, about, need, feeling, driver, team, item, موضوع"),
    _column(
        "score",
        "number",
        "rating, answer, response, value, points, stars, grade, note, امتیاز, نمره",
        lacking="no_score",
    ),
    _column(
        "comment",
        synonyms="comments, text, remark, feedback, verbatim, free text, kommentar, commentaire, نظر, توضیح",
    ),
]
_TICKETS = [
    _column(
        "ticket_id",
        synonyms=(
            "ticket, ticket no, ticket number, case, case id, case no, case number, issue, issue id, "
            "request id, incident, complaint id, id, شماره تیکت, شماره شکایت"
        ),
        lacking="no_ticket_number",
    ),
    _column(
        "opened_at",
        "timestamp",
        "opened, opened on, open date, created, created at, created on, received, received at, "
        "submitted at, reported at, date, تاریخ ثبت, تاریخ",
        lacking="no_opening_date",
    ),
    _column("customer_id", synonyms=_CUSTOMER + ", requester id, requester"),
    _column(
        "kind",
        synonyms="type, ticket type, case type, request type, category, نوع",
        lacking="no_kind_of_ticket",
    ),
    _column("topic", synonyms="subject, reason, title, issue type, theme, موضوع"),
    _column("channel", synonyms=_CHANNEL + ", via, origin"),
    _column(
        "answered_at",
        "timestamp",
        "answered, first answer, first response, first response at, first reply at, responded at, "
        "replied at, تاریخ پاسخ",
    ),
    _column(
        "resolved_at",
        "timestamp",
        "resolved, resolved on, closed, closed at, closed on, solved at, solved, completed at, "
        "تاریخ حل, تاریخ بسته شدن",
    ),
    _column("satisfied", "flag", "satisfaction, happy, solved to satisfaction, csat, good, راضی, رضایت"),
    _column("cost", "money", _COST + ", handling cost"),
    _CURRENCY,
]
_CHURN_REASONS = [
    _column("customer_id", synonyms=_CUSTOMER, lacking="no_customer_number"),
    _column(
        "left_on",
        "date",
        "left, left at, leave date, leaving date, churned, churned on, churn date, cancelled, "
        "cancelled on, canceled on, cancellation date, end date, date, تاریخ خروج, تاریخ",
        lacking="no_leaving_date",
    ),
    _column(
        "reason",
        synonyms="churn reason, why, cause, cancellation reason, reason for leaving, دلیل, علت",
        lacking="no_reason",
    ),
]
_COMPETITORS = [
    _column(
        "company",
        synonyms="company name, competitor, rival, brand, firm, vendor, name, شرکت, رقیب",
        lacking="no_company",
    ),
    _column(
        "attribute",
        synonyms="criterion, feature, factor, aspect, dimension, ویژگی, معیار",
        lacking="no_attribute",
    ),
    _column("score", "number", "rating, value, points, grade, امتیاز, نمره", lacking="no_score"),
    _column("importance", "number", "weight, relevance, اهمیت, وزن"),
    _column("name_status", synonyms="name check, name, status, وضعیت نام"),
]

_TABLES = {
    "orders": _ORDERS,
    "customers": _CUSTOMERS,
    "products": _PRODUCTS,
    "touchpoints": _TOUCHPOINTS,
    "costs": _COSTS,
    "surveys": _SURVEYS,
    "tickets": _TICKETS,
    "churn_reasons": _CHURN_REASONS,
    "competitors": _COMPETITORS,
}
EVERY = {kind: _in_other_languages(columns) for kind, columns in _TABLES.items()}
"""Kind of table -> its columns, in the order of the table."""

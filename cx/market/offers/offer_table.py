"""Next offers: three products for each customer, by the rule that hit most in the past."""

from datetime import date

import pandas as pd

from cx.customers import listing
from cx.customers.filters import Scope, scoped
from cx.engine import statements
from cx.engine.connection import Engine
from cx.market.offers import reasons, rule_tables, rule_test
from cx.market.offers.rule_tables import OFFERS

LISTED = 500


@scoped
def next_offers(store: Engine, scope: Scope, offers: int = OFFERS, *, limit: listing.Cut = LISTED) -> pd.DataFrame:
    """What to offer each customer next: products that are still sold and that they did not buy yet.

    The rule is that of `rules` which is_used: tested on the company's own past.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    offers : to each customer, 1 to 3
    limit : the first rows, a page (`cx.customers.listing.Page`), None: all
    region, channel, segment : only customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a customer, most purchases first, ties by customer_id: customer_id, name, region, purchases (lines that are
    no return), product_id, product, category, because (why it is offered), likewise product_id_2 and so on for each
    further offer; blank where fewer products are left. customers: of the whole list. No rows where nothing is sold by
    product.

    Raises
    ------
    ValueError
        For other numbers of offers.

    Notes
    -----
    The rules and their source: `rules`. Where no rule applies, as to who bought nothing yet, what sells most is
    offered, of the 60 products that sell most. Of a product the 5 that are bought with it most similarly count.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> lines = b"1,A,2025-10-03,P1,9\\n2,B,2025-10-03,P2,9\\n"
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,product_id,revenue\\n" + lines)
    >>> next_offers(store, date(2025, 10, 31))[["customer_id", "product_id", "because"]].values.tolist()
    [['A', 'P2', 'Sells most at present'], ['B', 'P1', 'Sells most at present']]
    """
    rule_test.checked(offers)
    given = {"everyone": rule_tables.everyone(store, scope.as_of), "wide": side_by_side(store, scope.as_of, offers)}
    rows = listing.read(store, "offers/next_offers", limit, **given, **scope.of_customers)
    return reasons.with_reasons(rows, offers)


def side_by_side(store: Engine, as_of: date, offers: int = OFFERS) -> str:
    """Kept table, one row a customer with offers: customer_id, purchases, and of each offer (its columns end with
    nothing, _2, _3) product_id, product, category, of_category, with_product.
    """
    today = rule_tables.today(store, as_of)
    rule = rule_test.used(rule_test.rules(store, as_of, offers)) or rule_tables.SELLS_MOST
    return store.keep(
        "offers_wide",
        statements.text("offers/wide"),
        offered=rule_tables.by_rule(store, rule, as_of, today),
        candidates=today.candidates,
        everyone=today.everyone,
        products=rule_tables.products(store),
        offers=offers,
    )

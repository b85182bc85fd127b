"""Kept tables of the three rules for next offers: what is still sold, who bought what, and what each rule offers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cx.engine import statements
from cx.engine.connection import Engine
from cx.statistics import periods

SOLD_DAYS = 90
"""What nobody bought in so many days is not sold any more."""
IN_A_CATEGORY = 20
"""So many candidates a category at most, those that sell most."""
FRONT = 60
"""Of the rule "sells most": so many candidates are looked through for three that a customer did not buy."""
NEIGHBOURS = 5
"""So many products that are bought with another one count, the most similar."""
SHRINK = 20
"""A similarity that so many customers make is halved."""
SAMPLE = 40_000
"""Customers that similarities are counted on, and of the test, at most; chosen by a hash."""
MOST_PAIRS = 10_000_000
"""Of the customers that similarities are counted on as many as have so many pairs of products."""
TEST_MONTHS = 6
OFFERS = 3
SELLS_MOST, OWN_MIX, TOGETHER = "sells_most", "own_mix", "together"
RULES = (SELLS_MOST, OWN_MIX, TOGETHER)
"""The rules, the simplest first."""


@dataclass(frozen=True)
class Offered:
    """Names of kept tables that belong together.

    Attributes
    ----------
    candidates : one row a product that may be offered
    everyone : who gets offers; customer_id, person
    until : the last day that is known
    """

    candidates: str
    everyone: str
    until: date


def cut(as_of: date) -> date:
    """The last day that the test knows: the rules are held against what was bought after it."""
    return periods.day_before(as_of, TEST_MONTHS)


def everyone(store: Engine, as_of: date) -> str:
    """Kept table, one row a customer: customer_id, person (a number, by a hash)."""
    return store.keep("offers_everyone", statements.text("offers/everyone"), as_of=as_of)


def products(store: Engine) -> str:
    """Kept table, one row a product: product_id, product (a number), name, category, category_number, retired_on."""
    return store.keep("offers_products", statements.text("offers/products"))


def bought(store: Engine, as_of: date, most: int | None = SAMPLE) -> str:
    """Kept table, one row a customer of the sample and product: person, product, purchases, before (by the cut).

    most : so many customers at most; None: all
    """
    text = statements.text("offers/bought")
    given: dict[str, Any] = {"everyone": everyone(store, as_of), "products": products(store), "most": most}
    return store.keep("offers_bought", text, as_of=as_of, cut=cut(as_of), **given)


def candidates(store: Engine, as_of: date) -> str:
    """Kept table, one row a product still sold: product, category_number, share, inside, category_place, place."""
    text, of = statements.text("offers/candidates"), products(store)
    return store.keep("offers_candidates", text, as_of=as_of, days=SOLD_DAYS, most=IN_A_CATEGORY, products=of)


def today(store: Engine, as_of: date) -> Offered:
    """What the offers as of a day rest on."""
    return Offered(candidates(store, as_of), everyone(store, as_of), as_of)


def past(store: Engine, as_of: date) -> Offered:
    """What the test rests on: what was known on the day of the cut, of those who bought something new after it."""
    sold = candidates(store, cut(as_of))
    given: dict[str, Any] = {"bought": bought(store, as_of), "everyone": everyone(store, as_of)}
    testers = store.keep("offers_testers", statements.text("offers/testers"), candidates=sold, **given)
    return Offered(sold, testers, cut(as_of))


def before(store: Engine, as_of: date) -> str:
    """Kept table of what those of the test had bought by the cut: person, product, purchases."""
    given: dict[str, Any] = {"bought": bought(store, as_of), "testers": past(store, as_of).everyone}
    return store.keep("offers_before", statements.text("offers/bought_before"), **given)


def neighbours(store: Engine, as_of: date, of: Offered) -> str:
    """Kept table, one row a candidate and one that is bought with it: place, other, similarity; as of `by_rule`."""
    return store.keep(
        "offers_neighbours",
        statements.text("offers/similar"),
        bought=bought(store, as_of),
        candidates=of.candidates,
        only_before=of.until < as_of,
        shrink=SHRINK,
        neighbours=NEIGHBOURS,
        most_pairs=MOST_PAIRS,
    )


def by_rule(store: Engine, rule: str, as_of: date, of: Offered) -> str:
    """Kept table of what a rule offers, three to each of `of.everyone` where there are as many.

    Parameters
    ----------
    store, rule : the company, and one of RULES
    as_of : the last day that counts
    of : `today` or `past` of that day

    Returns
    -------
    Name of the table, one row a customer and offer: person, nth (1..3), place (of the candidate), of_category (the
    customer's purchases in its category), purchases (all of them), with_place (the candidate that it is bought with).
    """
    given: dict[str, Any] = {"candidates": of.candidates}
    own: dict[str, Any] = {"everyone": of.everyone, "products": products(store), "until": of.until}
    mixes = store.keep("offers_mixes", statements.text("offers/mixes"), **given, **own, front=FRONT)
    popular = _kept(store, SELLS_MOST, **given, mixes=mixes, front=FRONT)
    if rule == OWN_MIX:
        return _kept(store, rule, **given, mixes=mixes, popular=popular)
    if rule == TOGETHER:
        had = before(store, as_of) if of.until < as_of else bought(store, as_of, most=None)
        return _kept(store, rule, **given, bought=had, neighbours=neighbours(store, as_of, of), popular=popular)
    return popular


def _kept(store: Engine, rule: str, **given: Any) -> str:
    return store.keep(f"offers_{rule}", statements.text(f"offers/{rule}"), **given)

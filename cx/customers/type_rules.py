"""When is a customer loyal, social, need-based or impatient? Every threshold, in one place."""

import json
import re
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from cx.customers import contribution
from cx.engine import coverage, statements
from cx.engine.connection import Engine
from cx.errors import CxError

TYPES = ["Loyal", "Social", "Need-based", "Impatient"]
NONE = "None"
KINDS = [*TYPES, NONE]
SETTING = "types"
SHARES = ("loyal_quarters", "social_share")
WORDS = ("speed_words", "delay_words", "delay_reasons")


class RuleError(CxError):
    """Thresholds that cannot be kept; the sentence says which and why."""


@dataclass(frozen=True)
class TypeRules:
    """Thresholds of the customer types; shares are 0..1, days and counts whole numbers.

    Raises
    ------
    RuleError
        For a share above 1, a negative number, and words that are blank or more than words.

    Notes
    -----
    Loyal: at least `loyal_orders` orders, first order at least `loyal_days` ago, an order in at least `loyal_quarters`
    of the 91-day quarters since then (counted back from as-of); and, if they ever said whether they recommend, a mean
    NPS answer of at least `promoter`, or a friend they told (a contact of kind "recommended").

    Social: at least `social_orders` orders, of which at least `social_share` were assisted by staff (a contact of kind
    "served" on the day or up to `assist_days` before) or pointed at by friends (kind "referred", up to `referral_days`
    before).

    Need-based: in the 12 months at least `need_orders` orders in at most `need_categories` categories, and a discount
    share of at least `need_discount` times the company's.

    Impatient: first order within `impatient_days` of the first touch, and either paid or asked for speed (a ticket or
    an order channel naming one of `speed_words`), or left after a delay: a ticket naming one of `delay_words`,
    unanswered for over `delay_hours` hours, or the churn reason of delay, and no order in `left_days` days after it.

    Words are separated by | and looked for in small letters.
    """

    loyal_orders: int = 4
    loyal_days: int = 365
    loyal_quarters: float = 0.75
    promoter: float = 9.0
    social_orders: int = 2
    social_share: float = 0.5
    assist_days: int = 1
    referral_days: int = 30
    need_orders: int = 2
    need_categories: int = 2
    need_discount: float = 1.5
    impatient_days: int = 7
    speed_words: str = "same-day|same day|express|fast|urgent|rush|priority"
    delay_words: str = "late|delay|slow|waiting|where is my order"
    delay_reasons: str = "deliver|delay|late|slow|wait"
    delay_hours: int = 48
    left_days: int = 60

    def __post_init__(self) -> None:
        for field in fields(self):
            value, name = getattr(self, field.name), field.name.replace("_", " ")
            if field.name in WORDS:
                if not all(_WORD.fullmatch(word) for word in value.split("|")):
                    raise RuleError(f"{name.capitalize()} are words of letters, digits and hyphens, at least one.")
            elif value < 0:
                raise RuleError(f"{name.capitalize()} cannot be negative, it is {value}.")
            elif field.name in SHARES and value > 1:
                raise RuleError(f"{name.capitalize()} is a share of at most 1, not {value}.")

    def given(self) -> dict[str, Any]:
        """The parameters of the statement that finds the types."""
        return asdict(self)


_WORD = re.compile(r"\w[\w '-]*")
LACKS = {
    "Social": (("touchpoints",), "who was helped by staff or referred before an order"),
    "Need-based": (("products",), "how many categories each customer buys in"),
    "Impatient": (
        ("touchpoints", "tickets"),
        "how soon after the first touch they ordered, and what a delay does",
    ),
}
"""What a type needs beyond orders: the tables, and what those would tell."""
STANDARD = TypeRules()


def lacking(store: Engine, as_of: date) -> dict[str, tuple[str, ...]]:
    """Types that the data cannot tell.

    Parameters
    ----------
    store, as_of : the company, and a day, which changes nothing: a table is missing as long as it has no row at all

    Returns
    -------
    Type -> the tables that are missing for it; empty when all can be told.

    Examples
    --------
    >>> import cx
    >>> lacking(cx.open_store(), date(2025, 12, 31))["Social"]
    ('touchpoints',)
    """
    rows = coverage.tables(store).set_index("kind")["rows"]
    found = {kind: tuple(table for table in needs if rows[table] == 0) for kind, (needs, _why) in LACKS.items()}
    if not store.once("discounts", lambda: bool(store.value("select count(discount) > 0 from orders"))):
        found["Need-based"] = (*found["Need-based"], "discount on order lines")
    return {kind: tables for kind, tables in found.items() if tables}


def chosen(store: Engine) -> TypeRules:
    """The thresholds kept in the store.

    Returns
    -------
    The standard ones where none are kept; one that they were kept without is standard.
    """
    given = json.loads(store.setting(SETTING) or "{}")
    return TypeRules(**{field.name: given[field.name] for field in fields(TypeRules) if field.name in given})


def keep(store: Engine, rules: TypeRules) -> None:
    """Keep thresholds in the store, for everybody who opens it.

    Parameters
    ----------
    store, rules : the company, and the thresholds, which replace those that were there
    """
    store.set(SETTING, json.dumps(rules.given()))


def formula(kind: str, rules: TypeRules = STANDARD) -> str:
    """When a customer has a type, with its thresholds, as a formula in words.

    Parameters
    ----------
    rules : the thresholds
    kind : of KINDS

    Examples
    --------
    >>> formula("None")
    'none of the four rules holds'
    """
    return {
        "Loyal": (
            f"order days ≥ {rules.loyal_orders}; first order ≥ {rules.loyal_days} days ago; an order in ≥"
            f" {rules.loyal_quarters:.0%} of the 91-day quarters since; and, if asked, mean NPS answer ≥"
            f" {rules.promoter:g} or a friend sent by them"
        ),
        "Social": (
            f"orders of 12 months ≥ {rules.social_orders}, of which ≥ {rules.social_share:.0%} had a contact 'served'"
            f" on the day or up to {rules.assist_days} days before, or 'referred' within {rules.referral_days} days"
            " before"
        ),
        "Need-based": (
            f"orders of 12 months ≥ {rules.need_orders}; categories ≤ {rules.need_categories}; discount share ≥ "
            f"{rules.need_discount:g} × the company's"
        ),
        "Impatient": (
            f"first order ≤ {rules.impatient_days} days after the first touch; and asked or paid for speed, or no order"
            f" for {rules.left_days} days after a late delivery, an answer later than {rules.delay_hours} hours, or a"
            " churn reason of delay"
        ),
        NONE: "none of the four rules holds",
    }[kind]


def typed(store: Engine, as_of: date, rules: TypeRules | None = None) -> str:
    """Kept table with the rows and columns of `cx.customer_types.customers`.

    Parameters
    ----------
    store, as_of : the company, and the last day of the 12 months
    rules : thresholds; None: those of `chosen`

    Raises
    ------
    ValueError
        In a store without orders.

    Notes
    -----
    It knows neither assumptions nor tiers, so a type cannot depend on them.
    """
    rules = rules or chosen(store)
    unknown, span = lacking(store, as_of), contribution.window(store, as_of)
    return store.keep(
        "types",
        statements.text("customers/types"),
        since=span.since,
        window=contribution.window_sums(store, span),
        as_of=as_of,
        social_known="Social" not in unknown,
        need_known="Need-based" not in unknown,
        impatient_known="Impatient" not in unknown,
        fast_channels=_fast_channels(store, rules.speed_words),
        **rules.given(),
    )


def _fast_channels(store: Engine, speed_words: str) -> list[str]:
    """The few order channels that name speed: looked up among the channels, not in every order line."""
    found = store.once(
        "fast channels",
        lambda: store.read("customers/fast_channels", speed_words=speed_words),
        speed_words=speed_words,
    )
    return list(found.channel)

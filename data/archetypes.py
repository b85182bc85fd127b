"""What kinds of customers does the company have, and through which channels do they come?

The numbers are chosen so that over 2025 each kind earns what its tier says, with a wide margin: a
basket of one small item covers its own cost but not its share of the fixed cost (Bronze), a cheap
basket that comes back and is complained about covers nothing (Tin).
"""

from dataclasses import dataclass

from data.seasons import day_number

NO_EFFECT_REGION = "Europe"
"""Help, thanks and refusals change nothing there: what an answer finds in it is its false alarm."""

COST_PER_ORDER = 4.80  # picking, packing and shipping one order, which no table carries

Window = tuple[float, int, int]  # weight, first day, last day


@dataclass(frozen=True)
class Archetype:
    """One kind of customer; rates are per order unless they say otherwise."""

    name: str
    tier: str
    share: float  # of all customers
    since_before: float  # share who were customers before the data begin
    joined: tuple[Window, ...]
    orders_a_year: tuple[float, float, float]  # 2023, 2024, 2025
    variety: float  # how far customers of the kind differ in that, all years alike: deviation of its logarithm
    spread: float  # orders a year, to either side of one's own
    least_orders: int  # in 2025
    extra_lines: tuple[int, float]
    extra_units: tuple[int, float]
    discount: float
    taste: str
    mix: str
    returns: float  # per line
    complaints: float
    questions: float
    helped: float  # share of complaints resolved to satisfaction
    contacts: float
    contact_cents: int
    in_store: float  # share of contacts that take place at the counter, the rest on the phone
    satisfaction: float  # 0..1
    surveyed: float  # per order
    newsletter: float  # share of customers
    leaving: float = 0.0  # share who stop to order, after `stay` days on average
    stay: int = 0
    once: bool = False
    at_home: float = 0.0  # share of those who would live abroad who live in the company's own country


def between(weight: float, first: tuple[int, int, int], last: tuple[int, int, int]) -> Window:
    """A window of first orders with its weight."""
    return weight, day_number(*first), day_number(*last)


ARCHETYPES = (
    Archetype(
        name="platinum", tier="platinum", share=0.046, since_before=0.86,
        joined=(between(0.66, (2023, 1, 5), (2023, 12, 31)), between(0.34, (2024, 1, 1), (2024, 6, 30))),
        orders_a_year=(24, 25, 26), variety=0.16, spread=2.5, least_orders=1, leaving=0.05, stay=500, at_home=0.25,
        extra_lines=(4, 0.54), extra_units=(2, 0.25), discount=0.05, taste="any", mix="broad", returns=0.025,
        complaints=0.03, questions=0.12, helped=0.90, contacts=0.25, contact_cents=480, in_store=0.4,
        satisfaction=0.90, surveyed=0.30, newsletter=0.90,
    ),
    Archetype(
        name="gold", tier="gold", share=0.143, since_before=0.72,
        joined=(between(0.60, (2023, 1, 5), (2023, 12, 31)), between(0.40, (2024, 1, 1), (2024, 12, 31))),
        orders_a_year=(14.6, 14.9, 15.2), variety=0.16, spread=1.5, least_orders=1, leaving=0.06, stay=400,
        extra_lines=(3, 0.54), extra_units=(2, 0.22), discount=0.03, taste="any", mix="main", returns=0.032,
        complaints=0.04, questions=0.04, helped=0.65, contacts=0.08, contact_cents=480, in_store=0.4,
        satisfaction=0.70, surveyed=0.20, newsletter=0.60,
    ),
    Archetype(
        name="silver", tier="silver", share=0.040, since_before=0.28,
        joined=(
            between(0.22, (2023, 1, 5), (2023, 12, 31)), between(0.32, (2024, 1, 1), (2024, 12, 31)),
            between(0.46, (2025, 1, 1), (2025, 12, 29)),
        ),
        orders_a_year=(6, 6, 6), variety=0.24, spread=1.2, least_orders=1, leaving=0.18, stay=110,
        extra_lines=(3, 0.80), extra_units=(1, 0.45), discount=0.03, taste="any", mix="niche", returns=0.025,
        complaints=0.05, questions=0.03, helped=0.65, contacts=0.06, contact_cents=360, in_store=0.4,
        satisfaction=0.66, surveyed=0.20, newsletter=0.45,
    ),
    Archetype(
        name="silver at a discount", tier="silver", share=0.182, since_before=0.28,
        joined=(
            between(0.22, (2023, 1, 5), (2023, 12, 31)), between(0.32, (2024, 1, 1), (2024, 12, 31)),
            between(0.46, (2025, 1, 1), (2025, 12, 29)),
        ),
        orders_a_year=(6, 6, 6), variety=0.24, spread=1.2, least_orders=1, leaving=0.18, stay=110,
        extra_lines=(3, 0.80), extra_units=(1, 0.55), discount=0.13, taste="any", mix="niche", returns=0.025,
        complaints=0.05, questions=0.03, helped=0.65, contacts=0.06, contact_cents=360, in_store=0.4,
        satisfaction=0.66, surveyed=0.20, newsletter=0.45,
    ),
    Archetype(
        name="silver in company", tier="silver", share=0.068, since_before=0.28,
        joined=(
            between(0.22, (2023, 1, 5), (2023, 12, 31)), between(0.32, (2024, 1, 1), (2024, 12, 31)),
            between(0.46, (2025, 1, 1), (2025, 12, 29)),
        ),
        orders_a_year=(6, 6, 6), variety=0.24, spread=1.2, least_orders=1, leaving=0.18, stay=110,
        extra_lines=(3, 0.80), extra_units=(1, 0.45), discount=0.03, taste="any", mix="niche", returns=0.025,
        complaints=0.05, questions=0.03, helped=0.65, contacts=0.75, contact_cents=300, in_store=0.95,
        satisfaction=0.66, surveyed=0.20, newsletter=0.45,
    ),
    Archetype(
        name="bronze", tier="bronze", share=0.083, since_before=0.05,
        joined=(
            between(0.14, (2023, 1, 5), (2023, 12, 31)), between(0.24, (2024, 1, 1), (2024, 12, 31)),
            between(0.62, (2025, 1, 1), (2025, 12, 29)),
        ),
        orders_a_year=(5.5, 5.5, 5.5), variety=0.30, spread=1.2, least_orders=1, leaving=0.65, stay=90,
        extra_lines=(0, 0.0), extra_units=(0, 0.0), discount=0.12, taste="small", mix="niche", returns=0.008,
        complaints=0.02, questions=0.02, helped=0.65, contacts=0.04, contact_cents=360, in_store=0.4,
        satisfaction=0.60, surveyed=0.12, newsletter=0.40,
    ),
    Archetype(
        name="bronze once", tier="bronze", share=0.080, since_before=0.0,
        joined=(between(1, (2025, 1, 1), (2025, 12, 29)),),
        orders_a_year=(0, 0, 0), variety=0.0, spread=0.0, least_orders=1,
        extra_lines=(0, 0.0), extra_units=(0, 0.0), discount=0.03, taste="small", mix="any", returns=0.0,
        complaints=0.0, questions=0.0, helped=0.65, contacts=0.0, contact_cents=360, in_store=0.4,
        satisfaction=0.58, surveyed=0.15, newsletter=0.35, once=True,
    ),
    Archetype(
        name="tin", tier="tin", share=0.036, since_before=0.0,
        joined=(
            between(0.22, (2023, 1, 5), (2023, 12, 31)), between(0.33, (2024, 1, 1), (2024, 12, 31)),
            between(0.45, (2025, 1, 1), (2025, 11, 15)),
        ),
        orders_a_year=(9, 9, 10), variety=0.20, spread=1.5, least_orders=3,
        extra_lines=(1, 0.15), extra_units=(0, 0.0), discount=0.12, taste="cheap", mix="any", returns=0.36,
        complaints=0.32, questions=0.45, helped=0.40, contacts=0.95, contact_cents=1740, in_store=0.4,
        satisfaction=0.35, surveyed=0.15, newsletter=0.30,
    ),
    Archetype(
        name="left", tier="none", share=0.176, since_before=0.50,
        joined=(between(0.54, (2023, 1, 5), (2023, 12, 31)), between(0.46, (2024, 1, 1), (2024, 10, 31))),
        orders_a_year=(7, 7, 0), variety=0.35, spread=1.5, least_orders=0, leaving=1.0, stay=200,
        extra_lines=(2, 0.35), extra_units=(1, 0.25), discount=0.03, taste="any", mix="any", returns=0.05,
        complaints=0.09, questions=0.05, helped=0.55, contacts=0.08, contact_cents=360, in_store=0.4,
        satisfaction=0.52, surveyed=0.15, newsletter=0.45,
    ),
    Archetype(
        name="came once", tier="none", share=0.146, since_before=0.0,
        joined=(between(0.44, (2023, 1, 5), (2023, 12, 31)), between(0.56, (2024, 1, 1), (2024, 12, 29))),
        orders_a_year=(0, 0, 0), variety=0.0, spread=0.0, least_orders=0,
        extra_lines=(2, 0.25), extra_units=(1, 0.20), discount=0.03, taste="any", mix="any", returns=0.05,
        complaints=0.06, questions=0.04, helped=0.50, contacts=0.03, contact_cents=360, in_store=0.4,
        satisfaction=0.55, surveyed=0.12, newsletter=0.25, leaving=1.0, once=True,
    ),
    # Guests leave no name: only their baskets matter.
    Archetype(
        name="guest", tier="none", share=0.0, since_before=0.0,
        joined=(),
        orders_a_year=(0, 0, 0), variety=0.0, spread=0.0, least_orders=0,
        extra_lines=(2, 0.25), extra_units=(1, 0.20), discount=0.02, taste="any", mix="any", returns=0.02,
        complaints=0.0, questions=0.0, helped=0.5, contacts=0.0, contact_cents=0, in_store=0.0,
        satisfaction=0.5, surveyed=0.0, newsletter=0.0,
    ),
)  # fmt: skip
GUEST = len(ARCHETYPES) - 1
GUEST_ORDERS = 0.05

COMPANY_MIX = (0.14, 0.13, 0.14, 0.20, 0.20, 0.19)  # about what all customers together buy
USUAL_MIX = (0.20, 0.19, 0.20, 0.14, 0.14, 0.13)  # the same without those who buy in one niche only
MAIN_CATEGORIES = 5
NICHE_CATEGORIES = (3, 4, 5)
NICHE_SHARE = 0.98


@dataclass(frozen=True)
class Channel:
    """How people first hear of the company. Rates are true in the long run, per person reached."""

    name: str
    reached: float  # share of all people reached
    acquired: float  # first order within 90 days of the first touch
    retained: float  # ordered again on another day within 180 days of the first order
    kind: str
    touch_cents: int


CHANNELS = (
    Channel("Display ads", 0.67, 0.0075, 0.48, "exposed", 1),
    Channel("Search", 0.082, 0.220, 0.67, "clicked", 45),
    Channel("Referral", 0.027, 0.500, 0.86, "referred", 150),
    Channel("Store", 0.045, 0.420, 0.76, "visited", 0),
    Channel("Marketplace", 0.055, 0.300, 0.55, "visited", 20),
    Channel("Social", 0.121, 0.050, 0.50, "exposed", 3),
)
SLOW_SHARE = 0.06  # of those acquired: later than 90 days after the first touch
UNTRACKED_SHARE = 0.035  # of those who came while data were kept
# Customers from before the data begin are first seen where they come by in its first weeks; the channels' rates are
# those of new people and leave them out.
OLD_UNTRACKED_SHARE = 0.35
OLD_CHANNELS = {"Search": 0.36, "Store": 0.40, "Marketplace": 0.14, "Social": 0.06, "Display ads": 0.04}

# Orders in the 180 days after a complaint, not helped against helped, by severity from mild to severe; only the latest
# unhelped complaint counts. A claim on a guarantee that is not honoured costs orders in the same way.
SEVERITY_SHARES = (0.20, 0.50, 0.30)
SEVERITY_RATIOS = (0.80, 0.60, 0.45)
UNHELPED_ORDER_RATIO = sum(share * ratio for share, ratio in zip(SEVERITY_SHARES, SEVERITY_RATIOS, strict=True))
REFUSED_ORDER_RATIO = 0.60
COMPLAINT_MEMORY_DAYS = 180
NO_EFFECT_REGION = "Europe"  # help, refusals and thanks change nothing here: a check for whoever measures them

OFFER = "Autumn kitchen offer 2025"
OFFER_DAY = day_number(2025, 10, 1)
OFFER_DAYS = 30
OFFER_HELD_OUT = 0.25
# Share of the treated of a tier who order within 30 days because of the offer.
OFFER_UPLIFT = {"silver": 0.20, "platinum": 0.0, "gold": 0.08, "bronze": 0.12, "tin": 0.12}
OFFER_AUDIENCE = ("platinum", "gold", "silver", "silver at a discount", "silver in company", "bronze", "tin")


def column(field: str) -> list:
    """One property of every archetype, in their order, for indexing by archetype number."""
    return [getattr(archetype, field) for archetype in ARCHETYPES]

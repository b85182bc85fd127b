"""What kinds of customers does the company have, and through which channels do they come?

The numbers are chosen so that over 2025 each kind earns what its tier says, with a wide margin: a
basket of two small items covers its own cost but not its share of the fixed cost (Bronze), a cheap
basket that comes back and is complained about covers nothing (Tin).
"""

from dataclasses import dataclass

from data.seasons import day_number

NO_EFFECT_REGION = "Europe"
"""Help, thanks and refusals change nothing there: what an answer finds in it is its false alarm."""

COST_PER_ORDER = 18.00  # picking, packing and shipping one order, which no table carries

Turns = tuple[tuple[str, float], ...]  # kind after a change, share


@dataclass(frozen=True)
class Archetype:
    """One kind of customer; rates are per order unless they say otherwise."""

    name: str
    tier: str
    old: float  # share of those who were customers before the data begin
    new: float  # share of those who come later
    turns: Turns  # what becomes of them at each change; the rest stay of the kind
    leaving: float  # share who stop to order in a year
    leaving_soon: float  # share of the new who do in their first months, after `stay` days on average
    stay: int
    orders_a_year: float
    variety: float  # how far customers of the kind differ in that, all years alike: deviation of its logarithm
    spread: float  # orders a year, to either side of one's own
    least_orders: int  # in a whole year
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
    once: bool = False


SILVER_TURNS = (("gold", 0.13), ("bronze", 0.06), ("tin", 0.01))
ARCHETYPES = (
    Archetype(
        name="platinum", tier="platinum", old=0.085, new=0.026,
        turns=(("gold", 0.17), ("silver", 0.02), ("silver at a discount", 0.02)),
        leaving=0.06, leaving_soon=0.0, stay=0,
        orders_a_year=10.2, variety=0.12, spread=1.0, least_orders=1,
        extra_lines=(5, 0.58), extra_units=(2, 0.40), discount=0.05, taste="any", mix="broad", returns=0.025,
        complaints=0.07, questions=0.16, helped=0.90, contacts=0.75, contact_cents=480, in_store=0.4,
        satisfaction=0.89, surveyed=0.46, newsletter=0.75,
    ),
    Archetype(
        name="gold", tier="gold", old=0.235, new=0.090,
        turns=(
            ("platinum", 0.13), ("silver", 0.03), ("silver at a discount", 0.06), ("silver in company", 0.03),
            ("bronze", 0.01),
        ),
        leaving=0.08, leaving_soon=0.10, stay=240,
        orders_a_year=6.0, variety=0.10, spread=0.7, least_orders=1,
        extra_lines=(4, 0.68), extra_units=(2, 0.34), discount=0.03, taste="any", mix="main", returns=0.032,
        complaints=0.08, questions=0.05, helped=0.65, contacts=0.24, contact_cents=480, in_store=0.4,
        satisfaction=0.72, surveyed=0.30, newsletter=0.50,
    ),
    Archetype(
        name="silver", tier="silver", old=0.055, new=0.030, turns=SILVER_TURNS,
        leaving=0.145, leaving_soon=0.36, stay=190,
        orders_a_year=3.2, variety=0.13, spread=0.5, least_orders=1,
        extra_lines=(3, 0.94), extra_units=(1, 0.88), discount=0.03, taste="any", mix="niche", returns=0.029,
        complaints=0.08, questions=0.03, helped=0.65, contacts=0.06, contact_cents=360, in_store=0.4,
        satisfaction=0.66, surveyed=0.15, newsletter=0.35,
    ),
    Archetype(
        name="silver at a discount", tier="silver", old=0.260, new=0.155, turns=SILVER_TURNS,
        leaving=0.145, leaving_soon=0.36, stay=190,
        orders_a_year=3.2, variety=0.13, spread=0.5, least_orders=1,
        extra_lines=(3, 0.95), extra_units=(2, 0.55), discount=0.13, taste="any", mix="niche", returns=0.029,
        complaints=0.08, questions=0.03, helped=0.65, contacts=0.06, contact_cents=360, in_store=0.4,
        satisfaction=0.66, surveyed=0.15, newsletter=0.35,
    ),
    Archetype(
        name="silver in company", tier="silver", old=0.155, new=0.155, turns=SILVER_TURNS,
        leaving=0.145, leaving_soon=0.36, stay=190,
        orders_a_year=3.2, variety=0.13, spread=0.5, least_orders=1,
        extra_lines=(3, 0.94), extra_units=(1, 0.88), discount=0.03, taste="any", mix="niche", returns=0.029,
        complaints=0.08, questions=0.03, helped=0.65, contacts=0.90, contact_cents=280, in_store=0.95,
        satisfaction=0.66, surveyed=0.15, newsletter=0.35,
    ),
    Archetype(
        name="bronze", tier="bronze", old=0.155, new=0.075,
        turns=(
            ("gold", 0.03), ("silver", 0.04), ("silver at a discount", 0.12), ("silver in company", 0.06),
            ("tin", 0.02),
        ),
        leaving=0.23, leaving_soon=0.50, stay=150,
        orders_a_year=2.4, variety=0.30, spread=0.8, least_orders=1,
        extra_lines=(1, 0.97), extra_units=(0, 0.0), discount=0.12, taste="small", mix="niche", returns=0.006,
        complaints=0.02, questions=0.02, helped=0.65, contacts=0.02, contact_cents=360, in_store=0.4,
        satisfaction=0.61, surveyed=0.10, newsletter=0.30,
    ),
    Archetype(
        name="once", tier="bronze", old=0.0, new=0.415, turns=(),
        leaving=0.0, leaving_soon=0.0, stay=0,
        orders_a_year=0, variety=0.0, spread=0.0, least_orders=1,
        extra_lines=(1, 0.95), extra_units=(0, 0.0), discount=0.03, taste="small", mix="any", returns=0.0,
        complaints=0.0, questions=0.0, helped=0.65, contacts=0.0, contact_cents=360, in_store=0.4,
        satisfaction=0.59, surveyed=0.12, newsletter=0.20, once=True,
    ),
    Archetype(
        name="tin", tier="tin", old=0.055, new=0.054,
        turns=(("bronze", 0.13), ("silver", 0.05), ("silver at a discount", 0.07)),
        leaving=0.33, leaving_soon=0.25, stay=150,
        orders_a_year=4.8, variety=0.20, spread=0.9, least_orders=3,
        extra_lines=(1, 0.15), extra_units=(0, 0.0), discount=0.12, taste="cheap", mix="any", returns=0.36,
        complaints=0.32, questions=0.45, helped=0.40, contacts=0.95, contact_cents=1740, in_store=0.4,
        satisfaction=0.57, surveyed=0.07, newsletter=0.25,
    ),
    # Guests leave no name: only their baskets matter.
    Archetype(
        name="guest", tier="none", old=0.0, new=0.0, turns=(),
        leaving=0.0, leaving_soon=0.0, stay=0,
        orders_a_year=0, variety=0.0, spread=0.0, least_orders=0,
        extra_lines=(3, 0.42), extra_units=(2, 0.28), discount=0.02, taste="any", mix="any", returns=0.02,
        complaints=0.0, questions=0.0, helped=0.5, contacts=0.0, contact_cents=0, in_store=0.0,
        satisfaction=0.5, surveyed=0.0, newsletter=0.0,
    ),
)  # fmt: skip
GUEST = len(ARCHETYPES) - 1
GUEST_ORDERS = 0.08
OLD_SHARE = 0.275  # of all customers: those who were there before the data begin

# Shares of the categories in the lines. With the units a line has of each, all customers together buy about what the
# catalogue plans.
COMPANY_MIX = (0.143, 0.111, 0.130, 0.209, 0.170, 0.237)
USUAL_MIX = (0.180, 0.190, 0.164, 0.174, 0.142, 0.150)  # of those who neither buy broadly nor in one niche
NICHE_WEIGHTS = (0.097, 0.054, 0.089, 0.249, 0.207, 0.304)  # how many have their niche in each category
NICHE_SHARE = 0.98
MAIN_CATEGORIES = 4
SEVERAL = (
    0.85,
    1.2,
    1.0,
    1.0,
    1.4,
    0.7,
)  # chance of a further unit: lanterns come in pairs, planters alone


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
    Channel("Display ads", 0.543, 0.0010, 0.38, "exposed", 1),
    Channel("Search", 0.180, 0.080, 0.56, "clicked", 45),
    Channel("Referral", 0.018, 0.420, 0.76, "referred", 150),
    Channel("Store", 0.033, 0.300, 0.66, "visited", 0),
    Channel("Marketplace", 0.044, 0.160, 0.42, "visited", 20),
    Channel("Social", 0.178, 0.033, 0.42, "exposed", 3),
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
MORE_COMPLAINTS = (1.0, 0.92, 1.22)  # in each year beside the usual rate: a new carrier, in 2025, is often late
NO_EFFECT_REGION = "Europe"  # help, refusals and thanks change nothing here: a check for whoever measures them

OFFER = "Autumn kitchen offer 2025"
OFFER_DAY = day_number(2025, 10, 1)
OFFER_DAYS = 30
OFFER_HELD_OUT = 0.25
# Share of the treated of a tier who order within 30 days because of the offer.
OFFER_UPLIFT = {"silver": 0.12, "platinum": 0.0, "gold": 0.08, "bronze": 0.05, "tin": 0.08}


RANKS = {"platinum": 4, "gold": 3, "silver": 2, "bronze": 1, "tin": 0, "none": 0}
"""How good a customer of each tier is beside others."""


def column(field: str) -> list:
    """One property of every archetype, in their order, for indexing by archetype number."""
    return [getattr(archetype, field) for archetype in ARCHETYPES]

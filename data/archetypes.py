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

Turns = tuple[tuple[str, float], ...]  # kind of the next year, share


@dataclass(frozen=True)
class Archetype:
    """One kind of customer; rates are per order unless they say otherwise."""

    name: str
    tier: str
    old: float  # share of those who were customers before the data begin
    new: float  # share of those who come later
    turns: Turns  # what becomes of them at the turn of a year; the rest stay of the kind
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
    at_home: float = 0.0  # share of those who would live abroad who live in the company's own country


SILVER_TURNS = (("gold", 0.15), ("bronze", 0.07), ("tin", 0.01))
ARCHETYPES = (
    Archetype(
        name="platinum", tier="platinum", old=0.075, new=0.024,
        turns=(("gold", 0.20), ("silver", 0.02), ("silver at a discount", 0.02)),
        leaving=0.06, leaving_soon=0.0, stay=0,
        orders_a_year=17.0, variety=0.14, spread=2.0, least_orders=1,
        extra_lines=(4, 0.61), extra_units=(3, 0.36), discount=0.05, taste="any", mix="broad", returns=0.025,
        complaints=0.05, questions=0.16, helped=0.90, contacts=0.35, contact_cents=480, in_store=0.4,
        satisfaction=0.89, surveyed=0.40, newsletter=0.90, at_home=0.25,
    ),
    Archetype(
        name="gold", tier="gold", old=0.205, new=0.090,
        turns=(
            ("platinum", 0.15), ("silver", 0.03), ("silver at a discount", 0.07), ("silver in company", 0.04),
            ("bronze", 0.02),
        ),
        leaving=0.08, leaving_soon=0.0, stay=0,
        orders_a_year=11.4, variety=0.13, spread=1.3, least_orders=1,
        extra_lines=(3, 0.57), extra_units=(3, 0.26), discount=0.03, taste="any", mix="main", returns=0.032,
        complaints=0.06, questions=0.05, helped=0.65, contacts=0.11, contact_cents=480, in_store=0.4,
        satisfaction=0.72, surveyed=0.24, newsletter=0.60,
    ),
    Archetype(
        name="silver", tier="silver", old=0.065, new=0.050, turns=SILVER_TURNS,
        leaving=0.145, leaving_soon=0.18, stay=100,
        orders_a_year=5.7, variety=0.22, spread=1.2, least_orders=1,
        extra_lines=(2, 0.92), extra_units=(3, 0.245), discount=0.03, taste="any", mix="niche", returns=0.025,
        complaints=0.06, questions=0.03, helped=0.65, contacts=0.06, contact_cents=360, in_store=0.4,
        satisfaction=0.66, surveyed=0.12, newsletter=0.45,
    ),
    Archetype(
        name="silver at a discount", tier="silver", old=0.270, new=0.155, turns=SILVER_TURNS,
        leaving=0.145, leaving_soon=0.18, stay=100,
        orders_a_year=5.7, variety=0.22, spread=1.2, least_orders=1,
        extra_lines=(2, 0.92), extra_units=(3, 0.35), discount=0.12, taste="any", mix="niche", returns=0.025,
        complaints=0.06, questions=0.03, helped=0.65, contacts=0.06, contact_cents=360, in_store=0.4,
        satisfaction=0.66, surveyed=0.12, newsletter=0.45,
    ),
    Archetype(
        name="silver in company", tier="silver", old=0.135, new=0.135, turns=SILVER_TURNS,
        leaving=0.145, leaving_soon=0.18, stay=100,
        orders_a_year=5.7, variety=0.22, spread=1.2, least_orders=1,
        extra_lines=(2, 0.92), extra_units=(3, 0.245), discount=0.03, taste="any", mix="niche", returns=0.025,
        complaints=0.06, questions=0.03, helped=0.65, contacts=0.90, contact_cents=280, in_store=0.95,
        satisfaction=0.66, surveyed=0.12, newsletter=0.45,
    ),
    Archetype(
        name="bronze", tier="bronze", old=0.195, new=0.165,
        turns=(
            ("gold", 0.04), ("silver", 0.05), ("silver at a discount", 0.15), ("silver in company", 0.08),
            ("tin", 0.02),
        ),
        leaving=0.23, leaving_soon=0.42, stay=80,
        orders_a_year=5.4, variety=0.30, spread=1.2, least_orders=1,
        extra_lines=(0, 0.0), extra_units=(0, 0.0), discount=0.10, taste="small", mix="niche", returns=0.006,
        complaints=0.015, questions=0.02, helped=0.65, contacts=0.02, contact_cents=360, in_store=0.4,
        satisfaction=0.61, surveyed=0.08, newsletter=0.40,
    ),
    Archetype(
        name="once", tier="bronze", old=0.0, new=0.315, turns=(),
        leaving=0.0, leaving_soon=0.0, stay=0,
        orders_a_year=0, variety=0.0, spread=0.0, least_orders=1,
        extra_lines=(0, 0.0), extra_units=(0, 0.0), discount=0.03, taste="small", mix="any", returns=0.0,
        complaints=0.0, questions=0.0, helped=0.65, contacts=0.0, contact_cents=360, in_store=0.4,
        satisfaction=0.59, surveyed=0.12, newsletter=0.35, once=True,
    ),
    Archetype(
        name="tin", tier="tin", old=0.055, new=0.066,
        turns=(("bronze", 0.13), ("silver", 0.05), ("silver at a discount", 0.07)),
        leaving=0.33, leaving_soon=0.20, stay=120,
        orders_a_year=10.0, variety=0.20, spread=1.5, least_orders=3,
        extra_lines=(1, 0.15), extra_units=(0, 0.0), discount=0.12, taste="cheap", mix="any", returns=0.36,
        complaints=0.32, questions=0.45, helped=0.40, contacts=0.95, contact_cents=1740, in_store=0.4,
        satisfaction=0.57, surveyed=0.07, newsletter=0.30,
    ),
    # Guests leave no name: only their baskets matter.
    Archetype(
        name="guest", tier="none", old=0.0, new=0.0, turns=(),
        leaving=0.0, leaving_soon=0.0, stay=0,
        orders_a_year=0, variety=0.0, spread=0.0, least_orders=0,
        extra_lines=(2, 0.25), extra_units=(1, 0.20), discount=0.02, taste="any", mix="any", returns=0.02,
        complaints=0.0, questions=0.0, helped=0.5, contacts=0.0, contact_cents=0, in_store=0.0,
        satisfaction=0.5, surveyed=0.0, newsletter=0.0,
    ),
)  # fmt: skip
GUEST = len(ARCHETYPES) - 1
GUEST_ORDERS = 0.05
OLD_SHARE = 0.375  # of all customers: those who were there before the data begin

# Shares of the categories in the lines. With the units a line has of each, all customers together buy about what the
# catalogue plans.
COMPANY_MIX = (0.143, 0.111, 0.130, 0.209, 0.170, 0.237)
USUAL_MIX = (0.180, 0.190, 0.164, 0.174, 0.142, 0.150)  # of those who neither buy broadly nor in one niche
NICHE_WEIGHTS = (0.097, 0.054, 0.089, 0.249, 0.207, 0.304)  # how many have their niche in each category
NICHE_SHARE = 0.98
MAIN_CATEGORIES = 5
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


def column(field: str) -> list:
    """One property of every archetype, in their order, for indexing by archetype number."""
    return [getattr(archetype, field) for archetype in ARCHETYPES]

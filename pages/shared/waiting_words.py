"""What a page says while it waits for a long answer: what is being computed, by the module that computes it."""

from cx.text.formatting import _

WORDS = {
    "cx": "Computing the figures…",
    "cx.home.next_actions": "Looking for what to do next…",
    "cx.home": "Comparing this year with the year before…",
    "cx.customers.segments": "Placing customers in tiers…",
    "cx.customers.movement": "Comparing the tiers of two dates…",
    "cx.customers.rfm": "Scoring customers by recency, frequency and money…",
    "cx.customers.customer_types": "Determining customer types…",
    "cx.customers.at_risk": "Counting who stopped ordering in a year…",
    "cx.customers.playbook": "Computing the money at stake in each tier…",
    "cx.customers.value": "Estimating what each customer will bring…",
    "cx.customers.sensitivity": "Testing how much the tiers depend on the assumptions…",
    "cx.customers.funnel": "Following people from the first contact to the next order…",
    "cx.customers.retention": "Computing which customers buy again…",
    "cx.experience.support": "Following tickets from their opening to their end…",
    "cx.experience.requests": "Ranking what customers ask for…",
    "cx.products": "Computing monthly sales of products…",
    "cx.products.stages": "Fitting the sales curves of products…",
    "cx.experience.voice": "Counting what customers say…",
    "cx.experience.complaints": "Matching complaints with customers who did not complain…",
    "cx.experience.recognition": "Finding customers who deserve thanks…",
    "cx.experience.programme": "Comparing promises and experience…",
    "cx.market.offers": "Testing which offers customers would have bought…",
    "cx.market.campaigns": "Comparing who was mailed with who was held out…",
    "cx.market.study": "Comparing what matters with what satisfies…",
    "cx.market.competitors": "Comparing scores with those of rivals…",
    "cx.quality": "Counting the rows in use and those excluded…",
}


def of(module: str) -> str:
    """The words of the nearest package that has any.

    >>> of("cx.customers.funnel.step_counts")
    'Following people from the first contact to the next order…'
    >>> of("cx.engine.coverage"), of("pages.customers.segments.exploring")
    ('Computing the figures…', 'Computing the figures…')
    """
    while module not in WORDS:
        module = module.rpartition(".")[0] or "cx"
    return _(WORDS[module])

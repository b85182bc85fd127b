"""Next offers: what each customer is likely to buy next, and mailing lists with a control group."""

from cx.market.offers.consent import YES, consent_attribute, set_consent_attribute
from cx.market.offers.control_size import smallest_uplift
from cx.market.offers.mailing import (
    HOLD_OUT,
    MOST_HELD_OUT,
    REST_DAYS,
    STATES,
    TEST_DAYS,
    control_group,
    exclusions,
    mailing_list,
    save_mailing_list,
    without_uplift,
)
from cx.market.offers.offer_table import next_offers
from cx.market.offers.rule_tables import OFFERS, RULES, TEST_MONTHS, cut
from cx.market.offers.rule_test import rules, used
from cx.market.offers.saved_lists import LONGEST, make_list, saved_list, saved_lists, undo

__all__ = [
    "HOLD_OUT", "LONGEST", "MOST_HELD_OUT", "OFFERS", "REST_DAYS", "RULES", "STATES", "TEST_DAYS", "TEST_MONTHS",
    "YES", "consent_attribute", "control_group", "cut", "exclusions", "mailing_list", "make_list", "next_offers",
    "rules", "save_mailing_list", "saved_list", "saved_lists", "set_consent_attribute", "smallest_uplift", "undo",
    "used", "without_uplift",
]  # fmt: skip

"""Names: whether one is unlike rivals, sayable, without a bad meaning and easy to spell, as far as rules can tell."""

from cx.market.names.bad_words import LANGUAGES as LISTED_LANGUAGES
from cx.market.names.name_check import LONGEST, MOST, TESTS, check, cleaned
from cx.market.names.saved_lists import NameList, lists, rivals, write
from cx.market.names.sayability import rules

LANGUAGES = {code: rule.language for code, rule in rules().items()}
"""Languages in which a name can be tested for being sayable, by their codes."""

__all__ = [
    "LANGUAGES", "LISTED_LANGUAGES", "LONGEST", "MOST", "TESTS", "NameList", "check", "cleaned", "lists", "rivals",
    "write",
]  # fmt: skip

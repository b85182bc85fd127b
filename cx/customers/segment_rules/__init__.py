"""Rules of segments: conditions on customers joined by AND and OR, computed at each date."""

from cx.customers.segment_rules.computing import LISTED, OF_BUYERS, count, customers, freeze, members, said, save
from cx.customers.segment_rules.offered import absent, names, values
from cx.customers.segment_rules.rule import ALL, ANY, MOST, VERSION, Condition, Group, RuleError, parse, to_json
from cx.customers.segment_rules.sentences import words
from cx.customers.segment_rules.subjects import SUBJECTS

__all__ = [
    "ALL",
    "ANY",
    "LISTED",
    "MOST",
    "OF_BUYERS",
    "SUBJECTS",
    "VERSION",
    "Condition",
    "Group",
    "RuleError",
    "absent",
    "count",
    "customers",
    "freeze",
    "members",
    "names",
    "parse",
    "said",
    "save",
    "to_json",
    "values",
    "words",
]

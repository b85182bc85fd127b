"""Values that conditions can be made of, as the data holds them, and what a rule asks that is not there."""

from collections.abc import Callable, Iterable

from cx.customers import attributes, type_rules
from cx.customers.rfm import rules as rfm_rules
from cx.customers.segment_rules.rule import Condition, Given, Group, parse
from cx.customers.segment_rules.subjects import NOT_OPEN, OPEN, title
from cx.engine import coverage
from cx.engine.connection import Engine
from cx.tables.tiers_and_stages import TIERS
from cx.text.formatting import _

MOST_VALUES = 500
"""So many values of an attribute are offered, the most frequent ones."""


def names(store: Engine, subject: str) -> list[str]:
    """Names that a condition on a subject can have.

    Parameters
    ----------
    store : the company
    subject : "attribute": the uploaded attributes of customers; "survey": the measures of surveys
    """
    if subject == "attribute":
        return attributes.names(store)
    return list(store.read("segment_rules/survey_measures").measure)


def values(store: Engine, subject: str, name: str | None = None) -> dict[str, str]:
    """The values that a condition on a subject can choose from.

    Parameters
    ----------
    store : the company
    subject : of SUBJECTS, one with values
    name : of the attribute, for "attribute"

    Returns
    -------
    Value -> its name in the data. Of an attribute the MOST_VALUES most frequent ones, most frequent first.

    Raises
    ------
    KeyError
        For a subject without values.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("customers", b"customer_id,plan\\nA,Basic\\nB,Basic\\nC,Pro\\n")
    >>> values(store, "attribute", "plan")
    {'Basic': 'Basic', 'Pro': 'Pro'}
    """
    if subject == "product":
        found = store.read("segment_rules/products")
        return dict(zip(found.product_id, found.name, strict=True))
    if subject == "category":
        found = store.read("segment_rules/products").category.dropna()
        return {value: value for value in sorted(set(found))}
    if subject == "attribute":
        asked = {"pointer": pointer(name or ""), "most": MOST_VALUES}
        return {value: value for value in store.read("segment_rules/attribute_values", **asked).value}
    listed: dict[str, Callable[[], Iterable[str]]] = {
        "tier": lambda: TIERS,
        "type": lambda: type_rules.KINDS,
        "rfm_group": lambda: dict.fromkeys(group.name for group in rfm_rules.chosen(store).groups),
        "region": lambda: coverage.regions(store),
        "channel": lambda: coverage.channels(store),
        "open_ticket": lambda: [OPEN, NOT_OPEN],
    }
    return {value: value for value in listed[subject]()}


def called(store: Engine, rule: Group) -> dict[str, str]:
    """Names of the products that a rule asks for.

    Parameters
    ----------
    store : the company
    rule : a rule that was read, see `parse`

    Returns
    -------
    Id -> name, of those in the data.
    """
    wanted = {value for part in rule.conditions if part.of == "product" for value in part.values}
    return {key: name for key, name in values(store, "product").items() if key in wanted} if wanted else {}


def absent(store: Engine, rule: Given) -> list[str]:
    """What a rule asks for that the data does not hold.

    Parameters
    ----------
    store : the company
    rule : see `Given`

    Returns
    -------
    A sentence each; none for a rule that fits the data. Such a condition holds nobody: the value was misspelt, or its
    customers were never uploaded.

    Raises
    ------
    RuleError
        For a rule that cannot be read.

    Examples
    --------
    >>> import cx
    >>> absent(cx.open_store(), {"all": [{"of": "attribute", "name": "plan", "is": ["Pro"]}]})
    ['plan is not in the data.']
    """
    found = [_absent(store, part) for part in parse(rule).conditions]
    return [sentence for several in found for sentence in several]


def pointer(attribute: str) -> str:
    """Where an attribute lies in the attributes of a customer, as a JSON pointer.

    Examples
    --------
    >>> pointer("a/b")
    '/a~1b'
    """
    return "/" + attribute.replace("~", "~0").replace("/", "~1")


def _absent(store: Engine, part: Condition) -> list[str]:
    if part.name is not None and part.name not in names(store, part.of):
        return [_("{measure} is not in the data.").format(measure=title(part.of, part.name))]
    if part.is_of_limits or part.of == "attribute":
        return []
    there = values(store, part.of)
    text = _("{measure}: “{value}” is not in the data.")
    return [text.format(measure=title(part.of), value=value) for value in part.values if value and value not in there]

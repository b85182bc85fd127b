"""Rules in words: one sentence that says whom a rule holds."""

from math import inf

from cx.customers.segment_rules.rule import ALL, Condition, Given, Group, parse
from cx.customers.segment_rules.subjects import BOUGHT, NOT_OPEN, OPEN, SUBJECTS, title
from cx.tables.customer_measures import COUNT, DAYS, MONEY, SHARE
from cx.tables.screen_names import screen_name
from cx.text.formatting import _, count, number, percent, short_money


def words(rule: Given, currency: str = "", called: dict[str, str] | None = None) -> str:
    """The rule as a sentence.

    Parameters
    ----------
    rule : see `Given`
    currency : mark of amounts
    called : names of products by their id; one that is not there is called by its id

    Raises
    ------
    RuleError
        For a rule that cannot be read.

    Examples
    --------
    >>> words({"all": [{"of": "profit", "from": 1200, "to": 3400}, {"of": "recency_days", "from": 10, "to": 60}]}, "$")
    'Profit $1.2k to $3.4k and days since last order 10 to 60'
    >>> words({"all": [{"of": "tier", "is": ["Gold"]}, {"any": [{"of": "region", "is_not": ["Iran", "Oman"]}]}]})
    'Tier is Gold and region is not Iran or Oman'
    """
    found = _said(parse(rule), currency, called or {}, is_inner=False)
    return found[:1].upper() + found[1:]


def _said(part: Condition | Group, currency: str, called: dict[str, str], is_inner: bool) -> str:
    if isinstance(part, Condition):
        return _condition(part, currency, called)
    joint = _(" and ") if part.match == ALL else _(" or ")
    found = joint.join(_said(one, currency, called, is_inner=True) for one in part.parts)
    return f"({found})" if is_inner and len(part.parts) > 1 else found


def _condition(part: Condition, currency: str, called: dict[str, str]) -> str:
    if SUBJECTS[part.of].kind == BOUGHT:
        return _bought(part, called)
    if part.of == "open_ticket":
        return _ticket(part)
    name = title(part.of, part.name)
    name = name if part.name or name[1:2].isupper() else name[:1].lower() + name[1:]
    if part.is_of_limits:
        return _limits(part, name, currency)
    text = _("{name} is not {values}") if part.is_not else _("{name} is {values}")
    return text.format(name=name, values=_either(part, {}))


def _limits(part: Condition, name: str, currency: str) -> str:
    low, high = (_number(part.of, end, currency) for end in (part.low, part.high))
    if part.low == -inf:
        return _("{name} at most {high}").format(name=name, high=high)
    if part.high == inf:
        return _("{name} at least {low}").format(name=name, low=low)
    return _("{name} {low} to {high}").format(name=name, low=low, high=high)


def _number(of: str, value: float, currency: str) -> str:
    kind = SUBJECTS[of].of
    if kind == MONEY:
        return short_money(value, currency)
    if kind == SHARE:
        return percent(value)
    if kind in (COUNT, DAYS):
        return number(value, 0 if value.is_integer() else 1)
    return number(value, 0 if value.is_integer() else 2)


def _bought(part: Condition, called: dict[str, str]) -> str:
    what = _either(part, called)
    if part.within_days is None:
        return (_("never bought {what}") if part.is_not else _("bought {what}")).format(what=what)
    text = _("did not buy {what} within {days}") if part.is_not else _("bought {what} within {days}")
    return text.format(what=what, days=count(part.within_days, _("day"), _("days")))


def _ticket(part: Condition) -> str:
    wanted = {OPEN, NOT_OPEN} - set(part.values) if part.is_not else set(part.values)
    if OPEN in wanted:
        return _("any state of tickets") if NOT_OPEN in wanted else _("has an open ticket")
    return _("has no open ticket")


def _either(part: Condition, called: dict[str, str]) -> str:
    names = [called.get(value, screen_name(value)) if value else _("not known") for value in part.values]
    return _(" or ").join(names)

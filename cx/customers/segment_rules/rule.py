"""Rules as values: conditions and groups of conditions, read from JSON and written to it."""

import json
from dataclasses import dataclass
from math import inf, isfinite
from typing import Any

from cx.customers.segment_rules.subjects import BOUGHT, NOT_OPEN, NUMBER, OPEN, SUBJECTS, title
from cx.errors import CxError
from cx.tables.tiers_and_stages import TIERS
from cx.text.formatting import _

VERSION = 1
ALL, ANY = "all", "any"
MOST = 20
"""So many conditions a rule may have."""
_FIELDS = {"of", "name", "is", "is_not", "from", "to", "within_days"}


class RuleError(CxError):
    """A rule that cannot be read; the sentence says what is wrong and what is known instead."""


@dataclass(frozen=True)
class Condition:
    """One condition.

    Attributes
    ----------
    of : a subject of SUBJECTS; name : which attribute or survey measure
    values : texts of which one must hold ("" : not known); is_not : none of them may hold
    low, high : limits of a number, ends included
    within_days : bought in so many days up to the date; None: ever
    """

    of: str
    name: str | None = None
    values: tuple[str, ...] = ()
    is_not: bool = False
    low: float = -inf
    high: float = inf
    within_days: int | None = None

    @property
    def is_of_limits(self) -> bool:
        """Whether a number is asked, not one of several values."""
        return not self.values

    def to_value(self) -> dict[str, Any]:
        """The condition as a JSON-able value."""
        found: dict[str, Any] = {"of": self.of}
        if self.name is not None:
            found["name"] = self.name
        if self.values:
            found["is_not" if self.is_not else "is"] = list(self.values)
        ends = {key: end for key, end in (("from", self.low), ("to", self.high)) if isfinite(end)}
        found |= {key: int(end) if end.is_integer() else end for key, end in ends.items()}
        if self.within_days is not None:
            found["within_days"] = self.within_days
        return found


@dataclass(frozen=True)
class Group:
    """Conditions of which all or any must hold; a rule is a group whose parts may be groups of conditions."""

    match: str
    parts: tuple["Condition | Group", ...]

    def to_value(self) -> dict[str, Any]:
        """The group as a JSON-able value."""
        return {self.match: [part.to_value() for part in self.parts]}

    @property
    def conditions(self) -> list[Condition]:
        """Every condition, those of groups included."""
        found = [part.conditions if isinstance(part, Group) else [part] for part in self.parts]
        return [condition for several in found for condition in several]


Given = Group | dict[str, Any] | str
"""A rule as functions take it: read, as a JSON-able value, or as JSON."""


def to_json(rule: Given) -> str:
    """The rule as JSON with its version, as it is stored and as an address holds it.

    Raises
    ------
    RuleError
        For a rule that cannot be read.

    Examples
    --------
    >>> to_json({"version": 1, "all": [{"of": "tier", "is": ["Gold"]}]})
    '{"version":1,"all":[{"of":"tier","is":["Gold"]}]}'
    """
    value = {"version": VERSION, **parse(rule).to_value()}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def parse(rule: Given) -> Group:
    """The rule read from a JSON-able value or from JSON: `{"version": 1, "all": [condition, {"any": [condition]}]}`.

    A condition is `{"of": "profit", "from": 1200, "to": 3400}`, `{"of": "tier", "is": ["Gold"]}` (or "is_not"),
    `{"of": "product", "is": ["P1"], "within_days": 90}`, `{"of": "attribute", "name": "plan", "is": ["pro"]}`,
    `{"of": "survey", "name": "nps", "to": 6}` or `{"of": "open_ticket", "is": ["yes"]}`.

    Raises
    ------
    RuleError
        In a sentence: an unknown measure, a value of the wrong type, a value that is absent, groups within groups.

    Examples
    --------
    >>> parse({"version": 1, "all": [{"of": "tier", "is": ["Gold"]}]}).conditions[0].values
    ('Gold',)
    >>> parse({"version": 1, "all": [{"of": "profitt", "from": 1}]})
    Traceback (most recent call last):
    cx.customers.segment_rules.rule.RuleError: There is no measure “profitt”.
    """
    if isinstance(rule, Group):
        return rule
    value = _from_json(rule) if isinstance(rule, str) else rule
    if not isinstance(value, dict):
        raise RuleError(_("This is not a rule: it has no conditions."))
    version = value.get("version", VERSION)
    if version != VERSION:
        raise RuleError(
            _("This rule was made by another version of the CX explorer ({version}).").format(version=version)
        )
    found = _group({key: part for key, part in value.items() if key != "version"}, is_inner=False)
    if len(found.conditions) > MOST:
        raise RuleError(_("A rule has at most {most} conditions.").format(most=MOST))
    return found


def _from_json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise RuleError(_("This is not a rule: the text cannot be read.")) from error


def _group(value: dict[str, Any], is_inner: bool) -> Group:
    if len(value) != 1 or not value.keys() <= {ALL, ANY}:
        raise RuleError(_("Conditions stand in a group named “all” or “any”."))
    [(match, parts)] = value.items()
    if not isinstance(parts, list) or not parts or not all(isinstance(part, dict) for part in parts):
        raise RuleError(_("A rule needs at least one condition."))
    if is_inner and any(part.keys() & {ALL, ANY} for part in parts):
        raise RuleError(_("A group of conditions cannot hold another group."))
    return Group(
        match, tuple(_group(part, is_inner=True) if part.keys() & {ALL, ANY} else _condition(part) for part in parts)
    )


def _condition(value: dict[str, Any]) -> Condition:
    of = value.get("of")
    if not isinstance(of, str) or of not in SUBJECTS:
        raise RuleError(_("There is no measure “{name}”.").format(name=of))
    if unknown := sorted(value.keys() - _FIELDS):
        raise RuleError(
            _("{measure}: “{field}” is not part of a condition.").format(measure=title(of), field=unknown[0])
        )
    name = value.get("name")
    if SUBJECTS[of].is_named and not (isinstance(name, str) and name):
        raise RuleError(_("{measure} needs a name.").format(measure=title(of)))
    said = title(of, name)
    kind = SUBJECTS[of].kind
    is_number = kind == NUMBER or (of == "attribute" and not value.keys() & {"is", "is_not"})
    if is_number:
        low, high = _limits(value, said)
        return Condition(of, name, low=low, high=high)
    return Condition(of, name, _values(value, said), "is_not" in value, within_days=_days(value, kind, said))


def _limits(value: dict[str, Any], said: str) -> tuple[float, float]:
    if value.keys() & {"is", "is_not"}:
        raise RuleError(_("{measure} is a number: it needs limits, not values.").format(measure=said))
    low, high = (_number(value[end], said) if value.get(end) is not None else None for end in ("from", "to"))
    if low is None and high is None:
        raise RuleError(_("{measure} needs a lower or an upper limit.").format(measure=said))
    if low is not None and high is not None and low > high:
        raise RuleError(_("{measure}: the lower limit is above the upper limit.").format(measure=said))
    return -inf if low is None else low, inf if high is None else high


def _number(value: Any, said: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise RuleError(_("{measure} needs a number, not “{value}”.").format(measure=said, value=value))
    return float(value)


def _values(value: dict[str, Any], said: str) -> tuple[str, ...]:
    if value.keys() & {"from", "to"}:
        raise RuleError(_("{measure} needs values, not limits.").format(measure=said))
    if {"is", "is_not"} <= value.keys():
        raise RuleError(_("{measure}: either “is” or “is not”, not both.").format(measure=said))
    wanted = value.get("is", value.get("is_not"))
    if not isinstance(wanted, list) or not wanted:
        raise RuleError(_("{measure} needs at least one value.").format(measure=said))
    if wrong := [one for one in wanted if not isinstance(one, str)]:
        raise RuleError(_("{measure} needs a text, not “{value}”.").format(measure=said, value=wrong[0]))
    known = {"tier": [*TIERS, ""], "open_ticket": [OPEN, NOT_OPEN]}.get(value["of"])
    if known and (wrong := [one for one in wanted if one not in known]):
        text = _("{measure} has no value “{value}”; it is one of {known}.")
        raise RuleError(text.format(measure=said, value=wrong[0], known=", ".join(filter(None, known))))
    return tuple(dict.fromkeys(wanted))


def _days(value: dict[str, Any], kind: str, said: str) -> int | None:
    days = value.get("within_days")
    if days is None:
        return None
    if kind != BOUGHT:
        raise RuleError(_("{measure} has no number of days.").format(measure=said))
    if isinstance(days, bool) or not isinstance(days, int) or days < 1:
        raise RuleError(
            _("{measure} needs a whole number of days above 0, not “{value}”.").format(measure=said, value=days)
        )
    return days

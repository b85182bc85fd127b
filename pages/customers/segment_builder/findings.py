"""What a rule comes to, in sentences."""

from cx.text.formatting import _, count, day, number, percent, short_money


def title(found: dict[str, float] | None, currency: str) -> str:
    """How many customers meet the conditions, and their profit; counts, so nothing is claimed of them.

    >>> title({"customers": 312, "active": 300, "profit": 45_000.0}, "$")
    '312 customers match, $45k customer profit in 12 months'
    >>> title(None, "$")
    'Choose conditions to find customers'
    """
    if found is None:
        return _("Choose conditions to find customers")
    if found["customers"] == 0:
        return _("No customers match these conditions")
    people = count(found["customers"], _("customer matches"), _("customers match"))
    return _("{people}, {money} customer profit in 12 months").format(
        people=people, money=short_money(found["profit"], currency)
    )


def basis(found: dict[str, float], everybody: dict[str, float], chosen) -> str:
    """Of how many customers they are, as of when, and how many of them ordered in the 12 months."""
    said = [
        _("{share} of {n} customers who ever ordered").format(
            share=percent(found["customers"] / everybody["customers"]), n=number(everybody["customers"])
        ),
        _("{n} ordered in the 12 months up to {day}").format(n=number(found["active"]), day=day(chosen.as_of)),
    ]
    return " · ".join(said)

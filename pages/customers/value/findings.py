"""What the value page found, in sentences."""

import pandas as pd

from cx.customers import value
from cx.text.formatting import _, count, day, number, percent, short_money, with_sign
from pages.shared import safe_text
from pages.shared.claims import claim


def title(total: pd.Series, months: int, currency: str) -> str:
    """The range of what all customers are worth, where it was tested."""
    people = count(total["customers"], _("customer"), _("customers"))
    fact = _("{customers}: their value over {n} months is not yet tested").format(customers=people, n=number(months))
    if pd.isna(total["low"]):
        return fact
    said = _("Customers are worth {low} to {high} over {n} months").format(
        low=short_money(total["low"], currency), high=short_money(total["high"], currency), n=number(months)
    )
    return claim(said, fact, total["customers"])


def basis(total: pd.Series, horizon: dict, chosen) -> str:
    """Who they are, and what is assumed."""
    parts = [
        _("n = {customers} who have ordered by {day}").format(
            customers=count(total["customers"], _("customer"), _("customers")), day=day(chosen.as_of)
        ),
        _("contribution expected over {n} months, discounted at {rate} a year (assumed)").format(
            n=number(horizon["months"]), rate=percent(horizon["discount_rate"])
        ),
        known_tests(total),
    ]
    return " · ".join([*parts, *(safe_text.escaped(name) for name in chosen.narrowed_to)])


def known_tests(total: pd.Series) -> str:
    """How many back-tests the range rests on."""
    tests = count(total["tests"], _("back-test"), _("back-tests"))
    if pd.isna(total["low"]):
        return _("{tests} possible, {least} are needed for a range").format(tests=tests, least=value.LEAST_TESTS)
    return _("range by the errors of {tests}").format(tests=tests)


def tiers_title(by_tier: pd.DataFrame) -> str:
    """Which tier most of the value is expected from."""
    worth, whole = by_tier.set_index("tier")["value"], by_tier["value"].sum()
    fact = _("Expected contribution by tier")
    with_tier = worth.drop(value.WITHOUT_TIER, errors="ignore")
    if with_tier.empty or whole <= 0:
        return fact
    most = str(with_tier.idxmax())
    said = _("{tier}: {share} of the expected contribution").format(tier=_(most), share=percent(worth[most] / whole))
    return claim(said, fact, by_tier.set_index("tier")["customers"][most])


def tiers_caption(total: pd.Series, tests: pd.DataFrame, currency: str) -> str:
    """What the lines in the bars hold, and how the sum stands to the range."""
    said = [
        _("Line: 95% interval by chance alone, for models taken as known."),
        _("Sum {sum}.").format(sum=short_money(total["value"], currency)),
    ]
    if pd.notna(total["low"]):
        said.append(
            _("Past sums missed by {errors}, so expect {low} to {high}.").format(
                errors=missed(tests["ratio"]),
                low=short_money(total["low"], currency), high=short_money(total["high"], currency),
            )
        )  # fmt: skip
    return " ".join(said)


def missed(ratios: pd.Series) -> str:
    """By how much totals missed what came: the least and the most.

    >>> missed(pd.Series([0.9, 1.2]))
    '−10% to +20%'
    """
    ends = [ratios.min() - 1, ratios.max() - 1]
    words = [with_sign(end, percent(abs(end))) for end in ends]
    return words[0] if words[0] == words[1] else _("{low} to {high}").format(low=words[0], high=words[1])


def latest_title(tests: pd.DataFrame) -> str:
    """How far the latest forecast was off."""
    ratio, n = tests["ratio"].iloc[0], tests["customers"].iloc[0]
    fact = _("The forecast of {day} beside what came").format(day=day(tests["origin"].iloc[0]))
    if pd.isna(ratio):
        return fact
    share = percent(abs(ratio - 1))
    if share == percent(0.0):
        return claim(_("The last forecast met what came"), fact, n)
    high, low = _("The last forecast was {share} too high"), _("The last forecast was {share} too low")
    return claim((high if ratio > 1 else low).format(share=share), fact, n)


def latest_caption(tests: pd.DataFrame) -> str:
    """What the lines are of."""
    row = tests.iloc[0]
    return _("Mean contribution from {origin} to {until} of {customers} known before").format(
        origin=day(row["origin"] + pd.Timedelta(days=1)), until=day(row["until"]),
        customers=count(row["customers"], _("customer"), _("customers")),
    )  # fmt: skip


def errors_title(tests: pd.DataFrame) -> str:
    """Whether the model or the plain rule missed less; a count, not a claim about other years."""
    known = tests.dropna(subset=["ratio", "plain_ratio"])
    n = count(len(known), _("back-test"), _("back-tests"))
    if known.empty:
        return _("No back-test with contribution above 0")
    model, plain = ((known[name] - 1).abs().mean() for name in ("ratio", "plain_ratio"))
    given = {"model": percent(model), "plain": percent(plain), "n": n}
    if model < plain:
        return _("The model missed by {model}, last year again by {plain} (mean of {n})").format(**given)
    return _("Last year again missed by {plain}, the model by {model} (mean of {n})").format(**given)


def errors_caption(tests: pd.DataFrame) -> str:
    """How to read the dots, and which rule to trust."""
    said = [
        _("Filled: the model. Hollow: last year again, the plain rule."),
        _("Purchases expected ÷ came, latest: {ratio}.").format(
            ratio=number(tests["expected_purchases"].iloc[0] / (tests["purchases"].iloc[0] or float("nan")), 2)
        ),
    ]
    known = tests.dropna(subset=["ratio", "plain_ratio"])
    if len(known) and (known["plain_ratio"] - 1).abs().mean() < (known["ratio"] - 1).abs().mean():
        said.append(_("For the total the plain rule was nearer; the model ranks customers and dates their purchases."))
    return " ".join(said)


def quiet_title(totals: dict, currency: str) -> str:
    """How much a year may stop with customers who are silent for longer than usual."""
    if not totals["customers"]:
        return _("No customer with contribution is going quiet")
    money = short_money(totals["at_risk"], currency)
    fact = _("{customers} going quiet, {money} a year at risk").format(
        customers=count(totals["customers"], _("customer"), _("customers")), money=money
    )
    return claim(_("Going quiet: {money} a year may stop").format(money=money), fact, totals["customers"])


def papers_title(checks: pd.DataFrame) -> str:
    """How many published results the models reproduce."""
    passed, every = int(checks["passes"].sum()), len(checks)
    if passed == every:
        return _("Our maths matches the papers: {n} of {all}").format(n=number(passed), all=number(every))
    return _("Our maths misses the papers: {n} of {all} match").format(n=number(passed), all=number(every))


def model_note(model: value.Model) -> str:
    """What the fitted models say of all customers."""
    money = model.money
    said = []
    if model.purchases.nobody_leaves:
        said.append(_("Nobody is seen to leave yet: the model takes everybody for a customer."))
    if money.between > 0:
        said.append(
            _("A customer's own mean counts half from {n} purchases on.").format(n=number(max(round(money.k), 1)))
        )
    else:
        said.append(_("Contribution of a purchase does not differ between customers beyond chance."))
    return " ".join(said)


def listed(totals: dict, months: int, currency: str) -> list[str]:
    """What the listed customers are expected to bring."""
    return [_("{money} expected in {n} months").format(money=short_money(totals["value"], currency), n=number(months))]

"""What the overview says, in sentences."""

import pandas as pd

from cx import home
from cx.customers.contribution import Window
from cx.tables import kinds
from cx.tables.tiers_and_stages import TIERS
from cx.text.formatting import _, count, day, number, percent, short_money
from pages.home import page_parts
from pages.shared import changes as changes_of_pages
from pages.shared import safe_text
from pages.shared.claims import claim
from pages.shared.overview_part import Measure

VERDICTS = {
    "better": ":green-badge[{word}]",
    "worse": ":red-badge[{word}]",
    "higher": ":blue-badge[{word}]",
    "lower": ":blue-badge[{word}]",
    "no clear change": ":gray-badge[{word}]",
    "too few to tell": ":gray-badge[{word}]",
    "periods overlap": ":gray[{word}]",
    "no earlier data": ":gray[{word}]",
}
"""How each verdict of `cx.home.changes` looks."""
MEASURES = {
    "revenue": Measure("Revenue", "revenue"),
    "orders": Measure("Orders", "orders"),
    "profit": Measure("Customer profit", "customer profit"),
    "reached": Measure("People reached", "people reached"),
    "acquired": Measure("People reached who order within 90 days", "first orders of people reached"),
    "retained": Measure("New customers who order again within 180 days", "repeat orders of new customers"),
    "stayed": Measure("Customers of the 12 months before who bought again in these 12", "customer retention"),
    **page_parts.MEASURES,
}


# --- the page ----------------------------------------------------------------------------------------------


def title(changes: pd.DataFrame, span: Window, currency: str) -> str:
    """How the profit stands and how many of the other measures changed; without a verdict the profit alone."""
    profit = changes.set_index("measure").loc["profit"]
    amount = {"money": short_money(abs(profit["now"]), currency)}
    fact = (
        _("{money} customer profit from {since} to {until}")
        if profit["now"] >= 0
        else _("A loss of {money} from {since} to {until}")
    )
    if span.since == span.until:
        fact = _("{money} customer profit on {until}") if profit["now"] >= 0 else _("A loss of {money} on {until}")
    others = changes[changes["measure"] != "profit"]
    finding = {
        (True, True): _("Customer profit rose to {money}"),
        (True, False): _("Customer profit fell to {money}"),
        (False, True): _("The loss shrank to {money}"),
        (False, False): _("The loss grew to {money}"),
    }[bool(profit["now"] >= 0), profit["verdict"] == "better"]
    found = _with_others(finding.format(**amount), others, profit["verdict"])
    return claim(
        found,
        fact.format(**amount, since=day(span.since), until=day(span.until)),
        profit["n"],
        verdict=profit["verdict"] in ("better", "worse"),
    )


def _with_others(finding: str, others: pd.DataFrame, verdict: str) -> str:
    """The finding with the measures that got worse, else with those that got better. verdict : of the profit"""
    for change, alike, other in (
        ("worse", _("{finding}, and worse: {measures}"), _("{finding}, but worse: {measures}")),
        ("better", _("{finding}, and better: {measures}"), _("{finding}, but better: {measures}")),
    ):
        names = [_(MEASURES[measure].short) for measure in others.loc[others["verdict"] == change, "measure"]]
        if names:
            return (alike if change == verdict else other).format(finding=finding, measures=", ".join(names))
    return _("{finding}; no other clear change").format(finding=finding) if len(others) else finding


def against(chosen) -> str:
    """What the figures are compared with in words: the year before if nothing is chosen."""
    return chosen.compared.words if chosen.compared else _("the year before")


def basis(tiers: pd.DataFrame, changes: pd.DataFrame, span: Window, chosen) -> str:
    """How many customers, which days, compared with what if there is any, whose."""
    narrowed = [safe_text.escaped(name) for name in chosen.narrowed_to]
    days = _days(span)
    if not _is_without_before(changes):
        days = _("{days} against {name}").format(days=days, name=against(chosen))
    people = count(tiers.customers.sum(), _("customer"), _("customers"))
    return " · ".join([_("n = {customers}").format(customers=people), days, *narrowed])


def _days(span: Window) -> str:
    if span.since == span.until:
        return day(span.until)
    return _("{since} to {until}").format(since=day(span.since), until=day(span.until))


# --- the flow ----------------------------------------------------------------------------------------------


def flow(table: pd.DataFrame, tiers: pd.DataFrame) -> str:
    """Which tier has most gross profit and which stage it comes from most.

    tiers : the answer of cx.segments.tiers: a customer of several stages is one case there
    """
    known = table[table["tier"].isin(TIERS)]
    sums, whole = known.groupby("tier")["gross_profit"].sum(), table["gross_profit"].sum()
    people = tiers.set_index("tier")["customers"]
    fact = _("Gross profit by channel, tier and product stage")
    if sums.empty or whole <= 0:
        return fact
    tier = sums.idxmax()
    by_stage = known[known["tier"] == tier].groupby("stage")["gross_profit"].sum()
    stage = by_stage.idxmax()
    if stage in (home.NO_PRODUCT, home.NO_STAGE) or sums[tier] <= 0:
        return fact
    found = _("{tier} has {share} of the gross profit, most of it from products in {stage} ({part})")
    if by_stage[stage] <= sums[tier] / 2:
        found = _("{tier} has {share} of the gross profit, {part} of it from products in {stage}")
    said = {"tier": _(tier), "stage": _(stage), "share": percent(sums[tier] / whole)}
    return claim(found.format(**said, part=percent(by_stage[stage] / sums[tier])), fact, people[tier])


def flow_basis(table: pd.DataFrame, span: Window, currency: str) -> str:
    """The sum, the days, and what no ribbon shows."""
    lost = table.loc[table["gross_profit"] < 0, "gross_profit"].sum()
    said = _("{money} gross profit (revenue less cost of goods), {days}.").format(
        money=short_money(table["gross_profit"].sum(), currency), days=_days(span)
    )
    if lost <= -0.005:
        said += " " + _("Without a ribbon: {money} below cost.").format(money=short_money(-lost, currency))
    return safe_text.escaped(said)


# --- what changed ------------------------------------------------------------------------------------------


def changed(changes: pd.DataFrame, against: str) -> str:
    """How many measures are better, worse, changed without being either, and unchanged; against : what they are
    compared with.
    """
    if _is_without_before(changes):
        return _("No earlier data to compare with")
    counts = changes["verdict"].value_counts()
    better, worse = int(counts.get("better", 0)), int(counts.get("worse", 0))
    other = int(counts.get("higher", 0) + counts.get("lower", 0))
    said = _("Against {name}: {better} better, {worse} worse, {same} without a clear change")
    if other:
        said = _("Against {name}: {better} better, {worse} worse, {other} neither, {same} without a clear change")
    same = len(changes) - better - worse - other
    return said.format(name=against, better=better, worse=worse, other=other, same=same)


def _is_without_before(changes: pd.DataFrame) -> bool:
    return bool((changes["verdict"] == "no earlier data").all())


def rows(changes: pd.DataFrame, currency: str) -> pd.DataFrame:
    """The table of what changed, in words."""
    cells = [
        {
            _("Measure"): f"{_(MEASURES[row.measure].name)} :gray[:small[n\u00a0=\u00a0{number(row.n)}]]",
            _("Before"): _said(row.unit, row.before, currency),
            _("Now"): f"**{_said(row.unit, row.now, currency)}**",
            _("Change (95% interval)"): _change(row, currency),
            _("Verdict"): VERDICTS[row.verdict].format(word=_(row.verdict.capitalize())),
        }
        for row in changes.itertuples()
    ]
    return pd.DataFrame(cells).set_index(_("Measure"))


def _said(unit: str, value: float, currency: str) -> str:
    return safe_text.escaped(changes_of_pages.value(value, unit, currency))


def _change(row, currency: str) -> str:
    if pd.isna(row.change):
        return "–"
    change, low, high = (changes_of_pages.signed(end, row.unit, currency) for end in (row.change, row.low, row.high))
    text = "{change}" if pd.isna(row.low) else _("{change} ({low} to {high})")
    unit = f" {_('pt')}" if row.unit == "share" else ""
    ends = {"low": low.removesuffix(unit), "high": high.removesuffix(unit)}
    return safe_text.escaped(text.format(change=change, **ends))


# --- what next ---------------------------------------------------------------------------------------------


def actions(found: list[home.Action], currency: str) -> str:
    """How many actions there are, and how much the first is worth: the same customers may be in several."""
    if not found:
        return _("Not enough data yet for an action")
    actions = count(len(found), _("next action"), _("next actions"))
    if found[0].money is None:
        return actions
    worth = short_money(found[0].money, currency)
    return _("{actions}, the first is worth {money}").format(actions=actions, money=worth)


def action(one: home.Action, currency: str) -> tuple[str, str]:
    """What to do, and why."""
    if page_parts.has(one.page):
        return page_parts.action(one, currency)
    what, why = ONE_PRODUCT if one.page == "stages" and one.n == 1 else _ACTIONS[one.page]
    figures = {name: short_money(value, currency) for name, value in one.figures.items()}
    figures |= {name: number(one.figures[name]) for name in ("lost", "all", "leaving") if name in one.figures}
    if "share" in one.figures:
        figures["share"] = percent(one.figures["share"])
    subject = safe_text.escaped(one.subject if one.page == "funnel" else _(one.subject))
    given = {**{name: safe_text.escaped(text) for name, text in figures.items()}, "subject": subject}
    given |= {"n": number(one.n), "money": safe_text.escaped(short_money(one.money, currency))}
    return _(what).format(**given), _(why).format(**given)


_ACTIONS = {
    "funnel": (
        "Review the spend on {subject}",
        "{n} customers acquired there cost {cost} each, those of the other channels with spend {others}.",
    ),
    "playbook": (
        "Keep {share} of the contribution of {subject}",
        "{lost} of {all} {subject} customers of a year ago have not ordered since. The tier contributes {worth} a year"
        " before fixed cost, {at_risk} of it at risk at that rate; {share} of it is taken to stay, an assumption.",
    ),
    "stages": (
        "Prepare {n} products for their next stage",
        "Each is more likely than not to leave its stage within 6 months, {leaving} of them {subject}. They earn"
        " {profit} a year, {money} less if profit follows the expected sales.",
    ),
}
ONE_PRODUCT = (
    "Prepare one product for its next stage",
    "It is more likely than not to leave {subject} within 6 months. It earns {profit} a year, {money} less if profit"
    " follows the expected sales.",
)


# --- data --------------------------------------------------------------------------------------------------


def freshness(table: pd.DataFrame, last) -> str:
    """Until when the data reach, and which tables are late."""
    late = [kind_name(kind) for kind in table.loc[table["is_late"], "kind"]]
    if not late:
        return _("Data until {day}").format(day=day(last))
    return _("Data until {day}; late: {tables}").format(day=day(last), tables=", ".join(late))


def table_state(row) -> str:
    """The last date of a table and the share of its rows that is excluded."""
    until = day(row.last_on) if pd.notna(row.last_on) else _("no dates")
    if row.rows_aside:
        return _("{until} · {share} excluded").format(until=until, share=percent(row.share_aside, 1))
    return until


def rows_name(kind: str) -> str:
    """What the rows of a table are called where they are counted."""
    return _(kinds.counted(kind).capitalize())


def kind_name(kind: str) -> str:
    """What a table is called."""
    return _(kind.replace("_", " ").capitalize())

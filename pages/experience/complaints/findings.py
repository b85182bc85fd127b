"""What the complaints page found, in sentences."""

from datetime import date

import pandas as pd

from cx.experience import complaints
from cx.statistics import verdicts
from cx.text.formatting import _, count, day, number, percent, points, short_money
from pages.shared import claims, safe_text

OUTCOMES = {"helped": "Resolved", "not helped": "Not resolved", "not asked": "Outcome not asked", "check": "Check"}
GROUPS = {
    "low": "Low spend",
    "middle": "Middle spend",
    "high": "High spend",
    "1": "Severity 1 (mild)",
    "2": "Severity 2",
    "3": "Severity 3 (severe)",
    "within 4 h": "Answered within 4 h",
    "4 to 12 h": "Answered in 4 to 12 h",
    "after 12 h": "Answered after 12 h",
    "never": "Never answered",
    complaints.OTHERS: "Other topics",
}


def group(code: str | None, by: str = "") -> str:
    """What a group of complaints is called; topics and channels keep their own names."""
    if code is None or pd.isna(code):
        return _("not recorded")
    return _(GROUPS[code]) if code in GROUPS and by not in ("topic", "channel") else str(code)


def title(found: pd.DataFrame, check: pd.DataFrame, verdict_from: date | None) -> str:
    """What resolving a complaint does to later orders.

    found : the answer of cx.complaints.recovery; check : of cx.complaints.check
    """
    helped, unhelped = (row_of(found, outcome) for outcome in ("helped", "not helped"))
    compared = int(helped["n"] + unhelped["n"])
    if not compared:
        return _not_over(found, verdict_from)
    few = _("Too few to tell what resolving a complaint changes: {n} with matched customers").format(
        n=count(compared, _("complaint"), _("complaints"))
    )
    fails = _("The comparison does not hold here: customers without a complaint differ from their matches too")
    return claims.claim(_finding(helped, unhelped, few) if check["holds"].iloc[0] else fails, few, compared)


def _finding(helped: pd.Series, unhelped: pd.Series, few: str) -> str:
    """What the verdicts say; without one that there is no clear effect, or that there are too few to tell."""
    is_less = unhelped["verdict"] == complaints.LESS
    less = {"helped": percent(1 - helped["ratio"]), "share": percent(1 - unhelped["ratio"])}
    if helped["verdict"] == complaints.LESS and helped["high"] < 0.95:
        return _("Even customers whose complaints were resolved to their satisfaction buy {helped} less").format(**less)
    if is_less and unhelped["ratio"] < 0.95:
        if helped["verdict"] == complaints.AS_BEFORE:
            found = _(
                "Customers whose complaints were resolved to their satisfaction keep buying; the others buy {share}"
                " less"
            )
        else:
            found = _("Customers whose complaints were not resolved buy {share} less than matched customers")
        return found.format(**less)
    return claims.claim(_("No clear effect of resolving complaints on later orders"), few, helped["n"], unhelped["n"])


def _not_over(found: pd.DataFrame, verdict_from: date | None) -> str:
    """There is nothing to compare yet."""
    examined = int(found.loc[found["outcome"] != complaints.NOT_OVER, "unmatched"].sum())
    if examined:
        return _("No customer to compare with: {n} without a match").format(
            n=count(examined, _("complaint"), _("complaints"))
        )
    if verdict_from is None:
        return _("Too few complaints to tell what resolving them changes")
    return _("The effect of resolving complaints can be known from {day} on").format(day=day(verdict_from))


def row_of(found: pd.DataFrame, outcome: str) -> pd.Series:
    """The row of an outcome; of no complaints where there is none."""
    rows = found[found["outcome"] == outcome]
    return (
        rows.iloc[0]
        if len(rows)
        else pd.Series({"n": 0, "unmatched": 0, "ratio": float("nan"), "lost_orders": None, "verdict": None})
    )


def basis(found: pd.DataFrame, reuse: pd.DataFrame, chosen) -> str:
    """How many were compared, and what came out with its interval."""
    said = {
        "helped": _("Resolved: {ratio} of matched customers' orders ({interval}, n = {n})"),
        "not helped": _("not resolved: {ratio} ({interval}, n = {n})"),
    }
    if not row_of(found, "helped")["n"]:
        said["not helped"] = _("Not resolved: {ratio} of matched customers' orders ({interval}, n = {n})")
    parts = [
        words.format(ratio=percent(row["ratio"]), interval=points(row["low"], row["high"]), n=number(row["n"]))
        for outcome, words in said.items()
        if (row := row_of(found, outcome))["n"]
    ]
    parts += [_("as of {day}").format(day=day(chosen.as_of))]
    if reuse["is_rough"].iloc[0]:
        parts.append(
            _("rough interval: {share} of the matched were matched before").format(
                share=percent(reuse["share"].iloc[0])
            )
        )
    whom = [_("customers of {name} only").format(name=safe_text.escaped(name)) for name in chosen.narrowed_to]
    return " · ".join([*parts, *whom])


def paths_title(found: pd.DataFrame) -> str:
    """What was lost where complaints were not resolved."""
    row = row_of(found, "not helped")
    fact = _("Orders after a complaint, beside matched customers")
    if row["verdict"] != complaints.LESS:
        return fact
    lost = row["expected"] / row["n"] - row["orders"] / row["n"]
    said = _("After an unresolved complaint: {lost} fewer orders in 180 days").format(lost=number(lost, 1))
    return claims.claim(said, fact, row["n"])


def nothing_compared(found: pd.DataFrame) -> str:
    """Why there is no complaint to compare."""
    if found.loc[found["outcome"].isin(complaints.OUTCOMES), "unmatched"].sum():
        return _("No complaint has a matched customer: nobody of the region ordered on the same days without one.")
    return _("Nothing to compare yet: a complaint counts once the 180 days after it are over.")


def paths_note(found: pd.DataFrame, balance: pd.DataFrame) -> str:
    """Who is matched, who has no match, whether they were comparable, which rows are left out."""
    compared = found[found["outcome"].isin(complaints.OUTCOMES)]
    n, unmatched = int(compared["n"].sum()), int(compared["unmatched"].sum())
    said = [
        _("Dashed: up to 3 customers of the region, last order within 2 days, nearest in orders, spend and tenure."
          " {n} of {all} complaints have a match.").format(n=number(n), all=number(n + unmatched))
    ]  # fmt: skip
    if (cases := int(compared["cases"].sum())) > n + unmatched:
        said.append(_("Drawn from {cases}; lost orders are scaled up.").format(cases=number(cases)))
    apart = balance[balance["difference"].abs() >= complaints.ALIKE]
    if len(apart):
        names = {"orders": _("orders"), "spend": _("spend"), "tenure": _("tenure"), "recency": _("last order")}
        said.append(
            _("They differed before in: {names}.").format(names=", ".join(names[one] for one in apart["covariate"]))
        )
    elif len(balance):
        said.append(_("Groups comparable before."))
    return " ".join([*said, *_left_out(found)])


def _left_out(found: pd.DataFrame) -> list[str]:
    said = []
    if asked := int(row_of(found, "not asked")["n"]):
        said.append(_("Outcome not asked: {n}.").format(n=number(asked)))
    if still := int(row_of(found, complaints.NOT_OVER)["n"]):
        said.append(_("Window not over: {n}.").format(n=number(still)))
    return said


def ratios_title(helps: pd.DataFrame, check: pd.DataFrame) -> str:
    """Whether the outcome matters."""
    row = helps.iloc[0]
    fact = _("Orders after a complaint as a share of those of matched customers")
    said = _("{more} more orders after resolved complaints than after unresolved ones").format(
        more=percent(row["ratio"] - 1)
    )
    is_sure = bool(row["low"] > 1) and bool(check["holds"].iloc[0])
    return claims.claim(said, fact, row["n_helped"], row["n_not_helped"], verdict=is_sure)


def check_note(check: pd.DataFrame) -> str:
    """What the check came to."""
    row = check.iloc[0]
    if pd.isna(row["low"]):
        return _("No check: too few customers without a complaint. Hollow: no verdict.")
    given = {"ratio": percent(row["ratio"]), "interval": points(row["low"], row["high"]), "n": number(row["n"])}
    holds = _("Check on {n} orders without a complaint: {ratio} ({interval}), so the comparison holds.")
    fails = _("Check on {n} orders without a complaint: {ratio} ({interval}), not 100%: no verdict.")
    said = holds if row["holds"] else fails
    return said.format(**given) + " " + _("Band: the check. Hollow: no verdict.")


def shares_title(outcomes: pd.DataFrame, by: str) -> str:
    """Which group is resolved least, where that is certain."""
    low = outcomes[outcomes["verdict"] == "lower"].sort_values("share")
    known = outcomes[outcomes["due"] > 0]
    if known.empty:
        return _("The outcome of no complaint is known yet")
    nobody = {
        "topic": _("Resolved complaints by topic: no topic stands out"),
        "channel": _("Resolved complaints by channel: no channel stands out"),
        "severity": _("Resolved complaints by severity: no level stands out"),
    }[by]
    if low.empty or len(known) < 2:
        return nobody
    row = low.iloc[0]
    said = _("{name} complaints are resolved less often: {share}, {all} of all").format(
        name=safe_text.escaped(group(row["group"], by)),
        share=percent(row["share"]),
        all=percent(known["helped"].sum() / known["due"].sum()),
    )
    return claims.claim(said, nobody, row["due"])


def rate_title(years: pd.DataFrame) -> str:
    """Complaints per 100 orders of the last 12 months, and whether they rose or fell."""
    now, before = (years.set_index("period").loc[name] for name in ("now", "before"))
    if pd.isna(now["per_100"]):
        return _("No order in the last 12 months")
    fact = _("{now} complaints per 100 orders in 12 months").format(now=number(now["per_100"], 1))
    if not before["orders"] or not now["complaints"] + before["complaints"]:
        return fact
    counts = [int(row[name]) for row in (now, before) for name in ("complaints", "orders")]
    is_sure = verdicts.rate_p(counts[0], counts[1], counts[2], counts[3]) < 0.05
    rose = _("Complaints rose to {now} per 100 orders, from {before} the year before")
    fell = _("Complaints fell to {now} per 100 orders, from {before} the year before")
    said = (rose if now["per_100"] > before["per_100"] else fell).format(
        now=number(now["per_100"], 1), before=number(before["per_100"], 1)
    )
    level = _("{now} complaints per 100 orders, {before} the year before: no clear change").format(
        now=number(now["per_100"], 1), before=number(before["per_100"], 1)
    )
    return claims.claim(said, level, now["complaints"], before["complaints"], verdict=is_sure)


def waiting(listed: pd.DataFrame) -> int:
    """How many wait, from the rows of a page of the list."""
    return int(listed["customers"].iloc[0]) if len(listed) else 0


def waiting_title(listed: pd.DataFrame, currency: str) -> str:
    """How many wait for help now, and what they bring in."""
    if listed.empty:
        return _("No customer is waiting for help with a complaint")
    first = listed.iloc[0]
    said = _("1 customer waits for help, with {money} contribution a year")
    if first["customers"] > 1:
        said = _("{n} customers wait for help, with {money} contribution a year")
    return said.format(n=number(first["customers"]), money=short_money(first["contribution_of_all"], currency))


def published() -> str:
    """What others have found."""
    return _(
        "Published: over many studies, resolving complaints raises satisfaction; its effect on repurchase intentions,"
        " word of mouth and image is not significant (de Matos, Henrique and Rossi 2007). Here orders are counted, not"
        " intentions."
    )


def quarter(first: pd.Timestamp) -> str:
    """What a quarter is called by its first day."""
    return f"Q{(first.month + 2) // 3} {first.year}"

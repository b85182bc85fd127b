"""What the promises page found, in sentences."""

from datetime import date

import pandas as pd

from cx.experience import promises
from cx.statistics.intervals import ENOUGH_TO_RANK
from cx.text.formatting import _, count, day, number, percent, points, short_money
from pages.shared import safe_text
from pages.shared.claims import claim

NAMED = 3
KINDS = {
    "delivery": "Delivery by the day named",
    "call back": "Call back",
    "refund": "Refund",
    "guarantee": "Guarantee claim",
    "price": "Price held",
    "other": "Other promise",
}
MANY = {
    "delivery": "delivery promises",
    "call back": "promised calls",
    "refund": "promised refunds",
    "guarantee": "guarantee claims",
    "price": "price promises",
    "other": "other promises",
}
BROKEN = {
    "delivery": "a late delivery",
    "call back": "a call that came late or never",
    "refund": "a late refund",
    "guarantee": "a guarantee claim that was not honoured",
    "price": "a price that was not held",
    "other": "a broken promise",
}


def kind(code: str) -> str:
    """What a kind of promise is called."""
    return _(KINDS.get(code, code))


def changed(_measure: str, group: str) -> str:
    """What a row of changes is called."""
    return kind(group)


def most_missed(kept: pd.DataFrame) -> pd.Series | None:
    """The kind with most promises missed, of those with enough of them due."""
    enough = kept[(kept["due"] >= ENOUGH_TO_RANK) & (kept["late"] > 0)]
    return None if enough.empty else enough.sort_values(["late", "kind"], ascending=[False, True]).iloc[0]


def shortfalls(gaps: pd.DataFrame) -> pd.DataFrame:
    """The touchpoints that fall short of what was promised for certain, the largest gap first."""
    return gaps[gaps["is_touchpoint"].astype(bool) & (gaps["verdict"] == "short")]


def title(gaps: pd.DataFrame, kept: pd.DataFrame) -> str:
    """Where we promise more than we give, and what we miss most."""
    short, missed = shortfalls(gaps), most_missed(kept)
    given = {}
    if len(short):
        worst = short.iloc[0]
        given = {
            "promised": number(worst["promise"], 1),
            "touchpoint": safe_text.escaped(worst["subject"]),
            "given": number(worst["experienced"], 1),
        }
    if missed is not None:
        given |= {"share": percent(missed["late"] / missed["due"]), "kind": _(MANY.get(missed["kind"], "promises"))}
    if len(short) and missed is not None:
        return _("We promise {promised} at {touchpoint} and give {given}; {share} of {kind} are missed").format(**given)
    if len(short):
        return _("We promise {promised} at {touchpoint} and give {given}").format(**given)
    if missed is not None:
        return _("{share} of {kind} are missed").format(**given)
    return _fact(gaps, kept)


def _fact(gaps: pd.DataFrame, kept: pd.DataFrame) -> str:
    due, done = int(kept["due"].sum()), int(kept["kept"].sum())
    if due:
        fact = _("{kept} of {promises} kept in time").format(
            kept=number(done), promises=count(due, _("promise"), _("promises"))
        )
        return claim(_("All {due} promises were kept in time").format(due=number(due)), fact, due, verdict=due == done)
    if len(gaps):
        fact = _("Too few answers to tell promise from experience: {n}").format(
            n=count(int(gaps["gap_n"].max()), _("customer"), _("customers"))
        )
        return claim(_("No clear gap between promise and experience"), fact, gaps["gap_n"].max())
    return _("No promise is due yet") if len(kept) else _("No promises yet")


def basis(gaps: pd.DataFrame, kept: pd.DataFrame, scale, chosen) -> str:
    """How many promises and answers the page is about."""
    parts = []
    if len(kept):
        parts += [
            _("{promises} due in the 12 months to {day}").format(
                promises=count(int(kept["due"].sum()), _("promise"), _("promises")), day=day(chosen.as_of)
            ),
            _("{n} not due yet").format(n=number(kept["open"].sum())),
        ]
    if len(gaps):
        n, subjects = int(gaps["gap_n"].max()), len(gaps)
        parts.append(
            _("study of {subjects}: {people}, scale 1 to {top}").format(
                subjects=count(subjects, _("subject"), _("subjects")),
                people=count(n, _("customer"), _("customers")),
                top=number(scale.top),
            )
        )
    return " · ".join([*parts, *(safe_text.escaped(name) for name in chosen.narrowed_to)])


def gaps_title(shown: pd.DataFrame) -> str:
    """Which subjects fall short of what was promised."""
    n = int(shown["gap_n"].max())
    people = count(n, _("customer"), _("customers"))
    short = shown[shown["verdict"] == "short"]
    if short.empty:
        fact = _("Promise and experience of {people}").format(people=people)
        return claim(_("Nothing falls clearly short of what we promise"), fact, n)
    names = [safe_text.escaped(name) for name in short["subject"]]
    listed = ", ".join(names[:NAMED])
    if len(names) > NAMED:
        return _("Short of what we promise: {names} and {n} more").format(names=listed, n=number(len(names) - NAMED))
    return _("Short of what we promise: {names}").format(names=listed)


def gaps_basis(shown: pd.DataFrame, scale) -> str:
    """How many answered, on which scale."""
    people = count(int(shown["gap_n"].max()), _("customer"), _("customers"))
    return _("n = {people}, scale 1 to {top}").format(people=people, top=number(scale.top))


def gaps_note(shown: pd.DataFrame) -> str:
    """What moved since the study before."""
    then = int(shown["change_n"].max())
    if not then:
        return _("No study on the same scale in the 12 months before: no change to show.")
    moved = shown[shown["change_verdict"].notna()]
    if moved.empty:
        return _("Against the study before (n = {n}) no gap changed for certain.").format(n=number(then))
    words = {"better": _("{subject} better"), "worse": _("{subject} worse")}
    named = [words[row.change_verdict].format(subject=safe_text.escaped(row.subject)) for row in moved.itertuples()]
    return _("Against the study before (n = {n}): {changes}.").format(n=number(then), changes=", ".join(named))


def kept_title(kept: pd.DataFrame) -> str:
    """Which kinds of promise are kept less often than the others for certain, else how many are kept."""
    due, done = int(kept["due"].sum()), int(kept["kept"].sum())
    if not due:
        return _("No promise is due yet")
    low = kept[kept["verdict"] == "lower"].sort_values("rate")
    fact = _("{kept} of {promises} kept in time").format(
        kept=number(done), promises=count(due, _("promise"), _("promises"))
    )
    if low.empty:
        return claim(_("{share} of promises are kept in time").format(share=percent(done / due)), fact, due)
    least = _("Kept less often than the rest: {names}").format(
        names=", ".join(f"{_(MANY.get(row.kind, row.kind))} ({percent(row.rate)})" for row in low.itertuples())
    )
    return claim(least, fact, *low["due"])


def claims_title(found: pd.DataFrame) -> str:
    """How many claims on guarantees are honoured."""
    row = found.iloc[0]
    if not row["due"]:
        return _("No claim on a guarantee is due")
    fact = _("{honoured} of {due} guarantee claims honoured").format(
        honoured=number(row["honoured"]), due=number(row["due"])
    )
    return claim(_("{share} of guarantee claims are honoured").format(share=percent(row["rate"])), fact, row["due"])


def claims_basis(found: pd.DataFrame) -> str:
    """The rate with its interval, and what is beside it."""
    row = found.iloc[0]
    said = _("Honoured: {rate} ({interval}) of {n} claims. {given} guarantees given, {open} claims under 30 days")
    counts = {"n": row["due"], "given": row["given"], "open": row["open"]}
    return said.format(
        rate=percent(row["rate"]),
        interval=points(row["low"], row["high"]),
        **{name: number(value) for name, value in counts.items()},
    )


def effect_title(kind: str, found: pd.DataFrame, check: pd.DataFrame, verdict_from: date | None) -> str:
    """What a broken promise of a kind does to later orders."""
    event = _(BROKEN.get(kind, BROKEN["other"]))
    rows = found[found["outcome"] == "broken"]
    if rows.empty or not rows["n"].iloc[0]:
        if len(rows):
            alone = count(int(rows["unmatched"].iloc[0]), _("case"), _("cases"))
            return _("No customer to compare with: {n} of {event} without a match").format(n=alone, event=event)
        if verdict_from is None:
            return _("Too few promises to tell what {event} changes").format(event=event)
        return _("What {event} changes can be known from {day} on").format(event=event, day=day(verdict_from))
    row = rows.iloc[0]
    n = count(int(row["n"]), _("case"), _("cases"))
    few = _("Too few to tell what {event} changes: {n} with matched customers").format(event=event, n=n)
    if not check["holds"].iloc[0]:
        fails = _("The comparison does not hold here: customers without such a promise differ from their matches too")
        return claim(fails, few, row["n"])
    if row["verdict"] == promises.LESS:
        said = _("After {event}, customers buy {share} less").format(event=event, share=percent(1 - row["ratio"]))
    elif row["verdict"] is not None:
        said = _("After {event}, customers buy on as before").format(event=event)
    else:
        said = _("No clear effect of {event} on later orders").format(event=event)
    return claim(said, few, row["n"])


def effect_basis(found: pd.DataFrame) -> str:
    """How many were compared."""
    compared = found[found["outcome"].isin(["kept", "broken"])]
    n, alone = int(compared["n"].sum()), int(compared["unmatched"].sum())
    return _("n = {n} of {all} with matched customers").format(n=number(n), all=number(n + alone))


def effect_note(found: pd.DataFrame, check: pd.DataFrame, balance: pd.DataFrame, currency: str) -> str:
    """What was lost, whether the comparison holds, and who is left out."""
    said, broken = [effect_basis(found) + "."], found[found["outcome"] == "broken"]
    if len(broken) and broken["verdict"].iloc[0] == promises.LESS:
        row = broken.iloc[0]
        said.append(
            _("Lost: {orders} orders, about {money} gross profit.").format(
                orders=number(row["lost_orders"]), money=short_money(row["lost_margin"], currency)
            )
        )
    row = check.iloc[0]
    if pd.notna(row["low"]):
        said.append(
            _("Check on customers without such a promise: {ratio} ({interval}).").format(
                ratio=percent(row["ratio"]), interval=points(row["low"], row["high"])
            )
        )
    apart = balance.loc[balance["difference"].abs() >= promises.ALIKE, "covariate"]
    if len(apart):
        names = {"orders": _("orders"), "spend": _("spend"), "tenure": _("tenure"), "recency": _("last order")}
        said.append(_("They differed before in: {names}.").format(names=", ".join(names[one] for one in apart)))
    if waiting := int(found.loc[found["outcome"] == promises.NOT_OVER, "n"].sum()):
        said.append(_("180 days not over: {n}.").format(n=number(waiting)))
    return " ".join([*said, _("Hollow: no verdict.")])


def list_title(listed: pd.DataFrame, currency: str) -> str:
    """How many promises are overdue now, and what their customers bring in."""
    if listed.empty:
        return _("No promise is overdue")
    first = listed.iloc[0]
    n = count(int(first["promises"]), _("promise is overdue"), _("promises are overdue"))
    if not first["contribution_of_all"] > 0:
        return n
    money = short_money(first["contribution_of_all"], currency)
    return _("{promises}; their customers contribute {money} a year").format(promises=n, money=money)


def state(row) -> str:
    """How a promise stands, in words."""
    if row.state == "overdue" and row.days_late == 0:
        return _("due today, open")
    days = count(abs(int(row.days_late)), _("day"), _("days")) if pd.notna(row.days_late) else ""
    late_by = (row.kept_on - row.due_on).days if row.state == "late" else 0
    words = {
        "overdue": _("{days} late, open"),
        "open": _("due in {days}"),
        "late": _("kept {late} late"),
        "broken": _("not kept"),
        "kept": _("kept in time"),
        "given": _("no due date"),
    }[row.state]
    return words.format(days=days, late=count(late_by, _("day"), _("days")))


def doubts(found: pd.DataFrame) -> list[str]:
    """What the promises say that cannot be judged."""
    row = found.iloc[0]
    sentences = {
        "impossible": _(
            "{promises} with a due, claim or fulfilment date before it was made: counted as made only. Correct the"
            " dates in the file and import it again."
        ),
        "undated": _("{promises} kept without a due date: whether in time is not known, counted as made only."),
        "of_nobody": _("{promises} without a customer: counted, but later orders are not known."),
    }
    return [
        words.format(promises=count(int(row[name]), _("promise"), _("promises")))
        for name, words in sentences.items()
        if row[name]
    ]

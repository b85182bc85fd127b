"""What the programme page found, in sentences."""

from collections.abc import Sequence

import pandas as pd

from cx.experience import programme
from cx.text.formatting import _, count, day, number, percent, points, with_sign
from pages.shared import claims, safe_text

STAGES = {
    "needs": ("Needs", "what customers need"),
    "strategy": ("Strategy", "what is offered"),
    "feelings": ("Feelings", "what it is like"),
    "experience": ("A distinct experience", "direct and indirect"),
    "behaviour": ("Changed behaviour", "what customers do"),
}
"""What a stage is called, and what it is about."""
ITEMS = {
    "basic": "Basic",
    "symbolic": "Symbolic",
    "experiential": "Experiential",
    "goods": "Goods and services",
    "environment": "Environment",
    "staff": "Staff",
    "incentives": "Incentives",
    "pricing": "Pricing",
    "technology": "Technology",
    "rational": "Rational",
    "emotional": "Emotional",
    "sensory": "Sensory",
    "physical": "Physical",
    "spiritual": "Spiritual",
    "direct": "Direct contacts satisfied",
    "indirect": "Indirect contacts satisfied",
    "brought": "Brought by a customer",
    "intention": "Intend to buy again",
    "repurchase": "Order again in 180 days",
    "recommend": "Would recommend (NPS)",
    "advocates": "Advocates",
}
NEEDS = {"basic": "basic", "symbolic": "symbolic", "experiential": "experiential"}
"""The needs within a sentence."""
LACKING = {
    "perception": "Surveys: ask how customers experience it (measure perception, subject {name}).",
    "promise": "Surveys: ask what was promised as well (measure promise, subject {name}).",
    "journey": "Journey: a map of the touchpoints that says which of them are direct.",
    "csat": "Surveys: ask for satisfaction (measure csat) with these touchpoints of the map.",
    "touches": "Touchpoints: contacts with people before they order.",
    "referred": "Touchpoints: contacts of kind referred, with who brought the person.",
    "recommended": "Touchpoints: contacts of kind recommended, or the column referrer_id.",
    "orders": "Orders with a customer number.",
    "nps": "Surveys: ask whether customers would recommend you (measure nps).",
}
"""What a measure lacks, by the code of `cx.programme.stages`."""
SERIES = {
    "digital": "digital use",
    "satisfaction": "satisfaction",
    "ease": "ease",
    "heard": "customers heard",
}
"""The series of the trends within a sentence."""


# --- the page ----------------------------------------------------------------------------------------------


def title(rows: pd.DataFrame) -> str:
    """Which needs fall short and which are met; without a verdict how many measures are live."""
    needs = rows[rows["stage"] == "needs"]
    asked = int(needs["n"].max())
    live = _("{live} of {all} measures of the experience are live").format(
        live=number((rows["missing"] == "").sum()), all=number(len(rows))
    )
    if not asked:
        return live
    short, met = (needs.loc[needs["verdict"] == one, "item"].tolist() for one in (programme.SHORT, programme.MET))
    given = {name: listed([_(NEEDS[item]) for item in items]) for name, items in (("short", short), ("met", met))}
    finding = {
        (True, True): _("{short} needs fall short; {met} needs are met"),
        (True, False): _("{short} needs fall short"),
        (False, True): _("{met} needs are met"),
        (False, False): _("Needs: too few to tell, {n} asked"),
    }[bool(short), bool(met)].format(**given, n=count(asked, _("person"), _("people")))
    fact = _("Needs: {n} asked, too few to tell").format(n=count(asked, _("person"), _("people")))
    return claims.claim(_capital(finding), fact, asked)


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: "basic", "basic and symbolic", "basic, symbolic and experiential"."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def basis(rows: pd.DataFrame, chosen) -> str:
    """How many were asked, how many measures are live, as of when, of whom."""
    asked = int(rows.loc[rows["unit"] == "gap", "n"].max())
    parts = [_("The five stages of managing the experience, as of {day}").format(day=day(chosen.as_of))]
    if asked:
        parts.append(_("n = {people} in the study of 12 months").format(people=count(asked, _("person"), _("people"))))
    live = int((rows["missing"] == "").sum())
    parts.append(_("{live} of {all} measures live").format(live=number(live), all=number(len(rows))))
    parts += [_("customers of {name} only").format(name=safe_text.escaped(name)) for name in chosen.narrowed_to]
    return " · ".join(parts)


# --- a measure ---------------------------------------------------------------------------------------------


def figure(row) -> str:
    """The value of a measure: of what a study asks about how it is experienced."""
    value = row.felt if row.unit == "gap" else row.value
    if pd.isna(value):
        return _("n/a")
    if row.unit == "share":
        return percent(value, _decimals(value))
    return with_sign(value, number(abs(value))) if row.unit == "nps" else number(value, 1)


def note(row) -> str:
    """What a measure means, in a few words."""
    if row.missing:
        return _("promise not asked") if row.missing == "promise" else _("not recorded")
    if row.unit != "gap":
        return _("{interval} · n = {n}").format(interval=interval(row), n=number(row.n))
    gap = with_sign(row.value, number(abs(row.value), 1))
    return {
        programme.SHORT: _("short by {size}").format(size=number(-row.value, 1)),
        programme.MET: _("met ({gap})").format(gap=gap),
        programme.NOT_SURE: _("not sure ({gap})").format(gap=gap),
        programme.TOO_FEW: _("too few: n = {n}").format(n=number(row.n)),
    }[row.verdict]


def interval(row) -> str:
    """The 95 % interval of a measure."""
    if pd.isna(row.low):
        return _("no interval")
    if row.unit == "share":
        return points(row.low, row.high, _decimals(row.value))
    low, high = (
        with_sign(end, number(abs(end), 1 if row.unit == "gap" else 0)) if row.unit != "mean" else number(end, 1)
        for end in (row.low, row.high)
    )
    return _("{low} to {high}").format(low=low, high=high)


def _decimals(share: float) -> int:
    """Small shares are said with a decimal."""
    return 1 if share < 0.1 else 0


def tip(row) -> str:
    """A measure in one line, for who points at it."""
    if row.missing:
        return lacking(row)
    if row.unit != "gap":
        return note(row)
    return _("experienced {felt}, promised {promised}, difference {interval}, n = {n}").format(
        felt=number(row.felt, 1), promised=number(row.promised, 1), interval=interval(row), n=number(row.n)
    )


def lacking(row) -> str:
    """What would open a measure."""
    return _(LACKING[row.missing]).format(name=row.item)


# --- trends ------------------------------------------------------------------------------------------------


def trends_title(rows: pd.DataFrame, slopes: list) -> str:
    """Which series rise and which fall for certain."""
    fact = _("Usage, voice and measurement, month by month")
    known = [_(SERIES[slope.series]) for slope in slopes if rows[slope.series].fillna(0).any()]
    if not known:
        return _("Usage, voice and measurement: nothing recorded yet")
    if max(slope.months for slope in slopes) < 12:
        return _("Usage, voice and measurement: too few months for a trend")
    up, down = ([_(SERIES[slope.series]) for slope in slopes if slope.verdict is one] for one in (True, False))
    if not up and not down:
        return _("No clear trend in {names}").format(names=listed(known))
    finding = {
        (True, True): _("Rising: {up}; falling: {down}"),
        (True, False): _("Rising: {up}; no other clear trend"),
        (False, True): _("Falling: {down}; no other clear trend"),
    }[bool(up), bool(down)].format(up=", ".join(up), down=", ".join(down))
    return claims.claim(finding, fact, rows["active"].sum() + rows["heard"].sum())


def trends_caption(slopes: list) -> str:
    """The change a year of each series, with its interval."""
    parts = []
    for slope in slopes:
        if pd.isna(slope.low):
            continue
        scale, decimals = {"digital": (100, 1), "heard": (1, 0)}.get(slope.series, (1, 2))
        ends = [with_sign(end, number(scale * abs(end), decimals)) for end in (slope.a_year, slope.low, slope.high)]
        unit = (
            _("{name} {change} pt ({low} to {high})")
            if slope.series == "digital"
            else _("{name} {change} ({low} to {high})")
        )
        parts.append(unit.format(name=_(SERIES[slope.series]), change=ends[0], low=ends[1], high=ends[2]))
    said = _("Each line on its own scale; shaded: 95% CI.")
    if parts:
        said += " " + _("A year: {changes}. Judged together (Holm): one interval without 0 is not enough.").format(
            changes="; ".join(parts)
        )
    return said


# --- proposals ---------------------------------------------------------------------------------------------


def proposals_title(rows: pd.DataFrame) -> str:
    """How many proposals there are, and how many were adopted: counts, no comparison."""
    if rows.empty:
        return _("No proposals yet")
    adopted = int((rows["state"] == "adopted").sum())
    made = count(len(rows), _("proposal"), _("proposals"))
    if not adopted:
        return _("The teams made {proposals}; none adopted yet").format(proposals=made)
    return _("The teams made {proposals}; {n} adopted").format(proposals=made, n=number(adopted))


def proposals_caption(rows: pd.DataFrame) -> str:
    """How long an answer takes, and how many wait for one."""
    answered = rows["days_to_answer"].dropna()
    parts = []
    if len(answered):
        days = count(answered.median(), _("day"), _("days"))
        parts.append(_("Median from proposal to answer: {days}.").format(days=days))
    parts.append(_("Waiting for an answer: {n}.").format(n=number((rows["state"] == "new").sum())))
    if (rows["state"] == "adopted").any():
        parts.append(
            _(
                "Effect: satisfaction with the touchpoint, {days} days after less {days} days before; other causes are"
                " not excluded."
            ).format(days=programme.WINDOW_DAYS)
        )
    return " ".join(parts)


def effect(row) -> str:
    """The effect of an adopted proposal."""
    if row.verdict == programme.NO_TOUCHPOINT:
        return _("no touchpoint")
    if row.verdict == programme.TOO_EARLY:
        return _("too early: known on {day}").format(day=day(row.known_on))
    if pd.isna(row.change):
        return _("no answers to compare")
    change = with_sign(row.change, number(100 * abs(row.change), 1))
    return _("{change} pt: {verdict}").format(change=change, verdict=_(row.verdict))


def effect_interval(row) -> str | None:
    """The 95 % interval of an effect with the votes behind it, None where there is none."""
    if pd.isna(row.change):
        return None
    low, high = (with_sign(end, number(100 * abs(end), 1)) for end in (row.low, row.high))
    return _("{low} to {high} pt, n = {before} and {after}").format(
        low=low, high=high, before=number(row.n_before), after=number(row.n_after)
    )

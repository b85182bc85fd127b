"""Five stages of managing experience, each with its live measures and what is still missing."""

from math import nan
from typing import Any

import pandas as pd

from cx.customers import funnel
from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.experience import promises, voice
from cx.experience.journey import map_versions
from cx.experience.programme import catalogue
from cx.experience.programme.people import whom
from cx.statistics import intervals, periods, student, verdicts
from cx.statistics.intervals import ENOUGH_TO_RANK

SHORT, MET, NOT_SURE, TOO_FEW = "short", "met", "not sure", "too few"
WINDOW_MONTHS = 12
COLUMNS = [
    "stage", "item", "unit", "value", "low", "high", "verdict", "n", "felt", "promised", "source", "missing",
]  # fmt: skip


@scoped
def stages(store: Engine, scope: Scope) -> pd.DataFrame:
    """The live measures of the five stages.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    region, channel, segment : only customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a measure, in their order: stage ("needs", "strategy", "feelings", "experience", "behaviour"), item (its
    code), then

    - unit : "gap" (experienced less promised, points of the study's scale), "mean" (points), "share" (0..1) or "nps"
      (-100..100)
    - value, low, high : the measure with its 95 % interval; n : people behind it. NaN and 0 where it is not known
    - verdict : of a gap: "short" (as of `cx.promises.gaps`: half a point of 1 to 7 short or more, and below 0 for
      certain), "met" (less than half a point short for certain, by Holm over the measures), "not sure", or "too few"
      (under 30 people); None of the others
    - felt, promised : the mean experience and promise of an item that is asked about; NaN of the others
    - source : the kinds of CSV it is made of, with commas
    - missing : "" for a live measure, else what would open it: "perception", "promise" (surveys about the item),
      "journey", "csat" (of the map's touchpoints), "touches", "referred", "recommended", "orders" or "nps"

    Notes
    -----
    Gaps are those of `cx.promises.gaps`: each person's own difference of the latest scores of 12 months.
    direct, indirect: the mean over people of the share of satisfied votes on touchpoints that the map calls direct or
    not, of 12 months. brought: people first reached in 12 months whose first touch was that a customer brought them.
    intention: mean experience of the subject "intention". repurchase: as the retained of `cx.funnel.lifecycle`, of
    those first touched in 12 months. recommend: NPS as of `cx.voice.score`. advocates: customers who ordered in 12
    months and brought or told somebody in them.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> found = stages(cx.open_store(), date(2025, 12, 31))
    >>> len(found), found["missing"].iloc[0]
    (21, 'perception')
    """
    felt = _felt(store, scope)
    rows = [*asked(store, scope, felt), *_contacts(store, scope), _intention(felt), _repurchase(store, scope)]
    rows.append(_recommend(store, scope))
    rows += _word_of_mouth(store, scope)
    found = pd.DataFrame(rows, columns=COLUMNS)
    places = {name: place for place, (_stage, name) in enumerate(catalogue.ORDER)}
    found["verdict"] = found["verdict"].astype(object).where(found["verdict"].notna(), None)
    found = found.sort_values("item", key=lambda items: items.map(places), ignore_index=True)
    return found.astype(dict.fromkeys(("value", "low", "high", "felt", "promised"), float) | {"n": int})


def stage_counts(found: pd.DataFrame) -> pd.DataFrame:
    """How many measures of each stage are live.

    Parameters
    ----------
    found : an answer of `stages`

    Returns
    -------
    One row a stage, in their order: stage, measures, live.
    """
    live = found.assign(live=found["missing"] == "").groupby("stage", sort=False)["live"]
    return live.agg(measures="size", live="sum").reset_index()


def worst(found: pd.DataFrame) -> pd.Series | None:
    """The measure that falls shortest for certain: where to act first.

    Parameters
    ----------
    found : an answer of `stages`

    Returns
    -------
    Its row; None where nothing falls short. What it is worth in money is not known.
    """
    short = found[found["verdict"] == SHORT]
    return short.loc[short["value"].idxmin()] if len(short) else None


def _felt(store: Engine, scope: Scope) -> pd.DataFrame:
    """Mean experience of every subject of the catalogue, by its name."""
    subjects = [*catalogue.INTENTION, *(name for one in catalogue.ASKED for name in one.subjects)]
    given = {"since": periods.first_day(scope.as_of, WINDOW_MONTHS), "as_of": scope.as_of, **whom(store, scope)}
    return store.read("programme/felt", subjects=subjects, **given).set_index("subject")


# --- what a study asks about -------------------------------------------------------------------------------


def asked(store: Engine, scope: Scope, felt: pd.DataFrame | None = None) -> list[dict[str, Any]]:
    """The rows of `stages` about which a study asks; felt : the answer of `programme/felt`, None: asked for."""
    felt = _felt(store, scope) if felt is None else felt
    gaps = promises.gaps(store, scope)
    gaps = gaps.set_index(gaps["subject"].astype(str).str.strip().str.lower())
    rows = [_gap(one, gaps, felt) for one in catalogue.ASKED]
    limit = -promises.scale(store, scope.as_of).step
    apart = verdicts.holm([_p(row, limit) for row in rows])
    for row, is_apart in zip(rows, apart, strict=True):
        if row["verdict"] == NOT_SURE and is_apart and row["low"] > limit:
            row["verdict"] = MET
    return rows


def _gap(one: catalogue.Asked, gaps: pd.DataFrame, felt: pd.DataFrame) -> dict[str, Any]:
    row = _row(one.stage, one.item, "gap", "surveys")
    name = next((subject for subject in one.subjects if subject in felt.index), None)
    if name is None:
        return row | {"missing": "perception"}
    row["felt"] = felt.at[name, "mean"]
    if name not in gaps.index or not gaps.at[name, "gap_n"]:
        return row | {"missing": "promise"}
    found = gaps.loc[name]
    row |= {"value": found["gap"], "n": int(found["gap_n"])}
    if found["gap_high"] > found["gap_low"]:  # that all say the same is no certainty
        row |= {"low": found["gap_low"], "high": found["gap_high"]}
    row |= {"felt": found["experienced"], "promised": found["promise"]}
    enough = TOO_FEW if row["n"] < ENOUGH_TO_RANK else NOT_SURE
    return row | {"verdict": SHORT if found["verdict"] == "short" else enough}


def _p(row: dict[str, Any], against: float) -> float:
    """The p-value of a gap being `against`; NaN under 30 people and where all agree."""
    if row["n"] < ENOUGH_TO_RANK:
        return nan
    return student.p_value((row["value"], row["low"], row["high"]), row["n"] - 1, against)


# --- what is measured otherwise ----------------------------------------------------------------------------


def _contacts(store: Engine, scope: Scope) -> list[dict[str, Any]]:
    """Satisfaction with direct and indirect contacts of the map."""
    since = periods.first_day(scope.as_of, WINDOW_MONTHS)
    given = {"since": since, "as_of": scope.as_of, "map": map_versions.table(store), **whom(store, scope)}
    found = store.read("programme/contacts_satisfied", **given).set_index("direct")
    has_map = bool(map_versions.rows(store)["direct"].notna().any())
    rows = []
    for item, is_direct in (("direct", True), ("indirect", False)):
        row = _row("experience", item, "share", "journey,surveys")
        if is_direct not in found.index:
            rows.append(row | {"missing": "csat" if has_map else "journey"})
            continue
        value, low, high = student.of_mean(*found.loc[is_direct, ["mean", "spread", "n"]])
        ends = {"value": value, "low": max(low, 0.0), "high": min(high, 1.0)}
        rows.append(row | ends | {"n": int(found.at[is_direct, "n"])})
    return rows


def _word_of_mouth(store: Engine, scope: Scope) -> list[dict[str, Any]]:
    """Who was brought by a customer, and who brings or tells others."""
    since = periods.first_day(scope.as_of, WINDOW_MONTHS)
    found = store.read("programme/word_of_mouth", since=since, as_of=scope.as_of, **whom(store, scope)).iloc[0]
    brought = _share(
        _row("experience", "brought", "share", "touchpoints"), found["brought"], found["reached"], "touches"
    )
    advocates = _share(
        _row("behaviour", "advocates", "share", "touchpoints,orders"), found["advocates"], found["active"], "orders"
    )
    unknown = {"value": nan, "low": nan, "high": nan, "n": 0}
    if not found["has_referred"]:
        brought |= unknown | {"missing": "referred"}
    if not found["has_told"]:
        advocates |= unknown | {"missing": "recommended"}
    return [brought, advocates]


def _intention(felt: pd.DataFrame) -> dict[str, Any]:
    row = _row("behaviour", "intention", "mean", "surveys")
    name = next((one for one in catalogue.INTENTION if one in felt.index), None)
    if name is None:
        return row | {"missing": "perception"}
    value, low, high = student.of_mean(*felt.loc[name, ["mean", "spread", "n"]])
    return row | {"value": value, "low": low, "high": high, "n": int(felt.at[name, "n"]), "felt": value}


def _repurchase(store: Engine, scope: Scope) -> dict[str, Any]:
    since = periods.first_day(scope.as_of, WINDOW_MONTHS)
    found = funnel.lifecycle(store, scope, entered_from=since, entered_to=scope.as_of)
    retained = found[found["step"] == "Retain"].iloc[0]
    row = _row("behaviour", "repurchase", "share", "orders,touchpoints")
    return _share(row, retained["people"], retained["eligible"], "touches")


def _recommend(store: Engine, scope: Scope) -> dict[str, Any]:
    found = voice.score(store, scope, "nps")
    row = _row("behaviour", "recommend", "nps", "surveys")
    if found.empty or not found["n"].iloc[0]:
        return row | {"missing": "nps"}
    score = found.iloc[0]
    return row | {name: score[name] for name in ("value", "low", "high", "n")}


def _share(row: dict[str, Any], people: int, of: int, missing: str) -> dict[str, Any]:
    """The row with a share of people; without anybody what is missing."""
    if not of:
        return row | {"missing": missing}
    value, low, high = intervals.wilson(int(people), int(of))
    return row | {"value": value, "low": low, "high": high, "n": int(of)}


def _row(stage: str, item: str, unit: str, source: str) -> dict[str, Any]:
    unknown = dict.fromkeys(("value", "low", "high", "felt", "promised"), nan)
    return {
        "stage": stage,
        "item": item,
        "unit": unit,
        "source": source,
        "n": 0,
        "verdict": None,
        "missing": "",
    } | unknown

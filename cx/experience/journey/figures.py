"""Figures of each touchpoint: who meets it, what they say of it, how long they wait, who answers for it."""

from math import nan

import pandas as pd

from cx.customers import segments
from cx.customers.assumption_sets import given_or_default
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.engine import coverage, statements
from cx.engine.connection import Engine
from cx.experience.journey import employees, journey_map, map_versions, meetings, study
from cx.experience.journey.meetings import Asked
from cx.experience.support import window
from cx.experience.voice.measures import MEASURES
from cx.statistics import intervals, survival
from cx.tables.columns import STEPS

OF_MAP = ["touchpoint", "step", "position", "p", "team", "owner"]
COLUMNS = [
    *OF_MAP, "people", "contacts", "cost", "cost_per_contact",
    "csat", "csat_n", "csat_low", "csat_high", *study.COLUMNS,
    "wait_hours", "complaints_per_100", "at_stake", "not_satisfied", "enps", "enps_low", "enps_high", "enps_n",
]  # fmt: skip
COUNTS = ["people", "contacts", "csat_n", "not_satisfied", "study_n", "gap_n", "enps_n"]


@scoped
def touchpoint_figures(
    store: Engine, scope: Scope, assumptions: Assumptions | None = None, *, rows: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The map of the journey: one row a touchpoint, with the figures of the 12 months up to a day.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    assumptions : of contribution; None: the company default
    rows : another map than the one in force, with the columns of `cx.journey.rows`: a draft, say
    region, channel, segment : only customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a touchpoint, by step, then position. What is not known is NaN.

    - touchpoint, step, position, p, team, owner : as the map has them
    - people : distinct, who met it by a contact, order or ticket that its met_by names; contacts : how many these are
      (orders, not lines); cost : of the contacts that carry one; cost_per_contact : cost by how many carry one
    - csat : share of people whose last satisfaction score of it is 4 or 5 of 5, with its 95 % Wilson interval csat_low,
      csat_high; csat_n people; not_satisfied : people whose last score is 3 or less
    - promise, expectation, experienced, importance : means of the latest scores of each person on the study's scale,
      experienced and importance of who also said what was promised or expected, where anybody did; study_n people told
      what they experienced
    - gap (experienced - promise), expectation_gap (experienced - expectation) : means of each person's own difference,
      with Student's 95 % interval; gap_n people said both; verdict : True above 0, False below, None not for certain;
      is_short : below 0 by a twelfth of the scale or more
    - wait_hours : median wait of its tickets to the first answer; complaints_per_100 : complaints about its topics per
      100 people who met it
    - at_stake : contribution of those who are not satisfied, in money of 12 months, losses as 0
    - enps, enps_low, enps_high, enps_n : of its team in the latest round; NaN where the team is hidden

    Notes
    -----
    One row of data may feed several touchpoints, so people, contacts, cost and at_stake of several overlap. Tickets are
    those by which it is met and those about its topics; calls are none of these and count as contacts alone. Waits are
    Kaplan-Meier, in calendar hours. Verdicts are one family of `cx.verdicts`, each of 30 people or more.

    Examples
    --------
    >>> from datetime import date
    >>> import cx
    >>> store = cx.open_store()
    >>> lines = b"Shop,buy,place,stores,orders:Store\\nMail,bond,promotion,marketing,Newsletter*\\n"
    >>> _ = store.load("journey", b"touchpoint,step,p,team,met_by\\n" + lines)
    >>> orders = b"order_id,customer_id,ordered_at,revenue,channel\\n1,A,2025-03-01,90,Store\\n"
    >>> _ = store.load("orders", orders)
    >>> touchpoint_figures(store, date(2025, 3, 31))[["touchpoint", "people", "contacts"]].values.tolist()
    [['Shop', 1, 1], ['Mail', 0, 0]]
    """
    asked, money = meetings.asked(store, scope, rows), given_or_default(store, assumptions)
    given = {"scope": scope, "assumptions": money, "map": asked.touchpoints.to_json()}
    return store.once("journey figures", lambda: _figures(store, asked, money), **given).copy()


@scoped
def steps(store: Engine, scope: Scope, *, rows: pd.DataFrame | None = None) -> pd.DataFrame:
    """The steps of the journey, with the people who met any of their touchpoints.

    Parameters
    ----------
    store, as_of, rows, region, channel, segment : as of `cx.journey.map`

    Returns
    -------
    One row a step that has a touchpoint, in order: step, touchpoints, people (distinct).

    Examples
    --------
    >>> from datetime import date
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("journey", b"touchpoint,step,p,team,met_by\\nShop,buy,place,stores,orders:Store\\n")
    >>> steps(store, date(2025, 3, 31)).values.tolist()
    [['buy', 1, 0]]
    """
    asked = meetings.asked(store, scope, rows)
    people = meetings.people(store, asked)
    sizes = asked.touchpoints["step"].value_counts()
    return pd.DataFrame(
        [(step, int(sizes[step]), people[meetings.step_place(step)]) for step in STEPS if step in sizes],
        columns=["step", "touchpoints", "people"],
    )


def promises(store: Engine, rows: pd.DataFrame | None = None) -> dict[str, str]:
    """The promises of the map in words.

    Parameters
    ----------
    store : the company
    rows : another map than the one in force

    Returns
    -------
    promise_text by touchpoint, of those that have one.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> file = b"touchpoint,step,p,team,promise_text\\nShop,buy,place,stores,Open until ten\\n"
    >>> _ = store.load("journey", file)
    >>> promises(store)
    {'Shop': 'Open until ten'}
    """
    found = journey_map.touchpoints(map_versions.rows(store) if rows is None else rows).dropna(subset=["promise_text"])
    return dict(zip(found["touchpoint"], found["promise_text"], strict=True))


def votes(store: Engine, asked: Asked) -> str:
    """Kept table of the satisfaction with each touchpoint: place, customer_id, voter, score, answered_at, comment."""
    return store.keep(
        "journey_votes",
        statements.text("journey/votes"),
        **asked.days,
        **asked.scope.of_customers,
        **journey_map.asked_as(asked.touchpoints),
    )


def vote_counts(store: Engine, asked: Asked) -> pd.DataFrame:
    """Votes and how many are satisfied, by the place of a touchpoint: n, satisfied."""
    nobody = placed_without_orders(store)
    found = store.read("journey/satisfaction", votes=votes(store, asked), placed=nobody, good=MEASURES["csat"].good)
    return found.set_index("place")


def placed(store: Engine, scope: Scope, assumptions: Assumptions | None) -> str:
    """Kept table with tier and contribution of the customers; nobody in a store without orders."""
    if has_orders(store):
        return segments.placed(store, scope.as_of, assumptions)
    return placed_without_orders(store)


def placed_without_orders(store: Engine) -> str:
    """Kept table of customers as `placed` has them, without any."""
    nobody = "select '' as customer_id, '' as tier, cast(0 as double) as contribution where false"
    return store.keep("journey_nobody", nobody)


def has_orders(store: Engine) -> bool:
    """Whether contribution is known."""
    return bool(coverage.tables(store).set_index("kind").at["orders", "rows"])


def _figures(store: Engine, asked: Asked, assumptions: Assumptions) -> pd.DataFrame:
    """The answer of `touchpoint_figures`."""
    parts = [
        _met(store, asked),
        _satisfaction(store, asked, assumptions),
        study.gaps(store, asked),
        _waits(store, asked),
    ]
    found = asked.touchpoints[OF_MAP].join(parts)
    found["complaints_per_100"] = 100 * _complaints(store, asked) / found["people"].replace(0, nan)
    teams = employees.scores(store, asked.scope).set_index("team").drop(columns="name")
    found = found.join(teams, on=found["team"].str.strip().str.lower())
    found[COUNTS] = found[COUNTS].fillna(0).astype(int)
    found["is_short"] = found["is_short"].eq(True)
    return found[COLUMNS]


def _met(store: Engine, asked: Asked) -> pd.DataFrame:
    """People, contacts and cost, by place."""
    found = store.read("journey/contact_sums", places=meetings.places(store, asked)).set_index("place")
    people = pd.Series(meetings.people(store, asked), dtype=float)
    return pd.DataFrame({"people": people}).join(found[["contacts", "cost", "cost_per_contact"]])


def _satisfaction(store: Engine, asked: Asked, assumptions: Assumptions | None) -> pd.DataFrame:
    """Satisfaction and what is at stake, by place."""
    found = store.read(
        "journey/satisfaction",
        votes=votes(store, asked),
        placed=placed(store, asked.scope, assumptions),
        good=MEASURES["csat"].good,
    ).set_index("place")
    shares = [intervals.wilson(int(row.satisfied), int(row.n)) for row in found.itertuples()]
    found[["csat", "csat_low", "csat_high"]] = pd.DataFrame(shares, index=found.index, columns=range(3), dtype=float)
    found["at_stake"] = found["at_stake"].fillna(0.0) if has_orders(store) else nan
    return found.rename(columns={"n": "csat_n"})[
        ["csat", "csat_n", "csat_low", "csat_high", "not_satisfied", "at_stake"]
    ]


def _waits(store: Engine, asked: Asked) -> pd.DataFrame:
    """The median wait for the first answer, by place."""
    counts = store.read(
        "journey/waits",
        tickets=window.tickets(store, asked.scope, None),
        places=meetings.places(store, asked),
        places_of_touchpoints=len(asked.touchpoints),
        **journey_map.topics(asked.touchpoints),
    )
    counts = counts.assign(day=counts["minutes"] / 60, cause=counts["is_answered"].map({True: "answered", False: None}))
    medians = {place: survival.median_day(survival.incidence(part)) for place, part in counts.groupby("place")}
    return pd.DataFrame({"wait_hours": pd.Series(medians, dtype=float)})


def _complaints(store: Engine, asked: Asked) -> pd.Series:
    """Complaints about the topics of a touchpoint, by place; unknown of one without topics."""
    tickets = window.tickets(store, asked.scope, None)
    found = store.read("journey/complaints", tickets=tickets, **journey_map.topics(asked.touchpoints))
    return found.set_index("place")["complaints"].reindex(asked.touchpoints.index).astype(float)

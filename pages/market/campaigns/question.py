"""What the campaigns page asks, for its answers and for the overview."""

import pandas as pd
import streamlit as st

from cx import campaigns
from cx.engine import coverage
from cx.text.formatting import _, day
from pages.shared import answers, assumptions_drawer, safe_text, url_state


def missing() -> str | None:
    """The table without which there is no page: orders or touchpoints; None where both have rows."""
    kinds = answers.ask(coverage.tables).set_index("kind")["rows"]
    return next((kind for kind in ("orders", "touchpoints") if not kinds[kind]), None)


def asked(chosen) -> dict:
    """What every answer is asked with."""
    return {"as_of": chosen.scope, "assumptions": assumptions_drawer.chosen()}


def responses(chosen) -> pd.DataFrame:
    """The campaigns; none without a table that they need."""
    return pd.DataFrame() if missing() else answers.ask(campaigns.response, **asked(chosen))


def first(rows: pd.DataFrame) -> str:
    """The campaign that the page begins with: the latest with an effect that can be read, else the latest."""
    known = rows[rows["uplift"].notna()]
    return str((known if len(known) else rows)["campaign"].iloc[0])


def picked(rows: pd.DataFrame) -> pd.Series:
    """The row of the campaign that is chosen, kept in the address."""
    names, start = rows["campaign"].tolist(), first(rows)
    sent = dict(zip(names, rows["sent_on"], strict=True))
    url_state.restore("campaign", names, start)
    name = st.selectbox(
        _("Campaign"), names, key="campaign", label_visibility="collapsed", width=340,
        format_func=lambda one: _("{campaign}, {day}").format(campaign=safe_text.escaped(one), day=day(sent[one])),
    )  # fmt: skip
    url_state.hold("campaign", name, start)
    return rows.set_index("campaign", drop=False).loc[name]


def planned(campaign: str) -> float | None:
    """The share that was to be held out, as it is stated; it is edited beside the data, so it is not remembered."""
    return campaigns.planned_share(answers.store(), campaign)


def uplift_by_tier(chosen, row: pd.Series, fails: frozenset[str]) -> pd.DataFrame | None:
    """What the campaign changed by tier, for the next mailing list; None where its test shows no gain to be kept."""
    if fails or row["verdict"] != "higher":
        return None
    found = answers.ask(campaigns.uplift, **asked(chosen), campaign=str(row["campaign"]), by="tier")
    bought = found[found["measure"] == "bought"]
    return bought.rename(columns={"sent": "n_sent", "held_out_n": "n_held_out"})[
        ["group", "low", "n_sent", "n_held_out"]
    ]

"""What the requests page asks, for its answers and for the overview."""

from dataclasses import dataclass

import pandas as pd

from cx.charts.experience.requests import PICKED, code
from cx.engine import coverage
from cx.experience import requests
from cx.tables.tiers_and_stages import TIERS
from cx.text.formatting import _
from pages.shared import answers, assumptions_drawer, safe_text, url_state
from pages.shared.changes import Subject

PICTURES = ("requests_ranking", "requests_votes", "requests_kano", "requests_work")
"""Keys of the pictures that a click can come from."""


@dataclass(frozen=True)
class Picked:
    """The request that was clicked in a picture: its topic, and the click as the pictures mark it."""

    topic: str | None
    click: url_state.Clicked | None


def missing() -> str | None:
    """The table without which there is no page: orders or tickets; None where both have rows."""
    kinds = answers.ask(coverage.tables).set_index("kind")["rows"]
    return next((kind for kind in ("orders", "tickets") if not kinds[kind]), None)


def asked(chosen) -> dict:
    """What every answer by tier and contribution is asked with."""
    return {"as_of": chosen.scope, "assumptions": assumptions_drawer.chosen()}


def ranked(chosen, votes: str = "customers") -> pd.DataFrame:
    """The ranking by these votes."""
    return answers.ask(requests.ranking, **asked(chosen), votes=votes)


def label(topic: str) -> str:
    """What a topic is called in a picture."""
    return _(topic) if topic == requests.OTHERS else topic


def named(topic: str) -> str:
    """What a topic is called in a sentence."""
    return safe_text.escaped(label(topic))


def picked(rows: pd.DataFrame, kano: pd.DataFrame) -> Picked:
    """What is clicked now, known before the pictures are drawn."""
    codes = {code(topic): topic for topic in [*rows["topic"], *kano["topic"]]}
    click = url_state.clicked(PICKED, {"code": list(codes)}, dict.fromkeys(PICTURES, PICKED)) if codes else None
    return Picked(codes[click["code"]] if click else None, click)


def clear() -> None:
    """No request is picked any more."""
    url_state.click(PICKED, None, *PICTURES)


def tiers(rows: pd.DataFrame) -> list[str]:
    """The tiers whose customers asked for anything."""
    return [tier for tier in TIERS if rows[tier].sum()]


def compared(chosen) -> Subject:
    """What the page compares with another period."""
    before = chosen.compared.span if chosen.compared else None
    return Subject(
        requests.changes,
        {"as_of": chosen.scope, "since": chosen.since, "before": before},
        lambda measure, topic: _("Customers who asked") if measure == "asked" else label(topic),
        ("Requests",),
    )

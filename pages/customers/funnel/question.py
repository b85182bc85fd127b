"""What the funnel page asks: its people, its period and its windows, for its answers and the overview's tile."""

import pandas as pd

from cx.customers import funnel
from cx.text.formatting import _
from pages.shared import answers


def asked(chosen, windows: dict[str, int]) -> tuple[dict, str]:
    """The question of the page, as `cx.funnel.lifecycle` takes it, and its period in words.

    A company that won everybody before the period would see nothing: then all time is asked, and the words say so.
    """
    of_period = {"scope": chosen.scope, "entered_from": chosen.since, **windows}
    if chosen.since is None or _anybody(of_period):
        return of_period, chosen.period
    everybody = {**of_period, "entered_from": None}
    words = _("all time (nobody was new in the {period})").format(period=chosen.period)
    return (everybody, words) if _anybody(everybody) else (of_period, chosen.period)


def _anybody(asked: dict) -> bool:
    return bool(answers.ask(funnel.lifecycle, **asked)["people"].sum() or untracked(asked)["people"].sum())


def new_customers(asked: dict) -> pd.DataFrame:
    """All new customers of the period, with and without a recorded touchpoint."""
    return answers.ask(funnel.new_customers, **_without_acquire(asked))


def untracked(asked: dict) -> pd.DataFrame:
    """New customers and who of them bought again, where no touchpoint is recorded."""
    return answers.ask(funnel.untracked, **_without_acquire(asked))


def _without_acquire(asked: dict) -> dict:
    return {name: value for name, value in asked.items() if name != "acquire_within_days"}

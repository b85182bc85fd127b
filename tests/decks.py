"""A small frozen picture and a deck with it, to check by hand."""

import pandas as pd

from cx.charts.customers import funnel as funnel_charts
from cx.presenting import frozen_chart

STEPS = pd.DataFrame(
    {
        "step": ["Reach", "Acquire", "Retain"],
        "people": [2000, 300, 60],
        "eligible": [float("nan"), 1500.0, 200.0],
        "rate": [float("nan"), 0.2, 0.3],
        "low": [float("nan"), 0.18, 0.24],
        "high": [float("nan"), 0.22, 0.37],
        "still_open": [0, 500, 100],
        "already_customers": [0, 0, 0],
    }
)
NAMES = {"Reach": ("Reached", "first touch"), "Acquire": ("Won", "90 days"), "Retain": ("Kept", "180 days")}


def picture(title: str = "The leak is Reach → Acquire", steps: pd.DataFrame = STEPS, **said) -> dict:
    """The ribbon of a funnel: 2,000 reached, 20 % of 1,500 won, 30 % of 200 kept."""
    return frozen_chart.freeze(
        light=funnel_charts.ribbon_chart("light").to_dict(),
        dark=funnel_charts.ribbon_chart("dark").to_dict(),
        frames=funnel_charts.ribbon(steps, NAMES, "Acquire"),
        table=steps,
        **{
            "key": "ribbon",
            "chart": "cx.charts.funnel.ribbon_chart",
            "title": title,
            "basis": "300 of 1,500 ordered within 90 days",
            "as_of": "31 Dec 2025",
            "filters": "12 months · North",
            "page": "funnel",
            "query": {},
            "terms": [{"term": "Reach", "says": "People <first> touched.", "formula": "a ÷ b"}],
            **said,
        },
    )

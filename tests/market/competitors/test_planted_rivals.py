"""What is planted of rivals, ideas and leavers in the demo company, as the competitors page answers it."""

from datetime import date

import cx
from cx import competitors
from cx.customers.filters import Scope
from cx.home.page_parts import PARTS
from cx.statistics import changes as figures
from data import ideas, rivals
from pages.home import page_parts

PAGES = {"study": ["worse"], "competitors": ["no clear change"]}
"""Fewer are very satisfied with Delivery than a year before; as many left for a competitor."""


def test_the_page_finds_the_gaps_the_chance_and_the_effects_that_are_planted(demo_store):
    store, day = cx.open_store(demo_store), date(2025, 12, 31)
    try:
        gaps = competitors.gaps(store, day)
        planted = {name: value for name, value, _page in rivals.truth()}
        held = [row.low <= planted[f"gap to {row.company}: {row.attribute}"] <= row.high for row in gaps.itertuples()]
        assert len(held) == 18 and sum(held) >= 16  # 95 % of 18 intervals, all but two
        losses = competitors.losses(gaps)[["attribute", "company"]].values.tolist()
        assert losses == [["Price", "Bazaar 24"], ["Delivery", "Nordlys Living"]]
        assert gaps.iloc[0][["attribute", "company", "verdict"]].tolist() == ["Product quality", "Nordlys Living", None]
        chances = competitors.chances(store, day)
        assert chances[["attribute", "is_clear"]].values.tolist() == [["Guarantee", True]]
        effects = competitors.effects(store, day).set_index("idea")
        for idea in ideas.IDEAS:
            if idea.state == "done":
                row = effects.loc[idea.idea]
                assert row["low"] <= idea.effect + 0.05 and idea.effect - 0.05 <= row["high"]
                assert row["verdict"] == ("better" if idea.effect else "no clear change")
        parts = {part.page: part for part in PARTS}
        learn = parts["competitors"].action(store, Scope(day), None)
        assert page_parts.action(learn, "$") == (
            "Learn from Bazaar 24: Price",
            "169 respondents score it 8.8 there, us 6.1. What more it would earn is not known.",
        )
        close = page_parts.action(parts["study"].action(store, Scope(day), None), "$")
        assert close[0] == "Close the opening: Delivery" and close[1].startswith("Of 594 who answered, 80% call it")
        rows = {
            page: parts[page].changes(store, Scope(day), Scope(date(2024, 12, 31))) for page in parts if page in PAGES
        }
        assert {page: figures.judged(found)["verdict"].tolist() for page, found in rows.items()} == PAGES
        named = competitors.left_for(store, day)
        assert set(named["company"]) == {"Bazaar 24", "Nordlys Living", ""}
        query = (
            "select count(distinct customer_id) from churn_reasons where reason like 'Comp%' and year(left_on) = 2025"
        )
        assert named["customers"].sum() == store.value(query)
        assert named["n"].iloc[0] == competitors.leavers(store, day)
    finally:
        store.close()

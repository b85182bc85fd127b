"""The funnel page through app.py: a small company, orders alone, nothing at all."""

from datetime import date, timedelta
from math import nan

import pandas as pd
import pytest

from pages.customers.funnel import findings
from pages.shared import menu, picture_tools
from tests.apps import app_on, texts

FIRST = date(2025, 1, 1)


def day(number):
    return (FIRST + timedelta(days=number)).isoformat()


def touchpoints():
    """200 people reached by Ads, of whom 4 order; 60 by Friends, of whom 40 order, 20 of them twice."""
    rows = ["person_id,occurred_at,channel,campaign,kind"]
    rows += [f"A{person},{day(person % 60)},Ads,spring *sale*,exposed" for person in range(200)]
    rows += [f"F{person},{day(person % 60)},Friends,,referred" for person in range(60)]
    return "\n".join(rows)


def orders():
    rows = ["order_id,customer_id,ordered_at,revenue"]
    rows += [f"a{person},A{person},{day(person % 60 + 5)},20" for person in range(4)]
    rows += [f"f{person},F{person},{day(person % 60 + 5)},20" for person in range(40)]
    rows += [f"g{person},F{person},{day(person % 60 + 50)},20" for person in range(20)]
    rows += [f"u{person},U{person},{day(person + 10)},20" for person in range(3)]
    rows += [f"late,A0,{day(360)},20"]
    return "\n".join(rows)


def customers():
    return "customer_id,region\n" + "\n".join(f"F{person},North" for person in range(60))


@pytest.fixture
def opened(filled, tmp_path):
    """The page over a store of its own, made from the given files."""

    def opened(query=None, **files):
        app = app_on(filled(tmp_path / "company.duckdb", **files), "funnel", **(query or {}))
        assert not app.exception
        return app

    return opened


def test_the_page_names_the_biggest_drop_off_and_the_channel_with_the_lowest_conversion(opened):
    app = opened(touchpoints=touchpoints(), orders=orders(), customers=customers())
    assert app.title[0].value == "Biggest drop-off: 83% of people reached do not buy within 90 days"
    assert "Ads: most people reached, lowest conversion: 2% (Friends 67%)" in texts(app)
    assert "3 of 47 new customers (6%) have no recorded touchpoint" in texts(app)
    assert len(app.get("vega_lite_chart")) == 3


def test_a_channel_redraws_the_funnel_and_the_title(opened):
    app = opened(touchpoints=touchpoints(), orders=orders())
    app.segmented_control(key="group").set_value("Friends").run()
    assert app.title[0].value == "Friends · 67% of people reached buy within 90 days"
    assert "40 of 60 ordered within 90 days" in texts(app)


def test_a_breakdown_with_other_groups_forgets_the_chosen_one(opened):
    app = opened(touchpoints=touchpoints(), orders=orders())
    app.segmented_control(key="group").set_value("Friends").run()
    app.segmented_control(key="by").set_value("Campaign").run()
    assert not app.exception
    assert not app.title[0].value.startswith("Friends")
    app.segmented_control(key="group").set_value("spring *sale*").run()
    assert app.title[0].value.startswith(r"spring \*sale\* · ")


def test_the_windows_change_the_answer(opened):
    app = opened(touchpoints=touchpoints(), orders=orders())
    app.number_input(key="acquire_days").set_value(4).run()
    assert "0 of 260 ordered within 4 days" in texts(app)


def test_a_region_leaves_out_those_whose_region_nobody_gave_and_says_so(opened):
    app = opened(touchpoints=touchpoints(), orders=orders(), customers=customers())
    app.pills(key="region").set_value("North").run()
    assert "60 people first touched" in texts(app)
    assert "200 people reached have no recorded region and are excluded" in texts(app)
    assert app.title[0].value == "50% of new customers buy again within 180 days"
    assert "Reach → Acquire is n/a" in texts(app)
    unfolded(app, "funnel_more")
    assert "order within" not in texts(app)


def test_orders_alone_show_who_comes_back_and_what_to_upload(opened):
    app = opened(orders=orders())
    assert app.title[0].value == "43% of new customers buy again within 180 days"
    assert "Touchpoints show who was reached" in texts(app)
    assert len(app.get("vega_lite_chart")) == 1


def test_touchpoints_alone_are_a_funnel_that_wins_nobody(opened):
    app = opened(touchpoints=touchpoints())
    assert "260 people first touched" in texts(app)


def test_an_empty_store_says_what_to_bring(opened):
    app = opened()
    assert "Upload your orders" in app.title[0].value


def test_a_period_in_which_nobody_came_gives_way_to_all_time_and_says_so(opened):
    app = opened(touchpoints=touchpoints(), orders=orders() + f"\nvery-late,A0,{day(900)},20")
    assert app.title[0].value.startswith("Biggest drop-off")
    assert "all time (nobody was new in the last 12 months)" in texts(app)
    app.switch_page(menu.path("home")).run()
    assert "all time (nobody was new in the last 12 months)" in texts(app)  # the tile of the overview says the same


def test_people_who_had_ordered_before_the_first_touch_are_not_said_to_leave(opened):
    before = "".join(f"\nold-{n},B{n},{day(0)},20" for n in range(60))
    touched = "person_id,occurred_at,channel" + "".join(f"\nB{n},{day(200)},Mail" for n in range(60))
    touched += "".join(f"\nN{n},{day(200)},Mail" for n in range(20))
    app = opened(touchpoints=touched, orders=orders() + before + f"\nlate,A0,{day(400)},20")
    assert "already customers: 60 of 80" in app.title[0].value
    assert "leave" not in texts(app)


def lines_with_costs():
    rows = touchpoints().replace("kind\n", "kind,cost\n", 1).splitlines()
    return "\n".join([rows[0], *[f"{row},{'2.5' if row.startswith('A') else '0.5'}" for row in rows[1:]]])


def unfolded(app, *parts):
    for part in parts:
        app.session_state[part] = True
    app.run()
    assert not app.exception
    return app


def test_how_long_it_takes_and_what_it_costs_open_when_asked(opened, monkeypatch):
    drawn = {}
    monkeypatch.setattr(picture_tools, "draw", lambda _box, shown: drawn.update({shown.key: shown}))
    app = opened(touchpoints=lines_with_costs(), orders=orders())
    assert "Kaplan" not in texts(app)
    unfolded(app, "funnel_more")
    assert "order within 5 days of the first touch" in texts(app)
    costs = drawn["funnel-costs"].table.set_index(["group", "step"])
    assert costs.loc["Friends", "cost"].tolist() == [0.5, 0.75, 1.5]
    assert costs.loc[("Friends", "Reach"), "spend"] == 30
    assert costs.loc[("Everybody", "Reach"), "spend"] == 530
    assert drawn["funnel-costs"].title == "Acquisition cost (CAC)"  # 4 of Ads are too few to call it dear
    assert "for touchpoints and for marketing that names no product" in drawn["funnel-costs"].basis
    assert "No cost recorded" not in texts(app)
    assert "funnel-before" in drawn
    app.segmented_control(key="ever_step").set_value("Retain").run()
    assert "order again within" in texts(app)


def test_the_period_before_has_nobody_and_gets_no_verdict(opened):
    app = unfolded(opened(touchpoints=touchpoints(), orders=orders()), "funnel_more")
    assert "No clear change from the period before" in texts(app)
    assert "No acquisition cost is known" in texts(app)


def test_own_steps_are_drawn_and_who_dropped_is_kept_as_a_segment(opened):
    app = unfolded(opened(touchpoints=touchpoints(), orders=orders()), "own_steps")
    app.multiselect(key="own_picked").set_value(["Referred", "Order"]).run()
    assert "get to Order (67%), half of them by day 5" in texts(app)
    assert "20 of 20 people, most revenue first" in texts(app)
    app.text_input(key="own_segment").set_value("Referred, no order").run()
    next(button for button in app.button if button.label == "Save as segment").click().run()
    assert "20 people saved" in app.toast[0].value
    assert "Referred, no order" in app.pills(key="segment").options


def test_own_steps_change_with_order_window_and_what_ends_them(opened):
    app = unfolded(opened(touchpoints=touchpoints(), orders=orders()), "own_steps")
    app.multiselect(key="own_picked").set_value(["Order", "Referred"]).run()
    assert "get to Referred (0%)" in texts(app)
    app.segmented_control(key="own_order").set_value("Any order").run()
    assert "get to Referred" in texts(app)
    app.segmented_control(key="own_by").set_value("Channel").run()
    assert not app.exception
    app.segmented_control(key="own_count").set_value("Total conversions").run()
    assert not app.exception
    app.multiselect(key="own_picked").set_value(["Order"]).run()
    assert "Choose at least two steps" in texts(app)
    app.multiselect(key="own_picked").set_value(["Order", "Referred"]).run()  # the breakdown was not drawn meanwhile
    assert not app.exception


def test_a_custom_funnel_of_hours_warns_where_the_data_has_dates_only(opened):
    app = unfolded(opened(touchpoints=touchpoints(), orders=orders()), "own_steps")
    app.multiselect(key="own_picked").set_value(["Referred", "Order"]).run()
    app.segmented_control(key="own_unit").set_value("Hours").run()
    assert not app.exception
    assert "get to Order (67%), half of them by hour 120" in texts(app)
    assert [warning.value.split(" hold")[0] for warning in app.warning] == ["Orders", "Touchpoints"]
    assert app.query_params["unit"] == "Hours"
    app.segmented_control(key="own_unit").set_value("Minutes").run()
    assert "get to Order (0%)" in texts(app)


def test_a_share_of_fewer_than_30_is_given_as_counts(opened):
    few = "person_id,occurred_at" + "".join(f"\nP{n},{day(0)}" for n in range(12))
    app = opened(touchpoints=few, orders=f"order_id,customer_id,ordered_at,revenue\n1,P1,{day(3)},9\n2,P2,{day(200)},9")
    assert app.title[0].value == "1 of 12 people reached bought within 90 days"


def test_own_steps_work_with_orders_alone(opened):
    app = unfolded(opened(orders=orders()), "own_steps")
    assert "get to Order again" in texts(app)


def test_own_steps_are_in_the_address_and_a_link_restores_them(opened):
    app = unfolded(opened(touchpoints=touchpoints(), orders=orders()), "own_steps")
    assert app.query_params["steps"] == "Exposed~Order~Order again"
    app.multiselect(key="own_picked").set_value(["Referred", "Order", "Order again"]).run()
    app.number_input(key="own_window").set_value(20).run()
    app.multiselect(key="own_optional").set_value(["Order"]).run()
    named = ("steps", "window", "optional", "order", "count", "ends", "apart", "dropped")
    said = {name: app.query_params[name] for name in named if name in app.query_params}
    assert said == {"steps": "Referred~Order~Order again", "window": "20", "optional": "Order"}
    again = opened(query={**said, "order": "Any order", "apart": "Channel"}, touchpoints=touchpoints())
    assert again.multiselect(key="own_picked").value == ["Referred", "Order", "Order again"]
    assert again.number_input(key="own_window").value == 20
    assert again.multiselect(key="own_optional").value == ["Order"]
    assert again.segmented_control(key="own_order").value == "Any order"
    assert again.segmented_control(key="own_by").value == "Channel"


def test_what_the_address_says_wrongly_is_forgiven(opened):
    query = {
        "steps": "Referred~No such step~Order~Referred", "order": "Sideways", "window": "many", "count": "Sheep",
        "optional": "Referred", "ends": "Order", "apart": "Height", "dropped": "Nowhere",
    }  # fmt: skip
    app = opened(query=query, touchpoints=touchpoints(), orders=orders())
    assert app.multiselect(key="own_picked").value == ["Referred", "Order"]
    assert "get to Order (67%)" in texts(app)
    assert {name for name in app.query_params if name in query} == {"steps"}


def test_every_picture_of_the_page_is_there_when_its_part_is_open(opened):
    app = unfolded(opened(touchpoints=touchpoints(), orders=orders()), "own_steps", "funnel_more")
    app.multiselect(key="own_picked").set_value(["Referred", "Order"]).run()
    app.segmented_control(key="own_by").set_value("Channel").run()
    drawn = texts(app)
    for finding in (
        "not enough data yet for a trend",
        "Time to Order by group",
        "Biggest drop-off",
        "Drop-offs by step",
    ):
        assert finding in drawn
    assert len(app.get("vega_lite_chart")) == 3 + 3 + 5


def test_who_got_lost_is_listed_for_the_shown_group_and_kept_as_a_filter_of_other_pages(opened):
    app = unfolded(opened(touchpoints=touchpoints(), orders=orders()), "leavers")
    assert "**24 customers** · Ordered, not again" in texts(app)
    app.segmented_control(key="group").set_value("Ads").run()
    app.segmented_control(key="left_at").set_value("Reached, no order").run()
    assert "**196 customers** · Reached, no order · Ads" in texts(app)
    app.segmented_control(key="group").set_value("Friends").run()
    app.segmented_control(key="left_at").set_value("Ordered, not again").run()
    app.session_state["open-save-leavers"] = True
    app.run()
    app.text_input[0].set_value("once")
    app.button(key="do-save-leavers").click().run()
    assert not app.exception
    app.switch_page("pages/customers/rfm/rfm.py").run()
    app.pills(key="segment").set_value("once").run()
    assert not app.exception
    assert "20 customers" in texts(app)


def by_channel(**won):
    """Two channels of 100 people each, of whom so many were acquired."""
    rows = []
    for group, people in won.items():
        rows.append((group, "Reach", 100, 100, nan))
        rows.append((group, "Acquire", people, 100, people / 100))
        rows.append((group, "Retain", 0, people, 0.0))
    table = pd.DataFrame(rows, columns=["group", "step", "people", "eligible", "rate"])
    return table.assign(low=0.0, high=1.0, still_open=0, already_customers=0)


def test_groups_that_are_large_and_alike_are_not_called_too_few():
    assert "Mail 60%" in findings.groups_title(by_channel(Mail=60, Ads=20), "channel")
    assert findings.groups_title(by_channel(Mail=42, Ads=40), "channel") == "No clear difference between the groups"

"""What is planted in tickets, calls, promises and the journey is found again in the rows by plain counting.

A ratio of orders is tested against 3 standard errors of its own rows and 0.03 for what other complaints of the
same customers add to both sides; a share against 3 standard errors of a share of so many. How small an error must be
follows from how rarely people buy for the home: about two orders in the 180 days after a complaint.
"""

import numpy as np
import pandas as pd
import pytest

from data import archetypes, calls, contacts, journey, promises, support, wordings

END = pd.Timestamp("2026-01-01")
DAY = pd.Timedelta(days=1)
P_OF_TEAM = {
    "product": ("product and design", "e-commerce and IT", "support"),
    "price": ("finance and sales",),
    "promotion": ("marketing",),
    "place": ("stores", "e-commerce and IT", "fulfilment and logistics"),
    "people": ("people and management",),
}


@pytest.fixture(scope="module")
def planted(truth) -> dict[str, float]:
    return dict(zip(truth["planted"].name, truth["planted"].value, strict=True))


@pytest.fixture(scope="module")
def tickets(company, truth) -> pd.DataFrame:
    """Tickets with the true tier and the region of their customer."""
    found = company["tickets"].merge(truth["tiers"], on="customer_id", how="left")
    return found.merge(company["customers"][["customer_id", "region"]], on="customer_id", how="left")


@pytest.fixture(scope="module")
def complaints(company, tickets) -> pd.DataFrame:
    """Complaints with `after`, the orders of the next 180 days, and `well`, whether they were helped."""
    found = tickets[tickets.kind == "complaint"].assign(at=lambda rows: rows.opened_at)
    return followed(company, found.assign(well=found.satisfied == "yes"))


@pytest.fixture(scope="module")
def claims(company, truth) -> pd.DataFrame:
    """Claims on a guarantee with `after` and `well`, whether they were honoured."""
    found = company["promises"].query("asked_on.notna()").merge(truth["tiers"], on="customer_id")
    found = found.merge(company["customers"][["customer_id", "region"]], on="customer_id")
    return followed(company, found.assign(at=found.asked_on + DAY, well=found.kept_on.notna()))


def followed(company, cases: pd.DataFrame) -> pd.DataFrame:
    """Cases of steady customers whose 180 days are over, with the orders placed in them."""
    cases = cases[cases.tier.isin(["platinum", "gold", "silver"]) & (cases["at"] < END - 181 * DAY)]
    cases = cases.reset_index(drop=True)
    lines = company["orders"]
    orders = lines[lines.customer_id.notna() & (lines.quantity > 0)].drop_duplicates("order_id")
    pairs = cases[["customer_id", "at"]].reset_index().merge(orders[["customer_id", "ordered_at"]], on="customer_id")
    gap = pairs.ordered_at - pairs["at"]
    inside = (gap > pd.Timedelta(0)) & (gap <= archetypes.COMPLAINT_MEMORY_DAYS * DAY)
    return cases.assign(after=inside.groupby(pairs["index"]).sum().reindex(cases.index).fillna(0))


def ratio(cases: pd.DataFrame, others: pd.DataFrame) -> tuple[float, float]:
    """Orders of the cases as a share of those of others of the same tiers, and its standard error."""
    usual = others.groupby("tier").after.agg(["mean", "var", "size"])
    expected = cases.tier.map(usual["mean"])
    value = cases.after.sum() / expected.sum()
    noise = ((cases.after - value * expected) ** 2).sum()
    weight = cases.tier.value_counts().reindex(usual.index).fillna(0)
    base = (weight**2 * usual["var"] / usual["size"]).sum() * value**2
    return value, np.sqrt(noise + base) / expected.sum()


def check_ratio(cases: pd.DataFrame, others: pd.DataFrame, true: float, precise: float) -> None:
    """The ratio is the true one within its error, and the error is small enough to mean something."""
    value, error = ratio(cases, others)
    assert error < precise
    assert value == pytest.approx(true, abs=3 * error + 0.03)


def share_error(true: float, size: int) -> float:
    return 3 * np.sqrt(true * (1 - true) / size)


def elsewhere(cases: pd.DataFrame) -> pd.DataFrame:
    return cases[cases.region != archetypes.NO_EFFECT_REGION]


# Complaints


@pytest.mark.parametrize("severity", [1, 2, 3])
def test_the_severer_an_unhelped_complaint_the_fewer_orders_follow(complaints, planted, severity):
    told = elsewhere(complaints)
    cases = told[~told.well & (told.severity == severity)]
    check_ratio(cases, told[told.well], planted[f"unhelped order ratio: severity {severity}"], 0.07)


def test_severity_changes_nothing_for_those_who_were_helped(complaints):
    helped = elsewhere(complaints).query("well")
    check_ratio(helped[helped.severity == 3], helped[helped.severity == 1], 1.0, 0.06)


def test_severities_have_their_shares_and_only_complaints_have_one(tickets):
    severity = tickets.severity[tickets.kind == "complaint"]
    assert tickets.severity[tickets.kind != "complaint"].isna().all()
    shares = severity.value_counts(normalize=True)
    for number, true in enumerate(archetypes.SEVERITY_SHARES, start=1):
        assert shares[number] == pytest.approx(true, abs=share_error(true, len(severity)))


def test_nothing_follows_from_help_in_the_region_without_effects(complaints, planted):
    here = complaints[complaints.region == archetypes.NO_EFFECT_REGION]
    true = planted[f"unhelped order ratio: {archetypes.NO_EFFECT_REGION}"]
    check_ratio(here[~here.well], here[here.well], true, 0.07)


def test_how_fast_the_answer_came_changes_nothing(complaints, planted):
    told = elsewhere(complaints)
    helped = told[told.well]
    hours = helped.answered_at - helped.opened_at
    slow = hours > hours.median()
    check_ratio(helped[slow], helped[~slow], planted["order ratio of slow against quick answers"], 0.04)


# Texts, teams, reopened tickets


def test_tickets_say_what_they_are_about_in_english_and_persian(tickets):
    written = tickets[tickets.text.notna()]
    assert written.text.nunique() >= 60
    assert (written.groupby("text").topic.nunique() == 1).all()
    assert written.text.isin(wordings.TEXTS).all()
    persian = written.text.str.contains("[\u0600-\u06ff]")
    assert 0.25 <= persian.mean() <= 0.5
    assert set(written.region[persian]) == {"Iran"}
    assert not any(set(text) & set(',"\n') for text in wordings.TEXTS)


def test_every_ticket_has_one_of_the_teams(company, tickets):
    surveys = company["surveys"]
    assert set(tickets.team) <= set(surveys.subject[surveys.measure == "employee"])
    assert {"support", "fulfilment and logistics", "finance and sales", "stores"} <= set(tickets.team)


def test_few_tickets_are_opened_once_more_and_no_helped_complaint(tickets):
    done = tickets[tickets.resolved_at.notna() & (tickets.kind != "call")]
    assert 0.01 <= done.reopened_at.notna().mean() <= 0.05
    assert tickets.reopened_at[tickets.resolved_at.isna() | (tickets.kind == "call")].isna().all()
    assert done.reopened_at[(done.kind == "complaint") & (done.satisfied == "yes")].isna().all()


# Requests


def test_two_requests_lead_and_each_rank_is_apart(tickets, planted):
    asked = tickets[(tickets.kind == "request") & (tickets.opened_at >= END - 365 * DAY)]
    people = asked.groupby("topic").customer_id.nunique().sort_values(ascending=False)
    assert list(people.index[:2]) == ["Same-day delivery", "Spare parts"]
    # Two counts of people differ for certain by more than three standard errors of a difference of two counts.
    assert people.iloc[0] - people.iloc[1] > 3 * np.sqrt(people.iloc[0] + people.iloc[1])
    assert people.iloc[1] - people.iloc[2] > 3 * np.sqrt(people.iloc[1] + people.iloc[2])
    others = asked[asked.tier != "platinum"]
    shares = others.topic.value_counts(normalize=True)
    for topic in people.index[:2]:
        true = planted[f"share of requests: {topic}"]
        assert shares[topic] == pytest.approx(true, abs=share_error(true, len(others)))


def test_many_customers_asked_for_something(tickets):
    assert 1200 <= tickets[tickets.kind == "request"].customer_id.nunique() <= 2000


def test_only_platinum_wants_a_repair_service_and_wants_it_most(tickets, planted):
    asked = tickets[(tickets.kind == "request") & (tickets.opened_at >= END - 320 * DAY)]  # no kind changes later
    assert set(asked.tier[asked.topic == "Repair service"]) == {"platinum"}
    platinum = asked[asked.tier == "platinum"]
    people = platinum.groupby("topic").customer_id.nunique().sort_values(ascending=False)
    assert people.index[0] == "Repair service"
    assert people.iloc[0] - people.iloc[1] > 3 * np.sqrt(people.iloc[0] + people.iloc[1])
    true = planted["share of Platinum's requests: Repair service"]
    found = (platinum.topic == "Repair service").mean()
    assert found == pytest.approx(true, abs=share_error(true, len(platinum)))


# Calls


@pytest.fixture(scope="module")
def phone(tickets) -> pd.DataFrame:
    """Calls with minutes waited, whether abandoned, and whether they came inside the opening hours."""
    found = tickets[tickets.kind == "call"]
    ends = found.answered_at.fillna(found.resolved_at)
    hour, weekday = found.opened_at.dt.hour, found.opened_at.dt.day_of_week
    return found.assign(
        waited=(ends - found.opened_at).dt.total_seconds() / 60,
        abandoned=found.answered_at.isna(),
        inside=(weekday < 6) & (hour >= calls.OPENS) & (hour < calls.CLOSES),
    )


def test_calls_are_tickets_that_end_without_a_question_whether_satisfied(phone):
    assert 3000 <= len(phone) <= 5500
    assert (phone.channel == "Phone").all()
    assert phone.resolved_at.notna().all() and phone.satisfied.isna().all()
    assert 0.28 <= phone.customer_id.isna().mean() <= 0.40
    assert (phone.cost[phone.abandoned] == 0).all()
    assert phone.topic[phone.abandoned].isna().all()


def test_nobody_answers_outside_the_opening_hours(phone):
    assert phone.abandoned[~phone.inside].all()
    assert 0.02 <= (~phone.inside).mean() <= 0.10


def test_callers_leave_after_the_true_patience(phone, planted):
    """The estimate for exponential patience, minutes waited by all per caller who left; its error is 1/sqrt(left)."""
    true = planted["calls: mean patience (minutes)"]
    for group in (phone, phone[phone.inside]):
        found = group.waited.sum() / group.abandoned.sum()
        assert found == pytest.approx(true, rel=3 / np.sqrt(group.abandoned.sum()))


def test_few_callers_give_up_inside_the_hours_and_more_of_them_at_the_peak(phone):
    open_calls = phone[phone.inside]
    hour, weekday = open_calls.opened_at.dt.hour, open_calls.opened_at.dt.day_of_week
    assert 0.05 <= open_calls.abandoned.mean() <= 0.08
    peak = hour.isin([10, 11])
    assert peak.mean() > 0.30
    assert weekday.value_counts().idxmax() == 0
    assert open_calls.abandoned[peak].mean() > open_calls.abandoned[~peak].mean()


def test_one_agent_takes_the_true_time_for_each_call_in_turn(phone, planted):
    answered = phone[~phone.abandoned].sort_values("answered_at")
    minutes = (answered.resolved_at - answered.answered_at).dt.total_seconds() / 60
    true = planted["calls: mean handling time (minutes)"]
    assert minutes.mean() == pytest.approx(true, rel=3 / np.sqrt(len(minutes)))
    rounding = pd.Timedelta(seconds=1)
    assert (answered.answered_at.iloc[1:].to_numpy() >= (answered.resolved_at - rounding).iloc[:-1].to_numpy()).all()
    assert answered.opened_at.is_monotonic_increasing  # first come, first served
    assert planted["calls: agents at a time"] == 1


# Promises


def test_promises_are_kept_in_time_at_their_true_rates(company, planted):
    given = company["promises"]
    for kind in ("delivery", "call back", "refund", "price"):
        due = given[(given.kind == kind) & (given.due_on < END)]
        true = planted[f"promises kept in time: {kind}"]
        # What was due in the last days and is late is not kept, as everywhere: no row is left out.
        assert (due.kept_on <= due.due_on).mean() == pytest.approx(true, abs=share_error(true, len(due)))
        assert len(due) > 150


def test_a_third_of_deliveries_has_a_day_and_some_promises_are_open(company):
    given = company["promises"]
    delivered = company["orders"].query("quantity > 0 and channel != 'Store' and ordered_at >= '2024-07-01'")
    promised = (given.kind == "delivery").sum() / delivered.order_id.nunique()
    assert promised == pytest.approx(1 / 3, abs=share_error(1 / 3, delivered.order_id.nunique()))
    assert given.promise_id.is_unique
    assert given.made_on.max() < END and given.kept_on.max() < END
    assert (given.due_on >= END).sum() > 20
    assert (given.kept.isna() & (given.due_on < END)).sum() > 0
    assert set(given.kept.dropna()) == {"yes", "no"}
    assert (given.kept[given.kept_on > given.due_on] == "no").all()
    assert not (given.kept_on < given.made_on).any() and not (given.answered_on < given.asked_on).any()


def test_guarantees_go_with_dear_products_and_few_are_claimed(company):
    given = company["promises"].query("kind == 'guarantee'")
    claimed = given.asked_on.notna()
    assert 0.03 <= claimed.mean() <= 0.05
    assert (given.amount[~claimed] * 100 >= promises.DEAR_CENTS).all()
    assert given.due_on.isna().all() and given.kept_on[~claimed].isna().all()


def test_claims_are_honoured_at_the_true_rate_within_thirty_days(company, planted):
    given = company["promises"].query("kind == 'guarantee'")
    due = given[given.asked_on <= END - 31 * DAY]
    true = planted["guarantee claims honoured"]
    honoured = due.kept_on <= due.asked_on + 30 * DAY
    assert honoured.mean() == pytest.approx(true, abs=share_error(true, len(due)))
    assert (honoured == due.kept_on.notna()).all()
    assert due.answered_on.isna().sum() > 0


def test_a_claim_that_is_not_honoured_costs_orders_but_in_one_region(claims, planted):
    told = elsewhere(claims)
    check_ratio(told[~told.well], told[told.well], planted["order ratio after a claim not honoured"], 0.06)
    here = claims[claims.region == archetypes.NO_EFFECT_REGION]
    true = planted[f"order ratio after a claim not honoured: {archetypes.NO_EFFECT_REGION}"]
    check_ratio(here[~here.well], told[told.well], true, 0.15)


def test_late_delivery_has_no_effect_of_its_own(company, truth, planted):
    given = company["promises"].query("kind == 'delivery'").merge(truth["tiers"], on="customer_id")
    cases = followed(company, given.assign(at=given.due_on + DAY, well=given.kept_on <= given.due_on))
    true = planted["order ratio of late against punctual delivery"]
    check_ratio(cases[~cases.well], cases[cases.well], true, 0.026)


def test_who_complains_of_a_late_delivery_had_one(company):
    told = company["tickets"].query("topic == 'Late delivery'")[["customer_id", "opened_at"]]
    given = company["promises"].query("kind == 'delivery'")
    pairs = told.merge(given, on="customer_id")
    gap = (pairs.opened_at.dt.normalize() - pairs.made_on).dt.days
    late = (pairs.kept_on > pairs.due_on) | pairs.kept_on.isna()
    assert late[gap.between(2, 11)].mean() > 0.6  # the rest are other orders of the same days


def test_words_of_promises_are_in_english_and_persian(company):
    words = company["promises"].words
    assert set(words) == set(promises.ALL_WORDS)
    assert 0.25 <= words.str.contains("[\u0600-\u06ff]").mean() <= 0.5


# The journey


def test_the_map_covers_the_journey_and_each_touchpoint_has_a_team_of_its_p(company):
    found = company["journey"]
    assert list(dict.fromkeys(found.step)) == list(contacts.STEPS)
    assert list(found.position) == list(range(1, len(found) + 1))
    assert found.touchpoint.is_unique and 14 <= len(found) <= 18
    assert all(team in P_OF_TEAM[p] for p, team in zip(found.p, found.team, strict=True))
    assert set(found.direct) == {"yes", "no"}
    assert found.promise_text.notna().all()
    assert set(promises.TOUCHPOINT_OF_KIND) <= set(found.touchpoint)


def test_what_the_map_asks_and_names_is_in_the_surveys_and_tickets(company):
    found, surveys = company["journey"], company["surveys"]
    assert set(found.asked_as.dropna()) <= set(surveys.subject)
    assert set(surveys.subject[surveys.measure == "csat"]) <= set(found.asked_as)
    topics = found.topics.dropna().str.split(";").explode()
    assert set(topics) == set(support.TOPIC_NAMES)
    assert topics.is_unique


def matches(company, rule: str) -> int:
    """How many rows one rule of met_by finds."""
    source, name = rule.split(":", 1)
    rows = {"orders": company["orders"], "contacts": company["touchpoints"], "tickets": company["tickets"]}[source]
    kind, _, channel = name.partition("@")
    if channel:
        return int(((rows.kind == kind) & (rows.channel == channel)).sum())
    columns = [column for column in ("channel", "campaign", "kind") if column in rows]
    if name.endswith("*"):
        return int(sum(rows[column].str.startswith(name[:-1], na=False).sum() for column in columns))
    return int(sum((rows[column] == name).sum() for column in columns))


def test_every_touchpoint_of_the_map_finds_rows_and_none_the_marketplace(company, planted):
    rules = company["journey"].set_index("touchpoint").met_by.str.split(";").explode()
    found = rules.map(lambda rule: matches(company, rule)).groupby(level=0).sum()
    # Thanks and recommendations are contacts of a kind of their own, where the company records them.
    assert set(found.index[found == 0]) <= {"Thanks", "Recommendation"}
    assert not rules.str.contains("Marketplace").any() and not rules.isin(["orders:*", "contacts:*"]).any()
    assert (company["orders"].channel == "Marketplace").any()
    assert planted["journey: rules for orders of the marketplace"] == 0


def test_nobody_asks_about_the_packaging(company, planted):
    found = company["journey"].set_index("touchpoint")
    assert pd.isna(found.asked_as[journey.NEVER_ASKED])
    assert found.asked_as.isna().sum() == planted["journey: touchpoints that nobody asks about"]
    assert (company["surveys"].subject == journey.NEVER_ASKED).sum() == 0


# The truth names the pages that show it


def test_every_planted_truth_has_a_name_of_its_own_and_a_page(truth):
    planted = truth["planted"]
    assert planted.name.is_unique
    own = [*support.truth(), *calls.truth(), *promises.truth(), *journey.truth()]
    assert {name for name, _, _ in own} <= set(planted.name)
    assert all(page.startswith("experience/") for _, _, page in own)

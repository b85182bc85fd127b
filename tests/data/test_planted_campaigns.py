"""Mails with control groups, thanks and referrers: what is planted is in the rows.

A share or mean of n people is off by chance: the tolerance is three of its standard errors. Where these are
wider than the effect, the effect is looked for again over several companies, three standard errors of their mean.
"""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from data import archetypes, campaigns, generate, people, purchases, recognition, referrals
from data.contacts import KINDS
from tests.once import remembered

DAY = pd.Timedelta(days=1)
BEGINS, END = pd.Timestamp("2023-01-01"), pd.Timestamp("2026-01-01")
SEEDS, SIZE = range(1, 17), 5000
TESTED = [mail for mail in campaigns.MAILS if mail.planned]


@pytest.fixture(scope="module")
def contacts(company) -> pd.DataFrame:
    return company["touchpoints"]


@pytest.fixture(scope="module")
def bought(company) -> pd.DataFrame:
    """A row per order of a known customer: customer_id, ordered_at."""
    orders = company["orders"]
    orders = orders[orders.customer_id.notna() & (orders.quantity > 0)]
    return orders.drop_duplicates("order_id")[["customer_id", "ordered_at"]]


@pytest.fixture(scope="module")
def planted(truth) -> dict[str, float]:
    return dict(zip(truth["planted"].name, truth["planted"].value, strict=True))


@pytest.fixture(scope="module")
def chunks(tmp_path_factory) -> list[tuple[people.People, purchases.Orders]]:
    """The people and orders of several companies."""

    def make() -> list[tuple[people.People, purchases.Orders]]:
        crowds = [generate.crowd_of(SIZE, seed, 0) for seed in SEEDS]
        of_orders = [generate.generators(seed, 0)[2] for seed in SEEDS]
        return [(crowd, purchases.draw(rng, crowd)) for crowd, rng in zip(crowds, of_orders, strict=True)]

    return remembered(tmp_path_factory, "companies", make)


def difference(a: pd.Series, b: pd.Series) -> tuple[float, float]:
    """Mean of a minus mean of b, and its standard error; a group in which all are equal has that of one odd one."""
    spread = [max(x.astype(float).var() / len(x), 1 / len(x) ** 2) for x in (a, b)]
    return float(a.mean() - b.mean()), float(np.sqrt(sum(spread)))


def groups(contacts: pd.DataFrame, campaign: str) -> pd.DataFrame:
    """A row per person of a campaign: variant, and the moment of the mail."""
    rows = contacts[(contacts.campaign == campaign) & (contacts.kind.isna() | (contacts.kind == "sent"))]
    assert rows.person_id.is_unique
    return rows.set_index("person_id")[["variant", "occurred_at"]]


def orders_from(bought: pd.DataFrame, people_: pd.Index, since: pd.Timestamp, days: int = 30) -> pd.Series:
    inside = bought[(bought.ordered_at >= since) & (bought.ordered_at < since + days * DAY)]
    return inside.groupby("customer_id").size().reindex(people_).fillna(0)


def orders_in(orders: purchases.Orders, first: int, days: int = 30) -> np.ndarray:
    inside = (orders.customer >= 0) & (orders.day >= first) & (orders.day < first + days)
    return np.bincount(orders.customer[inside], minlength=SIZE)


# Mails


def test_only_the_planned_mails_have_a_control_group(contacts):
    sent = contacts[contacts.channel.eq("Email") & (contacts.kind.isna() | (contacts.kind == "sent"))]
    assert set(sent[sent.variant.notna()].campaign) == {mail.name for mail in TESTED}
    assert set(sent.campaign) == {mail.name for mail in campaigns.MAILS}
    newsletters = [mail.name for mail in TESTED if mail.name.startswith("Newsletter")]
    assert len(newsletters) == 2 and "Newsletter 2025-05" in newsletters
    assert (contacts.kind.isna() == (contacts.variant.eq("held out") & contacts.kind.ne("thanked"))).all()


@pytest.mark.parametrize("mail", TESTED, ids=lambda mail: mail.name)
def test_the_held_out_share_is_the_drawn_one(contacts, planted, mail):
    variant = groups(contacts, mail.name).variant
    drawn, n = planted[f"drawn held out: {mail.name}"], len(variant)
    assert (variant == "held out").mean() == pytest.approx(drawn, abs=3 * np.sqrt(drawn * (1 - drawn) / n))
    held_out = int((variant == "held out").sum())
    as_planned = stats.binomtest(held_out, n, planted[f"planned held out: {mail.name}"]).pvalue
    assert (as_planned < 0.001) == (mail.name == "Spring offer 2025")


@pytest.mark.parametrize("mail", [mail for mail in TESTED if not mail.earlier], ids=lambda mail: mail.name)
def test_uplift_is_the_planted_one(contacts, bought, truth, planted, mail):
    tier = truth["tiers"].set_index("customer_id").tier
    people_ = groups(contacts, mail.name)
    ordered = orders_from(bought, people_.index, people_.occurred_at.iloc[0].normalize()) > 0
    for name, uplift in planted.items():
        if not name.startswith(f"uplift: {mail.name}, "):
            continue
        group = name.rsplit(", ", 1)[1]
        mine = people_.index if group == campaigns.ALL else people_.index[tier[people_.index] == group]
        treated = people_.variant[mine] == "treated"
        found, error = difference(ordered[mine][treated], ordered[mine][~treated])
        assert found == pytest.approx(uplift, abs=3 * error), group


@pytest.mark.parametrize("mail", TESTED, ids=lambda mail: mail.name)
def test_uplift_is_the_planted_one_over_several_companies(chunks, mail):
    number = campaigns.MAILS.index(mail)
    for tier, uplift in (mail.uplift or {campaigns.ALL: 0.0}).items():
        found = []
        for crowd, orders in chunks:
            ordered, mailing = orders_in(orders, mail.day) > 0, orders.mailings[number]
            kind = np.array(archetypes.column("tier"))[crowd.archetype]
            arms = [
                arm if tier == campaigns.ALL else arm[kind[arm] == tier] for arm in (mailing.treated, mailing.held_out)
            ]
            found.append(ordered[arms[0]].mean() - ordered[arms[1]].mean())
        error = np.std(found, ddof=1) / np.sqrt(len(found))
        assert np.mean(found) == pytest.approx(uplift + mail.earlier, abs=3 * error), tier


def test_the_summer_sale_only_brings_orders_earlier(contacts, bought, planted):
    people_ = groups(contacts, "Summer sale 2025")
    treated, day = people_.variant == "treated", people_.occurred_at.iloc[0].normalize()
    earlier, more = (planted[f"{name}: Summer sale 2025"] for name in ("orders only earlier", "more orders in 60 days"))
    for since, days, expected in ((day, 30, earlier), (day + 30 * DAY, 30, -earlier), (day, 60, more)):
        orders = orders_from(bought, people_.index, since, days)
        found, error = difference(orders[treated], orders[~treated])
        assert found == pytest.approx(expected, abs=3 * error)
        assert (abs(found) > 1.96 * error) == (expected != 0)


def test_who_unsubscribed_or_bounced_gets_no_later_mail(contacts):
    mails = contacts[contacts.channel.eq("Email") & contacts.kind.isin(["sent", "opened", "clicked"])]
    left = contacts[contacts.kind.isin(["unsubscribed", "bounced"])]
    assert left.person_id.is_unique
    both = mails.merge(left, on="person_id", suffixes=("", "_left"))
    assert set(both.campaign[both.occurred_at >= both.occurred_at_left]) == set()
    assert (both[both.kind == "sent"].campaign == both[both.kind == "sent"].campaign_left).sum() == len(left)
    held_out = contacts[contacts.variant.eq("held out") & contacts.channel.eq("Email") & contacts.kind.isna()]
    both = held_out.merge(left, on="person_id", suffixes=("", "_left"))
    assert not (both.occurred_at >= both.occurred_at_left).any()


def test_the_unhappy_unsubscribe_more_often(contacts, truth, planted):
    sent = contacts[(contacts.kind == "sent")].merge(truth["tiers"], left_on="person_id", right_on="customer_id")
    left = contacts[contacts.kind == "unsubscribed"].merge(truth["tiers"], left_on="person_id", right_on="customer_id")
    mails = sent.groupby("tier").size()
    rate = left.groupby("tier").size().reindex(mails.index, fill_value=0) / mails
    assert rate["tin"] > rate["silver"] > 2 * rate["platinum"]
    bounced, p = (contacts.kind == "bounced").sum() / len(sent), planted["bounced per mail"]
    assert bounced == pytest.approx(p, abs=3 * np.sqrt(p / len(sent)))


# Thanks


@pytest.fixture(scope="module")
def thanks(contacts) -> pd.DataFrame:
    return contacts[contacts.kind == "thanked"].sort_values("occurred_at")


def test_half_of_the_thanks_are_held_out_and_cost_nothing(thanks, planted):
    held_out = thanks.variant == "held out"
    assert held_out.mean() == pytest.approx(planted["thanks held out"], abs=3 * np.sqrt(0.25 / len(thanks)))
    assert (thanks.cost[held_out] == 0).all() and (thanks.cost[~held_out] > 0).all()
    assert thanks.variant.notna().all()
    assert thanks.occurred_at.min() >= pd.Timestamp("2024-07-01")
    gap = thanks.groupby("person_id").occurred_at.diff().dropna()
    assert len(gap) and (gap >= 60 * DAY).all()


def test_nobody_with_an_open_complaint_is_thanked(company, thanks):
    complaints = company["tickets"].query("kind == 'complaint'")
    both = thanks.merge(complaints, left_on="person_id", right_on="customer_id")
    done = both.resolved_at <= both.occurred_at
    assert ((both.opened_at < both.occurred_at) & ~done).sum() <= 0.005 * len(thanks)  # one in many takes weeks


def test_everybody_thanked_gave_a_reason(company, thanks, bought, contacts):
    joined = company["customers"].set_index("customer_id").joined_on
    helped = company["tickets"].query("kind == 'complaint' and satisfied == 'yes'")
    first = bought.groupby("customer_id").ordered_at.min().dt.normalize()
    referred = contacts[contacts.referrer_id.notna() & contacts.person_id.isin(first.index)]
    thanks = thanks.reset_index(drop=True).assign(row=lambda rows: rows.index)

    def near(rows: pd.DataFrame, person: str, at: pd.Series, days: int) -> set[int]:
        both = thanks.merge(rows.assign(at=at, person_id=rows[person]), on="person_id", suffixes=("", "_reason"))
        return set(both.row[both.occurred_at.dt.normalize().sub(both["at"]).between(0 * DAY, days * DAY)])

    year = thanks.occurred_at.dt.normalize() - joined.reindex(thanks.person_id).to_numpy()
    reasons = set(thanks.row[year.between(365 * DAY, 374 * DAY)])
    reasons |= near(helped, "customer_id", helped.opened_at.dt.normalize(), 28)
    reasons |= near(referred, "referrer_id", first.reindex(referred.person_id).set_axis(referred.index), 7)
    assert reasons == set(thanks.row)


def first_thanks(company, thanks: pd.DataFrame, bought: pd.DataFrame) -> pd.DataFrame:
    """A row per person thanked or held out whose 60 days are over: variant, region, whether they ordered."""
    first = thanks.drop_duplicates("person_id")
    first = first[first.occurred_at + 60 * DAY < END]
    both = first.merge(bought, left_on="person_id", right_on="customer_id")
    after = both.ordered_at - both.occurred_at
    ordered = set(both.person_id[(after > 0 * DAY) & (after <= 60 * DAY)])
    region = company["customers"].set_index("customer_id").region
    return first.assign(ordered=first.person_id.isin(ordered), region=region.reindex(first.person_id).to_numpy())


def test_thanks_bring_orders_but_not_in_the_region_without_effects(company, thanks, bought, planted):
    first = first_thanks(company, thanks, bought)
    in_region = first.region == archetypes.NO_EFFECT_REGION
    parts = [(~in_region, planted[f"thanks uplift outside {archetypes.NO_EFFECT_REGION}"])]
    if "region" in people.People.__dataclass_fields__:
        parts.append((in_region, planted[f"thanks uplift in {archetypes.NO_EFFECT_REGION}"]))
    for mine, uplift in parts:
        treated = mine & (first.variant == "treated")
        found, error = difference(first.ordered[treated], first.ordered[mine & ~treated])
        assert found == pytest.approx(uplift, abs=3 * error)


def test_thanks_bring_orders_over_several_companies(chunks):
    found = {True: [], False: []}
    for crowd, orders in chunks:
        given, spared = orders.thanks, recognition.without_effect(crowd)[orders.thanks.person]
        known = orders.customer >= 0
        placed = np.append(np.unique(orders.customer[known] * 4096 + orders.day[known]), 10**9)
        moment = given.person * 4096 + given.day
        ordered = placed[np.searchsorted(placed, moment, side="right")] <= moment + 60
        first = recognition.firsts(given.person) & (given.day + 60 < 1095)
        for region in {False, bool(spared.any())}:
            arm = first & (spared == region)
            found[region].append(ordered[arm & ~given.held_out].mean() - ordered[arm & given.held_out].mean())
    for region, uplift in ((False, recognition.UPLIFT), (True, 0.0)):
        if found[region]:
            error = np.std(found[region], ddof=1) / np.sqrt(len(found[region]))
            assert np.mean(found[region]) == pytest.approx(uplift, abs=3 * error)


# Referrers


def test_everybody_who_came_by_referral_has_a_referrer_who_was_a_customer_before(company, contacts, bought):
    first_touch = contacts[contacts.variant != "held out"].drop_duplicates("person_id")
    by_referral = first_touch[(first_touch.channel == "Referral") & (first_touch.step == "aware")]
    assert (by_referral.kind == "referred").all() and by_referral.referrer_id.notna().all()
    assert contacts.referrer_id.notna().sum() == (contacts.kind == "referred").sum() == len(by_referral)
    began = bought.groupby("customer_id").ordered_at.min()
    joined = company["customers"].set_index("customer_id").joined_on
    referrer = by_referral.referrer_id
    ordered_before = began.reindex(referrer).to_numpy() < by_referral.occurred_at.to_numpy()
    assert (ordered_before | (joined.reindex(referrer).to_numpy() < BEGINS.to_numpy())).all()
    assert ordered_before.mean() > 0.95
    assert (referrer != by_referral.person_id).all()


def test_a_referrer_recommended_the_company_in_the_weeks_before(contacts):
    told = contacts[contacts.kind == "recommended"]
    assert (told.step == "advocate").all() and not (contacts[contacts.kind == "referred"].step == "advocate").any()
    came = contacts[contacts.referrer_id.notna() & (contacts.occurred_at >= "2023-04-01")]
    both = came.merge(told, left_on="referrer_id", right_on="person_id", suffixes=("", "_told"))
    gap = (both.occurred_at - both.occurred_at_told) / DAY
    assert set(both.person_id[(gap > 0) & (gap <= referrals.REMEMBERED_DAYS + 1)]) == set(came.person_id)


def test_referred_new_customers_per_active_customer(contacts, bought, planted):
    year = bought[bought.ordered_at >= "2025-01-01"]
    first = bought.groupby("customer_id").ordered_at.min()
    referred = contacts[contacts.kind == "referred"].person_id
    found = (first.reindex(referred) >= "2025-01-01").sum() / year.customer_id.nunique()
    # About 190 people, of whom each came in this year or another: twice the error of a plain count.
    k = planted["referred new customers per active customer"]
    assert found == pytest.approx(k, abs=2 * 1.96 * np.sqrt(k / year.customer_id.nunique()))


def test_a_referred_customer_brings_more_in_the_first_year(company, contacts, bought, planted):
    first = bought.groupby("customer_id").ordered_at.min()
    seen = contacts[contacts.variant != "held out"].drop_duplicates("person_id").set_index("person_id")
    came = seen[seen.occurred_at < first.reindex(seen.index)]
    came = came[first.reindex(came.index) < END - 365 * DAY]
    old = company["customers"].query("joined_on < '2023-01-01'").customer_id
    came = came.drop(old, errors="ignore")

    def year_of(rows: pd.DataFrame, person: str, at: str) -> pd.Series:
        """Sums of `amount` over each customer's first 365 days."""
        since = rows[at] - first.reindex(rows[person]).to_numpy()
        inside = rows[(since >= 0 * DAY) & (since < 365 * DAY)]
        return inside.groupby(person).amount.sum().reindex(came.index).fillna(0)

    lines = company["orders"]
    share = lines.cost.sum() / lines.revenue[lines.cost.notna()].sum()
    lines = lines.assign(amount=lines.revenue - lines.cost.fillna(lines.revenue * share))
    contribution = (
        year_of(lines, "customer_id", "ordered_at")
        - year_of(bought.assign(amount=archetypes.COST_PER_ORDER), "customer_id", "ordered_at")
        - year_of(contacts.assign(amount=contacts.cost), "person_id", "occurred_at")
        - year_of(company["tickets"].assign(amount=company["tickets"].cost), "customer_id", "opened_at")
    )
    referred = came.channel == "Referral"
    found, error = difference(contribution[referred], contribution[~referred])
    assert found == pytest.approx(planted["first-year contribution, referred minus others"], abs=3 * error)
    assert found > 1.96 * error


# What must not change


def test_the_first_two_orders_are_those_without_mails_and_thanks(monkeypatch, chunks):
    def first_two(orders: purchases.Orders) -> pd.DataFrame:
        known = orders.customer >= 0
        rows = pd.DataFrame({"customer": orders.customer[known], "day": orders.day[known]})
        return rows.groupby("customer").head(2).sort_values(["customer", "day"], ignore_index=True)

    crowd, with_causes = chunks[0]
    monkeypatch.setattr(campaigns, "act", lambda _rng, _people, _mails, _customer, day, _free: (day >= 0, day))
    monkeypatch.setattr(recognition, "not_brought", lambda *_: np.zeros(0, dtype=int))
    without = purchases.draw(generate.generators(SEEDS[0], 0)[2], crowd)
    assert first_two(with_causes).equals(first_two(without))
    assert 0 < (without.customer >= 0).sum() - (with_causes.customer >= 0).sum() < 0.02 * len(without.day)


def test_touchpoints_at_the_marketplace_are_first_ones(contacts):
    assert set(contacts.kind.dropna()) <= set(KINDS)
    there = contacts[contacts.channel == "Marketplace"]
    assert (there.step == "aware").all() and (there.kind == "visited").all() and there.person_id.is_unique
    assert set(contacts[contacts.kind == "served"].channel) == {"Phone", "Store"}

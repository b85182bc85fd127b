"""What is planted in the answers to surveys is found in their rows by a plain computation."""

from math import comb

import numpy as np
import pandas as pd
import pytest

from data import answers, archetypes, comments, employees, generate, study

END = pd.Timestamp("2026-01-01")
WAVE = pd.Timestamp("2025-11-05")
TOUCHPOINTS = list(answers.TOUCHPOINTS)


@pytest.fixture(scope="module")
def planted(truth) -> pd.Series:
    return truth["planted"].set_index("name").value


@pytest.fixture(scope="module")
def surveys(company) -> pd.DataFrame:
    return company["surveys"]


@pytest.fixture(scope="module")
def wave(surveys) -> pd.DataFrame:
    """A row per customer who answered everything in the wave of November 2025: touchpoints and nps."""
    late = surveys[surveys.answered_at >= WAVE]
    seen = late[(late.measure == "perception") & late.subject.isin(TOUCHPOINTS)]
    seen = seen.pivot(index="customer_id", columns="subject", values="score").dropna()
    nps = late[(late.measure == "nps") & (late.answered_at < WAVE + pd.Timedelta(days=60))]
    nps = nps.drop_duplicates("customer_id").set_index("customer_id").score.rename("nps")
    return seen.join(nps, how="inner")


@pytest.fixture(scope="module")
def kinds(company) -> pd.Series:
    """The number of each customer's archetype."""
    people = generate.crowd_of(generate.CUSTOMERS, generate.SEED, 0)
    return pd.Series(people.archetype, index=company["customers"].customer_id)


# Drivers


def shares_of_r2(rows: pd.DataFrame, outcome: str) -> pd.Series:
    """Each column's gain in R2, averaged over all orders in which the columns may enter."""
    names = [name for name in rows if name != outcome]
    covariance = rows[[*names, outcome]].astype(float).cov().to_numpy()
    size = len(names)
    r2 = np.zeros(1 << size)
    for members in range(1, 1 << size):
        inside = [place for place in range(size) if members >> place & 1]
        with_outcome = covariance[inside, -1]
        r2[members] = with_outcome @ np.linalg.solve(covariance[np.ix_(inside, inside)], with_outcome)
    gains = np.zeros(size)
    for place in range(size):
        for members in range(1 << size):
            if not members >> place & 1:
                before = members.bit_count()
                gains[place] += (r2[members | 1 << place] - r2[members]) / (size * comb(size - 1, before))
    return pd.Series(gains / gains.sum(), index=names)


def test_a_quarter_of_the_customers_answers_everything_and_the_drivers_have_their_shares(wave, planted):
    expected = planted["customers who answer all touchpoints and NPS in one wave"] * generate.CUSTOMERS
    assert len(wave) == pytest.approx(expected, rel=0.02)
    share = shares_of_r2(wave, "nps")
    for name in ("Delivery", "Support", "Price"):
        # Two standard errors of a share at 1,200 answers are .05; the mix of kinds moves it by .02.
        assert share[name] == pytest.approx(planted[f"share of R2 of NPS: {name}"], abs=0.07), name
    assert set(share.nlargest(3).index) == {"Delivery", "Support", "Price"} and share.idxmax() == "Delivery"
    assert share.drop(["Delivery", "Support", "Price"]).sum() == pytest.approx(0.20, abs=0.07)


def test_nobody_is_asked_about_packaging(surveys, planted):
    assert planted[f"answers about a touchpoint nobody asks about: {answers.NEVER_ASKED}"] == 0
    assert not (surveys.subject == answers.NEVER_ASKED).any()
    assert set(TOUCHPOINTS) <= set(surveys.subject.dropna())


# NPS and its change


def weighted_nps(company: dict[str, pd.DataFrame], first: pd.Timestamp, end: pd.Timestamp) -> tuple[float, float]:
    """NPS of a period, every answer alike and weighted by fifths of the orders of the 12 months before its end."""
    orders = company["orders"].drop_duplicates("order_id").dropna(subset="customer_id")
    orders = orders[(orders.ordered_at >= end - pd.DateOffset(years=1)) & (orders.ordered_at < end)]
    active = orders.groupby("customer_id").size()
    cuts = np.unique(np.quantile(active, [0.2, 0.4, 0.6, 0.8]))
    cell = pd.Series(np.searchsorted(cuts, active), index=active.index)
    given = company["surveys"]
    given = given[(given.measure == "nps") & (given.answered_at >= first) & (given.answered_at < end)]
    votes = given.set_index("customer_id").score
    votes = 100 * ((votes >= 9).astype(float) - (votes <= 6))
    last = votes[~votes.index.duplicated(keep="last")]
    last = last[last.index.isin(active.index)]
    by_cell = last.groupby(cell.reindex(last.index)).mean()
    people = cell.value_counts().reindex(by_cell.index)
    return votes.mean(), (by_cell * people).sum() / people.sum()


def test_nps_rises_and_the_plain_one_is_far_too_good(company, planted):
    ends = pd.date_range("2023-04-01", END, freq="QS")
    quarters = [weighted_nps(company, end - pd.DateOffset(months=3), end)[1] for end in ends]
    # A quarter's score has a standard error of 3 to 5 points, the slope over twelve one of about 1.3.
    slope = np.polyfit(np.arange(len(ends)) / 4, quarters, 1)[0]
    assert slope == pytest.approx(planted["weighted NPS: points a year"], abs=3)
    plain, weighted = weighted_nps(company, END - pd.DateOffset(years=1), END)
    assert weighted == pytest.approx(planted["weighted NPS of 2025"], abs=5)
    assert plain - weighted >= planted["plain less weighted NPS of 2025: at least"] - 3


def test_checkout_is_better_from_2024_on(surveys):
    csat = surveys[(surveys.measure == "csat") & surveys.subject.isin(("Checkout", "Website"))]
    mean = csat.groupby([csat.subject, csat.answered_at.dt.year]).score.mean().unstack()
    change = mean.loc["Checkout"] - mean.loc["Website"]
    assert change[2023] + 0.1 < min(change[2024], change[2025])


# Comments


@pytest.fixture(scope="module")
def commented(surveys, truth) -> pd.DataFrame:
    """Answers of customers that carry a comment, with its topic, touchpoint and language."""
    given = surveys[surveys.customer_id.notna() & surveys.comment.notna()]
    return given.merge(truth["comments"], on="comment", how="left", validate="many_to_one")


def test_wordings_are_many_in_both_languages_and_of_one_topic_each(truth, commented):
    assert sum(len(topic.english) for topic in comments.TOPICS) >= 60
    assert sum(len(topic.persian) for topic in comments.TOPICS) >= 60
    assert truth["comments"].comment.is_unique
    assert commented.topic.notna().all()
    language = commented.language.value_counts(normalize=True)
    assert language["English"] > 0.3 and language["Persian"] > 0.3 and 0.02 < language["other"] < 0.2


def test_comments_have_their_shares_touchpoints_and_order_by_score(surveys, commented, planted):
    asked = surveys.measure.isin(["nps", "csat"])
    assert set(commented.measure) == {"nps", "csat"}
    assert len(commented) / asked.sum() == pytest.approx(planted["answers with a comment"], abs=0.01)
    share = commented.topic.value_counts(normalize=True)
    assert len(share) == planted["topics"] == len(comments.TOPICS)
    for topic, found in share.items():
        assert found == pytest.approx(planted[f"share of comments: {topic}"], abs=0.01), topic
    about = commented[commented.measure == "csat"]
    assert (about.subject == about.touchpoint).all()
    mood = commented[commented.measure == "nps"].groupby("topic").score.mean()
    place = planted.reindex(f"place by mean score, worst first: {topic}" for topic in mood.index).to_numpy()
    assert mood.rank().corr(pd.Series(place, mood.index), method="spearman") >= 0.9


def test_half_spaces_and_arabic_letters_vary(commented):
    persian = commented[commented.language == "Persian"].comment
    assert 0.01 < persian.str.contains("[\u064a\u0643]").mean() < 0.2
    assert persian.str.contains("\u200c").any()


def test_employees_comment_in_both_languages_and_say_what_their_team_says(surveys, company):
    given = surveys[surveys.measure == "employee"].dropna(subset="comment")
    assert len(given) >= 120
    for team, rows in given.groupby("subject"):
        content, unhappy = employees.REMARKS[team]
        assert set(rows.comment[rows.score >= 8]) <= set(content)
        assert set(rows.comment[rows.score <= 6]) <= set(unhappy)
    assert 0.3 < given.comment.str.contains("[\u0600-\u06ff]").mean() < 0.7
    names = {part for name in company["customers"].name for part in name.split() if len(part) > 3}
    assert not names & {word for text in employees.WORDINGS for word in text.split()}


# The study


def latest_study(surveys: pd.DataFrame, measure: str, subject: str) -> pd.Series:
    rows = surveys[(surveys.measure == measure) & (surveys.subject == subject) & (surveys.answered_at >= WAVE)]
    return rows.set_index("customer_id").score


def test_the_study_has_about_six_hundred_respondents_and_a_smaller_one_before(surveys, planted):
    important = surveys[surveys.measure == "importance"]
    people = important.groupby(important.answered_at.dt.year).customer_id.nunique()
    assert people.index.tolist() == [2024, 2025]
    now, before = (planted[f"study{name}: respondents as a share of customers"] for name in ("", " before"))
    assert people[2025] == round(now * generate.CUSTOMERS) == 594
    assert people[2024] == round(before * generate.CUSTOMERS) < 594
    both = surveys[surveys.measure.isin(["importance", "perception"]) & (surveys.answered_at >= WAVE)]
    subjects = both.groupby("measure").subject.unique()
    assert set(subjects["importance"]) == set(answers.JUDGED)
    assert set(subjects["perception"]) == {*answers.JUDGED, answers.INTENTION}


def test_groups_of_the_study_hold_important_what_the_truth_says(surveys, kinds, planted):
    people = generate.crowd_of(generate.CUSTOMERS, generate.SEED, 0)
    for wish in study.WISHES:
        members = study.groups(people, np.arange(people.size), study.WAVE_DAY)[wish.group]
        members = pd.Series(members, index=kinds.index)
        score = latest_study(surveys, "importance", wish.subject)
        mine = members.reindex(score.index)
        difference = score[mine].mean() - score[~mine].mean()
        # A standard error of .07 with 600 respondents.
        expected = planted[f"importance of {wish.subject}: {wish.group} less others"]
        assert difference == pytest.approx(expected, abs=0.25), wish
    silver = kinds.map(pd.Series(archetypes.column("tier"))) == "silver"
    felt = latest_study(surveys, "perception", "range")
    silver = silver.reindex(felt.index)
    assert felt[silver].mean() < felt[~silver].mean() - 1


def test_kano_classes_are_the_known_ones(surveys, planted):
    rows = surveys[surveys.measure.isin(["kano_with", "kano_without"])]
    pairs = rows.pivot(index=["customer_id", "subject"], columns="measure", values=["score", "answered_at"]).dropna()
    days = pairs.answered_at.kano_without - pairs.answered_at.kano_with
    assert (days >= pd.Timedelta(0)).all() and (days <= pd.Timedelta(days=7)).all()
    table = {pair: kind for kind, found in study.PAIRS.items() for pair in found}
    counts = {kind: len(found) for kind, found in study.PAIRS.items()}
    assert counts == {"A": 3, "O": 1, "M": 3, "I": 9, "R": 7, "Q": 2}
    kind = pd.Series(
        [table[pair] for pair in zip(pairs.score.kano_with, pairs.score.kano_without, strict=True)], index=pairs.index
    )
    found = kind.groupby("subject").value_counts().unstack(fill_value=0)
    assert found.sum(axis=1).between(150, 300).all()
    known = found[["A", "O", "M", "I"]].sum(axis=1)
    for topic in study.KANO:
        better = (found.A + found.O)[topic] / known[topic]
        worse = -(found.O + found.M)[topic] / known[topic]
        assert better == pytest.approx(planted[f"Kano better: {topic}"], abs=0.02), topic
        assert worse == pytest.approx(planted[f"Kano worse: {topic}"], abs=0.02), topic
        first, second = found.loc[topic, list("AOMI")].nlargest(2)
        clear = abs(first - second) > 1.96 * np.sqrt(first + second)
        assert clear == (topic in study.CLASSES), topic
        if clear:
            assert found.loc[topic, list("AOMI")].idxmax() == study.CLASSES[topic]


# Invitations


def test_invitations_are_answered_by_a_fifth_to_a_third_and_oftenest_by_the_pleased(company, kinds, planted):
    contacts, surveys, orders = company["touchpoints"], company["surveys"], company["orders"]
    sent = contacts[contacts.kind == "asked"].rename(columns={"person_id": "customer_id"})
    assert sent.groupby([sent.customer_id, sent.occurred_at.dt.year]).size().max() <= 2
    first = orders.groupby("customer_id").ordered_at.min()
    assert (sent.occurred_at.to_numpy() > first.reindex(sent.customer_id).to_numpy()).all()
    assert (sent.cost == 0).all()
    sent = sent[sent.occurred_at.between("2025-01-01", END - pd.Timedelta(days=30))]
    given = surveys[surveys.measure.isin(["nps", "csat"])][["customer_id", "answered_at"]]
    pairs = sent[["customer_id", "occurred_at"]].merge(given, on="customer_id", how="left")
    after = pairs.answered_at - pairs.occurred_at
    in_time = (after > pd.Timedelta(0)) & (after <= pd.Timedelta(days=30))
    answered = in_time.groupby(pairs.customer_id).any()
    assert 0.2 <= answered.mean() <= 0.35
    name = kinds.map(pd.Series(archetypes.column("name"))).reindex(answered.index)
    for kind, mine in answered.groupby(name):
        rate = planted[f"response to invitations: {kind}"]
        error = np.sqrt(rate * (1 - rate) / len(mine))
        assert mine.mean() == pytest.approx(rate, abs=3.5 * error), kind


# Leaving


def test_some_leave_for_a_competitor_with_a_name(company, planted):
    reason = company["churn_reasons"].reason.value_counts(normalize=True)
    named = [name for name in reason.index if name.startswith("Competitor: ")]
    assert sorted(named) == ["Competitor: Bazaar 24", "Competitor: Nordlys Living"]
    for name in named:
        assert reason[name] == pytest.approx(planted[f"share of leavers: {name}"], abs=0.03)
    assert set(named) | {"Price", "Delivery", "Competitor"} <= set(reason.index)

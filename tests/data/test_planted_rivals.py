"""What respondents say of the rivals, the ideas taken from them and the names considered are as planted."""

import numpy as np
import pandas as pd
import pytest

from data import generate, ideas, rivals

US, *RIVALS = rivals.COMPANIES
END = pd.Timestamp("2026-01-01")


@pytest.fixture(scope="module")
def planted(truth) -> dict[str, float]:
    return dict(zip(truth["planted"].name, truth["planted"].value, strict=True))


@pytest.fixture(scope="module")
def scores(company) -> pd.DataFrame:
    """A row per respondent, a column per attribute and company."""
    return company["competitors"].pivot(index="scored_by", columns=["attribute", "company"], values="score")


def standard_error(values: pd.Series) -> float:
    return values.std() / np.sqrt(len(values))


def test_two_hundred_respondents_in_three_waves_score_each_company_once(company):
    rows = company["competitors"]
    people = rows.drop_duplicates("scored_by")
    assert people.source.value_counts().to_dict() == rivals.SOURCES
    assert people.scored_on.dt.to_period("M").nunique() == 3
    assert rows[["scored_by", "company", "attribute"]].duplicated().sum() == 0
    assert rows.groupby("scored_by").scored_on.nunique().max() == 1
    assert set(rows[rows.company == US].scored_by) == set(people.scored_by)
    assert rows.groupby(["scored_by", "attribute"]).importance.nunique().max() == 1
    assert rows.score.between(1, 10).all() and rows.importance.between(1, 10).all()


def test_gaps_and_importance_are_the_planted_ones(company, scores, planted):
    """Within 3.5 standard errors: with 24 comparisons chance alone goes beyond that in one company of ninety."""
    for attribute in rivals.ATTRIBUTES:
        for rival in RIVALS:
            gap = (scores[attribute, US] - scores[attribute, rival]).dropna()
            true = planted[f"gap to {rival}: {attribute}"]
            assert gap.mean() == pytest.approx(true, abs=3.5 * standard_error(gap)), (attribute, rival)
    of_person = company["competitors"].drop_duplicates(["scored_by", "attribute"])
    for attribute, rows in of_person.groupby("attribute"):
        true = planted[f"importance: {attribute}"]
        assert rows.importance.mean() == pytest.approx(true, abs=3.5 * standard_error(rows.importance)), attribute


def test_the_largest_losses_and_the_chance_are_the_known_ones(company):
    rows = company["competitors"]
    mean = rows.groupby(["attribute", "company"]).score.mean().unstack()
    importance = rows.drop_duplicates(["scored_by", "attribute"]).groupby("attribute").importance.mean()
    important = importance.index[importance > importance.mean()]
    loss = (mean[RIVALS].sub(mean[US], axis=0)).stack()[lambda gap: gap.index.get_level_values(0).isin(important)]
    assert list(loss.nlargest(2).index) == [("Price", "Bazaar 24"), ("Delivery", "Nordlys Living")]
    weak = mean.index[(mean[RIVALS] < rows.score.mean()).all(axis=1)]
    assert list(weak.intersection(important)) == ["Guarantee"]


def test_respondents_do_not_grow_with_the_company_and_follow_the_seed():
    assert rivals.table(1).equals(rivals.table(1)) and not rivals.table(1).equals(rivals.table(2))
    small = next(generate.chunks(3, generate.SEED))["competitors"]
    assert small.equals(next(generate.chunks(30, generate.SEED))["competitors"])


def change(rows: pd.DataFrame, decided: pd.Timestamp) -> tuple[float, float]:
    """Mean score since a day minus the mean of the same length before, and its variance."""
    since = rows.answered_at >= decided
    before = ~since & (rows.answered_at >= decided - (END - decided))
    after, former = rows.score[since], rows.score[before]
    return after.mean() - former.mean(), after.var() / len(after) + former.var() / len(former)


@pytest.mark.parametrize("moved", [True, False])
def test_the_measure_of_a_done_idea_changed_as_planted(company, truth, moved):
    """Within 3 standard errors, alone and against touchpoints that no idea concerns (who answers shifts for all).

    Of the moved one .05 more: the truth weighs all days alike, and answers are oftener of the later and better days.
    """
    done = truth["ideas"].query("state == 'done'")
    idea = done[(done.effect > 0) == moved].iloc[0]
    measure, subject = idea.measure.split(": ")
    rows = company["surveys"][company["surveys"].measure == measure]
    touched = {one.measure.split(": ")[1] for one in ideas.IDEAS}
    here, variance = change(rows[rows.subject == subject], idea.decided_on)
    there, other_variance = change(rows[~rows.subject.isin(touched)], idea.decided_on)
    assert abs(here - idea.effect) <= 3 * np.sqrt(variance) + 0.05 * moved
    assert abs(here - there - idea.effect) <= 3 * np.sqrt(variance + other_variance) + 0.05 * moved


def test_ideas_and_names_are_complete(truth, planted):
    assert set(truth["ideas"].state) == {"idea", "trying", "done", "dropped"}
    assert set(truth["ideas"].company) <= set(RIVALS) and set(truth["ideas"].attribute) <= set(rivals.ATTRIBUTES)
    done = truth["ideas"].query("state == 'done'")
    assert (done.effect == 0).sum() == 1 and (done.effect > 0).sum() == 1 and done.decided_on.notna().all()
    assert sorted(truth["names"].problem) == ["", "", "clash", "meaning", "sayable"]
    assert planted["candidate names without a problem"] == 2

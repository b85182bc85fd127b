"""Comments by the score that was given with them, their customers, and what is masked."""

from datetime import date

import pytest

import cx
from cx.experience.voice.masking import masked
from tests.companies import company

AS_OF = date(2025, 12, 31)


def said(customer: str | None, day: str, score: float, comment: str | None, **more: str) -> dict:
    given = {"customer_id": customer, "answered_at": day, "measure": "nps", "score": score, "comment": comment}
    return given | more


@pytest.fixture
def commented() -> cx.Store:
    return company(
        orders=[{"order_id": who, "customer_id": who, "ordered_at": "2025-01-02", "revenue": 50} for who in "AB"],
        customers=[{"customer_id": "A", "name": "Ada", "region": "North"}],
        surveys=[
            said("A", "2025-02-01", 2, "late"), said("A", "2025-03-01", 3, "late again, call 0912 345 67 89"),
            said("A", "2025-04-01", 10, "fine now"), said("B", "2025-02-01", 1, " "),
            said("B", "2025-05-01", 2, "slow", measure="csat", subject="Delivery"), said(None, "2025-02-01", 8, "ok"),
            said("A", "2024-02-01", 2, "too long ago"),
        ],
    )  # fmt: skip


def test_moods_are_those_of_the_scores_and_blank_comments_are_none(commented):
    found = cx.voice.comment_counts(commented, AS_OF).set_index("mood")
    assert found["comments"].to_dict() == {"detractor": 2, "not satisfied": 1, "passive": 1, "promoter": 1}
    assert found["known"].to_dict() == {"detractor": 2, "not satisfied": 1, "passive": 0, "promoter": 1}
    assert cx.voice.comment_counts(commented, AS_OF, region="North")["comments"].sum() == 3


def test_a_customer_is_listed_once_by_the_latest_comment_that_is_wanted(commented):
    found = cx.voice.comments(commented, AS_OF, moods=("detractor", "not satisfied"))
    assert found["customer_id"].tolist() == ["B", "A"]
    assert found["comment"].tolist() == ["slow", "late again, call •••"]
    assert found[["comments", "customers", "comments_of_all"]].values.tolist() == [[1, 2, 3], [2, 2, 3]]
    assert cx.voice.comments(commented, AS_OF, subjects=("Delivery",))["customer_id"].tolist() == ["B"]
    assert cx.voice.save_comments(commented, "Unhappy", "unhappy", AS_OF, moods=("detractor",)) == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("write to leyla.k+x@mail.example.com!", "write to •••!"),
        ("www.shop.example/o/1 and HTTP://x.example", "••• and •••"),
        ("order 12345, twice", "order •••, twice"),
        ("شماره ۰۹۱۲۳۴۵۶۷۸۹ من", "شماره ••• من"),
        ("+49 (151) 234-567", "•••"),
        ("4 of 10, since 2024, 12.50 each", "4 of 10, since 2024, 12.50 each"),
    ],
)
def test_mails_links_and_long_numbers_are_masked(text, shown):
    assert masked(text) == shown

"""Answers of employees by hand."""

from typing import Any

import cx
from tests.companies import company

QUARTERS = ("2025-02-10", "2025-05-10", "2025-08-10", "2025-11-10")


def answered(team: str | None, scores: list[int], on: str = "2025-11-10", **more: Any) -> list[dict[str, Any]]:
    same = {"measure": "employee", "subject": team, "answered_at": on}
    return [same | {"score": score, "comment": None} | more for score in scores]


def of_employees(*groups: list[dict[str, Any]], **tables: list[dict[str, Any]]) -> cx.Store:
    return company(surveys=[row for group in groups for row in group], **tables)


def satisfied(subject: str, good: int, bad: int) -> list[dict[str, Any]]:
    """So many customers who are satisfied with a touchpoint and so many who are not."""
    return [
        {"measure": "csat", "subject": subject, "answered_at": "2025-10-01", "customer_id": f"{subject}{n}", "score": s}
        for n, s in enumerate([5] * good + [2] * bad)
    ]

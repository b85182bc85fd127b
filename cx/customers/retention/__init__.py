"""Who buys again, who leaves."""

from cx.customers.retention.cohort_table import (
    ACTIVE,
    MEASURES,
    OTHERS,
    PERIODS,
    Change,
    change,
    churn,
    cohorts,
    customers_by_age,
    flow,
    mean_by_age,
    overdue,
    overdue_table,
    reasons,
    rhythms,
    save_overdue,
)
from cx.customers.retention.period_changes import changes

__all__ = [
    "ACTIVE",
    "MEASURES",
    "OTHERS",
    "PERIODS",
    "Change",
    "change",
    "changes",
    "churn",
    "cohorts",
    "customers_by_age",
    "flow",
    "mean_by_age",
    "overdue",
    "overdue_table",
    "reasons",
    "rhythms",
    "save_overdue",
]

"""The overview: what the other pages found, joined; every number is that of the page it comes from."""

from cx.customers.overview_part import Action
from cx.home.data_freshness import freshness
from cx.home.gross_profit import NO_PRODUCT, NO_STAGE, money_flow
from cx.home.next_actions import actions
from cx.home.period_changes import changes

__all__ = ["NO_PRODUCT", "NO_STAGE", "Action", "actions", "changes", "freshness", "money_flow"]

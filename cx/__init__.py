"""How a company's customers live with it: metal tiers, lifecycle funnel, product stages.

>>> import cx
>>> store = cx.open_store(":memory:")
"""

from cx import coverage, funnel, intervals, retention, segments, stages
from cx.assumptions import Assumptions
from cx.errors import CxError, LoadError, StoreError
from cx.store import Store, open_store

__all__ = [
    "Assumptions",
    "CxError",
    "LoadError",
    "Store",
    "StoreError",
    "coverage",
    "funnel",
    "intervals",
    "open_store",
    "retention",
    "segments",
    "stages",
]

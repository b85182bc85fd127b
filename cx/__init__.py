"""How a company's customers live with it: metal tiers, lifecycle funnel, product stages.

>>> import cx
>>> store = cx.open_store(":memory:")

A subject is imported when it is first asked for: scikit-learn alone takes longer than the app's server needs to start.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "Assumptions": "cx.assumptions",
    "CxError": "cx.errors",
    "LoadError": "cx.errors",
    "StoreError": "cx.errors",
    "Store": "cx.store",
    "open_store": "cx.store",
}
_SUBJECTS = (
    "contribution",
    "coverage",
    "customer_types",
    "decks",
    "definitions",
    "drawings",
    "funnel",
    "intervals",
    "movement",
    "playbook",
    "quality",
    "retention",
    "rfm",
    "saved",
    "selection",
    "segments",
    "stages",
    "trends",
    "verdicts",
    "workshops",
)

__all__ = [*_HOMES, *_SUBJECTS]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if name in _SUBJECTS:
        return import_module(f"cx.{name}")
    raise AttributeError(f"module 'cx' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)

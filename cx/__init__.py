"""How a company's customers live with it: metal tiers, lifecycle funnel, product stages, customer experience.

>>> import cx
>>> store = cx.open_store(":memory:")

A subject is imported when it is first asked for: scikit-learn alone takes longer than the app's server needs to start.
Each answers under its public name, wherever its module lies: as an attribute, by `import cx.funnel` and by
`from cx.funnel import steps`.
"""

import sys
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

_HOMES = {
    "Assumptions": "cx.customers.assumptions",
    "CxError": "cx.errors",
    "LoadError": "cx.errors",
    "StoreError": "cx.errors",
    "Store": "cx.store",
    "open_store": "cx.store",
}
_SUBJECTS = {
    "accepted_models": "cx.customers.segments.accepted_models",
    "annotations": "cx.presenting.annotations",
    "assumption_sets": "cx.customers.assumption_sets",
    "assumptions": "cx.customers.assumptions",
    "campaigns": "cx.market.campaigns",
    "changes": "cx.statistics.changes",
    "clusters": "cx.statistics.clusters",
    "comparing": "cx.customers.segments.comparison",
    "competitors": "cx.market.competitors",
    "complaints": "cx.experience.complaints",
    "contribution": "cx.customers.contribution",
    "coverage": "cx.engine.coverage",
    "customer": "cx.customers.profile",
    "customer_types": "cx.customers.customer_types",
    "decks": "cx.presenting.decks",
    "drawings": "cx.presenting.frozen_chart",
    "economics": "cx.customers.economics",
    "funnel": "cx.customers.funnel",
    "funnel_time": "cx.customers.funnel.time_and_cost",
    "intervals": "cx.statistics.intervals",
    "journey": "cx.experience.journey",
    "metals": "cx.customers.segments.tier_model",
    "mix": "cx.customers.segments.breakdown",
    "movement": "cx.customers.movement",
    "offers": "cx.market.offers",
    "names": "cx.market.names",
    "playbook": "cx.customers.playbook",
    "programme": "cx.experience.programme",
    "promises": "cx.experience.promises",
    "recognition": "cx.experience.recognition",
    "requests": "cx.experience.requests",
    "retention": "cx.customers.retention",
    "rfm": "cx.customers.rfm",
    "rfm_rules": "cx.customers.rfm.rules",
    "saved": "cx.customers.saved_segments",
    "segment_rules": "cx.customers.segment_rules",
    "segments": "cx.customers.segments",
    "selection": "cx.customers.segments.selection",
    "sensitivity": "cx.customers.sensitivity",
    "stages": "cx.products.stages",
    "study": "cx.market.study",
    "support": "cx.experience.support",
    "survival": "cx.statistics.survival",
    "team": "cx.market.team",
    "trends": "cx.statistics.trends",
    "value": "cx.customers.value",
    "verdicts": "cx.statistics.verdicts",
    "voice": "cx.experience.voice",
    "why": "cx.customers.segments.explanation",
    "workshops": "cx.presenting.polls",
}
"""Public name of a subject -> the module that it is."""
_PACKAGES = ("definitions", "home", "quality", "search")

__all__ = [*_HOMES, *_SUBJECTS, *_PACKAGES]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if name in _SUBJECTS or name in _PACKAGES:
        return import_module(f"cx.{name}")
    raise AttributeError(f"module 'cx' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


class _Subjects(MetaPathFinder, Loader):
    """Finds `cx.funnel` where it lies, as one module under two names."""

    def __init__(self) -> None:
        self._own: dict[str, ModuleSpec | None] = {}

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        package, _dot, subject = name.rpartition(".")
        return ModuleSpec(name, self) if package == "cx" and subject in _SUBJECTS else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = import_module(_SUBJECTS[spec.name.removeprefix("cx.")])
        self._own[spec.name] = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        """The import system has put the public name's spec in place of the module's own: put that back."""
        if module.__spec__ is not None:
            module.__spec__ = self._own[module.__spec__.name]


if not any(isinstance(finder, _Subjects) for finder in sys.meta_path):
    sys.meta_path.append(_Subjects())

"""Subjects answer under their public names, wherever their module lies: tools outside the project call them."""

import subprocess
import sys
from importlib import import_module

import pytest

import cx

BEFORE_SUB_PACKAGES = [
    "contribution", "coverage", "customer_types", "decks", "definitions", "drawings", "funnel", "intervals", "movement",
    "playbook", "quality", "retention", "rfm", "saved", "selection", "segments", "stages", "trends", "verdicts",
    "workshops",
]  # fmt: skip


@pytest.mark.parametrize("name", [*BEFORE_SUB_PACKAGES, *cx._SUBJECTS])
def test_a_subject_is_one_module_under_its_public_name_and_its_own(name):
    module = import_module(f"cx.{name}")
    assert getattr(cx, name) is module
    own = cx._SUBJECTS.get(name, f"cx.{name}")
    assert import_module(own) is module
    assert module.__spec__.name == own


def test_a_fresh_process_imports_from_a_public_name_first():
    script = (
        "from cx.funnel import steps\n"
        "import cx.segments, cx\n"
        "assert steps is cx.funnel.steps\n"
        "print(cx.segments.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "cx.customers.segments"


def test_a_name_that_is_no_subject_is_not_found():
    with pytest.raises(ModuleNotFoundError):
        import_module("cx.no_such_subject")
    with pytest.raises(AttributeError, match="no_such_subject"):
        _ = cx.no_such_subject

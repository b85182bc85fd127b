"""Answers as Python: the lines that ask `cx` for the same figures in a notebook."""

import datetime
import sys
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass, replace
from typing import Any

import pandas as pd

from cx.text.formatting import _

ASKED = "asked_with"
"""Of a frame's attrs: the lines of each answer in it, without those that open the store. pandas copies attrs deeply
into what is made from a frame, at every step: so they hold only text and numbers, which cost nothing.
"""
ROWS, COLUMNS = "asked_rows", "asked_columns"
"""Of a frame's attrs: how many of each the answer itself has; left out where several are joined."""
_BETWEEN = "\n\n\n"
_PLAIN = (type(None), bool, int, float, str)
Names = set[tuple[str, str]]
"""What is imported: (module, name)."""


def marked(answer: Any, function: Callable, given: dict[str, Any]) -> Any:
    """The answer of `function(store, **given)`, its frames with their lines: one frame, or what has some."""
    try:
        lines = asked(function, given)
    except TypeError:  # asked with what has no plain spelling
        return answer
    if isinstance(answer, pd.DataFrame):
        return with_lines(answer, lines)
    if type(answer) is tuple:
        return tuple(
            with_lines(part, f"{lines}[{place}]") if isinstance(part, pd.DataFrame) else part
            for place, part in enumerate(answer)
        )
    if is_dataclass(answer) and not isinstance(answer, type):
        parts = {one.name: getattr(answer, one.name) for one in fields(answer)}
        frames = {name: part for name, part in parts.items() if isinstance(part, pd.DataFrame)}
        return replace(answer, **{name: with_lines(part, f"{lines}.{name}") for name, part in frames.items()})
    return answer


def with_lines(frame: pd.DataFrame, lines: str) -> pd.DataFrame:
    """The frame as the answer that these lines give."""
    made = frame.copy(deep=False)
    made.attrs = {ASKED: lines, ROWS: len(frame), COLUMNS: len(frame.columns)}
    return made


def joined(table: pd.DataFrame, *answers: pd.DataFrame) -> pd.DataFrame:
    """The table that was made of several answers, with the lines of each."""
    every = [lines for answer in answers for lines in _asked_with(answer)]
    table.attrs = {ASKED: _BETWEEN.join(dict.fromkeys(every))}
    return table


def _asked_with(frame: pd.DataFrame) -> list[str]:
    lines = frame.attrs.get(ASKED)
    return lines.split(_BETWEEN) if lines else []


def asked(function: Callable, given: dict[str, Any]) -> str:
    """The lines that call a function of cx: its imports, and `answer = ...`.

    Raises
    ------
    TypeError : when the function is none of cx, or something given has no plain spelling.

    Examples
    --------
    >>> from cx.customers import segments
    >>> print(asked(segments.tiers, {"as_of": datetime.date(2025, 12, 31)}))
    from datetime import date
    from cx.customers.segments import tiers
    <BLANKLINE>
    answer = tiers(store, as_of=date(2025, 12, 31))
    """
    if not function.__module__.startswith("cx."):
        raise TypeError(function)
    names: Names = {(_home(function), function.__name__)}
    said = "".join(f", {name}={_spelled(value, names)}" for name, value in given.items())
    lines = "\n".join(sorted((f"from {module} import {name}" for module, name in names), key=_order))
    return f"{lines}\n\nanswer = {function.__name__}(store{said})"


def code(path: str, *frames: pd.DataFrame) -> str:
    """The whole code of the first of these frames that has lines, "" where none has."""
    frame = next((one for one in frames if _asked_with(one)), None)
    if frame is None:
        return ""
    parts = [lines.split("\n\n") for lines in _asked_with(frame)]
    imports = sorted({line for lines, _call in parts for line in lines.splitlines()}, key=_order)
    calls = [call for _imports, call in parts]
    if len(calls) > 1:
        calls = [call.replace("answer", f"answer_{n}", 1) for n, call in enumerate(calls, 1)]
    hint = _("# One program at a time opens the file: stop the app first, or copy the file.")
    return "\n".join(["import cx", *imports, "", hint, f"store = cx.open_store({path!r})", *calls, *_note(frame)])


def _note(frame: pd.DataFrame) -> list[str]:
    """A comment where the picture is not the answer itself."""
    if ROWS not in frame.attrs:
        return [_("# The picture joins these answers, or parts of them.")]
    if len(frame) == frame.attrs[ROWS] and len(frame.columns) >= frame.attrs[COLUMNS]:
        return []
    return [_("# The picture shows a part of this answer, or what is worked out from it.")]


def _order(line: str) -> tuple[bool, str]:
    """The order of imports: those of Python itself first."""
    return line.startswith("from cx"), line


def _home(thing: Any) -> str:
    """Where it is imported from: its package where that offers it, else its module."""
    package = thing.__module__.rpartition(".")[0]
    return package if getattr(sys.modules.get(package), thing.__name__, None) is thing else thing.__module__


def _spelled(value: Any, names: Names) -> str:
    if hasattr(value, "item") and not isinstance(value, pd.Timestamp):
        value = value.item()
    if isinstance(value, (tuple, list)):
        parts = [_spelled(one, names) for one in value]
        ends = "()" if isinstance(value, tuple) else "[]"
        return f"{ends[0]}{', '.join(parts)}{',' if ends == '()' and len(parts) == 1 else ''}{ends[1]}"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_spelled(name, names)}: {_spelled(one, names)}' for name, one in value.items())}}}"
    if isinstance(value, datetime.date):
        names.add(("datetime", "date"))
        return f"date({value.year}, {value.month}, {value.day})"
    if is_dataclass(value) and not isinstance(value, type) and type(value).__module__.startswith("cx."):
        names.add((_home(type(value)), type(value).__name__))
        said = [
            f"{one.name}={_spelled(getattr(value, one.name), names)}" for one in fields(value) if _differs(value, one)
        ]
        return f"{type(value).__name__}({', '.join(said)})"
    if not isinstance(value, _PLAIN) or value != value:
        raise TypeError(value)
    return repr(value)


def _differs(value: Any, field: Any) -> bool:
    """Whether a field has another value than the one it has when nothing is said."""
    default = field.default if field.default_factory is MISSING else field.default_factory()
    return bool(getattr(value, field.name) != default)

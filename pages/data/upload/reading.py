"""How a file is to be read: what was found, and what a person says instead."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from cx.loading import load as ingest
from cx.loading.files.encoding import ENCODINGS
from cx.loading.header.layout import DELIMITERS, NAMES
from cx.loading.rows import row_choices
from cx.loading.rows.edits import Decisions
from cx.loading.values.dates import SHORT_ORDERS
from cx.text.formatting import _, count, day
from pages.shared import safe_text
from pages.shared.load_words import label

ZONES = (
    "UTC",
    "Asia/Tehran",
    "Asia/Dubai",
    "Europe/Istanbul",
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Australia/Sydney",
)


@dataclass(frozen=True)
class Reading:
    """How the person wants the file to be read; what is None is left to the file."""

    kind: str | None = None
    mapping: dict[str, str] | None = None
    encoding: str | None = None
    delimiter: str | None = None
    day_first: bool | None = None
    decimal: str | None = None
    part: str | None = None
    header_line: int | None = None
    time_zone: str | None = None
    short_dates: str | dict[str, str] | None = None
    decisions: Decisions | None = None
    clean: bool = field(default=False, compare=False)

    @property
    def given(self) -> dict[str, Any]:
        """The arguments of cx.loading.load.load beside the file, its kind and its mapping."""
        return {
            name: told
            for name, told in vars(self).items()
            if name not in ("kind", "mapping", "clean") and (told is not None or name == "decisions")
        }


def form(place, file) -> dict[str, Any]:
    """How the bytes and cells are read: shown small, as it is nearly always right."""
    with place.popover(_("Read options"), icon=":material/tune:"):
        encoding = _choice(file, "encoding", _("Encoding"), {name: name for name in ENCODINGS})
        marks = {mark: _(NAMES[mark]) for mark in DELIMITERS}
        delimiter = _choice(file, "delimiter", _("Delimiter"), marks)
        orders = {"day": _("the 3rd of April"), "month": _("the 4th of March")}
        order = _choice(file, "order", _("03/04 is"), orders)
        orders = {name: _(words) for name, words in SHORT_ORDERS.items()}
        short = _choice(file, "short", _("Two-digit years are"), orders)
        decimals = {".": _("the point"), ",": _("the comma")}
        decimal = _choice(file, "mark", _("Decimal separator"), decimals)
        header = st.number_input(
            _("Header line"),
            min_value=0,
            value=None,
            step=1,
            placeholder=_("as found"),
            key=f"header-{file.file_id}",
            help=_("0: the file has no header."),
        )
    return {
        "encoding": encoding,
        "delimiter": delimiter,
        "day_first": None if order is None else order == "day",
        "decimal": decimal,
        "short_dates": short,
        "header_line": header,
        "part": part_of(file),
    }


def _choice(file, name: str, words: str, options: dict[str, str]) -> str | None:
    return st.selectbox(
        words,
        list(options),
        index=None,
        format_func=options.get,
        placeholder=_("as found"),
        key=f"{name}-{file.file_id}",
    )


def part_of(file) -> str | None:
    """Which sheet of a workbook or file of an archive is read; None = the only or the first one."""
    return getattr(file, "part", None) or st.session_state.get(f"part-{file.file_id}")


def part(file, guess: ingest.Preview) -> None:
    """Which sheet of a workbook, where there are several; `form` hears it in the next run."""
    if len(guess.parts) > 1 and not hasattr(file, "part"):
        parts = list(guess.parts)
        st.selectbox(
            _("Sheet"),
            parts,
            index=parts.index(guess.part) if guess.part in parts else 0,
            key=f"part-{file.file_id}",
            width=420,
        )


def doubts(first: ingest.Preview) -> None:
    """What could be understood wrongly, where a person sees it before anything else."""
    if first.letters:
        shown = ", ".join(f"“{safe_text.escaped(cell[:30])}”" for cell in first.letters)
        text = _(
            "The file was read as {encoding}: {cells}. If that looks wrong, choose another encoding under {place}."
        )
        told = text.format(encoding=first.encoding, cells=shown, place=f"*{_('Read options')}*")
        st.markdown(f":material/translate: {told}")
    for caution in first.cautions:
        st.warning(safe_text.escaped(named(caution, first.mapping)), icon=":material/warning:")
    if first.loaded_as is None and len(first.noticed):
        _loaded_twice(first.noticed)


def _loaded_twice(noticed: pd.DataFrame) -> None:
    """Lines of orders that another file brought in: both would count, so it is not left to the tab of the warnings."""
    rows = noticed[(noticed["choice"] == row_choices.SAME_ORDER) & ~noticed["aside"]]["rows"].sum()
    if rows:
        text = _("{rows} with an order number of another import: both would count. Exclude them under Warnings.")
        st.warning(text.format(rows=count(rows, _("row"), _("rows"))), icon=":material/warning:")


def named(note: str, mapping: dict[str, str]) -> str:
    """A note that begins with a column, with the column's name as a person reads it.

    >>> named("ordered_at: dates were read day first.", {"ordered_at": "Date"}), named("Blank: 1 line.", {})
    ('Ordered at: dates were read day first.', 'Blank: 1 line.')
    """
    name, mark, rest = note.partition(":" if ":" in note.split(" ")[0] else " ")
    return f"{label(name)}{mark}{rest}" if name in mapping else note


def meaning(order: str, on: str) -> str:
    """What a date comes to in one of cx.loading.values.dates.SHORT_ORDERS.

    >>> meaning("dmy", "2012-05-03"), meaning("ymd persian", "2024-08-02")
    ('3 May 2012', '2 Aug 2024 (Persian calendar)')
    """
    told = day(date.fromisoformat(on))
    return f"{told} ({_('Persian calendar')})" if order.endswith("persian") else told


def questions(file, reading: Reading, first: ingest.Preview) -> Reading:
    """Ask what nothing in the file decides: the order of day and month, the decimal mark, the time zone.

    What was answered for an earlier file with the same headers is chosen already.
    """
    asked = (first.undecided, first.unsure_dates, first.undecided_numbers, first.zoned)
    if any(asked) and first.told_of_answers:
        st.caption(f":material/history: {safe_text.escaped(first.told_of_answers)} {_('Change it if it is wrong.')}")
    for ask in (_ask_days, _ask_short_dates, _ask_decimal, _ask_zone):
        reading = ask(file, reading, first)
    return reading


def _ask_days(file, reading: Reading, first: ingest.Preview) -> Reading:
    if not first.undecided:
        return reading
    order = st.segmented_control(
        _("03/04 in {columns} is").format(columns=", ".join(label(name) for name in first.undecided)),
        ["day", "month"],
        default={True: "day", False: "month"}.get(first.answers.get("day_first")),
        format_func=lambda order: _("the 3rd of April") if order == "day" else _("the 4th of March"),
        key=f"days-{file.file_id}",
    )
    return replace(reading, day_first=None if order is None else order == "day")


def _ask_short_dates(file, reading: Reading, first: ingest.Preview) -> Reading:
    before, said = first.answers.get("short_dates"), {}
    for column, unsure in first.unsure_dates.items():
        remembered = before.get(column) if isinstance(before, dict) else before
        order = st.pills(
            _("{example} in {column} is").format(example=unsure.example, column=label(column)),
            list(unsure.meanings),
            default=remembered if remembered in unsure.meanings else None,
            format_func=lambda order, unsure=unsure: meaning(order, unsure.meanings[order]),
            key=f"short-dates-{file.file_id}-{column}",
        )
        said |= {column: order} if order else {}
    return replace(reading, short_dates=said) if said else reading


def _ask_decimal(file, reading: Reading, first: ingest.Preview) -> Reading:
    if not first.undecided_numbers:
        return reading
    decimal = st.segmented_control(
        _("1,234 or 1.234 in {columns}: which is the decimal separator?").format(
            columns=", ".join(label(name) for name in first.undecided_numbers)
        ),
        [".", ","],
        default=first.answers.get("decimal"),
        format_func=lambda mark: _("the point") if mark == "." else _("the comma"),
        key=f"decimal-{file.file_id}",
    )
    return replace(reading, decimal=decimal)


def _ask_zone(file, reading: Reading, first: ingest.Preview) -> Reading:
    if not first.zoned:
        return reading
    before = first.answers.get("time_zone")
    zones = list(dict.fromkeys([*ZONES, *([before] if before else [])]))
    zone = st.selectbox(
        _("{columns} has times with a time zone; convert them to").format(
            columns=", ".join(label(name) for name in first.zoned)
        ),
        zones,
        index=zones.index(before) if before else 0,
        key=f"zone-{file.file_id}",
        width=420,
    )
    return replace(reading, time_zone=None if zone == ZONES[0] else zone)

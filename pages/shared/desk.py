"""The upload desk: the file, the steps, and which of its headers is which column."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from cx import ingest, matching
from cx.decisions import Decisions
from cx.encodings import ENCODINGS
from cx.kinds import KINDS, Column
from cx.layout import DELIMITERS, NAMES
from cx.words import _, count, number
from pages.shared import answers, exports

CHOOSE, MATCH, REVIEW, IMPORT, DONE = range(5)
STEPS = ("Choose a file", "Match columns", "Review rows", "Import")
NOT_IN_FILE = "–"
AS_FOUND = None


@dataclass(frozen=True)
class Reading:
    """How the person wants the file to be read; what is None is left to the file."""

    kind: str | None = None
    mapping: dict[str, str] | None = None
    encoding: str | None = None
    delimiter: str | None = None
    day_first: bool | None = None
    decimal: str | None = None
    decisions: Decisions | None = None
    clean: bool = field(default=False, compare=False)

    @property
    def given(self) -> dict[str, Any]:
        """The arguments of cx.ingest.load beside the file, its kind and its mapping."""
        names = ("encoding", "delimiter", "day_first", "decimal", "decisions")
        return {name: getattr(self, name) for name in names}


def uploader():
    """The file that was chosen, or None."""
    return st.file_uploader(
        _("CSV file"),
        key=f"file-{st.session_state.get('files', 0)}",
        label_visibility="collapsed",
        help=_("Any CSV export: comma, semicolon, tab or bar; UTF-8, UTF-16 or Windows letters."),
    )


def heading(place, step: int, seen: ingest.Preview | None = None, failed: bool = False) -> None:
    """The finding as title, and the steps beneath it."""
    if failed:
        title = _("This file cannot be read as it is")
    elif seen is None:
        title = _("Bring your own rows: one CSV of orders is enough to start")
    else:
        title = finding(seen)
        step = step if decided(seen) else MATCH
    place.title(title)
    steps(place, step)


def finding(seen: ingest.Preview) -> str:
    """How many rows are ready and how many need a look, or what has to be decided before that can be said."""
    if seen.missing:
        return _("Which column is {columns}?").format(
            columns=_(" and ").join(label(name) for name in seen.missing)
        )
    if seen.undecided:
        return _("Is 03/04 the 3rd of April or the 4th of March?")
    ready = count(seen.rows_ready, _("row is ready"), _("rows are ready"))
    if not seen.rows_quarantined:
        return ready
    return f"{ready}, {count(seen.rows_quarantined, _('needs a look'), _('need a look'))}"


def decided(seen: ingest.Preview) -> bool:
    """Whether the columns are matched well enough to look at rows."""
    return not seen.missing and not seen.undecided


def steps(place, now: int) -> None:
    """The four steps, with those behind us ticked."""
    with place.container(horizontal=True, gap="medium", key="steps"):
        for step, name in enumerate(STEPS):
            if step < now:
                text = f":green[:material/check_circle:] {_(name)}"
            elif step == now:
                text = f":material/radio_button_checked: **{_(name)}**"
            else:
                text = f":gray[:material/radio_button_unchecked: {_(name)}]"
            st.markdown(text, width="content")


def seen(file, reading: Reading, most: int = ingest.MOST_SHOWN) -> ingest.Preview:
    """What a load would do; remembered by file, data version and reading."""
    version = "" if reading.clean else answers.store().data_version
    return _seen(file.file_id, file.name, version, reading.kind, reading.mapping, reading.given, most, file)


@st.cache_data(max_entries=40, show_spinner=False)
def _seen(_id: str, name: str, version: str, kind, mapping, given, most, _file) -> ingest.Preview:
    with st.spinner(_("Checking every line…")):
        store = answers.store() if version else None
        return ingest.preview(_file, kind, mapping, name=name, store=store, most=most, **given)


def matched(file, decide: Callable[..., Decisions]) -> Reading:
    """The card in which the person checks the kind, the columns and how the cells are read.

    decide : what was decided about the rows of a file under a mapping
    """
    clean = starts_clean()
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.subheader(_("Match columns"), width="content")
        facts, form = st.empty(), st.empty()
    form = _form(form, file)
    guess = seen(file, Reading(**form, clean=clean))
    kind = _kind(file, guess)
    if kind != guess.kind:
        guess = seen(file, Reading(kind=kind, **form, clean=clean))
    facts.caption(_facts(file, guess), width="content")
    mapping = _columns(file, guess)
    reading = Reading(kind, mapping, **form, decisions=decide(file, mapping), clean=clean)
    return _questions(file, reading, seen(file, reading))


def _facts(file, guess: ingest.Preview) -> str:
    return " · ".join(
        [
            exports.plain(file.name),
            count(guess.rows_read, _("row"), _("rows")),
            count(len(guess.headers), _("column"), _("columns")),
            guess.encoding,
            _(NAMES.get(guess.delimiter, guess.delimiter)),
        ]
    )


def _form(place, file) -> dict[str, Any]:
    """How the bytes are read: shown small, as it is nearly always right."""
    with place.popover(_("How it is read"), icon=":material/tune:"):
        encoding = st.selectbox(
            _("Letters"),
            [AS_FOUND, *ENCODINGS],
            format_func=lambda name: name or _("as found"),
            key=f"encoding-{file.file_id}",
        )
        delimiter = st.selectbox(
            _("Cells are parted by"),
            [AS_FOUND, *DELIMITERS],
            format_func=lambda mark: _(NAMES[mark]) if mark else _("as found"),
            key=f"delimiter-{file.file_id}",
        )
    return {"encoding": encoding, "delimiter": delimiter}


def _kind(file, guess: ingest.Preview) -> str:
    kinds = list(KINDS)
    return st.selectbox(
        _("What is one row?"),
        kinds,
        index=kinds.index(guess.kind),
        format_func=lambda kind: f"{_(ONE_ROW[kind])} ({_(kind.replace('_', ' '))})",
        key=f"kind-{file.file_id}",
        width=420,
    )


def _columns(file, guess: ingest.Preview) -> dict[str, str]:
    """A choice of header for each column: needed and matched ones first, the others folded away."""
    columns = sorted(KINDS[guess.kind].values(), key=lambda column: not column.needed)
    shown = [column for column in columns if column.needed or column.name in guess.mapping]
    rest = [column for column in columns if column not in shown]
    with st.grid(4, min_column_width=230):
        chosen = {column.name: _header(file, guess, column) for column in shown}
    if rest:
        names = ", ".join(label(column.name) for column in rest)
        folded = st.expander(_("Not found in this file: {columns}").format(columns=names))
        with folded, st.grid(4, min_column_width=230):
            chosen |= {column.name: _header(file, guess, column) for column in rest}
    return {name: header for name, header in chosen.items() if header != NOT_IN_FILE}


def _header(file, guess: ingest.Preview, column: Column) -> str:
    """The header chosen for a column, with a few of its values beneath."""
    rules = list(ingest.ORDER_RULES) if column.name == "order_id" else []
    options = [NOT_IN_FILE, *rules, *dict.fromkeys(header for header in guess.headers if header)]
    guessed = guess.mapping.get(column.name, NOT_IN_FILE)
    with st.container(gap="xxsmall"):
        chosen = st.selectbox(
            label(column.name) + (" *" if column.needed else ""),
            options,
            index=options.index(guessed) if guessed in options else 0,
            format_func=lambda option: _(option) if option in rules else option,
            key=f"column-{file.file_id}-{guess.kind}-{column.name}",
        )
        st.caption(_examples(guess, chosen))
    return chosen


def _examples(guess: ingest.Preview, chosen: str) -> str:
    if chosen in ingest.ORDER_RULES:
        return _("a rule, as the file has no order number")
    values = guess.samples.get(chosen, [])[:3]
    shown = ", ".join(value if len(value) <= 24 else f"{value[:24]}…" for value in values)
    return _("e.g. {values}").format(values=exports.plain(shown)) if values else _("not in this file")


def _questions(file, reading: Reading, first: ingest.Preview) -> Reading:
    """Ask what nothing in the file decides: the order of day and month, the decimal mark."""
    day_first = decimal = None
    if first.undecided:
        order = st.segmented_control(
            _("03/04 in {columns} is").format(columns=", ".join(label(name) for name in first.undecided)),
            ["day", "month"],
            format_func=lambda first: _("the 3rd of April") if first == "day" else _("the 4th of March"),
            key=f"days-{file.file_id}",
        )
        day_first = None if order is None else order == "day"
    if first.undecided_numbers:
        decimal = st.segmented_control(
            _("1,234 or 1.234 in {columns}: which mark is the decimal one?").format(
                columns=", ".join(label(name) for name in first.undecided_numbers)
            ),
            [".", ","],
            format_func=lambda mark: _("the point") if mark == "." else _("the comma"),
            key=f"decimal-{file.file_id}",
        )
    return Reading(**{**reading.__dict__, "day_first": day_first, "decimal": decimal})


def starts_clean() -> bool:
    """Whether the import replaces the demo company; asked below the review, so read from its widget."""
    return answers.store().setting("company") == "demo" and st.session_state.get("demo", CLEAN) == CLEAN


def label(column: str) -> str:
    """A column's name as a person reads it.

    >>> label("customer_id"), label("ordered_at"), label("revenue")
    ('Customer ID', 'Ordered at', 'Revenue')
    """
    words = _(column.replace("_", " ").capitalize())
    return f"{words[:-3]} ID" if words.endswith(" id") else words


def reason(text: str) -> str:
    """A reason with the name of its column as a person reads it.

    >>> reason("ordered_at is an impossible date"), reason("no revenue")
    ('Ordered at is an impossible date', 'no revenue')
    """
    first, _space, rest = text.partition(" ")
    return f"{label(first)} {_(rest)}" if rest.startswith(("is ", "has ")) else _(text)


def currency(seen: ingest.Preview) -> str:
    """The sign of the currency of the file's first money column; "" where nothing says which."""
    money = [name for name in seen.mapping if KINDS[seen.kind][name].type == "money"]
    header = seen.mapping[money[0]] if money else ""
    return matching.currency(header, seen.samples.get(header, []))


def size(rows: int) -> str:
    """A count of rows for a button."""
    return f"{number(rows)} {_('row') if rows == 1 else _('rows')}"


CLEAN, ADD = "Start clean with my data", "Add to the demo"
ONE_ROW = {
    "orders": "An order line",
    "customers": "A customer",
    "products": "A product",
    "touchpoints": "A contact with a person",
    "costs": "A cost of a month",
    "surveys": "An answer to a survey",
    "tickets": "A complaint, question or request",
    "churn_reasons": "A customer who left, and why",
    "competitors": "A score of a company",
}

"""The upload desk: the file, the steps, and which of its headers is which column."""

from collections.abc import Callable

import streamlit as st

from cx.loading import load as ingest
from cx.loading.header import customer_cells, matching
from cx.loading.header.layout import NAMES
from cx.loading.rows.edits import Decisions
from cx.tables.columns import Column
from cx.tables.kinds import KINDS, RECORDS, RULES, SAME_FOR_ALL, TIMES_PRICE
from cx.text.formatting import _, count
from pages.data.upload import reading as desk_reading
from pages.data.upload.reading import Reading
from pages.shared import answers, safe_text, url_state
from pages.shared.load_words import label

CHOOSE, MATCH, REVIEW, IMPORT, DONE = range(5)
STEPS = ("Choose a file", "Match columns", "Review rows", "Import")
NOT_IN_FILE = "–"
MOST_LEFT = 12
"""So many headers that become no column are named."""


def uploader() -> list:
    """The files that were chosen."""
    return st.file_uploader(
        _("Files"),
        accept_multiple_files=True,
        key=f"file-{st.session_state.get(url_state.FILES_LOADED, 0)}",
        label_visibility="collapsed",
        help=_("CSV, TSV and similar, in any encoding; gzip or zip; Excel and Parquet. Several files at once."),
    )


def heading(place, step: int, seen: ingest.Preview | None = None, failed: bool = False) -> None:
    """The finding as title, and the steps beneath it."""
    if failed:
        title = _("This file cannot be read")
    elif seen is None:
        title = _("Upload your data: one CSV of orders is enough to start")
    else:
        title = finding(seen)
        step = step if decided(seen) else MATCH
    place.title(title)
    steps(place, step)


def finding(seen: ingest.Preview) -> str:
    """How many rows are ready and how many need a look, or what has to be decided before that can be said."""
    if seen.missing:
        return _("Which column is {columns}?").format(columns=_(" and ").join(label(name) for name in seen.missing))
    if seen.unsure_dates:
        return _("Which day is {example}?").format(example=next(iter(seen.unsure_dates.values())).example)
    if seen.undecided:
        return _("Is 03/04 the 3rd of April or the 4th of March?")
    if seen.loaded_as is not None:
        return _("This file is already imported; importing it again changes nothing")
    ready = count(seen.rows_ready, _("row is ready"), _("rows are ready"))
    if not seen.rows_quarantined:
        return ready
    return f"{ready}, {count(seen.rows_quarantined, _('needs fixing'), _('need fixing'))}"


def decided(seen: ingest.Preview) -> bool:
    """Whether the columns are matched well enough to look at rows."""
    return not (seen.missing or seen.undecided or seen.unsure_dates)


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
    given = {**reading.given, "instead": reading.clean}
    version = answers.store().data_version
    return _seen(file.file_id, file.name, version, reading.kind, reading.mapping, given, most, file)


@st.cache_data(max_entries=40, show_spinner=False)
def _seen(file_id: str, name: str, version: str, kind, mapping, given, most, _file) -> ingest.Preview:
    with st.spinner(_("Checking every line…")):
        return ingest.preview(_file, kind, mapping, name=name, store=answers.store(), most=most, **given)


def matched(file, decide: Callable[..., Decisions]) -> tuple[Reading, ingest.Preview]:
    """The card in which the person checks the kind, the columns and how the cells are read; and what came of it.

    decide : what was decided about the rows of a file as a kind, under a mapping (None: nothing but the day)
    Every line is checked once: the file as it was guessed is looked at again only where the person says otherwise.
    """
    clean = starts_clean()
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.header(_("Match columns"), width="content")
        facts, form = st.empty(), st.empty()
    form = desk_reading.form(form, file)
    nothing = decide(file, None, None)
    guess = seen(file, Reading(**form, decisions=nothing, clean=clean))
    kind = _kind(file, guess)
    if kind != guess.kind:
        guess = seen(file, Reading(kind=kind, **form, decisions=nothing, clean=clean))
    facts.caption(_facts(file, guess), width="content")
    desk_reading.part(file, guess)
    mapping = _columns(file, guess)
    reading = Reading(kind, mapping, **form, decisions=decide(file, kind, mapping), clean=clean)
    as_guessed = (mapping, reading.decisions) == (guess.mapping, nothing)
    first = guess if as_guessed else seen(file, reading)
    desk_reading.doubts(first)
    answered = desk_reading.questions(file, reading, first)
    return answered, first if answered == reading else seen(file, answered)


def _facts(file, guess: ingest.Preview) -> str:
    is_binary = file.name.lower().endswith((".xlsx", ".xlsm", ".parquet"))
    return " · ".join(
        [
            safe_text.escaped(file.name),
            count(guess.rows_read, _("row"), _("rows")),
            count(len(guess.headers), _("column"), _("columns")),
            *([] if is_binary else [guess.encoding, _(NAMES.get(guess.delimiter, guess.delimiter))]),
        ]
    )


def _kind(file, guess: ingest.Preview) -> str:
    kinds = list(KINDS)
    return st.selectbox(
        _("What is one row?"),
        kinds,
        index=kinds.index(guess.kind),
        format_func=lambda kind: f"{_(RECORDS[kind].one_row)} ({_(kind.replace('_', ' '))})",
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
    _left_over(guess, chosen)
    if rest:
        names = ", ".join(label(column.name) for column in rest)
        folded = st.expander(_("Not found in this file: {columns}").format(columns=names))
        with folded, st.grid(4, min_column_width=230):
            chosen |= {column.name: _header(file, guess, column) for column in rest}
    if chosen.get("revenue") != TIMES_PRICE:
        chosen.pop("unit_price", None)
    return {name: header for name, header in chosen.items() if header not in (NOT_IN_FILE, SAME_FOR_ALL)}


def _left_over(guess: ingest.Preview, chosen: dict[str, str]) -> None:
    """Which headers become no column, why, and what else can be done with them."""
    kept = customer_cells.named(guess.headers, chosen) if guess.kind == "orders" else []
    if kept:
        st.caption(
            _("Imported for the customer: {headers}. A value in a customers file takes precedence.").format(
                headers=safe_text.escaped(_few(kept))
            )
        )
    taken = {*chosen.values(), *kept}
    left = [header for header in dict.fromkeys(guess.headers) if header and header not in taken]
    if not left:
        return
    if guess.kind == "customers":
        text = _("Imported as attributes of the customer: {headers}.")
    else:
        text = _("**Not imported: {headers}.** The table of {table} has no column for them.")
    if guess.kind == "orders":
        text += " " + _(
            "To keep one of them as an attribute of the customer, import the same file again as “{customers}”: the"
            " first row of each customer is used."
        )
    customers = f"{_(RECORDS['customers'].one_row)} ({_('customers')})"
    table = _(guess.kind.replace("_", " "))
    st.caption(text.format(headers=safe_text.escaped(_few(left)), table=table, customers=customers))


def _few(headers: list[str]) -> str:
    """The first of some headers."""
    return ", ".join(headers[:MOST_LEFT]) + ("…" if len(headers) > MOST_LEFT else "")


def _header(file, guess: ingest.Preview, column: Column) -> str:
    """The header chosen for a column, with a few of its values beneath."""
    rules = [*RULES.get(column.name, ()), *([] if column.name.endswith("_id") else [SAME_FOR_ALL])]
    options = [NOT_IN_FILE, *rules, *dict.fromkeys(header for header in guess.headers if header)]
    guessed = guess.mapping.get(column.name, NOT_IN_FILE)
    constant = guessed.removeprefix(SAME_FOR_ALL) if guessed.startswith(SAME_FOR_ALL) else ""
    guessed = SAME_FOR_ALL if constant else guessed
    with st.container(gap="xxsmall"):
        chosen = st.selectbox(
            label(column.name) + (" *" if column.needed else ""),
            options,
            index=options.index(guessed) if guessed in options else 0,
            format_func=lambda option: _(RULE_WORDS.get(option, option)) if option in rules else option,
            key=f"column-{file.file_id}-{guess.kind}-{column.name}",
        )
        if chosen == SAME_FOR_ALL:
            return SAME_FOR_ALL + _constant(file, guess.kind, column, constant)
        st.caption(_examples(guess, column, chosen))
    return chosen


def _constant(file, kind: str, column: Column, given: str) -> str:
    """What every row gets in a column that the file does not hold."""
    key, words = f"constant-{file.file_id}-{kind}-{column.name}", _("in every row")
    if column.allowed:
        at = column.allowed.index(given) if given in column.allowed else 0
        return st.selectbox(words, column.allowed, index=at, key=key, label_visibility="collapsed")
    return st.text_input(words, given, key=key, placeholder=_("e.g. Web"), label_visibility="collapsed").strip()


def _examples(guess: ingest.Preview, column: Column, chosen: str) -> str:
    if chosen in ingest.ORDER_RULES:
        return _("rule: the file has no order number")
    if chosen == TIMES_PRICE:
        return _("rule: the file has unit prices")
    values = guess.samples.get(chosen, [])[:3]
    likeness = matching.likeness(chosen, guess.kind, column.name)
    if chosen == guess.mapping.get(column.name) and likeness < matching.UNFIT:
        how = _("guessed from part of the name: {values}") if likeness else _("from its values: {values}")
        return how.format(values=safe_text.escaped(", ".join(values)))
    shown = ", ".join(value if len(value) <= 24 else f"{value[:24]}…" for value in values)
    if values:
        return _("e.g. {values}").format(values=safe_text.escaped(shown))
    alike = matching.candidates(guess.kind, column.name, guess.headers, guess.samples)
    left = [f"“{header}”" for header in alike if header not in guess.mapping.values()]
    return _("could be {headers}").format(headers=_(" or ").join(left[:3])) if left else _("not in this file")


def starts_clean() -> bool:
    """Whether the import replaces the demo company; asked below the review, so read from its widget."""
    if answers.store().setting("company") != "demo":
        return False
    return st.session_state.get("demo", _usual_choice()) == CLEAN


def demo_choice() -> None:
    """Whether own data replace the demo company or join it; `starts_clean` hears it."""
    own = _own_imports()
    removed = _("The demo data is removed.")
    if own:
        removed = _("The demo data and {imports} of yours are removed.").format(
            imports=count(own, _("import"), _("imports"))
        )
    choices = [CLEAN, ADD]
    st.radio(
        _("The demo company is loaded"),
        choices,
        index=choices.index(_usual_choice()),
        format_func=_,
        captions=[removed, _("Your data is added to the demo data.")],
        horizontal=True,
        key="demo",
    )


def _usual_choice() -> str:
    """Own data begin a company of their own; where some were added to the demo, so are more."""
    return ADD if _own_imports() else CLEAN


def _own_imports() -> int:
    from data import renewal  # which makes the demo too, and is not needed elsewhere on the page

    return renewal.own_imports(answers.store())


RULE_WORDS = {SAME_FOR_ALL: "the same in every row…"}
CLEAN, ADD = "Start clean with my data", "Add to the demo"

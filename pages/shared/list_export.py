"""Files of a list of customers: headers that a person reads, rounded numbers, real dates, and why each is listed.

The workbook begins with a sheet that says what the list is: its date, filters and assumptions.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from cx.customers import contribution, list_facts
from cx.text.formatting import _, number
from pages.shared import answers, assumptions_drawer, filters, list_columns, list_reasons, safe_text, workbook
from pages.shared.workbook import DATE, DECIMAL, DECIMALS, MONEY, PERCENT, TEXT, WHOLE, WRAPPED, Sheet

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAMES = {
    "customers": "Customers",
    "playbook": "Playbook",
    "overdue": "Overdue customers",
    "leavers": "Drop-offs",
    "rfm": "RFM customers",
    "types": "Customer types",
    "movement": "Moves between tiers",
    "segment_builder": "Segment",
    "voice": "Customers with comments",
    "unresolved": "Unresolved tickets",
    "recognition": "Customers to thank",
    "mailing": "Mailing list",
}
"""The lists by their key: what their sheets are called."""
KIND_OF_FORMAT = {"%d": WHOLE, "%,.0f": MONEY, "%.0f%%": PERCENT}


@dataclass(frozen=True)
class Export:
    """What a file of a list is made of.

    every : all rows of the list, asked on the click; columns : as shown on screen, each with its column_config
    reason : why a row is listed, beside its tier
    """

    chosen: filters.Chosen
    every: Callable[[], pd.DataFrame]
    columns: dict[str, object]
    reason: list_reasons.Reason | None = None


@dataclass(frozen=True)
class Asked:
    """What is known of the list when its button is drawn: words of filters, of what was picked, the assumptions."""

    name: str
    filtered: str
    picked: str
    customers: int
    assumptions: object


def button(export: Export, words: list[str], customers: int, key: str) -> None:
    """A button for CSV, Excel and Parquet of the list, whole or its first customers; each is made on its click."""
    name = _(NAMES.get(key, "Customers"))
    narrowed = export.chosen.narrowed_to
    picked = [safe_text.words(word) for word in words if safe_text.words(word) not in narrowed]
    asked = Asked(name, filters.words(), " · ".join(picked), customers, assumptions_drawer.chosen())
    file = f"{key}_{export.chosen.as_of.isoformat()}"
    with st.popover(_("Export"), icon=":material/download:"):
        first = st.number_input(
            _("Only the first"),
            1,
            customers,
            None,
            key=f"first-{key}",
            placeholder=_("all {n}").format(n=number(customers)),
        )
        for label, ending, kind, made in (
            ("CSV", "csv", "text/csv", csv),
            ("Excel", "xlsx", EXCEL, excel),
            ("Parquet", "parquet", "application/vnd.apache.parquet", parquet),
        ):
            st.download_button(
                label,
                partial(made, export, asked, first),
                f"{file}.{ending}",
                kind,
                key=f"download-{key}.{ending}",
                on_click="ignore",
                width="stretch",
            )


def csv(export: Export, asked: Asked, first: int | None) -> bytes:
    """The list as text: percentages as numbers of 100, dates as 2025-12-31."""
    frame, kinds = table(export, asked, first)
    for name, kind in kinds.items():
        if kind in DECIMALS:
            frame[name] = (100 * frame[name]).round(1) if kind == PERCENT else frame[name].round(DECIMALS[kind])
        if kind == WHOLE:
            frame[name] = frame[name].astype("Int64")
    named = {name: f"{name} (%)" for name, kind in kinds.items() if kind == PERCENT}
    return frame.rename(columns=named).to_csv(index=False, date_format="%Y-%m-%d").encode("utf-8-sig")


def excel(export: Export, asked: Asked, first: int | None) -> bytes:
    """A workbook: a sheet about the list, then the list."""
    frame, kinds = table(export, asked, first)
    about = pd.DataFrame(_about(export, asked, len(frame)), columns=["of", "says"])
    sheets = [
        Sheet(_("About"), safe_text.neutral(about), [TEXT, WRAPPED], has_header=False),
        Sheet(asked.name, frame, list(kinds.values())),
    ]
    return workbook.write(sheets)


def parquet(export: Export, asked: Asked, first: int | None) -> bytes:
    """The list as Parquet: shares of 1, numbers as they are."""
    file = io.BytesIO()
    table(export, asked, first)[0].to_parquet(file, index=False)
    return file.getvalue()


def table(export: Export, asked: Asked, first: int | None) -> tuple[pd.DataFrame, dict[str, str]]:
    """The rows as a file has them, and the kind of each column: those on screen, tier, reason, uploaded attributes."""
    rows = export.every().head(first) if first else export.every()
    rows = rows.reset_index(drop=True)
    given = {"as_of": export.chosen.as_of, "assumptions": asked.assumptions}
    figures, uploaded = list_facts.facts(answers.store(), customer_ids=rows.customer_id.tolist(), **given)
    reasons = list_reasons.column(
        rows, figures, export.chosen.currency, export.reason, bool(getattr(asked.assumptions, "bands", None))
    )
    found: dict[str, tuple[pd.Series, str]] = {}
    for name, column in export.columns.items():
        header, kind = _head(column)
        found[header] = (rows[name] / 100 if kind == PERCENT else rows[name], kind)
    more = {_("Tier"): ("tier", TEXT), list_columns.head(_("Profit"), export.chosen.currency): ("profit", MONEY)}
    for header, (name, kind) in more.items():
        if name not in export.columns:
            found.setdefault(safe_text.words(header), (figures[name], kind))
    found[_("Reason")] = (pd.Series(reasons, index=rows.index, dtype=object), TEXT)
    for name in uploaded:
        header = safe_text.cell(name)
        found[header if header not in found else f"{header} ({_('uploaded')})"] = (uploaded[name], TEXT)
    frame = pd.DataFrame({header: values for header, (values, _kind) in found.items()})
    return safe_text.neutral(frame), {header: kind for header, (_values, kind) in found.items()}


def _head(column) -> tuple[str, str]:
    """The header of a column and what it holds, from its column_config."""
    shown = column["type_config"] or {}
    kind = {"date": DATE, "number": DECIMAL, "progress": DECIMAL}.get(shown.get("type"), TEXT)
    if kind == DECIMAL:
        kind = KIND_OF_FORMAT.get(shown.get("format"), DECIMAL)
    return safe_text.words(column["label"]), kind


def _about(export: Export, asked: Asked, listed: int) -> list[tuple[str, str]]:
    """What the list is: its name, date, filters, size and assumptions."""
    given = {"as_of": export.chosen.as_of, "assumptions": asked.assumptions}
    assumed = answers.ask(contribution.assumed, **given)
    of_all = _("{n}, in the order of the list") if listed == asked.customers else _("the first {n} of {all}")
    return [
        (_("List"), asked.name),
        (_("As of"), export.chosen.as_of.isoformat()),
        (_("Filters"), asked.filtered or _("none")),
        (_("Selection"), asked.picked or _("all customers")),
        (_("Customers"), of_all.format(n=number(listed), all=number(asked.customers))),
        (_("Money"), export.chosen.currency or _("currency not known")),
        (_("Profit and tier"), _("of the 12 months up to the date")),
        *assumptions_drawer.in_words(assumed, asked.assumptions, export.chosen.currency),
    ]

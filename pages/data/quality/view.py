"""The parts of the quality page: each a finding, and the rows behind it."""

import pandas as pd
import streamlit as st

from cx import definitions, quality
from cx.statistics.intervals import ENOUGH_TO_RANK
from cx.tables.kinds import counted
from cx.text.formatting import _, count, day, money, number, percent
from pages.shared import answers, downloads, list_height, load_words, menu, safe_text
from pages.shared.claims import claim

MOST = 12
BESIDE = 7
"""Rows of two tables beside each other, so that neither leaves an empty place."""


def title(totals: pd.Series) -> str:
    """The share of rows in use, and how many need fixing."""
    rows = number(totals["rows_read"])
    if not totals["rows_aside"]:
        every = _("The only row is in use") if totals["rows_read"] == 1 else _("All {rows} rows are in use")
        return every.format(rows=rows)
    finding = _("{share} of {rows} rows are in use").format(share=_below(totals["share_used"]), rows=rows)
    fact = _("{used} of {rows} rows are in use").format(used=number(totals["rows_used"]), rows=rows)
    aside = count(totals["rows_aside"], _("row needs fixing"), _("rows need fixing"))
    return f"{claim(finding, fact, totals['rows_read'])}; {aside}"


def _below(share: float) -> str:
    """A share below 1 with as many decimals as it takes not to read 100%, 3 at most."""
    decimals = next((places for places in (1, 2) if share < 1 - 0.5 / 10 ** (places + 2)), 3)
    return percent(share, 0 if share < 0.9 else decimals)


def caption(totals: pd.Series, tables: pd.DataFrame, months: pd.DataFrame) -> str:
    """From how many files, when last, which tables."""
    files = count(totals["loads"], _("file"), _("files"))
    held = ", ".join(f"{number(row.rows_used)} {_(counted(row.kind))}" for row in tables.itertuples())
    return f"{files} · {_('last loaded on')} {day(totals['last_at'])} · {held}"


def name_of(kind: str) -> str:
    """A table's name as a person reads it."""
    return _(kind.replace("_", " "))


def left_out(reasons: pd.DataFrame) -> None:
    """The excluded rows by file and reason."""
    if reasons.empty:
        st.header(_("No row was excluded"))
        return
    st.header(_excluded(reasons), help=definitions.of("Quarantine").says)
    told = pd.DataFrame(
        {
            "file": reasons["name"],
            "table": reasons["kind"].map(name_of),
            "reason": [load_words.reason(text) for text in reasons["reason"]],
            "rows": reasons["rows"],
            "share": reasons["rows"] / reasons["rows"].sum(),
            "example": [
                f"{value} · {_('line')} {line}" if isinstance(value, str) else f"{_('line')} {line}"
                for value, line in zip(reasons["first_value"], reasons["first_line"], strict=True)
            ],
        }
    )
    _table(
        told,
        file=_("File"),
        table=_("Table"),
        reason=_("Error"),
        rows=st.column_config.NumberColumn(_("Rows"), format="localized"),
        share=st.column_config.ProgressColumn(_("Share of excluded"), format="percent", max_value=1),
        example=_("Example"),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(menu.path("upload"), label=_("Fix"), icon=":material/build:")
        downloads.csv(_("Export"), _excluded_rows, "excluded_rows.csv")


def _excluded_rows() -> pd.DataFrame:
    return quality.excluded_rows(answers.store().quarantine())


def _excluded(reasons: pd.DataFrame) -> str:
    """The reason that excludes most rows, where it clearly does."""
    rows, first = reasons["rows"], reasons.iloc[0]
    finding = _("Most rows are excluded for one reason: {reason}, in {file}").format(
        reason=safe_text.escaped(load_words.reason(first["reason"])), file=safe_text.escaped(first["name"])
    )
    fact = count(rows.sum(), _("row is excluded"), _("rows are excluded"))
    return claim(finding, fact, rows.sum(), verdict=2 * rows.iloc[0] > rows.sum())


def missing(columns: pd.DataFrame) -> None:
    """Which columns are empty, and in what part of their rows."""
    some = columns[columns["missing"] > 0]
    if some.empty:
        st.header(_("No missing values"))
        return
    never = some[some["share"] == 1]
    partly = some[some["share"] < 1]
    if partly.empty:
        st.header(_("No missing values in the columns that were loaded"))
    else:
        st.header(_emptiest(partly), help=definitions.of("Missing share").says)
        told = partly.assign(kind=partly["kind"].map(name_of), column=partly["column"].map(load_words.label))
        _table(
            told[["kind", "column", "missing", "share"]],
            BESIDE,
            kind=_("Table"),
            column=_("Column"),
            missing=st.column_config.NumberColumn(_("Empty rows"), format="localized"),
            share=st.column_config.ProgressColumn(_("Share"), format="percent", max_value=1),
        )
    if len(never):
        names = "; ".join(
            f"{name_of(kind)}: {', '.join(load_words.label(name) for name in rows['column'])}"
            for kind, rows in never.groupby("kind", sort=False)
        )
        st.caption(_("Never filled: {columns}.").format(columns=names))


def _emptiest(partly: pd.DataFrame) -> str:
    """The column with the largest share of empty cells, of tables with enough rows where there is one."""
    large = partly[partly["rows"] >= ENOUGH_TO_RANK]
    top = (large if len(large) else partly).iloc[0]
    words = {"column": load_words.label(top["column"]), "table": name_of(top["kind"])}
    finding = _("{column} is missing in {share} of {table}").format(share=_share(top["share"]), **words)
    fact = _("{column} is missing in {n} of {rows} rows of {table}").format(
        n=number(top["missing"]), rows=number(top["rows"]), **words
    )
    return claim(finding, fact, top["rows"])


def _share(share: float) -> str:
    return _("under 0.1%") if share < 0.001 else percent(share, 1 if share < 0.1 else 0)


def orphans(pointing: pd.DataFrame) -> None:
    """Which ids point to nothing."""
    lost = pointing[pointing["orphans"] > 0]
    if pointing.empty:
        st.header(_("No orphan check yet"))
        st.caption(_("Upload customers and products to find orphaned IDs in the other tables."))
        return
    if lost.empty:
        st.header(_("No orphaned IDs"), help=definitions.of("Orphan").says)
    else:
        top = lost.iloc[0]
        st.header(
            _("{rows} of {table} have {ids} missing from {parent}").format(
                rows=count(top["orphans"], _("row"), _("rows")),
                table=name_of(top["kind"]),
                ids=count(top["ids"], _("id"), _("ids")),
                parent=name_of(top["parent"]),
            ),
            help=definitions.of("Orphan").says,
        )
    told = pointing.assign(
        kind=[f"{name_of(row.kind)}: {load_words.label(row.column)}" for row in pointing.itertuples()],
        parent=pointing["parent"].map(name_of),
    )
    _table(
        told[["kind", "parent", "orphans", "share", *(["first_id"] if len(lost) else [])]],
        BESIDE,
        kind=_("IDs in"),
        parent=_("Looked up in"),
        orphans=st.column_config.NumberColumn(_("Orphans"), format="localized"),
        share=st.column_config.ProgressColumn(_("Share"), format="percent", max_value=1),
        first_id=_("e.g."),
    )


def outliers(amounts: pd.DataFrame) -> None:
    """The outliers of each column of amounts, and their share of its sum."""
    far = amounts[amounts["far_out"] > 0]
    if amounts.empty:
        st.header(_("Too few amounts to find outliers"))
        return
    if far.empty:
        st.header(_("No outliers"), help=definitions.of("Outlier").says)
        return
    top = far.iloc[0]
    st.header(
        _("Outliers in {column}: {amounts}, {share} of its sum").format(
            amounts=count(top["far_out"], _("amount"), _("amounts")),
            column=load_words.label(top["column"]).lower(),
            share=_share(top["share_of_sum"]),
        ),
        help=definitions.of("Outlier").says,
    )
    currency = answers.store().setting("currency")
    told = pd.DataFrame(
        {
            "column": [f"{name_of(row.kind)}: {load_words.label(row.column)}" for row in far.itertuples()],
            "amounts": far["amounts"],
            "far_out": far["far_out"],
            "share": far["share_of_sum"],
            **{
                name: [_amount(row.column, getattr(row, name), currency) for row in far.itertuples()]
                for name in ("median", "fence", "largest")
            },
            "where": [f"{_('upload')} {row.upload_id}, {_('line')} {row.line}" for row in far.itertuples()],
        }
    )
    _table(
        told,
        column=_("Column"),
        amounts=st.column_config.NumberColumn(_("Amounts"), format="localized"),
        far_out=st.column_config.NumberColumn(_("Outliers"), format="localized"),
        share=st.column_config.ProgressColumn(_("Share of sum"), format="percent", max_value=1),
        median=_("Median"),
        fence=_("Outlier above"),
        largest=_("Largest"),
        where=_("Location"),
    )


def _amount(column: str, value: float, currency: str) -> str:
    return number(value, 1) if column == "quantity" else money(value, currency)


def loads(uploads: pd.DataFrame) -> None:
    """Every load that stands: what came in and what was excluded; those that were undone are named below."""
    standing = uploads[uploads["undone_at"].isna()]
    with st.container(border=True):
        st.header(count(len(standing), _("file is loaded"), _("files are loaded")))
        share = standing["rows_loaded"] / standing["rows_read"]
        share = share.mask(standing["rows_quarantined"] > 0, share.clip(upper=0.9999))  # never read as 100%
        told = standing.assign(kind=standing["kind"].map(name_of), share=share)
        _table(
            told[
                [
                    "name",
                    "kind",
                    "loaded_at",
                    "lines",
                    "rows_read",
                    "rows_loaded",
                    "rows_quarantined",
                    "share",
                ]
            ],
            name=_("File"),
            kind=_("Table"),
            loaded_at=st.column_config.DateColumn(_("Loaded on"), format="D MMM YYYY"),
            lines=st.column_config.NumberColumn(_("Lines"), format="localized"),
            rows_read=st.column_config.NumberColumn(_("Rows"), format="localized"),
            rows_loaded=st.column_config.NumberColumn(_("In use"), format="localized"),
            rows_quarantined=st.column_config.NumberColumn(_("Excluded"), format="localized"),
            share=st.column_config.ProgressColumn(_("Share in use"), format="percent", max_value=1),
        )
        undone = len(uploads) - len(standing)
        if undone:
            st.caption(count(undone, _("load was undone"), _("loads were undone")))


def _table(frame: pd.DataFrame, most: int = MOST, **columns) -> None:
    """A table with its columns named; one of more than `most` rows scrolls."""
    st.dataframe(
        frame,
        column_config=columns,
        hide_index=True,
        height=list_height.whole_rows(len(frame), most),
    )

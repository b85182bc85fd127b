"""Numbered migrations: how a store that an earlier version made becomes one of this version."""

import json
from collections.abc import Callable

import duckdb
import pandas as pd

from cx.engine import former_reasons
from cx.errors import StoreError
from cx.text.formatting import _

SETTING = "schema"
_STEPS = ("aware", "consider", "evaluate", "buy", "use", "bond", "return", "advocate")
"""The steps of the journey at the time of migration 4."""

FORMER_PATHS = {
    "cx.charts.customer.months": "customer.months",
    "cx.charts.customer.timeline": "customer.timeline",
    "cx.charts.customer_types.mix": "types.mix",
    "cx.charts.customer_types.table": "types.table",
    "cx.charts.flow.churn_chart": "retention.churn",
    "cx.charts.flow.flow_chart": "retention.flow",
    "cx.charts.funnel.kept_chart": "funnel.kept",
    "cx.charts.funnel.ribbon_chart": "funnel.ribbon",
    "cx.charts.funnel_beside.before_chart": "funnel.before",
    "cx.charts.funnel_beside.costs_chart": "funnel.costs",
    "cx.charts.funnel_groups.heat_chart": "funnel.groups",
    "cx.charts.funnel_kept.kept_chart": "funnel.kept",
    "cx.charts.funnel_steps.lost_chart": "funnel.lost",
    "cx.charts.funnel_steps.trend_chart": "funnel.trend",
    "cx.charts.funnel_steps.waits_chart": "funnel.waits",
    "cx.charts.funnel_time.ever_chart": "funnel.ever",
    "cx.charts.mix.forest": "segments.comparison",
    "cx.charts.mix.mix": "segments.breakdown",
    "cx.charts.movement.flow_chart": "movement.flow",
    "cx.charts.movement_table.matrix_chart": "movement.matrix",
    "cx.charts.playbook.stakes_chart": "playbook.stakes",
    "cx.charts.playbook.steps_chart": "playbook.what_if",
    "cx.charts.portfolio.chart": "stages.portfolio",
    "cx.charts.product_parts.curve_chart": "product.curve",
    "cx.charts.product_parts.payback_chart": "product.payback",
    "cx.charts.product_parts.strips_chart": "product.strips",
    "cx.charts.quality.coverage": "quality.coverage",
    "cx.charts.retention.cohort_chart": "retention.cohort",
    "cx.charts.retention.reasons_chart": "retention.reasons",
    "cx.charts.rfm.grid_chart": "rfm.grid",
    "cx.charts.rfm.shares_chart": "rfm.groups",
    "cx.charts.scatter.scatter": "segments.scatter",
    "cx.charts.segments.whale": "segments.whale",
    "cx.charts.stage_mix.shares_chart": "stages.buyers",
    "cx.charts.stage_mix.stacked_chart": "stages.stacked",
    "cx.charts.stages.life_chart": "stages.life",
    "cx.charts.stages.many_chart": "stages.lives",
    "cx.charts.tier_months.bars": "segments.tier_months",
}
"""Python path -> id: slides that were saved before charts had ids name them by the path of that time. Nothing is added
here.
"""


def number(connection: duckdb.DuckDBPyConnection) -> int | None:
    """The number of the last migration of a store; 0 for one made before there were numbers, None for a new one."""
    there = "select count(*) from duckdb_tables() where database_name = current_database() and table_name = 'settings'"
    if not connection.execute(there).fetchall()[0][0]:
        return None
    rows = connection.execute("select value from settings where name = $name", {"name": SETTING}).fetchall()
    return int(rows[0][0]) if rows else 0


def known_number(connection: duckdb.DuckDBPyConnection, path: str) -> int | None:
    """The number of a store, see `number`; a store that a newer version made is refused.

    Raises
    ------
    StoreError
        In a sentence; nothing was changed.
    """
    done = number(connection)
    if done is not None and done > len(MIGRATIONS):
        raise StoreError(
            _(
                "{path} was made by a newer version of the CX explorer: open it with that version. Nothing was changed."
            ).format(path=path)
        )
    return done


def migrate(connection: duckdb.DuckDBPyConnection, done: int | None) -> None:
    """Run the migrations that a store lacks, in one transaction; a new one (done is None) lacks none. The tables of
    today's schema are there.
    """
    if done == len(MIGRATIONS):
        return
    cursor = connection.cursor()
    try:
        cursor.execute("begin transaction")
        if done is not None:
            for step in MIGRATIONS[done:]:
                step(cursor)
        cursor.execute(
            "insert or replace into settings values ($name, $value)",
            {"name": SETTING, "value": str(len(MIGRATIONS))},
        )
        cursor.execute("commit")
        cursor.execute("checkpoint")  # what a migration changed is in the file, whatever becomes of its log
    finally:
        cursor.close()


def _name_charts_by_id(cursor: duckdb.DuckDBPyConnection) -> None:
    """1: slides named their chart by its Python path, and the orders of several on a day were a derived table."""
    rows = cursor.execute("select slide_id, picture from slides where picture is not null").fetchall()
    for slide_id, text in rows:
        picture = json.loads(text)
        chart = picture.get("chart", "")
        changed = json.dumps({"version": 1, **picture, "chart": FORMER_PATHS.get(chart, chart)}, ensure_ascii=False)
        cursor.execute(
            "update slides set picture = $picture where slide_id = $slide_id",
            {"picture": changed, "slide_id": slide_id},
        ).fetchall()
    cursor.execute("drop table if exists extra_orders")


def _drop_former_answers(cursor: duckdb.DuckDBPyConnection) -> None:
    """2: answers were saved under another name; they are computed anew."""
    cursor.execute("drop schema if exists laid_by cascade")


def _store_codes_of_reasons(cursor: duckdb.DuckDBPyConnection) -> None:
    """3: rows in quarantine held the sentence of their reason; now its code and a detail."""
    query = """
        select count(*) from duckdb_columns()
        where database_name = current_database() and table_name = 'quarantine' and column_name = 'reason'
    """
    if not cursor.execute(query).fetchall()[0][0]:
        return
    former = cursor.execute('select distinct "column", reason from quarantine').fetchall()
    codes = [(column, reason, *former_reasons.code(reason, column)) for column, reason in former]
    cursor.register("codes", pd.DataFrame(codes, columns=["column", "reason", "code", "detail"], dtype=object))
    cursor.execute("""
        create temp table former_quarantine as
        select upload_id, kind, line, quarantine."column", value, code, cast(detail as varchar) as detail, raw
        from quarantine join codes
            on codes.reason = quarantine.reason and codes."column" is not distinct from quarantine."column"
        """).fetchall()
    cursor.unregister("codes")
    cursor.execute("drop table quarantine")
    cursor.execute("""
        create table quarantine (
            upload_id integer not null, kind varchar not null, line bigint not null, "column" varchar,
            value varchar, code varchar not null, detail varchar, raw varchar not null
        )
        """)
    cursor.execute("insert into quarantine select * from former_quarantine order by upload_id, line").fetchall()
    cursor.execute("drop table former_quarantine")


def _add_columns_and_recommendations(cursor: duckdb.DuckDBPyConnection) -> None:
    """4: tables gained columns; who told others was "referred", as was who had been told, and is "recommended"."""
    for table, columns in {
        "touchpoints": ["referrer_id varchar"],
        "tickets": ["text varchar", "team varchar", "severity decimal(18, 4)", "reopened_at timestamp"],
        "competitors": ["scored_on date", "scored_by varchar", "source varchar"],
    }.items():
        for column in columns:
            cursor.execute(f"alter table {table} add column if not exists {column}")
    cursor.execute("""
        update touchpoints set kind = 'recommended'
        where lower(trim(kind)) = 'referred' and lower(trim(step)) = 'advocate'
        """).fetchall()
    cursor.execute(
        """
        update touchpoints set step = lower(trim(step))
        where list_contains($steps, lower(trim(step))) and step <> lower(trim(step))
        """,
        {"steps": list(_STEPS)},
    ).fetchall()


MIGRATIONS: tuple[Callable[[duckdb.DuckDBPyConnection], None], ...] = (
    _name_charts_by_id,
    _drop_former_answers,
    _store_codes_of_reasons,
    _add_columns_and_recommendations,
)
"""The first makes schema 1 of schema 0, and so on. A migration that stands in a release is never changed."""

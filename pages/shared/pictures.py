"""Charts on the page: a finished chart is remembered once per theme, and a click sends only its rows."""

from collections.abc import Callable

import pandas as pd
import pyarrow as pa
import streamlit as st

from cx.charts import annotations as annotation_marks
from cx.presenting import annotations
from pages.shared import answers, picture_tools


def show(
    chart: Callable,
    frames: dict[str, pd.DataFrame],
    *,
    key: str,
    select: str | None = None,
    alt: str | None = None,
    title: str | None = None,
    basis: str = "",
    note: str = "",
    table: pd.DataFrame | None = None,
    terms: tuple[str, ...] = (),
    starts: pd.Series | None = None,
    fills: bool = False,
    **flags: object,
) -> dict:
    """Draw `chart(theme=..., **flags)` with the rows of `frames`, and its tools: table, files, "add to deck".

    select : name of the chart's selection that a release reports
    title : what the picture found, `alt` where it is not given; basis : its n and what it stands on, in words
    note : how to read it where no legend says so, for slides; the page says it in a caption
    table : the answer behind it, where `frames` hold only what is drawn; terms : definitions that belong to it
    starts : of a chart over periods, the first day of each by its name: annotations stand in theirs
    fills : in a card that is as high as the one beside it the picture takes what is left of the height
    Returns what is selected, {} when nothing is.
    """
    frames = _with_annotations(chart, frames, starts)
    spec = _spec(chart, st.context.theme.type or "light", frames, flags)
    height = "stretch" if fills else "content"
    box = st.container(key=f"picture-{key}", height=height)
    event = box.vega_lite_chart(
        {**spec, "config": _named_once(spec), "datasets": {name: _arrow(frame) for name, frame in frames.items()}},
        key=key,
        width="stretch",
        height=height,
        on_select="rerun" if select else "ignore",
        selection_mode=[select] if select else [],
        alt=_described(alt, frames),
    )
    tools(
        box,
        chart,
        frames,
        key=key,
        title=title or alt or "",
        basis=basis,
        note=note,
        table=table,
        terms=terms,
        **flags,
    )
    return event["selection"].get(select, {}) if select else {}


def tools(
    place,
    chart: Callable,
    frames: dict[str, pd.DataFrame],
    /,
    *,
    key: str,
    title: str,
    basis: str,
    table: pd.DataFrame | None,
    terms: tuple[str, ...],
    note: str = "",
    **flags: object,
) -> None:
    """The tools of a picture in its place, also where the page itself shows the same as cards or as a list.

    Parameters as of `show`.
    """
    picture_tools.draw(
        place,
        picture_tools.Shown(
            key=key,
            chart=chart.chart_id,
            title=title,
            basis=basis,
            note=note,
            terms=terms,
            frames=frames,
            table=table,
            specs=lambda: {shade: _spec(chart, shade, frames, flags) for shade in ("light", "dark")},
            is_over_time=bool(chart.over_time),
        ),
    )


def _with_annotations(
    chart: Callable, frames: dict[str, pd.DataFrame], starts: pd.Series | None
) -> dict[str, pd.DataFrame]:
    """The frames with that of the annotations, where the chart runs over time and any lies within it."""
    there = annotations.every(answers.store()) if chart.over_time else pd.DataFrame()
    if there.empty:
        return frames
    rows = annotation_marks.rows(there, frames, chart.over_time, starts)
    return {**frames, annotation_marks.FRAME: rows} if len(rows) else frames


def _described(alt: str | None, frames: dict[str, pd.DataFrame]) -> str | None:
    """The name of the picture for who hears it, with the annotations on it."""
    if annotation_marks.FRAME not in frames:
        return alt
    return "; ".join([alt or "", *(f"{row.when}: {row.words}" for row in frames[annotation_marks.FRAME].itertuples())])


def _spec(chart: Callable, theme: str, frames: dict[str, pd.DataFrame], flags: dict) -> dict:
    """The finished chart, with the lines of the annotations where there are rows of them."""
    spec = _finished(f"{chart.__module__}.{chart.__qualname__}", chart, theme, flags)
    if annotation_marks.FRAME not in frames:
        return spec
    return annotation_marks.annotated(spec, chart.over_time, theme, chart.headroom)


def _named_once(spec: dict) -> dict:
    """One name for the whole picture: of its thousands of marks a screen reader hears none; its table has the rows."""
    config = spec.get("config", {})
    return {**config, "aria": False, "mark": {**config.get("mark", {}), "aria": False}}


def _arrow(frame: pd.DataFrame) -> bytes:
    """What the browser reads; on this thread alone, as pyarrow's own helpers cost more to start than they carry."""
    table = pa.Table.from_pandas(frame, preserve_index=False, nthreads=1)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return sink.getvalue().to_pybytes()


def made(frames: Callable, *given: object) -> dict[str, pd.DataFrame]:
    """`frames(*given)`, the rows of a picture, remembered for the same answers."""
    return _made(f"{frames.__module__}.{frames.__qualname__}", frames, given)


@st.cache_data(max_entries=300, show_spinner=False)
def _made(name: str, _frames: Callable, given: tuple) -> dict[str, pd.DataFrame]:
    return _frames(*given)


@st.cache_data(show_spinner=False)
def _finished(name: str, _chart: Callable, theme: str, flags: dict) -> dict:
    return _chart(theme=theme, **flags).to_dict()

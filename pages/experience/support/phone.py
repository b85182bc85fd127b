"""The staffing of the phone as a what-if, filled in from the company's own calls."""

import pandas as pd
import streamlit as st

from cx.charts.experience import support_load as load_charts
from cx.experience import support
from cx.text.formatting import _, number
from pages.experience.support import findings, settings
from pages.shared import answers, fragments, pictures, url_state

ASSUMED = {"calls": 30.0, "minutes": 4.0, "patience": 2.0}
"""An hour of calls where the company has no records of its own."""
MOST = {"calls": 5_000.0, "minutes": 60.0, "patience": 60.0}
LEAST = 0.1
LIMITS = (20, 30, 60, 120, 300)
WITHIN, AIM = 60, 80
OFFERED = 24
"""So many hours of the week are offered, the busiest first."""


@fragments.alone
def staffing(asked: dict, calls: pd.DataFrame) -> None:
    """How many people answer how many of the calls of an hour in time."""
    busiest = answers.ask(support.busiest, **asked)
    usual = _usual(busiest, calls)
    heading = st.container()
    with st.popover(_("Calls, minutes, patience"), icon=":material/tune:"):
        line, within, aim = _boxes(busiest, usual)
    needed = support.needed(**line, within_seconds=within, aim=aim)
    table = support.staff(**line, agents=support.around(needed), within_seconds=within)
    limit = _limit(within)
    is_recorded = len(calls) and calls["calls"].iloc[0]
    title = findings.staffing_title(needed, aim, limit, None if is_recorded else line["calls_per_hour"])
    heading.header(title)
    basis = _(
        "What if: {calls_per_hour} calls an hour, {minutes} min each, callers hang up after {patience_minutes} min in"
        " the mean"
    ).format(**{name: _plain(value) for name, value in line.items()})
    pictures.show(
        load_charts.staffing_chart,
        load_charts.staffing(table, needed, aim, limit),
        key="staffing",
        alt=_("Calls answered in time and calls lost, by the number of people on the phone"),
        title=title,
        basis=basis,
        note=_("Dashed: Erlang C, if nobody hung up; lines: Erlang A"),
        table=table,
        terms=("Staffing", "Patience"),
    )
    st.caption(f"{basis}. {_source(calls, usual, line)} " + _("Lines: Erlang A; dashed: Erlang C, if nobody hung up."))


def _usual(busiest: pd.DataFrame, calls: pd.DataFrame) -> dict[str, float]:
    """The busiest hour of the company's own calls; what is not recorded is assumed."""
    row = calls.iloc[0] if len(calls) else pd.Series(dtype=float)
    found = {
        "calls": busiest["calls_per_hour"].iloc[0] if len(busiest) else None,
        "minutes": row.get("minutes"),
        "patience": row.get("patience_minutes"),
    }
    return {name: _offered(value, MOST[name]) if pd.notna(value) else ASSUMED[name] for name, value in found.items()}


def _offered(value: float, most: float) -> float:
    """A figure as the box for it takes it."""
    return min(max(round(float(value), 1), LEAST), most)


def _source(calls: pd.DataFrame, usual: dict[str, float], line: dict[str, float]) -> str:
    """Where the figures of the what-if come from."""
    if calls.empty or not calls["calls"].iloc[0]:
        return _("Assumed: there are no call records; upload tickets of kind call.")
    n = number(calls["calls"].iloc[0])
    if calls[["minutes", "patience_minutes"]].isna().any(axis=None):
        return _("From {n} calls, of which not every figure is known: the others are assumed.").format(n=n)
    if list(line.values()) == list(usual.values()):
        return _("As recorded in {n} calls, in the busiest hour of the week.").format(n=n)
    recorded = {name: _plain(value) for name, value in usual.items()}
    return _("Recorded in {n} calls: {calls} in the busiest hour, {minutes} min, {patience} min.").format(
        n=n, **recorded
    )


def _plain(value: float) -> str:
    return number(value, 1 if value % 1 else 0)


def _boxes(busiest: pd.DataFrame, usual: dict[str, float]) -> tuple[dict[str, float], int, float]:
    """The hour as `cx.support.staff` takes it, the limit in seconds and the share that is aimed at."""
    if len(busiest):
        _hours(busiest.head(OFFERED))
    figures = {
        "calls_per_hour": _figure(_("Calls an hour"), "phone_calls", usual["calls"], MOST["calls"]),
        "minutes": _figure(
            _("Minutes a call, with the work after it"), "phone_minutes", usual["minutes"], MOST["minutes"]
        ),
        "patience_minutes": _figure(
            _("Minutes until callers hang up"), "phone_patience", usual["patience"], MOST["patience"]
        ),
    }
    url_state.restore("phone_within", LIMITS, WITHIN)
    within = st.select_slider(_("Answered within"), LIMITS, key="phone_within", format_func=_limit)
    url_state.hold("phone_within", str(within), str(WITHIN))
    url_state.restore("phone_aim", range(50, 100), AIM)
    aim = st.slider(_("Aim"), 50, 99, format="%d%%", key="phone_aim")
    url_state.hold("phone_aim", str(aim), str(AIM))
    return figures, within, aim / 100


def _hours(busiest: pd.DataFrame) -> None:
    """Another hour of the week fills in its calls."""
    names = {
        _("{day} {hour}: {n} calls").format(
            day=_(load_charts.WEEKDAYS[int(row.weekday) - 1]),
            hour=settings.at(int(row.hour)),
            n=number(row.calls_per_hour, 1),
        ): _offered(row.calls_per_hour, MOST["calls"])
        for row in busiest.itertuples()
    }
    st.selectbox(
        _("Hour of the week, busiest first"),
        list(names),
        key="phone_hour",
        on_change=lambda: st.session_state.update(phone_calls=names[st.session_state["phone_hour"]]),
    )


def _figure(label: str, key: str, usual: float, most: float) -> float:
    url_state.restore_number(key, LEAST, most, usual)
    value = st.number_input(label, LEAST, most, step=0.5, format="%.1f", key=key)
    url_state.hold(key, f"{value:.1f}", f"{usual:.1f}")
    return value


def _limit(seconds: int) -> str:
    return _("{n} s").format(n=number(seconds)) if seconds < 120 else _("{n} min").format(n=number(seconds / 60))

"""The curves of waiting and the week of the support page."""

import streamlit as st

from cx.charts.experience import support as support_charts
from cx.charts.experience import support_load as load_charts
from cx.experience import support
from cx.text.formatting import _, count, number
from pages.experience.support import findings
from pages.shared import (
    answers,
    fragments,
    pictures,
    python_code,
    safe_text,
    url_state,
)

EVENTS = {"Resolved": "resolved", "First answer": "answered"}
ALL = "All"
MOST_CURVES = 6
MOST_CHANNELS = 4
KIND_ORDER = ("complaint", "question", "request")


@fragments.alone
def waits(asked: dict, clock) -> None:
    """The curves of waiting by kind, to the end or to the first answer."""
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        heading = st.container(width="stretch")
        event = EVENTS[_choice(_("Until"), "until", list(EVENTS), _)]
    given = {**asked, "event": event, "by": "kind", "clock": clock}
    summary, curves = answers.ask(support.summary, **given), answers.ask(support.waits, **given)
    title = findings.waits_title(summary, event, clock)
    heading.header(title)
    known = summary[summary["group"].isin(curves["group"])].head(MOST_CURVES)
    if known.empty:
        n = count(summary["n"].sum(), _("ticket"), _("tickets"))
        st.caption(_("n = {n}: none has got that far yet.").format(n=n))
        return
    names = {kind: findings.kinds(kind) for kind in sorted(known["group"], key=_kind_place)}
    frames = pictures.made(support_charts.waits, curves, summary, names, clock.is_calendar)
    n = _("n = {n}, {open} still waiting").format(
        n=count(summary["n"].sum(), _("ticket"), _("tickets")), open=number(summary["n_open"].sum())
    )
    pictures.show(
        support_charts.waits_chart,
        frames,
        key="waits",
        groups=len(names),
        soonest=float(
            max(min(0.25, frames["curves"]["hours"].nsmallest(len(names) + 1).iloc[-1]), support_charts.SOONEST)
        ),
        is_calendar=clock.is_calendar,
        alt=_("Share of tickets still waiting, by the time since they were opened"),
        title=title,
        basis=n,
        note=_("Shaded: 95% interval. Open tickets count as waiting"),
        table=summary,
        terms=("Wait of a ticket", "Opening hours"),
    )
    st.caption(
        f"{n}. "
        + _(
            "Kaplan–Meier, shaded: 95% interval. Open tickets wait on; a mean of the closed ones alone would leave them"
            " out."
        )
    )


def _kind_place(kind: str) -> tuple[int, str]:
    known = kind.lower()
    return KIND_ORDER.index(known) if known in KIND_ORDER else len(KIND_ORDER), kind


@fragments.alone
def week(asked: dict, clock) -> None:
    """Tickets by weekday and hour, of all channels or of one."""
    table = answers.ask(support.hours, by="channel", **asked)
    sizes = table.groupby("group")["tickets"].sum().sort_values(ascending=False)
    channels = [name for name in sizes.index if name][:MOST_CHANNELS]
    if not len(sizes):
        st.header(_("No tickets in this selection"))
        return
    heading = st.container()
    picked = _choice(
        _("Channel"), "by_channel", [ALL, *channels], lambda name: _(name) if name == ALL else safe_text.escaped(name)
    )
    shown = table if picked == ALL else table[table["group"] == picked]
    shown = shown.groupby(["weekday", "hour"], as_index=False)["tickets"].sum()
    title = findings.week_title(shown, clock)
    heading.header(title)
    basis = _("n = {n}").format(n=count(shown["tickets"].sum(), _("ticket"), _("tickets")))
    basis += "" if picked == ALL else f" · {safe_text.escaped(picked)}"
    pictures.show(
        load_charts.week_chart,
        load_charts.week(shown, [clock.covers(row.weekday, row.hour) for row in shown.itertuples()]),
        key="week",
        alt=_("Tickets by weekday and hour"),
        title=title,
        basis=basis,
        table=python_code.joined(shown, table),
        terms=("Opening hours",),
    )
    framed = "" if clock.is_calendar else " " + _("Framed: outside the opening hours.")
    st.caption(basis + ". " + _("Stronger colour: more tickets, calls not counted.") + framed)


def _choice(label: str, key: str, options: list[str], words) -> str:
    url_state.restore(key, options, options[0])
    name = st.segmented_control(
        label, options, key=key, required=True, label_visibility="collapsed", format_func=words, width="content"
    )
    url_state.hold(key, name, options[0])
    return name

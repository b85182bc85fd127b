"""The parts of the complaints page: cards, pictures, the waiting list."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from cx.charts import annotations
from cx.charts.experience import complaint_rates as rate_charts
from cx.charts.experience import complaints as charts
from cx.engine import coverage
from cx.experience import complaints
from cx.text.formatting import _, count, day, number
from pages.experience.complaints import findings, picked
from pages.shared import (
    answers,
    assumptions_drawer,
    empty_states,
    pictures,
    python_code,
    url_state,
)

SHARES_BY = {"Topic": "topic", "Channel": "channel", "Severity": "severity"}
RATIOS_BY = {
    "Time to answer": "answer", "Severity": "severity", "Spend": "spend", "Topic": "topic", "Channel": "channel"
}  # fmt: skip
MOST_SHARES = 8
COMPARED = "complaints_compared"
"""In the session: the data and the customers of the comparison that was last shown."""
MOST_BARS = 12


@dataclass(frozen=True)
class Effect:
    """What the outcome of complaints does to later orders: answers of cx.complaints."""

    found: pd.DataFrame
    check: pd.DataFrame
    help: pd.DataFrame
    reuse: pd.DataFrame
    balance: pd.DataFrame
    verdict_from: date | None


def is_known(quarters: pd.DataFrame) -> bool:
    """Whether there are complaints, and orders to compare what followed."""
    return bool(quarters["complaints"].sum() and answers.ask(coverage.tables).set_index("kind").at["orders", "rows"])


def first_title(heading, chosen, title: str) -> None:
    """A title until the comparison is there, on the first look at the data: later it is there at once."""
    if st.session_state.get(COMPARED) != _compared_with(chosen):
        heading.title(title)


def _compared_with(chosen) -> str:
    return repr((chosen.version, chosen.scope))


def effect(chosen) -> Effect:
    """The comparison with matched customers, which takes long once for the data as they are."""
    asked = {"as_of": chosen.scope}
    found = Effect(
        answers.ask(complaints.recovery, **asked, assumptions=assumptions_drawer.chosen()),
        answers.ask(complaints.check, **asked),
        answers.ask(complaints.help, **asked),
        answers.ask(complaints.reuse, **asked),
        answers.ask(complaints.balance, **asked),
        answers.ask(complaints.verdict_from, **asked),
    )
    st.session_state[COMPARED] = _compared_with(chosen)
    return found


def nothing(heading, chosen) -> None:
    """There is no complaint to look at, or no order: why, and the way out."""
    kinds = answers.ask(coverage.tables).set_index("kind")["rows"]
    if not kinds["orders"]:
        heading.title(_("No orders yet"))
        empty_states.needs("orders", _("Orders: upload them to see what customers do after a complaint."))
    elif not kinds["tickets"]:
        heading.title(_("No complaints yet"))
        why = _("Complaints: upload tickets of kind complaint to see who complains, and who buys on afterwards.")
        empty_states.needs("tickets", why)
    else:
        heading.title(_("No complaint up to {day} in this selection").format(day=day(chosen.as_of)))
        empty_states.nothing(_("Choose a later date, all regions or everybody, or upload tickets of kind complaint."))


def paths(chosen, effect: Effect, marks: picked.Marks, code: str | None) -> None:
    """Orders in the 180 days after a complaint, beside those of matched customers."""
    path = answers.ask(complaints.path, as_of=chosen.scope)
    if path.empty:
        st.caption(findings.nothing_compared(effect.found))
        return
    verdicts = {outcome: findings.row_of(effect.found, outcome)["verdict"] for outcome in ("helped", "not helped")}
    names = {outcome: _(name) for outcome, name in findings.OUTCOMES.items()}
    frames = pictures.made(charts.paths, path, names, verdicts)
    pictures.show(
        charts.paths_chart,
        {**frames, "lines": marks.in_frame("paths", frames["lines"], code)},
        key=url_state.picture_key("paths"),
        select="code",
        alt=_("Orders after a complaint, beside matched customers"),
        title=findings.paths_title(effect.found),
        basis=_compared(effect.found),
        note=_("Orders per complaint; dashed: matched customers who did not complain; red: lost orders"),
        table=path,
        terms=("Matched customers", "Recovery effect"),
    )
    st.caption(findings.paths_note(effect.found, effect.balance))
    with st.expander(_("Were they comparable before?")):
        st.dataframe(_balance_rows(effect.balance), hide_index=True, height="content", key="complaints_balance")


def _compared(found: pd.DataFrame) -> str:
    n = int(found.loc[found["outcome"].isin(complaints.OUTCOMES), "n"].sum())
    return _("n = {n} with matched customers").format(n=count(n, _("complaint"), _("complaints")))


def _balance_rows(balance: pd.DataFrame) -> pd.DataFrame:
    names = {
        "orders": _("Orders in 180 days"),
        "spend": _("ln(1 + spend in 365 days)"),
        "tenure": _("Days as a customer"),
        "recency": _("Days since last order"),
    }
    return pd.DataFrame(
        {
            _("Before the complaint"): balance["covariate"].map(names),
            _("Complainers"): [number(value, 2) for value in balance["case_mean"]],
            _("Matched"): [number(value, 2) for value in balance["matched_mean"]],
            _("Difference (SD)"): [number(value, 2) for value in balance["difference"]],
        }
    )


def ratios(chosen, effect: Effect, by: str, marks: picked.Marks, code: str | None) -> None:
    """Orders as a share of those of matched customers: by outcome and one more thing, with the check."""
    title = findings.ratios_title(effect.help, effect.check)
    groups = answers.ask(complaints.recovery, as_of=chosen.scope, by=by, assumptions=assumptions_drawer.chosen())
    frames = charts.ratios(effect.found, groups, effect.check, lambda outcome, code: _row_name(outcome, code, by))
    if frames["rows"].empty:
        st.caption(findings.nothing_compared(effect.found))
        return
    pictures.show(
        charts.ratios_chart,
        {**frames, "rows": marks.in_frame("ratios", frames["rows"], code)},
        key=url_state.picture_key("ratios"),
        select="code",
        rows=len(frames["rows"]),
        alt=_("Orders after a complaint as a share of those of matched customers"),
        title=title,
        basis=_compared(effect.found),
        note=findings.check_note(effect.check),
        table=python_code.joined(pd.concat([effect.found, groups], ignore_index=True), effect.found, groups),
        terms=("Recovery effect", "Check of the comparison", "Effect of resolving"),
    )
    is_small = groups["outcome"].isin(charts.PANES) & (groups["n"] < charts.FEWEST)
    left_out = " " + _("Groups under {n} complaints: in the table only.").format(n=charts.FEWEST)
    st.caption(findings.check_note(effect.check) + (left_out if is_small.any() else ""))


def _row_name(outcome: str, code: str | None, by: str) -> str:
    """What a row of the ratios is called: an outcome, the check, or where there is no outcome a group."""
    if outcome == "check":
        return _("No complaint (check)")
    return _(findings.OUTCOMES[outcome]) if outcome else findings.group(code, by)


def ratios_by() -> str:
    """What the ratios are broken down by."""
    return _by("ratios_by", RATIOS_BY)


def shares_by() -> str:
    """What the shares are broken down by."""
    return _by("shares_by", SHARES_BY)


def _by(key: str, options: dict[str, str]) -> str:
    """What is broken down by, kept in the address."""
    first = next(iter(options))
    url_state.restore(key, list(options), first)
    name = st.segmented_control(
        _("Broken down by"), list(options), key=key, required=True, label_visibility="collapsed", format_func=_
    )
    url_state.hold(key, name, first)
    return options[name]


def shares(chosen, heading, by: str, marks: picked.Marks, code: str | None) -> None:
    """Which complaints are resolved."""
    outcomes = answers.ask(complaints.outcomes, as_of=chosen.scope, by=by)
    title = findings.shares_title(outcomes, by)
    heading.header(title)
    known = outcomes[outcomes["due"] > 0]
    if known.empty:
        st.caption(_("A complaint counts 30 days after it was opened."))
        return
    shown = known.head(MOST_SHARES)
    frames = rate_charts.shares(shown, lambda group: findings.group(group, by))
    pictures.show(
        rate_charts.shares_chart,
        {"shares": marks.in_frame("shares", frames["shares"], code)},
        key=url_state.picture_key("shares"),
        select="code",
        rows=len(shown),
        alt=_("Share of complaints resolved"),
        title=title,
        basis=_("n = {n} opened 30 days ago or more").format(
            n=count(int(known["due"].sum()), _("complaint"), _("complaints"))
        ),
        note=_("Share resolved within 30 days · complaints; hollow: no verdict"),
        table=outcomes,
        terms=("Resolved complaint",),
    )
    note = _("Share resolved within 30 days · complaints, all years. Hollow: no certain difference from the others.")
    if len(known) > len(shown):
        note += " " + _("The {n} largest of {all}; the table has all.").format(n=len(shown), all=len(known))
    st.caption(note)


def rate(quarters: pd.DataFrame, years: pd.DataFrame, marks: picked.Marks, code: str | None) -> None:
    """Complaints per 100 orders by quarter."""
    rows = quarters.tail(MOST_BARS)
    frames = rate_charts.rate(rows, findings.quarter)
    pictures.show(
        rate_charts.rate_chart,
        {"rate": marks.in_frame("rate", frames["rate"], code)},
        key=url_state.picture_key("rate"),
        select="code",
        alt=_("Complaints per 100 orders by quarter"),
        title=findings.rate_title(years),
        basis=_("n = {complaints} on {orders}").format(
            complaints=count(int(rows["complaints"].sum()), _("complaint"), _("complaints")),
            orders=count(int(rows["orders"].sum()), _("order"), _("orders")),
        ),
        note=_("Complaints per 100 orders; the green part was resolved"),
        table=rows,
        terms=("Complaints per 100 orders", "Resolved complaint"),
        starts=annotations.starts(pd.to_datetime(rows["period"]), findings.quarter),
    )
    st.caption(
        _(
            "Green: resolved. Few complaints can also mean that customers leave without one. The last quarter may"
            " not be over."
        )
    )

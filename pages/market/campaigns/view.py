"""The parts of the campaigns page: effect, groups, trust, plan, and the list of all campaigns."""

import pandas as pd
import streamlit as st

from cx import campaigns, definitions
from cx.charts.market import campaigns as charts
from cx.errors import CxError
from cx.statistics import intervals
from cx.text.formatting import _, number, percent, short_money
from pages.market.campaigns import findings, question
from pages.shared import (
    answers,
    cards,
    empty_states,
    list_columns,
    list_height,
    pictures,
    python_code,
    safe_text,
    url_state,
)

BY = {"tier": "Tier", "region": "Region"}


def nothing(heading) -> None:
    """There is no campaign: why, and the way out."""
    kind = question.missing()
    if kind == "orders":
        heading.title(_("No orders yet"))
        empty_states.needs("orders", _("Orders: upload them to see who bought after a mail."))
        return
    heading.title(_("No campaigns yet"))
    why = _("Touchpoints of kind sent, with their campaign and variant (treated or held out), show what mails earned.")
    empty_states.needs("touchpoints", why)


def card_row(row: pd.Series, rows: pd.DataFrame, title: str, basis: str, currency: str) -> None:
    """Sent, opened, clicked, bought, and the margin that the mail changed."""
    of = max(int(row["sent"]), 1)
    unknown = cards.Card(_("Extra margin a person"), _("n/a"), _("not known without a held-out group"))
    if len(rows):
        money = rows.set_index("measure").loc["margin_cuped"]
        says = _("95%: {low} to {high}").format(
            low=short_money(money["low"], currency), high=short_money(money["high"], currency)
        )
        cost = _("mails cost {cost} in all").format(cost=short_money(row["cost"], currency))
        unknown = cards.Card(unknown.name, short_money(money["difference"], currency), says, cost)
    shown = [
        cards.Card(_("Sent"), number(row["sent"]), _("{n} held out").format(n=number(row["held_out"]))),
        cards.Card(_("Opened"), percent(row["opened"] / of), _("mail programs open too")),
        cards.Card(_("Clicked"), percent(row["clicked"] / of), _("{n} people").format(n=number(row["clicked"]))),
        cards.Card(_("Bought"), percent(row["bought"] / of), _("of those mailed"), help=definitions.of("Uplift").says),
        unknown,
    ]
    table = python_code.joined(pd.DataFrame([row]), rows)
    cards.row(shown, key="cards-campaigns", title=title, basis=basis, table=table, terms=("Uplift",))


def effect(row: pd.Series, rows: pd.DataFrame, currency: str) -> None:
    """Those mailed beside those held out."""
    st.header(_("Mailed beside held out"))
    if rows.empty:
        st.markdown(_("Not known: nobody was held out, or the window is not over."))
        return
    sent, out, bought = int(row["sent"]), int(row["held_out"]), rows.set_index("measure").loc["bought"]
    other = round(float(bought["held_out"]) * out)
    pairs = (int(row["bought"]), sent), (other, out)
    frame = charts.arms(*pairs, [intervals.wilson(*pair)[1:] for pair in pairs])
    pictures.show(
        charts.dots_chart, {"dots": frame}, key="campaign_arms", rows=2, alt=_("Share who bought, mailed and held out"),
        title=_("Mailed beside held out"),
        basis=_("n = {n} mailed, {m} held out").format(n=number(sent), m=number(out)),
        note=_("Line: 95% interval"), table=rows, terms=("Uplift",),
    )  # fmt: skip
    scale = [1.0 if measure.startswith("margin") else 100.0 for measure in rows["measure"]]
    shown = rows[["treated", "held_out", "difference", "low", "high"]].mul(scale, axis=0).round(2)
    shown.insert(0, "measure", [_(findings.MEASURES[measure]) for measure in rows["measure"]])
    names = {
        "measure": _("Measure"), "treated": _("Mailed"), "held_out": _("Held out"), "difference": _("Difference"),
        "low": _("95% CI low"), "high": _("95% CI high"),
    }  # fmt: skip
    st.dataframe(shown, hide_index=True, height=list_height.whole_rows(len(shown)), column_config=names)
    st.caption(_("Margin in {currency}. CUPED: less what the 180 days before explain.").format(currency=currency))


def groups(chosen, row: pd.Series) -> None:
    """The difference by tier or region."""
    place = st.container()
    url_state.restore("campaign_by", list(BY), "tier")
    by = st.segmented_control(
        _("By"),
        list(BY),
        key="campaign_by",
        required=True,
        label_visibility="collapsed",
        format_func=lambda b: _(BY[b]),
    )
    url_state.hold("campaign_by", by, "tier")
    found = answers.ask(campaigns.uplift, **question.asked(chosen), campaign=row["campaign"], by=by)
    rows = found[found["measure"] == "bought"]
    with place:
        title = findings.groups_title(rows, by)
        st.header(title)
        if rows.empty:
            st.markdown(_("Not known: nobody was held out, or the window is not over."))
            return
        pictures.show(
            charts.dots_chart, {"dots": charts.groups(rows)}, key="campaign_groups", rows=len(rows), with_zero=True,
            alt=_("Difference in buyers by group"), title=title,
            basis=_("n = {n} mailed, {m} held out").format(
                n=number(rows["sent"].sum()), m=number(rows["held_out_n"].sum())
            ),
            note=_("Line: 95% interval; hollow: no verdict (Holm)"), table=found, terms=("Uplift",),
        )  # fmt: skip
        st.caption(_("Points in 100 people. Hollow: no verdict; all groups are judged together. Tier before the mail."))


def trust(rows: pd.DataFrame, row: pd.Series) -> None:
    """The checks, the planned share and what to hold out next time."""
    if rows.empty:
        st.header(_("No test to check"))
    else:
        st.header(findings.trust_title(rows))
        shown = pd.DataFrame(
            {
                _("Check"): [_(findings.CHECKS[check]) for check in rows["check"]],
                _("Found"): [findings.found(one) for one in rows.itertuples()],
                _("Verdict"): [_(findings.VERDICTS[verdict]) for verdict in rows["verdict"]],
            }
        )
        st.dataframe(shown, hide_index=True, height=list_height.whole_rows(len(shown)))
        _plan(str(row["campaign"]))
    if row["verdict"] != campaigns.NOT_OVER:
        st.caption(_("Next time: {next}, with 80% power.").format(next=findings.hold_out(row)))


def _plan(campaign: str) -> None:
    """State the planned share, and undo it."""
    share = question.planned(campaign)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        percentage = st.number_input(
            _("Planned to hold out, %"), 0.1, 99.9, None if share is None else 100 * share, 1.0,
            key=f"planned-{campaign}", width=200,
        )  # fmt: skip
        if st.button(_("Save"), key="save_planned", disabled=percentage is None):
            _state(campaign, None if percentage is None else percentage / 100, share)
        before = st.session_state.get("planned_before")
        if before and before[0] == campaign and st.button(_("Undo"), icon=":material/undo:", key="undo_planned"):
            st.session_state.pop(f"planned-{campaign}", None)
            _state(*st.session_state.pop("planned_before"), None, is_undo=True)


def _state(campaign: str, share: float | None, before: float | None, is_undo: bool = False) -> None:
    try:
        campaigns.state_share(answers.store(), campaign, share)
    except CxError as error:
        st.error(safe_text.escaped(str(error)), icon=":material/error:")
        return
    if not is_undo:
        st.session_state["planned_before"] = (campaign, before)
    st.rerun()


def every(rows: pd.DataFrame) -> None:
    """The list of all campaigns."""
    st.header(findings.list_title(rows))
    shares = {name: rows[name] / rows["sent"].where(rows["sent"] > 0) for name in ("opened", "clicked", "bought")}
    shown = rows.assign(
        **{name: [percent(share) for share in of] for name, of in shares.items()},
        uplift=[_("not known") if pd.isna(one) else f"{100 * one:+.1f}" for one in rows["uplift"]],
        verdict=[_(findings.VERDICTS[one]) for one in rows["verdict"]],
    )
    columns = {
        "campaign": list_columns.text(_("Campaign")), "sent_on": list_columns.day(_("Sent on")),
        "sent": list_columns.whole(_("Sent")), "opened": list_columns.text(_("Opened")),
        "clicked": list_columns.text(_("Clicked")), "bought": list_columns.text(_("Bought")),
        "held_out": list_columns.whole(_("Held out")), "uplift": list_columns.text(_("More in 100")),
        "verdict": list_columns.text(_("Verdict")),
    }  # fmt: skip
    st.dataframe(
        shown[list(columns)], hide_index=True, column_config=columns, height=list_height.whole_rows(len(shown))
    )
    st.caption(_("Opened and clicked are no effect: mail programs open mails too. Bought: within 30 days."))

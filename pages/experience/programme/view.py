"""The parts of the programme page: the cards, the five stages and the trends."""

import pandas as pd
import streamlit as st

from cx import definitions
from cx.charts import annotations
from cx.charts.experience import programme as stage_charts
from cx.charts.experience import programme_trends as trend_charts
from cx.experience import programme
from cx.text.formatting import _, count, month, number, percent, points
from pages.experience.programme import findings
from pages.shared import answers, cards, changes, empty_states, fragments, pictures, safe_text, url_state

NARROW = """<style>.st-key-stages-scroll{overflow-x:auto}
.st-key-stages-scroll [class*="st-key-picture-"]{min-width:880px}</style>"""
"""On a phone the five stages are swiped: their words need their width."""
NAMES = {
    "brought": "Brought by a customer",
    "repurchase": "Order again in 180 days",
    "recommend": "Would recommend (NPS)",
    "advocates": "Advocates",
}
"""What is compared with another period."""


def compared(chosen) -> None:
    """What customers do, then and now."""
    if chosen.compared:
        asked = {"as_of": chosen.scope, "since": chosen.since, "before": chosen.compared.span}
        terms = ("Brought by a customer", "Advocates", "NPS")
        changes.draw(chosen, changes.Subject(programme.changes, asked, lambda name, _group: _(NAMES[name]), terms))


def without_study(rows: pd.DataFrame) -> None:
    """What to upload where nobody was asked about promises and experience."""
    if not rows.loc[rows["unit"] == "gap", "n"].any():
        empty_states.needs(
            "surveys",
            _(
                "Ask customers what was promised and what they experienced (measures promise and perception, subjects"
                " such as basic, symbolic, staff) to see where the experience falls short."
            ),
        )


# --- cards -------------------------------------------------------------------------------------------------


def card_row(rows: pd.DataFrame, proposed: pd.DataFrame, title: str, basis: str) -> None:
    """Stages with a measure, promises that fall short, owners, proposals answered, what is not recorded."""
    owners = answers.ask(programme.owners)
    shown = [_live_card(rows), _short_card(rows), _owner_card(owners), _answered_card(proposed), _missing_card(rows)]
    cards.row(
        shown,
        key="cards-programme",
        title=title,
        basis=basis,
        table=pd.DataFrame([{"figure": card.name, "value": card.figure, "of": card.change} for card in shown]),
        terms=("Five stages", "Falls short, met", "Proposal"),
        narrowest=165,
    )


def _live_card(rows: pd.DataFrame) -> cards.Card:
    counts = programme.stage_counts(rows)
    return cards.Card(
        _("Stages with a measure"),
        _("{n} of {all}").format(n=number((counts["live"] > 0).sum()), all=number(len(counts))),
        _("{n} of {all}").format(n=number(counts["live"].sum()), all=number(counts["measures"].sum())),
        _("measures"),
        help=_(definitions.of("Five stages").says),
    )


def _short_card(rows: pd.DataFrame) -> cards.Card:
    known = rows[(rows["unit"] == "gap") & (rows["n"] > 0)]
    says = _(definitions.of("Falls short, met").says)
    if known.empty:
        return cards.Card(_("Fall short"), _("n/a"), _("nobody was asked"), help=says)
    short, met = ((known["verdict"] == one).sum() for one in (programme.SHORT, programme.MET))
    of = _("of needs, strategy, feelings")
    figure = _("{n} of {all}").format(n=number(short), all=number(len(known)))
    return cards.Card(_("Fall short"), figure, _("{n} met").format(n=number(met)), of, help=says)


def _owner_card(owners: dict[str, int]) -> cards.Card:
    if not owners["touchpoints"]:
        return cards.Card(_("Owners named"), _("n/a"), _("no journey map"), _("upload a journey"))
    figure = _("{n} of {all}").format(n=number(owners["named"]), all=number(owners["touchpoints"]))
    return cards.Card(_("Owners named"), figure, _("touchpoints"))


def _answered_card(proposed: pd.DataFrame) -> cards.Card:
    name, says = _("Proposals answered"), _(definitions.of("Proposal").says)
    if proposed.empty:
        return cards.Card(name, _("n/a"), _("none yet"), help=says)
    answered = int((proposed["state"] != "new").sum())
    waits = proposed["days_to_answer"].median()
    below = _("{days}, median").format(days=count(waits, _("day"), _("days"))) if answered else ""
    of = _("{n} of {all}").format(n=number(answered), all=number(len(proposed)))
    return cards.Card(name, percent(answered / len(proposed)), of, below, help=says)


def _missing_card(rows: pd.DataFrame) -> cards.Card:
    missing = rows[rows["missing"] != ""]
    first = ", ".join(_(findings.ITEMS[item]) for item in missing["item"].head(2))
    more = len(missing) - 2
    said = _("{names} and {n} more").format(names=first, n=number(more)) if more > 0 else first
    return cards.Card(
        _("Not recorded"), number(len(missing)), _("measure") if len(missing) == 1 else _("measures"), said
    )


# --- the five stages ---------------------------------------------------------------------------------------


def stages(rows: pd.DataFrame, title: str, basis: str) -> None:
    """Five chevrons over their measures, and what is missing; title, basis : of the page."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.header(_("Five stages, each with its own measures"))
        _missing(rows)
    cells = [_cell(row) for row in rows.itertuples()]
    st.html(NARROW)
    with st.container(key="stages-scroll"):
        pictures.show(
            stage_charts.stages_chart,
            stage_charts.stages(_heads(rows), cells),
            key="programme-stages",
            stages=len(programme.STAGES),
            height=stage_charts.height(cells),
            alt=_("Five stages of managing the experience with their measures"),
            title=title,
            basis=basis,
            note=_("Needs, strategy, feelings: mean experience, and its difference from the promise. Red: falls short"),
            table=rows,
            terms=("Five stages", "Falls short, met", "Direct and indirect contacts satisfied", "Advocates"),
        )
    st.caption(
        _(
            "Needs, strategy and feelings: mean experience, and its difference from the promise. Red: half a point (of"
            " 1 to 7) or more below the promise, and below it for certain. n/a: not recorded."
        )
    )


def _heads(rows: pd.DataFrame) -> list[tuple[str, str]]:
    heads = []
    for place, stage in enumerate(programme.STAGES, start=1):
        name, about = findings.STAGES[stage]
        n = int(rows.loc[(rows["stage"] == stage) & (rows["unit"] == "gap"), "n"].max() or 0) if stage in ASKED else 0
        line = _("{about} · n = {n}").format(about=_(about), n=number(n)) if n else _(about)
        heads.append((f"{place} {_(name)}", line))
    return heads


ASKED = ("needs", "strategy", "feelings")
"""The stages that a study asks about."""


def _cell(row) -> stage_charts.Cell:
    tone = stage_charts.UNKNOWN if pd.isna(row.value) else stage_charts.PLAIN
    return stage_charts.Cell(
        programme.STAGES.index(row.stage),
        _(findings.ITEMS[row.item]),
        findings.figure(row),
        findings.note(row),
        stage_charts.BAD if row.verdict == programme.SHORT else tone,
        findings.tip(row),
    )


def _missing(rows: pd.DataFrame) -> None:
    """What is not recorded yet, each with the CSV that would open it."""
    missing = rows[rows["missing"] != ""]
    if missing.empty:
        return
    with st.popover(_("What is missing: {n}").format(n=number(len(missing))), icon=":material/lock_open:"):
        for row in missing.itertuples():
            name = _(findings.ITEMS[row.item])
            st.markdown(f"**{name}**  \n{findings.lacking(row)}")


# --- trends ------------------------------------------------------------------------------------------------


@fragments.alone
def trends(chosen) -> None:
    """Usage, voice and measurement month by month; which channels are digital can be chosen."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        heading = st.container()
        digital = _digital(chosen)
    rows = answers.ask(programme.trends, as_of=chosen.scope, digital=digital)
    slopes = programme.slopes(rows)
    title = findings.trends_title(rows, slopes)
    heading.header(title)
    series = [one for one in _series(rows) if one.values.fillna(0).any()]
    if not series:
        empty_states.needs("surveys", _("Surveys say how satisfied customers are, month by month."))
        empty_states.needs("touchpoints", _("Touchpoints say which channels customers use."))
        return
    names = [month(first) for first in rows["month"]]
    pictures.show(
        trend_charts.trends_chart,
        trend_charts.trends(names, rows["is_whole"].astype(bool), series),
        key="programme-trends",
        count=len(series),
        alt=_("Usage, voice and measurement by month"),
        title=title,
        basis=_("n = {n} customers heard in {months} months").format(
            n=number(rows["heard"].sum()), months=number(len(rows))
        ),
        note=_("Each line on its own scale; shaded: 95% CI"),
        table=rows,
        terms=("Digital use", "Mean satisfaction, mean ease", "Customers heard in a month"),
        starts=annotations.starts(rows["month"], month),
    )
    st.caption(findings.trends_caption(slopes))


def _digital(chosen) -> tuple[str, ...]:
    """The channels that count as digital: those that are chosen, else those whose names say so."""
    found = answers.ask(programme.channels, as_of=chosen.as_of)
    offered = found["channel"].tolist()
    guessed = found.loc[found["is_digital"].astype(bool), "channel"].tolist()
    if not offered:
        return ()
    url_state.restore_picks("programme_digital", offered)
    if not st.session_state["programme_digital"]:
        st.session_state["programme_digital"] = guessed
    with st.popover(_("Digital channels"), icon=":material/tune:", type="tertiary"):
        picked = st.pills(
            _("Channels that are digital and your own"),
            offered,
            selection_mode="multi",
            key="programme_digital",
            format_func=safe_text.escaped,
        )
    url_state.hold_picks("programme_digital", [] if set(picked) == set(guessed) else picked)
    return tuple(picked)


def _series(rows: pd.DataFrame) -> list[trend_charts.Series]:
    def means(name: str) -> list[str]:
        parts = rows[[f"{name}_low", f"{name}_high", f"{name}_n"]].itertuples(index=False)
        text = _("{low} to {high}, n = {n}")
        return [text.format(low=number(low, 1), high=number(high, 1), n=number(n)) for low, high, n in parts]

    unknown = pd.Series(float("nan"), index=rows.index)
    shares = [points(low, high) for low, high in zip(rows["digital_low"], rows["digital_high"], strict=True)]
    active = [
        _("{interval}, n = {n}").format(interval=one, n=number(n))
        for one, n in zip(shares, rows["active"], strict=True)
    ]
    return [
        trend_charts.Series(
            _("Usage: active people on a digital channel"), "usage", rows["digital"], rows["digital_low"],
            rows["digital_high"], [percent(value) for value in rows["digital"]], active,
        ),
        trend_charts.Series(
            _("Voice: mean satisfaction, 1 to 5"), "voice", rows["satisfaction"], rows["satisfaction_low"],
            rows["satisfaction_high"], [number(value, 2) for value in rows["satisfaction"]], means("satisfaction"),
        ),
        trend_charts.Series(
            _("Voice: mean ease, 1 to 7"), "voice", rows["ease"], rows["ease_low"], rows["ease_high"],
            [number(value, 2) for value in rows["ease"]], means("ease"),
        ),
        trend_charts.Series(
            _("Measurement: customers heard"), "measurement", rows["heard"], unknown, unknown,
            [number(value) for value in rows["heard"]], ["" for _row in rows["heard"]],
        ),
    ]  # fmt: skip

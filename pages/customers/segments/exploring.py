"""Looking deeper at the tiers: who stands where by any attribute, and any two groups side by side."""

import pandas as pd
import streamlit as st

from cx import definitions
from cx.charts.customers import breakdown as breakdown_charts
from cx.customers import saved_segments
from cx.customers.segments import breakdown, comparison
from cx.customers.segments.tier_model import TIERS
from cx.engine import coverage
from cx.statistics.intervals import ENOUGH_TO_RANK, ROUGH_UNDER
from cx.tables.column_names import attribute_name
from cx.text.formatting import _, number
from pages.customers.segments import findings
from pages.shared import answers, list_height, pictures, safe_text, url_state


def tier_mix(chosen, assumptions) -> None:
    """The tiers within each region, channel, or any other attribute, each bar with its n."""
    offered = answers.ask(breakdown.attributes)
    url_state.restore("by", offered, offered[0])
    attribute = st.pills(_("Break down by"), offered, key="by", format_func=attribute_name, required=True)
    url_state.hold("by", attribute, offered[0])
    of_segment = _of_segment() if attribute == breakdown.SEGMENT else None
    table = answers.ask(
        breakdown.tiers,
        as_of=chosen.scope,
        attribute=attribute,
        assumptions=assumptions,
        of_segment=of_segment,
    )
    if set(table.group) == {breakdown.UNKNOWN}:
        st.caption(_("No customer here has a value for this attribute."))
        return
    partial = answers.ask(breakdown.partial_years, as_of=chosen.as_of) if attribute == "first year" else []
    compared = table[~table.group.isin(partial)]
    title = (
        _("Tier mix of {group}").format(group=safe_text.escaped(table.group.iloc[0]))
        if table.group.nunique() == 1
        else findings.mix(compared, attribute_name(attribute).lower(), of_segment)
    )
    st.header(title)
    st.caption(findings.mix_order(table, attribute_name(attribute).lower(), partial))
    pictures.show(
        breakdown_charts.mix,
        breakdown_charts.mix_frames(table),
        key="mix",
        alt=_("Tiers by {attribute}").format(attribute=attribute_name(attribute)),
        title=title,
        basis=_("n = {n} customers").format(n=number(table.customers.sum())),
        table=table,
        terms=("Tier mix", *TIERS),
        groups=table.group.nunique(),
    )


def _of_segment() -> str:
    """The saved segment whose members stand beside everybody else."""
    names = answers.ask(saved_segments.names)
    url_state.restore("members", names, names[0])
    name = st.selectbox(_("Members of"), names, key="members", width=320)
    url_state.hold("members", name, names[0])
    return name


def compare(chosen, assumptions, given: dict, picked_words: list[str]) -> None:
    """Two groups on every measure; given, picked_words : the selection of the page, which can be one of them."""
    groups = _groups(chosen, picked_words)
    names = list(groups)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        url_state.restore("one", names, names[0])
        one = st.selectbox(_("Compare"), names, key="one")
        others = [_("All others"), *names]
        url_state.restore("other", others, others[0])
        other = st.selectbox(_("with"), others, key="other")
        url_state.hold("one", one, names[0])
        url_state.hold("other", other, others[0])
    pair = groups[one], groups.get(other, comparison.OTHERS)
    needs_selection = ("selection", "") in pair
    found = answers.ask(
        comparison.compare,
        as_of=chosen.as_of,
        one=pair[0],
        other=pair[1],
        assumptions=assumptions,
        selected=given if needs_selection else None,
    )
    st.header(findings.comparison(found.table, one))
    st.caption(
        _(
            "{one}: {n} · {other}: {m}. Right: higher in {one}. Lines are 95% intervals; hollow: too few to tell, or no"
            " difference beyond chance among all measures. Rough: money of under {rough} customers."
        ).format(one=one, n=number(found.n), other=other, m=number(found.other_n), rough=ROUGH_UNDER)
        + (f" {_('{n} are in both.').format(n=number(found.both))}" if found.both else "")
        + (f" {_('Triangle: beyond 3 standard deviations.')}" if breakdown_charts.is_beyond(found.table) else ""),
        help=definitions.of("Comparison").says,
    )
    if min(found.n, found.other_n) == 0:
        return
    frames = breakdown_charts.forest_frames(found.table, chosen.currency)
    pictures.show(
        breakdown_charts.forest,
        frames,
        key="forest",
        alt=_("Differences of the two groups"),
        title=findings.comparison(found.table, one),
        basis=_("{one}: {n} · {other}: {m}").format(one=one, n=number(found.n), other=other, m=number(found.other_n)),
        table=found.table,
        terms=("Comparison",),
        rows=len(frames["rows"]),
        names=(one, other),
    )
    with st.expander(_("All figures, with intervals")):
        figures = _figures(found.table, one, other, chosen.currency)
        st.dataframe(figures, hide_index=True, height=list_height.whole_rows(len(figures)))


def _groups(chosen, picked_words: list[str]) -> dict[str, comparison.Group]:
    """Every group that can be compared, by the words it is offered with; what is picked on the page first."""
    found = {_("Selected customers"): ("selection", "")} if picked_words else {}
    found |= {_(tier): ("tier", tier) for tier in TIERS}
    found |= {f"{_('Segment')}: {name}": ("segment", name) for name in answers.ask(saved_segments.names)}
    found |= {f"{_('Region')}: {name}": ("region", name) for name in answers.ask(coverage.regions)}
    found |= {f"{_('Channel')}: {name}": ("channel", name) for name in answers.ask(coverage.channels)}
    return found | {_("Everybody"): comparison.EVERYBODY}


def _figures(table: pd.DataFrame, one: str, other: str, currency: str) -> pd.DataFrame:
    def interval(row, low: str, high: str) -> str:
        low, high = getattr(row, low), getattr(row, high)
        text = _("{low} … {high} (rough)") if row.is_rough else _("{low} … {high}")
        ends = [breakdown_charts.said(row.measure, end, currency) for end in (low, high)]
        return text.format(low=ends[0], high=ends[1])

    def verdict(row) -> str:
        if pd.isna(row.higher):
            return _("too few to tell") if min(row.n, row.other_n) < ENOUGH_TO_RANK else _("no clear difference")
        return _("higher") if row.higher else _("lower")

    other = other if other != one else f"{other} (2)"
    rows = [
        {
            _("Measure"): breakdown_charts.name_of(row.measure),
            one: breakdown_charts.said(row.measure, row.mean, currency),
            f"{one} {_('95% interval')}": interval(row, "low", "high"),
            other: breakdown_charts.said(row.measure, row.other_mean, currency),
            f"{other} {_('95% interval')}": interval(row, "other_low", "other_high"),
            "n": f"{number(row.n)} | {number(row.other_n)}",
            _("Difference"): breakdown_charts.said(row.measure, row.difference, currency),
            _("Verdict"): verdict(row),
        }
        for row in table.itertuples()
    ]
    return pd.DataFrame(rows)

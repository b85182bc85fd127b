"""How sure the tiers are: clusters and their number, rules that explain them, and what hangs on the assumptions."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from cx import definitions
from cx.customers import segments, sensitivity
from cx.customers.segments import accepted_models, explanation
from cx.customers.segments.tier_model import TIERS
from cx.statistics.clusters import STABLE
from cx.tables.customer_measures import title
from cx.text.formatting import _, day, number, percent
from pages.shared import answers, assumptions_drawer, tier_sentences

BEST = 0
"""In place of a number of clusters: the best by silhouette and stability."""


def draw(chosen, assumptions) -> None:
    """Quality of the clusters, rules with their fidelity, the number of clusters, the key of the fixed cost."""
    asked = {"as_of": chosen.as_of, "assumptions": assumptions}
    tiers = answers.ask(segments.tiers, **asked)
    if assumptions.bands:
        _limits(chosen, assumptions, tiers)
        return
    st.header(tier_sentences.quality(answers.ask(segments.model, **asked)))
    st.caption(tier_sentences.borderline(tiers), help=definitions.of("Silhouette, stability, borderline").says)
    left, right = st.columns([3, 2])
    with left, st.container(border=True, height="stretch"):
        _rules(chosen, asked)
    with right, st.container(border=True, height="stretch"):
        _number_of_clusters(assumptions, asked)
    with st.container(border=True):
        _key(asked)


def basis(chosen, assumptions) -> None:
    """Under the title: which profit it is, what is assumed, which model places, and how many tiers hang on
    the key of the fixed cost.
    """
    asked = {"as_of": chosen.as_of, "assumptions": assumptions}
    _table, counts = answers.ask(sensitivity.keys, **asked)
    said = [assumptions_drawer.assumed(chosen), f"{tier_sentences.key_dependence(counts)}."]
    if not chosen.narrowed_to:
        said.insert(0, tier_sentences.profits(answers.ask(segments.profit_and_loss, **asked), chosen.currency))
    if not assumptions.bands:
        said.append(model(chosen, assumptions))
    st.caption(" ".join(sentence for sentence in said if sentence))


def model(chosen, assumptions) -> str | None:
    """What a person has to know of the model that places customers; None where it is the one they accepted."""
    old = answers.ask(accepted_models.outdated, as_of=chosen.as_of)
    if old:
        return _(
            "The model of {day} was accepted in an earlier version, with recency on another scale, and is not used: "
            "accept a new fit under Assumptions."
        ).format(day=day(old))
    now = answers.ask(segments.model, as_of=chosen.as_of, assumptions=assumptions)
    if now.limits:
        return _("No number of clusters is stable: limits on profit and value to the customer are used instead.")
    if now.is_first:
        return _("Tier model: first fit of this store, {day}, accepted automatically.").format(day=day(now.as_of))
    return None


def _limits(chosen, assumptions, tiers) -> None:
    measure = assumptions.bands_by
    st.header(_("Custom thresholds on {measure}").format(measure=title(measure).lower()))
    st.caption(tier_sentences.coverage(tiers))
    people = tiers.set_index("tier").customers
    st.dataframe(
        pd.DataFrame(
            [
                {
                    _("Tier"): _(tier),
                    _("Thresholds"): tier_sentences.rule(((measure, low, high),), chosen.currency),
                    _("Customers"): int(people[tier]),
                }
                for tier, low, high in assumptions.bands
            ]
        ),
        hide_index=True,
        height="content",
    )
    if st.button(_("Back to clusters"), icon=":material/restart_alt:"):
        assumptions_drawer.set_to(replace(assumptions, bands=None, bands_by="profit"))
        st.rerun()


def _rules(chosen, asked: dict) -> None:
    rules, fidelity = answers.ask(explanation.rules, **asked)
    st.markdown(f"**{_('What separates the clusters')}**", help=definitions.of("Rules of a cluster").says)
    if rules.empty:
        st.caption(_("There is only one cluster."))
        return
    st.caption(
        _("These rules predict the right cluster for {share} of customers held out ({low} to {high}).").format(
            share=percent(fidelity[0]), low=percent(fidelity[1]), high=percent(fidelity[2])
        )
    )
    for (cluster, tier), leaves in rules.groupby(["cluster", "tier"], sort=True):
        st.markdown(f"**{_(tier)}** · {_('cluster {n}').format(n=int(cluster))}")
        lines = (
            f"- {tier_sentences.rule(leaf.bounds, chosen.currency)} :gray[({number(leaf.customers)},"
            f" {percent(leaf.right)} {_('right')})]"
            for leaf in leaves.head(3).itertuples()
        )
        st.markdown("\n".join(lines))


def _number_of_clusters(assumptions, asked: dict) -> None:
    st.markdown(
        f"**{_('Number of clusters')}**",
        help=_("Silhouette: separation. Bootstrap: repeatability; 1 is always the same."),
    )
    with st.spinner(_("Trying each number of clusters…")):
        table = answers.ask(segments.choices, **asked)
    if table.empty:
        st.caption(_("Too few different customers to choose a number."))
        return
    now = len(answers.ask(segments.model, **asked).centres)
    shown = pd.DataFrame(
        {
            _("Clusters"): [f"{k}{' ←' if k == now else ''}" for k in table.clusters],
            _("Silhouette"): table.silhouette,
            _("Bootstrap adjusted Rand"): [
                f"{number(row.bootstrap, 2)} ({number(row.low, 2)}–{number(row.high, 2)})" for row in table.itertuples()
            ],
            _("Stable"): [_("yes") if share >= STABLE else _("no") for share in table.bootstrap],
        }
    )
    st.dataframe(
        shown,
        hide_index=True,
        height="content",
        column_config={_("Silhouette"): st.column_config.NumberColumn(format="%.2f")},
        alt=_("Quality by number of clusters"),
    )
    options = sorted({BEST, assumptions.clusters or BEST, *table.clusters.astype(int).tolist()})
    st.segmented_control(
        _("Number of clusters"),
        options,
        default=assumptions.clusters or BEST,
        required=True,
        key="take-clusters",
        format_func=lambda k: _("best") if k == BEST else number(k),
        on_change=_take,
        args=(assumptions,),
    )


def _take(assumptions) -> None:
    assumptions_drawer.set_to(replace(assumptions, clusters=st.session_state["take-clusters"] or None))


def _key(asked: dict) -> None:
    table, counts = answers.ask(sensitivity.keys, **asked)
    st.markdown(
        f"**{tier_sentences.key_dependence(counts)}**",
        help=definitions.of("Sensitivity").says,
    )
    names = {
        "tier": _("Tier"),
        "order": _("By order"),
        "customer": _("By customer"),
        "revenue": _("By revenue"),
    }
    shown = table.assign(tier=[_(tier) for tier in TIERS]).rename(columns=names)
    st.dataframe(
        shown,
        hide_index=True,
        height="content",
        column_config={names[key]: st.column_config.NumberColumn(format="localized") for key in list(names)[1:]},
        alt=_("Customers of each tier under each key of the fixed cost"),
    )

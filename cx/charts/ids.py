"""Chart ids: what a saved slide calls its chart, wherever the function that draws it lies."""

from collections.abc import Callable

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
"""Python path -> id: slides that were saved before charts had ids name them by the path of that time. Nothing is added here."""
_ids: dict[str, str] = {}


def identified(chart_id: str) -> Callable[[Callable], Callable]:
    """Give a chart function its id, which no other has and which never changes: saved slides hold it.

    Raises
    ------
    ValueError where another function has the id.
    """

    def mark(chart: Callable) -> Callable:
        path = f"{chart.__module__}.{chart.__qualname__}"
        if _ids.setdefault(chart_id, path) != path:
            raise ValueError(f"{chart_id} is the id of {_ids[chart_id]}, so it cannot be that of {path}")
        chart.chart_id = chart_id
        return chart

    return mark

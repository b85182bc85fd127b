"""The answers behind the first view of each page, by name: what bench/scale_steps.py asks cold and warm."""

from collections.abc import Callable
from datetime import date, timedelta

import cx
from cx.customers import customer_types, funnel, movement, playbook, retention, rfm, segments
from cx.customers.segments import selection
from cx.experience import complaints, recognition, support, voice
from cx.products import categories as stage_mix
from cx.products import stages
from cx.quality import report as quality

Question = Callable[[cx.Store, date], object]


def _half_a_year(as_of: date) -> date:
    return as_of - timedelta(days=182)


def _year_before(as_of: date) -> date:
    return as_of - timedelta(days=365)


PAGES: dict[str, dict[str, Question]] = {
    "segments": {
        "tiers": lambda store, at: segments.tiers(store, at, since=_half_a_year(at)),
        "months of tiers": segments.tier_months,
        "dots": lambda store, at: selection.dots(store, at, since=_half_a_year(at)),
        "whale curve": segments.whale_curve,
        "tier mix": segments.tier_mix,
        "profit and loss": segments.profit_and_loss,
        "list": lambda store, at: selection.listed(store, at, since=_half_a_year(at)),
    },
    "funnel": {
        "steps": lambda store, at: funnel.lifecycle(store, at, entered_from=_half_a_year(at)),
        "by channel": lambda store, at: funnel.lifecycle(store, at, entered_from=_half_a_year(at), breakdown="channel"),
        "new customers": lambda store, at: funnel.new_customers(store, at, entered_from=_half_a_year(at)),
    },
    "stages": {
        "products": stages.current,
        "portfolio": stages.portfolio,
        "months": stages.months,
        "counts": stage_mix.counts,
    },
    "retention": {
        "cohorts": retention.cohorts,
        "flow": retention.flow,
        "overdue": retention.overdue,
    },
    "RFM": {"groups": rfm.groups, "cells": rfm.cells, "left out": rfm.left_out},
    "types": {"kinds": customer_types.kinds, "with tiers": customer_types.crossed},
    "movement": {
        "flows": lambda store, at: movement.flows(store, at, before=_year_before(at)),
        "directions": lambda store, at: movement.directions(store, at, before=_year_before(at)),
    },
    "playbook": {"plays": playbook.plays},
    "voice": {
        "NPS": voice.score,
        "trend": voice.slope,
        "by tier": lambda store, at: voice.score(store, at, by="tier"),
        "drivers": voice.drivers,
        "topics": voice.topics,
    },
    "complaints": {
        "rate": complaints.rate,
        "recovery": complaints.recovery,
        "check": complaints.check,
        "waiting": complaints.waiting,
    },
    "support": {
        "waits": support.waits,
        "summary": support.summary,
        "topics": support.topics,
        "calls": support.calls,
        "unresolved": support.unresolved,
    },
    "recognition": {
        "week": recognition.week,
        "list": recognition.due,
        "in time": recognition.in_time,
        "by month": recognition.by_month,
        "effect": recognition.effect,
    },
    "data": {
        "tables": lambda store, _at: quality.tables(store),
        "missing": lambda store, _at: quality.missing(store),
    },
}
"""Page -> answer -> how it is asked; the order is that of the page, so what several need is paid by the first."""

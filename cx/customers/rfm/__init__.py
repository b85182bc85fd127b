"""Recency, frequency, money."""

from cx.customers.rfm.scores import (
    ALIKE,
    LISTED,
    STANDARD,
    UNNAMED,
    cells,
    customers,
    groups,
    left_out,
    listed,
    save,
    scale,
    scored,
)

__all__ = [
    "ALIKE",
    "LISTED",
    "STANDARD",
    "UNNAMED",
    "cells",
    "customers",
    "groups",
    "left_out",
    "listed",
    "save",
    "scale",
    "scored",
]

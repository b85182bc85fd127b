"""Recency, frequency, money."""

from cx.customers.rfm.scores import (
    ALIKE,
    DEFAULT,
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
    "DEFAULT",
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

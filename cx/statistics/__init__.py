"""Formulas that need no store."""

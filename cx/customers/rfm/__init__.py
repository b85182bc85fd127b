"""Recency, frequency, money."""

"""Stages of the product lifecycle."""

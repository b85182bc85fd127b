"""Bytes to lines of text."""

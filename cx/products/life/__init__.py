"""Curves of the lives of products."""

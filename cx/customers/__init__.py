"""Customers: what they are worth, how they come, stay and leave."""

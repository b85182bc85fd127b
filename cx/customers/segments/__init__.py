"""Metal tiers and groups of customers."""

"""The tiers of customers and the stages of products, each in order; colours and tables follow it."""

TIERS = ["Platinum", "Gold", "Silver", "Bronze", "Tin"]
STAGES = ["Development", "Introduction", "Growth", "Saturation", "Decline"]

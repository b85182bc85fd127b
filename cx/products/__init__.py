"""Products: what they sell and at which stage of life they stand."""

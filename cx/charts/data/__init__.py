"""Charts of the pages on data."""

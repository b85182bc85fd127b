"""Charts of the pages on customers."""

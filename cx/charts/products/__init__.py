"""Charts of the pages on products."""

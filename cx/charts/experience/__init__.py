"""Charts of the pages on experience."""

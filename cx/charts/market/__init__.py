"""Charts of the pages of the market."""

"""Which cell of a file is which column of a table."""

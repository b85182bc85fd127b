"""From a file to rows in a table."""

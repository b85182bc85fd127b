"""The DuckDB file: answers that are kept, derived tables, statements."""

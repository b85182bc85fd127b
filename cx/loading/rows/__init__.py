"""Records to rows or to quarantine."""

"""What was loaded, and what became of it."""

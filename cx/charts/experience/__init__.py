"""Charts of what customers live through."""

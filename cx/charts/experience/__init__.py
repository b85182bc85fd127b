"""Pictures of the experience pages."""

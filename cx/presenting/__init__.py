"""Pictures frozen for slides, decks, PowerPoint, polls."""

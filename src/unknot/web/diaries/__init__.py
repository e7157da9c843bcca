"""How it was, day by day."""

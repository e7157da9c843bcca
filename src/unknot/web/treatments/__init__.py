"""What was done at a point, and how it went."""

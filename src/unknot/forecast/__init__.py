"""What happens when a point is released, and how long the relief lasts."""

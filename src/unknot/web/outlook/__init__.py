"""What happens when it is released? A page about trigger points in general."""

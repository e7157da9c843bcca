"""Before and after to a change: beyond measuring error, within it, or not known."""

"""The skin as one surface: painting on it, reading the paint, distances, areas, change."""

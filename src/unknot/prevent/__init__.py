"""Keep it from coming back: what feeds the points, a home programme, and breaks."""

"""Who is cared for here, and on whose account."""

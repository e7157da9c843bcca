"""Papers to hand out: a plan as PDF. Nothing is loaded on import."""

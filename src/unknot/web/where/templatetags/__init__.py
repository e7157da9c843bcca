"""Tags of the journey's templates."""

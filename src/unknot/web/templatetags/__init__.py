"""Tags that the pages' templates share."""

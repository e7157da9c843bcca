"""Published trials to what a group of people may expect, and what a technique adds."""

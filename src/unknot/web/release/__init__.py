"""Confirm points, plan, measure, release with a clock, measure again: the second half."""

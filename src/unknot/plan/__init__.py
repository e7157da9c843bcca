"""Warnings first, then a dosed release plan."""

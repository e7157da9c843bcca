"""Simulated people to look around with, and to measure with."""

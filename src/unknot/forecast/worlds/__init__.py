"""Simulated people, to try a forecast on before anybody's pain depends on it.

Three worlds: one that is exactly what the model believes, one with heavy tails and flares, and
one in which a point is a switch between quiet and active that no version of the model makes.
Each gives `Episode`s: a diary as a person would keep it, and the pain that was really there.
"""

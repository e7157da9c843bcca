"""The columns of one row that the compiled filter takes.

A row is a step in time and what happens at its end: a treatment, a rating, a pressure
threshold, or nothing. Columns hold nan, or -1 for the way, where nothing happens.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "CARE",
    "CARE_VARIANCE",
    "DAYS",
    "HIGH",
    "LOAD",
    "LOAD_VARIANCE",
    "LOG_PPT",
    "LOW",
    "N_COLUMNS",
    "WAY",
]

DAYS: Final = 0
"""Length of the step. [days]"""
LOAD: Final = 1
LOAD_VARIANCE: Final = 2
CARE: Final = 3
CARE_VARIANCE: Final = 4
WAY: Final = 5
"""Place of the treatment's method; -1 for none."""
LOW: Final = 6
"""Lower border of the felt pain that was rated; nan for no rating. [points]"""
HIGH: Final = 7
LOG_PPT: Final = 8
"""Logarithm of the pressure pain threshold; nan for none. [log kPa]"""
N_COLUMNS: Final = 9

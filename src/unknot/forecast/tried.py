"""What trying the forecast has shown, as the pages say it; on simulated people only.

The one place for these numbers outside the report docs/explanation/forecast-validation.md; a
test holds the two together, so that a new run of the report is said here as well.
"""

from __future__ import annotations

from typing import Final

__all__ = ["HELD_IN_JUMPERS", "PROMISED"]

PROMISED: Final = 80
"""Of 100 ratings, those that the outer range is to hold."""
HELD_IN_JUMPERS: Final = 65
"""Of 100 ratings, those that it held in the worst row: simulated people whose pain jumps between
two states, two weeks and more ahead, as the product forecasts (nothing fitted)."""

"""What the pages say was tried agrees with the report of the validation."""

from __future__ import annotations

import re
from pathlib import Path

from unknot.forecast.tried import HELD_IN_JUMPERS, PROMISED
from unknot.forecast.wording import tried_sentence

REPORT = Path(__file__).parents[3] / "docs" / "explanation" / "forecast-validation.md"


def test_the_worst_row_of_the_report_is_the_one_that_is_said() -> None:
    """After a new run of scripts/validate_forecast.py: set forecast/tried.py anew."""
    text = REPORT.read_text(encoding="utf-8")
    product = text[text.index("## As the product forecasts") :]
    worlds = re.findall(r"\*\*World: ([a-z ]+)\*\*", product)
    rows = re.findall(rf"\| inside {PROMISED}%, forecast \|([ |.\d]+)\|", product)
    held = {
        world: min(float(cell) for cell in row.split("|"))
        for world, row in zip(worlds, rows, strict=False)
    }
    assert len(held) == 3
    assert min(held, key=lambda world: held[world]) == "two states"
    assert round(100 * held["two states"]) == HELD_IN_JUMPERS


def test_the_sentence_says_both_numbers_and_on_whom() -> None:
    said = tried_sentence()
    assert "simulated people only; no real diary was at hand" in said
    assert f"ranges for {PROMISED} of 100 ratings held only {HELD_IN_JUMPERS}" in said

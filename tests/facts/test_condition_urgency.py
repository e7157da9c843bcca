"""How urgent a condition is agrees with what its contraindications say to do instead."""

from __future__ import annotations

from unknot.facts.conditions import load_conditions
from unknot.facts.contraindications import load_contraindications

WORDS = {
    "emergency_now": ("Emergency care", "Urgent medical care"),
    "same_day": ("the same day",),
}


def test_every_urgency_is_read_from_the_rows_of_its_condition() -> None:
    urgent = [one for one in load_conditions().values() if one.urgency]
    assert len(urgent) == 6
    for one in urgent:
        assert one.urgency is not None
        rows = [row for row in load_contraindications().values() if row.condition == one.id]
        said = " ".join(row.instead for row in rows)
        assert any(words in said for words in WORDS[one.urgency]), one.id


def test_no_absolute_row_that_asks_for_urgent_care_lacks_its_urgency() -> None:
    for row in load_contraindications().values():
        asks = any(words in row.instead for some in WORDS.values() for words in some)
        if row.level == "absolute" and asks:
            assert load_conditions()[row.condition].urgency, row.id

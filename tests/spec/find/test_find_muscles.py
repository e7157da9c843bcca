"""Described pains and the muscles that stand high: the drawn table, a reason in each row."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from unknot.find.query import Query, query_from
from unknot.find.ranking import rank_muscles

with (Path(__file__).parent / "described_pain.csv").open(encoding="utf-8") as _stream:
    STORIES = list(csv.DictReader(_stream))


def places(cell: str, name: str) -> list[dict[str, Any]]:
    """Read ``temple:right occiput:left``."""
    return [dict(zip((name, "side"), place.split(":"), strict=True)) for place in cell.split()]


def told(row: dict[str, str]) -> Query:
    return query_from(
        {
            "pain": places(row["pain"], "region"),
            "symptoms": row["symptoms"].split(),
            "limited_movements": places(row["limited"], "movement"),
        }
    )


@pytest.mark.parametrize("row", STORIES, ids=lambda row: f"{row['story']} {row['muscles']}")
def test_muscles_of_the_story_stand_high(row: dict[str, str]) -> None:
    """Every muscle named stands among the first few, on the painful side."""
    assert row["why"]
    side = row["pain"].split()[0].partition(":")[2]
    first = rank_muscles(told(row)).candidates[: int(row["within"])]
    shown = [(candidate.muscle, candidate.side) for candidate in first]
    assert {(muscle, side) for muscle in row["muscles"].split()} <= set(shown)


@pytest.mark.parametrize("row", STORIES, ids=lambda row: f"{row['story']} {row['muscles']}")
def test_first_muscle_of_the_story_says_why(row: dict[str, str]) -> None:
    first = rank_muscles(told(row)).candidates[0]
    assert first.reasons_for
    assert first.side == row["pain"].split()[0].partition(":")[2]

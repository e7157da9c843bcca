"""The table of touching regions as it is written from the surface."""

from __future__ import annotations

import csv

from unknot.body.skin import Skin
from unknot.muscles.catalogue import load_neighbours
from unknot.muscles.touching import neighbours_table

BY_HAND = {
    "region": "lips", "neighbour": "temple", "weight": "0.5", "across_midline": "no", "why": "test"
}  # fmt: skip


def rows(skin: Skin, *before: dict[str, str]) -> list[dict[str, str]]:
    return list(csv.DictReader(neighbours_table(skin, before).splitlines()))


def test_touching_bands_stand_in_the_table_in_order(egg: Skin) -> None:
    table = rows(egg)
    assert table[0] == {
        "region": "heel", "neighbour": "heel", "weight": "0.5", "across_midline": "yes", "why": "",
    }  # fmt: skip
    assert table[1]["neighbour"] == "knee_front"
    assert table[1]["weight"] == "1"
    pairs = [(row["region"], row["neighbour"]) for row in table]
    assert pairs == sorted(pairs)


def test_row_with_a_reason_stays_and_any_other_is_measured_anew(egg: Skin) -> None:
    stale = {**BY_HAND, "neighbour": "lumbar", "why": ""}
    assert rows(egg, BY_HAND, stale) == sorted(
        [*rows(egg), BY_HAND], key=lambda row: (row["region"], row["neighbour"])
    )


def test_pair_that_touches_needs_no_reason(egg: Skin) -> None:
    touching = {**BY_HAND, "region": "temple", "neighbour": "sternum"}
    assert rows(egg, touching) == rows(egg)


def test_packaged_pairs_by_hand_say_why() -> None:
    by_hand = [pair for pair in load_neighbours() if pair.why]
    assert ("great_toe", "lesser_toes") in [(pair.region, pair.neighbour) for pair in by_hand]
    assert len(by_hand) < 10

"""Muscles, their zones and their neighbours as records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from unknot.errors import FactsError
from unknot.muscles import catalogue
from unknot.muscles.catalogue import MUSCLE_FILES, Zone, load_muscles, load_neighbours


def first_muscle() -> dict[str, Any]:
    text = (MUSCLE_FILES / "muscles.jsonl").read_text(encoding="utf-8")
    fields: dict[str, Any] = json.loads(text.split("\n", 1)[0])
    return fields


def complaint_about(
    lines: list[dict[str, Any]], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / "muscles.jsonl").write_text(text, encoding="utf-8")
    monkeypatch.setattr(catalogue, "MUSCLE_FILES", folder)
    with pytest.raises(FactsError) as caught:
        load_muscles.__wrapped__()
    return str(caught.value)


def test_muscle_keeps_its_sites_with_three_kinds_of_zones() -> None:
    muscle = load_muscles()["infraspinatus"]
    assert muscle.sites[0].id == "infraspinatus_1"
    assert all(site.local for site in muscle.sites)
    assert Zone("shoulder_front", "same") in muscle.sites[0].essential


def test_every_site_belongs_to_its_muscle() -> None:
    strangers = [
        site.id
        for muscle in load_muscles().values()
        for site in muscle.sites
        if not site.id.startswith(f"{muscle.id}_")
    ]
    assert strangers == []


def test_landmarks_of_a_site_cannot_be_changed() -> None:
    site = load_muscles()["infraspinatus"].sites[0]
    with pytest.raises(TypeError, match="does not support item assignment"):
        site.landmarks["from"] = "elsewhere"  # type: ignore[index]


def test_missing_field_is_named_with_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = first_muscle()
    del fields["sites"]
    assert complaint_about([fields], tmp_path, monkeypatch) == (
        "muscles.jsonl:1: field 'sites' is missing or misshapen."
    )


def test_muscle_that_stands_twice_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = first_muscle()
    assert complaint_about([fields, fields], tmp_path, monkeypatch) == (
        f"muscles.jsonl:2: muscle '{fields['muscle']}' stands twice."
    )


def test_neighbours_across_the_midline_are_the_same_region() -> None:
    across = [pair for pair in load_neighbours() if pair.across_midline]
    assert across
    assert all(pair.region == pair.neighbour for pair in across)


@pytest.mark.parametrize(
    "case",
    [
        ("heavy", "neighbours.csv:2: weight 'heavy' is not a number."),
        ("0", "neighbours.csv:2: weight 0.0 is not above 0 and at most 1."),
        ("1.5", "neighbours.csv:2: weight 1.5 is not above 0 and at most 1."),
    ],
)
def test_weight_of_neighbours_lies_above_zero_and_at_most_one(
    case: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weight, message = case
    (tmp_path / "neighbours.csv").write_text(
        f"region,neighbour,weight,across_midline\nheel,temple,{weight},no\n", encoding="utf-8"
    )
    monkeypatch.setattr(catalogue, "MUSCLE_FILES", tmp_path)
    with pytest.raises(FactsError) as caught:
        load_neighbours.__wrapped__()
    assert str(caught.value) == message

"""The warning signs on constructed vignettes, against written floors.

The vignettes were written by whoever mended the rules, so both halves flatter them. Half 2
was measured once before it was used. The rules as they stood before any vignette raised
134 of its 137 stated cases, 127 urgently enough, and had the deciding question among the
first twenty for 125 of 139; after mending on half 1 it was 137, 136 and 127.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from unknot.facts.cases import Negative, load_cases, read_negatives
from unknot.facts.reading import read_json_lines
from unknot.facts.red_flags import load_red_flags
from unknot.find.alerts import load_facts
from unknot.find.evaluating_safety import (
    SafetyEvaluation,
    evaluate_negatives,
    input_of_case,
)
from unknot.find.red_flags import first_priority_open, screen

PATH = Path(__file__).parent / "safety_vignettes.jsonl"
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in PATH.read_text(encoding="utf-8").splitlines()
]


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a vignette as a line of ``negatives.jsonl``."""
    own = ("label", "deciding", "ground", "half")
    return {
        **{key: value for key, value in row.items() if key not in own},
        "source": {"title": "constructed", "url": "constructed"},
        "pain_words": row["diagnosis"],
        "flags_timing": "first_visit" if row["flags"] else "mixed",
        "other_facts": [],
        "detail": "moderate",
        "note": row["ground"],
    }


@pytest.fixture(scope="module")
def vignettes(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Negative]:
    path = tmp_path_factory.mktemp("vignettes") / "safety_vignettes.jsonl"
    path.write_text("\n".join(json.dumps(_told(row)) for row in ROWS), encoding="utf-8")
    return tuple(read_negatives(read_json_lines(path)).values())


@pytest.fixture(scope="module", params=[1, 2])
def measured(request: pytest.FixtureRequest, vignettes: Sequence[Negative]) -> SafetyEvaluation:
    rows = {row["id"]: row for row in ROWS if row["half"] == request.param}
    return evaluate_negatives(
        [one for one in vignettes if one.id in rows],
        trigger_points=load_cases().values(),
        deciding={
            id_: [frozenset(one) for one in row["deciding"]]
            for id_, row in rows.items()
            if row["deciding"]
        },
    )


def test_vignettes_say_that_they_are_constructed() -> None:
    assert {row["label"] for row in ROWS} == {"constructed"}
    assert all(row["ground"] for row in ROWS)
    assert len({row["id"] for row in ROWS}) == len(ROWS) == 341


def test_halves_are_about_equal_in_every_stratum() -> None:
    for stratum in {row["stratum"] for row in ROWS}:
        halves = [row["half"] for row in ROWS if row["stratum"] == stratum]
        assert abs(halves.count(1) - halves.count(2)) <= 1, stratum


def test_vignettes_answer_only_known_questions() -> None:
    known = load_red_flags()
    for row in ROWS:
        asked = {*row["flags"], *(one for decides in row["deciding"] for one in decides)}
        assert asked <= set(known), row["id"]


def test_serious_vignettes_with_a_stated_yes_alert(measured: SafetyEvaluation) -> None:
    assert measured.alerted.of in (133, 137)
    assert measured.alerted.value >= 0.98
    assert measured.urgently_enough.value >= 0.95


def test_no_group_of_causes_is_left_out(measured: SafetyEvaluation) -> None:
    assert len(measured.by_stratum) == 12
    assert min(share.value for share in measured.by_stratum.values()) >= 0.85
    assert measured.by_urgency["emergency_now"].value >= 0.95


def test_harmless_vignettes_are_seldom_alarmed(measured: SafetyEvaluation) -> None:
    assert measured.over_alarmed.of in (78, 79)
    assert measured.over_alarmed.value <= 0.11
    assert measured.over_alarmed_apart.value <= 0.03


def test_deciding_question_comes_early(measured: SafetyEvaluation) -> None:
    assert measured.deciding_asked_early.value >= 0.92


def test_a_stated_question_comes_early(vignettes: Sequence[Negative]) -> None:
    stated = [one for one in vignettes if one.kind == "serious" and one.flags]
    early = [set(screen(input_of_case(one)).to_ask[:20]) & set(one.flags) for one in stated]
    assert sum(bool(one) for one in early) / len(stated) >= 0.83


def test_one_of_the_answers_alone_still_alerts(vignettes: Sequence[Negative]) -> None:
    sparse = [
        replace(one, id=f"{one.id}-{flag}", flags=(flag,))
        for one in vignettes
        if one.kind == "serious"
        for flag in one.flags
    ]
    found = evaluate_negatives(sparse)
    assert found.alerted.value >= 0.95
    assert found.urgently_enough.value >= 0.85


def test_gate_is_short_enough_for_a_tired_person(vignettes: Sequence[Negative]) -> None:
    facts = load_facts()
    lengths = sorted(len(first_priority_open(input_of_case(one), facts)) for one in vignettes)
    assert lengths[-1] <= 24
    assert lengths[len(lengths) // 2] <= 15

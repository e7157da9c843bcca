"""How well whole sentences are read, in everyday and clinic English, British and American.

``tests/spec/test_words_sentences.csv`` holds 244 sentences written for this test, with what
a careful reader would take from each: places with sides, symptoms, movements that hurt or
fail (the affected side), and symptoms that are denied.

- ``first``: 159 sentences, written before the rules they test and used while mending them.
  At first scoring 0.84 of places, 0.86 of symptoms, 0.89 of movements and 0.64 of whole
  sentences were right. Then nine expectations were brought into line with the reader where
  it followed a written convention (a bare *elbow* is the outer elbow; the way to the
  buttock leads over the sacrum; a bra is fastened by turning the arm in), and two sentences
  were reworded.
- ``fresh``: 40 sentences, written when the first set held. At first scoring the shares
  fully right were 0.88 places, 0.83 symptoms, 0.93 movements and 0.63 of whole sentences;
  six of the fifteen faults were slips of the expectation and were corrected. Floors stand on
  the scoring after general faults were mended.
- ``told``: 45 sentences as a first-time user would type them, with slips, missing
  apostrophes and denials; most were once read wrongly. Written with the rules that mend
  them, so they keep what was won and measure nothing.

The author knows the vocabulary: expect less of other people's words.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from unknot.facts.reading import read_csv
from unknot.facts.vocabularies import load_movements, load_regions, load_symptoms
from unknot.find.words import Reading, read_words

TABLE = Path(__file__).parents[1] / "test_words_sentences.csv"
COLUMNS = ("places", "symptoms", "movements", "absent_symptoms")


@cache
def sentences() -> tuple[dict[str, str], ...]:
    return tuple(line.fields for line in read_csv(TABLE))


def wanted(row: dict[str, str], column: str) -> set[str]:
    parts = row[column].split(",") if column in ("places", "movements") else row[column].split()
    return {part.strip() for part in parts if part.strip()}


def said(reading: Reading, column: str) -> set[str]:
    if column == "places":
        return {f"{mark.side} {mark.region}" for mark in reading.pain}
    if column == "movements":
        return {f"{one.side} {one.movement}" for one in reading.limited_movements}
    return set(reading.symptoms if column == "symptoms" else reading.absent_symptoms)


def share_right(name: str, *columns: str) -> float:
    rows = [row for row in sentences() if row["set"] == name]
    right = sum(
        all(said(read_words(row["words"]), column) == wanted(row, column) for column in columns)
        for row in rows
    )
    return right / len(rows)


@pytest.mark.parametrize(
    ("name", "column", "floor"),
    [
        ("first", "places", 0.98),
        ("first", "symptoms", 0.98),
        ("first", "movements", 0.98),
        ("first", "absent_symptoms", 0.98),
        ("fresh", "places", 0.93),
        ("fresh", "symptoms", 0.95),
        ("fresh", "movements", 0.97),
        ("fresh", "absent_symptoms", 0.97),
        ("told", "places", 1.0),
        ("told", "symptoms", 1.0),
        ("told", "movements", 1.0),
        ("told", "absent_symptoms", 1.0),
    ],
)
def test_sentences_are_read_exactly(name: str, column: str, floor: float) -> None:
    assert share_right(name, column) >= floor


@pytest.mark.parametrize(("name", "floor"), [("first", 0.97), ("fresh", 0.90), ("told", 1.0)])
def test_whole_sentences_are_read_exactly(name: str, floor: float) -> None:
    assert share_right(name, *COLUMNS) >= floor


def test_table_names_only_known_ids() -> None:
    for row in sentences():
        assert {place.split()[1] for place in wanted(row, "places")} <= set(load_regions())
        assert {one.split()[1] for one in wanted(row, "movements")} <= set(load_movements())
        symptoms = wanted(row, "symptoms") | wanted(row, "absent_symptoms")
        assert symptoms <= set(load_symptoms())


@pytest.mark.parametrize(
    "words",
    [
        "I like walking and running",
        "Left knee pain for two years, I love walking",
        "I work as a typist at a computer. My knee hurts",
        "no better with walking",
        "Low back pain started after lifting a box",
        "Rest and sitting help the low back",
        "Knee pain is relieved by sitting, lying down and walking",
        "He does not run or jump",
        "I walk my dog daily and my left knee hurts",
        "neck pain, I sit all day at a desk",
        "Sitting eases it",
        "knee hurts less when walking",
        "Turn left at the lights",
    ],
)
def test_deed_that_provokes_nothing_is_not_read(words: str) -> None:
    reading = read_words(words)
    assert reading.symptoms == ()
    assert reading.absent_symptoms == ()
    assert reading.limited_movements == ()


@pytest.mark.parametrize(
    ("words", "symptoms", "absent"),
    [
        ("Sitting is okay, running is not", "pain_walking", "pain_sitting"),
        ("sitting hurts and walking does not", "pain_sitting", "pain_walking"),
        ("sitting makes it worse and walking eases it", "pain_sitting", ""),
        ("When walking, no pain", "", "pain_walking"),
        ("On stairs, my knee hurts", "pain_stairs", ""),
        ("Worse with: sitting, stairs", "pain_sitting pain_stairs", ""),
        (
            "No pain with sitting, standing and walking",
            "",
            "pain_sitting pain_standing pain_walking",
        ),
        ("no pain at rest and worse walking", "pain_walking", ""),
    ],
)
def test_and_comma_and_colon_part_what_is_told(words: str, symptoms: str, absent: str) -> None:
    reading = read_words(words)
    assert set(reading.symptoms) == set(symptoms.split())
    assert set(reading.absent_symptoms) == set(absent.split())

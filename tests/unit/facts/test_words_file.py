"""The loader of the word list, and that everything can be said."""

from __future__ import annotations

from pathlib import Path

import pytest

from unknot.errors import FactsError
from unknot.facts import words
from unknot.facts.vocabularies import load_movements, load_regions, load_symptoms
from unknot.find.words import read_words

HEADER = "phrase,kind,ids,qualifier_ids,language,source\n"


def test_every_region_is_named_by_a_row() -> None:
    named = {
        one
        for phrase in words.load_phrases()
        if phrase.kind in ("part", "vague", "symptom", "diagnosis")
        for ids in (phrase.ids, *phrase.qualifiers.values())
        for one in ids
    }
    assert set(load_regions()) <= named


def test_every_region_label_reads_as_its_region() -> None:
    missed = [
        region.id
        for region in load_regions().values()
        if region.id
        not in {mark.region for mark in read_words(region.label.partition(" (")[0]).pain}
    ]
    assert missed == []


def test_every_symptom_label_reads_as_its_symptom() -> None:
    assert [
        symptom.id
        for symptom in load_symptoms().values()
        if symptom.id not in read_words(symptom.label).symptoms
    ] == []


def test_every_movement_can_be_limited() -> None:
    assert [
        movement.id
        for movement in load_movements().values()
        if movement.id
        not in {
            one.movement
            for one in read_words(f"limited {movement.label.partition(' (')[0]}").limited_movements
        }
    ] == []


@pytest.mark.parametrize(
    "sample",
    [
        ("knee,limb,knee_front,,en,x", "words.csv:2: kind is 'limb', expected one of "),
        ("knee,part,knie,,en,x", "words.csv:2: 'knie' is no id for a row of kind part."),
        ("knee,part,knee_front,inner=knie,en,x", "qualifier 'inner=knie' names 'knie', not known"),
        ("left,side,links,,en,x", "words.csv:2: 'links' is no id for a row of kind side."),
        ("...,part,knee_front,,en,x", "words.csv:2: phrase '...' holds no word."),
        (
            "knee,part,knee_front,,en,x\nKnee,part,knee_back,,en,x",
            "words.csv:3: phrase 'Knee' stands already in words.csv:2.",
        ),
    ],
)
def test_broken_row_is_named(
    sample: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, message = sample
    (tmp_path / "words.csv").write_text(HEADER + row + "\n", encoding="utf-8")
    monkeypatch.setattr(words, "FACT_FILES", tmp_path)
    words.load_phrases.cache_clear()
    with pytest.raises(FactsError) as caught:
        words.load_phrases()
    words.load_phrases.cache_clear()
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "sample",
    [
        (None, "words.csv is missing from "),
        (HEADER + "knee,part\n", "words.csv:2 has 2 cells, the header has 6. "),
        (
            "phrase,kind\nknee,part\n",
            "words.csv:1 names the columns phrase, kind, expected phrase, kind, ids, ",
        ),
        ("", "words.csv is empty; "),
        ("phrase,kind\n", "words.csv:1 holds no row, or not the columns phrase, kind, ids, "),
    ],
)
def test_broken_table_is_named(
    sample: tuple[str | None, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, message = sample
    if content is not None:
        (tmp_path / "words.csv").write_text(content, encoding="utf-8")
    monkeypatch.setattr(words, "FACT_FILES", tmp_path)
    words.load_phrases.cache_clear()
    with pytest.raises(FactsError) as caught:
        words.load_phrases()
    words.load_phrases.cache_clear()
    assert str(caught.value).startswith(message)


def test_rows_of_another_language_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "knee,part,knee_front,,en,x\nknie,part,knee_front,,de,x\n"
    (tmp_path / "words.csv").write_text(HEADER + rows, encoding="utf-8")
    monkeypatch.setattr(words, "FACT_FILES", tmp_path)
    words.load_phrases.cache_clear()
    assert [phrase.text for phrase in words.load_phrases("de")] == ["knie"]
    words.load_phrases.cache_clear()


def test_broken_way_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ways.csv").write_text("id,regions,source\na,knee_front knie,x\n")
    monkeypatch.setattr(words, "FACT_FILES", tmp_path)
    words.load_ways.cache_clear()
    with pytest.raises(FactsError) as caught:
        words.load_ways()
    words.load_ways.cache_clear()
    assert str(caught.value) == "ways.csv:2: region 'knie' is not in regions.csv."

"""The list of places is found by everyday and by professional words."""

from __future__ import annotations

import pytest

from unknot.facts.vocabularies import load_regions
from unknot.web.where.place_words import words_for


@pytest.mark.parametrize(
    ("word", "region"),
    [
        ("scapula", "scapula_mid"),
        ("hamstring", "thigh_back"),
        ("loin", "lumbar"),
        ("bum", "buttock_mid"),
        ("headache", "forehead"),
        ("headache", "temple"),
        ("hip", "hip_side"),
        ("migraine", "temple"),
        ("sciatica", "thigh_back"),
        ("tennis", "elbow_outer"),
    ],
)
def test_a_place_is_found_by_what_people_call_it(word: str, region: str) -> None:
    assert word in words_for(region).split()


def test_a_complaint_lends_its_place_no_name_of_another_place() -> None:
    assert "lumbar" not in words_for("thigh_back").split()
    assert "neck" not in words_for("forearm_outer").split()


def test_most_places_have_other_words_and_none_too_short_to_tell() -> None:
    found = [words_for(region).split() for region in load_regions()]
    assert sum(bool(words) for words in found) > 0.8 * len(found)
    assert all(len(word) >= 3 for words in found for word in words)


def test_an_unknown_place_has_no_words() -> None:
    assert words_for("nowhere") == ""

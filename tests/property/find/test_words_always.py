"""What must hold of every reading, whatever the words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unknot.facts.vocabularies import load_regions
from unknot.find.words import Reading, read_words
from unknot.sides import mirrored

PARTS = ("knee", "shoulder", "neck", "low back", "thumb", "back of the thigh", "arm", "groin")
FEELINGS = ("ache in my", "burning", "numb", "stabbing pain in the", "weak", "")
TAILS = ("", "down to the foot", "worse when walking", "6/10", "but not the hip", "at night")
SIDES = ("left", "right", "both", "")

sentences = st.builds(
    lambda feeling, side, part, tail: " ".join(f"{feeling} {side} {part} {tail}".split()) + ".",
    st.sampled_from(FEELINGS),
    st.sampled_from(SIDES),
    st.sampled_from(PARTS),
    st.sampled_from(TAILS),
)


def swapped(text: str) -> str:
    swap = {"left": "right", "right": "left"}
    return re.sub(r"\b(left|right)\b", lambda found: swap[found[0]], text)


def painted(reading: Reading) -> set[tuple[str, str]]:
    return {(mark.region, mark.side) for mark in reading.pain}


@given(st.lists(sentences, min_size=1, max_size=4))
def test_mirrored_words_read_as_the_mirror_image(parts: list[str]) -> None:
    here, there = read_words(" ".join(parts)), read_words(swapped(" ".join(parts)))
    assert painted(there) == {(region, mirrored(side)) for region, side in painted(here)}  # type: ignore[arg-type]
    assert there.symptoms == here.symptoms
    assert {(one.movement, mirrored(one.side)) for one in there.limited_movements} == {
        (one.movement, one.side) for one in here.limited_movements
    }


@given(
    st.lists(sentences, min_size=2, max_size=4).flatmap(
        lambda given: st.tuples(st.just(given), st.permutations(given))
    )
)
def test_order_of_sentences_is_irrelevant(orders: tuple[list[str], list[str]]) -> None:
    first, second = (read_words(" ".join(order)) for order in orders)
    assert painted(first) == painted(second)
    assert set(first.symptoms) == set(second.symptoms)


@pytest.mark.parametrize("region", list(load_regions()))
def test_denied_place_is_never_painted(region: str) -> None:
    label = load_regions()[region].label.partition(" (")[0]
    hurting = "chin" if region == "nose" else "nose"
    for words, painted in (
        (f"no pain in the {label}", set()),
        (f"my {hurting} hurts, but not in the {label}", {hurting}),
    ):
        reading = read_words(words)
        assert {mark.region for mark in reading.pain} == painted
        assert region in reading.denied_regions


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    read_words(text).echo()


@given(
    st.lists(
        st.sampled_from(
            [
                "left",
                "right",
                "knee",
                "no",
                ",",
                ".",
                ";",
                "but",
                "or",
                "and",
                "down",
                "to",
                "from",
                "back",
                "of",
                "the",
                "inner",
                "worse",
                "walking",
                "6/10",
                "numb",
                "weak",
                "headache",
                "turn",
                "my",
                "head",
                "both",
                "is",
                "(",
                ")",
                "/",
                "stiff",
                "sciatica",
            ]
        ),
        max_size=40,
    )
)
@settings(max_examples=300)
def test_any_order_of_known_words_is_read(words: list[str]) -> None:
    reading = read_words(" ".join(words))
    sided = load_regions()
    assert all(sided[mark.region].is_sided or mark.side == "mid" for mark in reading.pain)
    assert not {mark.region for mark in reading.pain} & set(reading.denied_regions)
    assert not set(reading.symptoms) & set(reading.absent_symptoms)
    reading.echo()

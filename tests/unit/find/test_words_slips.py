"""Slips of the pen, loose sides, denials and languages, one rule at a time."""

from __future__ import annotations

import pytest

from unknot.errors import InvalidInput
from unknot.find.answer import with_words_read
from unknot.find.query import Query
from unknot.find.words import read_words


def regions(words: str) -> set[str]:
    return {mark.region for mark in read_words(words).pain}


@pytest.mark.parametrize(
    ("wrote", "read"),
    [
        ("kneee", "knee"),
        ("necck", "neck"),
        ("nekc", "neck"),
        ("nek", "neck"),
        ("noggin", "head"),
        ("rigth", "right"),
        ("lefft", "left"),
        ("sholder", "shoulder"),
    ],
)
def test_slip_is_mended_and_shown(wrote: str, read: str) -> None:
    assert (wrote, read) in read_words(f"pain in my {wrote} elbow").guessed_words


@pytest.mark.parametrize("word", ["ladder", "couch", "moving", "mother", "metal", "grass", "form"])
def test_common_word_is_never_guessed(word: str) -> None:
    assert read_words(f"my knee hurts near the {word}").guessed_words == ()


def test_missing_apostrophe_is_no_guess() -> None:
    reading = read_words("i dont have back pain, i cant turn my head")
    assert reading.denied_regions == ("lumbar",)
    assert reading.guessed_words == ()
    assert reading.limited_movements != ()


@pytest.mark.parametrize(
    ("words", "painted", "denied"),
    [
        ("no headache my neck hurts", {"neck_back"}, ()),
        ("no back pain my left hip aches", {"hip_side"}, ("lumbar",)),
        ("no pain in the neck or shoulders", set(), ("neck_back", "shoulder_side")),
        ("my knees arent hurting, my shins are", {"shin"}, ("knee_front",)),
        ("my foot is not numb but it hurts", {"foot_top"}, ()),
        ("my foot is not numb", set(), ()),
        ("left knee is fine", set(), ("knee_front",)),
    ],
)
def test_denial_ends_where_a_new_subject_begins(
    words: str, painted: set[str], denied: tuple[str, ...]
) -> None:
    assert regions(words) == painted
    assert read_words(words).denied_regions == denied


def test_denied_feeling_and_place_are_echoed() -> None:
    assert "Read as not there: " in read_words("no tingling").echo()
    assert "Read as not hurting: front of the knee." in read_words("left knee is fine").echo()


def test_side_without_a_part_is_asked_about() -> None:
    reading = read_words("my right side hurts")
    assert reading.pain == ()
    assert "You said 'right' but no part of the body" in reading.echo()


def test_other_one_is_the_place_before() -> None:
    reading = read_words("the right shoulder is fine but the left one is sore")
    assert [(mark.region, mark.side) for mark in reading.pain] == [("shoulder_side", "left")]
    assert regions("left one is sore") == set()


@pytest.mark.parametrize(
    "words",
    [
        "Mein Knie tut weh",
        "Ich habe Rückenschmerzen",
        "Mein Arm und Hand tut weh",
        "me duele la rodilla derecha",
        "j'ai mal au dos",
    ],
)
def test_other_language_is_named(words: str) -> None:
    reading = read_words(words)
    assert reading.is_other_language
    assert reading.pain == ()
    assert reading.echo() == "Only English is read so far."
    with pytest.raises(InvalidInput, match=r"Only English is read so far\."):
        with_words_read(Query(text=words))


@pytest.mark.parametrize(
    "words", ["knee pain bei mir", "my knee hurts de novo", "qwertz", "dolor", ""]
)
def test_a_few_strange_words_are_no_other_language(words: str) -> None:
    assert not read_words(words).is_other_language

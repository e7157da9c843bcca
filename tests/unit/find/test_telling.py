"""The one question that would help most."""

from __future__ import annotations

from dataclasses import replace

from unknot.find.next_test import next_tests
from unknot.find.query import query_from
from unknot.find.telling import BY_HAND, BY_WORDS, question_in_words, telling_test

TEMPLE = query_from({"pain": [{"region": "temple", "side": "right"}]})


def test_the_most_telling_test_of_a_kind_is_asked():
    test = telling_test(TEMPLE, (), BY_WORDS)
    assert test == next_tests(TEMPLE, most=1, kinds=BY_WORDS)[0]


def test_a_test_that_was_put_aside_gives_way_to_the_next():
    first = telling_test(TEMPLE, (), BY_WORDS)
    assert first is not None
    second = telling_test(TEMPLE, {(first.kind, first.target, first.side)}, BY_WORDS)
    assert second is not None
    assert second == next_tests(TEMPLE, most=2, kinds=BY_WORDS)[1]


def test_pressing_says_where_to_press():
    test = telling_test(TEMPLE, (), BY_HAND)
    assert test is not None
    assert question_in_words(TEMPLE, test).startswith("Press ")
    assert "Does pressing here bring on the pain you know?" in question_in_words(TEMPLE, test)


def test_a_deep_place_is_pressed_slowly():
    test = next(t for t in next_tests(TEMPLE, most=400, kinds=BY_HAND) if t.target == "psoas_major")
    assert question_in_words(TEMPLE, test).endswith("It lies deep: press slowly and firmly.")


def test_a_question_in_words_has_no_instruction_before_it():
    test = next(t for t in next_tests(TEMPLE, most=400, kinds=BY_WORDS) if t.kind == "ask")
    assert not question_in_words(TEMPLE, test).startswith("Ask")


def test_nothing_is_asked_when_nothing_tells_enough():
    certain = replace(
        TEMPLE,
        signs=query_from(
            {
                "pain": [{"region": "temple", "side": "right"}],
                "signs": [
                    {"muscle": "temporalis", "side": "right", "sign": sign}
                    for sign in ("recognised_pain", "referred_pain", "tender", "taut_band")
                ],
            }
        ).signs,
    )
    gains = [test.gain_bits for test in next_tests(certain, most=1, kinds=BY_WORDS)]
    asked = telling_test(certain, (), BY_WORDS)
    assert (asked is None) == (gains[0] < 0.05)

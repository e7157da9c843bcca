"""Plain words in place of terms of anatomy, and nowhere else."""

from __future__ import annotations

from unknot.muscles.plain import in_plain_words


def test_a_term_is_said_plainly() -> None:
    assert "face down" in in_plain_words("Lie prone on a mat")


def test_a_word_that_a_hyphen_ties_to_another_is_left() -> None:
    assert in_plain_words("Numb or ulcer-prone feet") == "Numb or ulcer-prone feet"

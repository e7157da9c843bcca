"""No text of the facts that a person may see uses a banned word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from unknot.facts.network_tables import load_signs
from unknot.facts.vocabularies import load_movements, load_symptoms
from unknot.facts.wording import banned_in
from unknot.muscles.catalogue import Muscle, load_muscles


def shown_texts(muscle: Muscle) -> Iterator[str]:
    yield muscle.name
    for site in muscle.sites:
        yield site.where
    yield from muscle.aggravated_by
    yield from muscle.mimics
    yield from muscle.needling_hazards
    yield from muscle.compression_hazards
    care = muscle.self_care
    yield from filter(None, (care.position, care.stretch, care.not_recommended_reason))


@pytest.mark.parametrize("muscle", load_muscles().values(), ids=lambda muscle: muscle.id)
def test_card_of_a_muscle_uses_no_banned_word(muscle: Muscle) -> None:
    assert [text for text in shown_texts(muscle) if banned_in(text)] == []


def test_questions_and_instructions_use_no_banned_word() -> None:
    texts = [
        *(symptom.question for symptom in load_symptoms().values()),
        *(movement.how for movement in load_movements().values()),
        *(sign.question for sign in load_signs().values()),
    ]
    assert [text for text in texts if banned_in(text)] == []


def test_a_banned_word_would_be_seen() -> None:
    assert banned_in("This cures the pain.")

"""No text of the facts that a person may see uses a banned word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from unknot.facts.contraindications import load_contraindications
from unknot.facts.dosing import load_dosing
from unknot.facts.network_tables import load_signs
from unknot.facts.planning import load_afterwards, load_needling_scope
from unknot.facts.vocabularies import load_movements, load_symptoms
from unknot.facts.wording import banned_in
from unknot.muscles.catalogue import Muscle, load_muscles
from unknot.muscles.reach import load_method_reach


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


def test_what_a_plan_may_say_uses_no_banned_word() -> None:
    texts: set[str] = set()
    for row in load_contraindications().values():
        texts |= {row.label, row.instead}
    for dose in load_dosing().values():
        texts |= {dose.pressure.rule, dose.evidence_summary, dose.next_day_rule}
        texts |= {*dose.aftercare, *dose.stop_rules, dose.course.stop_if}
    for after in load_afterwards().values():
        texts |= {after.text, after.do or ""}
    texts |= {scope.note for scope in load_needling_scope()}
    texts |= {reach.why_not or "" for reach in load_method_reach().values()}
    assert [text for text in texts if banned_in(text)] == []

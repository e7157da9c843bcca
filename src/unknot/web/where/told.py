"""The answers a person gave beside the muscles, each to be changed or taken back.

Only what was told by tick or button is listed; what was read from free words is changed
there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from unknot.facts.network_tables import load_signs
from unknot.facts.vocabularies import load_movements, load_symptoms
from unknot.find.plain import movement_in_words
from unknot.muscles.catalogue import load_muscles
from unknot.web.names import muscle_with_side
from unknot.web.where.journey import PRESSING_SIGN, Journey, TestKey

__all__ = ["AnswerGiven", "answers_given"]


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """One question with the answer it got: yes, no or unsure."""

    test: TestKey
    question: str
    answer: str

    @property
    def key(self) -> str:
        """``kind:target:side``, by which a form names it."""
        return ":".join(self.test)

    @property
    def other(self) -> str:
        """The answer it can be changed to at once."""
        return "no" if self.answer == "yes" else "yes"


def answers_given(journey: Journey) -> tuple[AnswerGiven, ...]:
    """Return every answer that can be changed: pressing, questions, movements, put aside."""
    found = [*_pressed(journey.told), *_asked(journey.told), *_moved(journey.told)]
    aside = [
        AnswerGiven(test, _question(test), "unsure")
        for test in journey.put_aside
        if _is_known(test)
    ]
    return (*found, *aside)


def _pressed(told: Mapping[str, Any]) -> Iterator[AnswerGiven]:
    """Yield what pressing showed."""
    for sign in told.get("signs") or ():
        if sign.get("sign") == PRESSING_SIGN:
            test = ("palpate", sign["muscle"], sign.get("side") or "mid")
            yield AnswerGiven(test, _question(test), "yes" if sign.get("present", True) else "no")


def _asked(told: Mapping[str, Any]) -> Iterator[AnswerGiven]:
    """Yield the symptoms told and denied."""
    for name, answer in (("symptoms", "yes"), ("absent_symptoms", "no")):
        for symptom in told.get(name) or ():
            test = ("ask", symptom, "mid")
            yield AnswerGiven(test, _question(test), answer)


def _moved(told: Mapping[str, Any]) -> Iterator[AnswerGiven]:
    """Yield the movements that hurt and those that do not."""
    for name, answer in (("limited_movements", "yes"), ("free_movements", "no")):
        for mark in told.get(name) or ():
            is_alone = not isinstance(mark, dict)
            movement = mark if is_alone else mark["movement"]
            side = "mid" if is_alone else mark.get("side") or "mid"
            test = ("move", movement, side)
            yield AnswerGiven(test, _question(test), answer)


def _question(test: TestKey) -> str:
    """Return the question of a test as a person was asked it."""
    kind, target, side = test
    if kind == "palpate":
        return f"{muscle_with_side(target, side)}: {load_signs()[PRESSING_SIGN].question}"
    if kind == "ask":
        return load_symptoms()[target].question
    return movement_in_words(target, side)


def _is_known(test: TestKey) -> bool:
    """Whether a test put aside still names something; its words may have come from far."""
    kind, target, _ = test
    known: Mapping[str, Mapping[str, Any]] = {
        "ask": load_symptoms(),
        "move": load_movements(),
        "palpate": load_muscles(),
    }
    return target in known[kind]

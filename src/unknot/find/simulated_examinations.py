"""What a few tests by a fallible hand are worth, on simulated patients.

Three orders of testing are compared on the same people: what :mod:`unknot.find.next_test`
proposes, a fixed checklist (press the muscles whose chart has a marked region, the
commonest first), and questions and movements only. The hand errs at its own rate; the
ranking believes what signs.csv says. Two equally good examiners who agree with kappa are
each right with ``(1 + sqrt(kappa)) / 2``, if they err independently and half are positive.

What it cannot tell: whether pressing finds the true source. No study has a reference
standard; reliability is the most that is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import Final

import numpy as np

from unknot.errors import FactsError
from unknot.facts.evidence import load_rates
from unknot.facts.network_tables import load_signs
from unknot.find.knowledge import Knowledge
from unknot.find.next_test import NextTest, next_tests
from unknot.find.noise import Noise, with_noise
from unknot.find.query import MovementMark, Query, SignMark
from unknot.find.ranking import muscle_probabilities
from unknot.find.simulating import Patient
from unknot.muscles.catalogue import load_muscles
from unknot.sides import SIDES, LeftRight

__all__ = [
    "TESTS",
    "Examination",
    "ExaminationRow",
    "Examiner",
    "after_test",
    "checklist",
    "examinations",
    "examine",
    "inexperienced",
]

TESTS: Final = (0, 1, 2, 3, 5, 8)
"""Numbers of tests after which the first muscle is looked at."""
_INEXPERIENCED: Final = "palpation_interrater_kappa: active or latent, inexperienced examiners"
_CLASSES: Final = ("very_common", "common", "uncommon", "rare")


@dataclass(frozen=True, slots=True)
class Examiner:
    """A hand that looks for one sign, and how often it is right with and without the point."""

    name: str
    sign: str
    sensitivity: float
    specificity: float


@dataclass(frozen=True, slots=True)
class Examination:
    """An order of testing by an examiner; ``kinds`` empty means the fixed checklist."""

    name: str
    examiner: Examiner
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class ExaminationRow:
    """Share of people whose first muscle is one that is on, after each number of tests."""

    name: str
    n: int
    correct: tuple[float, ...]


def examiner_of(sign: str, name: str) -> Examiner:
    """Return a trained examiner who looks for a sign, as good as signs.csv says."""
    table = load_signs()[sign]
    return Examiner(name, sign, table.sensitivity, table.specificity)


def inexperienced() -> Examiner:
    """Return an examiner as good as the agreement of inexperienced ones allows.

    Raises
    ------
    FactsError
        Their agreement is no longer in rates.jsonl.
    """
    for rate in load_rates():
        if rate.what == _INEXPERIENCED and rate.value is not None:
            right = (1.0 + sqrt(rate.value)) / 2.0
            return Examiner("inexperienced", "recognised_pain", right, right)
    raise FactsError(f"rates.jsonl no longer holds '{_INEXPERIENCED}'.")


def examinations() -> tuple[Examination, ...]:
    """Return every order of testing that is compared."""
    any_kind = frozenset(("palpate", "move", "ask"))
    trained, novice = examiner_of("recognised_pain", "trained"), inexperienced()
    by_sign = [
        Examination(
            f"by information, pressing only, trained, looking for: {load_signs()[sign].label}",
            examiner_of(sign, "trained"),
            frozenset(("palpate",)),
        )
        for sign in load_signs()
    ]
    return (
        Examination("by information, any test, trained", trained, any_kind),
        Examination("by information, any test, inexperienced", novice, any_kind),
        Examination("fixed checklist, trained", trained, frozenset()),
        Examination("fixed checklist, inexperienced", novice, frozenset()),
        Examination(
            "by information, questions and movements only", trained, frozenset(("ask", "move"))
        ),
        *by_sign,
    )


def examine(
    people: Sequence[Patient],
    examination: Examination,
    *,
    noise: Noise,
    knowledge: Knowledge,
    rng: np.random.Generator,
) -> ExaminationRow:
    """Test every person up to the last number of :data:`TESTS`.

    Drawing and answering take chance from two streams, so that examinations given the same
    ``rng`` state meet the same drawings.
    """
    drawing, answering = rng.spawn(2)
    correct = np.zeros((len(people), TESTS[-1] + 1))
    for n, patient in enumerate(people):
        query = with_noise(patient.query, noise, rng=drawing)
        pressed = () if examination.kinds else checklist(query)
        correct[n, 0] = _is_right(query, patient, knowledge)
        for k in range(1, TESTS[-1] + 1):
            if examination.kinds:
                found = next_tests(query, knowledge, most=1, kinds=examination.kinds)
                test = found[0] if found else None
            else:
                test = pressed[k - 1] if k <= len(pressed) else None
            if test is not None:
                query = after_test(
                    query, test, patient, examiner=examination.examiner, rng=answering
                )
            correct[n, k] = _is_right(query, patient, knowledge)
    share = correct.mean(axis=0)
    return ExaminationRow(examination.name, len(people), tuple(float(share[k]) for k in TESTS))


def after_test(
    query: Query,
    test: NextTest,
    patient: Patient,
    *,
    examiner: Examiner,
    rng: np.random.Generator,
) -> Query:
    """Return the query with the answer of one test added; only pressing can err."""
    if test.kind == "palpate":
        side: LeftRight = "left" if test.side == "left" else "right"
        is_on = (test.target, side) in patient.sources
        chance = examiner.sensitivity if is_on else 1.0 - examiner.specificity
        sign = SignMark(test.target, side, examiner.sign, bool(rng.random() < chance))
        return replace(query, signs=(*query.signs, sign))
    if test.kind == "ask":
        if test.target in patient.symptoms:
            return replace(query, symptoms=(*query.symptoms, test.target))
        return replace(query, absent_symptoms=(*query.absent_symptoms, test.target))
    place = next(side for side in SIDES if side == test.side)
    mark = MovementMark(test.target, place)
    if (test.target, test.side) in patient.limited:
        return replace(query, limited_movements=(*query.limited_movements, mark))
    return replace(query, free_movements=(*query.free_movements, mark))


def checklist(query: Query) -> tuple[NextTest, ...]:
    """Return pressing every muscle whose chart has a marked region, the commonest first.

    The side that is marked more often goes first, the other side after all of it.
    """
    marked = {mark.region for mark in query.pain}
    sides = [mark.side for mark in query.pain]
    first = "left" if sides.count("left") > sides.count("right") else "right"
    own = sorted(
        (_CLASSES.index(muscle.frequency), muscle.id)
        for muscle in load_muscles().values()
        if any(
            zone.region in marked
            for site in muscle.sites
            for zone in (*site.essential, *site.spillover)
        )
    )
    both = (first, "right" if first == "left" else "left")
    return tuple(NextTest("palpate", muscle, side, 0.0) for side in both for _, muscle in own)


def _is_right(query: Query, patient: Patient, knowledge: Knowledge) -> bool:
    """Whether the first muscle is one that is on."""
    first = int(np.argmax(muscle_probabilities(query, knowledge)))
    return knowledge.muscles[first % len(knowledge.muscles)] in patient.muscles

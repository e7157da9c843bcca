"""What to ask, move or press next: the test that is expected to tell most.

For every yes/no test the expected fall of uncertainty about the main source is computed at
once: with shares s over muscles and sides, and P the chance of a yes under each,
``gain = H(sum s P) - sum s H(P)`` in bits.

What it does not do: plan several tests ahead; going one by one is as good here
(docs/explanation/find.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from unknot.facts.network_tables import load_signs
from unknot.facts.vocabularies import load_movements
from unknot.find.knowledge import Knowledge, load_knowledge
from unknot.find.query import Query
from unknot.find.ranking import muscle_probabilities
from unknot.muscles.catalogue import load_muscles
from unknot.sides import LEFT_RIGHT

__all__ = ["ENOUGH_BITS", "NextTest", "next_tests"]

FloatArray = npt.NDArray[np.float64]
Kind = Literal["palpate", "move", "ask"]

ENOUGH_BITS: Final = 0.05
"""A test expected to tell less than this is not worth a person's patience. [bit]"""
_INTERNAL_COST: Final = 20.0
"""How much more a person gives for an examination inside mouth or pelvis."""
_OTHER_SIDE: Final = 0.5
"""A side less likely than this share of its mirror image is not worth pressing yet."""
_PRESSING_SIGN: Final = "recognised_pain"


@dataclass(frozen=True, slots=True)
class NextTest:
    """One test: what kind, of what, on which side, and what it is expected to tell. [bit]"""

    kind: Kind
    target: str
    side: str
    gain_bits: float


@dataclass(frozen=True, slots=True, eq=False)
class _Answers:
    """Chance of a yes to each test, by muscle and side, and the entropy of each. [bit]"""

    chance: FloatArray
    entropy: FloatArray

    def gain(self, share: FloatArray) -> FloatArray:
        """Return the expected information of each test. [bit]

        Summed without the threads of a matrix product: waiting for them takes longer.
        """
        told: FloatArray = (self.entropy * share).sum(axis=1)
        gain: FloatArray = _entropy((self.chance * share).sum(axis=1)) - told
        return gain


def next_tests(
    query: Query,
    knowledge: Knowledge | None = None,
    *,
    most: int = 5,
    kinds: frozenset[str] = frozenset(("palpate", "move", "ask")),
) -> tuple[NextTest, ...]:
    """Return the most telling tests, best first, none twice.

    Parameters
    ----------
    most
        Tests returned, at most.
    kinds
        Kinds allowed; without ``palpate`` nobody has to press anywhere.
    """
    knowledge = knowledge or load_knowledge()
    chance = muscle_probabilities(query, knowledge)
    share = (chance / chance.sum()).ravel()
    tests: list[tuple[float, NextTest]] = []
    if "palpate" in kinds:
        tests += _palpations(query, knowledge, share)
    if "ask" in kinds:
        tests += _questions(query, knowledge, share)
    if "move" in kinds:
        tests += _movements(query, knowledge, share)
    tests.sort(key=lambda entry: -entry[0])
    return tuple(test for _, test in tests[:most])


def _entropy(probability: FloatArray) -> FloatArray:
    """Entropy of a yes/no answer. [bit]"""
    p = np.clip(probability, 1e-12, 1.0 - 1e-12)
    bits: FloatArray = -(p * np.log2(p) + (1.0 - p) * np.log2(1.0 - p))
    return bits


def _palpations(
    query: Query, knowledge: Knowledge, share: FloatArray
) -> Iterator[tuple[float, NextTest]]:
    """Yield pressing each muscle not yet pressed, internal ones only where they tell much."""
    sign = load_signs()[_PRESSING_SIGN]
    yes = share * sign.sensitivity + (1.0 - share) * (1.0 - sign.specificity)
    noise = share * _entropy(np.array(sign.sensitivity)) + (1.0 - share) * _entropy(
        np.array(1.0 - sign.specificity)
    )
    gain = _entropy(yes) - noise
    other = np.roll(share, len(knowledge.muscles))
    done = {(mark.muscle, mark.side) for mark in query.signs}
    muscles = load_muscles()
    for k, bits in enumerate(gain):
        own, m = divmod(k, len(knowledge.muscles))
        muscle, side = knowledge.muscles[m], LEFT_RIGHT[own]
        if (muscle, side) in done or share[k] < _OTHER_SIDE * other[k]:
            continue
        internal = all(site.palpation == "internal" for site in muscles[muscle].sites)
        worth = float(bits) / (_INTERNAL_COST if internal else 1.0)
        yield worth, NextTest("palpate", muscle, side, float(bits))


def _questions(
    query: Query, knowledge: Knowledge, share: FloatArray
) -> Iterator[tuple[float, NextTest]]:
    """Yield every symptom not yet told or denied."""
    gain = _symptom_answers(knowledge).gain(share)
    known = {*query.symptoms, *query.absent_symptoms}
    for symptom, row in knowledge.symptom_row.items():
        if symptom not in known:
            yield float(gain[row]), NextTest("ask", symptom, "mid", float(gain[row]))


def _movements(
    query: Query, knowledge: Knowledge, share: FloatArray
) -> Iterator[tuple[float, NextTest]]:
    """Yield every movement not yet tried, on the side where it tells most."""
    gain = _movement_answers(knowledge).gain(share)
    known = {
        (mark.movement, side)
        for mark in (*query.limited_movements, *query.free_movements)
        for side in ((*LEFT_RIGHT, "mid") if mark.side in ("both", "mid") else (mark.side,))
    }
    movements = load_movements()
    for (movement, side), row in knowledge.movement_row.items():
        parent = movements[movement].parent
        if (movement, side) in known or (parent is not None and (parent, side) in known):
            continue
        yield float(gain[row]), NextTest("move", movement, side, float(gain[row]))


@lru_cache(maxsize=4)
def _symptom_answers(knowledge: Knowledge) -> _Answers:
    """Return the chance of a yes to each symptom, which is the same for every person."""
    table = _by_muscle(knowledge.q_symptom, knowledge)
    return _answers(1.0 - (1.0 - knowledge.symptom_leak[:, None]) * (1.0 - table))


@lru_cache(maxsize=4)
def _movement_answers(knowledge: Knowledge) -> _Answers:
    """Return the chance that each movement is limited, which is the same for every person."""
    table = _by_muscle(knowledge.q_movement, knowledge)
    return _answers(1.0 - (1.0 - knowledge.parameters.movement_leak) * (1.0 - table))


def _answers(chance: FloatArray) -> _Answers:
    """Keep chances of a yes with the doubt that is in each."""
    return _Answers(np.ascontiguousarray(chance), np.ascontiguousarray(_entropy(chance)))


def _by_muscle(table: FloatArray, knowledge: Knowledge) -> FloatArray:
    """Return q of the first site of each muscle and side, (n_rows, 2 * n_muscles)."""
    n_muscles = len(knowledge.muscles)
    columns = np.empty(2 * n_muscles, dtype=np.intp)
    for own in (0, 1):
        first = (knowledge.cause_side == own) & (knowledge.cause_site == 0)
        columns[own * n_muscles + knowledge.cause_muscle[first]] = np.flatnonzero(first)
    return table[:, columns]

"""How likely it is that the pain does not come from a muscle at all.

The pattern alone cannot tell: pain of serious causes is felt in the same places (area under
the curve 0.49 on the development cases). So only nerve-like symptoms, warning signs and
palpation may move the base rate, and a good match is never a comfort.

Method: odds start from the base rate; a nerve-like symptom or quality multiplies them, each
warning sign answered yes multiplies them (a limited number), and each palpation sign by how
much likelier it is without an active point than expected so far. Palpation alone may not
raise the figure above a cap, since no study confirms its sensitivity.
"""

from __future__ import annotations

from dataclasses import replace
from math import exp, log

from unknot.facts.network_tables import load_qualities, load_signs
from unknot.facts.vocabularies import load_symptoms
from unknot.find.knowledge import Knowledge, load_knowledge
from unknot.find.query import Query
from unknot.find.ranking import muscle_probabilities
from unknot.sides import LEFT_RIGHT

__all__ = ["not_a_muscle"]


def not_a_muscle(query: Query, knowledge: Knowledge | None = None) -> float:
    """Return the probability that the pain does not come from a muscle.

    Limits
    ------
    A low figure is no reassurance: a third of serious cases that looked muscular had no
    warning sign to report.
    """
    knowledge = knowledge or load_knowledge()
    parameters = knowledge.parameters
    log_odds = log(parameters.not_a_muscle / (1.0 - parameters.not_a_muscle))
    if _is_nerve_like(query):
        log_odds += log(parameters.nerve_like)
    n_warnings = sum(answer == "yes" for answer in query.answers.values())
    log_odds += min(parameters.warning_signs_counted, n_warnings) * log(parameters.warning_sign)
    moved = log_odds + _palpation(query, knowledge)
    cap = log(parameters.palpation_cap / (1.0 - parameters.palpation_cap))
    if moved > log_odds:
        moved = max(log_odds, min(moved, cap))
    return 1.0 / (1.0 + exp(-moved))


def _is_nerve_like(query: Query) -> bool:
    """Whether a symptom or a quality of the pain sounds like a nerve."""
    symptoms, qualities = load_symptoms(), load_qualities()
    return any(symptoms[symptom].is_nerve_like for symptom in query.symptoms) or any(
        mark.quality is not None and qualities[mark.quality].is_nerve_like for mark in query.felt
    )


def _palpation(query: Query, knowledge: Knowledge) -> float:
    """Log odds that the signs add, each judged by what was expected before it.

    The signs are taken in one fixed order, so that the order of telling does not matter.
    """
    added = 0.0
    signs = sorted(query.signs, key=lambda sign: (sign.muscle, sign.side, sign.sign))
    for n, sign in enumerate(signs):
        before = replace(query, signs=tuple(signs[:n]))
        expected = float(
            muscle_probabilities(before, knowledge)[
                LEFT_RIGHT.index(sign.side), knowledge.muscles.index(sign.muscle)
            ]
        )
        table = load_signs()[sign.sign]
        by_chance = 1.0 - table.specificity
        by_model = expected * table.sensitivity + (1.0 - expected) * by_chance
        added += (
            log(by_chance / by_model) if sign.present else log((1.0 - by_chance) / (1.0 - by_model))
        )
    return added

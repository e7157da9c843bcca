"""What holds for everyone: mirrors, order, repeats, signs, ranges, and a door that never breaks.

Two things that sound true and are not, and so are not tested: a denied symptom can raise a
muscle that has it, when the alternative needs two such muscles at once; and pressing one
muscle in vain can lower another, when both were needed for the pattern together.
"""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from unknot.errors import UnknotError
from unknot.facts.network_tables import load_signs
from unknot.facts.red_flags import load_red_flags
from unknot.facts.vocabularies import load_movements, load_regions, load_symptoms
from unknot.find.findings import observed_from
from unknot.find.knowledge import BOTH, load_knowledge
from unknot.find.not_a_muscle import not_a_muscle
from unknot.find.query import MovementMark, PainMark, Query, SignMark, query_from
from unknot.find.ranking import muscle_probabilities, rank_muscles
from unknot.muscles.catalogue import load_muscles
from unknot.sides import LEFT_RIGHT, mirrored

KNOWLEDGE = load_knowledge()
REGIONS, MOVEMENTS, SYMPTOMS = load_regions(), load_movements(), load_symptoms()
CLOSE = 1e-6


@st.composite
def pain_marks(draw: st.DrawFn) -> PainMark:
    region = draw(st.sampled_from(sorted(REGIONS)))
    sides = ("left", "right", "both", "mid") if REGIONS[region].is_sided else ("mid",)
    intensity = draw(st.none() | st.integers(1, 10).map(float))
    return PainMark(region, draw(st.sampled_from(sides)), intensity)


@st.composite
def movement_marks(draw: st.DrawFn) -> MovementMark:
    movement = draw(st.sampled_from(sorted(MOVEMENTS)))
    sides = ("left", "right", "both", "mid") if MOVEMENTS[movement].is_sided else ("mid",)
    return MovementMark(movement, draw(st.sampled_from(sides)))


sign_marks = st.builds(
    SignMark,
    st.sampled_from(sorted(load_muscles())),
    st.sampled_from(LEFT_RIGHT),
    st.sampled_from(sorted(load_signs())),
    st.booleans(),
)
symptom_lists = st.lists(st.sampled_from(sorted(SYMPTOMS)), max_size=2, unique=True).map(tuple)


@st.composite
def people(draw: st.DrawFn, most_places: int = 4) -> Query:
    """Draw a person with few places, symptoms and movements, so that the sums are exact."""
    symptoms = draw(symptom_lists)
    absent = draw(symptom_lists)
    limited = draw(st.lists(movement_marks(), max_size=1))
    return Query(
        pain=tuple(draw(st.lists(pain_marks(), min_size=1, max_size=most_places))),
        asked_anywhere_else=draw(st.booleans()),
        symptoms=symptoms,
        absent_symptoms=tuple(one for one in absent if one not in symptoms),
        limited_movements=tuple(limited),
        free_movements=tuple(
            one
            for one in draw(st.lists(movement_marks(), max_size=2))
            if one.movement not in {mark.movement for mark in limited}
        ),
        signs=tuple(draw(st.lists(sign_marks, max_size=2, unique_by=lambda s: s.muscle))),
    )


def seen_in_a_mirror(query: Query) -> Query:
    return replace(
        query,
        pain=tuple(replace(mark, side=mirrored(mark.side)) for mark in query.pain),
        limited_movements=tuple(
            replace(mark, side=mirrored(mark.side)) for mark in query.limited_movements
        ),
        free_movements=tuple(
            replace(mark, side=mirrored(mark.side)) for mark in query.free_movements
        ),
        signs=tuple(replace(sign, side=mirrored(sign.side)) for sign in query.signs),
    )


def n_findings(query: Query) -> int:
    return len(observed_from(query, KNOWLEDGE).findings)


def place(sign: SignMark) -> tuple[int, int]:
    return LEFT_RIGHT.index(sign.side), KNOWLEDGE.muscles.index(sign.muscle)


@pytest.mark.slow
@given(people())
def test_mirrored_person_has_the_mirrored_ranking(query: Query) -> None:
    chance = muscle_probabilities(query)
    other = muscle_probabilities(seen_in_a_mirror(query))
    assert other[::-1] == pytest.approx(chance, abs=CLOSE)
    assert not_a_muscle(seen_in_a_mirror(query)) == pytest.approx(not_a_muscle(query), abs=CLOSE)


@pytest.mark.slow
@given(people(), st.randoms(use_true_random=False))
def test_order_of_marks_is_irrelevant(query: Query, chance: Any) -> None:
    def shuffled(marks: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(chance.sample(marks, len(marks)))

    other = replace(
        query,
        pain=shuffled(query.pain),
        symptoms=shuffled(query.symptoms),
        absent_symptoms=shuffled(query.absent_symptoms),
        limited_movements=shuffled(query.limited_movements),
        free_movements=shuffled(query.free_movements),
        signs=shuffled(query.signs),
    )
    assert muscle_probabilities(other) == pytest.approx(muscle_probabilities(query), abs=CLOSE)


@pytest.mark.slow
@given(people(), st.integers(0, 3))
def test_repeated_mark_changes_nothing(query: Query, n: int) -> None:
    fields = {
        "pain": [
            {"region": mark.region, "side": mark.side, "intensity": mark.intensity}
            for mark in query.pain
        ],
        "symptoms": list(query.symptoms),
        "signs": [
            {"muscle": s.muscle, "side": s.side, "sign": s.sign, "present": s.present}
            for s in query.signs
        ],
        "free_movements": [
            {"movement": mark.movement, "side": mark.side} for mark in query.free_movements
        ],
    }
    once = query_from(fields)
    twice = query_from(
        {
            name: [*marks, *marks[n % len(marks) :]] if marks else []
            for name, marks in fields.items()
        }
    )
    assert (muscle_probabilities(twice) == muscle_probabilities(once)).all()
    assert not_a_muscle(twice) == not_a_muscle(once)


@pytest.mark.slow
@given(people(), sign_marks)
def test_positive_sign_never_lowers_its_muscle_and_negative_never_raises_it(
    query: Query, sign: SignMark
) -> None:
    assume(
        all((s.muscle, s.side, s.sign) != (sign.muscle, sign.side, sign.sign) for s in query.signs)
    )
    before = muscle_probabilities(query)[place(sign)]
    after = muscle_probabilities(replace(query, signs=(*query.signs, sign)))[place(sign)]
    if sign.present:
        assert after >= before - CLOSE
    else:
        assert after <= before + CLOSE


@given(people(), st.sampled_from(sorted(SYMPTOMS)))
def test_denied_symptom_lowers_the_odds_of_those_that_have_it_and_of_no_other(
    query: Query, symptom: str
) -> None:
    assume(symptom not in (*query.symptoms, *query.absent_symptoms))
    denied = replace(query, absent_symptoms=(*query.absent_symptoms, symptom))
    change = (
        observed_from(denied, KNOWLEDGE).evidence.log_odds
        - observed_from(query, KNOWLEDGE).evidence.log_odds
    )
    has_it = KNOWLEDGE.q_symptom[KNOWLEDGE.symptom_row[symptom]] > 0
    assert (change[has_it] < 0).all()
    assert change[~has_it] == pytest.approx(0.0, abs=1e-12)


@pytest.mark.slow
@given(people())
def test_denied_symptom_of_one_muscle_alone_never_raises_it(query: Query) -> None:
    for symptom, row in KNOWLEDGE.symptom_row.items():
        owners = np.unique(KNOWLEDGE.cause_muscle[KNOWLEDGE.q_symptom[row] > 0])
        if len(owners) != 1 or symptom in (*query.symptoms, *query.absent_symptoms):
            continue
        denied = replace(query, absent_symptoms=(*query.absent_symptoms, symptom))
        before, after = muscle_probabilities(query), muscle_probabilities(denied)
        assert (after[:, owners[0]] <= before[:, owners[0]] + CLOSE).all()


@pytest.mark.slow
@given(people(most_places=8))
def test_probabilities_lie_strictly_between_0_and_1_and_sites_within_their_muscle(
    query: Query,
) -> None:
    ranking = rank_muscles(query)
    rows = {(candidate.muscle, candidate.side) for candidate in ranking.candidates}
    assert len(ranking.candidates) == len(rows) == 2 * len(load_muscles())
    for candidate in ranking.candidates:
        assert 0 < candidate.probability < 1
        assert all(0 <= site.probability <= candidate.probability for site in candidate.sites)
    marked = {
        (mark.region, side)
        for mark in query.pain
        for side in (LEFT_RIGHT if mark.side == "both" else (mark.side,))
    }
    assert set(ranking.unexplained) <= marked
    assert 0 < not_a_muscle(query) < 1


@given(st.lists(st.sampled_from(sorted(REGIONS)), min_size=1, max_size=4, unique=True))
def test_side_not_told_gives_both_sides_alike(regions: list[str]) -> None:
    chance = muscle_probabilities(Query(pain=tuple(PainMark(region, "mid") for region in regions)))
    assert chance[0] == pytest.approx(chance[1], abs=CLOSE)


@given(st.sampled_from(sorted(r.id for r in REGIONS.values() if r.parent)), st.data())
def test_finer_place_supports_the_muscles_of_its_whole(region: str, data: st.DataObject) -> None:
    """What the whole supports by name, each of its parts supports too, more weakly or not."""
    entry = REGIONS[region]
    side = data.draw(st.sampled_from(LEFT_RIGHT)) if entry.is_sided else "mid"
    nothing = muscle_probabilities(Query(text="words"))
    finer = muscle_probabilities(Query(pain=(PainMark(region, side),)))
    for m, muscle in enumerate(load_muscles().values()):
        zones = {z.region for s in muscle.sites for z in (*s.essential, *s.spillover, *s.local)}
        if entry.parent in zones or region in zones:
            assert finer[:, m].max() > nothing[:, m].max()


@given(people(), sign_marks)
def test_sign_moves_no_other_muscles_odds(query: Query, sign: SignMark) -> None:
    assume(all(s.muscle != sign.muscle for s in query.signs))
    after = observed_from(replace(query, signs=(*query.signs, sign)), KNOWLEDGE)
    change = after.evidence.log_odds - observed_from(query, KNOWLEDGE).evidence.log_odds
    own = LEFT_RIGHT.index(sign.side)
    hit = (KNOWLEDGE.cause_muscle == KNOWLEDGE.muscles.index(sign.muscle)) & np.isin(
        KNOWLEDGE.cause_side, (own, BOTH)
    )
    assert change[~hit] == pytest.approx(0.0, abs=1e-12)
    assert (np.sign(change[hit]) == (1 if sign.present else -1)).all()


NAMES = (
    *("id", "text", "strokes", "pain", "asked_anywhere_else", "symptoms", "absent_symptoms"),
    *("limited_movements", "free_movements", "signs", "age", "sex", "about", "answers"),
    *("region", "side", "intensity", "quality", "movement", "muscle", "sign", "present"),
    "pregnant",
)
WORDS = (
    *("temple", "left", "mid", "both", "headache", "neck_extension", "soleus", "tender", "ache"),
    *("female", "yes", "unsure", next(iter(load_red_flags()))),
)
names = st.sampled_from(NAMES) | st.sampled_from(WORDS) | st.text(max_size=8)
plain_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=5),
    max_leaves=20,
)
likely_json = st.fixed_dictionaries(
    {},
    optional={
        "pain": st.lists(
            st.fixed_dictionaries(
                {"region": st.sampled_from(["temple", "throat"]) | plain_json},
                optional={
                    "side": st.sampled_from(["left", "mid"]) | plain_json,
                    "intensity": st.floats() | plain_json,
                    "quality": st.just("ache") | plain_json,
                },
            ),
            max_size=3,
        ),
        "symptoms": st.lists(st.just("headache") | plain_json, max_size=3),
        "absent_symptoms": st.lists(st.just("headache") | plain_json, max_size=3),
        "limited_movements": st.lists(st.just("neck_extension") | plain_json, max_size=3),
        "free_movements": st.lists(st.just("neck_extension") | plain_json, max_size=3),
        "signs": st.lists(plain_json, max_size=2),
        "age": st.floats() | plain_json,
        "sex": st.sampled_from(["female", "other"]) | plain_json,
        "about": st.dictionaries(names, st.booleans() | plain_json, max_size=2) | plain_json,
        "answers": st.dictionaries(names, st.just("yes") | plain_json, max_size=2) | plain_json,
        "text": st.text(max_size=5) | plain_json,
        "id": st.text(max_size=5) | st.integers() | plain_json,
        "asked_anywhere_else": st.booleans() | plain_json,
        "atlas_version": st.just("1") | plain_json,
        "strokes": st.lists(
            st.fixed_dictionaries(
                {"tool": st.sampled_from(["paint", "erase", "region", "unregion"]) | plain_json},
                optional={
                    "radius_mm": st.integers(4, 60) | plain_json,
                    "points": st.just([[7, 0.2, 0.3]]) | plain_json,
                    "region": st.sampled_from(["temple", "throat"]) | plain_json,
                    "side": st.sampled_from(["left", "mid"]) | plain_json,
                    "intensity": st.floats() | plain_json,
                    "quality": st.just("ache") | plain_json,
                },
            )
            | plain_json,
            max_size=3,
        )
        | plain_json,
    },
)


@pytest.mark.slow
@settings(max_examples=600)
@given(plain_json | likely_json)
def test_door_raises_nothing_but_its_own_errors_and_lets_no_odd_number_in(fields: Any) -> None:
    query = None
    with suppress(UnknotError):
        query = query_from(fields)
    if query is None:
        return
    numbers = [query.age, *(mark.intensity for mark in query.pain)]
    assert all(number is None or math.isfinite(number) for number in numbers)
    assert all(mark.region in REGIONS for mark in query.pain)
    if query.pain or query.symptoms or query.limited_movements:
        assert np.isfinite(muscle_probabilities(query)).all()


@given(people())
def test_person_is_read_back_from_json(query: Query) -> None:
    fields = {
        "pain": [
            {"region": m.region, "side": m.side, "intensity": m.intensity} for m in query.pain
        ],
        "asked_anywhere_else": query.asked_anywhere_else,
        "symptoms": list(query.symptoms),
        "absent_symptoms": list(query.absent_symptoms),
        "limited_movements": [
            {"movement": m.movement, "side": m.side} for m in query.limited_movements
        ],
        "free_movements": [
            {"movement": m.movement, "side": m.side} for m in dict.fromkeys(query.free_movements)
        ],
        "signs": [
            {"muscle": s.muscle, "side": s.side, "sign": s.sign, "present": s.present}
            for s in query.signs
        ],
    }
    again = replace(query, free_movements=tuple(dict.fromkeys(query.free_movements)))
    assert query_from(fields) == again

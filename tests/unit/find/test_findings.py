"""From marks to rows: what is present, how much it counts, and what speaks against."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
import pytest

from unknot.facts.network_tables import load_signs
from unknot.find.findings import Finding, observed_from, sign_weight, signs_by_muscle
from unknot.find.knowledge import BOTH, Knowledge
from unknot.find.query import MovementMark, PainMark, Query, SignMark


def findings(query: Query, knowledge: Knowledge) -> tuple[Finding, ...]:
    return observed_from(query, knowledge).findings


def painted(knowledge: Knowledge, *marks: PainMark) -> dict[tuple[str, str], Finding]:
    return {(f.id, f.side): f for f in findings(Query(pain=marks), knowledge)}


def log_odds(query: Query, knowledge: Knowledge) -> np.ndarray:
    return observed_from(query, knowledge).evidence.log_odds


def test_nothing_told_leaves_no_row(knowledge: Knowledge) -> None:
    observed = observed_from(Query(text="words"), knowledge)
    assert observed.findings == ()
    assert observed.evidence.q.shape == (0, len(knowledge.log_prior))
    assert observed.evidence.leak.shape == (0,)


def test_marked_place_is_one_finding_counted_in_full(knowledge: Knowledge) -> None:
    row = knowledge.region_row["temple", "left"]
    assert findings(Query(pain=(PainMark("temple", "left"),)), knowledge) == (
        Finding("region", "temple", "left", (row,), 1.0),
    )


def test_both_sides_are_two_findings_and_untold_side_is_one_of_two_rows(
    knowledge: Knowledge,
) -> None:
    left, right = (knowledge.region_row["thumb", side] for side in ("left", "right"))
    both = painted(knowledge, PainMark("thumb", "both"))
    assert [f.rows for f in both.values()] == [(left,), (right,)]
    untold = observed_from(Query(pain=(PainMark("thumb", "mid"),)), knowledge)
    assert [f.rows for f in untold.findings] == [(left, right)]
    either = 1 - (1 - knowledge.q_region[left]) * (1 - knowledge.q_region[right])
    assert untold.evidence.q[0] == pytest.approx(either, abs=1e-12)


def test_mark_given_again_is_one_finding_with_the_stronger_intensity(knowledge: Knowledge) -> None:
    twice = painted(knowledge, PainMark("thumb", "left", 2.0), PainMark("thumb", "left", 8.0))
    assert list(twice) == [("thumb", "left")]
    assert twice["thumb", "left"].exponent == 1.0


def test_finer_part_takes_the_place_of_its_whole_on_its_side(knowledge: Knowledge) -> None:
    marks = (PainMark("heel", "both"), PainMark("heel_under", "left"))
    assert list(painted(knowledge, *marks)) == [("heel", "right"), ("heel_under", "left")]


def test_marked_neighbours_count_less(knowledge: Knowledge) -> None:
    temper = knowledge.parameters.temper
    found = painted(
        knowledge,
        PainMark("temple", "left"),
        PainMark("forehead", "left"),
        PainMark("heel", "left"),
    )
    assert found["temple", "left"].exponent == pytest.approx(1 / (1 + temper * 1))
    assert found["heel", "left"].exponent == 1.0


def test_fainter_pain_counts_less_by_the_square_root(knowledge: Knowledge) -> None:
    found = painted(knowledge, PainMark("temple", "left", 8.0), PainMark("heel", "left", 2.0))
    assert found["temple", "left"].exponent == 1.0
    assert found["heel", "left"].exponent == pytest.approx(sqrt(2 / 8))


def test_intensity_not_given_counts_in_full(knowledge: Knowledge) -> None:
    found = painted(knowledge, PainMark("temple", "left", 8.0), PainMark("heel", "left"))
    assert found["heel", "left"].exponent == 1.0


def test_no_pain_at_all_never_counts_more_than_a_little(knowledge: Knowledge) -> None:
    loud = PainMark("temple", "left", 8.0)
    none, little = (
        painted(knowledge, loud, PainMark("heel", "left", intensity)) for intensity in (0.0, 1.0)
    )
    assert ("heel", "left") not in none or (
        none["heel", "left"].exponent <= little["heel", "left"].exponent
    )


@pytest.mark.parametrize(
    ("mark", "sides"),
    [
        (MovementMark("hip_flexion", "left"), ["left"]),
        (MovementMark("hip_flexion", "both"), ["left", "right"]),
        (MovementMark("hip_flexion", "mid"), ["mid"]),
        (MovementMark("neck_extension", "mid"), ["mid"]),
    ],
)
def test_limited_movement_is_a_finding_a_side(
    mark: MovementMark, sides: list[str], knowledge: Knowledge
) -> None:
    found = findings(Query(limited_movements=(mark,)), knowledge)
    assert [f.side for f in found] == sides
    assert len(found[0].rows) == (2 if mark == MovementMark("hip_flexion", "mid") else 1)


def test_movement_limited_on_both_sides_and_one_is_two_findings(knowledge: Knowledge) -> None:
    marks = (MovementMark("hip_flexion", "left"), MovementMark("hip_flexion", "both"))
    assert len(findings(Query(limited_movements=marks), knowledge)) == 2


def test_leak_depends_on_the_kind(knowledge: Knowledge) -> None:
    query = Query(
        pain=(PainMark("temple", "left"),),
        symptoms=("headache", "jaw_clicking"),
        limited_movements=(MovementMark("jaw_opening", "mid"),),
    )
    parameters = knowledge.parameters
    assert observed_from(query, knowledge).evidence.leak.tolist() == pytest.approx(
        [
            parameters.region_leak,
            parameters.symptom_leak_general,
            parameters.symptom_leak,
            parameters.movement_leak,
        ]
    )


def test_unpainted_place_counts_by_how_the_person_was_asked(knowledge: Knowledge) -> None:
    told, asked = (
        log_odds(Query(symptoms=("headache",), asked_anywhere_else=flag), knowledge)
        for flag in (False, True)
    )
    assert (asked < told).all()
    assert (told < knowledge.log_prior).all()


def test_painted_place_no_longer_counts_as_unpainted(knowledge: Knowledge) -> None:
    without = log_odds(Query(symptoms=("headache",)), knowledge)
    painted_too = log_odds(
        Query(symptoms=("headache",), pain=(PainMark("temple", "left"),)), knowledge
    )
    row = knowledge.region_row["temple", "left"]
    rate = knowledge.parameters.reporting_told
    shift = painted_too - without + knowledge.unpainted[rate][row]
    same_muscle = [shift[knowledge.cause_muscle == m] for m in range(len(knowledge.muscles))]
    assert max(float(np.ptp(part)) for part in same_muscle) < 1e-9


def test_denied_symptom_lowers_just_the_muscles_that_have_it(knowledge: Knowledge) -> None:
    base = Query(pain=(PainMark("temple", "left"),))
    denied = Query(pain=base.pain, absent_symptoms=("jaw_clicking",))
    change = log_odds(denied, knowledge) - log_odds(base, knowledge)
    row = knowledge.q_symptom[knowledge.symptom_row["jaw_clicking"]]
    assert row.max() > 0
    assert change == pytest.approx(np.log1p(-row), abs=1e-12)


@pytest.mark.parametrize("side", ["left", "both", "mid"])
def test_free_movement_lowers_the_muscles_that_limit_it(side: str, knowledge: Knowledge) -> None:
    base = Query(pain=(PainMark("temple", "left"),))
    free = Query(pain=base.pain, free_movements=(MovementMark("hip_flexion", side),))
    change = log_odds(free, knowledge) - log_odds(base, knowledge)
    sides = ["left"] if side == "left" else ["left", "right"]
    expected = sum(
        np.log1p(-knowledge.q_movement[knowledge.movement_row["hip_flexion", own]]) for own in sides
    )
    assert change == pytest.approx(expected, abs=1e-12)
    assert change.min() < -0.1


def test_sign_changes_the_odds_of_its_muscle_on_its_side_only(knowledge: Knowledge) -> None:
    base = Query(pain=(PainMark("temple", "left"),))
    sign = SignMark("temporalis", "left", "recognised_pain", True)
    change = log_odds(Query(pain=base.pain, signs=(sign,)), knowledge) - log_odds(base, knowledge)
    is_muscle = knowledge.cause_muscle == knowledge.muscles.index("temporalis")
    is_side = np.isin(knowledge.cause_side, (0, BOTH))
    weight = sign_weight([("recognised_pain", True)], further=0.5)
    assert change == pytest.approx(np.where(is_muscle & is_side, weight, 0.0), abs=1e-12)


def test_weight_of_one_sign_is_its_log_likelihood_ratio() -> None:
    tender = load_signs()["tender"]
    assert sign_weight([("tender", True)], further=0.5) == pytest.approx(
        log(tender.sensitivity / (1 - tender.specificity))
    )
    assert sign_weight([("tender", False)], further=0.5) == pytest.approx(
        log((1 - tender.sensitivity) / tender.specificity)
    )


@pytest.mark.parametrize("sign", load_signs())
def test_every_sign_speaks_for_when_present_and_against_when_not(sign: str) -> None:
    assert sign_weight([(sign, True)], further=0.5) > 0 > sign_weight([(sign, False)], further=0.5)


def test_further_sign_of_the_same_direction_counts_by_its_share() -> None:
    one, two = (sign_weight([(s, True)], further=0.5) for s in ("recognised_pain", "tender"))
    assert one > two
    both = [("tender", True), ("recognised_pain", True)]
    assert sign_weight(both, further=0.5) == pytest.approx(one + 0.5 * two)
    assert sign_weight(both[::-1], further=0.0) == pytest.approx(one)


def test_signs_of_opposite_directions_are_added() -> None:
    one = sign_weight([("recognised_pain", True)], further=0.5)
    against = sign_weight([("twitch", False)], further=0.5)
    assert sign_weight(
        [("recognised_pain", True), ("twitch", False)], further=0.5
    ) == pytest.approx(one + against)


def test_no_sign_weighs_nothing() -> None:
    assert sign_weight([], further=0.5) == 0.0
    assert signs_by_muscle((), 0.5) == {}


def test_same_sign_twice_counts_once() -> None:
    sign = SignMark("soleus", "left", "tender", True)
    assert signs_by_muscle((sign, sign), 0.5) == signs_by_muscle((sign,), 0.5)


def test_signs_are_kept_apart_by_muscle_and_side() -> None:
    found = signs_by_muscle(
        (
            SignMark("soleus", "left", "tender", True),
            SignMark("soleus", "right", "tender", False),
            SignMark("gastrocnemius", "left", "twitch", True),
        ),
        0.5,
    )
    assert list(found) == [("soleus", "left"), ("soleus", "right"), ("gastrocnemius", "left")]
    assert found["soleus", "left"] > 0 > found["soleus", "right"]

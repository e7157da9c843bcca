"""The figures of an evaluation follow from its cases, and misses are never left out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from math import log
from types import SimpleNamespace

import numpy as np
import pytest

from unknot.errors import NotEnoughData
from unknot.facts.cases import Case, CasePain, Culprit, load_cases
from unknot.find.baselines import BASELINES
from unknot.find.calibration import Correction, corrected
from unknot.find.evaluating import Accuracy, Evaluation, evaluate_cases
from unknot.find.knowledge import load_knowledge
from unknot.find.ranking import rank_muscles
from unknot.find.scoring import case_query, listed_muscles, wanted_muscles

PEOPLE = tuple(case for case in load_cases().values() if case.kind == "case")


def evaluated(*cases: Case, from_words: bool = False) -> Evaluation:
    return evaluate_cases(cases, rng=np.random.default_rng(1), from_words=from_words)


@cache
def everything() -> Evaluation:
    return evaluated(*load_cases().values())


def group(found: Evaluation, name: str) -> Accuracy:
    return next(one for one in found.groups if one.name == name)


def places(of: str = "Unknot") -> list[int | None]:
    own = {case.id for case in PEOPLE}
    return [result.places[of] for result in everything().cases if result.id in own]


def test_groups_hold_the_cases_they_name() -> None:
    by_kind = [case.kind for case in load_cases().values()]
    expected = {
        "all": len(PEOPLE),
        "strong": sum(case.evidence == "strong" for case in PEOPLE),
        "strong+moderate": sum(case.evidence in ("strong", "moderate") for case in PEOPLE),
        "stated area": sum(case.is_pain_stated for case in PEOPLE),
        "single muscle": sum(len(case.culprits) == 1 for case in PEOPLE),
        "referral studies": by_kind.count("referral_study"),
        "population studies": by_kind.count("population_study"),
    }
    assert {one.name: one.n_cases for one in everything().groups} == expected


def test_shares_and_mrr_follow_from_the_places() -> None:
    own = places()
    found = group(everything(), "all")
    for top, share in found.top.items():
        expected = sum(place is not None and place <= top for place in own) / len(own)
        assert share.value == pytest.approx(expected)
        assert share.low <= share.value <= share.high
    assert found.mrr.value == pytest.approx(sum(1 / place for place in own if place) / len(own))


def test_rivals_answer_the_same_cases() -> None:
    found = everything()
    assert [rival.name for rival in found.rivals] == list(BASELINES)
    for rival, difference in zip(found.rivals, found.differences, strict=True):
        assert rival.n_cases == len(PEOPLE)
        gain = group(found, "all").mrr.value - rival.mrr.value
        assert difference.rival == rival.name
        assert difference.mrr.value == pytest.approx(gain)
    assert [rival.log_loss is None for rival in found.rivals] == [False, True, False]


def test_log_loss_is_that_of_the_culprits_share() -> None:
    case = PEOPLE[0]
    candidates = rank_muscles(case_query(case)).candidates
    total = sum(row.probability for row in candidates)
    own = sum(row.probability for row in candidates if row.muscle in wanted_muscles(case))
    found = group(evaluated(case), "all")
    assert found.log_loss is not None
    assert found.log_loss.value == pytest.approx(-log(own / total))


def test_calibration_is_taken_over_the_first_ten_rows_of_every_case() -> None:
    gaps: dict[int, list[float]] = {}
    n = 0
    for case in PEOPLE:
        for row in rank_muscles(case_query(case)).candidates[:10]:
            hit = row.muscle in listed_muscles(case)
            gaps.setdefault(min(9, int(row.probability * 10)), []).append(row.probability - hit)
            n += 1
    calibration = everything().calibration
    assert calibration.n_rows == n == 10 * len(PEOPLE)
    expected = sum(abs(sum(gap)) for gap in gaps.values()) / n
    assert calibration.error == pytest.approx(expected)


def test_learned_numbers_are_those_that_the_ranking_would_use() -> None:
    case = PEOPLE[0]
    parameters = load_knowledge().parameters
    learned = evaluated(case).calibration.learned
    other = replace(
        parameters,
        calibration_shift=learned.shift,
        calibration_slope=learned.slope,
    )
    first = rank_muscles(case_query(case)).candidates[0].probability
    now = np.log(first / (1.0 - first))
    raw = (now - parameters.calibration_shift) / parameters.calibration_slope
    recalibrated = rank_muscles(case_query(case), load_knowledge(other)).candidates[0].probability
    assert recalibrated == pytest.approx(
        float(corrected(raw, Correction(learned.shift, learned.slope)))
    )


def test_learning_again_from_its_own_numbers_teaches_the_same() -> None:
    once = evaluated(*PEOPLE[:6]).calibration.learned
    other = replace(
        load_knowledge().parameters,
        calibration_shift=once.shift,
        calibration_slope=once.slope,
    )
    again = evaluate_cases(
        PEOPLE[:6], rng=np.random.default_rng(1), knowledge=load_knowledge(other)
    ).calibration.learned
    assert (again.shift, again.slope) == pytest.approx((once.shift, once.slope), abs=1e-6)


def test_a_single_case_cannot_be_left_out() -> None:
    assert evaluated(PEOPLE[0]).calibration.error_left_out is None


def test_a_muscle_that_the_catalogue_lacks_is_a_named_miss() -> None:
    case = replace(PEOPLE[0], culprits=(Culprit("xyzzy", "unstated", None),))
    found = evaluated(case)
    assert found.unknown_names == {case.id: ("xyzzy",)}
    assert found.cases[0].places["Unknot"] is None
    assert group(found, "all").mrr.value == 0.0


def test_words_that_say_nothing_are_a_named_miss() -> None:
    silent = replace(PEOPLE[0], id="silent", pain_words="xyzzy")
    told = replace(PEOPLE[0], pain_words="ache in the left heel")
    found = evaluated(silent, told, from_words=True)
    assert found.from_words
    assert found.not_understood == ("silent",)
    assert set(found.cases[0].places.values()) == {None}
    assert group(found, "all").n_cases == 2
    assert found.calibration.n_rows == 10
    with pytest.raises(NotEnoughData, match="No case could be understood"):
        evaluated(silent, from_words=True)


def test_an_alert_above_see_a_doctor_is_one_too_many() -> None:
    case = replace(
        PEOPLE[0],
        pain=(CasePain("lumbar", "both"),),
        symptoms=("urinary_retention", "tingling_leg"),
    )
    alerts = evaluated(case, PEOPLE[1]).alerts
    assert alerts.n_cases == 2
    assert alerts.raised == alerts.over_raised == (case.id,)


@pytest.mark.parametrize(
    ("urgency", "too_many"), [("see_doctor", 0), ("same_day", 1), ("emergency_now", 1)]
)
def test_see_a_doctor_is_the_highest_due(
    monkeypatch: pytest.MonkeyPatch, urgency: str, too_many: int
) -> None:
    raised = SimpleNamespace(alerts=(SimpleNamespace(id="any", urgency=urgency),))
    monkeypatch.setattr("unknot.find.evaluating.screen", lambda _: raised)
    alerts = evaluated(PEOPLE[0]).alerts
    assert len(alerts.raised) == 1
    assert len(alerts.over_raised) == too_many


def test_cases_carry_no_answers_so_nothing_is_assumed_from_words() -> None:
    found = evaluated(replace(PEOPLE[1], pain_words="pain in the right temple"), from_words=True)
    assert found.alerts.raised == ()


def test_studies_alone_are_not_enough() -> None:
    study = next(case for case in load_cases().values() if case.kind == "population_study")
    with pytest.raises(NotEnoughData, match="No case of kind 'case' was given"):
        evaluated(study)


def test_the_same_chance_gives_the_same_evaluation() -> None:
    assert evaluated(*PEOPLE[:4]) == evaluated(*PEOPLE[:4])

"""What a set of answers means: the drawn table of levels, and the rules for asking."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from unknot.find.alerts import ScreeningInput, load_facts
from unknot.find.red_flags import (
    LINES_A_CARD,
    NOTHING_REPORTED,
    cards,
    first_priority_open,
    screen,
)

with (Path(__file__).parent / "red_flag_levels.csv").open(encoding="utf-8") as _stream:
    LEVELS = list(csv.DictReader(_stream))


@pytest.mark.parametrize("row", LEVELS, ids=lambda row: row["story"] or row["yes"] or "nothing")
def test_answers_raise_the_drawn_level(row: dict[str, str]) -> None:
    found = screen(
        ScreeningInput(
            pain_regions=frozenset(row["regions"].split()),
            symptoms=frozenset(row["symptoms"].split()),
            age=float(row["age"]) if row["age"] else None,
            sex=row["sex"] or None,
            answers=dict.fromkeys(row["yes"].split(), "yes"),
            both_sides=frozenset(row["both_sides"].split()),
        )
    )
    assert (found.level or "none") == row["level"], [alert.id for alert in found.alerts]


def test_unsure_counts_as_yes_at_the_urgent_levels() -> None:
    lumbar = frozenset({"lumbar"})
    assert screen(ScreeningInput(lumbar, answers={"ces_saddle": "unsure"})).level == "emergency_now"
    assert screen(ScreeningInput(lumbar, answers={"fx_trauma": "unsure"})).level == "same_day"
    assert screen(ScreeningInput(lumbar, answers={"ca_weight": "unsure"})).level is None


def test_emergency_and_same_day_stop_and_see_doctor_does_not() -> None:
    calf = frozenset({"calf_upper"})
    assert screen(ScreeningInput(calf, answers={"rhabdo": "yes"})).stops
    assert screen(ScreeningInput(calf, answers={"dvt_swell": "yes"})).stops
    assert not screen(ScreeningInput(calf, answers={"ca_weight": "yes"})).stops


def test_nothing_reported_is_said_and_never_more() -> None:
    told = ScreeningInput(frozenset({"heel"}), age=40, sex="male")
    every = dict.fromkeys(screen(told).to_ask, "no")
    found = screen(ScreeningInput(told.pain_regions, age=40, sex="male", answers=every))
    assert found.summary == NOTHING_REPORTED == "No warning sign was reported."
    assert found.alerts == ()


def test_an_open_question_is_never_read_as_no() -> None:
    found = screen(ScreeningInput(frozenset({"heel"}), age=40, sex="male"))
    assert found.summary.startswith(NOTHING_REPORTED)
    assert "still open" in found.summary


def test_alert_names_more_than_one_cause_what_to_do_and_what_raised_it() -> None:
    found = screen(
        ScreeningInput(
            frozenset({"neck_back"}),
            symptoms=frozenset({"arm_weakness"}),
            age=71,
            answers={"pancoast_smoke": "yes"},
        )
    )
    (alert,) = found.alerts
    assert alert.condition == "pancoast"
    assert alert.raised_by == ("arm_weakness", "pancoast_smoke")
    assert len(alert.may_need_ruling_out) > 1
    assert alert.do == load_facts().urgencies["see_doctor"].do


def test_alerts_of_one_condition_are_joined_and_the_worst_comes_first() -> None:
    answers = dict.fromkeys(("ca_weight", "ca_lump", "ces_saddle", "ces_bladder"), "yes")
    found = screen(ScreeningInput(frozenset({"lumbar"}), answers=answers))
    assert [alert.condition for alert in found.alerts] == ["cauda_equina", "cancer"]
    assert found.alerts[0].raised_by == ("ces_bladder", "ces_saddle")


def test_newly_painted_region_reopens_only_its_own_new_questions() -> None:
    lumbar = ScreeningInput(frozenset({"lumbar"}), age=40, sex="male")
    answered = dict.fromkeys(first_priority_open(lumbar), "no")
    assert not first_priority_open(
        ScreeningInput(lumbar.pain_regions, age=40, sex="male", answers=answered)
    )
    both = ScreeningInput(frozenset({"lumbar", "temple"}), age=40, sex="male", answers=answered)
    reopened = first_priority_open(both)
    assert "ha_thunder" in reopened
    assert not set(reopened) & set(answered)
    temple_only = first_priority_open(ScreeningInput(frozenset({"temple"}), age=40, sex="male"))
    assert set(reopened) <= set(temple_only)


GATES = (
    ("neck_back shoulder_top temple", 24),
    ("neck_back neck_angle suboccipital temple", 24),
    ("lumbar buttock_mid", 20),
    ("chest_upper interscapular", 22),
    ("abdomen_lower", 18),
    ("calf_upper", 18),
    ("knee_front", 18),
    ("foot_top heel", 18),
    ("elbow_outer", 18),
    ("palm wrist_front", 18),
    ("thigh_front", 18),
)
"""Painted places and the most first questions a tired person is asked."""


@pytest.mark.parametrize(("painted", "most"), GATES)
@pytest.mark.parametrize(
    ("age", "sex"), [(45, "female"), (70, "male"), (14, "male"), (25, "female")]
)
def test_gate_is_short(painted: str, most: int, *, age: int, sex: str) -> None:
    told = ScreeningInput(frozenset(painted.split()), age=age, sex=sex)
    assert 5 <= len(first_priority_open(told)) <= most


def test_question_is_first_where_its_condition_is_felt_and_second_elsewhere() -> None:
    lumbar = ScreeningInput(frozenset({"lumbar"}), age=40, sex="male")
    shin = ScreeningInput(frozenset({"shin"}), age=40, sex="male")
    assert "ces_saddle" in first_priority_open(lumbar)
    assert "ces_saddle" not in first_priority_open(shin)
    assert "ces_saddle" in screen(shin).to_ask


def test_fact_known_to_hold_makes_its_question_first_everywhere() -> None:
    elbow = frozenset({"elbow_outer"})
    unknown = ScreeningInput(elbow, age=30, sex="female")
    known = ScreeningInput(elbow, age=30, sex="female", about={"pregnant_or_postpartum": True})
    assert "preg_bleed" not in first_priority_open(unknown)
    assert "preg_bleed" in first_priority_open(known)


def test_while_the_age_is_not_told_only_leading_questions_for_some_ages_are_first() -> None:
    knee = frozenset({"knee_front"})
    assert "child_hip_teen" in first_priority_open(ScreeningInput(knee))
    temple = frozenset({"temple"})
    assert "gca_jaw" not in first_priority_open(ScreeningInput(temple))
    assert "gca_jaw" in first_priority_open(ScreeningInput(temple, age=60))
    assert "gca_jaw" in screen(ScreeningInput(temple)).to_ask


def test_question_that_is_no_longer_first_comes_up_and_stands_on_an_opened_card() -> None:
    told = ScreeningInput(frozenset({"lumbar"}), age=40, sex="male", answers={"ces_bladder": "yes"})
    assert "ces_bowel" in screen(told).to_ask
    (card,) = (card for card in cards(told) if card.condition == "cauda_equina")
    assert "ces_bowel" in card.questions


def test_finer_region_gets_the_questions_of_the_coarser_one() -> None:
    fine = screen(ScreeningInput(frozenset({"calf_inner"}), age=40)).to_ask
    coarse = screen(ScreeningInput(frozenset({"calf_upper"}), age=40)).to_ask
    assert fine == coarse
    assert "dvt_swell" in fine


def test_questions_that_cannot_apply_are_not_asked() -> None:
    man = screen(ScreeningInput(frozenset({"abdomen_lower"}), age=40, sex="male")).to_ask
    woman = screen(ScreeningInput(frozenset({"abdomen_lower"}), age=40, sex="female")).to_ask
    unknown = screen(ScreeningInput(frozenset({"abdomen_lower"}))).to_ask
    assert {"testis", "ectopic"} & set(man) == {"testis"}
    assert {"testis", "ectopic"} & set(woman) == {"ectopic"}
    assert {"testis", "ectopic", "child_night", "gca_headache"} & set(unknown) == {
        "testis",
        "ectopic",
        "child_night",
    }
    assert (
        "ectopic"
        not in screen(
            ScreeningInput(
                frozenset({"abdomen_lower"}),
                age=40,
                sex="female",
                about={"could_be_pregnant": False},
            )
        ).to_ask
    )


def test_yes_brings_the_other_questions_of_its_card_forward() -> None:
    hand = frozenset({"hand_back"})
    before = screen(ScreeningInput(hand)).to_ask
    after = screen(ScreeningInput(hand, answers={"crps_sens": "yes"})).to_ask
    for other in ("crps_colour", "crps_swell", "crps_move"):
        assert after.index(other) < before.index(other)
    assert "crps_colour" in after[:5]


def test_symptom_brings_its_question_forward() -> None:
    calf = frozenset({"calf_upper"})
    plain = screen(ScreeningInput(calf)).to_ask
    short = screen(ScreeningInput(calf, symptoms=frozenset({"short_breath"}))).to_ask
    assert short.index("pe_breath") < plain.index("pe_breath")


def test_cards_hold_at_most_six_questions_of_one_condition_worst_first() -> None:
    told = ScreeningInput(frozenset({"lumbar", "chest_upper"}), age=60, sex="male")
    found = cards(told)
    facts = load_facts()
    ranks = [facts.urgencies[card.urgency].rank for card in found]
    assert ranks == sorted(ranks, reverse=True)
    for card in found:
        assert 1 <= len(card.questions) <= LINES_A_CARD
        assert {facts.flags[one].condition for one in card.questions} == {card.condition}
    shown = {one for card in found for one in card.questions}
    assert set(first_priority_open(told)) <= shown


def test_third_priority_questions_wait_for_their_card_to_open() -> None:
    told = ScreeningInput(frozenset({"shin"}), age=30, answers={})
    waiting = [card for card in cards(told) if card.condition == "complex_regional_pain"]
    assert waiting == []
    opened = ScreeningInput(frozenset({"shin"}), age=30, answers={"crps_sens": "yes"})
    assert any(card.condition == "complex_regional_pain" for card in cards(opened))

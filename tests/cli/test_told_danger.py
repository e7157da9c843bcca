"""Told danger is asked about, by itself, wherever and however it was told."""

from __future__ import annotations

import json

import pytest

RANKED = "If it is a muscle, check these first"


def case(**fields: object) -> str:
    return json.dumps({"pain": [{"region": "temple", "side": "left"}], **fields})


def test_a_symptom_of_another_place_still_gets_its_question(unknot) -> None:
    told = case(symptoms=["chest_tightness", "short_breath"], age=60, sex="male")
    run = unknot("find", "-", "--none-of-these", stdin=told)
    assert RANKED not in run.out
    assert "[acs_now]" in run.out
    assert "[pe_breath]" in run.out


def test_each_danger_in_the_words_is_asked(unknot) -> None:
    words = "left shoulder pain, lost sight in one eye, cannot pee"
    run = unknot("find", words, "--none-of-these", "--no", "gca_vision")
    assert RANKED not in run.out
    assert "[ces_bladder]" in run.out


def test_the_interview_asks_a_danger_told_with_a_second_pain(unknot) -> None:
    told = "left knee\nI lost sight in one eye\n40\nmale\nstop\n"
    run = unknot("find", "--interview", stdin=told)
    first_page = run.out.split("First, warning signs")[1]
    assert "sight" in first_page.split("Which apply?")[0]
    assert RANKED not in run.out


@pytest.mark.parametrize("slip", [",", "²", "and", "7"])
def test_a_slip_on_a_page_of_warnings_is_no_answer(unknot, slip: str) -> None:
    run = unknot("find", "left knee", "--interview", stdin=f"40\nmale\n{slip}\nstop\n")
    assert "Please give numbers from 1 to" in run.out
    assert RANKED not in run.out


def test_two_parts_on_two_sides_are_the_whole_on_both_sides(unknot) -> None:
    answers = {"neuro_progress": "yes", "fx_trauma": "yes"}
    parts = [
        {"region": "calf_inner", "side": "left"},
        {"region": "calf_outer", "side": "right"},
    ]
    whole = [{"region": "calf_upper", "side": "both"}]
    alerts = [
        json.loads(
            unknot("find", "-", "--json", stdin=json.dumps({"pain": pain, "answers": answers})).out
        )["alerts"][0]["urgency"]
        for pain in (parts, whole)
    ]
    assert alerts[0] == alerts[1]


def test_a_very_faint_place_does_not_spoil_the_figures(unknot) -> None:
    pain = [{"region": "temple", "intensity": 10}, {"region": "heel", "intensity": 1e-40}]
    answer = json.loads(unknot("find", "-", "--json", stdin=json.dumps({"pain": pain})).out)
    assert all(0 < row["probability"] < 1 for row in answer["muscles"])


def test_a_place_told_with_and_without_side_counts_once(unknot) -> None:
    sided = [{"region": "neck_side", "side": "right"}]
    answers = [
        json.loads(unknot("find", "-", "--json", stdin=json.dumps({"pain": pain})).out)["muscles"]
        for pain in (sided, [*sided, {"region": "neck_side"}])
    ]
    chances = [[(r["muscle"], r["side"], r["probability"]) for r in rows] for rows in answers]
    assert chances[0] == chances[1]


def test_pregnancy_brings_its_own_questions(unknot) -> None:
    answer = json.loads(
        unknot("find", "-", "--json", stdin=case(about={"pregnant": True}, sex="female")).out
    )
    assert "preg_preec" in answer["to_ask"]


def test_answers_of_a_wrong_kind_are_refused(unknot) -> None:
    run = unknot("find", "-", "--yes", "ces_saddle", stdin=case(answers=["x"]))
    assert run.code == 1
    assert "'answers' is an object" in run.err


def test_a_body_painted_all_over_is_answered(unknot) -> None:
    from unknot.facts.vocabularies import load_regions  # noqa: PLC0415

    pain = [
        {"region": region.id, "side": "both" if region.is_sided else "mid"}
        for region in load_regions().values()
        if region.parent is None
    ]
    answer = json.loads(unknot("find", "-", "--json", stdin=json.dumps({"pain": pain})).out)
    assert not answer["is_exact"]
    assert len(answer["muscles"]) > 300

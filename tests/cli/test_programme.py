"""``unknot programme``: what is printed, what is not, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from unknot.facts.wording import banned_in
from unknot.prevent.contract import (
    SCHEMA_FILES,
    programme_input_schema,
    programme_output_schema,
    write_schemas,
)

EXAMPLE = str(Path(__file__).resolve().parents[2] / "docs" / "examples" / "programme.json")
POINTS = [{"muscle": "infraspinatus", "side": "right", "weeks": 12}]


def case(**fields: object) -> str:
    person = {"age": 41, "equipment": ["ball"]}
    return json.dumps({"person": person, "points": POINTS, **fields})


def test_first_it_asks_about_warning_signs_and_shows_no_programme(unknot) -> None:
    run = unknot("programme", "-", stdin=case())
    assert run.code == 0
    assert run.out.startswith("Before any programme: does any of these apply?")
    assert "how much" not in run.out


def test_none_of_these_opens_the_week(unknot) -> None:
    run = unknot("programme", "-", "--none-of-these", stdin=case())
    assert run.code == 0
    assert run.out.startswith("Before you begin\n  - This pain is 12 weeks old or more.")
    headings = ("Stop at once if", "Week 1", "Not usual, and what to do", "The next day",
                "Please note")  # fmt: skip
    places = [run.out.index(f"\n{heading}\n") for heading in headings]
    assert places == sorted(places)
    assert "\nWeek 1\n  Monday     1, 2, 3" in run.out
    assert "You want to stop, for any reason" in run.out
    assert "Pain above the level set" not in run.out
    assert "Everything begins gently." in run.out


def test_the_example_says_what_changed_since_last_week(unknot) -> None:
    run = unknot("programme", EXAMPLE, "--none-of-these")
    assert run.code == 0
    assert "\nWeek 3, from 2026-11-16\n" in run.out
    said = " ".join(run.out.split())
    assert "It was too sore, so there is less of it now." in said
    assert "It went well, so it goes one small step up." in said
    assert "A minute at the desk (1 min): every half hour" in said


def test_no_word_of_it_is_banned(unknot) -> None:
    run = unknot("programme", EXAMPLE, "--none-of-these")
    assert banned_in(run.out) == []


def test_less_time_makes_shorter_days(unknot) -> None:
    run = unknot("programme", "-", "--none-of-these", "--minutes", "2", "--json", stdin=case())
    week = json.loads(run.out)["week"]
    assert week["minutes_a_day"] == 2
    assert all(len(day["things"]) <= 1 for day in week["days"])


def test_an_emergency_sign_replaces_everything(unknot) -> None:
    run = unknot("programme", "-", "--yes", "stroke", "--country", "gb", stdin=case())
    assert run.code == 3
    assert "999" in run.out
    assert "Press the knot" not in run.out


def test_nothing_left_says_why_and_stops(unknot) -> None:
    person = {"age": 40, "conditions": ["unstable_heart", "fracture"]}
    run = unknot("programme", "-", "--none-of-these", stdin=case(person=person))
    assert run.code == 3
    assert run.out.startswith("No programme now\n- Nothing of a home programme suits")
    assert "\nLeft out\n" in run.out


def test_the_json_answers_its_schema_and_so_does_the_case(unknot) -> None:
    fields = json.loads(Path(EXAMPLE).read_text(encoding="utf-8"))
    jsonschema.validate(fields, programme_input_schema())
    run = unknot("programme", EXAMPLE, "--json")
    jsonschema.validate(json.loads(run.out), programme_output_schema())


def test_the_schema_files_are_fresh(tmp_path) -> None:
    for path in write_schemas(tmp_path):
        assert path.read_text() == (SCHEMA_FILES / path.name).read_text()


def test_lines_answer_in_order_and_a_bad_line_does_not_stop_the_rest(unknot) -> None:
    bad = case(id=2, minutes_a_day=-1)
    run = unknot("programme", "-", "--lines", stdin="\n".join((case(id=1), bad, case(id=3))))
    first, second, third = (json.loads(line) for line in run.out.splitlines())
    assert (run.code, first["id"], third["id"]) == (1, 1, 3)
    assert second["error"]["where"] == "minutes_a_day"
    assert run.err == "unknot: 1 of 3 lines could not be answered.\n"


def test_lines_refuse_answers_beside_the_cases(unknot) -> None:
    run = unknot("programme", "-", "--lines", "--none-of-these", stdin=case())
    assert (run.code, run.err) == (2, "--lines takes everything from the cases; give it there.\n")


@pytest.mark.parametrize(
    ("stdin", "message"),
    [
        ("[]", "Standard input holds list, a case is one JSON object"),
        (case(answers=3), "'answers' is an object of question ids and answers"),
        (case(points=[]), "There is no point to plan for."),
    ],
)
def test_bad_input_says_what_to_do(unknot, stdin, message) -> None:
    run = unknot("programme", "-", stdin=stdin)
    assert run.code == 1
    assert message in run.err


def test_people_read_what_each_week_asks(unknot) -> None:
    done = [{"at": f"2026-11-0{day}", "item": "infraspinatus_right_stretch", "did": "not_done"}
            for day in (2, 3, 4, 5)]  # fmt: skip
    diary = [{"at": "2026-11-03", "pain": 2}, {"at": "2026-11-10", "pain": 6}]
    stdin = case(now="2026-11-16", start="2026-11-02", done=done, diary=diary)
    run = unknot("programme", "-", "--none-of-these", stdin=stdin)
    said = " ".join(run.out.split())
    assert "The days are a little shorter, so that they fit. That is fine." in said
    assert "Last week hurt more than the one before. Nothing goes up." in said


def test_a_see_a_doctor_sign_stands_above_the_week(unknot) -> None:
    run = unknot("programme", "-", "--none-of-these", "--yes", "no_progress", stdin=case())
    assert run.code == 0
    assert run.out.index("See a doctor") < run.out.index("Week 1")


def test_what_was_too_sore_yesterday_says_until_when_it_rests(unknot) -> None:
    done = [{"at": "2026-11-05", "item": "infraspinatus_right_release", "did": "too_sore"}]
    run = unknot("programme", "-", "--none-of-these", stdin=case(now="2026-11-05", done=done))
    assert "It rests until 2026-11-08." in " ".join(run.out.split())

"""``unknot plan``: what is printed, what is not, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from unknot.plan.contract import SCHEMA_FILES, input_schema, output_schema, write_schemas

EXAMPLE = str(Path(__file__).resolve().parents[2] / "docs" / "examples" / "plan_home.json")
POINTS = [{"muscle": "infraspinatus", "side": "right", "weeks": 12}]


def case(**fields: object) -> str:
    person = {"age": 41, "equipment": ["ball"]}
    return json.dumps({"setting": "home", "person": person, "points": POINTS, **fields})


def test_first_it_asks_about_warning_signs_and_shows_no_plan(unknot) -> None:
    run = unknot("plan", "-", stdin=case())
    assert run.code == 0
    assert run.out.startswith("Before any plan: does any of these apply?")
    assert "  [acs_sweat]" in run.out
    assert "how much" not in run.out


def test_none_of_these_opens_the_plan(unknot) -> None:
    run = unknot("plan", EXAMPLE, "--none-of-these")
    assert run.code == 0
    assert "One point at home\n" in run.out
    assert "\n1. Muscle on the flat of the shoulder blade, right (infraspinatus)\n" in run.out
    for heading in (
        "Stop at once if",
        "Afterwards",
        "Usual afterwards",
        "Not usual, and what to do",
        "Alongside",
        "How many treatments",
        "Please note",
    ):
        assert f"\n{heading}\n" in run.out, heading


def test_an_emergency_replaces_the_plan_by_what_to_do_now(unknot) -> None:
    run = unknot("plan", "-", "--yes", "acs_now", "--country", "DE", stdin=case())
    assert run.code == 3
    assert "112" in run.out
    assert "how much" not in run.out
    assert "The points can wait." in run.out


def test_a_ruled_out_plan_says_by_what_and_stops(unknot) -> None:
    person = {"age": 41, "conditions": ["systemic_infection"]}
    run = unknot("plan", "-", "--none-of-these", stdin=case(person=person))
    assert run.code == 3
    assert run.out.startswith("No release now\n- Fever or acute illness. Rest and fluids;")


def test_the_number_of_the_country_stands_in_the_plan(unknot) -> None:
    run = unknot("plan", "-", "--none-of-these", stdin=case(country="gb"))
    assert "Call 999 or 112." in run.out
    assert "{emergency_number}" not in run.out


def test_json_keeps_the_contract_also_beside_an_emergency(unknot) -> None:
    run = unknot("plan", "-", "--json", stdin=case(answers={"acs_now": "yes"}, id="a"))
    assert run.code == 0
    plan = json.loads(run.out)
    jsonschema.validate(plan, output_schema())
    assert plan["id"] == "a"
    assert plan["steps"] == []
    assert plan["blocked_by"][0]["level"] == "emergency_now"


def test_lines_answer_in_order_and_go_on_after_a_bad_line(unknot) -> None:
    lines = [
        case(id="first"),
        case(id=2, points=[{"muscle": "infraspinatus", "side": "mid"}]),
        "not json",
        case(id="last"),
    ]
    run = unknot("plan", "-", "--lines", stdin="\n".join(lines))
    assert run.code == 1
    answers = [json.loads(line) for line in run.out.splitlines()]
    assert [answer["id"] for answer in answers] == ["first", 2, None, "last"]
    assert answers[1]["error"]["where"] == "points[0].side"
    assert "error" in answers[2]
    assert len(answers[3]["steps"]) == 2
    assert run.err == "unknot: 2 of 4 lines could not be planned.\n"


@pytest.mark.parametrize(
    ("stdin", "message"),
    [
        (
            case(person={"conditions": ["anticoagulants"]}),
            "unknot: Condition 'anticoagulants' is not known (person.conditions[0]). "
            "Did you mean 'anticoagulant'?\n",
        ),
        (
            case(limits={"pressure_0_10": 50}),
            "unknot: 'limits.pressure_0_10' is 50; it runs from 0 to 10.\n",
        ),
        ("[]", "unknot: Standard input holds list, a case is one JSON object {…}. "
               "For many cases give one a line and add --lines.\n"),
    ],
)  # fmt: skip
def test_bad_input_is_one_message_and_exit_code_1(unknot, stdin: str, message: str) -> None:
    run = unknot("plan", "-", stdin=stdin)
    assert (run.code, run.out, run.err) == (1, "", message)


def test_lines_take_no_answers_from_options(unknot) -> None:
    run = unknot("plan", "-", "--lines", "--none-of-these")
    assert run.code == 2
    assert "--lines takes everything from the cases" in run.err


def test_the_example_keeps_the_contract() -> None:
    jsonschema.validate(json.loads(Path(EXAMPLE).read_text("utf-8")), input_schema())


def test_the_shipped_schemas_are_fresh(tmp_path: Path) -> None:
    for path in write_schemas(tmp_path):
        assert path.read_text("utf-8") == (SCHEMA_FILES / path.name).read_text("utf-8"), "make fix"


def test_a_blanket_no_leaves_open_what_a_symptom_speaks_of(unknot) -> None:
    case = {
        "setting": "home",
        "person": {"age": 58},
        "points": [{"muscle": "gastrocnemius", "side": "right"}],
        "symptoms": ["calf_swelling"],
    }
    run = unknot("plan", "-", "--none-of-these", stdin=json.dumps(case))
    assert run.out.startswith("Before any plan: does this apply?\n")
    assert "[dvt_swell]" in run.out
    assert "--none-of-these" not in run.out, "that was said already and does not answer it"


def test_what_was_told_is_asked_by_name_with_what_a_yes_means(unknot) -> None:
    case = {
        "setting": "home",
        "person": {"age": 58},
        "points": [{"muscle": "gluteus_medius", "side": "right"}],
        "symptoms": ["urinary_retention"],
    }
    words = json.dumps(case)
    asked = unknot("plan", "-", "--none-of-these", "--country", "DE", stdin=words)
    said = " ".join(asked.out.split())
    assert "If yes or not sure to any of these: Call 112" in said
    assert "--no ces_bladder, or --yes ces_bladder" in said
    yes = unknot("plan", "-", "--none-of-these", "--yes", "ces_bladder", stdin=words)
    assert yes.code == 3
    assert "emergency" in yes.out
    all_no = [part for flag in ("ces_bladder", "ces_saddle", "ces_legs_weak")
              for part in ("--no", flag)]  # fmt: skip
    no = unknot("plan", "-", "--none-of-these", *all_no, stdin=words)
    assert "Press the knot yourself" in no.out

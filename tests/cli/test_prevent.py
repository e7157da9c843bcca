"""``unknot prevent``: what is printed, what is not, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from unknot.facts.wording import banned_in
from unknot.prevent.contract import prevent_input_schema, prevent_output_schema

EXAMPLE = str(Path(__file__).resolve().parents[2] / "docs" / "examples" / "prevent.json")
POINTS = [{"muscle": "upper_trapezius", "side": "right", "weeks": 12}]


def case(**fields: object) -> str:
    return json.dumps({"person": {"age": 41}, "points": POINTS, **fields})


def test_first_it_asks_about_warning_signs(unknot) -> None:
    run = unknot("prevent", "-", stdin=case())
    assert run.code == 0
    assert run.out.startswith("Before any advice: does any of these apply?")


def test_the_example_proposes_three_changes_with_worth_and_ground(unknot) -> None:
    run = unknot("prevent", EXAMPLE, "--none-of-these")
    assert run.code == 0
    assert run.out.startswith("Change these first\n\n1. Change position every half hour\n")
    said = " ".join(run.out.split())
    assert "has not been measured, so no figure is given." in said
    assert "By the forecast model:" in said
    assert "Its size rests on: judgement." in said
    assert "Weakly supported (low)." in said
    assert "4. " not in run.out
    assert "Later, when these have settled" in run.out
    assert "If you think about ending your life" in said


def test_no_word_of_it_is_banned(unknot) -> None:
    advice, _, questions = unknot("prevent", EXAMPLE, "--none-of-these").out.partition(
        "Still to be asked"
    )
    assert banned_in(advice) == []
    assert questions != ""


def test_questions_are_asked_with_the_words_to_answer_them(unknot) -> None:
    run = unknot("prevent", "-", "--none-of-these", stdin=case())
    assert "Nothing to change yet" in run.out
    assert "    --answer desk_breaks=…  under_30_min, 30_60_min, 1_2_h, over_2_h" in run.out
    assert "more, when these are answered." in run.out


def test_an_answer_on_the_command_line_counts(unknot) -> None:
    run = unknot(
        "prevent", "-", "--none-of-these", "--answer", "desk_breaks=over_2_h", stdin=case()
    )
    assert "Change this first\n\n1. Change position every half hour" in run.out


def test_all_answered_asks_nothing_more(unknot) -> None:
    asked = json.loads(unknot("prevent", "-", "--json", stdin=case()).out)["factors_to_ask"]
    answers = {one["factor"]: one["answers"][0]["id"] for one in asked}
    run = unknot("prevent", "-", "--none-of-these", stdin=case(factors=answers))
    assert "Still to be asked" not in run.out


def test_an_answer_without_equals_is_refused(unknot) -> None:
    run = unknot("prevent", "-", "--answer", "sleep", stdin=case())
    assert run.code == 1
    assert "'sleep' is no answer (--answer). Write factor=answer" in run.err


def test_what_belongs_to_a_doctor_comes_first(unknot) -> None:
    stdin = case(factors={"medication": "yes", "sleep": "6_7", "magnesium": "yes"})
    run = unknot("prevent", "-", "--none-of-these", stdin=stdin)
    assert run.out.startswith("Worth a doctor's look\n  - Medicine side effect.")
    assert "One more question decides whether a doctor should look first" in run.out
    assert "There, but not known to feed these muscles\nMagnesium." in run.out


def test_an_emergency_sign_replaces_everything(unknot) -> None:
    run = unknot("prevent", EXAMPLE, "--yes", "stroke")
    assert run.code == 3
    assert "Change" not in run.out


def test_the_json_answers_its_schema_and_so_does_the_case(unknot) -> None:
    fields = json.loads(Path(EXAMPLE).read_text(encoding="utf-8"))
    jsonschema.validate(fields, prevent_input_schema())
    jsonschema.validate(json.loads(unknot("prevent", EXAMPLE, "--json").out),
                        prevent_output_schema())  # fmt: skip


def test_lines_answer_in_order_and_a_bad_line_does_not_stop_the_rest(unknot) -> None:
    bad = case(id=2, factors={"sleep": "bad"})
    run = unknot("prevent", "-", "--lines", stdin="\n".join((case(id=1), bad)))
    first, second = (json.loads(line) for line in run.out.splitlines())
    assert (run.code, first["id"]) == (1, 1)
    assert second["error"]["where"] == "factors.sleep"


def test_lines_refuse_answers_beside_the_cases(unknot) -> None:
    run = unknot("prevent", "-", "--lines", "--answer", "sleep=0_1", stdin=case())
    assert (run.code, run.err) == (2, "--lines takes everything from the cases; give it there.\n")

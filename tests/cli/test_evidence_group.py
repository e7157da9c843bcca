"""``unknot forecast --group``: what is printed, what is refused, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from unknot.cli.forecast_group import group_page
from unknot.forecast.evidence.answer_json import answer_group
from unknot.forecast.evidence.contract import SCHEMA_FILES, input_schema, output_schema

GROUP: dict[str, Any] = {
    "id": "g1",
    "method": "dry_needling",
    "chronicity": "chronic",
    "condition": None,
    "muscles": [],
    "treatment_weeks": 3,
    "treatments": None,
    "outcome": "pain_nrs",
    "baseline": {"mean": 6.3, "sd": 1.5},
    "n": 20,
    "weeks": [0.001, 1, 4, 12],
}
PAGE = """\
Pain, numeric rating of a group: Dry needling
  points 0-10, before: 6.3

  When          Mean    8 of 10 such groups
  right after   4.4     3.0 to 5.7
  week 1        3.9     2.4 to 5.3
  week 4        3.0     1.2 to 4.7
  week 12       2.8     1.0 to 4.5

  - Time and being looked after would bring about 60 % of this change without
    the technique (80 % range 45 % to 70 %): groups with pretended treatment or
    none improve too.
  - Dry needling: 4 groups in 3 trials measured pain, and 3 comparisons inside
    trials and 3 pooled effects of reviews compare it with something else. The
    model learned from 52 groups in 27 trials.
  - The range is for the mean of a whole group in a new trial. One person can do
    much better or worse.
  - Groups of different trials are compared here, so a better mean does not show
    that a method is better."""


def test_printed_page_is_a_small_table_and_what_it_means() -> None:
    answered = answer_group(GROUP)
    assert "\n".join(plain(line) for line in group_page(answered).lines) == PAGE


def test_command_prints_the_page(unknot, tmp_path: Path) -> None:
    case = tmp_path / "group.json"
    case.write_text(json.dumps(GROUP), encoding="utf-8")
    run = unknot("forecast", "--group", str(case))
    assert (run.code, run.out, run.err) == (0, PAGE + "\n", "")


def test_json_follows_the_contract(unknot) -> None:
    jsonschema.validate(GROUP, input_schema())
    run = unknot("forecast", "--group", "--json", "-", stdin=json.dumps(GROUP))
    answered = json.loads(run.out)
    jsonschema.validate(answered, output_schema())
    assert run.code == 0
    assert answered["id"] == "g1"
    assert answered["weeks"] == [0.001, 1, 4, 12]
    assert answered["basis"]["trials"] == 3
    assert answered["basis"]["pooled"] is False


def test_shipped_schemas_are_those_of_the_contract() -> None:
    shipped = json.loads((SCHEMA_FILES / "group_input.schema.json").read_text(encoding="utf-8"))
    assert shipped == input_schema()
    shipped = json.loads((SCHEMA_FILES / "group_output.schema.json").read_text(encoding="utf-8"))
    assert shipped == output_schema()


def test_bad_line_answers_with_its_error_and_the_rest_goes_on(unknot) -> None:
    bad = {**GROUP, "id": "g2", "method": "dry_neddling"}
    text = "\n".join(json.dumps(one) for one in (GROUP, bad, {**GROUP, "id": "g3"}))
    run = unknot("forecast", "--group", "--lines", "-", stdin=text)
    lines = [json.loads(line) for line in run.out.splitlines()]
    assert [line["id"] for line in lines] == ["g1", "g2", "g3"]
    assert lines[1]["error"]["where"] == "method"
    assert lines[1]["error"]["nearest"] == "dry_needling"
    assert (run.code, run.err) == (1, "unknot: 1 of 3 lines could not be answered.\n")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"weeks": [-1]}, "'weeks[0]' is -1; it runs from 0 to 260 weeks."),
        ({"baseline": {"mean": 12}}, "'baseline.mean' is 12; it runs from 0 to 10 points 0-10."),
        ({"baseline": {}}, "'baseline.mean' is missing"),
    ],
)
def test_refused_group_prints_no_forecast(unknot, changed: dict[str, Any], said: str) -> None:
    run = unknot("forecast", "--group", "-", stdin=json.dumps({**GROUP, **changed}))
    assert (run.code, run.out) == (1, "")
    assert said in run.err


def plain(line: str) -> str:
    return line.replace("\x1b[1m", "").replace("\x1b[0m", "")

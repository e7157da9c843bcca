"""``unknot forecast``: what is printed, what is refused, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema

from unknot.facts.trial_evidence import load_trial_outcomes
from unknot.facts.trials import CHRONICITIES
from unknot.forecast.contract import SCHEMA_FILES, input_schema, output_schema

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs" / "examples" / "forecast.json"
PAGE = """\
Upper trapezius, right: what to expect
Now about 2.8 of 10. In 14 days about 2.7; then 8 of 10 ratings lie between 1
and 4.

  Day   Pain   8 in 10     0                           10
    0    2.8   1.7 to 3.9  |     ----o---                  |
    1    2.9   1.7 to 4.1  |     ----o---                  |
    2    2.5   1.4 to 3.6  |    ---o----                   |  0.8 is soreness
    3    2.2   1.0 to 3.5  |   ----o---                    |  0.3 is soreness
    5    2.3   0.8 to 3.8  |  -----o----                   |
    7    2.5   0.9 to 4.1  |   ----o-----                  |
   10    2.6   0.9 to 4.3  |   -----o-----                 |
   14    2.7   1.0 to 4.5  |   -----o-----                 |
   21    2.8   1.0 to 4.6  |   -----o------                |
   28    2.9   1.1 to 4.7  |   ------o-----                |
   42    3.0   1.0 to 4.9  |   ------o------               |

Relief
Relief means a three-day mean of 3.0 or less (half of 6.0, the mean of the
entries before the first treatment).
The pain is at or under this line now; the question is how long.
Half of those who reach it keep it for about 4 weeks or more; whoever has stayed
free for long tends to stay free.

Treatments
With 3 further treatments, a week apart (ischaemic compression), 6 in 10 are
relieved on most of the four weeks after; over the same weeks without them, 2 in
10.
Of 42 days 24 are relieved with the planned treatments and 17 without them (8 in
10: from 1 more to 15 more), roughly as in trials.
  Chance of success by further treatments   0: 18%   1: 37%   2: 49%   3: 59%
    4: 66%   5: 71%   6: 76%   7: 78%   8: 80%
  The same weeks without any of them        0: 18%   1: 18%   2: 18%   3: 17%
    4: 18%   5: 18%   6: 17%   7: 17%   8: 18%

What would change it
  Do the home programme every day     2 more relieved days in 42 (8 in 10: 0 to
                                      7); the size is our judgement, not
                                      measured
  Do no home programme                5 fewer relieved days in 42 (8 in 10: 0 to
                                      16); the size is our judgement, not
                                      measured
  Load it less than usual             7 more relieved days in 42 (8 in 10: 0 to
                                      21); the size is our judgement, not
                                      measured
                                      a point or more less pain for 2 in 10
  Load it more than usual             7 fewer relieved days in 42 (8 in 10: 0 to
                                      20); the size is our judgement, not
                                      measured
  Sleep well                          4 more relieved days in 42 (8 in 10: 0 to
                                      15); the size is our judgement, not
                                      measured
                                      a point or more less pain for 1 in 10
  Have less stress                    4 more relieved days in 42 (8 in 10: 0 to
                                      12); the size is our judgement, not
                                      measured
  One treatment more, a week later    3 more relieved days in 42 (8 in 10: 0 to
                                      10), roughly as in trials
  Leave out the planned treatments    5 fewer relieved days in 42 (8 in 10: 1 to
                                      15), roughly as in trials

Please note
- This rests on 12 entries of this diary, on top of published trials and
  courses. Its ranges were tried on simulated people only; no real diary was at
  hand.
- Beyond about three weeks a forecast is your usual level plus what is planned;
  single days cannot be foretold.
- What load, sleep, stress and home care do rests on our judgement; what
  treatments do is taken roughly from trials. Each line says which. A diary of
  some weeks hardly tells what one change does for you alone.
- Much of what gets better after a treatment gets better by itself. The forecast
  does not credit the technique with it.
"""


def example(**fields: Any) -> str:
    return json.dumps({**json.loads(EXAMPLE.read_text(encoding="utf-8")), **fields})


def test_the_example_prints_a_page(unknot) -> None:
    run = unknot("forecast", str(EXAMPLE), "--none-of-these", "--what-if")
    assert (run.code, run.err) == (0, "")
    assert run.out == PAGE


def test_the_changes_are_printed_only_when_asked_for(unknot) -> None:
    run = unknot("forecast", str(EXAMPLE), "--none-of-these")
    assert "What would change it" not in run.out
    assert "Relief" in run.out


def test_no_forecast_is_shown_before_the_first_questions(unknot) -> None:
    run = unknot("forecast", str(EXAMPLE))
    assert run.code == 0
    assert run.out.startswith("Before any forecast: does any of these apply?\n")
    assert "Relief" not in run.out


def test_a_warning_sign_replaces_the_forecast(unknot) -> None:
    run = unknot("forecast", "-", stdin=example(answers={"stroke": "yes"}))
    assert run.code == 3
    assert run.out.startswith("This needs emergency help now.\n")
    assert "Relief" not in run.out


def test_nothing_is_printed_without_a_muscle_but_json_answers(unknot) -> None:
    case = example(point={"weeks": 30})
    assert unknot("forecast", "-", stdin=case).out.startswith("No forecast yet\n")
    answer = json.loads(unknot("forecast", "-", "--json", stdin=case).out)
    assert answer["screening"] is None
    assert len(answer["days"]) == 43  # 0 to 42


def test_json_follows_the_contract(unknot) -> None:
    jsonschema.validate(json.loads(example()), input_schema())
    run = unknot("forecast", "-", "--json", stdin=example())
    answer = json.loads(run.out)
    jsonschema.validate(answer, output_schema())
    assert (answer["id"], answer["basis"]["own_entries"]) == ("shoulder", 12)


def test_lines_answer_line_by_line_and_go_on_after_a_bad_one(unknot) -> None:
    bad = example(id="bad", entries=[{"at": "2026-11-02T08:00:00Z", "pain": 11}])
    both = "\n".join(json.dumps(json.loads(line)) for line in (bad, example(id="good")))
    run = unknot("forecast", "-", "--lines", stdin=both)
    first, second = (json.loads(line) for line in run.out.splitlines())
    assert first["id"] == "bad"
    assert first["error"]["where"] == "entries[0].pain"
    assert second["id"] == "good"
    assert run.code == 1


def test_a_rating_of_11_is_refused_with_its_place(unknot) -> None:
    case = example(entries=[{"at": "2026-11-02T08:00:00Z", "pain": 11}])
    run = unknot("forecast", "-", stdin=case)
    assert (run.code, run.out) == (1, "")
    assert run.err == "unknot: 'entries[0].pain' is 11; it runs from 0 to 10.\n"


def test_a_picture_and_json_exclude_each_other(unknot) -> None:
    run = unknot("forecast", str(EXAMPLE), "--json", "-o", "curve.svg")
    assert run.code == 2
    assert run.err == "Leave out --output with --json or --lines: it writes a picture.\n"


def test_the_help_lists_what_a_group_may_be_asked(unknot) -> None:
    said = " ".join(unknot("forecast", "--help").out.split())
    assert f"outcome is one of {', '.join(load_trial_outcomes())};" in said
    assert f"its chronicity {', '.join(CHRONICITIES)}, or left out" in said


def test_the_shipped_schemas_are_those_of_the_code() -> None:
    for name, schema in (("input", input_schema()), ("output", output_schema())):
        text = (SCHEMA_FILES / f"forecast_{name}.schema.json").read_text(encoding="utf-8")
        assert json.loads(text) == schema

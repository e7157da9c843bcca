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
Now about 2.9 of 10 in the middle: half of ratings lie under it, half over. In
14 days about 2.8; then 8 of 10 ratings lie between 1 and 5.

  Day  Middle  8 in 10     0                           10
    0    2.9   1.8 to 3.9  |     ----o---                  |
    1    2.9   1.7 to 4.2  |     ----o---                  |
    2    2.5   1.5 to 3.6  |    ----o---                   |  0.8 is soreness
    3    2.3   1.0 to 3.5  |   ----o----                   |  0.3 is soreness
    5    2.4   0.9 to 3.9  |   ----o-----                  |
    7    2.5   1.0 to 4.2  |   -----o-----                 |
   10    2.7   1.0 to 4.4  |   -----o-----                 |
   14    2.8   1.1 to 4.6  |   -----o------                |
   21    2.9   1.1 to 4.7  |   ------o-----                |
   28    2.9   1.1 to 4.7  |   ------o-----                |
   42    3.0   1.0 to 4.9  |   ------o------               |

Relief
Relief means a three-day mean of 3.0 or less (half of 6.0, the mean of the
entries before the first treatment).
The pain is at or under this line now; the question is how long.
Half of those who reach it keep it for about 4 weeks or more; whoever has stayed
free for long tends to stay free.
A return often heals by itself: 8 in 10 of those are relieved again within four
weeks, with nothing more than planned.

What does being treated add?
                                        Treated  Pretended Left alone
  Relieved within two weeks             9 in 10    8 in 10    7 in 10
  Relieved days of 42, on average            23         21         17
  Pain on day 16, on average                2.9        3.1        3.3

Being treated adds 6 days (8 in 10 people: 1 to 14) to being left alone, and 3
days (8 in 10 people: none to 7) to a pretended treatment. A range that reaches
none includes no difference.
In trials about 55% of what being treated adds comes with a pretended treatment
too (40 to 75% would fit the trials as well).

Treatments needed
With 4 further treatments, a week apart (ischaemic compression), 6 in 10 are
relieved on at least 23 of the 28 days after; over the same weeks 4 in 10 with
pretended treatments and 2 in 10 left alone.

  Of 100 people, relieved on at least 23 of the 28 days after; number of further
  treatments:
                                        Treated  Pretended Left alone
  0                                          17         17         17
  1                                          33         27         17
  2                                          46         32         17
  3                                          54         37         17
  4                                          63         43         17
  5 *                                        69         47         17
  6 *                                        73         50         17
  7 *                                        77         52         17
  8 *                                        80         55         18
  * more than this was not measured in trials

What would change it
  Home programme every day            2 more relieved days in 42 (8 in 10: 0 to
                                      7); the size is our judgement, not
                                      measured
  No home programme                   5 fewer relieved days in 42 (8 in 10: 0 to
                                      16); the size is our judgement, not
                                      measured
  Less load than usual                goes with 7 more relieved days in 42 (8 in
                                      10: 0 to 22); the size is our judgement,
                                      not measured
                                      a point or more less pain for 2 in 10
  More load than usual                goes with 8 fewer relieved days in 42 (8
                                      in 10: 0 to 21); the size is our
                                      judgement, not measured
  Good sleep                          goes with 5 more relieved days in 42 (8 in
                                      10: 0 to 15); the size is our judgement,
                                      not measured
                                      a point or more less pain for 1 in 10
  Less stress                         goes with 4 more relieved days in 42 (8 in
                                      10: 0 to 12); the size is our judgement,
                                      not measured
  One treatment more, a week later    3 more relieved days in 42 (8 in 10: 0 to
                                      10), roughly as in trials

Please note
- This rests on 12 entries of this diary, on top of published trials and
  courses. Its ranges were tried on simulated people only; no real diary was at
  hand.
- Beyond about three weeks a forecast is your usual level plus what is planned;
  single days cannot be foretold.
- A range is the spread between people and from day to day. How unsure our
  starting numbers are is in it; how unsure trials are about one single method
  is not.
- In simulated people whose pain jumps between two states, ranges for 80 of 100
  ratings held only 65.
- What load, sleep, stress and home care do rests on our judgement; what
  treatments do is set by us after trials. Each line says which. Where people
  were only watched, a choice goes with a change; that it causes it is not
  shown. A diary of some weeks hardly tells what one change does for you alone.
- Much of what gets better after a treatment gets better by itself. In trials
  about 55% of what being treated adds comes with a pretended treatment too (40
  to 75% would fit the trials as well). Behind that stand 68 group means of 27
  trials, 14 comparisons inside trials and 16 pooled effects of reviews. That a
  treatment does something is assumed here, not shown.
"""


def example(**fields: Any) -> str:
    return json.dumps({**json.loads(EXAMPLE.read_text(encoding="utf-8")), **fields})


def test_the_example_prints_a_page(unknot) -> None:
    run = unknot("forecast", str(EXAMPLE), "--none-of-these", "--what-if")
    assert (run.code, run.err) == (0, "")
    assert run.out == PAGE


def test_the_three_ways_stand_beside_each_other(unknot) -> None:
    answer = json.loads(unknot("forecast", "-", "--json", stdin=example()).out)
    found = answer["compared"]
    ways = ("treated", "pretended", "left_alone")
    days = [found[way]["relieved_days"] for way in ways]
    pains = [found[way]["pain"] for way in ways]
    assert days == sorted(days, reverse=True)
    assert pains == sorted(pains)
    adds = found["beyond_left_alone"]["relieved_days"]
    assert abs(adds["mean"] - (days[0] - days[2])) < 0.2
    assert adds["lower80"] <= adds["mean"] <= adds["upper80"]
    share = found["sham_share"]
    assert 0 < share["lower80"] < share["middle"] < share["upper80"] < 1
    chances = zip(
        *(answer[n] for n in ("treatments_needed", "with_pretended", "without_treatment")),
        strict=True,
    )
    assert all(len(set(numbers)) == 1 for numbers in chances)
    said = unknot("forecast", str(EXAMPLE), "--none-of-these").out
    row = next(line for line in said.splitlines() if "Relieved days of 42, on average" in line)
    printed = [int(number) for number in row.split()[-3:]]
    assert all(abs(n - day) <= 0.6 for n, day in zip(printed, days, strict=True))


def test_without_a_planned_treatment_nothing_is_compared(unknot) -> None:
    answer = json.loads(unknot("forecast", "-", "--json", stdin=example(plan=None)).out)
    assert answer["compared"] is None
    said = unknot("forecast", "-", "--none-of-these", stdin=example(plan=None)).out
    assert "What does being treated add?" not in said
    assert "comes with a pretended treatment" in " ".join(said.split())


def test_days_without_an_entry_are_told_to_widen_the_range(unknot) -> None:
    later = unknot(
        "forecast", "-", "--none-of-these", stdin=example(now="2026-11-24T19:00:00Z", plan=None)
    )
    said = " ".join(later.out.split())
    assert "The last entry is 10 days old. Days without one count neither as good" in said
    assert "The last entry" not in unknot("forecast", str(EXAMPLE), "--none-of-these").out


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

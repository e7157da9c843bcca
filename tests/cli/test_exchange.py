"""``unknot exchange``: CHOIR maps in and out, for people and for pipes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Runner

READ_SHIN = """\
Painful:
  left   shin         80%  front of the shin
  left   leg_inner    60%  inner side of the lower leg
  left   leg_outer    55%  outer side of the lower leg
Only touched, not counted:
  left   calf_upper   10%  upper calf
  left   knee_inner   10%  inner side of the knee
"""
WROTE = """\
104  left face
     says more than was marked: cheek, lower_jaw, eye, chin, upper_jaw, ear, nose, \
eyebrow, ear_front, mouth_tongue, jaw_angle
234  right calf
No code says right arch: no segment of the map shows it.
No code says mid knee_front: its side is not told, and every code is left or right.
"""
SHIN = ("shin", "leg_inner", "leg_outer")
TABLE = "id,body,codes,note\na,female,132,x\nb,male,999,\nc,,132,\n"


def test_read_choir_shows_what_hurts_and_what_is_only_touched(unknot: Runner) -> None:
    assert unknot("exchange", "read-choir", "132", "--body", "female") == (0, READ_SHIN, "")


def test_read_choir_as_json_is_a_case_for_find(unknot: Runner) -> None:
    run = unknot("exchange", "read-choir", "f32,b07", "--body", "male", "--json")
    assert (run.code, run.err) == (0, "")
    case = json.loads(run.out)
    assert case["asked_anywhere_else"] is True
    assert {"region": "shin", "side": "left"} in case["pain"]
    assert {"region": "shoulder_back", "side": "left"} in case["pain"]
    answer = unknot("find", "-", "--json", stdin=run.out)
    assert answer.code == 0
    assert json.loads(answer.out)["muscles"]


def test_read_choir_without_a_map_is_refused(unknot: Runner) -> None:
    assert unknot("exchange", "read-choir", "107") == (
        1,
        "",
        "unknot: Which map was marked is not told; it must be 'female' or 'male' (body). "
        "The same code can be another place on the other map.\n",
    )


def test_read_choir_of_a_table_keeps_bad_rows_in_place(unknot: Runner) -> None:
    run = unknot("exchange", "read-choir", "--lines", "-", stdin=TABLE)
    first, second, third = map(json.loads, run.out.splitlines())
    assert run.code == 1
    assert first["id"] == "a"
    assert [row["region"] for row in first["pain"]] == ["shin", "leg_inner", "leg_outer"]
    assert (second["id"], second["error"]["where"]) == ("b", "codes[0]")
    assert (third["id"], third["error"]["where"]) == ("c", "body")
    assert run.err == (
        "unknot: columns not read: note.\n"
        "unknot: Line 3: CHOIR code '999' is not on the male map (codes[0]). "
        "Its codes are 101 to 136 on the front and 201 to 238 on the back.\n"
        "unknot: Line 4: Which map was marked is not told; it must be 'female' or 'male' (body). "
        "The same code can be another place on the other map.\n"
        "unknot: 2 of 3 maps could not be read.\n"
    )


def test_read_choir_of_a_good_table_ends_well(unknot: Runner, tmp_path: Path) -> None:
    table = tmp_path / "maps.csv"
    table.write_text("id,codes\n1,132\n\n2,f32\n", encoding="utf-8")
    run = unknot("exchange", "read-choir", "--lines", str(table), "--body", "female")
    assert (run.code, run.err) == (0, "")
    one, two = map(json.loads, run.out.splitlines())
    assert one["pain"] == two["pain"]
    answers = unknot("find", "--lines", "-", stdin=run.out)
    assert (answers.code, answers.err) == (0, "")
    assert [json.loads(line)["id"] for line in answers.out.splitlines()] == ["1", "2"]


def test_read_choir_lines_takes_one_table(unknot: Runner) -> None:
    assert unknot("exchange", "read-choir", "--lines", "a.csv", "b.csv") == (
        2,
        "",
        "--lines takes one table: a CSV file, or - for standard input.\n",
    )


def test_read_choir_of_a_table_that_is_not_there(unknot: Runner) -> None:
    run = unknot("exchange", "read-choir", "--lines", "none.csv")
    assert run == (1, "", "unknot: 'none.csv' cannot be read: No such file or directory.\n")


def test_write_choir_names_what_codes_add_and_what_none_says(unknot: Runner) -> None:
    marks = ("left:temple", "right:calf_upper", "right:calf_lower", "right:arch", "mid:knee_front")
    run = unknot("exchange", "write-choir", *marks, "--body", "male")
    assert run == (0, WROTE, "")


def test_write_choir_as_json(unknot: Runner) -> None:
    run = unknot("exchange", "write-choir", "both:shin", "right:arch", "--body", "male", "--json")
    assert (run.code, run.err) == (0, "")
    assert json.loads(run.out) == {
        "body": "male",
        "codes": ["131", "132"],
        "wider": {
            "131": [
                {"region": "leg_outer", "side": "right"},
                {"region": "leg_inner", "side": "right"},
            ],
            "132": [
                {"region": "leg_outer", "side": "left"},
                {"region": "leg_inner", "side": "left"},
            ],
        },
        "not_expressed": [
            {"region": "arch", "side": "right", "why": "no segment of the map shows it"}
        ],
    }


def test_write_choir_takes_a_case_and_leaves_out_what_does_not_hurt(unknot: Runner) -> None:
    case = {
        "pain": [
            {"region": "calf_upper", "side": "both", "intensity": 4},
            {"region": "temple", "side": "left", "intensity": 0},
        ]
    }
    run = unknot("exchange", "write-choir", "-", "--body", "male", stdin=json.dumps(case))
    assert run.code == 0
    assert [line[:3] for line in run.out.splitlines() if line[0] != " "] == ["233", "234"]


def test_write_choir_takes_a_painted_case(unknot: Runner) -> None:
    case = {
        "atlas_version": "1",
        "strokes": [{"tool": "region", "region": region, "side": "left"} for region in SHIN],
    }
    run = unknot("exchange", "write-choir", "-", "--body", "male", stdin=json.dumps(case))
    assert run == (0, "132  left front of the lower leg\n", "")


@pytest.mark.parametrize("mark", ["temple", "front:temple", ":temple"])
def test_write_choir_refuses_a_region_without_its_side(unknot: Runner, mark: str) -> None:
    assert unknot("exchange", "write-choir", mark, "--body", "male") == (
        1,
        "",
        f"unknot: A painful region is written SIDE:REGION, such as right:calf_upper, not "
        f"'{mark}' (marks[0]). A side is left, right, mid or both.\n",
    )

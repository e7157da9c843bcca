"""``unknot measure``: what is printed, what is refused, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from unknot.measure.contract import SCHEMA_FILES, input_schema, output_schema

ROOT = Path(__file__).resolve().parents[2]
QUICK = ("measure", "ppt", "--muscle", "upper_trapezius")
PAGE = """\
Pressure until it hurts, upper trapezius, right
  185 kPa → 259 kPa   raised   (error ±61 kPa · more is better)

Pressure until it hurts rose by 74 kPa, more than its measuring error of 61 kPa:
a change for the better.

  Error      61 kPa, measured in this muscle (trapezius trigger points, women
             with chronic neck pain (n=30)).
  Source     Reliability of pressure pain threshold on myofascial trigger points
             in the trapezius muscle of women with chronic neck pain (2021)
             http://old.scielo.br/scielo.php?script=sci_arttext&pid=S0104-42302021000600708
  - A change people notice is about 21 kPa; this one is as large (trigger points
    of the upper trapezius, six sessions of physiotherapy (n=36)).
  - About this error: value is the larger end of the printed range.
  - Usual over upper trapezius: 423 kPa, give or take 205 kPa (healthy, 18 to 65
    years (n=58)).
  - Before: the mean of 3 readings, 10 kPa apart at most; none was dropped.
  - After: the mean of 3 readings, 7 kPa apart at most; none was dropped.
"""


def case(**fields: object) -> str:
    return json.dumps({"measure": "pain_nrs", "before": [6], "after": [4], **fields})


def test_the_quick_form_prints_a_page(unknot) -> None:
    run = unknot(
        *QUICK, "--side", "right", "--age", "40",
        "--before", "180,190,185", "--after", "260,255,262",
    )  # fmt: skip
    assert (run.code, run.err) == (0, "")
    assert run.out == PAGE


def test_the_unit_of_the_quick_form_may_be_told(unknot) -> None:
    run = unknot(*QUICK, "--unit", "kgf/cm2", "--before", "2", "--after", "3")
    assert "  196 kPa → 294 kPa   raised" in run.out
    assert "  In kgf/cm2: 2 → 3, error ±0.62\n" in run.out


def test_a_muscle_may_be_called_by_its_name(unknot) -> None:
    run = unknot("measure", "ppt", "--muscle", "upper trap", "--before", "180", "--after", "260")
    assert run.out.startswith("Pressure until it hurts, upper trapezius\n")


def test_an_empty_place_was_not_taken(unknot) -> None:
    run = unknot(*QUICK, "--before", "180,,190", "--after", "260,260,260", "--json")
    answer = json.loads(run.out)
    assert (answer["before"], answer["n_readings"]) == (185.0, [2, 3])


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("pain_nrs", "--before", "6", "--after", "4"), "  6 → 4   within error"),
        (("pain_nrs", "--before", "6"), "  6 → –   not known"),
        (("groc", "--after", "-2"), "  -2   not known"),
        (
            ("manual_grade", "--movement", "hip_abduction", "--before", "4-", "--after", "5"),
            "  4- → 5   not known",
        ),
        (
            ("rom", "--movement", "knee_extension", "--before", "-12", "--after", "-3"),
            "  -12° → -3°",
        ),
    ],
)
def test_each_kind_of_measure_has_its_line(unknot, arguments: tuple[str, ...], line: str) -> None:
    run = unknot("measure", *arguments)
    assert run.code == 0
    assert any(printed.startswith(line) for printed in run.out.splitlines())


def test_the_page_names_the_region_and_the_side(unknot) -> None:
    run = unknot(
        "measure",
        "ppt",
        "--region",
        "lumbar",
        "--side",
        "left",
        "--before",
        "300",
        "--after",
        "310",
    )
    assert run.out.startswith("Pressure until it hurts, low back beside the spine (L1-L5), left\n")


def test_a_name_that_is_no_path_is_no_file(unknot) -> None:
    run = unknot("measure", "a/" + "b" * 5000, "--before", "1")
    assert run.code == 1
    assert "is not known (measure)" in run.err


def test_a_sign_is_yes_or_no(unknot) -> None:
    arguments = ("measure", "palpation_sign", "--sign", "taut_band", "--before", "yes")
    run = unknot(*arguments, "--after", "no")
    assert "Taut band: there before, not there after." in run.out
    run = unknot(*arguments, "--after", "maybe")
    assert (run.code, run.err) == (1, "unknot: A sign is yes or no, not 'maybe' (--after).\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--before", "180,x"), "'x' is no number (--before)."),
        (("--before", "180;190"), "'180;190' is no number (--before)."),
        (("--before", "nan"), "nan is not a reading (before[0])."),
        (("--before", "-5"), "-5 kPa cannot be"),
        (("--unit", "psi", "--before", "5"), "'ppt' takes kPa, kgf/cm2"),
        (("--before", "180,190", "--after", "260"), "Give as many after as before"),
        (("--side", "up"), "'side' is one of left, right, mid, not 'up' (side)."),
    ],
)
def test_what_cannot_be_is_refused(unknot, arguments: tuple[str, ...], said: str) -> None:
    run = unknot(*QUICK, *arguments)
    assert (run.code, run.out) == (1, "")
    assert said in run.err


def test_an_unknown_measure_names_the_nearest(unknot) -> None:
    run = unknot("measure", "pain_nr", "--before", "6")
    assert run.code == 1
    assert "Did you mean 'pain_nrs'?" in run.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Give a measure or a case file"),
        (("-", "--before", "6"), "A case file says everything itself; leave out --before."),
        (("--lines", "--age", "40"), "A case file says everything itself; leave out --age."),
    ],
)
def test_wrong_usage_ends_with_two(unknot, arguments: tuple[str, ...], said: str) -> None:
    run = unknot("measure", *arguments, stdin=case())
    assert run.code == 2
    assert said in run.err


def test_json_keeps_the_contract(unknot) -> None:
    run = unknot("measure", "-", "--json", stdin=case(id="x", region="neck_back", mood="calm"))
    answer = json.loads(run.out)
    jsonschema.validate(answer, output_schema())
    assert (answer["id"], answer["verdict"], answer["not_used"]) == ("x", "within_error", ["mood"])


def test_a_file_is_read(unknot, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(case(mood="calm"), encoding="utf-8")
    run = unknot("measure", str(path))
    assert "Pain fell by 2, which can still be chance." in run.out
    assert "  - Not used: mood\n" in run.out


@pytest.mark.parametrize("stdin", ["", "[1]", "{", '{"measure": "pain_nrs", "before": NaN}'])
def test_what_is_no_case_is_refused(unknot, stdin: str) -> None:
    run = unknot("measure", "-", stdin=stdin)
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith("unknot: ")


def test_a_missing_file_is_named(unknot) -> None:
    run = unknot("measure", "nowhere.json")
    assert (run.code, run.out) == (1, "")
    assert "'nowhere.json' cannot be read" in run.err


def test_lines_answer_in_order_and_go_on_after_a_bad_line(unknot) -> None:
    lines = [case(id="a"), case(id=2, before=[11]), "{", b"\xff".decode("latin-1"), case(id="b")]
    raw = "\n".join(lines[:3]).encode() + b"\n\xff\n" + lines[4].encode()
    run = unknot("measure", "--lines", stdin=raw)
    answers = [json.loads(line) for line in run.out.splitlines()]
    assert run.code == 1
    assert run.err == "unknot: 3 of 5 lines could not be answered.\n"
    assert [answer["id"] for answer in answers] == ["a", 2, None, None, "b"]
    assert answers[1]["error"]["where"] == "before[0]"
    assert answers[1]["error"]["line"] == 2
    assert [answer.get("verdict") for answer in answers] == [
        "within_error", None, None, None, "within_error",
    ]  # fmt: skip


def test_good_lines_end_with_zero(unknot) -> None:
    run = unknot("measure", "-", "--lines", stdin=case() + "\n" + case())
    assert (run.code, run.err) == (0, "")


# The contract ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "schema"), [("measure_input", input_schema), ("measure_output", output_schema)]
)
def test_the_shipped_schema_is_the_one_in_the_code(name: str, schema: Any) -> None:
    shipped = json.loads((SCHEMA_FILES / f"{name}.schema.json").read_text(encoding="utf-8"))
    assert shipped == schema()
    jsonschema.Draft202012Validator.check_schema(shipped)


@pytest.mark.parametrize("schema", [input_schema, output_schema])
def test_the_contract_page_names_every_field_and_no_other(schema: Any) -> None:
    page = (ROOT / "docs" / "reference" / "measure-json.md").read_text(encoding="utf-8")
    table = page.split("## In")[1] if schema is input_schema else page.split("## Out")[1]
    table = table.split("## Out")[0]
    named = {row.split("`")[1] for row in table.splitlines() if row.startswith("| `")}
    assert named == set(schema()["properties"])


def test_the_example_of_the_manual_keeps_the_contract() -> None:
    example = json.loads((ROOT / "docs/examples/trapezius.json").read_text(encoding="utf-8"))
    jsonschema.validate(example, input_schema())


def test_a_mistyped_id_never_becomes_another_muscle(unknot) -> None:
    run = unknot("measure", "ppt", "--muscle", "temporalis_anterior", "--before", "180")
    assert (run.code, run.out) == (1, "")
    assert "Muscle 'temporalis_anterior' is not known (muscle)." in run.err


def test_a_change_as_felt_has_its_sign(unknot) -> None:
    assert "\n  +3   not known" in unknot("measure", "groc", "--after", "3").out
    assert "\n  0   not known" in unknot("measure", "groc", "--after", "0").out

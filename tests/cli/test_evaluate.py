"""``unknot evaluate``: figures on published cases, the package's own or a file of the same form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from unknot.facts.reading import FACT_FILES

CASES = (FACT_FILES / "cases.jsonl").read_text(encoding="utf-8").splitlines()
NEGATIVES = (FACT_FILES / "negatives.jsonl").read_text(encoding="utf-8").splitlines()


def changed(line: str, **fields: object) -> str:
    return json.dumps({**json.loads(line), **fields})


def test_cases_of_the_package_are_evaluated_without_a_file(unknot) -> None:
    run = unknot("evaluate", "cases")
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith("Ranking on published cases (coded findings)\n")
    assert "naive Bayes" in run.out
    assert all(len(line) <= 80 for line in run.out.splitlines())


def test_words_are_said_to_be_words(unknot) -> None:
    run = unknot("evaluate", "cases", "-", "--words", stdin="\n".join(CASES[:3]))
    assert run.out.startswith("Ranking on published cases (their words only)\n")


def test_a_file_and_standard_input_give_the_same(unknot, tmp_path: Path) -> None:
    text = "\n".join(CASES[:5])
    file = tmp_path / "mine.jsonl"
    file.write_text(text, encoding="utf-8")
    by_file = unknot("evaluate", "cases", str(file))
    assert by_file.code == 0
    assert unknot("evaluate", "cases", "-", stdin=text) == by_file


def test_json_holds_every_case(unknot) -> None:
    run = unknot("evaluate", "cases", "-", "--json", stdin="\n".join(CASES[:4]))
    found = json.loads(run.out)
    assert [one["id"] for one in found["cases"]] == [json.loads(line)["id"] for line in CASES[:4]]
    assert found["groups"][0]["n_cases"] == 4
    assert set(found["cases"][0]["places"]) == {"Unknot", "prevalence", "look-up", "naive Bayes"}
    assert 0.0 <= found["calibration"]["error"] <= 1.0


def test_markdown_is_tables(unknot) -> None:
    run = unknot("evaluate", "cases", "-", "--markdown", stdin="\n".join(CASES[:4]))
    assert run.out.startswith("### Ranking on published cases (coded findings)\n")
    assert "| all | 4 |" in run.out


def test_calibration_numbers_are_printed_alone(unknot) -> None:
    run = unknot("evaluate", "cases", "--fit-calibration")
    shift, slope, empty, *_ = run.out.splitlines()
    assert shift.startswith("calibration_shift ")
    assert slope.startswith("calibration_slope ")
    assert empty == ""
    as_json = json.loads(unknot("evaluate", "cases", "--fit-calibration", "--json").out)
    assert f"{as_json['learned']['shift']:6.3f}" == shift.removeprefix("calibration_shift ")


def test_negatives_of_the_package_are_evaluated_without_a_file(unknot) -> None:
    run = unknot("evaluate", "negatives")
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith("Warning signs on published cases\n")
    assert "Missed or not urgent enough" in run.out
    assert all(len(line) <= 80 for line in run.out.splitlines())


def test_negatives_and_cases_may_come_from_files(unknot, tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_text("\n".join(CASES[:2]), encoding="utf-8")
    serious = [line for line in NEGATIVES if '"serious"' in line][:3]
    run = unknot(
        "evaluate",
        "negatives",
        "-",
        "--cases",
        str(cases),
        "--json",
        stdin="\n".join(serious),
    )
    found = json.loads(run.out)
    assert found["alerted_without_answers"]["of"] == 3
    assert found["over_alarmed"]["of"] == 2
    table = unknot("evaluate", "negatives", "-", "--markdown", stdin="\n".join(serious))
    assert table.out.startswith("### Warning signs on published cases\n")


@pytest.mark.parametrize("command", ["cases", "negatives"])
def test_two_forms_at_once_are_wrong_usage(unknot, command: str) -> None:
    run = unknot("evaluate", command, "--json", "--markdown")
    assert run.code == 2
    assert "give one of --json and --markdown, not both." in run.err


@pytest.mark.parametrize("command", ["cases", "negatives"])
def test_a_file_that_is_not_there_is_named(unknot, command: str) -> None:
    run = unknot("evaluate", command, "nowhere.jsonl")
    assert run.code == 1
    assert run.err == "unknot: 'nowhere.jsonl' cannot be read: No such file or directory.\n"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[1]", "standard input:2 holds list, expected an object {…}."),
        ("{", "standard input:2 is not JSON: "),
        ('{"id": 3}', "standard input:2: id is 3, expected a text."),
        (CASES[0], f"standard input:2: id '{json.loads(CASES[0])['id']}' stands twice."),
        (
            changed(CASES[1], pain=[{"region": "heal", "side": "same"}]),
            f"standard input:2 (id '{json.loads(CASES[1])['id']}'): Region 'heal' is not known "
            "(pain[0].region). Did you mean 'heel'?",
        ),
    ],
)
def test_a_bad_line_of_cases_is_named(unknot, line: str, message: str) -> None:
    run = unknot("evaluate", "cases", "-", stdin=f"{CASES[0]}\n{line}\n")
    assert run.code == 1
    assert run.out == ""
    assert run.err.startswith(f"unknot: {message}")


def test_a_line_too_long_is_refused(unknot) -> None:
    run = unknot("evaluate", "cases", "-", stdin="x" * 16_000_002)
    assert run.code == 1
    assert run.err == "unknot: Line 1 is longer than 16,000,000 characters.\n"


def test_a_bad_flag_of_a_negative_is_named(unknot) -> None:
    run = unknot("evaluate", "negatives", "-", stdin=changed(NEGATIVES[0], flags=["xyzzy"]))
    assert run.code == 1
    assert run.err.startswith(f"unknot: standard input:1 (id '{json.loads(NEGATIVES[0])['id']}'): ")
    assert "'xyzzy' is not known" in run.err


@pytest.mark.parametrize("command", ["cases", "negatives"])
def test_an_empty_file_says_what_is_missing(unknot, command: str) -> None:
    run = unknot("evaluate", command, "-", stdin="")
    assert run.code == 1
    assert "was given; nothing can be measured." in run.err


def test_help_shows_an_example(unknot) -> None:
    assert "Example: unknot evaluate cases --words" in unknot("evaluate", "cases", "--help").out
    assert "Example: unknot evaluate negatives" in unknot("evaluate", "negatives", "--help").out

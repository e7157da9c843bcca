"""``unknot plan -o plan.pdf``: a file for the printer, one line for the person who asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.reading_papers import sizes_of

HOME = {
    "setting": "home",
    "person": {"age": 41, "conditions": [], "equipment": ["ball"]},
    "points": [{"muscle": "infraspinatus", "side": "right", "weeks": 12}],
}
STOPPED = {**HOME, "answers": {"acs_now": "yes"}}
BLOCKED = {**HOME, "person": {"age": 41, "conditions": ["systemic_infection"]}}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "plan.PDF"


def test_a_plan_is_written_and_the_screen_says_only_where(unknot, file: Path) -> None:
    run = unknot("plan", "-", "--none-of-these", "-o", str(file), stdin=json.dumps(HOME))
    assert (run.code, run.out, run.err) == (0, "", f"{file}: the plan.\n")
    assert file.read_bytes().startswith(b"%PDF-")


def test_open_questions_are_written_and_the_screen_says_what_to_do(unknot, file: Path) -> None:
    run = unknot("plan", "-", "-o", str(file), stdin=json.dumps(HOME))
    assert (run.code, run.out) == (0, "")
    assert run.err == (
        f"{file}: the warning-sign questions; no plan before they are answered. "
        "If none applies, add --none-of-these.\n"
    )


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (STOPPED, "what to do now; no plan."),
        (BLOCKED, "why nothing is to be released now, and what to do."),
    ],
)
def test_a_plan_stopped_for_safety_says_so_by_words_and_code(
    unknot, file: Path, *, case: dict[str, object], said: str
) -> None:
    run = unknot("plan", "-", "--none-of-these", "-o", str(file), stdin=json.dumps(case))
    assert (run.code, run.out, run.err) == (3, "", f"{file}: {said}\n")
    assert file.read_bytes().startswith(b"%PDF-")


def test_another_ending_is_refused_before_anything_is_read(unknot) -> None:
    run = unknot("plan", "nowhere.json", "-o", "plan.doc")
    assert (run.code, run.out) == (1, "")
    assert run.err == ("unknot: 'plan.doc' does not end in .pdf. Name it, for example, plan.pdf.\n")


@pytest.mark.parametrize("machine", ["--json", "--lines"])
def test_paper_and_machines_are_not_served_at_once(unknot, machine: str) -> None:
    run = unknot("plan", "-", machine, "-o", "plan.pdf", stdin="{}")
    assert (run.code, run.out) == (2, "")
    assert run.err == "-o writes for people, --json and --lines for machines; drop one.\n"


def test_large_print_takes_more_paper(unknot, file: Path) -> None:
    run = unknot("plan", "-", "--none-of-these", "--large-print", "-o", str(file),
                 stdin=json.dumps(BLOCKED))  # fmt: skip
    assert run.code == 3
    assert 20 in sizes_of(file.read_bytes())
    assert min(sizes_of(file.read_bytes())) >= 18


@pytest.mark.parametrize("command", ["plan", "programme"])
def test_large_print_without_a_file_is_wrong_usage(unknot, command: str) -> None:
    run = unknot(command, "-", "--large-print", stdin=json.dumps(HOME))
    assert (run.code, run.out) == (2, "")
    assert run.err == "--large-print is for paper; name a file with -o.\n"


@pytest.mark.parametrize(
    "fields",
    [
        {"limits": {"pressure_0_10": 50}},
        {"limits": {"seconds": -5}},
        {"person": {"conditions": ["child"], "age": 40}},
        {"points": [{"muscle": "infraspinatus", "side": "mid"}]},
    ],
)
def test_bad_input_leaves_the_paper_of_before(unknot, file: Path, fields: dict[str, Any]) -> None:
    file.write_bytes(b"the plan of before")
    case = {"setting": "clinic", "points": [{"muscle": "infraspinatus", "side": "right"}]}
    run = unknot("plan", "-", "-o", str(file), stdin=json.dumps({**case, **fields}))
    assert run.code == 1
    assert run.err.startswith("unknot: ")
    assert file.read_bytes() == b"the plan of before"


def test_a_folder_that_is_not_there_is_named(unknot, tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "plan.pdf"
    run = unknot("plan", "-", "--none-of-these", "-o", str(file), stdin=json.dumps(BLOCKED))
    assert (run.code, run.out) == (1, "")
    assert run.err == (
        f"unknot: '{file}' cannot be written: No such file or directory. "
        "Name another file or folder.\n"
    )

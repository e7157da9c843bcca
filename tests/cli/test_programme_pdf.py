"""``unknot programme -o programme.pdf``: a week for the fridge, or what the screen says instead."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.exchange.reading_papers import pages_of, read, sizes_of

CASE = {
    "person": {"age": 41, "equipment": ["ball"]},
    "points": [{"muscle": "infraspinatus", "side": "right", "weeks": 12}],
    "country": "DE",
}
OPEN = json.dumps(CASE)
STOPPED = json.dumps({**CASE, "answers": {"stroke": "yes"}})
NOTHING_LEFT = json.dumps(
    {**CASE, "person": {"age": 40, "conditions": ["unstable_heart", "fracture"]}}
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "programme.pdf"


def test_a_week_is_written_and_the_screen_says_only_where(unknot, file: Path) -> None:
    run = unknot("programme", "-", "--none-of-these", "-o", str(file), stdin=OPEN)
    assert (run.code, run.out) == (0, "")
    assert run.err == f"{file}: the week at home, and two weeks to tick.\n"
    words = read(file.read_bytes())
    assert words.startswith("Your week at home")
    assert "Call 112." in words


@pytest.mark.parametrize(
    ("case", "options", "code"),
    [
        (OPEN, [], 0),
        (STOPPED, ["--none-of-these"], 3),
        (NOTHING_LEFT, ["--none-of-these"], 3),
    ],
)
def test_what_the_gate_holds_back_is_said_as_without_a_file(
    unknot, file: Path, *, case: str, options: list[str], code: int
) -> None:
    bare = unknot("programme", "-", *options, stdin=case)
    run = unknot("programme", "-", *options, "-o", str(file), stdin=case)
    assert (run.code, run.out) == (bare.code, bare.out) == (code, bare.out)
    assert "Press the knot yourself:" not in run.out
    assert run.err == f"{file}: not written; above stands why.\n"
    assert not file.exists()


def test_an_older_paper_is_not_taken_for_the_answer(unknot, file: Path) -> None:
    file.write_bytes(b"the week of before")
    run = unknot("programme", "-", "-o", str(file), "--yes", "stroke", stdin=OPEN)
    assert run.code == 3
    assert run.err.endswith("above stands why. The file of that name is from before.\n")
    assert file.read_bytes() == b"the week of before"


@pytest.mark.slow
def test_large_print_takes_more_paper(unknot, file: Path) -> None:
    for options in ([], ["--large-print"]):
        unknot("programme", "-", "--none-of-these", "-o", str(file), *options, stdin=OPEN)
        n_pages, least = len(pages_of(file.read_bytes())), min(sizes_of(file.read_bytes()))
        assert (n_pages, least) == (3, 7.5) if not options else (n_pages > 5 and least >= 18)


def test_another_ending_is_refused_before_anything_is_read(unknot) -> None:
    run = unknot("programme", "nowhere.json", "-o", "programme.doc")
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith("unknot: 'programme.doc' does not end in .pdf.")


@pytest.mark.parametrize("machine", ["--json", "--lines"])
def test_paper_and_machines_are_not_served_at_once(unknot, machine: str) -> None:
    run = unknot("programme", "-", machine, "-o", "programme.pdf", stdin="{}")
    assert (run.code, run.out) == (2, "")
    assert run.err == "-o writes for people, --json and --lines for machines; drop one.\n"

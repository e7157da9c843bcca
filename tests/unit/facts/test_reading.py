"""Reading names file and line in every complaint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from unknot.errors import FactsError
from unknot.facts import vocabularies
from unknot.facts.reading import Line, read_csv, read_json_lines


def test_empty_cell_is_an_empty_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,note\nneck,\n", encoding="utf-8")
    assert list(read_csv(path)) == [Line("a.csv:2", {"id": "neck", "note": ""})]


def test_cell_over_two_lines_keeps_the_count_of_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id\n"one\ntwo"\nthree\n', encoding="utf-8")
    assert [line.place for line in read_csv(path)] == ["a.csv:3", "a.csv:4"]


def test_empty_lines_of_json_lines_are_skipped(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": 1}\n\n{"id": 2}\n', encoding="utf-8")
    assert [line.place for line in read_json_lines(path)] == ["a.jsonl:1", "a.jsonl:3"]


def test_file_without_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("", encoding="utf-8")
    with pytest.raises(FactsError) as caught:
        list(read_csv(path))
    assert str(caught.value) == "a.csv is empty; its first line must name the columns."


@pytest.mark.parametrize("reader", [read_csv, read_json_lines])
def test_missing_file_is_named(reader: Callable[[Path], Any], tmp_path: Path) -> None:
    with pytest.raises(FactsError) as caught:
        list(reader(tmp_path / "none"))
    assert str(caught.value) == f"none is missing from {tmp_path.name}/."


@pytest.mark.parametrize("reader", [read_csv, read_json_lines])
def test_file_that_is_not_utf8_names_the_byte(
    reader: Callable[[Path], Any], tmp_path: Path
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"ab\xff")
    with pytest.raises(FactsError) as caught:
        list(reader(path))
    assert str(caught.value) == "a is not UTF-8 (byte 2)."


@pytest.mark.parametrize(
    "case",
    [
        ("neck,neck,neck,maybe,\n", "regions.csv:2: sided is 'maybe', expected yes or no."),
        (
            "neck,neck,neck,yes,\nneck,neck,neck,yes,\n",
            "regions.csv:3: id 'neck' stands twice.",
        ),
    ],
)
def test_region_is_refused_with_file_and_line(
    case: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, message = case
    (tmp_path / "regions.csv").write_text("id,label,area,sided,parent\n" + rows, encoding="utf-8")
    monkeypatch.setattr(vocabularies, "FACT_FILES", tmp_path)
    with pytest.raises(FactsError) as caught:
        vocabularies.load_regions.__wrapped__()
    assert str(caught.value) == message

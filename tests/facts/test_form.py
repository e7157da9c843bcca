"""Files that cannot be read, and files without schema or card, are faults with a place."""

from __future__ import annotations

from pathlib import Path

from unknot.facts.check import check_facts
from unknot.facts.check_schemas import form_rules
from unknot.facts.faults import faults_found, read_folder
from unknot.facts.reading import Line
from unknot.muscles.check import check_muscles


def test_line_that_is_not_json_is_a_fault_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "rates.jsonl").write_text('{"what": 1}\n{"what": \n', encoding="utf-8")
    lines, unreadable = read_folder(tmp_path)
    assert lines == {}
    assert [str(fault) for fault in unreadable] == [
        "rates.jsonl:2: rates.jsonl:2 is not JSON: Expecting value at column 10. [readable]"
    ]


def test_row_with_too_many_cells_is_a_fault_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "regions.csv").write_text("id,label\nneck,neck,x\n", encoding="utf-8")
    assert [str(fault) for fault in read_folder(tmp_path)[1]] == [
        "regions.csv:2: regions.csv:2 has 3 cells, the header has 2. "
        "Quote cells that hold a comma. [readable]"
    ]


def test_file_that_is_not_utf8_is_a_fault_of_the_whole_file(tmp_path: Path) -> None:
    (tmp_path / "regions.csv").write_bytes(b"id\nr\xe9gion\n")
    assert [str(fault) for fault in read_folder(tmp_path)[1]] == [
        "regions.csv:0: regions.csv is not UTF-8 (byte 4). [readable]"
    ]


def test_other_files_beside_the_data_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "regions.card.md").write_text("# regions.csv\n", encoding="utf-8")
    assert read_folder(tmp_path) == ({}, [])


def test_unreadable_file_stands_among_the_faults_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "rates.jsonl").write_text("[]\n", encoding="utf-8")
    assert [str(fault) for fault in check_facts(tmp_path)] == [
        "rates.jsonl:1: rates.jsonl:1 holds list, expected an object {…}. [readable]"
    ]


def test_file_without_schema_and_card_is_two_faults(tmp_path: Path) -> None:
    rules = form_rules(schemas=tmp_path, cards=tmp_path)
    lines = {"unheard.csv": (Line("unheard.csv:2", {"id": "x"}),)}
    assert [str(fault) for fault in faults_found(lines, rules)] == [
        "unheard.csv:0: unheard.card.md is missing beside the file. [has_card]",
        "unheard.csv:0: schemas/unheard.schema.json is missing. [has_schema]",
    ]


def test_schema_messages_name_the_place_inside_the_line(tmp_path: Path) -> None:
    (tmp_path / "x.schema.json").write_text(
        '{"type": "object", "properties": {"a": {"type": "array", "maxItems": 1, '
        '"uniqueItems": true, "items": {"type": ["string", "null"]}}, '
        '"n": {"type": "integer", "minimum": 1, "maximum": 3}, '
        '"t": {"minLength": 1}, "d": {"multipleOf": 2}, "p": {"exclusiveMinimum": 0}}}',
        encoding="utf-8",
    )
    schema = form_rules(schemas=tmp_path, cards=tmp_path)["schema"]
    fields = {"a": [1, 1], "n": 0, "t": "", "d": 3, "p": 0}
    faults = schema({"x.jsonl": (Line("x.jsonl:1", fields), Line("x.jsonl:2", {"n": 4}))})
    assert sorted(f"{fault.line} {fault.message}" for fault in faults) == [
        "1 a is [1, 1], expected at most 1 in the list.",
        "1 a is [1, 1], expected every value once.",
        "1 a.0 is 1, expected string or null.",
        "1 a.1 is 1, expected string or null.",
        "1 d is 3, expected multipleOf 2.",
        "1 n is 0, expected at least 1.",
        "1 p is 0, expected more than 0.",
        '1 t is "", expected a text that is not empty.',
        "2 n is 4, expected at most 3.",
    ]


def test_long_value_is_cut_in_the_message(tmp_path: Path) -> None:
    (tmp_path / "x.schema.json").write_text(
        '{"properties": {"a": {"type": "integer"}}}', encoding="utf-8"
    )
    schema = form_rules(schemas=tmp_path, cards=tmp_path)["schema"]
    (fault,) = schema({"x.jsonl": (Line("x.jsonl:1", {"a": "b" * 80}),)})
    assert fault.message == f'a is "{"b" * 59}…, expected integer.'


def test_catalogue_without_files_has_only_unreached_regions(tmp_path: Path) -> None:
    (tmp_path / "regions.csv").write_text(
        "id,label,area,sided,parent\nneck,neck,neck,yes,\n", encoding="utf-8"
    )
    empty = tmp_path / "files"
    empty.mkdir()
    assert [str(fault) for fault in check_muscles(empty, facts=tmp_path)] == [
        "regions.csv:2: no site reaches region 'neck'. [region_reached]"
    ]

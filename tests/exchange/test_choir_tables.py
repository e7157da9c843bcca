"""A clinic's table of maps becomes cases, row by row; a bad row keeps its place."""

from __future__ import annotations

from typing import Any

import pytest

from unknot.errors import InvalidInput
from unknot.exchange.choir.maps import case_from_map, ignored_columns, map_rows
from unknot.exchange.choir.reading import read_choir
from unknot.find.query import query_from


def cases(*lines: str, body: str | None = None) -> list[dict[str, Any]]:
    """Return what each row of a table becomes."""
    return [case_from_map(row, body=body)[0] for row in map_rows(enumerate(lines, 1))]


def test_row_becomes_a_case_that_find_accepts() -> None:
    (case,) = cases("id,body,age,sex,codes", "7,female,45,Female,107 117")
    assert case == {
        "id": "7",
        "pain": read_choir(["107", "117"], body="female").pain_rows(),
        "asked_anywhere_else": True,
        "age": 45,
        "sex": "female",
    }
    assert query_from(case).age == 45


def test_codes_may_be_parted_by_blanks_commas_and_semicolons() -> None:
    rows = cases("codes,body", '"107,117",male', "107; 117,male", "  107   117 ,male")
    assert rows[0] == rows[1] == rows[2]


def test_columns_may_come_in_any_order_and_case() -> None:
    assert (
        cases(" Codes ,BODY", "107,Male")[0]["pain"] == read_choir([107], body="male").pain_rows()
    )


def test_told_map_is_used_only_for_rows_that_say_none() -> None:
    told, own = cases("body,codes", ",112", "female,112", body="male")
    assert told["pain"] == read_choir([112], body="male").pain_rows()
    assert own["pain"] == read_choir([112], body="female").pain_rows()


def test_sex_is_never_taken_from_the_map() -> None:
    assert "sex" not in cases("body,codes", "male,107")[0]


def test_age_not_told_is_left_out_and_half_years_are_kept() -> None:
    none, half = cases("body,codes,age", "male,107,", "male,107,7.5")
    assert "age" not in none
    assert half["age"] == 7.5


BAD_ROWS = [
    ("1,male,999,", "Line 2: CHOIR code '999' is not on the male map (codes[0]). Its codes are "
     "101 to 136 on the front and 201 to 238 on the back.", "codes[0]"),
    ("1,,107,", "Line 2: Which map was marked is not told; it must be 'female' or 'male' (body). "
     "The same code can be another place on the other map.", "body"),
    ("1,male,,", "Line 2: The map has no code. Give at least one; leave out people who marked "
     "nothing.", "codes"),
    ("1,male,107,old", "Line 2: 'age' is a number of years, not 'old'.", "age"),
    ("1,male,107", "Line 2 has 3 cells, the header has 4. Quote cells that hold a "
     "comma.", "line 2"),
    ("1,male,107,5,6", "Line 2 has 5 cells, the header has 4. Quote cells that hold a "
     "comma.", "line 2"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "message", "where"), BAD_ROWS)
def test_bad_row_becomes_an_error_with_its_place(row: str, message: str, where: str) -> None:
    bad, good = cases("id,body,codes,age", row, "2,male,107,5")
    assert bad == {
        "id": "1",
        "error": {"message": message, "line": 2, "where": where, "nearest": None},
    }
    assert good["id"] == "2"


def test_row_with_an_open_quote_is_an_error_of_that_row_alone() -> None:
    bad, good = cases("id,body,codes", '"1,male,107', "2,male,107")
    assert bad["id"] is None
    assert bad["error"]["message"] == (
        "Line 2 is no CSV: unexpected end of data. Close every quote."
    )
    assert good["id"] == "2"


def test_line_that_could_not_be_read_is_an_error_of_its_row() -> None:
    broken = InvalidInput("Line 2 is not UTF-8 text.", where="line 2")
    (row,) = map_rows([(1, "body,codes"), (2, broken)])
    case, error = case_from_map(row)
    assert case["error"]["message"] == "Line 2 is not UTF-8 text."
    assert error is broken


def test_line_numbers_are_those_of_the_file() -> None:
    (row,) = map_rows([(1, "body,codes"), (4, "male,107")])
    assert row.line == 4


def test_columns_that_nothing_reads_are_named() -> None:
    (row,) = map_rows(enumerate(["id,codes,race,score", "1,107,x,4"], 1))
    assert ignored_columns(row) == ("race", "score")


BAD_HEADERS = [
    ([], "The first line must name the columns, with 'codes' among them; id, body, age and sex "
     "are read too."),
    (["id,body,code"], "The first line must name the columns, with 'codes' among them; id, body, "
     "age and sex are read too."),
    (["id,codes,ID"], "Column 'id' stands twice in the first line. Keep one."),
    (['id,"codes'], "Line 1 is no CSV: unexpected end of data. Close every quote."),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "message"), BAD_HEADERS)
def test_table_without_usable_columns_is_refused(lines: list[str], message: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        list(map_rows(enumerate(lines, 1)))
    assert str(refused.value) == message


def test_rows_are_read_one_by_one() -> None:
    def endless() -> Any:
        yield 1, "body,codes"
        while True:
            yield 2, "male,107"

    rows = map_rows(endless())
    assert [next(rows).cells["codes"] for _ in range(3)] == ["107"] * 3

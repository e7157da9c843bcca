"""Turn a clinic's table of CHOIR maps into cases that ``unknot find --lines`` answers.

One row is one map. Rows come and go one by one, so a table of any length can be read. A row
that cannot be read becomes an error at its place; the rest goes on.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from unknot.errors import InvalidInput, UnknotError
from unknot.exchange.choir.reading import read_choir

__all__ = ["COLUMNS", "MapRow", "case_from_map", "ignored_columns", "map_rows"]

COLUMNS: Final = ("id", "body", "codes", "age", "sex")
"""Columns that are read; only ``codes`` must be there, and ``body`` when no map is told."""
_BETWEEN_CODES: Final = re.compile(r"[\s,;]+")
_NUMBER: Final = re.compile(r"\d+(\.\d+)?")
_LONGEST_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class MapRow:
    """One row of a table: its line number, and its cells or what is wrong with it."""

    line: int
    cells: Mapping[str, str]
    error: InvalidInput | None = None


def map_rows(lines: Iterable[tuple[int, str | InvalidInput]]) -> Iterator[MapRow]:
    """Yield the rows of a CSV table with a header, one line a row.

    Parameters
    ----------
    lines
        Line number and line, or what is wrong with the line.

    Raises
    ------
    InvalidInput
        The table is empty, names a column twice, or has no column ``codes``.
    """
    numbered = iter(lines)
    _, first = next(numbered, (1, ""))
    header = _header(first)
    for number, line in numbered:
        try:
            cells = _cells(line, number)
        except InvalidInput as error:
            yield MapRow(number, {}, error)
            continue
        named = dict(zip(header, cells, strict=False))
        if len(cells) == len(header):
            yield MapRow(number, named)
            continue
        uneven = InvalidInput(
            f"Line {number} has {len(cells)} cells, the header has {len(header)}. "
            "Quote cells that hold a comma.",
            where=f"line {number}",
        )
        yield MapRow(number, named, uneven)


def ignored_columns(row: MapRow) -> tuple[str, ...]:
    """Return the columns of a row that nothing here reads, so that they can be named."""
    return tuple(name for name in row.cells if name not in COLUMNS)


def case_from_map(
    row: MapRow, *, body: str | None = None
) -> tuple[dict[str, Any], UnknotError | None]:
    """Return the case of one row for ``find``; of a row that cannot be read, its error.

    Parameters
    ----------
    row
        As :func:`map_rows` reads it.
    body
        The map, when the row itself does not say it.

    Notes
    -----
    A body map asks about the whole body, so ``asked_anywhere_else`` is true. The sex of the
    person is taken only from a column of its own: a map says which drawing was shown.
    """
    try:
        return _case(row, body), None
    except UnknotError as error:
        place = {
            "message": str(error) if error is row.error else f"Line {row.line}: {error}",
            "line": row.line,
            "where": getattr(error, "where", ""),
            "nearest": getattr(error, "nearest", None),
        }
        return {"id": row.cells.get("id", "").strip() or None, "error": place}, error


def _cells(line: str | InvalidInput, number: int) -> list[str]:
    """Return the cells of one line."""
    if isinstance(line, InvalidInput):
        raise line
    try:
        return next(csv.reader([line], strict=True))
    except csv.Error as error:
        raise InvalidInput(
            f"Line {number} is no CSV: {error}. Close every quote.", where=f"line {number}"
        ) from error


def _header(line: str | InvalidInput) -> list[str]:
    """Return the column names, checked."""
    header = [name.strip().lower() for name in _cells(line, 1)] if line else []
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise InvalidInput(
            f"Column '{twice[0][:_LONGEST_SHOWN]}' stands twice in the first line. Keep one.",
            where="line 1",
        )
    if "codes" not in header:
        raise InvalidInput(
            "The first line must name the columns, with 'codes' among them; id, body, age and "
            "sex are read too.",
            where="line 1",
        )
    return header


def _case(row: MapRow, body: str | None) -> dict[str, Any]:
    """Build the case of one row."""
    if row.error is not None:
        raise row.error
    codes = [code for code in _BETWEEN_CODES.split(row.cells["codes"].strip()) if code]
    reading = read_choir(codes, body=row.cells.get("body", "").strip() or body)
    case: dict[str, Any] = {
        "id": row.cells.get("id", "").strip() or None,
        "pain": reading.pain_rows(),
        "asked_anywhere_else": True,
    }
    age = row.cells.get("age", "").strip()
    if age:
        case["age"] = _age(age)
    sex = row.cells.get("sex", "").strip().lower()
    if sex:
        case["sex"] = sex
    return case


def _age(cell: str) -> float | int:
    """Return an age in years; its range is left to ``find``."""
    if not _NUMBER.fullmatch(cell):
        raise InvalidInput(
            f"'age' is a number of years, not '{cell[:_LONGEST_SHOWN]}'.", where="age", value=cell
        )
    return float(cell) if "." in cell else int(cell)

"""Read fact files line by line, so that every complaint can name file and line.

Two forms only: vocabularies are CSV with a header, records are JSON Lines. Reading does
not judge the content; loaders build frozen records from it and ``unknot facts check``
holds every line against its schema.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from unknot.errors import FactsError

__all__ = ["FACT_FILES", "Line", "read_csv", "read_json_lines"]

FACT_FILES = Path(__file__).parent / "files"


class Line(NamedTuple):
    """One line of a fact file: where it stands and what it holds."""

    place: str
    """File name and line number, such as ``regions.csv:12``."""
    fields: dict[str, Any]


def read_csv(path: Path) -> Iterator[Line]:
    """Yield the rows of a CSV file with a header; an empty cell is an empty string.

    Raises
    ------
    FactsError
        The file is missing, not UTF-8, or a row has more or fewer cells than the header.
    """
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.reader(stream)
            header = next(reader, None)
            if not header:
                raise FactsError(f"{path.name} is empty; its first line must name the columns.")
            for row in reader:
                place = f"{path.name}:{reader.line_num}"
                if len(row) != len(header):
                    raise FactsError(
                        f"{place} has {len(row)} cells, the header has {len(header)}. "
                        "Quote cells that hold a comma."
                    )
                yield Line(place, dict(zip(header, row, strict=True)))
    except FileNotFoundError as error:
        raise FactsError(f"{path.name} is missing from {path.parent.name}/.") from error
    except UnicodeDecodeError as error:
        raise FactsError(f"{path.name} is not UTF-8 (byte {error.start}).") from error


def read_json_lines(path: Path) -> Iterator[Line]:
    """Yield the objects of a JSON Lines file.

    Raises
    ------
    FactsError
        The file is missing, not UTF-8, or a line is not one JSON object.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise FactsError(f"{path.name} is missing from {path.parent.name}/.") from error
    except UnicodeDecodeError as error:
        raise FactsError(f"{path.name} is not UTF-8 (byte {error.start}).") from error
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        place = f"{path.name}:{number}"
        try:
            fields = json.loads(line)
        except json.JSONDecodeError as error:
            raise FactsError(
                f"{place} is not JSON: {error.msg} at column {error.colno}."
            ) from error
        if not isinstance(fields, dict):
            raise FactsError(f"{place} holds {type(fields).__name__}, expected an object {{…}}.")
        yield Line(place, fields)

"""Read JSON from a file, from standard input, or line by line, with errors that name the place."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TextIO

from unknot.errors import InvalidInput
from unknot.json_text import MOST_CHARACTERS, value_of_json

__all__ = [
    "MOST_CHARACTERS",
    "case_from",
    "checked_case",
    "json_from",
    "lines_from",
    "place_of",
    "text_from",
]

_UNREADABLE: Final = re.compile("[\udc80-\udcff]")
"""Bytes that were no UTF-8, as Python keeps them."""


def case_from(source: str) -> dict[str, Any]:
    """Return the one case in a file, or on standard input for ``-``.

    Raises
    ------
    InvalidInput
        It cannot be read, is no JSON, or is no object.
    """
    place = place_of(source)
    return checked_case(json_from(text_from(source), place=place), place=place)


def checked_case(fields: object, *, place: str) -> dict[str, Any]:
    """Return a case, or say that what a place holds is none."""
    if not isinstance(fields, dict):
        raise InvalidInput(
            f"{place} holds {type(fields).__name__}, a case is one JSON object {{…}}. "
            "For many cases give one a line and add --lines."
        )
    return fields


def place_of(source: str) -> str:
    """Return what messages call a source."""
    return "Standard input" if source == "-" else f"'{source}'"


def text_from(source: str) -> str:
    """Return the text of a file, or of standard input for ``-``.

    Raises
    ------
    InvalidInput
        The file cannot be read, is not UTF-8, or is too long for one case.
    """
    try:
        with _opened(source) as stream:
            text = stream.read(MOST_CHARACTERS + 1)
    except UnicodeDecodeError as error:
        raise InvalidInput(
            f"{place_of(source)} is not UTF-8 text (byte {error.start}). Save it as UTF-8."
        ) from error
    except OSError as error:
        raise InvalidInput(f"{place_of(source)} cannot be read: {error.strerror}.") from error
    if len(text) > MOST_CHARACTERS:
        raise InvalidInput(
            f"{place_of(source)} is longer than {MOST_CHARACTERS:,} characters, too long for one "
            "case. For many cases give one a line and add --lines."
        )
    return text


def json_from(text: str, *, place: str) -> Any:
    """Return the JSON value of a text.

    Raises
    ------
    InvalidInput
        It is not JSON, nests too deeply, names a field twice, or holds a number or a
        character that cannot be used.
    """
    return value_of_json(
        text,
        place=place,
        remedy="Words go in quotes on the command line, a case in a JSON file.",
    )


def lines_from(source: str) -> Iterator[tuple[int, str | InvalidInput]]:
    """Yield the lines of a JSON Lines stream with their numbers; a line too long is an error.

    Raises
    ------
    InvalidInput
        The file cannot be opened.
    """
    with _opened(source, errors="surrogateescape") as stream:
        number = 0
        while line := stream.readline(MOST_CHARACTERS + 1):
            number += 1
            if len(line) > MOST_CHARACTERS and not line.endswith("\n"):
                while rest := stream.readline(MOST_CHARACTERS):
                    if rest.endswith("\n"):
                        break
                yield (
                    number,
                    InvalidInput(
                        f"Line {number} is longer than {MOST_CHARACTERS:,} characters.",
                        where=f"line {number}",
                    ),
                )
            elif not line.isprintable() and _UNREADABLE.search(line):
                yield (
                    number,
                    InvalidInput(f"Line {number} is not UTF-8 text.", where=f"line {number}"),
                )
            elif line.strip():
                yield number, line


def _opened(source: str, errors: str = "strict") -> TextIO:
    """Open a file, or standard input for ``-``."""
    try:
        if source == "-":
            return open(sys.stdin.fileno(), encoding="utf-8-sig", errors=errors, closefd=False)
        return Path(source).open(encoding="utf-8-sig", errors=errors)
    except OSError as error:
        raise InvalidInput(f"{place_of(source)} cannot be read: {error.strerror}.") from error

"""One answer a line, in the same order; a bad line answers with its error and the rest goes on."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from unknot.cli.exits import BAD_DATA
from unknot.cli.json_input import json_from, lines_from
from unknot.errors import InvalidInput, UnknotError

__all__ = ["answer_lines"]


def answer_lines(source: str, answer: Callable[[Any], dict[str, Any]], *, done: str) -> int:
    """Read JSON Lines, write JSON Lines; gives the exit code.

    Parameters
    ----------
    source
        A file, or ``-`` for standard input.
    answer
        Turns the fields of one line into its answer, or raises an UnknotError.
    done
        What was to be done with a line, for the message: "answered", "planned".
    """
    n_bad = n_read = 0
    for number, line in lines_from(source):
        n_read += 1
        case_id: str | int | None = None
        try:
            if isinstance(line, InvalidInput):
                raise line
            fields = json_from(line, place=f"Line {number}")
            if isinstance(fields, dict) and isinstance(fields.get("id"), str | int):
                case_id = fields["id"]
            answered = answer(fields)
        except UnknotError as error:
            n_bad += 1
            answered = {
                "id": case_id,
                "error": {
                    "message": str(error),
                    "line": number,
                    "where": getattr(error, "where", ""),
                    "nearest": getattr(error, "nearest", None),
                },
            }
        sys.stdout.write(json.dumps(answered, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    if n_bad:
        sys.stderr.write(f"unknot: {n_bad} of {n_read} lines could not be {done}.\n")
    return BAD_DATA if n_bad else 0

"""What became of the things, one JSON line each, and back into the case of a programme.

A line is one entry of ``done`` in the case: ``{"at": "2026-11-24", "item":
"infraspinatus_right_release", "did": "done"}``. A later line about the same thing and day
counts instead of the earlier one: that is how somebody corrects an answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from unknot.errors import InvalidInput
from unknot.json_text import value_of_json
from unknot.json_values import object_with
from unknot.prevent.told import DONE, DidWhat, day_of

__all__ = ["answer_line", "answers_from", "told_on", "with_answers_told"]

_FIELDS: Final = ("at", "item", "did", "effort")
_REMEDY: Final = "Mend the line, or take it out."


def answer_line(item: str, did: DidWhat, *, at: date) -> str:
    """Return one line, with its end."""
    return json.dumps({"at": at.isoformat(), "item": item, "did": did}) + "\n"


def answers_from(text: str, *, place: str) -> list[dict[str, Any]]:
    """Read lines; the last one about a thing and day counts.

    Raises
    ------
    InvalidInput
        A line is no JSON object with ``at``, ``item`` and ``did``; the message names it.
    """
    found: dict[tuple[date, str], dict[str, Any]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            where = f"{place} line {number}"
            told = value_of_json(line, place=where, remedy=_REMEDY)
            checked = dict(object_with(told, where, _FIELDS))
            at = day_of(checked.get("at"), f"{where}: at")
            if at is None or not isinstance(checked.get("item"), str):
                raise InvalidInput(
                    f"{where} needs 'at' (a date) and 'item' (a thing's id). {_REMEDY}", where=where
                )
            if checked.get("did") not in DONE:
                raise InvalidInput(
                    f"{where}: 'did' is one of {', '.join(DONE)}. {_REMEDY}", where=where
                )
            found.pop((at, checked["item"]), None)
            found[at, checked["item"]] = checked
    return list(found.values())


def told_on(answers: Sequence[Mapping[str, Any]], day: date) -> frozenset[str]:
    """Return the things of which something is told on a day."""
    return frozenset(str(one["item"]) for one in answers if str(one["at"])[:10] == day.isoformat())


def with_answers_told(
    fields: Mapping[str, Any], answers: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return the case with these answers as its history; they count instead of older ones.

    ``now`` becomes the day of the last answer where that is later than what the case says.
    """
    if not answers:
        return dict(fields)
    anew = {(str(one["at"])[:10], one["item"]) for one in answers}
    held = fields.get("done") or []
    if not isinstance(held, list):
        return dict(fields)  # the door of the programme says what is wrong with it
    kept = [
        one
        for one in held
        if not isinstance(one, dict) or (str(one.get("at"))[:10], one.get("item")) not in anew
    ]
    last = max(str(one["at"])[:10] for one in answers)
    now = fields.get("now")
    later = last if not isinstance(now, str) or now[:10] < last else now
    return {**fields, "done": [*kept, *answers], "now": later}

"""What a person has told so far, as it travels with every request.

The server keeps nothing: the case (the JSON of ``unknot find``), the questions put aside and
the country come with each request, are checked by the library at the door, and go back in
hidden fields of the page. Without JavaScript that is all there is; with it the page also
keeps the same case on the device.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

from django.http import QueryDict

from unknot.errors import InvalidInput, NotEnoughData
from unknot.facts.countries import ANY_EMERGENCY_NUMBER, Country, country_of
from unknot.facts.vocabularies import load_movements
from unknot.find.answer import Answer, find
from unknot.find.query import query_from
from unknot.json_text import value_of_json

__all__ = ["Journey", "TestKey", "answer_of", "journey_from", "test_key", "with_reply"]

TestKey = tuple[str, str, str]
"""Kind, target and side of a test."""

_MOST_PUT_ASIDE: Final = 60
_MOST_CARDS: Final = 99
_REMEDY: Final = "Go back to the first page and mark the places again."


@dataclass(frozen=True, slots=True)
class Journey:
    """What travels with every request.

    Attributes
    ----------
    told
        The case in the shape of ``unknot find --json``, checked.
    put_aside
        Tests that were answered with "not sure"; they are not asked again.
    country
        Chosen on the device, for the emergency number; None while not chosen.
    cards_done
        Warning-sign cards answered since the first page, for "card 2 of 4".
    """

    told: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    put_aside: tuple[TestKey, ...] = ()
    country: Country | None = None
    cards_done: int = 0

    @property
    def told_text(self) -> str:
        """The case as JSON for the hidden field; empty while nothing was told."""
        return json.dumps(dict(self.told), ensure_ascii=False) if self.told else ""

    @property
    def drawing_text(self) -> str:
        """The strokes as JSON for the body element; empty without any."""
        if not self.told.get("strokes"):
            return ""
        drawing = {name: self.told.get(name) for name in ("atlas_version", "strokes")}
        return json.dumps(drawing)

    @property
    def put_aside_text(self) -> str:
        """The tests put aside, for the hidden field."""
        return " ".join(":".join(test) for test in self.put_aside)

    @property
    def country_id(self) -> str:
        """The country's id, or nothing."""
        return self.country.id if self.country else ""

    @property
    def emergency_number(self) -> str:
        """The emergency number, or how to find it while no country is chosen."""
        if self.country is None:
            return ANY_EMERGENCY_NUMBER
        return " or ".join(self.country.emergency_numbers)


def journey_from(post: QueryDict) -> Journey:
    """Read the hidden fields of a page.

    Raises
    ------
    InvalidInput
        The case was changed on the way and can no longer be read; the message names the
        place and what to do.
    """
    return Journey(
        told=MappingProxyType(_told_from(post.get("told", ""))),
        put_aside=_put_aside_from(post.get("put_aside", "")),
        country=country_of(post.get("country", "")[:8]),
        cards_done=_count_from(post.get("cards_done", "")),
    )


def answer_of(journey: Journey) -> Answer:
    """Answer what was told so far.

    Raises
    ------
    InvalidInput, NotEnoughData
        Nothing was told, or nothing in the free words could be understood.
    """
    return find(query_from(journey.told))


def test_key(text: str) -> TestKey:
    """Return kind, target and side of a test as a form names it.

    Raises
    ------
    InvalidInput
        It is not of the form ``kind:target:side``.
    """
    parts = text.split(":")
    if len(parts) != 3 or parts[0] not in ("ask", "move", "palpate") or not all(parts):
        raise InvalidInput(
            f"A test reads kind:target:side, such as move:neck_flexion:mid; '{text[:60]}' does "
            f"not. {_REMEDY}",
            where="test",
        )
    return parts[0], parts[1], parts[2]


def with_reply(journey: Journey, test: TestKey, *, reply: str) -> Journey:
    """Return the journey with one test answered yes or no, or put aside.

    What was told before about the same thing gives way, so that an answer can be changed.
    """
    kind, target, side = test
    if reply == "unsure":
        aside = tuple(dict.fromkeys((*journey.put_aside, test)))
        return replace(journey, put_aside=aside[-_MOST_PUT_ASIDE:])
    told = dict(journey.told)
    if kind == "ask":
        _move_id(told, target, to="symptoms" if reply == "yes" else "absent_symptoms")
    elif kind == "move":
        mark = {"movement": target, "side": _side_of_movement(target, side)}
        _move_mark(told, mark, to="limited_movements" if reply == "yes" else "free_movements")
    else:
        sign = {"muscle": target, "side": side, "sign": "recognised_pain"}
        kept = [s for s in told.get("signs") or () if {k: s.get(k) for k in sign} != sign]
        told["signs"] = [*kept, {**sign, "present": reply == "yes"}]
    return replace(journey, told=MappingProxyType(told))


def _told_from(text: str) -> dict[str, Any]:
    """Read the case; an empty field is a case not begun yet.

    The drawing is left to whoever answers: reading paint takes longest and is done once.
    """
    if not text.strip():
        return {}
    told = value_of_json(text, place="What was told", remedy=_REMEDY)
    try:
        query_from({**told, "strokes": None} if isinstance(told, dict) else told)
    except NotEnoughData:
        return dict(told) if told.get("strokes") else {}
    return dict(told)


def _put_aside_from(text: str) -> tuple[TestKey, ...]:
    """Read the tests put aside; at most so many are ever asked."""
    return tuple(test_key(part) for part in text.split()[:_MOST_PUT_ASIDE])


def _count_from(text: str) -> int:
    """Read a small count; anything else is none."""
    return min(int(text), _MOST_CARDS) if text.isascii() and text.isdigit() else 0


def _side_of_movement(movement: str, side: str) -> str:
    """Return the side of a movement, mid where it has none or is not known."""
    known = load_movements().get(movement)
    return side if known is None or known.is_sided else "mid"


def _move_id(told: dict[str, Any], one: str, *, to: str) -> None:
    """Put a symptom into one of the two lists and out of the other."""
    for name in ("symptoms", "absent_symptoms"):
        told[name] = [known for known in told.get(name) or () if known != one]
    told[to].append(one)


def _move_mark(told: dict[str, Any], mark: dict[str, str], *, to: str) -> None:
    """Put a movement into one of the two lists and out of the other."""
    for name in ("limited_movements", "free_movements"):
        told[name] = [
            known for known in told.get(name) or () if known not in (mark, mark["movement"])
        ]
    told[to].append(mark)

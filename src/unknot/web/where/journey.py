"""What a person has told so far, as it travels with every request.

The server keeps nothing: the case (the JSON of ``unknot find``), the questions put aside and
the country come with each request, are checked by the library at the door, and go back in
hidden fields of the page. Without JavaScript that is all there is; with it the page also
keeps the same case on the device.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

from django.http import QueryDict

from unknot.errors import InvalidInput, NotEnoughData
from unknot.facts.countries import ANY_EMERGENCY_NUMBER, Country, country_of
from unknot.facts.red_flags import load_red_flags
from unknot.facts.vocabularies import load_movements
from unknot.find.answer import Answer, find
from unknot.find.query import query_from
from unknot.json_text import value_of_json

__all__ = [
    "PRESSING_SIGN",
    "Journey",
    "TestKey",
    "answer_of",
    "journey_from",
    "journey_of",
    "test_key",
    "with_reply",
    "without_reply",
]

TestKey = tuple[str, str, str]
"""Kind, target and side of a test."""

PRESSING_SIGN: Final = "recognised_pain"
_MOST_PUT_ASIDE: Final = 60
_MOST_CARDS: Final = 99
_MOST_NOT_TICKED: Final = 200
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
    not_ticked
        Warning signs that count as no because another line of their card was ticked; the
        person did not say no to them.
    """

    told: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    put_aside: tuple[TestKey, ...] = ()
    country: Country | None = None
    cards_done: int = 0
    not_ticked: tuple[str, ...] = ()

    @property
    def told_text(self) -> str:
        """The case as JSON for the hidden field; empty while nothing was told."""
        return json.dumps(dict(self.told), ensure_ascii=False) if self.told else ""

    @property
    def owes_guess(self) -> bool:
        """Whether a practitioner wanted to guess first and has not done so."""
        held = self.told.get("release")
        if not isinstance(held, dict):
            return False
        return held.get("guess_first") is True and not held.get("guess")

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
    def not_ticked_text(self) -> str:
        """The warning signs that were merely not ticked, for the hidden field."""
        return " ".join(self.not_ticked)

    @property
    def beside(self) -> dict[str, str]:
        """What travels beside the case, as text; only what is not empty."""
        texts = {
            "put_aside": self.put_aside_text,
            "country": self.country_id,
            "cards_done": str(self.cards_done or ""),
            "not_ticked": self.not_ticked_text,
        }
        return {name: text for name, text in texts.items() if text}

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
    return journey_of(_told_from(post.get("told", "")), beside=post)


def journey_of(told: Mapping[str, Any], *, beside: Mapping[str, str]) -> Journey:
    """Return the journey of a case with what travels beside it, each as ``Journey.beside`` says.

    Parameters
    ----------
    told
        The case, checked.
    beside
        ``put_aside``, ``country``, ``cards_done`` and ``not_ticked`` as text; what is missing
        is left empty.

    Raises
    ------
    InvalidInput
        A test that was put aside cannot be read.
    """
    return Journey(
        told=MappingProxyType(dict(told)),
        put_aside=_put_aside_from(beside.get("put_aside", "")),
        country=country_of(beside.get("country", "")[:8]),
        cards_done=_count_from(beside.get("cards_done", "")),
        not_ticked=_flags_from(beside.get("not_ticked", "")),
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
    journey = without_reply(journey, test)
    if reply == "unsure":
        aside = tuple(dict.fromkeys((*journey.put_aside, test)))
        return replace(journey, put_aside=aside[-_MOST_PUT_ASIDE:])
    told = dict(journey.told)
    if kind == "ask":
        _add(told, target, to="symptoms" if reply == "yes" else "absent_symptoms")
    elif kind == "move":
        mark = {"movement": target, "side": _side_of_movement(target, side)}
        _add(told, mark, to="limited_movements" if reply == "yes" else "free_movements")
    else:
        sign = {"muscle": target, "side": side, "sign": PRESSING_SIGN}
        _add(told, {**sign, "present": reply == "yes"}, to="signs")
    return replace(journey, told=MappingProxyType(told))


def without_reply(journey: Journey, test: TestKey) -> Journey:
    """Return the journey as if one test had never been answered; it may be asked again."""
    kind, target, side = test
    told = dict(journey.told)
    if kind == "ask":
        for name in ("symptoms", "absent_symptoms"):
            _drop(told, name, lambda known: known == target)
    elif kind == "move":
        wanted = (target, _side_of_movement(target, side))
        for name in ("limited_movements", "free_movements"):
            _drop(told, name, lambda known: _movement_of(known) in (wanted, (target, "")))
    else:
        _drop(told, "signs", lambda known: _is_pressing(known, target, side))
    aside = tuple(one for one in journey.put_aside if one != test)
    return replace(journey, told=MappingProxyType(told), put_aside=aside)


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


def _flags_from(text: str) -> tuple[str, ...]:
    """Read the warning signs that were merely not ticked; what is not known is left out."""
    known = load_red_flags()
    named = [flag for flag in text.split()[:_MOST_NOT_TICKED] if flag in known]
    return tuple(dict.fromkeys(named))


def _add(told: dict[str, Any], one: Any, *, to: str) -> None:
    """Put one entry at the end of a list of the case."""
    told[to] = [*(told.get(to) or ()), one]


def _drop(told: dict[str, Any], name: str, is_meant: Callable[[Any], bool]) -> None:
    """Take entries out of a list of the case, where it has one."""
    if told.get(name):
        told[name] = [known for known in told[name] if not is_meant(known)]


def _movement_of(known: Any) -> tuple[str, str]:
    """Return movement and side of a mark, which may be an id alone."""
    if isinstance(known, dict):
        return str(known.get("movement")), str(known.get("side") or "")
    return str(known), ""


def _is_pressing(known: dict[str, Any], muscle: str, side: str) -> bool:
    """Whether a sign is that of pressing one muscle for the person's own pain."""
    meant = {"muscle": muscle, "side": side, "sign": PRESSING_SIGN}
    return {name: known.get(name) for name in meant} == meant

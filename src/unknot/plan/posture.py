"""Does the posture that a text describes suit this person? If not, another one of it, or none.

A text says "lie on the back" or "fold forward" and cannot be half followed. Where it names
several postures, the first that suits stays; where none does, the method falls away. On a
table a therapist can change the posture instead (`wording`), and nothing falls away.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from unknot.facts.conditions import load_conditions
from unknot.facts.planning import load_tools
from unknot.facts.vocabularies import load_regions
from unknot.muscles.catalogue import load_muscles
from unknot.muscles.reach import (
    load_method_reach,
    load_muscle_positions,
    load_positions,
    load_posture_choices,
    load_strains,
)
from unknot.plan.permissions import (
    BodyPlace,
    PersonBits,
    bits_of,
    body_place,
    conditions_of,
    held_here,
)
from unknot.plan.query import PointMark
from unknot.sides import LeftRight

__all__ = [
    "posture_against",
    "posture_in_words",
    "posture_text",
    "text_that_suits",
    "tool_that_suits",
]


class _Load(NamedTuple):
    """Conditions that speak against a posture, and the regions that bear it."""

    against: int
    regions: frozenset[str]


class _Posture(NamedTuple):
    """A text with all that its posture asks of the body."""

    text: str
    loads: tuple[_Load, ...]
    tool: str | None = None
    """With which it is done, where the text names several."""


def posture_against(
    place: BodyPlace, method: str, person: PersonBits, *, side: LeftRight, setting: str
) -> int:
    """Return the conditions with which no posture of a method is used, as bits."""
    held = held_here(place, person, side=side, is_moving=True)
    whole, *parts = _postures(place.muscle, method, setting)
    if any(not _against(one, held, person) for one in (whole, *parts)):
        return 0
    return _against(whole, held, person)


def text_that_suits(
    point: PointMark,
    method: str,
    person: PersonBits,
    *,
    setting: str,
    tools: tuple[str, ...] | None = None,
) -> str:
    """Return how a method is done, with the postures and the tools that suit the person.

    Parameters
    ----------
    tools
        What the person owns; None when that was not told.
    """
    return _that_suits(point, method, person, setting=setting, tools=tools).text


def tool_that_suits(
    point: PointMark,
    method: str,
    person: PersonBits,
    *,
    setting: str,
    tools: tuple[str, ...] | None = None,
) -> str | None:
    """Return the tool of the text that suits, or None where it names no more than one."""
    return _that_suits(point, method, person, setting=setting, tools=tools).tool


def _that_suits(
    point: PointMark,
    method: str,
    person: PersonBits,
    *,
    setting: str,
    tools: tuple[str, ...] | None,
) -> _Posture:
    """Return the posture that is told: first one for a tool at hand, then the whole text."""
    place = body_place(point.muscle, point.site)
    held = held_here(place, person, side=point.side, is_moving=True)
    whole, *parts = _postures(point.muscle, method, setting)
    own = [one for one in parts if tools is not None and _is_at_hand(one.tool, tools)]
    return next((one for one in (*own, whole, *parts) if not _against(one, held, person)), whole)


def _is_at_hand(tool: str | None, tools: tuple[str, ...]) -> bool:
    """Say whether a posture is for a tool that the person has."""
    if tool is None:
        return False
    return tool in tools or load_tools()[tool].is_always_there


def _against(posture: _Posture, held: int, person: PersonBits) -> int:
    """Return the conditions that speak against a posture, as bits.

    A condition with a place counts where the muscle moves, and where the posture bears: a new
    knee is knelt on whatever the muscle, and with either leg.
    """
    found = 0
    for load in posture.loads:
        found |= load.against & held
        for bit, regions, _ in person.located:
            if bit & load.against and not regions.isdisjoint(load.regions):
                found |= bit
    return found


@cache
def _postures(muscle: str, method: str, setting: str) -> tuple[_Posture, ...]:
    """Return the whole text of a method, then its postures one by one."""
    places, part = load_muscle_positions()[muscle], load_method_reach()[method].part
    text = posture_text(muscle, method)
    if part == "lengthen":
        main, posture, name = places.stretch_strains, places.stretch, "stretch"
        if setting == "clinic":
            on_table = tuple(_chosen(muscle, "table"))
            if on_table:
                return (
                    *on_table,
                    *_whole_and_parts(muscle, name, text, main=main, posture=posture),
                )
    elif part == "release" and setting == "home":
        main, posture = places.self_care_strains, places.self_care or places.worked_on
        name = "self_care"
    else:
        return (_Posture(text, ()),)
    return _whole_and_parts(muscle, name, text, main=main, posture=posture)


def _whole_and_parts(
    muscle: str, name: str, text: str, *, main: tuple[str, ...], posture: str
) -> tuple[_Posture, ...]:
    """Return a text with everything that its postures ask for, then its postures."""
    parts = tuple(_chosen(muscle, name))
    whole = (*_loads(posture, main), *(load for one in parts for load in one.loads))
    return (_Posture(text, whole), *parts)


def _chosen(muscle: str, name: str) -> Iterator[_Posture]:
    """Yield the single postures of a text."""
    for one in load_posture_choices():
        if (one.muscle, one.part) == (muscle, name):
            yield _Posture(one.text, _loads(one.posture, one.strains), one.tool)


@cache
def _loads(posture: str, strains: tuple[str, ...]) -> tuple[_Load, ...]:
    """Return what a position and its strains ask of the body."""
    regions, known = load_regions().values(), load_strains()
    return (
        _Load(bits_of(load_positions()[posture].not_with), frozenset()),
        *(
            _Load(
                bits_of(known[one].not_with),
                frozenset(region.id for region in regions if region.area in known[one].areas),
            )
            for one in strains
        ),
    )


@cache
def posture_text(muscle: str, method: str) -> str:
    """Return the text whose posture is meant."""
    care = load_muscles()[muscle].self_care
    text = care.stretch if load_method_reach()[method].part == "lengthen" else care.position
    return text or ""


def posture_in_words(muscle: str, method: str, against: int) -> str:
    """Say that a posture does not suit, and which one."""
    labels = "; ".join(load_conditions()[one].label for one in conditions_of(against))
    return f"The posture does not suit: {labels}. Left out: {posture_text(muscle, method)}"

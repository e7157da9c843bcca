"""Movements for a break, before and after: each one checked against the person's conditions.

A set is chosen by what somebody does all day; conditions only strike movements out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from unknot.facts.conditions import load_conditions
from unknot.facts.programmes import BreakMove, BreakSet, load_break_moves, load_break_sets
from unknot.muscles.reach import load_positions
from unknot.plan.permissions import PersonBits, bits_of, body_place, held_here
from unknot.plan.person import person_bits
from unknot.plan.query import PlanQuery, PointMark
from unknot.plan.reasons import forbidden_at
from unknot.sides import LEFT_RIGHT

__all__ = ["CheckedSet", "break_sets_for"]

_LEG: Final = "leg"


@dataclass(frozen=True, slots=True)
class CheckedSet:
    """A set with the movements that are left for this person."""

    set: BreakSet
    moves: tuple[BreakMove, ...]
    left_out: tuple[BreakMove, ...]

    @property
    def seconds(self) -> int:
        """Time of what is left. [s]"""
        return sum(move.seconds for move in self.moves)


def break_sets_for(
    who: str, query: PlanQuery, conditions: tuple[str, ...]
) -> tuple[CheckedSet, ...]:
    """Return the sets of somebody's day, a set of which nothing is left not among them.

    Parameters
    ----------
    who
        desk, driver, musician, runner or new_parent.
    query
        The person.
    conditions
        Every condition of the person, those that follow from others too.
    """
    bits = person_bits(query, tuple(_that_count(query, conditions)))
    found = []
    for one in load_break_sets().values():
        if one.who != who:
            continue
        moves = [load_break_moves()[move] for move in one.moves]
        kept = tuple(move for move in moves if _is_open(move, bits))
        if kept:
            left = tuple(move for move in moves if move not in kept)
            found.append(CheckedSet(one, kept, left))
    return tuple(found)


def _that_count(query: PlanQuery, conditions: tuple[str, ...]) -> Iterator[str]:
    """Yield the conditions that count here.

    A condition that only holds until its questions are answered counts for people with a point
    in that limb; who came for the neck may walk about without being asked about the calf.
    """
    has_leg = any(_LEG in body_place(one.muscle, one.site).limbs for one in query.points)
    for condition in conditions:
        is_told = condition in query.conditions
        if is_told or has_leg or not load_conditions()[condition].until_no:
            yield condition


def _is_open(move: BreakMove, bits: PersonBits) -> bool:
    """Say whether a movement is open on both sides at every muscle that it uses."""
    positions = load_positions()
    against = bits_of({*move.not_with, *positions[move.position].not_with})
    if bits.everywhere & against:
        return False
    for muscle in move.muscles:
        for side in LEFT_RIGHT:
            place = body_place(muscle, None)
            if held_here(place, bits, side=side, is_moving=True) & against:
                return False
            if move.method is not None and forbidden_at(
                PointMark(muscle, side), move.method, bits, setting="home"
            ):
                return False
    return True

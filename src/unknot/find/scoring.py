"""Was the muscle found that a published case holds responsible, and at which place?

A case is asked as a person would be: its pain, symptoms and movements, nothing else. The
culprit counts as found at the place of the first muscle that its name may mean; the side is
not judged, since most sources do not state it.

Where a source names a group, every member counts; where it names a part that the catalogue
does not hold apart, the whole counts, and the other way round. A name that means nothing in
the catalogue can never be found and stays a miss.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from unknot.errors import InvalidInput
from unknot.facts.cases import Case
from unknot.find.answer import with_words_read
from unknot.find.query import Query, query_from
from unknot.muscles.catalogue import load_muscles
from unknot.muscles.names import load_general_names
from unknot.sides import LEFT_RIGHT, Side, mirrored

__all__ = [
    "case_query",
    "counted_as",
    "first_hit",
    "listed_muscles",
    "muscles_once",
    "wanted_muscles",
    "words_query",
]

_SIDE_WHEN_UNSTATED: Final[Side] = "right"


@cache
def counted_as(name: str) -> frozenset[str]:
    """Return the muscles of the catalogue that count as the muscle a source names.

    Returns
    -------
    Ids; none when the name means nothing in the catalogue.
    """
    muscles = load_muscles()
    if name in muscles:
        return frozenset((name,))
    if name in load_general_names():
        return frozenset(load_general_names()[name])
    return frozenset(
        muscle
        for muscle in muscles
        if muscle.startswith(f"{name}_") or name.startswith(f"{muscle}_")
    )


def wanted_muscles(case: Case) -> frozenset[str]:
    """Return the muscles of which one must be found: the main one where the source has one."""
    named = case.culprits[:1] if case.culprits_ranked else case.culprits
    return _joined(culprit.muscle for culprit in named)


def listed_muscles(case: Case) -> frozenset[str]:
    """Return the muscles that the source lists at all."""
    return _joined(culprit.muscle for culprit in case.culprits)


def muscles_once(muscles: Iterable[str]) -> tuple[str, ...]:
    """Return muscles in order, each at its first place only."""
    return tuple(dict.fromkeys(muscles))


def first_hit(ranked: Sequence[str], wanted: frozenset[str]) -> int | None:
    """Return the place, counted from 1, of the first wanted muscle; None when it is nowhere."""
    return next((place for place, muscle in enumerate(ranked, 1) if muscle in wanted), None)


def case_query(case: Case) -> Query:
    """Return what the person of a case told, in the vocabulary of the facts.

    The side ``same`` is the side that the source states for a culprit; where it states
    none, the right, which changes nothing but the label.

    Raises
    ------
    InvalidInput
        The case names an id that is not known, or a side that its region does not have.
    """
    stated = [culprit.side for culprit in case.culprits if culprit.side in LEFT_RIGHT]
    own: Side = "left" if stated[:1] == ["left"] else _SIDE_WHEN_UNSTATED
    sides = {"same": own, "opposite": mirrored(own)}
    return query_from(
        {
            "id": case.id,
            "pain": [
                {"region": pain.region, "side": sides.get(pain.side, pain.side)}
                for pain in case.pain
            ],
            "symptoms": list(case.symptoms),
            "limited_movements": [
                {"movement": movement, "side": own} for movement in case.limited_movements
            ],
        }
    )


def words_query(case: Case) -> Query | None:
    """Return what is understood of the case's words alone; None when nothing is."""
    try:
        query, _ = with_words_read(Query(id=case.id, text=case.pain_words))
    except InvalidInput:
        return None
    return query


def _joined(names: Iterable[str]) -> frozenset[str]:
    """Return the muscles of several names together."""
    return frozenset[str]().union(*(counted_as(name) for name in names))

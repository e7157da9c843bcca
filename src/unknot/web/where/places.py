"""The places of the body as a tree to tick: areas, places, finer places, left and right.

It is the real form under the painted body: every sided place has two boxes, ``left:<id>``
and ``right:<id>``, every other one ``mid:<id>``, each with its strength and how it feels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from unknot.facts.vocabularies import Movement, Region, load_movements, load_regions
from unknot.sides import LEFT_RIGHT, Side
from unknot.web.names import fact_name
from unknot.web.where.place_words import words_for

__all__ = ["Area", "Box", "Mark", "Place", "area_tree", "joint_tree", "marks_of", "side_words"]

_AREAS: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "head": _("Head and face"),
        "neck": _("Neck"),
        "shoulder": _("Shoulder and armpit"),
        "upper_back": _("Upper back and shoulder blade"),
        "back": _("Middle and lower back"),
        "chest": _("Chest"),
        "abdomen": _("Belly"),
        "pelvis": _("Pelvis, hip and buttock"),
        "arm": _("Arm and elbow"),
        "hand": _("Wrist, hand and fingers"),
        "leg": _("Thigh, knee and lower leg"),
        "foot": _("Ankle, foot and toes"),
    }
)
_JOINTS: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "jaw": _("Jaw"),
        "neck": _("Neck"),
        "shoulder_blade": _("Shoulder blade"),
        "shoulder": _("Shoulder"),
        "elbow": _("Elbow and forearm"),
        "wrist": _("Wrist"),
        "hand": _("Hand and fingers"),
        "trunk": _("Back and chest"),
        "hip": _("Hip"),
        "knee": _("Knee"),
        "ankle": _("Ankle"),
        "foot": _("Toes"),
        "leg": _("Whole leg"),
    }
)
_SIDE_WORDS: Final[Mapping[str, Any]] = MappingProxyType(
    {"left": _("Left"), "right": _("Right"), "mid": ""}
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What is marked at one place and side."""

    intensity: str = ""
    quality: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """One box to tick: a side of a place, with what is marked there."""

    side: Side
    side_word: Any
    value: str
    mark: Mark | None

    @property
    def is_ticked(self) -> bool:
        """Whether the place is marked on this side."""
        return self.mark is not None


@dataclass(frozen=True, slots=True)
class Place:
    """One place with its boxes and the finer places inside it."""

    id: str
    label: str
    boxes: tuple[Box, ...]
    finer: tuple[Place, ...] = ()

    @property
    def other_words(self) -> str:
        """Other words for it, for the search in the list."""
        return words_for(self.id)

    @property
    def n_ticked(self) -> int:
        """Boxes ticked here and in the finer places."""
        return sum(box.is_ticked for box in self.boxes) + self.n_finer_ticked

    @property
    def n_finer_ticked(self) -> int:
        """Boxes ticked in the finer places."""
        return sum(one.n_ticked for one in self.finer)


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the body with its places."""

    id: str
    label: Any
    places: tuple[Place, ...] = field(default_factory=tuple)

    @property
    def n_ticked(self) -> int:
        """Boxes ticked in the area."""
        return sum(place.n_ticked for place in self.places)


def area_tree(marks: Mapping[str, Mark]) -> tuple[Area, ...]:
    """Return the whole tree with what is marked, by ``<side>:<region>``."""
    return tuple(
        Area(area, _AREAS.get(area, area), tuple(_region(one, marks) for one in tops))
        for area, tops in _tops_by_area().items()
    )


def joint_tree(marks: Mapping[str, Mark]) -> tuple[Area, ...]:
    """Return every movement by joint with what is marked, by ``<side>:<movement>``."""
    by_joint: dict[str, list[Movement]] = {}
    for movement in load_movements().values():
        by_joint.setdefault(movement.joint, []).append(movement)
    return tuple(
        Area(
            joint,
            _JOINTS.get(joint, joint),
            tuple(
                Place(
                    m.id,
                    fact_name("movement", m.id, m.label),
                    _boxes(m.id, is_sided=m.is_sided, marks=marks),
                )
                for m in movements
            ),
        )
        for joint, movements in by_joint.items()
    )


def marks_of(pain: Iterable[Mapping[str, Any]]) -> dict[str, Mark]:
    """Return the marks of a case by box; a side not told marks both boxes of the place."""
    regions = load_regions()
    marks: dict[str, Mark] = {}
    for entry in pain:
        region, side = entry["region"], entry.get("side") or "mid"
        mark = Mark(_shown(entry.get("intensity")), entry.get("quality") or "")
        is_open = side == "both" or (side == "mid" and regions[region].is_sided)
        for one in LEFT_RIGHT if is_open else (side,):
            marks[f"{one}:{region}"] = mark
    return marks


def side_words(side: str) -> Any:
    """Return Left, Right, or nothing."""
    return _SIDE_WORDS.get(side, "")


@cache
def _tops_by_area() -> Mapping[str, tuple[Region, ...]]:
    """Return the coarsest regions of each area, in file order."""
    areas: dict[str, list[Region]] = {}
    for region in load_regions().values():
        if region.parent is None:
            areas.setdefault(region.area, []).append(region)
    return MappingProxyType({area: tuple(tops) for area, tops in areas.items()})


@cache
def _finer(parent: str) -> tuple[Region, ...]:
    """Return the regions that lie in another one, in file order."""
    return tuple(region for region in load_regions().values() if region.parent == parent)


def _region(region: Region, marks: Mapping[str, Mark]) -> Place:
    """Build one place with its finer ones."""
    return Place(
        region.id,
        fact_name("region", region.id, region.label),
        _boxes(region.id, is_sided=region.is_sided, marks=marks),
        tuple(_region(one, marks) for one in _finer(region.id)),
    )


def _boxes(one: str, *, is_sided: bool, marks: Mapping[str, Mark]) -> tuple[Box, ...]:
    """Build the boxes of one place."""
    sides: tuple[Side, ...] = LEFT_RIGHT if is_sided else ("mid",)
    return tuple(
        Box(side, side_words(side), f"{side}:{one}", marks.get(f"{side}:{one}")) for side in sides
    )


def _shown(intensity: object) -> str:
    """Return a strength for its field; empty when it was not given."""
    return f"{intensity:g}" if isinstance(intensity, int | float) else ""

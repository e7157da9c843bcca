"""What is asked about the person before a treatment, as it was answered or sent back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy

from unknot.facts.methods import Method, load_methods
from unknot.facts.planning import PROFESSIONS, Tool, load_tools
from unknot.web.release.options import Option
from unknot.web.release.questions import Card, cards
from unknot.web.release.state import Release

__all__ = ["AboutShown", "about_shown"]

_LIMBS: Final[Mapping[str, Any]] = {
    "left_arm": gettext_lazy("Left arm"),
    "right_arm": gettext_lazy("Right arm"),
    "left_leg": gettext_lazy("Left leg"),
    "right_leg": gettext_lazy("Right leg"),
}


@dataclass(frozen=True, slots=True)
class AboutShown:
    """What is asked about the person."""

    cards: tuple[Card, ...]
    tools: tuple[Option, ...]
    methods: tuple[Option, ...]
    limbs: tuple[Option, ...]
    professions: tuple[Option, ...]
    irritable: str
    treatments: str
    age: str
    is_by_birth: bool
    """Whether the age comes from the year of birth that is kept."""
    agrees: bool
    needle: bool
    adult: bool

    @property
    def n_answered(self) -> int:
        """So many cards are answered."""
        return sum(card.is_answered for card in self.cards)


def about_shown(
    release: Release, told: Mapping[str, Any], post: QueryDict, *, years: int | None = None
) -> AboutShown:
    """Return the questions, as they were answered or as they were sent back.

    Parameters
    ----------
    years
        Age by the year of birth that is kept; stands in the field while no age was told.
    """
    is_sent = post.get("form") == "about"
    ticked = set(post.getlist("condition")) if is_sent else set(release.conditions)
    none = set(post.getlist("none")) if is_sent else _none_before(release, told, ticked)
    tools = set(post.getlist("tool")) if is_sent else set(release.equipment)
    without = set(post.getlist("without")) if is_sent else set(release.without)
    limb = post.get("limb", "") if is_sent else release.limb
    profession = post.get("profession", "") if is_sent else release.profession
    is_by_birth = told.get("age") is None and years is not None and not is_sent
    known = years if is_by_birth else told.get("age")
    age = "" if known is None else f"{known:g}"
    before = {True: "yes", False: "no", None: ""}[release.is_irritable]
    n_before = "" if release.treatments_so_far is None else str(release.treatments_so_far)
    return AboutShown(
        cards=_opened(cards(told, release, ticked=ticked, none=none), every=is_sent),
        tools=tuple(
            _option(tool, tools) for tool in load_tools().values() if not _is_at_hand(tool)
        ),
        methods=tuple(
            Option(one.id, one.plain_label, one.id in without)
            for one in load_methods().values()
            if _is_offered(one, release)
        ),
        limbs=tuple(Option(key, str(label), key == limb) for key, label in _LIMBS.items()),
        irritable=post.get("irritable", "") if is_sent else before,
        treatments=post.get("treatments", "") if is_sent else n_before,
        professions=tuple(
            Option(one, one.replace("_", " "), one == profession) for one in PROFESSIONS
        ),
        age=post.get("age", "") if is_sent else age,
        is_by_birth=is_by_birth,
        agrees=post.get("agrees") == "1" if is_sent else release.agrees,
        needle=post.get("needle") == "1" if is_sent else release.agrees_to_needle,
        adult=post.get("adult") == "1" if is_sent else release.has_adult,
    )


def _none_before(release: Release, told: Mapping[str, Any], ticked: set[str]) -> set[str]:
    """Return the cards that were answered with "none of these" before."""
    asked = set(release.asked)
    return {
        str(card.number)
        for card in cards(told, release, ticked=ticked, none=set())
        if {line.id for line in card.lines} <= asked
        and not any(line.is_ticked for line in card.lines)
    }


def _opened(asked: list[Card], *, every: bool) -> tuple[Card, ...]:
    """Open the first card without an answer, or every such card of a form that came back."""
    waiting = [card.number for card in asked if not card.is_answered]
    opened = waiting if every else waiting[:1]
    return tuple(replace(card, is_open=card.number in opened) for card in asked)


def _option(tool: Tool, chosen: set[str]) -> Option:
    """Return a tool to choose."""
    return Option(tool.id, tool.label, tool.id in chosen)


def _is_at_hand(tool: Tool) -> bool:
    """Say whether everybody has it."""
    return tool.is_always_there


def _is_offered(method: Method, release: Release) -> bool:
    """Say whether a method may be planned in this setting; needles are never for home."""
    return method.is_plannable and (release.setting == "clinic" or method.is_for_home)

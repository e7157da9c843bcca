"""The whole road, step by step: what the test walks, the tutorial tells, the pictures show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import whole_road_first_day as first
import whole_road_own_data as own
import whole_road_weeks as weeks
from whole_road_dana import Dana

__all__ = ["STEPS", "Step", "walk"]


@dataclass(frozen=True)
class Step:
    """One step: its name is a heading of the tutorial, its pictures stand under it."""

    name: str
    goes: Callable[[Dana], None]
    pictures: tuple[str, ...] = ()


STEPS = (
    Step("Paint where it hurts", first.paints_a_headache, ("road-painted",)),
    Step("Answer the warning signs", first.answers_the_warning_signs, ("road-signs",)),
    Step("Find the muscle, and keep it", first.finds_the_muscle, ("road-muscles",)),
    Step("Press, and confirm the spot", first.confirms_the_spot, ("road-spot",)),
    Step("Follow a guided release", first.follows_a_release, ("road-hold",)),
    Step("See what changed", first.sees_what_changed, ("road-changed",)),
    Step("See what to expect", first.sees_what_to_expect, ("road-outlook-before",)),
    Step("Get a programme", weeks.gets_a_programme, ("road-programme",)),
    Step(
        "Go a week without a network",
        weeks.goes_a_week_without_a_network,
        ("road-too-sore", "road-offline"),
    ),
    Step("See the programme adjust", weeks.sees_the_programme_adjust, ("road-adjusted",)),
    Step("See the forecast sharpen", weeks.sees_the_forecast_sharpen, ("road-outlook-after",)),
    Step("Let it go quiet", weeks.lets_it_go_quiet, ("road-quiet",)),
    Step("Catch an early return", weeks.catches_an_early_return, ("road-return",)),
    Step("Take everything with you", own.takes_everything, ("road-data",)),
    Step("Erase it", own.erases_it),
    Step("Bring it back", own.brings_it_back),
)


def walk(dana: Dana) -> None:
    """Go every step; each comes by its own pictures and no others."""
    for step in STEPS:
        n_before = len(dana.shown)
        step.goes(dana)
        assert tuple(dana.shown[n_before:]) == step.pictures, step.name
    dana.closes_tab()

"""What a programme says: how a thing is done, how much, why it changed, why something is not in.

Plain words for a person at home. No number is made here, and every advice is the text of
the facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from unknot.facts.conditions import load_conditions
from unknot.facts.methods import load_methods
from unknot.facts.planning import load_tools
from unknot.facts.programmes import ExerciseLevel, load_exercises, load_programme_parameters
from unknot.muscles.reach import load_method_reach
from unknot.plan.at_home import felt_by_child, how_for_child, read_out
from unknot.plan.choosing import tool_of
from unknot.plan.decide import Step
from unknot.plan.feeling import NO_NUMBER
from unknot.plan.permissions import conditions_of
from unknot.plan.posture import tool_that_suits
from unknot.plan.telling import dose_in_words
from unknot.plan.wording import because_of, how_in_words, point_in_words, position_in_words
from unknot.prevent.doses import held_against
from unknot.prevent.history import Standing
from unknot.prevent.programme import Left, Programme, Thing

__all__ = [
    "amount_in_words",
    "change_in_words",
    "how_it_feels",
    "left_in_words",
    "level_of",
    "minutes_in_words",
    "position_of",
    "step_of",
    "title_of",
    "tool_needed",
    "why_of",
]

_WHY: Final[Mapping[str, str]] = {
    "release": "Pressing comes first, so that the knot can let go.",
    "lengthen": "Afterwards the muscle is lengthened, so that it uses the ease it has won.",
    "load": "A muscle that can bear its day tightens less often.",
}
_SAME: Final[Mapping[str, str]] = {
    "no_records": "Nothing was recorded, so it stays as it is.",
    "not_yet": "It stays as it is for now.",
    "little_done": "It stays as it is, until it has found its place in the week.",
    "hard": "It felt hard, so it stays as it is.",
    "pain_up": "The week hurt more than the one before, so nothing goes up.",
    "after_sore": "It was too sore not long ago, so it stays gentle a little longer.",
    "other_sore": "Something else at this muscle was too sore, so it stays as it is.",
    "same_dose": "It went well. Its dose stays as it is.",
    "top": "It has reached its usual dose. Keep it.",
}
_CHANGES: Final[Mapping[tuple[str, str], str]] = {
    ("start", "beginning"): "A gentle beginning.",
    ("up", "mostly_done"): "It went well, so it goes one small step up.",
    ("down", "too_sore"): "It was too sore, so there is less of it now.",
    ("down", "sore_again"): "It comes back after its pause, at half.",
    ("pause", "sore_again"): "It was too sore two weeks in a row, so it pauses for a week. "
    "If it was more than soreness, ask a practitioner.",
}
_LEFT: Final[Mapping[str, str]] = {
    "week_full": "No room this week: a few things that are done help more than many.",
    "waiting": "The other points come first; this one waits its turn.",
    "nothing_reaches": "Nothing that is done at home reaches this point. Leave it to a "
    "practitioner.",
    "paused": _CHANGES["pause", "sore_again"],
}


def step_of(thing: Thing) -> Step:
    """Return a thing as a step of a plan, so that plan and programme say the same."""
    return Step(
        thing.candidate.points[0], thing.candidate.method, 0, thing.dose.amounts,
        thing.permission, "",
    )  # fmt: skip


def title_of(thing: Thing) -> str:
    """Return what is done, and for which points."""
    where = _for(thing.candidate.points)
    if thing.candidate.exercise is not None:
        return f"{load_exercises()[thing.candidate.exercise].name}, for {where}"
    label = load_methods()[thing.candidate.method].plain_label
    return f"{label[:1].upper()}{label[1:]}: {where}"


def _for(points: tuple[Any, ...]) -> str:
    """Name points as people at home say them, each once, the exact name in brackets."""
    return "; ".join(dict.fromkeys(point_in_words(point, "home") for point in points))


def level_of(thing: Thing) -> ExerciseLevel | None:
    """Return the level of an exercise; None where it is none."""
    if thing.candidate.exercise is None or thing.dose.level is None:
        return None
    return load_exercises()[thing.candidate.exercise].levels[thing.dose.level]


def position_of(thing: Thing, programme: Programme) -> str:
    """Say how it is done."""
    level = level_of(thing)
    plan = programme.query.plan
    if level is not None:
        return read_out(level.text, plan)
    step, decision = step_of(thing), programme.decision
    return read_out(position_in_words(step, decision, "home", tools=plan.equipment), plan)


def how_it_feels(thing: Thing, programme: Programme) -> str:
    """Say how it should feel."""
    most, plan, step = thing.dose.amounts.pressure, programme.query.plan, step_of(thing)
    if thing.candidate.exercise is None or thing.dose.amounts.scale == NO_NUMBER or most is None:
        part = load_method_reach()[step.method].part
        tool = tool_that_suits(
            step.point, step.method, programme.decision.bits, setting="home", tools=plan.equipment
        )
        return how_for_child(part, step.amounts, plan) or how_in_words(step, "home", tool)
    return (
        f"Pain up to {most:g} of 10 is fine if it is back to your usual by next morning. More "
        "than that means less next time. Breathe on, never hold your breath."
    )


def amount_in_words(thing: Thing, programme: Programme) -> str:
    """Return a dose as one reads it aloud; how hard for a child in a child's words."""
    dose = thing.dose
    if thing.candidate.exercise is not None:
        exercise = load_exercises()[thing.candidate.exercise]
        side = f", with the {thing.candidate.points[0].side} side" if exercise.is_one_sided else ""
        rest = int(load_programme_parameters()["set_rest_s"].value)
        rounds = "one round"
        if dose.sets > 1:
            rounds = f"{dose.sets} rounds with {rest} s rest between"
        return f"{dose.amounts.repeats} slow repeats{side}, {rounds}"
    amounts = dose.amounts
    return dose_in_words(
        {
            "seconds": amounts.seconds,
            "repeats": amounts.repeats,
            "rest_seconds": amounts.rest_s,
            "effort_percent": amounts.effort_percent,
            "pressure_0_10": amounts.pressure,
            "pressure_start_0_10": amounts.pressure_start,
            "scale": amounts.scale,
            "felt_in_words": felt_by_child(amounts, programme.query.plan),
        }
    )


def minutes_in_words(seconds: float) -> str:
    """Return a time as people say it."""
    minutes = max(1, round(seconds / 60))
    return "about a minute" if minutes == 1 else f"about {minutes} minutes"


def why_of(thing: Thing) -> str:
    """Say what a thing is for, and why its dose is as it is."""
    said = [_WHY[thing.candidate.part]]
    if thing.permission.level == "with_reason":
        said.append("Only with the adult beside. This is already half the usual dose; do no more.")
    elif thing.permission.level == "precaution":
        said.append("This is already half the usual dose, because of the caution; do no more.")
    return " ".join(said)


def change_in_words(standing: Standing) -> str:
    """Say what became of a thing since last week, and why."""
    if standing.change == "same":
        return _SAME[standing.why]
    return _CHANGES[standing.change, standing.why]


def tool_needed(thing: Thing) -> str | None:
    """Return the tool of a thing that does not come with the person, or None."""
    level = level_of(thing)
    if level is not None:
        return level.tool
    if thing.candidate.part != "release":
        return None
    tool = tool_of(thing.candidate.method, thing.candidate.points[0].muscle)
    return None if tool is None or load_tools()[tool].is_always_there else tool


def left_in_words(left: Left, programme: Programme) -> tuple[str, str]:
    """Return what is left out, and because of what."""
    name = load_methods()[left.method].plain_label if left.method else "the whole point"
    what = f"{_for(left.points)}: {name}"
    if left.omission is not None:
        return what, because_of(left.omission, "home")
    if left.kind == "posture":
        held = held_against(left.exercise or "", left.points, programme.decision.bits)
        labels = "; ".join(load_conditions()[one].label for one in conditions_of(held))
        return what, f"The position of the exercise does not suit: {labels}."
    if left.kind == "tool":
        return what, f"{left.because[:1].upper()}{left.because[1:].rstrip('.')}."
    if left.kind == "budget":
        return what, f"It takes {minutes_in_words(left.seconds)}, more than the time of a day."
    return what, _LEFT[left.kind]

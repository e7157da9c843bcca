"""The words that screen, page and paper share about a whole programme: order, days, change.

They are made from the answer of the contract, so that whoever shows it says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from unknot.facts.methods import load_methods
from unknot.facts.programmes import load_exercises
from unknot.muscles.plain import name_for_home

__all__ = [
    "DAYS",
    "LIMITS",
    "changed_in_words",
    "left_out_joined",
    "things_in_order",
    "week_notes",
    "what_in_words",
    "where_in_words",
]

LIMITS: Final = (
    "This programme names no disease and rules none out. It was made from what was told, not "
    "from an examination. Who feels it decides: less is always allowed, and stopping too."
)
DAYS: Final[Mapping[str, str]] = {
    "mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday",
    "sat": "Saturday", "sun": "Sunday",
}  # fmt: skip
_WHOLE: Final = ": the whole point"


def things_in_order(told: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the things in the order in which they first come up in the week."""
    by_id = {thing["id"]: thing for thing in told["things"]}
    seen = dict.fromkeys(id_ for day in told["week"]["days"] for id_ in day["things"])
    return [by_id.pop(id_) for id_ in seen] + list(by_id.values())


def what_in_words(thing: Mapping[str, Any]) -> str:
    """Return what is done: an exercise by its name, a method by what one does."""
    if thing["exercise"] is not None:
        return load_exercises()[thing["exercise"]].name
    label = load_methods()[thing["method"]].plain_label
    return f"{label[:1].upper()}{label[1:]}"


def where_in_words(points: Iterable[Mapping[str, Any]]) -> str:
    """Return the muscles of points in plain words, each once."""
    return "; ".join(dict.fromkeys(name_for_home(one["muscle"], one["side"]) for one in points))


def week_notes(told: Mapping[str, Any]) -> list[str]:
    """Return what is to be said of the week as a whole."""
    week, said = told["week"], []
    if all(thing["change"] == "start" for thing in told["things"]):
        said.append("Everything begins gently. It grows when it went well, never after too sore.")
    if week["shorter_by"]:
        said.append("The days are a little shorter, so that they fit. That is fine.")
    if week["pain_is_up"]:
        said.append(
            "Last week hurt more than the one before. Nothing goes up. If that goes on for "
            "another week, ask a practitioner."
        )
    return said


def changed_in_words(thing: Mapping[str, Any]) -> str | None:
    """Say what became of a thing, and until when it rests; the beginning is said once for all."""
    rests = thing["rests_until"]
    if rests:
        return f"{thing['change_in_words']} It rests until {rests}."
    return None if thing["change"] == "start" else str(thing["change_in_words"])


def left_out_joined(told: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what is left out with its reason, joined where the reason is the same."""
    found: dict[str, list[str]] = {}
    for one in told["left_out"]:
        found.setdefault(one["because"], []).append(one["what"].removesuffix(_WHOLE))
    return [("; ".join(what), because) for because, what in found.items()]

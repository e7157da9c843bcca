"""Somebody on the way from a found spot to its release: told cases and steps for the tests."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from tests.web.walking import Walker
from unknot.facts.conditions import load_conditions
from unknot.find.answer import find
from unknot.find.query import query_from
from unknot.plan.gate import asked_by_name, first_open, screening_of
from unknot.plan.plan import plan_query_from
from unknot.web.release.questions import asked_conditions

PAIN = [{"region": "temple", "side": "right"}, {"region": "neck_side", "side": "right"}]
POINT = {"muscle": "upper_trapezius", "side": "right", "site": "upper_trapezius_1"}
KEY = "upper_trapezius:right:upper_trapezius_1"
SIGNS = [{"muscle": "upper_trapezius", "side": "right", "sign": "recognised_pain", "present": True}]


@cache
def _no_to_all() -> tuple[tuple[str, str], ...]:
    """Answer no to every first question of the places and of the spot."""
    answers: dict[str, str] = {}
    for _ in range(60):
        told = {"pain": PAIN, "answers": answers, "age": 41, "sex": "female"}
        query = plan_query_from(
            {
                "setting": "home",
                "points": [POINT],
                "pain": PAIN,
                "answers": answers,
                "person": {"age": 41, "sex": "female"},
            }
        )
        open_first = [
            *find(query_from(told)).open_first,
            *first_open(query, screening_of(query), before_hands=True),
        ]
        if not open_first:
            return tuple(answers.items())
        answers |= dict.fromkeys(open_first, "no")
    raise AssertionError("The first questions never end.")


def told_with(**release: Any) -> dict[str, Any]:
    """Return a case whose spot is found and whose questions are answered, none with yes.

    What is given changes the second half; None takes a field away.
    """
    told: dict[str, Any] = {
        "pain": PAIN,
        "age": 41,
        "sex": "female",
        "answers": dict(_no_to_all()),
        "signs": SIGNS,
    }
    setting = release.get("setting", "home")
    held = {"points": [POINT], "asked": list(asked_conditions(told, setting)), **release}
    told["release"] = {name: value for name, value in held.items() if value is not None}
    told["answers"] |= _no_besides(
        release.get("conditions") or (), treatments_so_far=release.get("treatments_so_far")
    )
    return told


def _no_besides(conditions: Iterable[str], *, treatments_so_far: object = None) -> dict[str, str]:
    """Answer no to what conditions and earlier treatments ask besides at the spot."""
    known = [one for one in conditions if one in load_conditions()]
    is_count = isinstance(treatments_so_far, int) and treatments_so_far >= 0
    count = treatments_so_far if is_count else None
    person = {"age": 41, "sex": "female", "conditions": known, "treatments_so_far": count}
    case = {"setting": "home", "points": [POINT], "pain": PAIN, "person": person}
    query = plan_query_from(case)
    named = {*asked_by_name(query), *first_open(query, screening_of(query), before_hands=True)}
    return dict.fromkeys(named, "no")


def sent(walker: Walker, told: object, **more: object) -> dict[str, object]:
    """Return the form that carries a case."""
    mark = walker.page.value("csrfmiddlewaretoken")
    text = told if isinstance(told, str) else json.dumps(told)
    return {"csrfmiddlewaretoken": mark, "told": text, **more}


def at(walker: Walker, address: str, told: object, **more: object) -> Walker:
    """Go to an address with a case, as a page that carries it would."""
    return walker.post(address, sent(walker, told, **more))


def told_of(walker: Walker) -> dict[str, Any]:
    """Return the case that the page carries on."""
    told: dict[str, Any] = json.loads(walker.page.value("told"))
    return told


def none_of_these(walker: Walker) -> list[str]:
    """Return every "none of these" of the page."""
    return [box["value"] for box in walker.page.named("none")]
